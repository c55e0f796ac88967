//! Names that are on a list: countries, capitals, regions, actors, and the towns of the gazetteer.
//!
//! `Ärzte ohne Grenzen` is one name of three words; `Ibrahims` is looked up without its genitive `s`.

use std::ops::Range;

use super::marks::{self, CAPITAL, COMMON, FIRST_NAME, KNOWN, Marks, START};
use crate::lang::LanguageData;
use crate::lang::gazetteer::{NameRow, fold};
use crate::lang::name_words::PlaceWord;
use crate::lang::world::Listed;
use crate::text::Document;

/// What was found at a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it stands for.
    pub found: Found,
}

/// A list's entry, or towns of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A country, capital, actor or region.
    Listed(Listed),
    /// A row of the gazetteer's names.
    Town(NameRow),
}

/// The longest listed name that starts at a token.
pub(super) fn longest(doc: &Document, data: &LanguageData, marks: &Marks, token: usize) -> Option<Match> {
    if token >= doc.tokens.len() {
        return None;
    }
    listed(doc, data, token).or_else(|| town(doc, data, marks, token))
}

/// The longest name of a country, capital, actor or region that starts at a token.
pub(super) fn listed(doc: &Document, data: &LanguageData, token: usize) -> Option<Match> {
    let first = marks::words_of(doc, token..token + 1);
    let sentence_end = sentence_end(doc, token);
    let own = data.world.longest_from(&first).max(bare_longest(data, &first));
    // A token may hold less than a word of the list (`Iran` + `'s`), so more tokens than words are tried.
    let most = (own.max(clitic_longest(doc, data, token)) + 1).min(8).min(sentence_end - token);
    if most <= 1 && own == 0 {
        return None;
    }
    (1..=most).rev().find_map(|length| {
        let tokens = token..token + length;
        let words = marks::words_of(doc, tokens.clone());
        let found = entry(data, &words)
            .or_else(|| marks::without_endings(&words, data).find_map(|stem| entry(data, stem)))?;
        Some(Match { tokens, found: Found::Listed(found) })
    })
}

/// How many words names have that start with a word without its genitive ending.
fn bare_longest(data: &LanguageData, word: &str) -> usize {
    marks::without_endings(word, data).map(|bare| data.world.longest_from(bare)).max().unwrap_or(0)
}

/// How many words names have that start with two tokens written together (`Gaza` + `'s`).
fn clitic_longest(doc: &Document, data: &LanguageData, token: usize) -> usize {
    match doc.tokens.get(token + 1) {
        Some(next) if next.span.start() == doc.tokens[token].span.end() => {
            data.world.longest_from(&marks::words_of(doc, token..token + 2))
        }
        _ => 0,
    }
}

fn entry(data: &LanguageData, name: &str) -> Option<Listed> {
    // Of several, a country comes before an actor, an actor before a region, all before a capital.
    let rank = |listed: &Listed| match listed {
        Listed::Country(_) => 0,
        Listed::Actor(_) => 1,
        Listed::Region(_) => 2,
        Listed::Capital(_) => 3,
    };
    data.world.listed(name, data.names.language).min_by_key(rank)
}

/// The longest name of the gazetteer. One word that is known otherwise is none, and one that is a first name neither.
fn town(doc: &Document, data: &LanguageData, marks: &Marks, token: usize) -> Option<Match> {
    if !marks.has(token, CAPITAL) {
        return None;
    }
    let gazetteer = &data.world.gazetteer;
    let first = marks::words_of(doc, token..token + 1);
    let first = fold(&first);
    let (row, goes_on) = gazetteer.find(&first);
    let end = sentence_end(doc, token);
    if goes_on {
        for length in (2..=4).rev().filter(|length| token + length <= end) {
            if !marks.has(token + length - 1, CAPITAL) {
                continue;
            }
            let words = marks::words_of(doc, token..token + length);
            let words = fold(&words);
            let bare = marks::without_ending(&words, data);
            let found = gazetteer.find_spelled(&words).or_else(|| gazetteer.find(bare?).0);
            let is_free = |row: &NameRow| row.is_known() || !marks.has(token, FIRST_NAME);
            if let Some(row) = found.filter(is_free) {
                return Some(Match { tokens: token..token + length, found: Found::Town(row) });
            }
        }
    }
    if first.len() < 3 {
        return None;
    }
    let row = row.or_else(|| gazetteer.find_plainer(&first));
    let row = row.or_else(|| gazetteer.find(marks::without_ending(&first, data)?).0)?;
    let is_plain = row.is_known() && !marks.has(token, COMMON | FIRST_NAME);
    let is_local = marks::place_word_before(doc, data, token).is_some() && !marks.has(token, START);
    // `im Dorf`, `im Raum`: a noun is no village, and a word for a kind of place no town.
    let is_noun = !row.is_known() && marks.has(token, KNOWN) || is_place_noun(doc, data, token);
    let is_other = marks.has(token, COMMON) && !is_local || is_noun;
    (!is_other && (is_plain || is_local)).then(|| Match { tokens: token..token + 1, found: Found::Town(row) })
}

/// Whether a word is a noun for a kind of place.
fn is_place_noun(doc: &Document, data: &LanguageData, token: usize) -> bool {
    let word = data.names.place_word(doc.tokens[token].lower.as_str());
    matches!(word, Some(PlaceWord::Exact | PlaceWord::Region))
}

fn sentence_end(doc: &Document, token: usize) -> usize {
    doc.sentences.get(doc.sentence_at(token)).map_or(doc.tokens.len(), |sentence| sentence.tokens.end)
}
