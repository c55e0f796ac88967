//! Where talks are: `Gespräche in der Hafenstadt Velmar`, `met in Talmur`, `walked out of the Hotel Meridian`.

use std::ops::Range;

use super::scene::{Group, Scene};
use crate::lang::talk_words::{Meaning, TalkHint};
use crate::text::{Act, EntityKind, NameClass, Party, TalksStatus, Upos, VerbForm};

/// The places, in the order of the text.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Party> {
    let mut found: Vec<Group> = Vec::new();
    for hit in scene.hits(&[TalkHint::Talks]) {
        add(scene, &mut found, of_talks(scene, &hit.tokens));
    }
    let verbs =
        [TalkHint::Meet, TalkHint::Status, TalkHint::StatusOfBoth, TalkHint::Mediate, TalkHint::Mediated];
    for hit in scene.hits(&verbs).filter(|hit| is_of_talks(scene, hit.hint, hit.meaning, &hit.tokens)) {
        add(scene, &mut found, place_in(scene, scene.doc.own_tokens(hit.tokens.start)));
    }
    for hit in scene.hits(&[TalkHint::Leave]) {
        add(scene, &mut found, left(scene, &hit.tokens));
    }
    found.sort_by_key(|group| group.tokens.start);
    found.iter().map(|group| scene.party(group)).collect()
}

fn add(scene: &Scene<'_>, found: &mut Vec<Group>, place: Option<Group>) {
    let Some(place) = place else { return };
    let touches = |other: &Group| {
        other.tokens.start < place.tokens.end && place.tokens.start < other.tokens.end
            || scene.is_same(other, &place)
    };
    if !found.iter().any(touches) {
        found.push(place);
    }
}

/// The place behind a word for talks, up to the next finite verb; before it, where the talks are the subject.
fn of_talks(scene: &Scene<'_>, talks: &Range<usize>) -> Option<Group> {
    let sentence = scene.sentence(talks.start);
    let is_finite = |token: &usize| {
        let is_set_off = scene.doc.tokens[*token - 1].lower == ",";
        scene.doc.tokens[*token].feats.verb_form == Some(VerbForm::Fin) && !is_set_off
    };
    let end = (talks.end..sentence.end).find(is_finite).unwrap_or(sentence.end);
    let behind = talks.end..end;
    let is_subject = scene.doc.clause_at(talks.start).is_some_and(|clause| {
        let phrase = scene.doc.phrase_at(talks.start);
        let is_free = phrase.is_some_and(|phrase| scene.doc.phrases[phrase].preposition.is_none());
        let subject = scene.doc.clauses[clause].subject;
        subject.is_none() && is_free || subject.is_some() && subject == phrase
    });
    let around = || scene.doc.own_tokens(talks.start).filter(|token| !talks.contains(token));
    place_in(scene, behind).or_else(|| is_subject.then(|| place_in(scene, around())).flatten())
}

/// Whether somebody who meets, agrees or mediates does so in the talks.
fn is_of_talks(scene: &Scene<'_>, hint: TalkHint, meaning: Meaning, verb: &Range<usize>) -> bool {
    use TalkHint::{Between, Deal, Envoy, Mediator, Presiding, Side, Talks, Truce};
    match hint {
        TalkHint::Meet => {
            let is_offered = scene.doc.attributions.iter().any(|found| {
                let span = scene.doc.tokens[verb.start].span;
                found.act == Act::Propose && found.content.iter().any(|piece| piece.contains(span))
            });
            is_offered
                || scene.any_near(verb.start, &[Between, Envoy, Mediator, Presiding, Side, Talks])
                || scene.doers(verb).len() > 1
        }
        TalkHint::Status | TalkHint::StatusOfBoth => meaning == Meaning::Status(TalksStatus::Agreed),
        _ => {
            let context = [Between, Talks, Truce, Deal, Side];
            scene.any(&scene.sentence(verb.start), &context)
        }
    }
}

/// The first place behind a preposition of place, with the place that it lies in.
fn place_in(scene: &Scene<'_>, mut tokens: impl Iterator<Item = usize>) -> Option<Group> {
    tokens.find_map(|token| {
        let at = scene.first(&(token..token + 1), &[TalkHint::At])?;
        let place = scene.group_from(at.tokens.end)?;
        let before = token.saturating_sub(1)..token;
        let is_of_truce = scene.any(&before, &[TalkHint::Truce, TalkHint::Deal]);
        (is_place(scene, &place) && !is_of_truce).then(|| widened(scene, place))
    })
}

/// The place that somebody leaves, where the sentence is about envoys or talks.
fn left(scene: &Scene<'_>, verb: &Range<usize>) -> Option<Group> {
    if !scene.any(&scene.sentence(verb.start), &[TalkHint::Talks, TalkHint::Envoy, TalkHint::Side]) {
        return None;
    }
    let starts = scene.doc.own_tokens(verb.start).filter(|token| *token >= verb.end);
    let places = starts.filter_map(|token| {
        let phrase = &scene.doc.phrases[scene.doc.phrase_at(token)?];
        let is_free = phrase.preposition.is_none_or(|preposition| verb.contains(&preposition));
        (phrase.tokens.start == token && is_free).then(|| scene.group_from(token)).flatten()
    });
    let mut places = places.filter(|group| is_place(scene, group));
    places.next().map(|place| widened(scene, place))
}

/// A place with the place behind it: `Hotel Meridian in Kesra`.
fn widened(scene: &Scene<'_>, mut place: Group) -> Group {
    let end = place.tokens.end;
    if end < scene.doc.tokens.len()
        && scene.doc.tokens[end].upos == Upos::Adp
        && let Some(around) = scene.group_from(end + 1)
        && is_place(scene, &around)
        && scene.sentence(place.head).contains(&around.head)
    {
        place.tokens.end = around.tokens.end;
    }
    place
}

/// Whether words stand for a place: a name on the map, or a house or ship.
fn is_place(scene: &Scene<'_>, group: &Group) -> bool {
    let doc = scene.doc;
    if scene.is_thing(group.head) {
        return false;
    }
    if scene.any(&group.tokens, &[TalkHint::Venue]) {
        return true;
    }
    let in_group = |tokens: &Range<usize>| tokens.start < group.tokens.end && group.tokens.start < tokens.end;
    doc.names.iter().any(|name| in_group(&name.tokens) && name.kind == EntityKind::Place)
        || doc.proper_names.iter().any(|name| in_group(&name.tokens) && name.class == NameClass::Place)
}
