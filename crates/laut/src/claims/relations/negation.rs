//! Statements of which one negates the other, without an act of denying: `Orun sei beschossen worden` and `man habe Orun nicht
//! beschossen`; `the ceasefire is in force` and `there is no ceasefire`.

use super::Scope;
use crate::lang::verification_words::Hint;
use crate::text::{Act, Relation, RelationKind, Upos};

impl Scope<'_> {
    /// Every claim that negates one before it.
    pub(super) fn negations(&self) -> Vec<Relation> {
        let mut found = Vec::new();
        for from in 0..self.doc.claims.len() {
            let Some(negated) = self.negated(from) else { continue };
            let before = (0..from).rev().filter(|to| {
                let gap = self.sentence(from).saturating_sub(self.sentence(*to));
                gap <= 2
                    && self.is_statement(*to)
                    && !self.same_source(from, *to)
                    && !self.is_around(*to, from)
            });
            let target = before.into_iter().find(|to| self.asserts(*to, &negated, from));
            // `Not abducted, but …` takes up the word and calls it untrue.
            let kind = if negated.len() == 1 && self.opens_with_negation(from) {
                RelationKind::Denies
            } else {
                RelationKind::Contradicts
            };
            found.extend(target.map(|to| self.relation(kind, from, to)));
        }
        found
    }

    fn opens_with_negation(&self, claim: usize) -> bool {
        self.content(claim).next().is_some_and(|token| self.is(token, Hint::Negation))
    }

    fn is_statement(&self, claim: usize) -> bool {
        let attribution = &self.claim(claim).attribution;
        let is_said = matches!(
            attribution.act,
            Act::State | Act::Announce | Act::Confirm | Act::Accuse | Act::Admit | Act::TakeResponsibility
        );
        is_said && attribution.cue.is_some()
    }

    /// What a claim negates: the words that must stand in the other claim, all of them.
    fn negated(&self, claim: usize) -> Option<Vec<usize>> {
        let doc = self.doc;
        if !self.is_statement(claim) || self.content(claim).count() > 25 {
            return None;
        }
        let tokens: Vec<usize> = self.content(claim).collect();
        let word = tokens.iter().copied().find(|token| self.is(*token, Hint::Negation))?;
        let is_noun = |token: &usize| matches!(doc.tokens[*token].upos, Upos::Noun | Upos::Propn);
        let is_verb = |token: &usize| doc.tokens[*token].upos == Upos::Verb;
        let clause = doc.clause_at(word);
        let here: Vec<usize> =
            tokens.iter().copied().filter(|token| doc.clause_at(*token) == clause).collect();
        let exists = here.iter().any(|token| self.is(*token, Hint::Exists));
        let after = tokens.iter().copied().find(|token| *token > word && (is_noun(token) || is_verb(token)));
        let is_article = doc.tokens[word].upos == Upos::Det;
        let main = here.iter().copied().rfind(is_verb);
        match (is_article, exists && main.is_none_or(|verb| self.is(verb, Hint::Exists))) {
            // `There is no ceasefire`, `war an Bord kein Getreide`.
            (true, true) => after.filter(is_noun).map(|noun| vec![noun]),
            (true, false) => Some(vec![after.filter(is_noun)?, main?]),
            // `Eine Waffenruhe gebe es nicht`.
            (false, true) => here.iter().copied().find(is_noun).map(|noun| vec![noun]),
            (false, false) => {
                let verb = after.filter(is_verb).or(main)?;
                let known = here.iter().copied().rfind(|token| is_noun(token) && *token != verb);
                // `Nicht verschleppt, sondern …`: the word alone stands against the other.
                let is_alone = tokens.first() == Some(&word);
                Some(known.filter(|_| !is_alone).into_iter().chain([verb]).collect())
            }
        }
    }

    /// Whether a claim says what another one negates.
    fn asserts(&self, claim: usize, negated: &[usize], by: usize) -> bool {
        let doc = self.doc;
        let says = |word: &usize| {
            let lemma = &doc.tokens[*word].lemma;
            self.content(claim).any(|token| doc.tokens[token].lemma == *lemma)
        };
        let is_positive = !self.content(claim).any(|token| self.is(token, Hint::Negation));
        let times = |claim: usize| self.claim(claim).events.iter().find_map(|event| doc.events[*event].from);
        let other_time = matches!((times(claim), times(by)), (Some(one), Some(other)) if one != other);
        is_positive && !other_time && negated.iter().all(says)
    }
}
