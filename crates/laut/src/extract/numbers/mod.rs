//! Finds every number in digits or words, with what bounds it and what it counts.
//!
//! | text | low | high | bound | unit |
//! | --- | --- | --- | --- | --- |
//! | `mehr als 100 Kämpfer` | 101 | | `more_than` | `Kämpfer` |
//! | `zwischen 20 und 30 Häuser` | 20 | 30 | `between` | `Häuser` |
//! | `nearly 2.3 million people` | | 2299999 | `less_than` | `people` |
//! | `two dozen of the trucks` | 24 | 24 | `exact` | `trucks` |
//! | `Hunderttausende` | 200000 | | `vague` | |
//!
//! It leaves out numbers in names, scores and addresses (`G7`, `Boeing 737`, `13:4`), bare articles, `one` as a pronoun,
//! and ordinals. What a number was used for besides times is set where it is used. Bounds follow the claim record.

pub(crate) mod bounds;
pub(crate) mod digits;
pub(crate) mod long_words;
mod parts;
pub(crate) mod unit;
pub(crate) mod value;

use std::ops::Range;

use crate::extract::pieces::{Gap, Piece, PieceKind, pieces};
use crate::lang::LanguageData;
use crate::lang::numerals::{ContextRole, QuantifierPlace};
use crate::text::{Bound, Document, Number, NumberUse, Span};
use bounds::{bound_before, is_barred, limits, quantifier_at};
use value::{Reading, Value, ValueKind, read_number};

/// Writes [`Document::numbers`].
pub fn find_numbers(doc: &mut Document, data: &LanguageData) {
    let pieces = pieces(doc);
    let values = values(doc, &pieces, data);
    let mut numbers = Vec::with_capacity(values.len());
    let mut at = 0;
    while let Some(value) = values.get(at) {
        let joined = values.get(at + 1).and_then(|next| range_of(&pieces, value, next, data));
        let bounded = match joined {
            Some(range) => range,
            None => bounded(&pieces, value, data),
        };
        at += if bounded.is_range { 2 } else { 1 };
        numbers.push(number(doc, &pieces, bounded, data));
    }
    doc.numbers = numbers;
}

/// All numbers without modifiers, as far as they count something.
fn values(doc: &Document, pieces: &[Piece<'_>], data: &LanguageData) -> Vec<Value> {
    let mut values = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        at = match read_number(pieces, at, data) {
            Reading::Number(value) => {
                let end = value.pieces.end;
                if value.kind != ValueKind::Ordinal
                    && !is_name(doc, pieces, &value, data)
                    && !is_pronoun(pieces, &value, data)
                {
                    values.push(value);
                }
                end
            }
            Reading::NoNumber(end) => end,
            Reading::Nothing => at + 1,
        };
    }
    values
}

