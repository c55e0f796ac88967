//! Names of people: a first name or a role with the names after it, and runs of words that are no words.
//!
//! `Konteradmiral Daniel Hagari` gives `Daniel Hagari`; `Präsident Umar al-Baschir` gives `Umar al-Baschir`;
//! `Minister Katars` gives nothing.

use std::ops::Range;

use super::kinds;
use super::listed::{self, Found};
use super::marks::{
    self, ACRONYM, ADJECTIVE, CAPITAL, COMMON, FIRST_NAME, HEAD, HONORIFIC, INITIAL, KNOWN, LOCAL, Marks,
    NAMELIKE, PARTICLE, PEOPLE, PERSON_NOUN, ROLE, START,
};
use crate::lang::LanguageData;
use crate::lang::world::Listed;
use crate::text::{Document, Upos};

/// The longest name of a person, in tokens.
const LONGEST: usize = 6;

/// A person's name at a token, with the rule that found it.
pub(super) fn find(
    doc: &Document,
    data: &LanguageData,
    marks: &Marks,
    token: usize,
) -> Option<(Range<usize>, &'static str)> {
    if !marks.has(token, CAPITAL) && !marks.has(token, PARTICLE) {
        return None;
    }
    if is_inside_role(doc, data, marks, token) {
        return None;
    }
    let run = run_from(doc, data, marks, token, follows_role(doc, data, marks, token));
    if run.is_empty() || is_listed(doc, data, &run) {
        return None;
    }
    let words = run.clone().filter(|token| !marks.has(*token, PARTICLE)).count();
    if words == 0 || words > LONGEST {
        return None;
    }
    if follows(marks, token, HONORIFIC) {
        return Some((run, "name.honorific"));
    }
    if follows_role(doc, data, marks, token) && !is_place(doc, data, marks, &run) {
        return Some((run, "name.role"));
    }
    if marks.has(token, FIRST_NAME) && run.len() >= 2 {
        return Some((run, "name.first"));
    }
    let is_local = is_after_place_word(marks, token) || kinds::precision_word(doc, data, token).is_some();
    if run.len() >= 2 && is_unknown_run(doc, data, marks, &run) && !is_local {
        return Some((run, "name.run"));
    }
    None
}

/// The longest run of words that can be one person's name.
fn run_from(
    doc: &Document,
    data: &LanguageData,
    marks: &Marks,
    token: usize,
    is_titled: bool,
) -> Range<usize> {
    let mut end = token;
    let mut last_word = token;
    while end < doc.tokens.len() && end - token < LONGEST + 2 {
        let is_first = end == token;
        let is_word =
            is_name_word(doc, marks, end, is_first, is_titled || (!is_first && marks.has(token, FIRST_NAME)));
        let may_start = data.world.starts_surname(doc.form(end));
        let is_inside = !is_first || (may_start && marks.has(end + 1, CAPITAL));
        if is_word {
            end += 1;
            last_word = end;
        } else if marks.has(end, PARTICLE | INITIAL) && is_inside && !doc.form(end).contains(['’', '\'']) {
            end += 1;
        } else {
            break;
        }
    }
    token..last_word
}

/// Whether a token can be a word of a person's name.
fn is_name_word(doc: &Document, marks: &Marks, token: usize, is_first: bool, is_expected: bool) -> bool {
    if !marks.has(token, CAPITAL) || marks.has(token, ROLE | HONORIFIC | ADJECTIVE | PEOPLE | PERSON_NOUN) {
        return false;
    }
    if marks.has(token, FIRST_NAME) && (!is_first || is_expected || !marks.has(token, COMMON)) {
        return true;
    }
    if is_first && marks.has(token, FIRST_NAME) {
        // `Sunny` at the start of a sentence is a word, unless a name follows.
        return marks.has(token + 1, NAMELIKE | FIRST_NAME);
    }
    if marks.has(token, NAMELIKE) {
        // `Navy` before a rank is no name.
        return !(is_first && marks.has(token, HEAD) && marks.has(token + 1, ROLE | HONORIFIC));
    }
    if !is_first
        && is_expected
        && marks.has(token, COMMON)
        && marks.has(token - 1, FIRST_NAME)
        && doc.tokens[token].upos == Upos::Noun
    {
        // `Sprecher Mark Toner`: between a title, a first name and no further noun.
        return token >= 2 && marks.has(token - 2, ROLE | HONORIFIC);
    }
    // After a first name or a role a surname may look like a noun, if the tagger has not said that it is one.
    is_expected
        && marks.has(token, COMMON)
        && doc.tokens[token].upos == Upos::Propn
        && !marks.has(token, ACRONYM)
}

