//! The subject where it stands before its verb: with what it hangs on, over adverbs, brackets, times and relative clauses.
//!
//! `Der Rat` of a German main clause is found by its place and case in `mod.rs`; `Mayor Mara Osk (N-Port) this week said` is found here,
//! from the verb to the left: `Mayor Mara Osk`. Left out: subjects that a whole clause makes up (`That he left said enough`).

use std::ops::Range;

use super::super::scene::Scene;
use super::first_phrase_after;
use crate::text::{ClauseKind, Upos, VerbForm};

/// The phrase before an English verb that is its subject; skips adverbs and what stands between commas.
pub(super) fn phrase_before(scene: &Scene<'_>, finite: usize) -> Option<Range<usize>> {
    let mut at = finite;
    let floor = scene
        .doc
        .clause_at(finite)
        .map_or(scene.start, |clause| scene.doc.clauses[clause].tokens.start.min(finite));
    while at > scene.start {
        at -= 1;
        match scene.upos(at) {
            Upos::Adv | Upos::Part | Upos::Aux => {}
            // `There is no truce, said the envoy`: what ends before the comma belongs to what was said.
            Upos::Punct if scene.doc.form(at) == "," && is_inverted_tag(scene, at, finite) => return None,
            Upos::Punct if scene.doc.form(at) == "," => {
                // `Kikwete, speaking at a conference, said`: go on before what has no finite verb.
                let Some(open) = (scene.start..at).rfind(|token| scene.doc.form(*token) == ",") else {
                    return phrase_ending(scene, at, scene.start);
                };
                if scene.has_finite(open + 1..at)
                    && !opens_relative(scene, open + 1)
                    && !scene.starts_subordinate(open + 1)
                {
                    return phrase_ending(scene, at, open + 1);
                }
                let starts_with_subject = phrase_ending(scene, open, scene.start).is_some();
                if !starts_with_subject {
                    return phrase_ending(scene, at, open + 1);
                }
                let is_apposition = !(open + 1..at).any(|token| scene.is_verb(token))
                    && scene.doc.phrase_at(open + 1).is_some();
                let end = if is_apposition { at } else { open };
                at = open;
                return phrase_ending(scene, at, scene.start).map(|found| found.start..end.max(found.end));
            }
            Upos::Punct if matches!(scene.doc.form(at), ")" | "]") => {
                // `Mara Osk (Nordport) said`: what stands in brackets is no subject.
                let opens = |token: &usize| matches!(scene.doc.form(*token), "(" | "[");
                at = (scene.start..at).rfind(opens).unwrap_or(at);
            }
            Upos::Punct => return None,
            // `The council this week announced`: a time is no subject.
            _ if time_before(scene, at).is_some() => at = time_before(scene, at).unwrap_or(at),
            _ => return phrase_ending(scene, at + 1, floor.min(at)),
        }
    }
    None
}

/// The first token of a time that stands here, with no preposition or noun before it that it could belong to.
fn time_before(scene: &Scene<'_>, token: usize) -> Option<usize> {
    let time = scene.doc.time_at(token)?;
    let first = scene.doc.tokens_in(scene.doc.times[time].span).start;
    let is_apart = first > scene.start
        && (first..=token).all(|at| scene.doc.time_at(at) == Some(time))
        && !matches!(scene.upos(first - 1), Upos::Adp | Upos::Det);
    is_apart.then_some(first)
}

/// Whether a verb right after a comma has its subject behind it, and the words between this comma and the one before are a main clause.
fn is_inverted_tag(scene: &Scene<'_>, comma: usize, finite: usize) -> bool {
    let open = (scene.start..comma).rfind(|token| scene.doc.form(*token) == ",");
    let start = open.map_or(scene.start, |open| open + 1);
    comma + 1 == finite
        && scene.has_finite(start..comma)
        && !opens_relative(scene, start)
        && !scene.starts_subordinate(start)
        && first_phrase_after(scene, finite, scene.segment(finite).end).is_some()
}

