//! Puts claims together: every attribution, and what the report says in its own voice where that holds a figure or an
//! event.
//!
//! `Rebellen töteten 40 Soldaten, sagte Ali Karim. Der Ort liegt im Norden.` gives one claim, with source and figure;
//! the second sentence holds neither figure nor event and gives none.

use crate::lang::LanguageData;
use crate::text::{Act, Attribution, Certainty, Claim, Document, Mode, Polarity, Said, Span, Upos};

/// Writes [`Document::claims`]. A figure or event stands in the innermost claim whose content holds it.
pub fn find_claims(doc: &mut Document, _data: &LanguageData) {
    let mut claims: Vec<Claim> =
        doc.attributions.iter().map(|found| attributed(doc, found.clone())).collect();
    let own_voice: Vec<Claim> =
        (0..doc.sentences.len()).filter_map(|sentence| own_voice(doc, &claims, sentence)).collect();
    claims.extend(own_voice);
    claims.sort_by_key(|claim| (claim.span.start(), std::cmp::Reverse(claim.span.end())));
    let figures: Vec<_> = doc.figures.iter().map(|figure| home(&claims, figure.span)).collect();
    let events: Vec<_> = doc.events.iter().map(|event| home(&claims, event.trigger)).collect();
    for (figure, claim) in figures.into_iter().enumerate() {
        if let Some(claim) = claim {
            claims[claim].figures.push(figure);
        }
    }
    for (event, claim) in events.into_iter().enumerate() {
        if let Some(claim) = claim {
            claims[claim].events.push(event);
        }
    }
    doc.claims = claims;
}

/// The claim of an attribution. A source in another sentence than the content does not widen its span.
fn attributed(doc: &Document, attribution: Attribution) -> Claim {
    let core = attribution.content.iter().chain(&attribution.cue).copied().reduce(Span::cover);
    let core = core.expect("an attribution has content");
    let tokens = doc.tokens_in(core);
    let sentences = doc.sentence_at(tokens.start)..=doc.sentence_at(tokens.end.saturating_sub(1));
    let source = attribution
        .source
        .filter(|source| sentences.contains(&doc.sentence_at(doc.tokens_in(*source).start)));
    let span = source.map_or(core, |source| core.cover(source));
    Claim { span, attribution, figures: Vec::new(), events: Vec::new() }
}

/// What a sentence says that no claim holds, if there is a figure or an event in it.
fn own_voice(doc: &Document, claims: &[Claim], sentence: usize) -> Option<Claim> {
    let tokens = doc.sentences[sentence].tokens.clone();
    let whole = doc.span_of(tokens.clone());
    let spans =
        doc.figures.iter().map(|figure| figure.span).chain(doc.events.iter().map(|event| event.trigger));
    let is_open = |span: &Span| whole.contains(*span) && holder(claims, *span).is_none();
    if !spans.into_iter().any(|span| is_open(&span)) {
        return None;
    }
    let mut content: Vec<Span> = Vec::new();
    let mut piece: Option<std::ops::Range<usize>> = None;
    let is_taken =
        |token: usize| claims.iter().any(|claim| covers(&claim.attribution, doc.tokens[token].span));
    for token in tokens.clone().chain([tokens.end]) {
        if token < tokens.end && !is_taken(token) {
            piece = Some(piece.map_or(token..token + 1, |piece| piece.start..token + 1));
        } else if let Some(piece) = piece.take() {
            // `and … for`, between two claims, says nothing.
            content.extend(without_outer_marks(doc, piece.clone()).filter(|_| says_something(doc, piece)));
        }
    }
    if content.is_empty() {
        // Where other claims hold all the words, the nearest of them is its home.
        if claims.iter().any(|claim| whole.overlaps(claim.span)) {
            return None;
        }
        content.push(whole);
    }
    let span = content.iter().copied().reduce(Span::cover)?;
    let attribution = Attribution {
        source: None,
        through: Vec::new(),
        cue: None,
        content,
        mode: Mode::Unattributed,
        act: Act::State,
        certainty: Certainty::Asserted,
        polarity: Polarity::Positive,
        said: Said::default(),
        rule: "claim.own-voice".into(),
    };
    Some(Claim { span, attribution, figures: Vec::new(), events: Vec::new() })
}

/// Whether a noun, a name, a verb or a number is among some words.
fn says_something(doc: &Document, mut piece: std::ops::Range<usize>) -> bool {
    let is_full = |upos: Upos| matches!(upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Num | Upos::Adj);
    piece.any(|token| is_full(doc.tokens[token].upos))
}

/// Whether a token belongs to content, cue or source.
fn covers(attribution: &Attribution, token: Span) -> bool {
    attribution
        .content
        .iter()
        .chain(&attribution.cue)
        .chain(&attribution.source)
        .any(|span| span.contains(token))
}

/// A piece of a sentence without punctuation at its ends; `None` where nothing is left.
fn without_outer_marks(doc: &Document, piece: std::ops::Range<usize>) -> Option<Span> {
    let is_word = |token: &usize| doc.tokens[*token].upos != Upos::Punct;
    let first = piece.clone().find(is_word)?;
    let last = piece.rev().find(is_word)?;
    Some(doc.span_of(first..last + 1))
}

/// The claim with the shortest content that holds a span.
fn innermost(claims: &[Claim], span: Span) -> Option<usize> {
    let length = |claim: &Claim| claim.attribution.content.iter().map(|piece| piece.len()).sum::<usize>();
    let holds =
        |claim: &&(usize, &Claim)| claim.1.attribution.content.iter().any(|piece| piece.contains(span));
    claims
        .iter()
        .enumerate()
        .filter(|claim| holds(&claim))
        .min_by_key(|(_, claim)| length(claim))
        .map(|(index, _)| index)
}

/// The claim whose content holds a span, else the one whose cue or source does: `warnte` is an event of its own claim.
fn holder(claims: &[Claim], span: Span) -> Option<usize> {
    // `called` is the cue, `called for` the event.
    let holds = |claim: &Claim| {
        covers(&claim.attribution, span) || claim.attribution.cue.is_some_and(|cue| span.contains(cue))
    };
    let around = claims.iter().enumerate().filter(|(_, claim)| holds(claim));
    innermost(claims, span)
        .or_else(|| around.min_by_key(|(_, claim)| claim.span.len()).map(|(index, _)| index))
}

/// The claim that a figure or event stands in: the one that holds it, else the nearest.
fn home(claims: &[Claim], span: Span) -> Option<usize> {
    let distance = |claim: &Claim| {
        let before = span.start().saturating_sub(claim.span.end());
        before.max(claim.span.start().saturating_sub(span.end()))
    };
    let nearest = claims.iter().enumerate().min_by_key(|(_, claim)| (distance(claim), claim.span.len()));
    holder(claims, span).or(nearest.map(|(index, _)| index))
}
