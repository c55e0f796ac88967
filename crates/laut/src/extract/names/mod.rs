//! Proper names: people, organizations, armed groups, countries, places, peoples.
//!
//! | text | names |
//! | --- | --- |
//! | `Konteradmiral Daniel Hagari sagte in Kairo` | person `Daniel Hagari`, place `Kairo` |
//! | `Das Außenministerium von Katar und die Huthi-Rebellen` | organization `Außenministerium von Katar`, armed group `Huthi-Rebellen` |
//! | `Iraqi security forces entered Mosul, Lt Gen Talib Shaghati said` | armed group `Iraqi security forces`, place `Mosul`, person `Talib Shaghati` |
//!
//! Lists know countries, towns and actors; people are found by what stands around them, so that any surname works.
//! Titles, offices and ranks stay outside the name. A lone word that no list knows, and that no context makes a name, is
//! left out: what it stands for would be a guess. Kinds follow the entities of the claim record; where a name may be a
//! country or its territory, the words around it decide (`kinds`).

pub mod features;
pub(super) mod kinds;
pub mod labels;
mod listed;
pub(super) mod marks;
mod organizations;
mod persons;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use self::listed::Match;
use self::marks::{ACRONYM, CAPITAL, COMMON, FIRST_NAME, KNOWN, Marks, NAMELIKE, PARTICLE, PEOPLE, START};
use crate::lang::LanguageData;
use crate::lang::name_words::PlaceWord;
use crate::text::{Document, EntityKind, Name, NameClass, ProperName, Upos};

/// Writes [`Document::names`]; they do not overlap.
pub fn find_names(doc: &mut Document, data: &LanguageData) {
    let marks = Marks::of(doc, data);
    let mut names = Vec::new();
    for sentence in &doc.sentences {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            match name_at(doc, data, &marks, token) {
                Some(name) if name.tokens.end > token => {
                    token = name.tokens.end;
                    names.push(name);
                }
                _ => token += 1,
            }
        }
    }
    let found = labels::find(doc, data, &marks);
    add_found(doc, data, &marks, &found, &[NameClass::Person], &mut names);
    let surnames = add_lone_names(doc, data, &marks, &mut names);
    add_unknown_places(doc, data, &marks, &mut names);
    add_found(doc, data, &marks, &found, &[NameClass::Organization, NameClass::Place], &mut names);
    settle_kinds(doc, &surnames, &mut names);
    doc.proper_names = proper_names(found, &names);
    doc.names = names;
}

/// Adds the names of some classes that the model finds where no list and no rule does.
fn add_found(
    doc: &Document,
    data: &LanguageData,
    marks: &Marks,
    found: &[ProperName],
    classes: &[NameClass],
    names: &mut Vec<Name>,
) {
    let mut taken = vec![false; doc.tokens.len()];
    for name in names.iter() {
        taken[name.tokens.clone()].fill(true);
    }
    for proper in found.iter().filter(|proper| classes.contains(&proper.class)) {
        let (kind, rule) = match proper.class {
            NameClass::Person => (EntityKind::Person, "name.model.person"),
            NameClass::Organization => (EntityKind::Organization, "name.model.organization"),
            NameClass::Place => (EntityKind::Place, "name.model.place"),
            NameClass::Other => continue,
        };
        if !taken[proper.tokens.clone()].contains(&true) && !is_doubtful(doc, data, marks, proper) {
            names.push(name(doc, proper.tokens.clone(), kind, rule));
        }
    }
    names.sort_by_key(|name| name.tokens.start);
}

/// Whether a name of the model may be something else where it stands: a person's after a word of place (`im Dorf`), that
/// ends in a noun without a first name before, or that starts within a name; an organization's of one word; or a word at
/// the start of a sentence that is no first name.
fn is_doubtful(doc: &Document, data: &LanguageData, marks: &Marks, proper: &ProperName) -> bool {
    let start = proper.tokens.start;
    let is_one = proper.tokens.len() == 1;
    let is_opening = is_one && marks.has(start, START) && !marks.has(start, FIRST_NAME);
    is_opening
        || match proper.class {
            NameClass::Person => {
                let last = proper.tokens.end - 1;
                let is_noun = doc.tokens[last].upos == Upos::Noun && marks.has(last, KNOWN);
                (is_noun && !marks.has(start, FIRST_NAME))
                    || (is_one && start > 0 && marks.has(start - 1, NAMELIKE))
                    || marks::place_word_before(doc, data, start).is_some()
                    || kinds::precision_word(doc, data, start).is_some()
            }
            NameClass::Organization => is_one,
            NameClass::Place | NameClass::Other => false,
        }
}

