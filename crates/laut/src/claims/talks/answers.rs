//! How proposals are answered: `lehnte den Plan ab`, `consented to this`, `werde das Angebot prüfen`.
//!
//! A verb that says yes or no is an answer where its clause names a proposal or points back to one. Who did not accept has
//! refused; who should accept has not answered.

use super::scene::{Group, Hit, Scene};
use super::terms::Draft;
use crate::lang::talk_words::{Meaning, TalkHint};
use crate::text::{Answer, Response, Upos};

/// An answer while it is looked for.
#[derive(Debug, Clone)]
pub(super) struct Found<'s> {
    pub(super) by: Vec<Group>,
    answer: Answer,
    hit: &'s Hit,
}

/// The answers, in the order of the text.
pub(super) fn find<'s>(scene: &'s Scene<'_>, proposals: &[Draft], conditions: &[Draft]) -> Vec<Found<'s>> {
    let mut found: Vec<Found<'s>> = Vec::new();
    for hit in scene.hits(&[TalkHint::Answer, TalkHint::AnswerAlone]) {
        let span = scene.doc.span_of(hit.tokens.clone());
        let is_inside = proposals.iter().chain(conditions).any(|terms| terms.holds(span));
        if is_inside || !is_to_proposal(scene, hit, proposals) {
            continue;
        }
        let Some(answer) = answer(scene, hit) else { continue };
        let by: Vec<Group> =
            scene.doers(&hit.tokens).into_iter().filter(|doer| !scene.is_thing(doer.head)).collect();
        if by.is_empty() {
            continue;
        }
        let same = found.iter().position(|other| other.hit.tokens.end > hit.tokens.start);
        match same {
            Some(same) if found[same].hit.tokens.len() < hit.tokens.len() => {
                found[same] = Found { by, answer, hit }
            }
            Some(_) => {}
            None => found.push(Found { by, answer, hit }),
        }
    }
    found
}

/// Whether the clause names a proposal, or points back to one before.
fn is_to_proposal(scene: &Scene<'_>, hit: &Hit, proposals: &[Draft]) -> bool {
    let start = scene.doc.tokens[hit.tokens.start].span.start();
    let sentence = scene.doc.sentence_at(hit.tokens.start);
    let before = scene.doc.sentences[sentence.saturating_sub(1)].tokens.start..hit.tokens.start;
    let has_proposal =
        proposals.iter().any(|proposal| proposal.end() <= start) || scene.any(&before, &[TalkHint::Proposal]);
    if scene.any_near(hit.tokens.start, &[TalkHint::Proposal]) {
        return true;
    }
    let points_back = |token: usize| {
        matches!(scene.doc.tokens[token].upos, Upos::Pron | Upos::Adv | Upos::Det)
            && scene.doc.phrase_at(token).is_none_or(|phrase| scene.doc.phrases[phrase].tokens.len() <= 1)
            && scene.any(&(token..token + 1), &[TalkHint::Back])
    };
    has_proposal
        && (hit.hint == TalkHint::AnswerAlone
            || scene.doc.own_tokens(hit.tokens.start).chain(hit.tokens.clone()).any(points_back))
}

/// The answer, unless it is only wanted or expected.
fn answer(scene: &Scene<'_>, hit: &Hit) -> Option<Answer> {
    let Meaning::Answer(answer) = hit.meaning else { return None };
    let own: Vec<usize> = scene.doc.own_tokens(hit.tokens.start).collect();
    let any = |hint: TalkHint| {
        let mut outside = own.iter().copied().filter(|token| hit.tokens.start != *token);
        outside.any(|token| scene.any(&(token..token + 1), &[hint]))
    };
    match (answer, any(TalkHint::Not), any(TalkHint::Unreal)) {
        (_, _, true) => None,
        (Answer::Accepted, true, _) => Some(Answer::Refused),
        (_, true, _) => None,
        (answer, false, _) => Some(answer),
    }
}

/// As the view has them, each with the last proposal before it that somebody else made.
pub(super) fn written(scene: &Scene<'_>, proposals: &[Draft], answers: Vec<Found<'_>>) -> Vec<Response> {
    let to = |found: &Found<'_>| {
        let start = scene.doc.tokens[found.hit.tokens.start].span.start();
        let is_own = |proposal: &Draft| {
            proposal.by.iter().any(|by| found.by.iter().any(|other| scene.is_same(by, other)))
        };
        let mut before = proposals
            .iter()
            .enumerate()
            .filter(|(_, proposal)| proposal.content.first().is_some_and(|first| first.start() < start));
        before.rfind(|(_, proposal)| !is_own(proposal)).map(|(index, _)| index)
    };
    let mut responses = Vec::new();
    for found in answers {
        responses.push(Response {
            by: found.by.iter().map(|group| scene.party(group)).collect(),
            answer: found.answer,
            to: to(&found),
            span: scene.doc.span_of(found.hit.tokens.clone()),
            claim: scene.claim(&found.hit.tokens),
        });
    }
    responses
}
