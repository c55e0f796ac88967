//! Marks between clauses, and insertions between brackets and dashes.

use std::ops::Range;

use super::frame::is_finite;
use crate::lang::LanguageData;
use crate::text::{Document, Upos};

/// Whether a mark parts clauses. Commas inside a noun phrase, hyphens inside words and marks around quoted words that are no
/// clause do not.
pub(crate) fn is_clause_mark(doc: &Document, token: usize, data: &LanguageData) -> bool {
    if doc.tokens[token].upos != Upos::Punct {
        return false;
    }
    let form = doc.form(token);
    let is_quote = data.switches.quotes.iter().any(|(open, close)| open == form || close == form);
    let is_quote = is_quote || form.starts_with('"');
    let parts =
        matches!(form, "," | ";" | ":" | "–" | "—" | "--" | "(" | ")" | "[" | "]" | "-" | "_") || is_quote;
    if is_quote && is_around_words(doc, token) {
        return false;
    }
    parts
        && !doc.phrase_at(token).is_some_and(|phrase| {
            doc.phrases[phrase].tokens.end > token + 1 && doc.phrases[phrase].tokens.start < token
        })
}

/// Whether a quotation mark stands around words that are no clause: `sei „eine Verletzung“ des Abkommens`.
fn is_around_words(doc: &Document, mark: usize) -> bool {
    let after = doc.quotations.partition_point(|quotation| quotation.open <= mark);
    let near = doc.quotations[..after].iter().rev().take(4);
    near.filter(|quotation| quotation.open == mark || quotation.close == Some(mark)).any(|quotation| {
        quotation.close.is_some() && !quotation.inner.clone().any(|token| is_finite(doc, token))
    })
}
/// What stands between a bracket or dash that opens at a token and the one that closes it; the token after it closes.
pub(super) fn insertion(doc: &Document, open: usize, level: &Range<usize>) -> Option<Range<usize>> {
    if doc.tokens[open].upos != Upos::Punct || open == level.start {
        return None;
    }
    let form = doc.form(open);
    let closes: &[&str] = match form {
        "(" => &[")"],
        "[" => &["]"],
        "–" | "—" | "--" | "-" => &[form],
        _ => return None,
    };
    let close = (open + 1..level.end).find(|token| closes.contains(&doc.form(*token)))?;
    let is_pair = (open + 1..close).all(|token| !matches!(doc.form(token), ";" | ":"));
    (is_pair && close > open + 1).then_some(open + 1..close)
}
