//! Answers to a claim before: `bestritt das`, `that is a lie`, `confirmed the loss`, `repeated the accusation`.
//!
//! A denial that says itself what it denies stands against the claim before it that shares its words; where there is none,
//! the report sets nothing against it.

use super::{REACH, Scope};
use crate::lang::verification_words::Hint;
use crate::text::{Act, EventType, Relation, RelationKind, Upos};

/// How many words a content has at most that only says whether another one is true.
const SHORT: usize = 10;

impl Scope<'_> {
    /// What a claim answers.
    pub(super) fn answer(&self, claim: usize) -> Option<Relation> {
        let kind = self.answers_with(claim)?;
        let is_denial = kind == RelationKind::Denies;
        let own = || self.names_report(claim).then_some(claim);
        let target = self.target(claim, is_denial).or_else(|| own().filter(|_| is_denial))?;
        Some(self.relation(kind, claim, target))
    }

    /// Whether a claim denies, confirms or repeats something, as far as its own words say.
    fn answers_with(&self, claim: usize) -> Option<RelationKind> {
        let found = self.claim(claim);
        let attribution = &found.attribution;
        if self.is_neither(claim) {
            return None;
        }
        let is_blame = || self.content(claim).any(|token| self.is(token, Hint::Blame));
        let span = self.doc.tokens_in(found.span);
        if span.clone().any(|token| self.is(token, Hint::Again)) && self.points_back(claim) {
            return Some(RelationKind::Repeats);
        }
        match attribution.act {
            Act::Deny => return Some(RelationKind::Denies),
            Act::Refuse if is_blame() => return Some(RelationKind::Denies),
            Act::Confirm if attribution.source.is_some() => return Some(RelationKind::Confirms),
            Act::Admit if self.points_back(claim) => return Some(RelationKind::Confirms),
            Act::State | Act::Accuse | Act::Announce | Act::Condemn => {}
            _ => return None,
        }
        let rejects = |event: &usize| self.doc.events[*event].event_type == EventType::Reject;
        let is_told = attribution.cue.is_none() && found.events.iter().any(rejects);
        let words = self.content(claim).filter(|token| self.doc.tokens[*token].upos != Upos::Punct).count();
        let says = |hint: Hint| self.content(claim).any(|token| self.is(token, hint));
        let points = self.content(claim).any(|token| self.points(token));
        if words <= SHORT && is_told && says(Hint::Answer) {
            return Some(RelationKind::Denies);
        }
        if words > SHORT || !points || attribution.source.is_none() && !is_told {
            return None;
        }
        if says(Hint::Untrue) {
            return Some(RelationKind::Denies);
        }
        let is_true = says(Hint::Truth) && !says(Hint::Negation);
        (is_true && attribution.act == Act::State).then_some(RelationKind::Confirms)
    }

    /// Whether a noun of one content names an event of the other: `den Abschuss` after `hätten … abgeschossen`.
    fn names_event_of(&self, claim: usize, other: usize) -> bool {
        let doc = self.doc;
        let words = self.content(claim).filter(|token| doc.tokens[*token].upos == Upos::Noun);
        let told: Vec<EventType> =
            self.claim(other).events.iter().map(|event| doc.events[*event].event_type).collect();
        let types: Vec<EventType> = words
            .filter_map(|token| {
                let span = doc.tokens[token].span;
                doc.events.iter().find(|event| event.trigger.overlaps(span)).map(|event| event.event_type)
            })
            .collect();
        let short = self.content(claim).count() <= 6;
        short && types.iter().any(|kind| told.contains(kind))
    }

    /// The claim of somebody else that a denial or confirmation is about.
    fn target(&self, claim: usize, is_denial: bool) -> Option<usize> {
        let here = self.sentence(claim);
        let points_back = self.points_back(claim);
        let mut best: Option<(usize, usize)> = None;
        for other in (0..self.doc.claims.len()).filter(|other| *other != claim) {
            let there = self.sentence(other);
            let is_near = there <= here && here - there <= REACH;
            let is_before = self.claim(other).span.start() < self.claim(claim).span.start()
                || there == here && self.is_around(other, claim);
            let act = self.claim(other).attribution.act;
            let is_statement = !matches!(
                act,
                Act::CannotVerify
                    | Act::DeclineComment
                    | Act::Deny
                    | Act::Demand
                    | Act::Condemn
                    | Act::Welcome
            );
            if !is_near || !is_before || !is_statement || self.same_source(claim, other) {
                continue;
            }
            let shared = self.shared_words(claim, other);
            let tells = self.tells_harm(other);
            let is_accusation = act == Act::Accuse && is_denial;
            let answers = is_accusation && here - there <= 1;
            let tells_same = !is_denial && here - there <= 1 && self.names_event_of(claim, other);
            let is_within = self.is_around(other, claim);
            if !points_back && (is_within || shared == 0 && !answers && !tells_same) {
                continue;
            }
            if points_back && shared == 0 && !tells && !is_accusation && here != there && here - there > 1 {
                continue;
            }
            let score = shared * 4
                + usize::from(tells) * 3
                + usize::from(!self.claim(other).figures.is_empty())
                + usize::from(is_accusation) * 3
                + (REACH - (here - there));
            if best.is_none_or(|(known, _)| score >= known) {
                best = Some((score, other));
            }
        }
        best.map(|(_, other)| other)
    }

    /// Whether a content only points at something told before: `den Zwischenfall`, `this`.
    fn points_back(&self, claim: usize) -> bool {
        let tokens: Vec<usize> = self.content(claim).collect();
        let opens_whole =
            tokens.first().is_some_and(|token| self.is(*token, Hint::Whole) && !self.points(*token));
        let words = tokens.iter().filter(|token| self.doc.tokens[**token].upos != Upos::Punct).count();
        let is_short = words <= 6;
        !opens_whole
            && tokens.iter().enumerate().any(|(at, token)| {
                let is_noun = self.doc.tokens[*token].upos == Upos::Noun;
                self.points(*token) && (is_noun || at == 0 || is_short) || self.is(*token, Hint::Answer)
            })
    }

    /// `neither confirmed nor denied` does neither.
    fn is_neither(&self, claim: usize) -> bool {
        let tokens = self.doc.tokens_in(self.claim(claim).span);
        tokens.into_iter().any(|token| self.is(token, Hint::Neither))
    }

    /// Whether a denial says what report it denies: `denied a newspaper report that …`.
    fn names_report(&self, claim: usize) -> bool {
        let found = self.claim(claim);
        let content = found.attribution.content.first().map_or(found.span, |content| *content);
        let start = found.attribution.cue.map_or(found.span.end(), |cue| cue.end());
        self.doc.tokens_in(found.span).any(|token| {
            let span = self.doc.tokens[token].span;
            let is_between = span.start() >= start && span.end() <= content.start();
            is_between && self.doc.tokens[token].upos == Upos::Noun && self.is(token, Hint::Statement)
        })
    }

    /// `…, was die Miliz bestreitet`: a relative clause denies the claim that it hangs on.
    pub(super) fn relative_denials(&self) -> Vec<Relation> {
        let doc = self.doc;
        let mut found = Vec::new();
        for clause in &doc.clauses {
            let opener = clause.subordinator.unwrap_or(clause.tokens.start);
            if !self.is(opener, Hint::Which) {
                continue;
            }
            let Some(verb) = clause.tokens.clone().find(|token| self.is(*token, Hint::Deny)) else {
                continue;
            };
            let start = doc.tokens[clause.tokens.start].span.start();
            let sentence = doc.sentence_at(verb);
            let before = (0..doc.claims.len()).filter(|claim| {
                let content = self.claim(*claim).attribution.content.first();
                let is_said = self.claim(*claim).attribution.cue.is_some();
                is_said
                    && self.sentence(*claim) == sentence
                    && content.is_some_and(|content| content.start() < start)
            });
            let is_own = |claim: &usize| self.claim(*claim).attribution.act == Act::Deny;
            let Some(to) = before.rev().find(|claim| !is_own(claim)) else { continue };
            let by = clause.subject.map(|subject| doc.span_of(doc.phrases[subject].tokens.clone()));
            let span = doc.span_of(clause.tokens.clone());
            found.push(Relation { by, span, ..self.relation(RelationKind::Denies, to, to) });
        }
        found
    }
}
