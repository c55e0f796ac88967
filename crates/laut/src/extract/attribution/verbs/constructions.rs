//! How a reporting verb stands in its clause: with its other words, with `sich`, in the passive, with a subject that is nobody.

use std::ops::Range;

use crate::extract::attribution::scene::Scene;
use crate::extract::attribution::sources;
use crate::lang::cues::{Complement, ReportingVerb};
use crate::text::{Tense, Upos};

/// Whether the other words of an entry stand in the verb's clause.
pub(in super::super) fn fits(scene: &Scene<'_>, verb: usize, entry: &ReportingVerb) -> bool {
    if entry.words.is_empty() && !entry.is_reflexive {
        // `he himself said`; German `sich` makes it another verb: `sich befinden`.
        let may_stress = |complement: &Complement| matches!(complement, Complement::That | Complement::Quote);
        let may_be_stressed = !scene.data.switches.verb_second && entry.complements.iter().any(may_stress);
        return may_be_stressed || !is_reflexive(scene, verb);
    }
    let own = scene.doc.clause_at(verb);
    let abilities = &scene.data.switches.ability_auxiliaries;
    let is_word = |token: usize, word: &str| {
        scene.lower(token) == word
            || scene.lemma(token).eq_ignore_ascii_case(word)
            || abilities.first().is_some_and(|can| can == word)
                && scene.is_one_of(abilities, scene.lower(token))
    };
    // `is in critical condition` is not `is critical of`.
    let is_attribute = |token: usize| {
        let phrase = scene.doc.phrase_at(token).map(|phrase| &scene.doc.phrases[phrase]);
        scene.upos(token) == Upos::Adj && phrase.is_some_and(|phrase| phrase.head > token)
    };
    let holds = |word: &str| {
        scene
            .clause_tokens(verb)
            .any(|token| is_word(token, word) && scene.doc.clause_at(token) == own && !is_attribute(token))
    };
    let is_reflexive = || scene.data.switches.reflexives.iter().any(|word| holds(word));
    (!entry.is_reflexive || is_reflexive()) && entry.words.iter().all(|word| holds(word))
}

/// Whether `sich` stands with the verb, so that it is another verb: `sich befinden` is not `befinden`. It may stand with a verb that
/// this one is joined to: `beeilte sich und sagte`.
fn is_reflexive(scene: &Scene<'_>, verb: usize) -> bool {
    let joins = |token: usize| scene.upos(token) == Upos::Cconj;
    scene.segment(verb).into_iter().any(|token| {
        scene.data.switches.is_reflexive(scene.lower(token)) && !(token.min(verb)..token.max(verb)).any(joins)
    })
}

/// A participle inside a noun phrase, or before its number, attributes nothing: `the said village`, `die genannte Zahl`.
pub(super) fn is_attributive(scene: &Scene<'_>, verb: usize) -> bool {
    let in_phrase =
        scene.doc.phrase_at(verb).is_some_and(|phrase| scene.doc.phrases[phrase].tokens.end > verb + 1);
    // `an estimated 1.7 million people`: the phrase starts with the number.
    let is_of_number = verb > scene.start
        && verb + 1 < scene.end
        && scene.upos(verb - 1) == Upos::Det
        && scene.upos(verb + 1) == Upos::Num;
    in_phrase && !scene.is_finite(verb) || is_of_number
}

/// `wurde befürchtet`, `was accused`.
pub(super) fn is_passive(scene: &Scene<'_>, verb: usize) -> bool {
    if !scene.is_participle(verb) || scene.doc.tokens[verb].feats.tense == Some(Tense::Pres) {
        return false;
    }
    let auxiliaries = &scene.data.switches.passive_auxiliaries;
    let is_auxiliary = |token: usize| scene.is_one_of(auxiliaries, scene.lemma(token));
    if scene.data.switches.verb_second {
        let clause = scene.doc.clause_at(verb).map(|clause| &scene.doc.clauses[clause]);
        let follows = verb + 1 < scene.end && is_auxiliary(verb + 1) && scene.is_verb(verb + 1);
        return follows || clause.and_then(|clause| clause.finite).is_some_and(is_auxiliary);
    }
    let before =
        (scene.start..verb).rev().find(|token| !matches!(scene.upos(*token), Upos::Adv | Upos::Part));
    before.is_some_and(|token| scene.upos(token) == Upos::Aux && is_auxiliary(token))
}

/// `hieß es`, `it is feared that`: a subject that stands for nobody.
pub(super) fn is_impersonal(scene: &Scene<'_>, verb: usize) -> bool {
    let finite =
        scene.doc.clause_at(verb).and_then(|clause| scene.doc.clauses[clause].finite).unwrap_or(verb);
    let expletives = &scene.data.switches.expletives;
    let lemma_is_impersonal = scene.is_one_of(&scene.data.switches.impersonal_verbs, &scene.verb_lemma(verb));
    let clause = scene.doc.clause_at(finite);
    let mut own = scene.segment(verb).filter(|token| scene.doc.clause_at(*token) == clause);
    lemma_is_impersonal && own.any(|token| scene.is_one_of(expletives, scene.lower(token)))
}

/// `hieß es aus Paris`, `hieß es vom Sprecher Ali Karim`: the phrase after a preposition of origin in the cue's segment.
pub(in super::super) fn impersonal_source(scene: &Scene<'_>, verb: usize) -> Option<Range<usize>> {
    let segment = scene.segment(verb);
    let from = scene.doc.phrases.partition_point(|phrase| phrase.tokens.start < segment.start);
    let phrase = scene.doc.phrases[from..]
        .iter()
        .take_while(|phrase| phrase.tokens.start < segment.end)
        .find(|phrase| {
            let is_time = scene.doc.time_at(phrase.head).is_some();
            let origin = phrase.preposition.is_some_and(|token| {
                let switches = &scene.data.switches;
                let is = |words: &[String]| scene.is_one_of(words, scene.lower(token));
                // `hieß es bei der Polizei`, not `hieß es bei der Beerdigung`.
                is(&switches.origin_prepositions)
                    || is(&switches.place_prepositions) && sources::can_speak(scene, &phrase.tokens)
            });
            origin && !is_time
        })?;
    Some(sources::extend_right(scene, phrase.tokens.clone()))
}
