//! One person, or nobody, told without a number.
//!
//! `ein Soldat`, `der Gouverneur`, `Mayor Anna Berg` are one; `keine Verletzten`, `no one` are nobody. The span is the phrase of
//! the victim. `Pedro Lanz, a lawyer,` is one person with what is said of him. Pronouns are left out: whom they mean, and
//! whether that was told before, the sentence does not say.

use super::counted::{self, Counted, Kind, Nouns, Told};
use super::scene::{Hit, Scene};
use crate::lang::figure_words::{HarmRole, Use};
use crate::text::{Bound, EntityKind, GrammaticalNumber, Name, Upos};

/// One or nobody that opens at a token.
pub(super) fn without_number(scene: &Scene<'_>, token: usize) -> Option<Counted> {
    let nobody = scene.words.grammar.at(&scene.doc.tokens, token).find(|(_, found)| **found == Use::Nobody);
    if let Some((length, _)) = nobody {
        let nouns = token..token + length;
        let found = Nouns { end: nouns.end, head: None, nouns: Some(nouns) };
        return Some(told(scene, token, found, (0.0, Told::Article), Kind::Person));
    }
    let is_none = scene.is(token, Use::None);
    let is_without = scene.is(token, Use::Without);
    if is_none || is_without || scene.is(token, Use::One) {
        let found = Nouns::after(scene, token + 1);
        let head = found.head?;
        let (kind, _) = counted::people(scene, found.head, found.nouns.clone());
        let is_self = |hit: &Hit| hit.tokens.contains(&head) && hit.form.word.role == HarmRole::Itself;
        let is_harm = (is_none || is_without) && scene.hits.iter().any(is_self);
        let value = if is_none || is_without { 0.0 } else { 1.0 };
        let found = with_name(scene, token, found);
        let is_adjective = counted::is_adjective_hit(scene, head)
            && !is_none
            && !is_without
            && !scene.data.switches.nouns_capitalised;
        let counted = || told(scene, token, found, (value, Told::Article), kind);
        return (kind == Kind::Person && !is_without && !is_adjective || is_harm).then(counted);
    }
    if speaks(scene, token) {
        return None;
    }
    named(scene, token).or_else(|| definite(scene, token))
}

/// Whether a word is part of a source: in `20 prisoners were freed, the mediator said`, the mediator is none of them.
fn speaks(scene: &Scene<'_>, token: usize) -> bool {
    let span = scene.doc.tokens[token].span;
    scene
        .doc
        .attributions
        .iter()
        .any(|said| said.source.iter().chain(&said.through).any(|source| source.overlaps(span)))
}

/// A person by name, with office or rank before it: `Mayor Anna Berg`.
fn named(scene: &Scene<'_>, token: usize) -> Option<Counted> {
    let is_harm =
        |title: usize| scene.hits.iter().any(|hit| hit.tokens.contains(&title) && hit.tokens.len() > 1);
    let is_title = |title: usize| (scene.is_noun(title) || scene.upos(title) == Upos::Adj) && !is_harm(title);
    let name = match person_name(scene, token) {
        Some(name) => name,
        // The name comes at the end of a chain of titles that starts here.
        None if is_title(token) && !(token > scene.tokens.start && is_title(token - 1)) => {
            let chain = (token + 1..scene.tokens.end)
                .take(6)
                .find(|next| !is_title(*next) || person_name(scene, *next).is_some())?;
            let name = person_name(scene, chain)?;
            let last = chain - 1;
            let is_role = counted::people(scene, Some(last), Some(last..chain)).0 == Kind::Person
                || scene.data.names.honorific(scene.doc.form(last)).is_some();
            is_role.then_some(name)?
        }
        None => return None,
    };
    let titles = token..name.tokens.start;
    let nouns = token..name.tokens.end;
    let found = Nouns { end: nouns.end, head: Some(nouns.end - 1), nouns: Some(nouns) };
    let mut counted = told(scene, token, found, (1.0, Told::Named), Kind::Person);
    if !titles.is_empty() {
        counted.groups = counted::people(scene, Some(titles.end - 1), Some(titles)).1;
    }
    Some(counted)
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
    let is_definite = scene.data.names.is_definite(lower) && scene.upos(token) == Upos::Det;
    if !is_definite && !counted::is_possessive(scene, token) {
        return None;
    }
    let found = Nouns::after(scene, token + 1);
    let head = found.head?;
    let (kind, _) = counted::people(scene, found.head, found.nouns.clone());
    let is_single = scene.doc.tokens[head].feats.number == Some(GrammaticalNumber::Sing)
        && found.nouns.as_ref().is_some_and(|nouns| nouns.end == head + 1);
    if !is_single || kind != Kind::Person {
        return None;
    }
    let found = with_name(scene, token, found);
    Some(told(scene, token, found, (1.0, Told::Definite), Kind::Person))
}

/// The nouns with the name that follows, and with all that belongs to them: `the mayor of Talmur`.
fn with_name(scene: &Scene<'_>, token: usize, found: Nouns) -> Nouns {
    let Some(head) = found.head else { return found };
    if let Some(name) = person_name(scene, head + 1) {
        return Nouns { end: name.tokens.end, nouns: Some(token..name.tokens.end), ..found };
    }
    let phrase = scene.doc.phrase_at(head).map(|phrase| &scene.doc.phrases[phrase]);
    let end = phrase.filter(|phrase| phrase.head == head).map_or(found.end, |phrase| phrase.tokens.end);
    Nouns { end: end.clamp(found.end, scene.tokens.end), ..found }
}

fn told(scene: &Scene<'_>, token: usize, found: Nouns, (value, told): (f64, Told), kind: Kind) -> Counted {
    let phrase = token..found.end;
    // The span is the phrase of the victim without what is said of them after it.
    let span = token..found.nouns.as_ref().map_or(found.end, |nouns| nouns.end);
    let nouns = found
        .nouns
        .clone()
        .map(|nouns| nouns.start..nouns.end.min(found.head.map_or(nouns.end, |head| head + 1)));
    let (_, groups) = counted::people(scene, found.head, nouns);
    Counted {
        span: scene.doc.span_of(span),
        told,
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
