//! What a number counts: the head noun after it. `mehr als 100 israelische Kämpfer` counts `Kämpfer`, `zwei der
//! Soldaten` `Soldaten`, `three young aid workers` `workers`, `weitere drei` nothing that is said.
//!
//! Where nouns have capitals the first one behind adjectives is it; elsewhere the first plural before a word that ends
//! the phrase. Parts of speech help where they are known.

use crate::extract::pieces::{Gap, Piece, PieceKind};
use crate::lang::LanguageData;
use crate::lang::numerals::ContextRole;
use crate::text::{Document, GrammaticalNumber, Upos, VerbForm};

/// How many words may stand between a number and its noun.
const REACH: usize = 6;

/// The piece of the noun counted by a number that ends before `end`.
pub(crate) fn unit_at(
    doc: &Document,
    pieces: &[Piece<'_>],
    end: usize,
    is_one: bool,
    data: &LanguageData,
) -> Option<usize> {
    let first = pieces.get(end)?;
    if first.is_glued() {
        let is_unit =
            first.is_mark("%") || first.kind == PieceKind::Word && data.number_suffixes.contains(first.lower);
        return is_unit.then_some(end);
    }
    if matches!(first.lower, "%" | "$" | "€" | "£" | "°") {
        return Some(end);
    }
    let start = skip_of(pieces, end, data);
    if data.switches.nouns_capitalised {
        first_capital(doc, pieces, start, data)
    } else {
        first_plural(doc, pieces, start, is_one, data)
    }
}

/// Goes past `of the`, `von ihren`, `der`.
fn skip_of(pieces: &[Piece<'_>], end: usize, data: &LanguageData) -> usize {
    let words = &data.number_words;
    let has_role = |at: usize, role| {
        pieces.get(at).is_some_and(|piece| piece.gap != Gap::Break && words.has_role(piece.lower, role))
    };
    let start = end + usize::from(has_role(end, ContextRole::Of));
    start + usize::from(has_role(start, ContextRole::Article))
}

/// The first noun by its capital, behind words that can be adjectives.
fn first_capital(doc: &Document, pieces: &[Piece<'_>], start: usize, data: &LanguageData) -> Option<usize> {
    let words = &data.number_words;
    let mut other = None;
    for (at, piece) in pieces.iter().enumerate().skip(start).take(REACH) {
        if piece.gap == Gap::Break {
            break;
        }
        let is_comma = piece.is_mark(",") && at > start;
        match piece.kind {
            PieceKind::Word if piece.is_capital && !is_origin_adjective(pieces, at, data) => return Some(at),
            PieceKind::Word if piece.is_capital => {}
            PieceKind::Word if words.has_role(piece.lower, ContextRole::Other) => other = other.or(Some(at)),
            PieceKind::Word if can_be_adjective(doc, piece, data) => {}
            PieceKind::Word if is_joining(pieces, at, data) => {}
            PieceKind::Mark if is_comma => {}
            _ => break,
        }
    }
    other
}

/// `Hamburger Polizisten`: a capital word in -er right before another is an adjective of a place.
fn is_origin_adjective(pieces: &[Piece<'_>], at: usize, data: &LanguageData) -> bool {
    let next = pieces.get(at + 1);
    data.switches.origin_endings.iter().any(|ending| pieces[at].lower.ends_with(ending.as_str()))
        && next.is_some_and(|next| next.kind == PieceKind::Word && next.is_capital && next.gap == Gap::Space)
}

/// `und` between two adjectives.
fn is_joining(pieces: &[Piece<'_>], at: usize, data: &LanguageData) -> bool {
    data.switches.adjective_joints.iter().any(|word| word == pieces[at].lower)
        && at > 0
        && pieces.get(at + 1).is_some_and(|next| !next.is_capital)
}

/// Whether a word in small letters can stand between a number and its noun.
fn can_be_adjective(doc: &Document, piece: &Piece<'_>, data: &LanguageData) -> bool {
    let token = &doc.tokens[piece.token];
    // A participle can stand before a noun (`schwer bewaffnete Soldaten`), also where it looks like a verb in the singular,
    // which several people cannot be the subject of.
    let is_verb = matches!(token.upos, Upos::Aux | Upos::Adp | Upos::Pron)
        || token.upos == Upos::Verb
            && token.feats.verb_form == Some(VerbForm::Fin)
            && token.feats.number != Some(GrammaticalNumber::Sing);
    !is_verb
        && !data.number_words.has_role(piece.lower, ContextRole::Stop)
        && (data.number_words.has_role(piece.lower, ContextRole::Article)
            || data.switches.adjective_endings.iter().any(|ending| piece.lower.ends_with(ending.as_str())))
}

/// The first plural noun before the phrase ends; for one, the last word of the phrase.
fn first_plural(
    doc: &Document,
    pieces: &[Piece<'_>],
    start: usize,
    is_one: bool,
    data: &LanguageData,
) -> Option<usize> {
    let words = &data.number_words;
    let mut last = None;
    let mut other = None;
    for (at, piece) in pieces.iter().enumerate().skip(start).take(REACH) {
        let is_hyphen = piece.is_dash() && piece.is_glued();
        let ends = piece.gap == Gap::Break
            || piece.kind != PieceKind::Word && !is_hyphen
            || words.has_role(piece.lower, ContextRole::Stop)
            || matches!(doc.tokens[piece.token].upos, Upos::Verb | Upos::Aux | Upos::Adp | Upos::Sconj)
                && at > start;
        if ends {
            break;
        }
        if is_hyphen {
            continue;
        }
        if words.has_role(piece.lower, ContextRole::Other) {
            other = other.or(Some(at));
            continue;
        }
        let is_adjective = doc.tokens[piece.token].upos == Upos::Adj;
        if !is_one && words.is_plural(piece.lower) && !is_adjective {
            return Some(at);
        }
        last = (!is_adjective).then_some(at).or(last);
    }
    // A lone plural that is none (`percent`, `dead`) is taken where it stands right behind the number.
    last.filter(|at| is_one || *at == start).or(other)
}