/// The proper names: those that the model finds, people whose whole name a rule knows, and what lists know where the
/// model finds nothing. Descriptions like `libanesische Armee` and peoples are no proper names.
fn proper_names(mut found: Vec<ProperName>, names: &[Name]) -> Vec<ProperName> {
    for name in names {
        let (class, is_whole) = match (name.kind, name.rule.as_str()) {
            (EntityKind::Person, "name.role" | "name.honorific" | "name.first") => (NameClass::Person, true),
            (EntityKind::Person, _) => (NameClass::Person, false),
            (_, "name.actor") => (NameClass::Organization, false),
            (EntityKind::Country, _) | (_, "name.country.place" | "name.place.region") => {
                (NameClass::Place, false)
            }
            _ => continue,
        };
        let overlaps =
            |found: &ProperName| found.tokens.start < name.tokens.end && name.tokens.start < found.tokens.end;
        let is_inside = |found: &ProperName| {
            name.tokens.start <= found.tokens.start && found.tokens.end <= name.tokens.end
        };
        if found.iter().filter(|found| overlaps(found)).all(|found| is_whole && is_inside(found)) {
            found.retain(|found| !overlaps(found));
            found.push(ProperName { tokens: name.tokens.clone(), class });
        }
    }
    found.sort_by_key(|name| name.tokens.start);
    found
}

/// The name that starts at a token. Names of several words on a list come first, then organizations, then people, then
/// other listed names.
fn name_at(doc: &Document, data: &LanguageData, marks: &Marks, token: usize) -> Option<Name> {
    let can_start = marks.has(token, CAPITAL | PARTICLE | marks::ADJECTIVE)
        || data.world.longest_from(doc.tokens[token].lower.as_str()) > 0;
    if !can_start {
        return None;
    }
    let found = listed::longest(doc, data, marks, token);
    let organization = organizations::find(doc, data, marks, token);
    if let Some(organization) = organization {
        let is_longer = found.as_ref().is_none_or(|found| organization.tokens.end > found.tokens.end);
        if is_longer {
            let mut name = name(doc, organization.tokens, organization.kind, organization.rule);
            (name.country, name.key) = (organization.country, organization.key);
            return Some(name);
        }
    }
    if let Some(found) = found.as_ref().filter(|found| found.tokens.len() >= 2) {
        return Some(listed_name(doc, data, marks, found));
    }
    if let Some((tokens, rule)) = persons::find(doc, data, marks, token) {
        return Some(name(doc, tokens, EntityKind::Person, rule));
    }
    if let Some(found) = found.filter(|found| is_free(doc, data, marks, found)) {
        return Some(listed_name(doc, data, marks, &found));
    }
    if marks.has(token, PEOPLE) && marks.has(token, CAPITAL) {
        let mut name = name(doc, token..token + 1, EntityKind::Population, "name.people");
        name.country = data.names.people(doc.form(token)).and_then(|people| people.country.clone());
        return Some(name);
    }
    is_acronym(doc, data, marks, token)
        .then(|| name(doc, token..token + 1, EntityKind::Organization, "name.acronym"))
}

fn name(doc: &Document, tokens: Range<usize>, kind: EntityKind, rule: &str) -> Name {
    Name {
        span: doc.span_of(tokens.clone()),
        tokens,
        kind,
        country: None,
        key: None,
        place: None,
        rule: rule.into(),
    }
}

fn listed_name(doc: &Document, data: &LanguageData, marks: &Marks, found: &Match) -> Name {
    let meaning = kinds::meaning(doc, data, marks, found);
    let mut name = name(doc, found.tokens.clone(), meaning.kind, meaning.rule);
    (name.country, name.key) = (meaning.country, meaning.key);
    name
}

/// Whether a listed name of one word stands for itself, and is not part of a longer name that no list knows.
fn is_free(doc: &Document, data: &LanguageData, marks: &Marks, found: &Match) -> bool {
    let listed::Found::Town(_) = found.found else { return true };
    let (start, end) = (found.tokens.start, found.tokens.end);
    let goes_on = marks.has(end, NAMELIKE) && !marks.has(end, START);
    let is_local = marks::place_word_before(doc, data, start).is_some();
    is_local || !goes_on
}

/// Whether a token is the short name of something that no list knows: `UNAMA`, `PNTL`.
fn is_acronym(doc: &Document, data: &LanguageData, marks: &Marks, token: usize) -> bool {
    let form = doc.form(token);
    let in_heading = doc.sentences.get(doc.sentence_at(token)).is_some_and(|found| found.is_heading);
    let is_roman = form.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C' | 'M'));
    let neighbour = |at: usize| marks.has(at, ACRONYM);
    marks.has(token, ACRONYM)
        && (3..=8).contains(&form.len())
        && form.chars().all(|letter| letter.is_alphabetic())
        && !in_heading
        && !is_roman
        && !(neighbour(token + 1) && token > 0 && neighbour(token - 1))
        && data.world.longest_from(form) == 0
        && !data.lexicon.contains(&doc.tokens[token].lower)
}

