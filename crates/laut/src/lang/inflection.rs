//! Regular inflection by the rules of `data/<tag>/inflection.tsv`: with `signal` on a list, `signals` and `signalled` are
//! known too; with `telegrafieren`, `telegrafierte`.

use compact_str::CompactString;

use super::maps::HashMap;
use super::table::{Row, Table};
use super::{DataError, DataFiles};
use crate::text::Upos;

/// One row: the form of a slot.
#[derive(Debug)]
struct Rule {
    upos: Upos,
    feats: String,
    ends: String,
    drop: String,
    add: String,
}

/// The rules of a language.
#[derive(Debug)]
pub struct Inflection {
    rules: Vec<Rule>,
}

impl Inflection {
    /// Reads the rules.
    ///
    /// # Errors
    /// Names the line that cannot be used.
    pub fn read(path: &str, text: &str) -> Result<Self, DataError> {
        let table = Table::read(path, text, &["upos", "feats", "ends", "drop", "add", "example"])?;
        let rule = |row: Row<'_>| -> Result<Rule, DataError> {
            let upos = row.word("upos", Upos::from_word, Upos::ALL, Upos::as_str)?;
            let text = |column| row.text(column).to_owned();
            Ok(Rule { upos, feats: text("feats"), ends: text("ends"), drop: text("drop"), add: text("add") })
        };
        Ok(Self { rules: table.rows().map(rule).collect::<Result<_, _>>()? })
    }

    /// The forms of a dictionary form, each with its features in CoNLL-U.
    pub fn forms<'r>(&'r self, lemma: &'r str, upos: Upos) -> impl Iterator<Item = (&'r str, String)> {
        let rules = self
            .rules
            .iter()
            .enumerate()
            .filter(move |(_, rule)| rule.upos == upos && fits(lemma, &rule.ends));
        // The first row of a slot that fits makes its form.
        let is_first = move |at: usize, rule: &Rule| {
            let same_slot = |other: &Rule| other.upos == rule.upos && other.feats == rule.feats;
            !self.rules[..at].iter().any(|other| same_slot(other) && fits(lemma, &other.ends))
        };
        rules.filter(move |(at, rule)| is_first(*at, rule)).filter_map(move |(_, rule)| {
            let stem = lemma.strip_suffix(&rule.drop)?;
            let last = stem.chars().last()?;
            let add = rule.add.replace('=', last.encode_utf8(&mut [0; 4]));
            Some((&*rule.feats, format!("{stem}{add}")))
        })
    }
}

/// The regular forms of some verbs, each with the verb. `doubled` are last letters that some spellings double before a vowel:
/// `signalled`.
pub(super) fn verb_forms<'v>(
    tag: &str,
    files: &DataFiles,
    doubled: &[char],
    verbs: impl Iterator<Item = &'v str>,
) -> Result<HashMap<CompactString, CompactString>, DataError> {
    let path = format!("{tag}/inflection.tsv");
    let inflection = Inflection::read(&path, files.text(&path)?)?;
    let mut forms = HashMap::default();
    for verb in verbs {
        let doubled = verb.chars().last().filter(|last| doubled.contains(last));
        for (_, form) in inflection.forms(verb, Upos::Verb) {
            let ending = form.strip_prefix(verb).filter(|ending| ending.starts_with(is_vowel));
            if let Some((last, ending)) = doubled.zip(ending) {
                forms.entry(format!("{verb}{last}{ending}").into()).or_insert_with(|| verb.into());
            }
            forms.entry(form.into()).or_insert_with(|| verb.into());
        }
    }
    Ok(forms)
}

/// Whether a word ends as a pattern says, in which `C` is a consonant and `V` a vowel, and `^` the start of the word.
fn fits(word: &str, ends: &str) -> bool {
    let mut letters = word.chars().rev();
    if let Some(whole) = ends.strip_prefix('^') {
        return word.chars().count() == whole.chars().count() && fits(word, whole);
    }
    ends.chars().rev().all(|pattern| {
        letters.next().is_some_and(|letter| match pattern {
            'C' => !is_vowel(letter),
            'V' => is_vowel(letter),
            other => letter == other,
        })
    })
}

fn is_vowel(letter: char) -> bool {
    "aeiou".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::{Inflection, verb_forms};
    use crate::lang::DataFiles;
    use crate::text::Upos;

    #[test]
    fn every_example_is_made_by_its_rule() {
        for tag in ["de", "en"] {
            let (files, path) = (DataFiles::embedded(), format!("{tag}/inflection.tsv"));
            let text = files.text(&path).unwrap();
            let rules = Inflection::read(&path, text).unwrap();
            for row in text.lines().filter(|line| !line.starts_with('#')).skip(1) {
                let cells: Vec<&str> = row.split('\t').collect();
                let upos = Upos::from_word(cells[0]).unwrap();
                let (lemma, form) = cells[5].split_once(' ').unwrap();
                let made = rules.forms(lemma, upos).find(|(feats, _)| *feats == cells[1]);
                assert_eq!(made.map(|(_, form)| form).as_deref(), Some(form), "{row}");
            }
        }
    }

    #[test]
    fn forms_lead_to_their_verbs() {
        let files = DataFiles::embedded();
        let verbs = ["signal", "roar", "underline", "certify"];
        let forms = verb_forms("en", &files, &['l'], verbs.into_iter()).unwrap();
        for (form, verb) in [
            ("signalled", "signal"),
            ("signaled", "signal"),
            ("roared", "roar"),
            ("underlined", "underline"),
            ("certifies", "certify"),
        ] {
            assert_eq!(forms.get(form).map(AsRef::as_ref), Some(verb));
        }
        let forms = verb_forms("de", &files, &[], ["telegrafieren", "titeln"].into_iter()).unwrap();
        assert_eq!(forms.get("telegrafierte").map(AsRef::as_ref), Some("telegrafieren"));
        assert_eq!(forms.get("titelte").map(AsRef::as_ref), Some("titeln"));
    }
}
