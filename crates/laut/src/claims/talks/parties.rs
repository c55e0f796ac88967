//! Between whom talks are: `talks between A and B`, those who meet or agree, else those who declare, propose, answer or leave.

use super::scene::{Group, Scene};
use crate::lang::talk_words::{Meaning, TalkHint};
use crate::text::{EntityKind, TalksStatus, Upos};

/// How many words before `between` the talks stand.
const REACH: usize = 8;

/// The parties, without mediators. `doers` are those who propose, set conditions and answer.
pub(super) fn find(scene: &Scene<'_>, mediators: &[Group], doers: &[Group]) -> Vec<Group> {
    let is_mediator = |group: &Group| mediators.iter().any(|mediator| scene.is_same(mediator, group));
    let is_party = |group: &Group| !is_mediator(group) && is_named_or_body(scene, group);
    let mut parties = of(scene, doers, is_party);
    parties.sort_by_key(|group| group.tokens.start);
    parties
}

fn of(scene: &Scene<'_>, doers: &[Group], is_party: impl Fn(&Group) -> bool) -> Vec<Group> {
    let mut parties = Vec::new();
    for groups in [between(scene), together(scene)] {
        scene.add(&mut parties, groups.into_iter().filter(&is_party));
        if parties.len() > 1 {
            return parties;
        }
    }
    let others: Vec<Group> =
        alone(scene).into_iter().chain(doers.iter().cloned()).filter(&is_party).collect();
    let (people, bodies): (Vec<Group>, Vec<Group>) =
        others.into_iter().partition(|group| is_person(scene, group));
    scene.add(&mut parties, bodies);
    if parties.len() < 2 {
        scene.add(&mut parties, people);
    }
    parties
}

/// `zwischen A und B` behind talks, a truce or a settlement.
fn between(scene: &Scene<'_>) -> Vec<Group> {
    let mut found = Vec::new();
    for hit in scene.hits(&[TalkHint::Between]) {
        let first = scene.sentence(hit.tokens.start).start.max(hit.tokens.start.saturating_sub(REACH));
        let before = first..hit.tokens.start;
        use TalkHint::{Deal, Mediate, Mediated, Meet, Talks, Truce};
        if !scene.any(&before, &[Talks, Truce, Deal, Mediate, Mediated, Meet]) {
            continue;
        }
        let members =
            scene.group_from(hit.tokens.end).map_or(Vec::new(), |group| members_or_whose(scene, group));
        if members.len() > 1 {
            scene.add(&mut found, members);
        }
    }
    found
}

fn members_or_whose(scene: &Scene<'_>, group: Group) -> Vec<Group> {
    scene.members(group).into_iter().flat_map(|member| scene.whom(member)).collect()
}

/// Several who meet, or agree on something.
fn together(scene: &Scene<'_>) -> Vec<Group> {
    let mut found = Vec::new();
    for hit in scene.hits(&[TalkHint::Meet, TalkHint::Status, TalkHint::StatusOfBoth]) {
        if !matches!(
            hit.meaning,
            Meaning::None | Meaning::Status(TalksStatus::Agreed | TalksStatus::Extended)
        ) {
            continue;
        }
        let doers = scene.doers(&hit.tokens);
        let mut groups: Vec<Group> = doers.into_iter().flat_map(|doer| scene.whom(doer)).collect();
        groups.retain(|group| !scene.is_side(group) && !scene.is_thing(group.head));
        if groups.len() > 1 {
            scene.add(&mut found, groups);
        }
    }
    found
}

/// Those who declare a truce, break off talks or leave, and those whom talks are with.
fn alone(scene: &Scene<'_>) -> Vec<Group> {
    let mut found = Vec::new();
    for hit in scene.hits(&[TalkHint::Status, TalkHint::Leave]) {
        if scene.any(&scene.sentence(hit.tokens.start), &[TalkHint::Truce, TalkHint::Talks, TalkHint::Deal]) {
            let mut doers = scene.doers(&hit.tokens);
            doers.retain(|doer| !only_tells(scene, doer, &hit.tokens));
            scene.add(&mut found, doers.into_iter().flat_map(|doer| scene.whom(doer)));
        }
    }
    for hit in scene.hits(&[TalkHint::With]) {
        let before = hit.tokens.start.saturating_sub(1)..hit.tokens.start;
        if scene.any(&before, &[TalkHint::Talks, TalkHint::Truce, TalkHint::Deal]) {
            let group = scene.group_from(hit.tokens.end);
            scene.add(&mut found, group.map_or(Vec::new(), |group| members_or_whose(scene, group)));
        }
    }
    found
}

/// `…, officials said, since the truce collapsed`: who only tells of it does not do it.
fn only_tells(scene: &Scene<'_>, doer: &Group, status: &std::ops::Range<usize>) -> bool {
    let doc = scene.doc;
    let (who, what) = (doc.span_of(doer.tokens.clone()), doc.span_of(status.clone()));
    doc.attributions.iter().any(|found| {
        let is_source = found.source.is_some_and(|source| source.overlaps(who));
        is_source && found.cue.is_some_and(|cue| !cue.overlaps(what) && cue.end() <= what.start())
    })
}

/// Whether words can stand for a party: not for both, nor for somebody sent without a name.
fn is_named_or_body(scene: &Scene<'_>, group: &Group) -> bool {
    let is_pronoun = scene.doc.tokens[group.head].upos == Upos::Pron;
    let speaks_for_others =
        scene.is(group.head, &[TalkHint::Envoy, TalkHint::Spokesperson, TalkHint::Mediator]);
    let is_no_party = is_pronoun || scene.is_side(group) || scene.is_thing(group.head);
    !is_no_party && (!speaks_for_others || scene.has_name(&group.tokens))
}

fn is_person(scene: &Scene<'_>, group: &Group) -> bool {
    let kind = scene.entity(group).map(|entity| scene.doc.entities[entity.0 as usize].kind);
    kind == Some(EntityKind::Person) && group.tokens.len() > 1
        || scene.is(group.head, &[TalkHint::Envoy, TalkHint::Spokesperson])
}
