//! Words that tell an event elsewhere and none here: `griff das Problem an`, `the storm hit the coast`, `shares retreated`.
//!
//! One of the parties is a listed thing that neither fights nor is fought over. What stands behind other prepositions does not
//! count: `attacked in the heat` is an attack.

use std::ops::Range;

use super::{Found, Scope};
use crate::text::{EventType, Upos};

impl Scope<'_> {
    /// Whether one of the parties makes a word no event of its type.
    pub(super) fn is_figurative(&self, found: &Found, all: &[Found]) -> bool {
        let doc = self.doc;
        let event_type = found.trigger.event_type;
        let is_listed = |token: usize, is_actor: bool| {
            let token = &doc.tokens[token];
            let words = &self.data.event_words;
            token.upos == Upos::Noun
                && (words.is_figurative(&token.lower, event_type, is_actor)
                    || words.is_figurative(&token.lemma.to_lowercase(), event_type, is_actor))
        };
        let heads = |tokens: &Range<usize>| {
            let phrase = doc.phrase_at(tokens.start).map(|phrase| &doc.phrases[phrase]);
            let head = phrase.map(|phrase| phrase.head).filter(|head| tokens.contains(head));
            head.or_else(|| tokens.clone().find(|token| doc.tokens[*token].upos == Upos::Noun))
        };
        let is_noun = found.trigger.genitive.is_some();
        let parties = if is_noun { self.of_noun(found) } else { self.of_verb(found, all) };
        let acts = parties.actors.iter().filter_map(heads).any(|head| is_listed(head, true));
        let suffers = parties.recipients.iter().filter_map(heads).any(|head| is_listed(head, false));
        // Who demands or refuses something does so whatever it is.
        let is_verbal = matches!(event_type, EventType::Request | EventType::Reject);
        let is_object = || self.bare_heads(found).any(|head| is_listed(head, false));
        acts || suffers || !is_noun && !is_verbal && is_object()
    }

    /// The heads of the clause's phrases without a preposition.
    fn bare_heads(&self, found: &Found) -> impl Iterator<Item = usize> {
        let doc = self.doc;
        let phrases = self.phrases(found.tokens.start).map(|phrase| &doc.phrases[phrase]);
        let bare =
            phrases.filter(|phrase| phrase.preposition.is_none() && doc.time_at(phrase.head).is_none());
        bare.map(|phrase| phrase.head)
    }
}
