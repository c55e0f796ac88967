//! Reasons to look at an entry first: where laut had to reach far, or where the text itself is odd.
//!
//! In `Die Lage sei ruhig. 40 Menschen seien getötet worden.` the second sentence has its source from the first: *source
//! guessed over sentences*. In `Of the 40 who had set out from the camp at dawn to look for water, most were killed` the
//! number stands far from its harm. A reason is no verdict: most entries with one are right, only more of them are wrong than
//! of the others. Names count as one word each, so that no party's entries are looked at more often than another's.

use crate::text::token::words;
use crate::text::{Attribution, Document, Figure, Mode, Span};

words! {
    /// A reason to look at a claim or a figure before others.
    Reason {
        /// The source stands in another sentence than what is said.
        SourceOverSentences = "source guessed over sentences",
        /// Words in quotation marks that nobody was found to say.
        SourceMissing = "quoted, but no source found",
        /// The source is a word such as `he` that no name was found for.
        SourceUnresolved = "source is a pronoun without a name",
        /// The quotation mark before the content is never closed.
        QuoteUnclosed = "quote not closed",
        /// The content goes on for more than `LONG` sentences.
        ContentLong = "content over many sentences",
        /// More than `FAR` words lie between the number and the words of harm.
        NumberFar = "number far from its harm",
        /// `1.200` can be one and a fifth, or more than a thousand.
        NumberAmbiguous = "number can be read two ways",
        /// The days are told in another sentence, or nowhere but in the day of publication.
        DaysElsewhere = "days taken from elsewhere",
        /// The count begins after the report was published.
        DaysInFuture = "days after publication",
        /// A part is larger than its whole.
        PartTooLarge = "part larger than its whole",
    }
}

/// Words between a number and its harm, from which on it is far.
const FAR: usize = 8;
/// Sentences of a content, from which on it is long.
const LONG: usize = 4;

/// Why a claim should be looked at first; nothing in most cases.
#[must_use]
pub fn of_claim(doc: &Document, claim: usize) -> Vec<Reason> {
    let said = &doc.claims[claim].attribution;
    let is_quoted = matches!(said.mode, Mode::Direct | Mode::Mixed);
    let mut reasons = Vec::new();
    let mut add = |reason, holds: bool| reasons.extend(holds.then_some(reason));
    add(Reason::SourceOverSentences, is_source_elsewhere(doc, said));
    add(Reason::SourceMissing, is_quoted && said.source.is_none());
    add(Reason::SourceUnresolved, said.source.is_some_and(|source| is_unresolved(doc, source)));
    add(Reason::QuoteUnclosed, is_unclosed(doc, said));
    add(Reason::ContentLong, said.content.iter().any(|piece| sentences(doc, *piece) > LONG));
    reasons
}

/// Why a figure should be looked at first; nothing in most cases.
#[must_use]
pub fn of_figure(doc: &Document, figure: usize) -> Vec<Reason> {
    let found = &doc.figures[figure];
    let mut reasons = Vec::new();
    let mut add = |reason, holds: bool| reasons.extend(holds.then_some(reason));
    add(Reason::NumberFar, found.trigger.is_some_and(|trigger| is_far(doc, found.span, trigger)));
    add(Reason::NumberAmbiguous, is_ambiguous(doc.text_of(found.span), found));
    add(Reason::DaysElsewhere, is_dated_elsewhere(doc, found));
    let published = doc.report().published.as_ref().map(crate::text::Published::date);
    add(Reason::DaysInFuture, found.from.zip(published).is_some_and(|(from, published)| from > published));
    let whole = found.part_of.and_then(|whole| doc.figures[whole].high);
    add(Reason::PartTooLarge, found.low.zip(whole).is_some_and(|(part, whole)| part > whole));
    reasons
}

/// The sentence that a span begins in.
fn sentence_of(doc: &Document, span: Span) -> usize {
    doc.sentence_at(doc.tokens_in(span).start)
}

/// How many sentences a span touches.
fn sentences(doc: &Document, span: Span) -> usize {
    let tokens = doc.tokens_in(span);
    if tokens.is_empty() { 0 } else { doc.sentence_at(tokens.end - 1) + 1 - doc.sentence_at(tokens.start) }
}

fn is_source_elsewhere(doc: &Document, said: &Attribution) -> bool {
    let Some(source) = said.source.map(|source| sentence_of(doc, source)) else { return false };
    let here = said.cue.iter().chain(&said.content);
    !here.clone().any(|span| {
        let first = sentence_of(doc, *span);
        (first..first + sentences(doc, *span)).contains(&source)
    })
}

/// Whether a source is one word without a name, which stands for nobody who is named.
fn is_unresolved(doc: &Document, source: Span) -> bool {
    let tokens = doc.tokens_in(source);
    let is_pronoun = tokens.len() == 1 && doc.tokens[tokens.start].upos == crate::text::Upos::Pron;
    is_pronoun && doc.entity_of(source).is_none_or(|entity| doc.entities[entity.0 as usize].name.is_empty())
}

fn is_unclosed(doc: &Document, said: &Attribution) -> bool {
    let unclosed = doc.quotations.iter().filter(|quotation| quotation.close.is_none());
    let mut inner = unclosed.map(|quotation| doc.span_of(quotation.inner.clone()));
    inner.any(|quoted| said.content.iter().any(|piece| piece.overlaps(quoted)))
}

/// Whether many words lie between a number and the words that tell the harm.
fn is_far(doc: &Document, number: Span, trigger: Span) -> bool {
    let (number, trigger) = (doc.tokens_in(number), doc.tokens_in(trigger));
    let between = number.end.min(trigger.end)..number.start.max(trigger.start);
    if between.len() <= FAR {
        return false;
    }
    let is_inner = |token: usize| {
        let span = doc.tokens[token].span;
        doc.names.iter().any(|name| name.span.overlaps(span) && name.span.start() < span.start())
    };
    between.filter(|token| !is_inner(*token)).count() > FAR
}

/// Whether a number is written as `1.200`, and was taken for less than a thousand.
fn is_ambiguous(text: &str, figure: &Figure) -> bool {
    let is_written_so = text.split_whitespace().any(|word| {
        let Some((before, after)) = word.split_once(['.', ',']) else { return false };
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        is_number(before) && is_number(after) && (1..=3).contains(&before.len()) && after.len() == 3
    });
    is_written_so && figure.low.or(figure.high).is_some_and(|value| value < 1000.0)
}

/// Whether a figure has days though its sentence tells none.
fn is_dated_elsewhere(doc: &Document, figure: &Figure) -> bool {
    let sentence = sentence_of(doc, figure.span);
    let is_here = |time: &crate::text::TimeExpr| sentence_of(doc, time.span) == sentence;
    figure.from.or(figure.to).is_some() && !doc.times.iter().any(is_here)
}
