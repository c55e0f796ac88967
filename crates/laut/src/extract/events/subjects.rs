//! Who acts: the subject of a verb, where it stands before or after it, is shared with a verb before, or is told by what the verb
//! depends on.
//!
//! `urged the army to withdraw`: the army withdraws. `attacked the post and arrested three men`: who attacked.

use std::ops::Range;

use super::{Found, Scope};
use crate::text::{ClauseKind, EventType, Upos, VerbForm};

impl Scope<'_> {
    /// The subject of the clause; of the clause before, of the clause that an infinitive depends on, of what a relative
    /// clause hangs on, where it has none of its own.
    pub(super) fn subject(&self, token: usize, all: &[Found]) -> Vec<Range<usize>> {
        let doc = self.doc;
        let Some(mut clause) = doc.clause_at(token) else { return Vec::new() };
        // `urged the army to withdraw`: an infinitive without a clause of its own.
        let is_infinitive = doc.tokens[token].feats.verb_form == Some(VerbForm::Inf);
        // `accused the army of shelling the town`.
        let is_governed = token > self.sentence.start
            && self.data.switches.is_like_gerund(&doc.tokens[token].lower)
            && matches!(doc.tokens[token - 1].upos, Upos::Adp | Upos::Sconj);
        let is_within = is_governed || is_infinitive && doc.clauses[clause].kind != ClauseKind::Infinitive;
        if let Some(controlled) = Some(clause).filter(|_| is_within).and_then(|own| self.controller(own, all))
        {
            return controlled;
        }
        // Infinitives depend on few clauses; the bound only keeps a broken tree from looping.
        for _ in 0..4 {
            let found = &doc.clauses[clause];
            if let Some(subject) = found.subject.filter(|subject| !self.is_object(clause, *subject)) {
                let early = self.before_verb(clause, subject);
                let subject = early.unwrap_or(subject);
                let head = doc.phrases[subject].head;
                let is_relative = found.kind == ClauseKind::Relative && head <= found.tokens.start + 1;
                if is_relative && doc.tokens[head].upos == Upos::Pron {
                    let before =
                        doc.phrases.partition_point(|phrase| phrase.tokens.end <= found.tokens.start);
                    return before.checked_sub(1).map(|phrase| self.tokens(phrase)).into_iter().collect();
                }
                return self.joined(self.first_joined(subject));
            }
            match (found.kind, found.parent) {
                (ClauseKind::Infinitive, Some(parent)) => {
                    // `stormed a village, killing dozens`: a participle has the subject of its clause.
                    let is_free = self.data.switches.is_like_gerund(&doc.tokens[token].lower) && !is_governed;
                    if let Some(controlled) = self.controller(parent, all).filter(|_| !is_free) {
                        return controlled;
                    }
                    clause = parent;
                }
                _ => {
                    let own = self.before_verb(clause, usize::MAX);
                    if let Some(own) = own {
                        return self.joined(own);
                    }
                    let is_sister = |other: &usize| {
                        let sister = &doc.clauses[*other];
                        sister.parent == found.parent && sister.kind == found.kind && sister.subject.is_some()
                    };
                    let joins = doc.tokens[found.tokens.start].upos == Upos::Cconj;
                    let sister = (0..clause).rev().take(4).find(is_sister).filter(|_| joins);
                    let Some(sister) =
                        sister.filter(|other| doc.clauses[*other].tokens.start >= self.sentence.start)
                    else {
                        return Vec::new();
                    };
                    clause = sister;
                }
            }
        }
        Vec::new()
    }

    /// `… and arrested three men`: after a conjunction and the verb stands its object, where a subject stands before its verb.
    fn is_object(&self, clause: usize, subject: usize) -> bool {
        let doc = self.doc;
        let found = &doc.clauses[clause];
        let Some(verb) = found.finite.or(found.predicate) else { return false };
        let joins = doc.tokens[found.tokens.start].upos == Upos::Cconj;
        !self.data.switches.verb_second && joins && doc.phrases[subject].tokens.start > verb
    }

    /// The first of several subjects: `the army` in `the army and the militia attacked`.
    fn first_joined(&self, subject: usize) -> usize {
        let doc = self.doc;
        let mut first = subject;
        while let Some(before) = first.checked_sub(1) {
            let between = doc.phrases[before].tokens.end..doc.phrases[first].tokens.start;
            let is_join = between.len() == 1 && doc.tokens[between.start].upos == Upos::Cconj;
            let is_same = doc.clause_at(doc.phrases[before].head) == doc.clause_at(doc.phrases[first].head);
            if !is_join || !is_same || doc.phrases[before].preposition.is_some() {
                break;
            }
            first = before;
        }
        first
    }

    /// Where the subject stands before its verb, the first bare phrase before it, if what was taken stands after it.
    fn before_verb(&self, clause: usize, subject: usize) -> Option<usize> {
        let doc = self.doc;
        if self.data.switches.verb_second {
            return None;
        }
        let verb = doc.clauses[clause].finite.or(doc.clauses[clause].predicate)?;
        let is_after = doc.phrases.get(subject).is_none_or(|subject| subject.tokens.start > verb);
        let mut bare = self.phrases(verb).filter(|phrase| {
            let found = &doc.phrases[*phrase];
            found.tokens.end <= verb && found.preposition.is_none() && !self.is_time(*phrase)
        });
        bare.find(|_| is_after)
    }

    /// Who is to do what an infinitive says: the one accused, asked or forced by the verb that it depends on.
    fn controller(&self, clause: usize, all: &[Found]) -> Option<Vec<Range<usize>>> {
        let governs = |event: &&Found| {
            let is_verb = event.trigger.genitive.is_none();
            let is_infinitive = self.doc.tokens[event.tokens.start].feats.verb_form == Some(VerbForm::Inf);
            is_verb && !is_infinitive && self.doc.clause_at(event.tokens.start) == Some(clause)
        };
        let verb = all.iter().find(governs)?;
        let controls =
            matches!(verb.trigger.event_type, EventType::Accuse | EventType::Request | EventType::Coerce);
        let parties = self.of_verb(verb, &[]);
        Some(parties.recipients).filter(|recipients| controls && !recipients.is_empty())
    }
}
