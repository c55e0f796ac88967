//! Finds finite verbs that were taken for infinitives or participles, by word order.
//!
//! `Es wird befürchtet, dass noch viele in den Trümmern liegen.`: `liegen` looks like an infinitive, but a clause with `dass` has its
//! finite verb last. `Das Land behauptet, dass …`: `behauptet` looks like a participle, but the main clause has no other verb.
//!
//! Only for languages whose finite verb has a fixed place; a form is changed only to a reading that the lexicon has for it.

use std::ops::Range;

use super::clauses::{is_clause_mark, opener};
use crate::lang::LanguageData;
use crate::text::{Document, Feats, Upos, VerbForm};

/// Corrects the features of verbs in [`Document::tokens`].
pub fn find_finite_verbs(doc: &mut Document, data: &LanguageData) {
    if !data.switches.verb_second {
        return;
    }
    for sentence in 0..doc.sentences.len() {
        let tokens = doc.sentences[sentence].tokens.clone();
        let segments = segments(doc, tokens, data);
        let mut has_main = false;
        for segment in &segments {
            let is_opened = opener(doc, segment.clone(), data).is_some();
            let has_finite = segment.clone().any(|token| is_finite(doc, token));
            has_main |= has_finite && !is_opened;
            if is_opened && !has_finite {
                let last = segment.clone().rfind(|token| doc.tokens[*token].upos != Upos::Punct);
                if let Some(last) = last {
                    make_finite(doc, last, data);
                }
            }
        }
        if !has_main {
            let main = segments.iter().filter(|segment| opener(doc, (*segment).clone(), data).is_none());
            let candidates: Vec<usize> = main
                .flat_map(|segment| segment.clone().skip(1))
                .filter(|token| is_verb(doc, *token))
                .collect();
            for token in candidates {
                if make_finite(doc, token, data) {
                    break;
                }
            }
        }
    }
}

/// The stretches between marks.
fn segments(doc: &Document, tokens: Range<usize>, data: &LanguageData) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let mut start = tokens.start;
    for token in tokens.clone() {
        if is_clause_mark(doc, token, data) {
            segments.push(start..token);
            start = token + 1;
        }
    }
    segments.push(start..tokens.end);
    segments.retain(|segment| !segment.is_empty());
    segments
}

fn is_verb(doc: &Document, token: usize) -> bool {
    matches!(doc.tokens[token].upos, Upos::Verb | Upos::Aux)
}

fn is_finite(doc: &Document, token: usize) -> bool {
    is_verb(doc, token) && doc.tokens[token].feats.verb_form == Some(VerbForm::Fin)
}

/// Gives a verb the finite reading that the lexicon has for it; whether there is one. An infinitive after `zu` stays one.
fn make_finite(doc: &mut Document, token: usize, data: &LanguageData) -> bool {
    let follows_particle =
        token > 0 && doc.tokens[token - 1].lower == data.switches.infinitive_particle.as_str();
    if !is_verb(doc, token) || follows_particle {
        return false;
    }
    let form = doc.form(token).to_owned();
    let is_third = |feats: &Feats| {
        !matches!(feats.person, Some(crate::text::Person::First | crate::text::Person::Second))
    };
    let reading = data.lexicon.analyses(&form).find(|reading| {
        matches!(reading.upos, Upos::Verb | Upos::Aux)
            && reading.feats.verb_form == Some(VerbForm::Fin)
            && is_third(&reading.feats)
    });
    let Some(reading) = reading else { return false };
    doc.tokens[token].feats = reading.feats;
    doc.tokens[token].lemma = reading.lemma;
    true
}
