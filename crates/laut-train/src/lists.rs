//! What lists know of words in names, a bit for each kind: surnames, first names, towns, words of companies' names.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use laut::lang::name_model::List;

/// A list of names, one a line, with what it says of a name of one word, and of words that open, close and stand inside
/// longer ones.
const LISTS: &[(&str, [Option<List>; 4])] = &[
    ("personennamen", [Some(List::Surname), None, None, None]),
    (
        "firmennamen",
        [Some(List::Company), Some(List::CompanyFirst), Some(List::CompanyLast), Some(List::CompanyInside)],
    ),
    ("landschaftsbezeichnungen", [Some(List::Map), Some(List::MapFirst), Some(List::MapLast), None]),
    ("stadtnamen", [Some(List::GermanTown), None, None, None]),
    ("strassennamen", [Some(List::Street), Some(List::StreetFirst), Some(List::StreetLast), None]),
];

/// Kinds of proper names in the list of full forms.
const KINDS: &[(&str, List)] = &[
    ("NAC", List::CommonSurname),
    ("VOR", List::FirstName),
    ("STD", List::Town),
    ("GEB", List::District),
    ("WAT", List::Water),
    ("MOU", List::Water),
    ("PER", List::Known),
];

/// Where the lists are from, and their licences.
pub(crate) const SOURCES: &[(&str, &str)] = &[
    ("words/ler-gazetteers/gazetteers/personennamen.list", "CC BY 4.0"),
    ("words/ler-gazetteers/gazetteers/firmennamen.list", "CC BY 4.0"),
    ("words/ler-gazetteers/gazetteers/landschaftsbezeichnungen.list", "CC BY 4.0"),
    ("words/ler-gazetteers/gazetteers/stadtnamen.list", "CC BY 4.0"),
    ("words/ler-gazetteers/gazetteers/strassennamen.list", "CC BY 4.0"),
    (FULL_FORMS, "CC BY-SA 4.0"),
];

const FULL_FORMS: &str = "words/german-pos-dict/german-fullforms.tsv.xz";

/// Reads the lists.
pub(crate) fn read(data: &Path) -> anyhow::Result<BTreeMap<String, u32>> {
    let mut bits: BTreeMap<String, u32> = BTreeMap::new();
    let mut add = |word: &str, list: Option<List>| {
        if let Some(list) = list.filter(|_| word.chars().any(char::is_uppercase)) {
            *bits.entry(word.to_owned()).or_default() |= list.bit();
        }
    };
    for (name, [whole, first, last, inside]) in LISTS {
        let path = data.join(format!("words/ler-gazetteers/gazetteers/{name}.list"));
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading `{}`", path.display()))?;
        let mut seen: BTreeMap<(&str, List), u32> = BTreeMap::new();
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let last_at = words.len().saturating_sub(1);
            for (at, word) in words.iter().enumerate() {
                match at {
                    0 if last_at == 0 => add(word, *whole),
                    0 => count(&mut seen, word, *first),
                    at if at == last_at => count(&mut seen, word, *last),
                    _ => count(&mut seen, word, *inside),
                }
            }
        }
        // What opens or closes one name only tells nothing of others.
        seen.into_iter().filter(|(_, times)| *times >= 2).for_each(|((word, list), _)| add(word, Some(list)));
    }
    let full_forms = crate::unpack(&data.join(FULL_FORMS))?;
    for line in full_forms.lines() {
        let mut cells = line.split('\t');
        let (Some(form), Some(_), Some(tag)) = (cells.next(), cells.next(), cells.next()) else { continue };
        if let Some(rest) = tag.strip_prefix("EIG:") {
            let kind = rest.rsplit(':').next().unwrap_or_default();
            add(form, KINDS.iter().find(|(name, _)| *name == kind).map(|(_, list)| *list));
        }
    }
    Ok(bits)
}

fn count<'w>(seen: &mut BTreeMap<(&'w str, List), u32>, word: &'w str, list: Option<List>) {
    if let Some(list) = list {
        *seen.entry((word, list)).or_default() += 1;
    }
}
