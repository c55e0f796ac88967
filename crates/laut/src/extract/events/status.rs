//! Whether an event took place: negations, modal verbs, conditionals, the future, what goes on.
//!
//! `hat keine Waffen geliefert`: denied. `könnte angreifen`, `falls der Norden angreift`: hypothetical. `will`, `is to`, and
//! the present tense of a day yet to come: planned. `dauert an`, `are investigating`: ongoing.

use super::{Found, Scope};
use crate::lang::event_words::{Grammar, Reach};
use crate::text::{Act, ClauseKind, EventStatus, EventType, Tense, Upos, VerbForm};

impl Scope<'_> {
    pub(super) fn status(&self, found: &Found, all: &[Found]) -> EventStatus {
        let said = self.words_of_status(found, all);
        if said != EventStatus::Happened {
            return said;
        }
        if self.is_denied_by_source(found) {
            return EventStatus::Denied;
        }
        if let Some(asked) = self.asked_for(found, all) {
            return asked;
        }
        if self.is_yet_to_come(found) {
            return EventStatus::Planned;
        }
        if self.goes_on(found) { EventStatus::Ongoing } else { EventStatus::Happened }
    }

    /// What the words of the clause say, a negation before all else.
    fn words_of_status(&self, found: &Found, all: &[Found]) -> EventStatus {
        let doc = self.doc;
        let token = found.tokens.start;
        let is_noun = found.trigger.genitive.is_some();
        let own_form = doc.tokens[token].feats.verb_form;
        let own_clause = doc.clause_at(token);
        let own = self.doc.own_tokens(token).map(|other| (other, true));
        let above = self.above(token).into_iter().map(|other| (other, false));
        let mut status = EventStatus::Happened;
        for (other, is_here) in own.chain(above) {
            if found.tokens.contains(&other) {
                continue;
            }
            for (_, (said, reach)) in self.data.event_words.status.at(&doc.tokens, other) {
                let is_told =
                    all.iter().any(|event| event.tokens.contains(&other) && event.tokens.start != token);
                // `the plan to attack`, not `abandoned the plan`.
                let is_object = doc.tokens[other].upos == Upos::Noun && other > token && !is_noun;
                if is_object && *said == EventStatus::Planned {
                    continue;
                }
                let holds = match reach {
                    Reach::Near if is_here => self.is_negated_by(other, token, is_noun),
                    Reach::Clause => is_here && !is_told,
                    Reach::Below => !is_told,
                    Reach::Infinitive => is_here && own_form == Some(VerbForm::Inf) && !is_noun,
                    Reach::First => {
                        let start = own_clause.map_or(self.sentence.start, |at| doc.clauses[at].tokens.start);
                        is_here && other == start
                    }
                    Reach::Present => is_here && !self.is_past(token),
                    Reach::Near => false,
                };
                let is_stronger = status == EventStatus::Happened
                    || *said == EventStatus::Denied
                    || *said == EventStatus::Hypothetical && status != EventStatus::Denied
                    || *said == EventStatus::Planned && status == EventStatus::Ongoing;
                if holds && is_stronger {
                    status = *said;
                }
            }
        }
        status
    }

    /// The tokens of the clauses that a complement or an infinitive depends on.
    fn above(&self, token: usize) -> Vec<usize> {
        let doc = self.doc;
        let Some(clause) = doc.clause_at(token).map(|clause| &doc.clauses[clause]) else { return Vec::new() };
        let depends = matches!(clause.kind, ClauseKind::Complement | ClauseKind::Infinitive);
        let Some(parent) = clause.parent.filter(|_| depends) else { return Vec::new() };
        doc.clauses[parent].tokens.clone().filter(|token| doc.clause_at(*token) == Some(parent)).collect()
    }

    /// Whether a word of negation holds for the event: for a verb anywhere in its clause, for a noun beside it.
    fn is_negated_by(&self, word: usize, token: usize, is_noun: bool) -> bool {
        let doc = self.doc;
        let next = doc.tokens.get(word + 1);
        if next.is_some_and(|next| self.data.event_words.is(&next.lower, Grammar::Only, None)) {
            return false;
        }
        if !is_noun {
            let is_subordinate = doc.tokens[word].upos == Upos::Adp;
            return !is_subordinate || word < token && token - word <= 4;
        }
        let is_before = word < token && token - word <= 3;
        let is_whole = matches!(doc.tokens[word].upos, Upos::Part | Upos::Adv) && self.is_occurrence(token);
        is_before || is_whole
    }

    /// Whether the clause of a noun says little more than that it took place.
    fn is_occurrence(&self, noun: usize) -> bool {
        let doc = self.doc;
        let mut verbs = self.doc.own_tokens(noun).filter(|token| doc.tokens[*token].upos == Upos::Verb);
        verbs.all(|verb| {
            let lemma = doc.tokens[verb].lemma.as_str();
            [Grammar::Light, Grammar::Undergo]
                .into_iter()
                .any(|use_of| self.data.event_words.is(lemma, use_of, None))
        })
    }

    fn is_past(&self, token: usize) -> bool {
        let doc = self.doc;
        let finite = doc.clause_at(token).and_then(|clause| doc.clauses[clause].finite);
        finite.is_some_and(|finite| doc.tokens[finite].feats.tense == Some(Tense::Past))
    }

    /// Whether the words stand in what somebody denies.
    fn is_denied_by_source(&self, found: &Found) -> bool {
        let span = self.doc.tokens[found.tokens.start].span;
        self.doc.attributions.iter().any(|attribution| {
            let is_here = attribution.content.iter().any(|piece| piece.contains(span));
            attribution.act == Act::Deny && is_here && found.trigger.genitive.is_none()
        })
    }

    /// The status of what another event demands, refuses or agrees on.
    fn asked_for(&self, found: &Found, all: &[Found]) -> Option<EventStatus> {
        let token = found.tokens.start;
        let clause = self.doc.clause_at(token)?;
        let here = &self.doc.clauses[clause];
        let is_verb = found.trigger.genitive.is_none();
        // `refused to withdraw`: an infinitive without a clause of its own.
        let is_infinitive = self.doc.tokens[token].feats.verb_form == Some(VerbForm::Inf);
        let governing = match here.kind {
            ClauseKind::Infinitive if is_verb => here.parent?,
            _ if is_verb && !is_infinitive => return None,
            _ => clause,
        };
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

    /// The present tense of a day after publication.
    fn is_yet_to_come(&self, found: &Found) -> bool {
        let token = found.tokens.start;
        let published = self.doc.report().published.as_ref().map(crate::text::Published::date);
        let from = self.time(token).and_then(|time| time.from);
        !self.is_past(token) && matches!((published, from), (Some(now), Some(from)) if from > now)
    }

    /// `are still advancing`, `have been conferring`: an `-ing` form with `be` in the present.
    fn goes_on(&self, found: &Found) -> bool {
        let doc = self.doc;
        let token = found.tokens.start;
        let is_verb = found.trigger.genitive.is_none();
        is_verb
            && self.data.switches.is_like_gerund(&doc.tokens[token].lower)
            && !self.is_past(token)
            && self.doc.own_tokens(token).any(|other| doc.tokens[other].upos == Upos::Aux)
    }
}
