//! One person, or nobody, told without a number.
//!
//! `ein Soldat`, `der Gouverneur`, `Mayor Anna Berg` are one; `keine Verletzten`, `no one` are nobody. The span is the phrase of
//! the victim. `Pedro Lanz, a lawyer,` is one person with what is said of him. Pronouns are left out: whom they mean, and
//! whether that was told before, the sentence does not say.

use super::counted::{self, Counted, Kind, Nouns};
use super::scene::{Hit, Scene};
use crate::lang::figure_words::{HarmRole, Use};
use crate::text::{Bound, EntityKind, GrammaticalNumber, Name, Upos};

/// One or nobody that opens at a token.
pub(super) fn without_number(scene: &Scene<'_>, token: usize) -> Option<Counted> {
    let nobody = scene.words.grammar.at(&scene.doc.tokens, token).find(|(_, found)| **found == Use::Nobody);
    if let Some((length, _)) = nobody {
        let nouns = token..token + length;
        let found = Nouns { end: nouns.end, head: None, nouns: Some(nouns) };
        return Some(told(scene, token, found, 0.0, Kind::Person));
    }
    let is_none = scene.is(token, Use::None);
    if is_none || scene.is(token, Use::One) {
        let found = Nouns::after(scene, token + 1);
        let head = found.head?;
        let (kind, _) = counted::people(scene, found.head, found.nouns.clone());
        let is_self = |hit: &Hit| hit.tokens.contains(&head) && hit.form.word.role == HarmRole::Itself;
        let is_harm = scene.hits.iter().any(is_self);
        let value = if is_none { 0.0 } else { 1.0 };
        return (kind == Kind::Person || is_harm).then(|| told(scene, token, found, value, kind));
    }
    named(scene, token).or_else(|| definite(scene, token))
}

/// A person by name, with office or rank before it: `Mayor Anna Berg`.
fn named(scene: &Scene<'_>, token: usize) -> Option<Counted> {
    let doc = scene.doc;
    let phrase = doc.phrase_at(token).map(|phrase| doc.phrases[phrase].tokens.clone());
    let starts = phrase.as_ref().is_some_and(|phrase| phrase.start == token);
    let name = person_name(scene, token).or_else(|| {
        let inside = phrase.filter(|_| starts)?;
        (token + 1..inside.end).find_map(|start| person_name(scene, start))
    })?;
    let titles = token..name.tokens.start;
    let is_title = |title: usize| match scene.upos(title) {
        Upos::Adj | Upos::Det | Upos::X => true,
        Upos::Punct => scene.lower(title) == "-",
        _ => scene.is_noun(title),
    };
    let (kind, _) = counted::people(scene, Some(token), Some(token..name.tokens.start.max(token + 1)));
    if !titles.clone().all(is_title) || !titles.is_empty() && kind == Kind::Other {
        return None;
    }
    let nouns = token..name.tokens.end;
    let found = Nouns { end: nouns.end, head: Some(nouns.end - 1), nouns: Some(nouns) };
    Some(told(scene, token, found, 1.0, Kind::Person))
}

/// The name of a person that starts at a token.
fn person_name<'d>(scene: &Scene<'d>, token: usize) -> Option<&'d Name> {
    let names = &scene.doc.names;
    let name = names.get(names.partition_point(|name| name.tokens.start < token))?;
    let is_whole = name.tokens.start == token && name.tokens.end <= scene.tokens.end;
    (is_whole && name.kind == EntityKind::Person).then_some(name)
}

/// A single person with an article: `the governor`, `seine Frau`.
fn definite(scene: &Scene<'_>, token: usize) -> Option<Counted> {
    let lower = scene.lower(token);
    let is_possessive = scene.data.names.pronoun(lower).is_some_and(|pronoun| pronoun.is_possessive);
    if !is_possessive && !(scene.data.names.is_definite(lower) && scene.upos(token) == Upos::Det) {
        return None;
    }
    let mut found = Nouns::after(scene, token + 1);
    let head = found.head?;
    let (kind, _) = counted::people(scene, found.head, found.nouns.clone());
    let is_single = scene.doc.tokens[head].feats.number == Some(GrammaticalNumber::Sing)
        && found.nouns.as_ref().is_some_and(|nouns| nouns.end == head + 1);
    let is_role = kind == Kind::Person
        || kind == Kind::Unknown && scene.data.names.role(scene.lower(head)).is_some();
    if !is_single || !is_role {
        return None;
    }
    if let Some(name) = person_name(scene, head + 1) {
        found = Nouns { end: name.tokens.end, head: found.head, nouns: Some(token..name.tokens.end) };
    }
    Some(told(scene, token, found, 1.0, Kind::Person))
}

fn told(scene: &Scene<'_>, token: usize, found: Nouns, value: f64, kind: Kind) -> Counted {
    let phrase = token..found.end;
    let (_, groups) = counted::people(scene, found.head, found.nouns.clone());
    Counted {
        span: scene.doc.span_of(phrase.clone()),
        tokens: token..token + 1,
        head: found.head,
        nouns: found.nouns,
        low: Some(value),
        high: Some(value),
        bound: Bound::Exact,
        number: None,
        kind,
        groups,
        is_governed: counted::is_governed(scene, phrase.start),
        phrase,
    }
}

/// `Pedro Lanz, a lawyer, was killed`: what stands between commas after one person is said of that person.
pub(super) fn join_appositions(scene: &Scene<'_>, counted: &mut Vec<Counted>) {
    let mut at = 1;
    while at < counted.len() {
        let (before, found) = (&counted[at - 1], &counted[at]);
        let is_one = |counted: &Counted| counted.number.is_none() && counted.high == Some(1.0);
        let is_closed = found.phrase.end >= scene.tokens.end
            || matches!(scene.lower(found.phrase.end), "," | "." | ")")
            || scene.upos(found.phrase.end) == Upos::Adp;
        let joins = is_one(before)
            && is_one(found)
            && before.phrase.end + 1 == found.phrase.start
            && scene.lower(before.phrase.end) == ","
            && is_closed
            && is_named(scene, before) != is_named(scene, found);
        if joins {
            let end = found.phrase.end;
            if is_named(scene, found) {
                let (span, nouns, groups) = (found.span, found.nouns.clone(), found.groups.clone());
                (counted[at - 1].span, counted[at - 1].nouns) = (span, nouns);
                counted[at - 1].groups.extend(groups);
            }
            counted[at - 1].phrase.end = end;
            counted.remove(at);
        } else {
            at += 1;
        }
    }
}

fn is_named(scene: &Scene<'_>, counted: &Counted) -> bool {
    counted.phrase.clone().any(|token| person_name(scene, token).is_some())
}