/// Whether the token before has a mark, with nothing but a full stop between.
fn follows(marks: &Marks, token: usize, mark: u16) -> bool {
    token > 0 && marks.has(token - 1, mark)
}

/// Whether an office or rank stands before a token, as in `Premierminister Benjamin`, `U.S. Secretary of State Ann`.
fn follows_role(doc: &Document, data: &LanguageData, marks: &Marks, token: usize) -> bool {
    if token == 0 {
        return false;
    }
    if marks.has(token - 1, ROLE) {
        return true;
    }
    // `Secretary of State Ann Hill`
    token >= 3
        && marks.has(token - 3, ROLE)
        && data.names.is_role_phrase(&marks::words_of(doc, token - 3..token).to_lowercase())
}

/// Whether a token is part of an office of several words.
fn is_inside_role(doc: &Document, data: &LanguageData, marks: &Marks, token: usize) -> bool {
    token >= 2
        && marks.has(token - 2, ROLE)
        && data.names.is_role_phrase(&marks::words_of(doc, token - 2..token + 1).to_lowercase())
}

/// Whether the words are a country, actor or region as they stand.
fn is_listed(doc: &Document, data: &LanguageData, run: &Range<usize>) -> bool {
    let Some(found) = listed::longest(doc, data, &Marks::default(), run.start) else { return false };
    match found.found {
        Found::Listed(Listed::Capital(_)) => found.tokens.len() >= 2 && found.tokens.end >= run.end,
        Found::Listed(_) => found.tokens.end >= run.end || found.tokens.len() >= 2,
        Found::Town(_) => false,
    }
}

/// Whether the run after a role is a town in the genitive or the like (`Bürgermeister Londons`).
fn is_place(doc: &Document, data: &LanguageData, marks: &Marks, run: &Range<usize>) -> bool {
    run.len() == 1
        && !marks.has(run.start, FIRST_NAME)
        && doc.form(run.start).ends_with('s')
        && listed::longest(doc, data, marks, run.start).is_some()
}

/// Whether no word of a run of two or more is known, and it stands where names do.
fn is_unknown_run(doc: &Document, data: &LanguageData, marks: &Marks, run: &Range<usize>) -> bool {
    let in_heading =
        doc.sentences.get(doc.sentence_at(run.start)).is_some_and(|sentence| sentence.is_heading);
    !in_heading
        && run.len() <= 4
        && run.clone().all(|token| !marks.has(token, HEAD | ACRONYM | COMMON))
        && run.clone().all(|token| marks.has(token, NAMELIKE | PARTICLE | INITIAL))
        && !marks.has(run.end - 1, KNOWN)
        && run.clone().all(|token| {
            !marks.has(token, PARTICLE)
                || data.world.starts_surname(doc.form(token))
                || marks.has(token, CAPITAL)
        })
        && run.clone().all(|token| !is_territory(doc, data, token))
        && !(marks.has(run.start, START) && doc.tokens[run.start].upos != Upos::Propn && run.len() < 2)
}

/// Whether a word is a country, region or actor by itself.
fn is_territory(doc: &Document, data: &LanguageData, token: usize) -> bool {
    let found = listed::longest(doc, data, &Marks::default(), token);
    found.is_some_and(|found| !matches!(found.found, Found::Listed(Listed::Capital(_)) | Found::Town(_)))
}

/// Whether a preposition or noun before a place stands before the run.
fn is_after_place_word(marks: &Marks, token: usize) -> bool {
    token > 0 && marks.has(token - 1, LOCAL)
}
