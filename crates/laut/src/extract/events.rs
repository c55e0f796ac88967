//! Finds events in PLOVER's sixteen types: who did what to whom, and whether it took place.
//!
//! `Die Rebellen griffen den Posten an` is an ASSAULT by `Die Rebellen` on `den Posten`; `the siege of the town by the army`
//! is a COERCE (seize) by `the army`; `Die Armee will die Stadt einnehmen` is planned. Verbs are found by their dictionary
//! form with their particle, nouns also as the last part of a compound (`Vergeltungsangriff`).
//!
//! An event that another one demands or refuses (`forderte den Abzug`) has not happened. Left out: what no listed word tells,
//! and events that only a sentence before names.
//!
//! Types and modes: PLOVER (Political Language Ontology for Verifiable Event Records), 2023.

use std::ops::Range;

use compact_str::format_compact;

use crate::lang::LanguageData;
use crate::lang::event_words::{Genitive, Reach, Trigger};
use crate::lang::figure_words::Use;
use crate::text::{
    ClauseKind, Document, EntityKind, Event, EventStatus, EventType, Span, TimeExpr, TimeType, Upos, VerbForm,
};

/// A word that tells an event, with its tokens.
struct Found {
    tokens: Range<usize>,
    trigger: Trigger,
}

/// Writes [`Document::events`], in order.
pub fn find_events(doc: &mut Document, data: &LanguageData) {
    let mut events = Vec::new();
    for sentence in doc.sentences.iter().filter(|sentence| !sentence.is_heading) {
        let mut found: Vec<Found> = Vec::new();
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let trigger = trigger_at(doc, data, token);
            let end = trigger.as_ref().map_or(token + 1, |(length, _)| token + length);
            if let Some((_, trigger)) = trigger {
                found.push(Found { tokens: token..end, trigger });
            }
            token = end;
        }
        let scope = Scope { doc, data, sentence: sentence.tokens.clone() };
        events.extend(found.iter().map(|event| scope.event(event, &found)));
    }
    doc.events = events;
}

/// What a token tells, with the number of tokens that tell it.
fn trigger_at(doc: &Document, data: &LanguageData, token: usize) -> Option<(usize, Trigger)> {
    let words = &data.event_words;
    let word = &doc.tokens[token];
    match word.upos {
        Upos::Noun => words.at(&doc.tokens, token, true).or_else(|| {
            let is_compound = data.switches.nouns_capitalised;
            words.compound(&word.lower).filter(|_| is_compound).map(|trigger| (1, trigger))
        }),
        Upos::Verb => {
            let clause = doc.clause_at(token).map(|clause| &doc.clauses[clause]);
            let particle =
                clause.filter(|clause| clause.finite == Some(token)).and_then(|clause| clause.particle);
            match particle {
                Some(particle) if !word.lemma.starts_with(doc.tokens[particle].lower.as_str()) => {
                    let lemma = format_compact!("{}{}", doc.tokens[particle].lower, word.lemma);
                    words.with_lemma(&lemma, &doc.tokens, token, false)
                }
                _ => words.at(&doc.tokens, token, false),
            }
        }
        // Compounds that English writes apart start with a noun or an adjective: `martial law`.
        Upos::Adj | Upos::Propn => words.at(&doc.tokens, token, true).filter(|(length, _)| *length > 1),
        _ => None,
    }
}

/// A sentence in which events are looked at.
struct Scope<'d> {
    doc: &'d Document,
    data: &'d LanguageData,
    sentence: Range<usize>,
}

/// Who did it and to whom.
#[derive(Default)]
struct Parties {
    actors: Vec<Span>,
    recipients: Vec<Span>,
}