/// `the coalition conducting air strikes said`: the phrase before a participle is the subject, not its object.
pub(super) fn before_participle(scene: &Scene<'_>, found: Range<usize>) -> Range<usize> {
    let Some(verb) = found.start.checked_sub(1).filter(|verb| *verb > scene.start && scene.is_verb(*verb))
    else {
        return found;
    };
    if scene.is_finite(verb) || scene.doc.tokens[verb].feats.verb_form == Some(VerbForm::Inf) {
        return found;
    }
    phrase_ending(scene, verb, scene.start).map_or(found.clone(), |subject| subject.start..found.end)
}

fn opens_relative(scene: &Scene<'_>, token: usize) -> bool {
    scene.data.relative_pronouns.contains(scene.lower(token))
}

/// The noun phrase that ends before a token, together with what it hangs on: `the head of the mission in Mopti`.
pub(super) fn phrase_ending(scene: &Scene<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut last = end;
    while last > floor && !scene.is_word(last - 1) {
        last -= 1;
    }
    let index = last.checked_sub(1).and_then(|token| scene.doc.phrase_at(token))?;
    let mut phrase = &scene.doc.phrases[index];
    let tail = phrase.tokens.end;
    // Walk left over `in Mopti`, `for Human Rights`: a preposition whose noun phrase touches it.
    let mut at = index;
    while let Some(preposition) = phrase.preposition.filter(|preposition| *preposition > floor) {
        let previous = at.checked_sub(1).map(|previous| &scene.doc.phrases[previous])?;
        if previous.tokens.end != preposition || previous.tokens.start < floor {
            return None;
        }
        at -= 1;
        phrase = previous;
    }
    (phrase.tokens.start >= floor && phrase.preposition.is_none()).then_some(phrase.tokens.start..tail)
}

/// Takes in what is joined or in apposition before the verb: `the FBI and Kenyan police`, `Lama Fakih, HRW's director`.
pub(super) fn extend_left_to(scene: &Scene<'_>, found: Range<usize>, verb: usize) -> Range<usize> {
    let mut range = found;
    loop {
        let Some(before) = range.start.checked_sub(1).filter(|before| *before > scene.start) else {
            return range;
        };
        let is_joint = scene.upos(before) == Upos::Cconj
            && (!scene.has_finite(scene.start..before) || is_joint_after_mark(scene, before));
        let is_apposition = scene.doc.form(before) == ","
            && !scene.has_finite(scene.start..before)
            && is_name_pair(scene, before, &range);
        if !(is_joint || is_apposition) {
            return range;
        }
        match phrase_ending(scene, before, scene.start) {
            Some(left) => range = left.start..range.end.min(verb),
            None => return range,
        }
    }
}

/// `…, police and hospital officials said`: what stands between the comma and the conjunction is one phrase.
fn is_joint_after_mark(scene: &Scene<'_>, joint: usize) -> bool {
    let comma = (scene.start..joint).rfind(|token| !scene.is_word(*token) && scene.doc.form(*token) != "-");
    let left = phrase_ending(scene, joint, scene.start);
    comma.zip(left).is_some_and(|(comma, left)| scene.doc.form(comma) == "," && left == (comma + 1..joint))
}

/// Whether the phrases on both sides of a comma name the same person: a name on one side, an office on the other.
fn is_name_pair(scene: &Scene<'_>, comma: usize, right: &Range<usize>) -> bool {
    let Some(left) = phrase_ending(scene, comma, scene.start) else { return false };
    let has_name = |range: &Range<usize>| range.clone().any(|token| scene.upos(token) == Upos::Propn);
    has_name(&left) || has_name(right)
}

/// `One of the nurses who signed the letter called him a liar`: the letter belongs to the clause before the verb's.
pub(super) fn is_in_relative_before(scene: &Scene<'_>, head: usize, finite: usize) -> bool {
    let clause = scene.doc.clause_at(head);
    let has_own_verb = clause.map(|clause| &scene.doc.clauses[clause]).is_some_and(|clause| {
        clause.kind == ClauseKind::Relative && clause.finite.is_some_and(|own| own < head)
    });
    clause != scene.doc.clause_at(finite) && has_own_verb
}
