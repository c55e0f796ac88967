//! What a listed name stands for where it stands: a country as actor or as territory, a capital as town or government.
//!
//! `Israel bestritt das` is the country as an actor, `in Israel` the place; `Khartum bestätigte den Angriff` is the
//! government of Sudan, `südlich von Khartum` the town.

use compact_str::{CompactString, format_compact};

use super::listed::{Found, Match};
use super::marks::{self, CAPITAL, COMMON, LOCAL, Marks, ROLE};
use crate::lang::LanguageData;
use crate::lang::name_words::PlaceWord;
use crate::lang::world::Listed;
use crate::text::{Document, EntityKind, Upos};

/// What a name stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Meaning {
    pub kind: EntityKind,
    pub country: Option<CompactString>,
    pub key: Option<CompactString>,
    pub rule: &'static str,
}

/// What a listed name stands for where it stands.
pub(super) fn meaning(doc: &Document, data: &LanguageData, marks: &Marks, found: &Match) -> Meaning {
    let start = found.tokens.start;
    match found.found {
        Found::Listed(Listed::Country(index)) => {
            let code = country_code(data, index);
            if is_local(doc, data, marks, start) {
                place(Some(code), "name.country.place")
            } else {
                country(code, "name.country.actor")
            }
        }
        Found::Listed(Listed::Capital(index)) => {
            let code = country_code(data, index);
            if !is_local(doc, data, marks, start) && acts(doc, marks, found) {
                country(code, "name.capital.government")
            } else {
                place(None, "name.place.capital")
            }
        }
        Found::Listed(Listed::Actor(index)) => {
            let actor = data.world.actors.get(usize::from(index));
            Meaning {
                kind: actor.map_or(EntityKind::Organization, |actor| actor.kind),
                country: actor.and_then(|actor| actor.country.clone()),
                key: actor.map(|actor| actor.key.clone()),
                rule: "name.actor",
            }
        }
        Found::Listed(Listed::Region(index)) => {
            let region = data.world.regions.get(usize::from(index));
            place(region.and_then(|region| region.country.clone()), "name.place.region")
        }
        Found::Town(_) => place(None, "name.place.town"),
    }
}

fn country_code(data: &LanguageData, index: u16) -> CompactString {
    data.world.countries.get(usize::from(index)).map(|country| country.code.clone()).unwrap_or_default()
}

fn place(country: Option<CompactString>, rule: &'static str) -> Meaning {
    Meaning { kind: EntityKind::Place, country, key: None, rule }
}

fn country(code: CompactString, rule: &'static str) -> Meaning {
    let key = format_compact!("country.{}", code.to_lowercase());
    Meaning { kind: EntityKind::Country, country: Some(code), key: Some(key), rule }
}

/// Whether a preposition of place stands before the name, past its article: `in`, `aus dem`, `im Süden des`.
pub(super) fn is_local(doc: &Document, data: &LanguageData, marks: &Marks, start: usize) -> bool {
    let mut at = start;
    if let Some(town) = town_before(doc, marks, start) {
        at = town;
    }
    for _ in 0..3 {
        if at == 0 {
            return false;
        }
        if marks::place_word_before(doc, data, at).is_some() {
            // `Stadt Kairo`, `in Kairo`; but `Region` as the last word of another phrase does not come before.
            return true;
        }
        let before = at - 1;
        let is_article = data.names.is_link(doc.tokens[before].lower.as_str());
        // `the northern`, `die nahe Grenze`: an adjective may stand between.
        let is_adjective = doc.tokens[before].upos == Upos::Adj && !marks.has(before, CAPITAL);
        if !is_article && !is_adjective {
            return false;
        }
        if is_article && at >= 2 && marks.has(at - 2, ROLE | COMMON) && !marks.has(at - 2, LOCAL) {
            return false;
        }
        at = before;
    }
    false
}

/// `near Palmyra, Syria.`: what stands between marks behind a name is where that lies; the first word of the name before.
fn town_before(doc: &Document, marks: &Marks, start: usize) -> Option<usize> {
    let is_mark = |token: usize| doc.tokens.get(token).is_none_or(|token| token.upos == Upos::Punct);
    let comma = start.checked_sub(1).filter(|comma| doc.form(*comma) == ",")?;
    if !is_mark(start + 1) {
        return None;
    }
    let town = (0..comma).rev().take(4).take_while(|token| marks.has(*token, CAPITAL)).last()?;
    (town > 0).then_some(town)
}

/// Whether a capital stands like somebody who acts: before a verb, or as the owner of a noun.
fn acts(doc: &Document, marks: &Marks, found: &Match) -> bool {
    let is_verb = |token: usize| {
        doc.tokens.get(token).is_some_and(|token| matches!(token.upos, Upos::Verb | Upos::Aux))
    };
    let (start, end) = (found.tokens.start, found.tokens.end);
    let is_genitive = doc.form(end - 1).ends_with('s') && start > 0 && marks.has(start - 1, COMMON);
    is_verb(end) || is_genitive
}

/// How exactly the words before a place say it; `None` where none do.
pub(in crate::extract) fn precision_word(
    doc: &Document,
    data: &LanguageData,
    start: usize,
) -> Option<PlaceWord> {
    let mut at = start;
    for _ in 0..3 {
        let word = (at > 0).then(|| marks::place_word_before(doc, data, at)).flatten();
        if word.is_some_and(|word| word != PlaceWord::Preposition) {
            return word;
        }
        if at == 0 || !data.names.is_link(doc.tokens[at - 1].lower.as_str()) {
            return None;
        }
        at -= 1;
    }
    None
}
