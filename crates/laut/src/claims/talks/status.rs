//! How far talks or a truce have come: the last state that the report tells.
//!
//! `Die Waffenruhe ist in Kraft` is `in_effect`; `will take effect on Friday` is settled, and has not begun: `agreed`.

use std::ops::Range;

use super::scene::{Hit, Scene};
use crate::lang::talk_words::{Meaning, TalkHint};
use crate::text::{Span, TalksStatus};

/// The last state with the words that tell it. That something was agreed does not undo what came of it.
pub(super) fn find(scene: &Scene<'_>) -> Option<(TalksStatus, Span)> {
    let mut last: Option<(TalksStatus, &Hit)> = None;
    for hit in scene.hits(&[TalkHint::Status, TalkHint::StatusOfBoth]) {
        let Some(status) = told(scene, hit) else { continue };
        let is_step = |before: TalksStatus| {
            status != TalksStatus::Agreed || matches!(before, TalksStatus::Agreed | TalksStatus::Declared)
        };
        let is_longer = last.is_none_or(|(before, _)| is_step(before));
        if is_longer && last.is_none_or(|(before, _)| before != status) {
            last = Some((status, hit));
        }
    }
    last.map(|(status, hit)| (status, scene.doc.span_of(hit.tokens.clone())))
}

/// The state that words tell, if they are about the talks, and it is so.
fn told(scene: &Scene<'_>, hit: &Hit) -> Option<TalksStatus> {
    use TalkHint::{Deal, Not, Planned, Talks, Truce, Unreal};
    let Meaning::Status(status) = hit.meaning else { return None };
    let sentence = scene.sentence(hit.tokens.start);
    let index = scene.doc.sentence_at(hit.tokens.start);
    let with_before = scene.doc.sentences[index.saturating_sub(1)].tokens.start..sentence.end;
    let is_about = match status {
        TalksStatus::Agreed => scene.any(&with_before, &[Talks, Truce, Deal]),
        TalksStatus::Declared | TalksStatus::Extended => {
            scene.any(&sentence, &[Truce]) || is_itself(scene, hit)
        }
        TalksStatus::InEffect => scene.any(&with_before, &[Truce, Deal]),
        TalksStatus::BrokenOff => scene.any(&sentence, &[Talks, Truce]),
    };
    let clauses = || own_and_outer(scene, &hit.tokens);
    let any = |hint: TalkHint| clauses().into_iter().any(|token| scene.any(&(token..token + 1), &[hint]));
    if !is_about || any(Not) || any(Unreal) || is_wanted(scene, hit) {
        return None;
    }
    if hit.hint == TalkHint::StatusOfBoth {
        let doers = scene.doers(&hit.tokens);
        let are_both = doers.len() > 1 || doers.iter().any(|doer| scene.is_side(doer));
        if !are_both {
            return None;
        }
    }
    let is_planned = status == TalksStatus::InEffect && any(Planned);
    Some(if is_planned { TalksStatus::Agreed } else { status })
}

/// `Die Verlängerung gilt`: the word is the truce's own.
fn is_itself(scene: &Scene<'_>, hit: &Hit) -> bool {
    let index = scene.doc.sentence_at(hit.tokens.start);
    let before = scene.doc.sentences[index.saturating_sub(2)].tokens.start..hit.tokens.start;
    hit.meaning == Meaning::Status(TalksStatus::Extended) && scene.any(&before, &[TalkHint::Truce])
}

/// The tokens of the clause around some words.
fn own_and_outer(scene: &Scene<'_>, tokens: &Range<usize>) -> Vec<usize> {
    scene.doc.own_tokens(tokens.start).chain(tokens.clone()).collect()
}

/// An infinitive tells a state only where both sides have agreed on it: `have agreed to prolong their truce`.
fn is_wanted(scene: &Scene<'_>, hit: &Hit) -> bool {
    let first = hit.tokens.start;
    let particle = &scene.data.switches.infinitive_particle;
    let has_particle = |token: usize| scene.doc.tokens[token].lower == *particle.as_str();
    let is_infinitive = has_particle(first) || first > 0 && has_particle(first - 1);
    if !is_infinitive {
        return false;
    }
    let sentence = scene.sentence(first);
    let is_agreed = |other: &&Hit| {
        sentence.contains(&other.tokens.start)
            && other.tokens.start < first
            && other.meaning == Meaning::Status(TalksStatus::Agreed)
    };
    !scene.hits(&[TalkHint::Status, TalkHint::StatusOfBoth]).any(|other| is_agreed(&other))
}
