//! What a demand asks for, a refusal refuses and a threat announces: that is their mode.
//!
//! `rief beide Seiten zu Verhandlungen auf` is a REQUEST (meet), `refused to withdraw` a REJECT (yield), `threatened to lock them
//! up` a THREATEN (arrest). The first listed word of what is asked decides, else the first event in it.

use super::{Found, Scope};
use crate::text::{ClauseKind, EventType};

impl Scope<'_> {
    /// The mode of a demand, refusal or threat, by what it is about.
    pub(super) fn content_mode(&self, found: &Found, all: &[Found]) -> Option<&'static str> {
        let event_type = found.trigger.event_type;
        let is_threat = event_type == EventType::Threaten;
        if !is_threat && !matches!(event_type, EventType::Request | EventType::Reject) {
            return None;
        }
        let doc = self.doc;
        let own = doc.clause_at(found.tokens.start)?;
        let is_noun = found.trigger.genitive.is_some();
        let subject = if is_noun { Vec::new() } else { self.subject(found.tokens.start, all) };
        let is_said = |token: &usize| {
            let clause = doc.clause_at(*token);
            let is_own = clause == Some(own) && (!is_noun || *token > found.tokens.start);
            let is_below = clause.map(|clause| &doc.clauses[clause]).is_some_and(|clause| {
                clause.parent == Some(own)
                    && matches!(clause.kind, ClauseKind::Infinitive | ClauseKind::Complement)
            });
            let is_subject = subject.iter().any(|subject| subject.contains(token));
            (is_own || is_below) && !is_subject && !found.tokens.contains(token)
        };
        let told: Vec<usize> = self.sentence.clone().filter(is_said).collect();
        let listed = |token: &usize| {
            let words = &self.data.event_words;
            let word = &doc.tokens[*token];
            let of_form = words.content_mode(&word.lower, is_threat);
            of_form.or_else(|| words.content_mode(&word.lemma.to_lowercase(), is_threat))
        };
        let of_event = |token: &usize| {
            let event = all.iter().find(|event| event.tokens.start == *token)?;
            if is_threat { threatened(event) } else { asked(event) }
        };
        told.iter().find_map(listed).or_else(|| told.iter().find_map(of_event))
    }
}

/// What kind of thing an event is that somebody asks for or refuses.
fn asked(event: &Found) -> Option<&'static str> {
    match (event.trigger.event_type, event.trigger.mode) {
        (EventType::Aid | EventType::Cooperate, _) => Some("assist"),
        (EventType::Retreat, Some("resign")) => Some("change"),
        (EventType::Retreat | EventType::Concede, _) => Some("yield"),
        (EventType::Consult, _) => Some("meet"),
        _ => None,
    }
}

/// What kind of thing an event is that somebody threatens.
fn threatened(event: &Found) -> Option<&'static str> {
    match (event.trigger.event_type, event.trigger.mode) {
        (EventType::Assault, _) => Some("violence"),
        (EventType::Coerce, Some("arrest")) => Some("arrest"),
        (EventType::Coerce, Some("seize")) => Some("territory"),
        (EventType::Coerce, Some("deport")) | (EventType::Sanction, Some("expel")) => Some("expel"),
        (EventType::Coerce, Some("restrict" | "censor" | "curfew" | "withhold")) => Some("restrict"),
        (EventType::Sanction, Some("withdraw")) => Some("relations"),
        (EventType::Sanction, Some("discontinue")) => Some("restrict"),
        _ => None,
    }
}