/// Adds single words that are part of a person's name elsewhere in the report: `Hagari` after `Daniel Hagari`.
fn add_lone_names(
    doc: &Document,
    data: &LanguageData,
    marks: &Marks,
    names: &mut Vec<Name>,
) -> BTreeMap<String, usize> {
    let mut surnames: BTreeMap<String, usize> = BTreeMap::new();
    for name in names.iter().filter(|name| name.kind == EntityKind::Person) {
        let words: Vec<usize> = name
            .tokens
            .clone()
            .filter(|token| marks.has(*token, CAPITAL) && doc.form(*token).len() > 2)
            .collect();
        for token in &words {
            let is_last = Some(token) == words.last();
            if is_last || !marks.has(*token, COMMON) {
                *surnames.entry(doc.form(*token).to_owned()).or_default() += usize::from(is_last);
            }
        }
    }
    let mut taken = vec![false; doc.tokens.len()];
    for name in names.iter() {
        taken[name.tokens.clone()].fill(true);
    }
    for (token, is_taken) in taken.iter().enumerate().take(doc.tokens.len()) {
        if *is_taken || !marks.has(token, CAPITAL) {
            continue;
        }
        let form = doc.form(token);
        let stem = marks::without_ending(form, data);
        let is_known = surnames.contains_key(form) || stem.is_some_and(|stem| surnames.contains_key(stem));
        if is_known && !(marks.has(token, COMMON) && marks.has(token, START) && marks.has(token, KNOWN)) {
            names.push(name(doc, token..token + 1, EntityKind::Person, "name.surname"));
        }
    }
    surnames
}

/// Adds words that no list knows after a preposition or noun of place: `in Raschidin`, `the village of Tuloul Naser`.
fn add_unknown_places(doc: &Document, data: &LanguageData, marks: &Marks, names: &mut Vec<Name>) {
    let mut taken = vec![false; doc.tokens.len() + 1];
    for name in names.iter() {
        taken[name.tokens.clone()].fill(true);
    }
    let mut token = 0;
    while token < doc.tokens.len() {
        let is_place_word = || data.names.place_word(doc.tokens[token].lower.as_str()).is_some();
        if taken[token] || !marks.has(token, NAMELIKE) || marks.has(token, START | ACRONYM) || is_place_word()
        {
            token += 1;
            continue;
        }
        let word =
            marks::place_word_before(doc, data, token).or_else(|| kinds::precision_word(doc, data, token));
        let word = word.or_else(|| follows_place(doc, names, token).then_some(PlaceWord::Preposition));
        let is_told = matches!(word, Some(PlaceWord::Exact | PlaceWord::Region));
        if marks.has(token, FIRST_NAME) && !is_told {
            token += 1;
            continue;
        }
        let mut end = token + 1;
        while end < token + 3 && !taken[end] && marks.has(end, NAMELIKE) && !marks.has(end, START) {
            end += 1;
        }
        let is_unknown = (token..end).all(|token| !marks.has(token, KNOWN))
            || matches!(word, Some(PlaceWord::Exact | PlaceWord::Region));
        if word.is_some() && is_unknown {
            names.push(name(doc, token..end, EntityKind::Place, "name.place.unknown"));
            taken[token..end].fill(true);
        }
        token = end;
    }
    names.sort_by_key(|name| name.tokens.start);
    let known: Vec<String> = names
        .iter()
        .filter(|name| name.rule == "name.place.unknown")
        .map(|name| doc.text_of(name.span).to_owned())
        .collect();
    for (token, is_taken) in taken.iter().enumerate().take(doc.tokens.len()) {
        if *is_taken || !marks.has(token, CAPITAL) || known.is_empty() {
            continue;
        }
        let form = doc.form(token);
        let stem = marks::without_ending(form, data).unwrap_or(form);
        if known.iter().any(|place| place == form || place == stem) {
            names.push(name(doc, token..token + 1, EntityKind::Place, "name.place.again"));
        }
    }
}

/// Whether a token is joined by `and` to an unknown place before it.
fn follows_place(doc: &Document, names: &[Name], token: usize) -> bool {
    token >= 2
        && doc.tokens[token - 1].upos == Upos::Cconj
        && names.iter().any(|name| name.tokens.end == token - 1 && name.rule == "name.place.unknown")
}

/// Towns that are the surname of somebody in the report stand for that person, unless a place is plainly meant.
fn settle_kinds(doc: &Document, surnames: &BTreeMap<String, usize>, names: &mut [Name]) {
    let is_local = |name: &Name| {
        let before = name.tokens.start.checked_sub(1);
        before.is_some_and(|before| doc.tokens[before].upos == Upos::Adp || name.rule == "name.place.unknown")
    };
    for name in names {
        if name.rule == "name.place.town" && name.tokens.len() == 1 && !is_local(name) {
            let form = doc.form(name.tokens.start);
            if surnames.get(form).is_some_and(|last| *last > 0) {
                name.kind = EntityKind::Person;
                name.rule = "name.surname".into();
                (name.country, name.key) = (None, None);
            }
        }
    }
}
