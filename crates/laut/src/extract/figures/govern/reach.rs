//! Which counts a verb of harm reaches: in its clause, on its side, or before the relative clause that it stands in.

use super::voice::{Voice, is_acting, voice};
use crate::extract::figures::counted::{Counted, Kind};
use crate::extract::figures::scene::{Hit, Scene};
use crate::lang::figure_words::{HarmKind, HarmRole, Use};
use crate::text::{Upos, VerbForm};

/// How far a count stands from the verb that governs it; `None` where the verb does not govern it.
pub(super) fn reach(scene: &Scene<'_>, all: &[Counted], counted: &Counted, hit: &Hit) -> Option<usize> {
    let verb = hit.tokens.start;
    if scene.clause(verb) != scene.clause(counted.tokens.start) {
        return None;
    }
    let voice = voice(scene, hit);
    // `with 22 people killed`
    let is_absolute = voice == Voice::Open && counted.phrase.end == verb;
    if counted.is_governed && !is_absolute {
        return None;
    }
    let is_left = counted.phrase.end <= verb;
    // `twelve years in prison` belongs to the years.
    let is_of_noun = hit.form.word.kind == HarmKind::Phrase
        && scene.upos(verb) == Upos::Adp
        && counted.phrase.end != verb
        && verb > scene.tokens.start
        && scene.is_noun(verb - 1);
    if is_of_noun && !scene.data.switches.verb_second {
        return None;
    }
    let distance =
        if is_left { verb - counted.phrase.end } else { counted.phrase.start.saturating_sub(hit.tokens.end) };
    let is_subject_verb = hit.form.word.role == HarmRole::Subject;
    if scene.data.switches.verb_second {
        let harmed = is_subject_verb || voice == Voice::Passive || !is_acting(scene, counted, hit);
        return harmed.then_some(distance);
    }
    let voice = if is_subject_verb { Voice::Passive } else { voice };
    let follows = |found: &Counted| {
        found.phrase.start >= hit.tokens.end && is_clear(scene, hit.tokens.end..found.phrase.start)
    };
    let holds = match voice {
        Voice::Passive if counted.number.is_none() => {
            is_left && is_said_of(scene, counted, hit) && !has_verb(scene, counted.phrase.end, verb)
        }
        Voice::Passive => is_left && !has_other_verb(scene, counted.phrase.end, verb),
        Voice::Active => follows(counted),
        Voice::Open => {
            let is_next = is_left
                && (counted.phrase.end..verb).all(|token| matches!(scene.upos(token), Upos::Adv))
                && (counted.number.is_some() || hit.form.is_plain && !has_object(scene, hit));
            follows(counted)
                || is_next && !all.iter().any(|found| found.kind != Kind::Other && follows(found))
        }
    };
    holds.then_some(distance)
}

/// Whether an object follows a verb, so that who stands before it acts: `Lanz killed his wife`.
fn has_object(scene: &Scene<'_>, hit: &Hit) -> bool {
    let next = (hit.tokens.end..scene.tokens.end).find(|token| scene.upos(*token) != Upos::Adv);
    next.is_some_and(|next| {
        let is_time = scene.doc.times.iter().any(|time| time.span.overlaps(scene.doc.tokens[next].span));
        let is_phrase = matches!(
            scene.upos(next),
            Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj
        );
        is_phrase && !is_time && !scene.is(next, Use::Relative)
    })
}

/// Whether only words that may stand between a verb and its object do.
fn is_clear(scene: &Scene<'_>, mut tokens: std::ops::Range<usize>) -> bool {
    tokens.len() <= 5 && tokens.all(|token| matches!(scene.upos(token), Upos::Adv | Upos::Det | Upos::Adj))
}

/// Whether a participle or adjective is said of one who has no number: `was shot`, `found dead`; not `a well-struck shot`.
fn is_said_of(scene: &Scene<'_>, counted: &Counted, hit: &Hit) -> bool {
    let word = hit.form.word;
    let needs = word.kind == HarmKind::Adjective || word.role == HarmRole::Object && !hit.form.is_plain;
    let from = counted.phrase.end.max(hit.tokens.start.saturating_sub(4));
    !needs
        || (from..hit.tokens.start).any(|token| scene.is(token, Use::Passive) || scene.is(token, Use::Have))
}

/// Whether any verb but an auxiliary stands between a subject and its verb.
fn has_verb(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|token| scene.upos(token) == Upos::Verb && !scene.is(token, Use::Passive))
}

/// Whether a finite verb of its own stands between a subject and its verb.
fn has_other_verb(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|token| {
        scene.upos(token) == Upos::Verb
            && scene.doc.tokens[token].feats.verb_form == Some(VerbForm::Fin)
            && !scene.is(token, Use::Passive)
    })
}

/// The count that a relative pronoun stands for: `16 Bauern, die erschossen wurden`.
pub(super) fn antecedent(scene: &Scene<'_>, counted: &[Counted], hit: &Hit) -> Option<(usize, usize)> {
    let end = scene.antecedent_end(scene.clause(hit.tokens.start))?;
    let is_harmed = hit.form.word.role == HarmRole::Subject || voice(scene, hit) == Voice::Passive;
    let at = counted.iter().rposition(|found| found.tokens.start <= end)?;
    let found = &counted[at];
    let is_near = end + 1 - found.phrase.end.min(end + 1) <= 4
        && (found.phrase.end..=end).all(|token| !scene.is_verb(token) && scene.lower(token) != ",");
    (is_harmed && is_near && matches!(found.kind, Kind::Person | Kind::Unknown)).then_some((20, at))
}
