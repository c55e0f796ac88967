//! Finds what somebody could, or could not, confirm, and binds it to the claim or figure that it is about.
//!
//! `Die Armee habe 90 Kämpfer getötet. Die Agentur konnte diese Zahl nicht verifizieren.` leaves the army's claim unverified,
//! by the agency, about its figure. `The claim could not be independently verified` leaves the claim before it unverified, by
//! nobody in particular. Who cannot confirm *that* something happened says what it is about, and no claim before it is meant.

use std::ops::Range;

use crate::lang::LanguageData;
use crate::lang::verification_words::Hint;
use crate::text::{Act, Document, Span, Upos, Verification, VerificationStatus};

/// How many sentences back a claim may stand.
const REACH: usize = 4;

/// Writes [`Document::verifications`], in the order of the text.
pub fn find_verifications(doc: &mut Document, data: &LanguageData) {
    let mut found = Vec::new();
    for (index, sentence) in doc.sentences.iter().enumerate() {
        let tokens = sentence.tokens.clone();
        let whole = doc.span_of(tokens.clone());
        let here = (0..doc.claims.len()).filter(|claim| whole.contains(doc.claims[*claim].span));
        let silent = here.clone().find(|claim| doc.claims[*claim].attribution.act == Act::CannotVerify);
        match silent {
            Some(claim) => from_claim(doc, data, index, claim, &mut found),
            None => from_words(doc, data, index, &mut found),
        }
    }
    doc.verifications = found;
}

/// Somebody says that they could not confirm something.
fn from_claim(
    doc: &Document,
    data: &LanguageData,
    sentence: usize,
    claim: usize,
    out: &mut Vec<Verification>,
) {
    let attribution = &doc.claims[claim].attribution;
    let tokens = doc.tokens_in(doc.claims[claim].span);
    let content = attribution.content.first().map_or(tokens.clone(), |content| doc.tokens_in(*content));
    let is = |token: usize, hint: Hint| data.verification_words.is(&doc.tokens, token, hint);
    let says_whole = |token: usize| is(token, Hint::Whole) && doc.tokens[token].upos == Upos::Sconj;
    let opens_whole =
        content.clone().take(2).any(|token| is(token, Hint::Whole)) || tokens.clone().any(says_whole);
    if opens_whole {
        return;
    }
    let targets = targets(doc, data, sentence, tokens, Some(claim));
    push(
        doc,
        &targets,
        attribution.source,
        VerificationStatus::Unverified,
        doc.claims[claim].span,
        "claim",
        data,
        out,
    );
}

/// A sentence says that something could not, or could, be confirmed independently.
fn from_words(doc: &Document, data: &LanguageData, sentence: usize, out: &mut Vec<Verification>) {
    let tokens = doc.sentences[sentence].tokens.clone();
    let is = |token: usize, hint: Hint| data.verification_words.is(&doc.tokens, token, hint);
    let Some(verb) = tokens.clone().find(|token| is(*token, Hint::Verify)) else { return };
    let clause = doc.clause_at(verb);
    let near = || tokens.clone().filter(|token| doc.clause_at(*token) == clause);
    let is_independent = near().any(|token| is(token, Hint::Independent));
    let is_negated = near().any(|token| is(token, Hint::Not));
    let is_strong = near().any(|token| is(token, Hint::Strong));
    let points_back = near().any(|token| is(token, Hint::Number) || is(token, Hint::Statement));
    let is_opening = near().any(|token| is(token, Hint::Whole) && token > verb);
    if !points_back || is_opening || !(is_independent || is_strong && is_negated) {
        return;
    }
    let words: Vec<usize> = near().collect();
    let span = words.iter().map(|token| doc.tokens[*token].span).reduce(Span::cover);
    let Some(span) = span else { return };
    let status = if is_negated { VerificationStatus::Unverified } else { VerificationStatus::Verified };
    let from = words.first().copied().unwrap_or(verb);
    let token = doc.tokens[verb].span;
    let holder = doc.claims.iter().filter(|claim| {
        claim.attribution.cue.is_some() && claim.attribution.content.iter().any(|piece| piece.contains(token))
    });
    let by = holder.min_by_key(|claim| claim.span.len()).and_then(|claim| claim.attribution.source);
    if by.is_some() {
        // What a source cannot verify of others is a claim of its own.
        return;
    }
    let targets = targets(doc, data, sentence, from..verb + 1, None);
    push(doc, &targets, None, status, span, "words", data, out);
}

/// The claims that a verification is about, with the figure, if it is about a number.
fn targets(
    doc: &Document,
    data: &LanguageData,
    sentence: usize,
    words: Range<usize>,
    own: Option<usize>,
) -> Vec<(usize, Option<usize>)> {
    let is = |token: usize, hint: Hint| data.verification_words.is(&doc.tokens, token, hint);
    let is_number = words.clone().any(|token| is(token, Hint::Number));
    let is_both = words.clone().any(|token| is(token, Hint::Both));
    let start = doc.tokens[words.start].span.start();
    let first = doc.sentences[sentence.saturating_sub(REACH)].tokens.start;
    let first = doc.tokens[first].span.start();
    let mut before: Vec<usize> = (0..doc.claims.len())
        .filter(|claim| {
            let found = &doc.claims[*claim];
            let is_said =
                !matches!(found.attribution.act, Act::CannotVerify | Act::DeclineComment | Act::Ask);
            let content = found.attribution.content.first().map_or(found.span, |content| *content);
            Some(*claim) != own && is_said && content.start() < start && content.start() >= first
        })
        .collect();
    before.sort_by_key(|claim| doc.claims[*claim].span.end());
    let has_source = |claim: &usize| doc.claims[*claim].attribution.cue.is_some();
    if is_number {
        let with_figure = before.iter().rev().find(|claim| !doc.claims[**claim].figures.is_empty());
        if let Some(claim) = with_figure {
            let figure = doc.claims[*claim]
                .figures
                .iter()
                .copied()
                .rfind(|figure| doc.figures[*figure].part_of.is_none());
            return vec![(*claim, figure)];
        }
    }
    let said = before.iter().rev().filter(|claim| has_source(claim)).copied();
    let wanted = if is_both { 2 } else { 1 };
    let mut found: Vec<(usize, Option<usize>)> = said.take(wanted).map(|claim| (claim, None)).collect();
    found.reverse();
    found
}

#[expect(clippy::too_many_arguments, reason = "every argument is one field of the verification")]
fn push(
    doc: &Document,
    targets: &[(usize, Option<usize>)],
    by: Option<Span>,
    status: VerificationStatus,
    span: Span,
    rule: &str,
    data: &LanguageData,
    out: &mut Vec<Verification>,
) {
    debug_assert!(span.end() <= doc.text().len(), "spans lie in their own text");
    out.extend(targets.iter().map(|(of, figure)| Verification {
        of: *of,
        by,
        status,
        figure: *figure,
        span,
        rule: compact_str::format_compact!("{}.verify.{rule}", data.switches.tag),
    }));
}
