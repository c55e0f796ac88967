//! English: the verb of a stretch that has a subject and no verb: `The state armed the rebels`, `Gunmen shot two workers dead`,
//! `The states back the general`, `The threat to close the border worried traders`.
//!
//! A noun phrase alone is no sentence. What stands after its noun, can be a finite verb that agrees with it, and has after
//! it what cannot be in the same phrase, is the verb. Before a preposition or an adverb that holds only in a sentence without
//! any verb: `A man armed with a knife, police said, …`.

use std::ops::Range;

use super::english::{leave_phrase, past};
use super::{is_noun, is_verb, read_as};
use crate::lang::LanguageData;
use crate::lang::lexicon::Analysis;
use crate::text::{Case, Document, Feats, GrammaticalNumber, Person, Tense, Upos, VerbForm};

/// Finds the verbs of a sentence's stretches that have none.
pub(super) fn find(doc: &mut Document, tokens: Range<usize>, segments: &[Range<usize>], data: &LanguageData) {
    let is_alone = !tokens.clone().any(|token| is_verb(doc, token));
    for segment in segments.iter().cloned() {
        let mut verbs = segment.clone().filter(|token| is_verb(doc, *token));
        if let Some(infinitive) = verbs.next() {
            if verbs.next().is_none() && is_infinitive_of_subject(doc, segment.start, infinitive, data) {
                find_after_infinitive(doc, infinitive + 1..segment.end, data);
            }
            continue;
        }
        let found = candidates(doc, segment).into_iter().find_map(|token| {
            let next = doc.tokens.get(token + 1).filter(|_| token + 1 < tokens.end)?;
            let goes_on = match next.upos {
                Upos::Det | Upos::Num => true,
                Upos::Pron => next.feats.case != Some(Case::Nom),
                Upos::Adp | Upos::Adv | Upos::Punct => is_alone,
                // `Doctors discouraged parents`: a plural is no first part of a compound.
                Upos::Noun | Upos::Propn => {
                    is_alone && doc.tokens[token].upos == Upos::Adj && is_plural(doc, token - 1)
                }
                _ => false,
            };
            reading(doc, token, data).filter(|_| goes_on).map(|reading| (token, reading))
        });
        if let Some((token, reading)) = found {
            make_verb(doc, token, reading);
        }
    }
}

fn make_verb(doc: &mut Document, token: usize, reading: Analysis) {
    read_as(doc, token, reading);
    leave_phrase(doc, token);
}

/// Whether a verb is an infinitive that belongs to the noun phrase with which a stretch opens: `The threat to close …`.
fn is_infinitive_of_subject(doc: &Document, start: usize, verb: usize, data: &LanguageData) -> bool {
    let Some(particle) = verb.checked_sub(1).filter(|particle| *particle > start) else { return false };
    let opens = doc.phrase_at(start).is_some_and(|phrase| doc.phrases[phrase].preposition.is_none());
    let is_infinitive = doc.tokens[verb].feats.verb_form == Some(VerbForm::Inf)
        && doc.tokens[particle].lower == data.switches.infinitive_particle.as_str();
    opens && is_infinitive && is_noun(doc, particle - 1)
}

/// `… close the border worried traders`: the adjective between two nouns that can be a verb in the past. What stands before the second
/// is a phrase of its own.
fn find_after_infinitive(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    for token in tokens.skip(1) {
        let is_between = is_noun(doc, token - 1) && doc.tokens[token].upos == Upos::Adj;
        let reading = reading(doc, token, data).filter(|reading| reading.feats.tense == Some(Tense::Past));
        let Some(reading) = reading.filter(|_| is_between) else { continue };
        make_verb(doc, token, reading);
        return;
    }
}

/// The words of the noun phrase that opens a stretch, and the one after it, that stand after a noun and were not seen as verbs.
fn candidates(doc: &Document, segment: Range<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    for token in segment.clone() {
        let upos = doc.tokens[token].upos;
        let can_be_verb = matches!(upos, Upos::Noun | Upos::Adj | Upos::Adv);
        if token > segment.start && is_noun(doc, token - 1) && can_be_verb {
            found.push(token);
        }
        let is_possessive = upos == Upos::Pron && doc.tokens[token].feats.case == Some(Case::Gen);
        let is_inside = matches!(upos, Upos::Det | Upos::Adj | Upos::Num) || is_noun(doc, token);
        if !is_inside && !is_possessive {
            break;
        }
    }
    found
}

/// The finite verb that a word can be after its subject, of which the last word stands before it.
fn reading(doc: &Document, token: usize, data: &LanguageData) -> Option<Analysis> {
    let form = doc.form(token);
    let is_plural = is_plural(doc, token - 1);
    let known = data.lexicon.analyses(form).filter(|reading| reading.upos == Upos::Verb);
    let agrees = |feats: &Feats| {
        let is_third = !matches!(feats.person, Some(Person::First | Person::Second));
        let is_singular = feats.number == Some(GrammaticalNumber::Sing);
        feats.tense == Some(Tense::Past) || is_third && is_singular != is_plural
    };
    let mut participle = None;
    for reading in known {
        match reading.feats.verb_form {
            Some(VerbForm::Fin) if agrees(&reading.feats) => return Some(reading),
            // The lexicon may have only the participle of a verb, which is the past too: `shot`.
            Some(VerbForm::Part) if reading.feats.tense == Some(Tense::Past) => participle = Some(reading),
            _ => {}
        }
    }
    if let Some(reading) = participle {
        return Some(Analysis { feats: past(), ..reading });
    }
    let lower = doc.tokens[token].lower.as_str();
    let lemma = data.verb_forms.get(lower)?.clone();
    let is_plain = lower == lemma.as_str();
    let feats = if data.switches.is_like_past(lower) {
        past()
    } else if is_plain && is_plural || lower.ends_with('s') && !is_plain && !is_plural {
        let number = if is_plain { GrammaticalNumber::Plur } else { GrammaticalNumber::Sing };
        Feats { tense: Some(Tense::Pres), number: Some(number), ..past() }
    } else {
        return None;
    };
    Some(Analysis { upos: Upos::Verb, feats, lemma })
}

fn is_plural(doc: &Document, token: usize) -> bool {
    doc.tokens[token].feats.number == Some(GrammaticalNumber::Plur)
}
