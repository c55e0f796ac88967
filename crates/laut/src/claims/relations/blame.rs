//! Blame that goes both ways: `machten sich gegenseitig verantwortlich`, `levelled the same charge at Sorvia`.

use super::Scope;
use crate::lang::verification_words::Hint;
use crate::text::{Act, EventType, Relation, RelationKind, Upos};

impl Scope<'_> {
    /// `machten sich gegenseitig verantwortlich`; also two who blame each other after a sentence that says so.
    pub(super) fn mutual_blame(&self) -> Vec<Relation> {
        let doc = self.doc;
        let mut found = Vec::new();
        for (index, sentence) in doc.sentences.iter().enumerate() {
            let any = |hint: Hint| sentence.tokens.clone().any(|token| self.is(token, hint));
            if !any(Hint::EachOther) || !any(Hint::Blame) {
                continue;
            }
            let whole = doc.span_of(sentence.tokens.clone());
            let word = sentence.tokens.clone().find(|token| self.is(*token, Hint::EachOther));
            let word = word.map_or(whole, |token| doc.tokens[token].span);
            let next: Vec<usize> = (0..doc.claims.len())
                .filter(|claim| {
                    self.sentence(*claim) == index + 1 && self.claim(*claim).attribution.source.is_some()
                })
                .collect();
            let here = (0..doc.claims.len()).filter(|claim| whole.contains(self.claim(*claim).span));
            let own = here
                .filter(|claim| self.claim(*claim).span.overlaps(word))
                .min_by_key(|claim| self.claim(*claim).span.len());
            let names_parties = own.is_some_and(|claim| {
                self.claim(claim).attribution.act == Act::Accuse
                    && self.claim(claim).attribution.source.is_some()
            });
            let accuser =
                next.iter().copied().find(|claim| self.claim(*claim).attribution.act == Act::Accuse);
            let answer = accuser.and_then(|to| {
                let other = next.iter().copied().find(|claim| *claim != to && !self.same_source(*claim, to));
                Some((other.or(own)?, to))
            });
            match (answer, own) {
                (Some((from, to)), _) if !names_parties => {
                    found.push(self.relation(RelationKind::BlamesBack, from, to));
                }
                (_, Some(claim)) => found.push(self.relation(RelationKind::BlamesBack, claim, claim)),
                _ => {}
            }
        }
        found
    }

    /// Two claims one after the other in which each blames the other one's source.
    pub(super) fn blame_returned(&self) -> Vec<Relation> {
        let blaming: Vec<usize> = (0..self.doc.claims.len()).filter(|claim| self.blames(*claim)).collect();
        let mut found = Vec::new();
        for pair in blaming.windows(2) {
            let (to, from) = (pair[0], pair[1]);
            let is_near = self.sentence(from).abs_diff(self.sentence(to)) <= 2;
            if is_near && !self.same_source(from, to) && self.blames_speaker(from, to) {
                found.push(self.relation(RelationKind::BlamesBack, from, to));
            }
        }
        found
    }

    /// Whether a claim lays blame, in its act or in an event that the report tells.
    fn blames(&self, claim: usize) -> bool {
        let found = self.claim(claim);
        let accuses = |event: &usize| {
            let event = &self.doc.events[*event];
            event.event_type == EventType::Accuse && event.mode == Some("allege")
        };
        let is_told = found.attribution.cue.is_none() && found.events.iter().any(accuses);
        (found.attribution.act == Act::Accuse || is_told) && self.speaker(claim).is_some()
    }

    /// Whether a claim's words name who made the other one.
    fn blames_speaker(&self, claim: usize, other: usize) -> bool {
        let doc = self.doc;
        let Some(speaker) = self.speaker(other) else { return false };
        let own = self.speaker(claim);
        let is_name = |token: &usize| matches!(doc.tokens[*token].upos, Upos::Noun | Upos::Propn);
        let names: Vec<&str> =
            doc.tokens_in(speaker).filter(is_name).map(|token| doc.tokens[token].lemma.as_str()).collect();
        let entity = doc.entity_of(speaker);
        let mentions = entity.map(|id| doc.entities[id.0 as usize].mentions.as_slice()).unwrap_or_default();
        self.content(claim).any(|token| {
            let span = doc.tokens[token].span;
            let is_own = own.is_some_and(|own| own.contains(span));
            let is_same = is_name(&token) && names.contains(&doc.tokens[token].lemma.as_str());
            !is_own && (is_same || mentions.iter().any(|mention| mention.overlaps(span)))
        })
    }
}
