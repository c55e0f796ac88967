//! The claims that a verification is about: the one before, both, all of a stretch, those with a figure.

use super::Scope;
use crate::lang::verification_words::Hint;
use crate::text::{Act, Span, Upos};

/// How many sentences back a claim may stand.
const REACH: usize = 4;

impl Scope<'_> {
    /// The claims that a verification is about, with the figure, if it is about a number.
    pub(super) fn targets(
        &self,
        sentence: usize,
        words: &[usize],
        is_hung_on: bool,
        by: Option<Span>,
    ) -> Vec<(usize, Option<usize>)> {
        let doc = self.doc;
        let any = |hint: Hint| words.iter().any(|token| self.is(*token, hint));
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
        let own = doc.span_of(*first..last + 1);
        let start = own.start();
        let named = by.map(|by| self.named(by));
        let earliest = doc.sentences[sentence.saturating_sub(REACH)].tokens.start;
        let earliest = doc.tokens[earliest].span.start();
        let is_by = |claim: &usize| {
            let source = doc.claims[*claim].attribution.source;
            named.zip(source).is_some_and(|(by, source)| self.same(self.named(source), by))
        };
        let mut before: Vec<usize> = (0..doc.claims.len())
            .filter(|claim| {
                let found = &doc.claims[*claim];
                let attribution = &found.attribution;
                let is_said = !matches!(attribution.act, Act::CannotVerify | Act::DeclineComment | Act::Ask);
                let content = attribution.content.first().map_or(found.span, |content| *content);
                let is_own = attribution.cue.is_some_and(|cue| own.contains(cue))
                    || !is_hung_on && found.span.start() >= start
                    || attribution.content.iter().any(|piece| piece.contains(own)) && is_by(claim);
                is_said && !is_own && content.start() < start && content.start() >= earliest
            })
            .collect();
        // Who goes on to speak doubts nobody else's words: `“The camp is full,” she said. “It is hard to verify all reports.”`
        if before.last().is_some_and(is_by) {
            return Vec::new();
        }
        before.retain(|claim| !is_by(claim));
        // A claim that holds another one says nothing of its own.
        let all = before.clone();
        before.retain(|outer| {
            let pieces = &doc.claims[*outer].attribution.content;
            let holds = |inner: &usize| {
                let span = doc.claims[*inner].span;
                let around = pieces.iter().find(|piece| piece.contains(span)).filter(|_| inner != outer);
                around.is_some_and(|piece| doc.tokens_in(Span::new(piece.start(), span.start())).len() < 3)
            };
            !all.iter().any(holds)
        });
        before.sort_by_key(|claim| doc.claims[*claim].span.end());
        let has_source = |claim: &usize| {
            let attribution = &doc.claims[*claim].attribution;
            attribution.cue.is_some() || attribution.source.is_some()
        };
        // `This number` is the last one, `the figures` are all of a claim.
        let figures_of = |claim: usize| {
            let wholes = doc.claims[claim].figures.iter().copied();
            let mut wholes: Vec<usize> =
                wholes.filter(|figure| doc.figures[*figure].part_of.is_none()).collect();
            if !any(Hint::Several) {
                wholes.drain(..wholes.len().saturating_sub(1));
            }
            wholes.into_iter().map(move |figure| (claim, Some(figure)))
        };
        if any(Hint::Number) {
            let with_figure: Vec<usize> =
                before.iter().copied().filter(|claim| !doc.claims[*claim].figures.is_empty()).collect();
            let wanted = self.wanted(sentence, words, &with_figure);
            let meant = &with_figure[with_figure.len().saturating_sub(wanted)..];
            let found: Vec<_> = meant.iter().flat_map(|claim| figures_of(*claim)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        let mut said: Vec<usize> = before.iter().copied().filter(has_source).collect();
        let wanted = self.wanted(sentence, words, &said);
        said.drain(..said.len().saturating_sub(wanted));
        if said.is_empty() {
            said.extend(before.last().filter(|claim| self.sentence_of(**claim) + 1 >= sentence));
        }
        said.into_iter().map(|claim| (claim, None)).collect()
    }

    /// Whom a pronoun stands for: the last source before it that is none.
    fn named(&self, mention: Span) -> Span {
        let doc = self.doc;
        let is_pronoun = |span: Span| doc.tokens_in(span).all(|token| doc.tokens[token].upos == Upos::Pron);
        let sources = doc.claims.iter().rev().filter_map(|claim| claim.attribution.source);
        let mut before = sources.filter(|source| source.end() <= mention.start() && !is_pronoun(*source));
        if is_pronoun(mention) { before.next().unwrap_or(mention) } else { mention }
    }

    /// Whether two mentions have the same words.
    fn same(&self, one: Span, other: Span) -> bool {
        self.doc.text_of(one) == self.doc.text_of(other)
    }

    fn sentence_of(&self, claim: usize) -> usize {
        self.doc.sentence_at(self.doc.tokens_in(self.doc.claims[claim].span).start)
    }

    /// How many of the claims before are meant.
    fn wanted(&self, sentence: usize, words: &[usize], before: &[usize]) -> usize {
        let any = |hint: Hint| words.iter().any(|token| self.is(*token, hint));
        if any(Hint::Both) {
            return 2;
        }
        if any(Hint::All) {
            return before.len().max(1);
        }
        if any(Hint::Several) { self.stretch(sentence, before) } else { 1 }
    }

    /// `The claims` are those just before, one after the other, without a sentence or the start of a paragraph between.
    fn stretch(&self, sentence: usize, before: &[usize]) -> usize {
        let mut first = sentence;
        let mut length = 0;
        for claim in before.iter().rev() {
            let at = self.sentence_of(*claim);
            let is_apart = at + 1 < first;
            let is_new = at < first && length > 0 && self.doc.sentences[first].is_paragraph_start;
            if is_apart || is_new {
                break;
            }
            first = first.min(at);
            length += 1;
        }
        length.max(1)
    }
}
