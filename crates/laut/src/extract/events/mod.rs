//! Finds events in PLOVER's sixteen types: who did what to whom, and whether it took place.
//!
//! `Die Rebellen griffen den Posten an` is an ASSAULT by `Die Rebellen` on `den Posten`; `the siege of the town by the army`
//! is a COERCE (seize) by `the army`; `Die Armee will die Stadt einnehmen` is planned. Verbs are found by their dictionary
//! form with their particle, also where the noun that gives them their meaning stands apart (`gab dem Nachbarn die Schuld`);
//! nouns also as the last part of a compound (`Vergeltungsangriff`).
//!
//! An event that another one demands or refuses (`forderte den Abzug`) has not happened; what is demanded, refused or threatened is the mode.
//! A listed noun as one of the parties makes a word no event (`griff das Problem an`, `the storm hit the coast`). Left out: what
//! no listed word tells, and events that only a sentence before names.
//!
//! Types and modes: PLOVER (Political Language Ontology for Verifiable Event Records), 2023.

mod content_mode;
mod figurative;
mod parties;
mod status;
mod subjects;

use std::ops::Range;

use compact_str::format_compact;

use crate::lang::LanguageData;
use crate::lang::event_words::{Match, Trigger};
use crate::lang::figure_words::Use;
use crate::text::{Document, EntityKind, Event, Span, TimeExpr, TimeType, Upos};

/// A word that tells an event, with its tokens.
struct Found {
    tokens: Range<usize>,
    /// The noun that stands apart from its verb; a token.
    apart: Option<usize>,
    trigger: Trigger,
}

/// Writes [`Document::events`], in order.
pub fn find_events(doc: &mut Document, data: &LanguageData) {
    let mut events = Vec::new();
    for sentence in doc.sentences.iter().filter(|sentence| !sentence.is_heading) {
        let scope = Scope { doc, data, sentence: sentence.tokens.clone() };
        let mut found = scope.triggers();
        let figures: Vec<bool> = found.iter().map(|event| scope.is_figurative(event, &found)).collect();
        let mut figures = figures.into_iter();
        found.retain(|_| figures.next() == Some(false));
        events.extend(found.iter().map(|event| scope.event(event, &found)));
    }
    doc.events = events;
}

/// A sentence in which events are looked at.
struct Scope<'d> {
    doc: &'d Document,
    data: &'d LanguageData,
    sentence: Range<usize>,
}

impl Scope<'_> {
    /// Everything that tells an event, in order.
    fn triggers(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut token = self.sentence.start;
        while token < self.sentence.end {
            let told = self.trigger_at(token);
            let end = told.map_or(token + 1, |told| token + told.length);
            if let Some(told) = told {
                found.push(Found { tokens: token..end, apart: told.apart, trigger: told.trigger });
            }
            token = end;
        }
        let apart: Vec<usize> = found.iter().filter_map(|event| event.apart).collect();
        found.retain(|event| !event.tokens.clone().any(|token| apart.contains(&token)));
        found
    }

    /// What a token tells.
    fn trigger_at(&self, token: usize) -> Option<Match> {
        let (doc, words) = (self.doc, &self.data.event_words);
        let word = &doc.tokens[token];
        let apart = |wanted: &str| {
            doc.own_tokens(token).find(|other| {
                let found = &doc.tokens[*other];
                *other != token && (found.lemma == wanted || found.lower == wanted)
            })
        };
        let find = |lemma: &str, is_noun: bool| words.find(lemma, &doc.tokens, token, is_noun, apart);
        match word.upos {
            Upos::Noun => find(&word.lemma, true).or_else(|| {
                let is_compound = self.data.switches.nouns_capitalised;
                let trigger = words.compound(&word.lower).filter(|_| is_compound)?;
                Some(Match { length: 1, apart: None, trigger })
            }),
            Upos::Verb => find(&self.verb_lemma(token), false),
            // Compounds that English writes apart start with a noun or an adjective: `martial law`.
            Upos::Adj | Upos::Propn => find(&word.lemma, true).filter(|told| told.length > 1),
            _ => None,
        }
    }

    fn event(&self, found: &Found, all: &[Found]) -> Event {
        let token = found.tokens.start;
        let is_noun = found.trigger.genitive.is_some();
        let parties = if is_noun { self.of_noun(found) } else { self.of_verb(found, all) };
        let time = self.time(token);
        let kind = if is_noun { "noun" } else { "verb" };
        Event {
            trigger: self.doc.span_of(found.tokens.clone()),
            event_type: found.trigger.event_type,
            mode: self.content_mode(found, all).or(found.trigger.mode),
            actors: self.spans(&parties.actors),
            recipients: self.spans(&parties.recipients),
            place: self.place(token),
            from: time.and_then(|time| time.from),
            to: time.and_then(|time| time.to),
            status: self.status(found, all),
            rule: format_compact!("{}.event.{kind}", self.data.switches.tag),
        }
    }

    fn spans(&self, parties: &[Range<usize>]) -> Vec<Span> {
        parties.iter().map(|tokens| self.doc.span_of(tokens.clone())).collect()
    }

    fn is(&self, token: usize, use_of: Use) -> bool {
        self.doc.tokens.get(token).is_some_and(|token| self.data.figure_words.is(&token.lower, use_of))
    }

    /// Indices of the noun phrases of the clause around a token.
    fn phrases(&self, token: usize) -> impl Iterator<Item = usize> {
        let doc = self.doc;
        let clause = doc.clause_at(token);
        let first = doc.phrases.partition_point(|phrase| phrase.tokens.end <= self.sentence.start);
        let last = doc.phrases.partition_point(|phrase| phrase.tokens.start < self.sentence.end);
        (first..last).filter(move |phrase| doc.clause_at(doc.phrases[*phrase].head) == clause)
    }

    /// The nearest time in the clause that is not the time of saying.
    fn time(&self, token: usize) -> Option<&TimeExpr> {
        let doc = self.doc;
        let clause = doc.clause_at(token);
        let whole = doc.span_of(self.sentence.clone());
        let first = doc.times.partition_point(|time| time.span.start() < whole.start());
        let said = |index: usize| doc.attributions.iter().any(|found| found.said.time == Some(index));
        let times = doc.times.iter().enumerate().skip(first);
        let times = times.take_while(|(_, time)| time.span.end() <= whole.end());
        let times = times.filter(|(index, time)| {
            let is_day = time.from.is_some() && time.time_type != TimeType::Set;
            is_day && !said(*index) && doc.clause_at(doc.tokens_in(time.span).start) == clause
        });
        times.min_by_key(|(_, time)| doc.tokens_in(time.span).start.abs_diff(token)).map(|(_, time)| time)
    }

    /// The nearest name of a place in the clause that a preposition of place governs.
    fn place(&self, token: usize) -> Option<Span> {
        let doc = self.doc;
        let clause = doc.clause_at(token);
        let first = doc.names.partition_point(|name| name.tokens.start < self.sentence.start);
        let names = doc.names.iter().skip(first).take_while(|name| name.tokens.start < self.sentence.end);
        let is_where = |name: usize| {
            let preposition = doc.phrase_at(name).and_then(|phrase| doc.phrases[phrase].preposition);
            preposition.or(name.checked_sub(1)).is_some_and(|before| self.is(before, Use::Place))
        };
        let places = names.filter(|name| {
            matches!(name.kind, EntityKind::Place | EntityKind::Country)
                && is_where(name.tokens.start)
                && doc.clause_at(name.tokens.start) == clause
        });
        places.min_by_key(|name| name.tokens.start.abs_diff(token)).map(|name| name.span)
    }
}
