//! Who mediates: `Vermittler Jonas Terveld`, `brokered by Lurien`, `unter Vermittlung von …`, `der Botschaften überbringt`.

use super::scene::{Group, Scene};
use crate::lang::talk_words::TalkHint;
use crate::text::Upos;

/// Everybody who mediates, in the order of the kinds of words that say so; those without a name where no other is there.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Group> {
    let (mut found, mut bare) = (Vec::new(), Vec::new());
    nouns(scene, &mut found, &mut bare);
    verbs(scene, &mut found);
    compounds(scene, &mut found);
    found.retain(|group| !scene.is_side(group) && !scene.is_thing(group.head));
    if found.is_empty() {
        scene.add(&mut found, bare);
    }
    found.sort_by_key(|group: &Group| group.tokens.start);
    found
}

fn nouns(scene: &Scene<'_>, found: &mut Vec<Group>, bare: &mut Vec<Group>) {
    for hit in scene.hits(&[TalkHint::Presiding]) {
        let group = scene.group_before(hit.tokens.start);
        scene.add(found, group.map_or(Vec::new(), |group| scene.members(group)));
    }
    for hit in scene.hits(&[TalkHint::Mediation]) {
        let group = whose(scene, hit.tokens.end);
        scene.add(found, group.map_or(Vec::new(), |group| scene.members(group)));
    }
    let presiding: Vec<_> = scene.hits(&[TalkHint::Presiding]).map(|hit| hit.tokens.clone()).collect();
    for hit in scene.hits(&[TalkHint::Mediator]) {
        if presiding.iter().any(|tokens| tokens.contains(&hit.tokens.start)) {
            continue;
        }
        let phrase =
            scene.doc.phrase_at(hit.tokens.start).map(|phrase| scene.doc.phrases[phrase].tokens.start);
        let Some(group) = phrase.and_then(|start| scene.group_from(start)) else { continue };
        if scene.has_name(&group.tokens) {
            scene.add(found, scene.members(group));
        } else if let Some(named) = beside(scene, &group) {
            scene.add(found, scene.members(named));
        } else {
            bare.push(group);
        }
    }
}

/// Whose mediation it is that ends before a token: `Vermittlung des Bischofs`, `Tavia's mediation`.
fn whose(scene: &Scene<'_>, end: usize) -> Option<Group> {
    let last = scene.doc.tokens.len() - 1;
    let phrase = &scene.doc.phrases[scene.doc.phrase_at(end - 1)?];
    let group = Group { tokens: phrase.tokens.start..end, head: end - 1 };
    if let Some(owner) = scene.owner(&group) {
        return Some(owner);
    }
    let start = end + usize::from(scene.is_link(end.min(last)));
    let is_behind =
        start > end || scene.doc.phrase_at(start) == scene.doc.phrase_at(end - 1) || !scene.is_thing(end - 1);
    let behind = scene.group_from(start).filter(|_| is_behind);
    behind.filter(|group| scene.doc.tokens[group.head].upos != Upos::Pron)
}

/// The name that a bare noun stands beside, between commas: `Lurien, the mediator, said`.
fn beside(scene: &Scene<'_>, group: &Group) -> Option<Group> {
    let is_comma = |token: usize| scene.doc.tokens.get(token).is_some_and(|token| token.lower == ",");
    let before = group.tokens.start.checked_sub(1).filter(|token| is_comma(*token));
    let before = before.and_then(|comma| scene.group_before(comma));
    let after = Some(group.tokens.end).filter(|token| is_comma(*token));
    let after = || after.and_then(|comma| scene.group_from(comma + 1));
    before
        .filter(|group| scene.has_name(&group.tokens))
        .or_else(after)
        .filter(|group| scene.has_name(&group.tokens))
}

fn verbs(scene: &Scene<'_>, found: &mut Vec<Group>) {
    let context = [TalkHint::Talks, TalkHint::Truce, TalkHint::Deal];
    for hit in scene.hits(&[TalkHint::Mediated, TalkHint::Led]) {
        let is_led = hit.hint == TalkHint::Led;
        if is_led && !scene.any(&scene.sentence(hit.tokens.start), &context) {
            continue;
        }
        let agent = scene.agent(&hit.tokens);
        scene.add(found, agent.map_or(Vec::new(), |agent| scene.members(agent)));
    }
    for hit in scene.hits(&[TalkHint::Mediate]) {
        let last = hit.tokens.end - 1;
        let verb = if scene.doc.tokens[last].upos == Upos::Verb { last } else { hit.tokens.start };
        if scene.agent(&(verb..verb + 1)).is_some() {
            continue;
        }
        scene.add(found, scene.doers(&(verb..verb + 1)));
        for token in scene.doc.own_tokens(verb) {
            if let Some(joined) = scene.first(&(token..token + 1), &[TalkHint::Together]) {
                let group = scene.group_from(joined.tokens.end);
                scene.add(found, group.map_or(Vec::new(), |group| scene.members(group)));
            }
        }
    }
}

/// `Norland-brokered`: the words before the hyphen.
fn compounds(scene: &Scene<'_>, found: &mut Vec<Group>) {
    let is_brokered = |token: &usize| {
        let word = scene.data.talk_words.after_hyphen(&scene.doc.tokens[*token].lower);
        word.is_some_and(|(_, hint)| matches!(hint, TalkHint::Mediated | TalkHint::Mediate))
    };
    let groups = (0..scene.doc.tokens.len()).filter(is_brokered);
    scene.add(found, groups.map(|token| Group { tokens: token..token + 1, head: token }));
}
