//! What is done by a verb: `wies die Vorwürfe zurück` denies, `did not answer` declines to comment, `welcomed the refugees` says nothing.

use std::ops::Range;

use crate::extract::attribution::scene::Scene;
use crate::lang::cues::Complement;
use crate::text::{Act, Upos, VerbForm};

/// Whether the verb itself is negated: `reagierten nicht`, `declined` is not.
pub(super) fn is_negated(scene: &Scene<'_>, verb: usize) -> bool {
    let finite = scene
        .doc
        .clause_at(verb)
        .and_then(|clause| scene.doc.clauses[clause].finite)
        .filter(|finite| *finite <= verb)
        .unwrap_or(verb);
    let segment = scene.segment(verb);
    let is_infinitive = finite == verb && scene.doc.tokens[verb].feats.verb_form == Some(VerbForm::Inf);
    if is_infinitive {
        // `war nicht in der Lage, das zu bestätigen`: the clause around it is negated.
        let matrix = (scene.start..verb).rfind(|token| scene.is_finite(*token));
        return matrix.is_some_and(|matrix| {
            (matrix..verb).any(|token| scene.data.cues.is_negation(scene.lower(token)))
        });
    }
    let range = if scene.data.switches.verb_second {
        finite.min(verb).max(segment.start)..segment.end
    } else {
        finite..verb
    };
    range.into_iter().any(|token| {
        matches!(scene.upos(token), Upos::Part | Upos::Adv) && scene.data.cues.is_negation(scene.lower(token))
    })
}

/// What is done to an object: to refuse an accusation is to deny it; people are welcomed and turned back, which says nothing; a report
/// that is presented has not been told; one that is announced or proposed is yet to come.
pub(super) fn act_on_object(
    scene: &Scene<'_>,
    pieces: &[Range<usize>],
    complement: &Complement,
    act: Act,
    is_passive: bool,
    verb: usize,
) -> Option<Act> {
    if *complement != Complement::Object {
        return Some(act);
    }
    let first = pieces.first()?;
    let head = scene.doc.phrase_at(first.start).map_or(first.start, |phrase| scene.doc.phrases[phrase].head);
    let (form, lemma) = (scene.doc.form(head), scene.lemma(head));
    let words = &scene.data.names;
    let is_person = [form, lemma]
        .into_iter()
        .any(|word| words.person_noun(word).is_some() || words.people(word).is_some());
    let noun = scene.reporting_noun(head);
    let is_document = noun.is_some_and(|noun| {
        noun.act == Act::State && noun.roles.contains(&crate::lang::cues::NounRole::Account)
    });
    // `denied the families entry`: two objects, the first of them people.
    let is_withheld = first.clone().any(|token| {
        let is_many = scene.lower(token) != scene.lemma(token) && scene.upos(token) == Upos::Noun;
        let is_noun_next = token + 1 < first.end && scene.upos(token + 1) == Upos::Noun;
        !scene.data.switches.verb_second
            && is_many
            && is_noun_next
            && words.person_noun(scene.doc.form(token)).is_some()
    });
    let is_presented = scene.is_one_of(&scene.data.switches.presenting_verbs, &scene.verb_lemma(verb));
    match act {
        Act::Deny if is_withheld => None,
        // `denied the report` says it is untrue, though reports are sources, too.
        Act::Deny | Act::Welcome | Act::Refuse
            if is_person && noun.is_none() && scene.upos(head) == Upos::Noun =>
        {
            None
        }
        Act::Refuse if noun.is_some_and(|noun| matches!(noun.act, Act::Accuse | Act::State)) => {
            Some(Act::Deny)
        }
        Act::State if is_document => None,
        Act::Announce | Act::Propose if is_document && is_presented => None,
        // `wurde zu drei Jahren verurteilt`: by a court.
        Act::Condemn if is_passive && has_duration(scene, verb) => None,
        _ => Some(act),
    }
}

fn has_duration(scene: &Scene<'_>, verb: usize) -> bool {
    let clause = scene.clause_tokens(verb);
    clause
        .into_iter()
        .filter_map(|token| scene.doc.time_at(token))
        .any(|time| scene.doc.times[time].time_type == crate::text::TimeType::Duration)
}

/// `Neither claim could be verified`, `Keine der Zahlen wurde bestätigt`: the subject opens with the negation.
pub(super) fn has_negated_subject(scene: &Scene<'_>, verb: usize) -> bool {
    let clause = scene.doc.clause_at(verb).map(|clause| &scene.doc.clauses[clause]);
    let finite = clause.and_then(|clause| clause.finite).unwrap_or(verb);
    let subject = clause.and_then(|clause| clause.subject).map(|phrase| &scene.doc.phrases[phrase]);
    let first = subject.filter(|subject| subject.tokens.end <= finite).map(|subject| subject.tokens.start);
    // The negation may be taken for a conjunction, and stand before the phrase.
    first.is_some_and(|first| {
        let from = first.saturating_sub(1).max(scene.start);
        (from..=first).any(|token| scene.data.cues.is_negation(scene.lower(token)))
    })
}

/// `neither confirmed nor denied`.
pub(super) fn is_neither(scene: &Scene<'_>, verb: usize) -> bool {
    let segment = scene.segment(verb);
    (segment.start.max(verb.saturating_sub(4))..verb)
        .any(|token| scene.is_one_of(&scene.data.switches.neither_words, scene.lower(token)))
}

/// What is done by not saying: not confirming, not answering. Not saying something else attributes nothing.
pub(super) fn negated_act(scene: &Scene<'_>, verb: usize, act: Act) -> Option<Act> {
    let finite = scene.doc.clause_at(verb).and_then(|clause| scene.doc.clauses[clause].finite);
    let refuses =
        |finite: usize| scene.is_one_of(&scene.data.switches.refusing_auxiliaries, scene.lemma(finite));
    match act {
        Act::Confirm if finite.is_some_and(refuses) => Some(Act::DeclineComment),
        Act::Confirm => Some(Act::CannotVerify),
        Act::DeclineComment | Act::CannotVerify => Some(act),
        Act::State | Act::Deny => Some(Act::DeclineComment),
        Act::Accept => Some(Act::Refuse),
        Act::Welcome => Some(Act::Condemn),
        _ => None,
    }
}