impl Scope<'_> {
    fn event(&self, found: &Found, all: &[Found]) -> Event {
        let token = found.tokens.start;
        let is_noun = found.trigger.genitive.is_some();
        let parties = if is_noun { self.of_noun(found) } else { self.of_verb(found) };
        let time = self.time(token);
        let kind = if is_noun { "noun" } else { "verb" };
        Event {
            trigger: self.doc.span_of(found.tokens.clone()),
            event_type: found.trigger.event_type,
            mode: found.trigger.mode,
            actors: parties.actors,
            recipients: parties.recipients,
            place: self.place(token),
            from: time.and_then(|time| time.from),
            to: time.and_then(|time| time.to),
            status: self.status(found, all),
            rule: format_compact!("{}.event.{kind}", self.data.switches.tag),
        }
    }

    fn is(&self, token: usize, use_of: Use) -> bool {
        self.doc.tokens.get(token).is_some_and(|token| self.data.figure_words.is(&token.lower, use_of))
    }

    /// The tokens of the innermost clause around a token, without those of clauses inside it.
    fn clause_tokens(&self, token: usize) -> impl Iterator<Item = usize> {
        let clause = self.doc.clause_at(token);
        let range = clause.map_or(self.sentence.clone(), |clause| self.doc.clauses[clause].tokens.clone());
        range.filter(move |other| self.doc.clause_at(*other) == clause)
    }

    /// Indices of the noun phrases of the clause around a token.
    fn phrases(&self, token: usize) -> impl Iterator<Item = usize> {
        let doc = self.doc;
        let clause = doc.clause_at(token);
        let first = doc.phrases.partition_point(|phrase| phrase.tokens.end <= self.sentence.start);
        let last = doc.phrases.partition_point(|phrase| phrase.tokens.start < self.sentence.end);
        (first..last).filter(move |phrase| doc.clause_at(doc.phrases[*phrase].head) == clause)
    }

    fn span(&self, phrase: usize) -> Span {
        self.doc.span_of(self.doc.phrases[phrase].tokens.clone())
    }

    /// Whether a phrase is a time, not a party.
    fn is_time(&self, phrase: usize) -> bool {
        let span = self.doc.tokens[self.doc.phrases[phrase].head].span;
        self.doc.times.iter().any(|time| time.span.overlaps(span))
    }

    /// The subject of the clause, or of the clause that an infinitive depends on.
    fn subject(&self, token: usize) -> Option<usize> {
        let mut clause = self.doc.clause_at(token)?;
        loop {
            let found = &self.doc.clauses[clause];
            match (found.subject, found.kind, found.parent) {
                (Some(subject), _, _) => return Some(subject),
                (None, ClauseKind::Infinitive, Some(parent)) => clause = parent,
                _ => return None,
            }
        }
    }

    fn of_verb(&self, found: &Found) -> Parties {
        let verb = found.tokens.start;
        let subject = self.subject(verb);
        let is_passive = self.is_passive(verb);
        let others =
            || self.phrases(verb).filter(|phrase| Some(*phrase) != subject && !self.is_time(*phrase));
        let governed_by = |use_of: Use| {
            others().find(|phrase| {
                let preposition = self.doc.phrases[*phrase].preposition;
                preposition.is_some_and(|token| self.is(token, use_of))
            })
        };
        let mut parties = Parties::default();
        if is_passive {
            parties.recipients.extend(subject.map(|subject| self.span(subject)));
            parties.actors.extend(governed_by(Use::Agent).map(|agent| self.span(agent)));
            return parties;
        }
        parties.actors.extend(subject.map(|subject| self.span(subject)));
        let follows = |phrase: usize| {
            self.data.switches.verb_second || self.doc.phrases[phrase].tokens.start >= found.tokens.end
        };
        let object = others().find(|phrase| {
            let is_bare = self.doc.phrases[*phrase].preposition.is_none();
            let is_pronoun = self.doc.tokens[self.doc.phrases[*phrase].head].upos == Upos::Pron;
            is_bare && follows(*phrase) && !(is_pronoun && self.data.switches.verb_second)
        });
        let object = object.or_else(|| governed_by(Use::Target)).or_else(|| {
            let meets = matches!(
                found.trigger.event_type,
                EventType::Consult | EventType::Agree | EventType::Cooperate | EventType::Assault
            );
            governed_by(Use::With).filter(|_| meets)
        });
        parties.recipients.extend(object.map(|object| self.span(object)));
        parties
    }

    /// Whether a verb form is passive: a participle with an auxiliary that makes one.
    fn is_passive(&self, verb: usize) -> bool {
        let form = self.doc.tokens[verb].feats.verb_form;
        if form == Some(VerbForm::Fin) || form == Some(VerbForm::Inf) {
            return false;
        }
        if self.data.switches.verb_second {
            return self.clause_tokens(verb).any(|token| self.is(token, Use::Become));
        }
        let mut before = verb;
        while before > self.sentence.start {
            before -= 1;
            if self.is(before, Use::Become) {
                return true;
            }
            if self.doc.tokens[before].upos != Upos::Adv {
                break;
            }
        }
        false
    }

    fn of_noun(&self, found: &Found) -> Parties {
        let doc = self.doc;
        let noun = found.tokens.end - 1;
        let mut parties = Parties::default();
        let Some(index) = doc.phrase_at(noun) else { return parties };
        let phrase = &doc.phrases[index];
        let is_recipient = found.trigger.genitive == Some(Genitive::Recipient);
        let possessor = (phrase.tokens.start..found.tokens.start).find(|token| {
            doc.tokens[*token].lower.ends_with("'s") || doc.tokens[*token].lower.ends_with("’s")
        });
        if let Some(mark) = possessor.filter(|mark| *mark > phrase.tokens.start) {
            let is_clitic = doc.tokens[mark].lower.chars().count() == 2;
            parties.actors.push(doc.span_of(phrase.tokens.start..if is_clitic { mark } else { mark + 1 }));
        }
        let mut rest = found.tokens.end..phrase.tokens.end;
        let skip = |token: usize| doc.tokens[token].upos == Upos::Adp;
        while !rest.is_empty() && skip(rest.start) {
            rest.start += 1;
        }
        if !rest.is_empty() {
            let span = doc.span_of(rest);
            if is_recipient { parties.recipients.push(span) } else { parties.actors.push(span) }
        }
        for next in index + 1..(index + 4).min(doc.phrases.len()) {
            let before = &doc.phrases[next - 1];
            let Some(preposition) = doc.phrases[next].preposition else { break };
            if preposition != before.tokens.end || preposition >= self.sentence.end || self.is_time(next) {
                break;
            }
            let span = self.span(next);
            let is_genitive = self.is(preposition, Use::Agent) && self.is(preposition, Use::Of);
            if self.is(preposition, Use::Target) || is_recipient && is_genitive {
                parties.recipients.push(span);
            } else if self.is(preposition, Use::Agent) || self.is(preposition, Use::Doer) {
                parties.actors.push(span);
            }
        }
        parties
    }

    fn status(&self, found: &Found, all: &[Found]) -> EventStatus {
        let token = found.tokens.start;
        let is_infinitive = self.doc.tokens[token].feats.verb_form == Some(VerbForm::Inf);
        let clause: Vec<usize> = self.clause_tokens(token).collect();
        let mut status = EventStatus::Happened;
        for other in clause.iter().copied().filter(|other| !found.tokens.contains(other)) {
            for (_, (said, reach)) in self.data.event_words.status.at(&self.doc.tokens, other) {
                let holds = match reach {
                    Reach::Near => {
                        let is_before = other < token && token - other <= 4;
                        is_before || self.data.switches.verb_second && other > token && other - token <= 3
                    }
                    Reach::Clause => !all.iter().any(|event| event.tokens.contains(&other)),
                    Reach::Infinitive => is_infinitive,
                };
                if holds && (status == EventStatus::Happened || *said == EventStatus::Denied) {
                    status = *said;
                }
            }
        }
        if status == EventStatus::Happened { self.asked_for(found, all).unwrap_or(status) } else { status }
    }

    /// The status of what another event demands, refuses or agrees on.
    fn asked_for(&self, found: &Found, all: &[Found]) -> Option<EventStatus> {
        let token = found.tokens.start;
        let clause = self.doc.clause_at(token)?;
        let here = &self.doc.clauses[clause];
        let is_verb = found.trigger.genitive.is_none();
        let governing =
            if is_verb { here.parent.filter(|_| here.kind == ClauseKind::Infinitive)? } else { clause };
        let subject = self.doc.clauses[governing].subject;
        let in_subject = subject.is_some_and(|subject| self.doc.phrases[subject].tokens.contains(&token));
        let verb = all.iter().find(|event| {
            event.trigger.genitive.is_none()
                && event.tokens.start != token
                && self.doc.clause_at(event.tokens.start) == Some(governing)
        });
        let verb = verb.filter(|_| !in_subject)?;
        match verb.trigger.event_type {
            EventType::Request | EventType::Threaten => Some(EventStatus::Hypothetical),
            EventType::Agree => Some(EventStatus::Planned),
            EventType::Reject => Some(EventStatus::Denied),
            _ => None,
        }
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
