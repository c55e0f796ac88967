//! How far a source reaches to the right: what is joined to it, what hangs on it, what stands in apposition.

use std::ops::Range;

use super::super::scene::Scene;
use super::{head_of, is_in_subordinate};
use crate::text::Upos;

/// A phrase with what follows and belongs to it: `für Nothilfe`, `in Dar es Salaam`, `, John Kirby`, `und die Hamas`.
pub(in super::super) fn extend_right(scene: &Scene<'_>, phrase: Range<usize>) -> Range<usize> {
    let mut range = phrase;
    loop {
        let next = range.end;
        if next >= scene.end {
            return range;
        }
        let extended = in_name(scene, next)
            .or_else(|| joined(scene, next))
            .or_else(|| prepositional(scene, &range))
            .or_else(|| apposition(scene, &range));
        match extended {
            Some(end) if end > range.end => range.end = end,
            _ => return range,
        }
    }
}

/// `the Observatory for Human Rights`: the rest of a name that the phrase ends in.
fn in_name(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let tokens = &scene.doc.names[scene.doc.name_at(at)?].tokens;
    (tokens.start < at).then_some(tokens.end)
}

/// `und die Hamas`: another phrase joined, when no verb of its own follows.
fn joined(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let is_and = scene.upos(at) == Upos::Cconj && at + 1 < scene.end;
    let phrase = is_and
        .then(|| scene.doc.phrase_at(at + 1))
        .flatten()
        .map(|phrase| scene.doc.phrases[phrase].tokens.clone())?;
    let verb_follows =
        phrase.end < scene.end && scene.is_finite(phrase.end) && scene.data.switches.verb_second && {
            // `sagte er und die Armee zog ab`: a clause of its own.
            let before = (scene.start..at).rfind(|token| scene.is_finite(*token));
            before.is_some() && !is_in_subordinate(scene, phrase.end)
        };
    (phrase.start == at + 1 && !verb_follows).then_some(phrase.end)
}

/// `für Nothilfe`, `von Katar`, `for Human Rights`: after an office or body, not after a name, and no time.
fn prepositional(scene: &Scene<'_>, range: &Range<usize>) -> Option<usize> {
    let preposition = range.end;
    let is_noun_preposition =
        scene.is_one_of(&scene.data.switches.source_prepositions, scene.lower(preposition));
    let ends_in_name =
        scene.upos(range.end - 1) == Upos::Propn && scene.upos(head_of(scene, range)) == Upos::Propn;
    if !is_noun_preposition || ends_in_name || preposition + 1 >= scene.end {
        return None;
    }
    let phrase = &scene.doc.phrases[scene.doc.phrase_at(preposition + 1)?];
    let is_time = scene.doc.time_at(phrase.head).is_some();
    (phrase.tokens.start == preposition + 1 && !is_time).then_some(phrase.tokens.end)
}

/// `, John Kirby` or `, der UN-Koordinator für Nothilfe` up to the next mark: a name beside an office.
fn apposition(scene: &Scene<'_>, range: &Range<usize>) -> Option<usize> {
    let comma = range.end;
    if scene.doc.form(comma) != "," || comma + 1 >= scene.end {
        return None;
    }
    let phrase = scene.doc.phrase_at(comma + 1).map(|phrase| scene.doc.phrases[phrase].tokens.clone())?;
    let end = extend_prepositions(scene, phrase.clone());
    let closes = end >= scene.end || scene.is_mark(end) || !scene.is_word(end) || scene.is_finite(end);
    let is_name = |tokens: &Range<usize>| tokens.clone().any(|token| scene.upos(token) == Upos::Propn);
    let is_office = |tokens: &Range<usize>| tokens.clone().any(|token| scene.upos(token) == Upos::Noun);
    let pairs = is_name(&phrase) && is_office(range) || is_office(&phrase) && is_name(range);
    let is_verb_next = end < scene.end && scene.is_finite(end) && scene.doc.form(end - 1) != ",";
    (phrase.start == comma + 1
        && closes
        && pairs
        && !matches!(scene.upos(comma + 1), Upos::Pron | Upos::Num)
        && !(is_verb_next && scene.data.switches.verb_second))
        .then_some(end)
}

fn extend_prepositions(scene: &Scene<'_>, phrase: Range<usize>) -> usize {
    let mut range = phrase;
    while range.end < scene.end {
        match prepositional(scene, &range) {
            Some(end) => range.end = end,
            None => break,
        }
    }
    range.end
}