/// Whether a number is part of a name: inside one, or after a word that takes its number as a name.
fn is_name(doc: &Document, pieces: &[Piece<'_>], value: &Value, data: &LanguageData) -> bool {
    let span = pieces[value.pieces.start].span;
    let name = doc.names.partition_point(|name| name.span.end() <= span.start());
    if doc.names.get(name).is_some_and(|name| name.span.overlaps(span)) {
        return true;
    }
    let Some(before) = value.pieces.start.checked_sub(1) else { return false };
    if pieces[value.pieces.start].gap == Gap::Break {
        return false;
    }
    let before = if pieces[before].is_mark(".")
        && pieces[before].is_glued()
        && before > 0
        && pieces[before - 1].token == pieces[before].token
    {
        before - 1
    } else {
        before
    };
    let word = &pieces[before];
    if word.kind != PieceKind::Word {
        return false;
    }
    data.number_words.has_role(word.lower, ContextRole::NamesNumber)
        || !data.switches.nouns_capitalised && follows_name(pieces, before, value)
}

/// Where nouns have no capital: a capital word inside a sentence, and no word that could be counted behind the number.
fn follows_name(pieces: &[Piece<'_>], before: usize, value: &Value) -> bool {
    let starts_sentence =
        before == 0 || pieces[before].gap == Gap::Break || pieces[before - 1].kind == PieceKind::Mark;
    let next = pieces.get(value.pieces.end).filter(|next| next.gap != Gap::Break);
    let counts =
        next.is_some_and(|next| next.kind == PieceKind::Word && !next.is_capital || next.is_mark("%"));
    pieces[before].is_capital
        && pieces[before].lower.chars().count() > 1
        && !starts_sentence
        && !counts
        && pieces[value.pieces.start].kind == PieceKind::Digits
}

/// Whether the word for one stands for a person or thing: `one another`, `the one`.
fn is_pronoun(pieces: &[Piece<'_>], value: &Value, data: &LanguageData) -> bool {
    let words = &data.number_words;
    let at = value.pieces.start;
    if !value.is_lone_one || !words.has_role(pieces[at].lower, ContextRole::NeedsNoun) {
        return false;
    }
    let is_barrier = |piece: &Piece<'_>| words.has_role(piece.lower, ContextRole::NotOne);
    let next = pieces.get(value.pieces.end).filter(|next| next.gap != Gap::Break);
    let is_counted = next.is_some_and(|next| {
        let is_of = words.has_role(next.lower, ContextRole::Of);
        next.kind == PieceKind::Word
            && (is_of || !is_barrier(next))
            && (is_of || !words.has_role(next.lower, ContextRole::Stop))
            || next.is_dash() && next.is_glued()
    });
    let before = at.checked_sub(1).map(|before| &pieces[before]);
    !is_counted || before.is_some_and(|before| before.gap != Gap::Break && is_barrier(before))
}

/// A number with its modifier.
struct Bounded {
    pieces: Range<usize>,
    low: Option<f64>,
    high: Option<f64>,
    bound: Bound,
    is_range: bool,
    is_words: bool,
}

/// A single number with the words that bound it.
fn bounded(pieces: &[Piece<'_>], value: &Value, data: &LanguageData) -> Bounded {
    let words = &data.number_words;
    let before = bound_before(pieces, value.pieces.start, words);
    let after = quantifier_at(pieces, value.pieces.end, QuantifierPlace::After, words);
    let bound = before.or(after).map_or(Bound::Exact, |(_, bound)| bound);
    let start = before.map_or(value.pieces.start, |(start, _)| start);
    let end = after.map_or(value.pieces.end, |(end, _)| end);
    let (low, high, bound) = limits(value, bound);
    let is_words = pieces[value.pieces.start].kind == PieceKind::Word;
    Bounded { pieces: start..end, low, high, bound, is_range: false, is_words }
}

/// Two numbers that are the ends of a range: `zwischen 20 und 30`, `20 to 30`, `20-30`.
fn range_of(pieces: &[Piece<'_>], first: &Value, second: &Value, data: &LanguageData) -> Option<Bounded> {
    let words = &data.number_words;
    if first.kind != ValueKind::Cardinal || second.kind != ValueKind::Cardinal {
        return None;
    }
    let (end, start) = (first.pieces.end, second.pieces.start);
    let gap = pieces.get(end..start)?;
    if gap.is_empty() || gap.iter().chain(pieces.get(start)).any(|piece| piece.gap == Gap::Break) {
        return None;
    }
    let before = bound_before(pieces, first.pieces.start, words);
    let from = before.map_or(first.pieces.start, |(start, _)| start);
    let opener = (1..=2usize).find_map(|length| {
        let at = from.checked_sub(length)?;
        let (after, _) = quantifier_at(pieces, at, QuantifierPlace::Range, words)?;
        (after == from).then_some(at)
    });
    // Between the two, a quantifier may stand before the second: `between 20 and about 30`.
    let upto = bound_before(pieces, start, words).map_or(start, |(at, _)| at.max(end + 1));
    let is_at = |place| {
        quantifier_at(pieces, end, place, words).is_some_and(|(after, _)| after == upto || after == start)
    };
    let is_dash = gap.len() == 1 && gap[0].is_dash() && gap[0].is_glued() == pieces[start].is_glued();
    let joins = match opener {
        Some(_) => is_at(QuantifierPlace::Closes) || is_dash,
        None => {
            is_dash || is_at(QuantifierPlace::Joins) && !is_barred(pieces, first.pieces.start, end, words)
        }
    };
    let mut low = first.number;
    if first.scale == 1.0 && second.scale > 1.0 && low < second.number / second.scale {
        low *= second.scale;
    }
    (joins && low < second.number).then(|| Bounded {
        pieces: opener.unwrap_or(from)..second.pieces.end,
        low: Some(low),
        high: Some(second.number),
        bound: Bound::Between,
        is_range: true,
        is_words: pieces[first.pieces.start].kind == PieceKind::Word,
    })
}

/// The finished number.
fn number(doc: &Document, pieces: &[Piece<'_>], found: Bounded, data: &LanguageData) -> Number {
    let (first, last) = (&pieces[found.pieces.start], &pieces[found.pieces.end - 1]);
    let span = first.span.cover(last.span);
    let is_one = found.high == Some(1.0);
    let is_money = |before: &usize| matches!(pieces[*before].lower, "$" | "€" | "£");
    let currency = found.pieces.start.checked_sub(1).filter(|_| first.is_glued()).filter(is_money);
    let unit = currency.or_else(|| unit::unit_at(doc, pieces, found.pieces.end, is_one, data));
    let unit = unit.map(|piece| pieces[piece].token);
    let kind = if found.is_range {
        "range"
    } else if found.is_words {
        "words"
    } else {
        "digits"
    };
    Number {
        span,
        tokens: first.token..last.token + 1,
        low: found.low,
        high: found.high,
        bound: found.bound,
        unit,
        used_as: if is_in_time(doc, span) { NumberUse::Time } else { NumberUse::Other },
        rule: [data.switches.tag.as_str(), ".number.", kind].concat().into(),
    }
}

/// Whether a time expression holds part of the span.
fn is_in_time(doc: &Document, span: Span) -> bool {
    let time = doc.times.partition_point(|time| time.span.end() <= span.start());
    doc.times.get(time).is_some_and(|time| time.span.overlaps(span))
}

#[cfg(test)]
mod tests;
