//! How words around a number bound it: `mindestens 195` is 195 and more, `nearly 100` at most 99, `20 bis 30` between.
//!
//! `über 20 Tote berichten` bounds nothing there: a quantifier that follows a verb or noun of speaking is a preposition.

use super::value::{Value, ValueKind};
use crate::extract::pieces::{Gap, Piece, PieceKind};
use crate::lang::NumberWords;
use crate::lang::numerals::{ContextRole, Numeral, NumeralKind, Quantifier, QuantifierPlace};
use crate::text::Bound;

/// The quantifiers that stand right before a piece: where the first starts, and how they bound together.
pub(crate) fn bound_before(
    pieces: &[Piece<'_>],
    start: usize,
    words: &NumberWords,
) -> Option<(usize, Bound)> {
    let mut found: Option<(usize, Bound)> = None;
    let mut at = start;
    for _ in 0..3 {
        let before = at.checked_sub(1).filter(|_| pieces[at].gap != Gap::Break);
        let Some(before) = before else { break };
        let is_article = found.is_none() && words.has_role(pieces[before].lower, ContextRole::Article);
        let next = match quantifier_ending_at(pieces, at, words) {
            Some(next) => Some(next),
            None if is_article
                && pieces[before].gap != Gap::Break
                && is_share(pieces[start].lower, words) =>
            {
                quantifier_ending_at(pieces, before, words)
            }
            None => None,
        };
        let Some((from, bound)) = next else { break };
        // `mindestens rund 100` bounds, whichever of the two comes first.
        let bound = match found {
            Some((_, inner)) if inner != Bound::About => inner,
            _ => bound,
        };
        found = Some((from, bound));
        at = from;
    }
    found
}

/// Whether a number has its article for itself: `über die Hälfte`, but not `unter den 40 Toten`.
fn is_share(lower: &str, words: &NumberWords) -> bool {
    let is_count = |numeral: &Numeral| matches!(numeral.kind, NumeralKind::Unit | NumeralKind::Tens);
    let numerals = words.numerals(lower);
    !numerals.is_empty() && !numerals.iter().any(is_count)
}

/// The longest quantifier whose last word stands right before a piece.
fn quantifier_ending_at(pieces: &[Piece<'_>], end: usize, words: &NumberWords) -> Option<(usize, Bound)> {
    let last = pieces.get(end.checked_sub(1)?)?;
    let list = words.quantifiers(QuantifierPlace::Before, last.lower);
    list.iter().find_map(|entry| {
        let start = end.checked_sub(entry.words.len())?;
        (is_here(pieces, start, entry) && !stands_after(pieces, start, entry)).then_some((start, entry.bound))
    })
}

/// The quantifier that starts at a piece, at one of the other places: its end and bound.
pub(crate) fn quantifier_at(
    pieces: &[Piece<'_>],
    start: usize,
    place: QuantifierPlace,
    words: &NumberWords,
) -> Option<(usize, Bound)> {
    let list = words.quantifiers(place, pieces.get(start)?.lower);
    let entry = list.iter().find(|entry| is_here(pieces, start, entry))?;
    Some((start + entry.words.len(), entry.bound))
}

/// Whether a word that joins two numbers does not do so after the word before the first.
pub(crate) fn is_barred(pieces: &[Piece<'_>], first: usize, joiner: usize, words: &NumberWords) -> bool {
    let list = words.quantifiers(QuantifierPlace::Joins, pieces[joiner].lower);
    list.iter().any(|entry| stands_after(pieces, first, entry))
}

fn is_here(pieces: &[Piece<'_>], start: usize, entry: &Quantifier) -> bool {
    entry.words.iter().enumerate().all(|(offset, word)| {
        pieces
            .get(start + offset)
            .is_some_and(|piece| piece.lower == word && (offset == 0 || piece.gap != Gap::Break))
    })
}

fn stands_after(pieces: &[Piece<'_>], start: usize, entry: &Quantifier) -> bool {
    let before = start.checked_sub(1).map(|before| &pieces[before]);
    before.is_some_and(|before| {
        before.kind == PieceKind::Word
            && entry.not_after.iter().any(|stem| before.lower.starts_with(stem.as_str()))
    })
}

/// The inclusive bounds that a bound makes of a number.
pub(crate) fn limits(value: &Value, bound: Bound) -> (Option<f64>, Option<f64>, Bound) {
    let number = value.number;
    if value.kind == ValueKind::Vague {
        return (Some(number), None, Bound::Vague);
    }
    // People and things are counted in whole numbers: more than 100 is 101. Shares and decimals have no next one.
    let step = if value.kind == ValueKind::Cardinal && number.fract() == 0.0 { 1.0 } else { 0.0 };
    match bound {
        Bound::AtLeast => (Some(number), None, bound),
        Bound::MoreThan => (Some(number + step), None, bound),
        Bound::AtMost => (None, Some(number), bound),
        Bound::LessThan => (None, Some(number - step), bound),
        Bound::Exact | Bound::About | Bound::Between | Bound::Vague => (Some(number), Some(number), bound),
    }
}
