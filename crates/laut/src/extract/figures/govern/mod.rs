//! Joins counts of people to the words of harm that govern them.
//!
//! In `Die Bombe tötete zwölf Menschen und verletzte 30` the first number belongs to `tötete`, the second to `verletzte`; in
//! `30 Soldaten töteten zwölf Menschen` only the second counts the dead.

mod reach;
pub(super) mod voice;

use self::reach::{antecedent, reach};
use self::voice::{Voice, voice};
use super::counted::{Counted, Kind, Told};
use super::joined;
use super::scene::{Hit, Scene};
use crate::lang::figure_words::{HarmKind, HarmRole, Use};
use crate::text::{Count, Harm, Number, Upos};

/// A count with the harm that befell the counted.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) harm: Harm,
    pub(super) count: Count,
    /// The hit that governs, by index.
    pub(super) hit: Option<usize>,
    /// The count of which this one is a part, by index.
    pub(super) part_of: Option<usize>,
    /// Whether the harmed are the object of an active verb.
    pub(super) is_active: bool,
    pub(super) rule: &'static str,
    pub(super) distance: usize,
}

/// For each count its link, if it has one. `before` is the harm of the figure before this sentence.
pub(super) fn link(scene: &Scene<'_>, counted: &[Counted], before: Option<Harm>) -> Vec<Option<Link>> {
    let hits = joined_harms(scene, counted);
    let mut links: Vec<Option<Link>> = vec![None; counted.len()];
    let verbs = verb_links(scene, counted, &hits);
    for (at, found) in counted.iter().enumerate() {
        let noun = noun_link(scene, found);
        // `die Freilassung von 100 Geiseln` tells of people who are held.
        let is_held = noun.as_ref().is_some_and(|noun| noun.harm == Harm::Captured);
        let of = of_link(scene, found).filter(|of| !(is_held && of.harm == Harm::Released));
        links[at] = of.or_else(|| choose(noun, verbs[at].clone()));
    }
    joined::toll_links(scene, counted, &mut links);
    joined::spread(scene, counted, &mut links);
    joined::part_links(scene, counted, &mut links);
    joined::whole_links(scene, counted, &mut links);
    joined::raise_links(scene, counted, &mut links, before);
    for (link, found) in links.iter_mut().zip(counted) {
        let is_nobody = found.high == Some(0.0);
        let is_told = link.as_ref().is_none_or(|link| match link.harm {
            Harm::Killed | Harm::Injured | Harm::Missing => true,
            Harm::Casualties => found.told == Told::Number || is_nobody,
            Harm::Captured | Harm::Released => !is_nobody,
            // One who flees or is in need is no news of the displaced.
            Harm::Displaced | Harm::Affected => found.told == Told::Number,
        });
        if !is_told {
            *link = None;
        }
    }
    links
}

/// The harm of each hit; `getötet oder verletzt` is one harm, and its second word governs nothing.
fn joined_harms(scene: &Scene<'_>, counted: &[Counted]) -> Vec<Option<Harm>> {
    let mut harms: Vec<Option<Harm>> = scene.hits.iter().map(|hit| Some(hit.form.word.harm)).collect();
    let is_verbal = |hit: &Hit| matches!(hit.form.word.kind, HarmKind::Verb | HarmKind::Phrase);
    for (first, hit) in scene.hits.iter().enumerate() {
        for (second, next) in scene.hits.iter().enumerate().skip(first + 1) {
            let is_joined = next.tokens.start == hit.tokens.end + 1
                && scene.upos(hit.tokens.end) == Upos::Cconj
                && is_verbal(hit)
                && is_verbal(next);
            let differs = hit.form.word.harm != next.form.word.harm
                && matches!(hit.form.word.harm, Harm::Killed | Harm::Injured)
                && matches!(next.form.word.harm, Harm::Killed | Harm::Injured);
            let ends = |number: &Number| number.tokens.start == next.tokens.end;
            let is_counted = |found: &Counted| found.phrase.end <= hit.tokens.start && found.number.is_some();
            let counts_on = scene.doc.numbers.iter().any(ends) && counted.iter().any(is_counted);
            if is_joined && differs && !counts_on {
                // The word beside the number governs it: `killed and wounded 40 people`.
                let is_after = scene.doc.numbers.iter().any(ends);
                let both = Some(Harm::Casualties);
                (harms[first], harms[second]) = if is_after { (None, both) } else { (both, None) };
            }
        }
    }
    harms
}

/// A noun of death or injury says more than the verb, a noun like `Geiseln` less.
fn choose(noun: Option<Link>, verb: Option<Link>) -> Option<Link> {
    let (noun, verb) = match (noun, verb) {
        (Some(noun), Some(verb)) => (noun, verb),
        (noun, verb) => return noun.or(verb),
    };
    let is_stronger = match noun.harm {
        // `saved 17 lives`
        Harm::Killed => verb.harm != Harm::Released,
        Harm::Injured | Harm::Casualties => !matches!(verb.harm, Harm::Killed | Harm::Injured),
        _ => false,
    };
    Some(if is_stronger { noun } else { verb })
}

/// `37 Tote`, `42 verletzte Soldaten`.
fn noun_link(scene: &Scene<'_>, counted: &Counted) -> Option<Link> {
    let nouns = counted.nouns.clone()?;
    // `die Geisel`, `the dead man` only take up who was told of before.
    if counted.told == Told::Definite || counted.kind == Kind::Other {
        return None;
    }
    let attribute = attribute_link(scene, counted, &nouns);
    if counted.told == Told::Named {
        return attribute;
    }
    let of_noun = |token: usize| {
        let is_self = |hit: &Hit| hit.tokens.contains(&token) && hit.form.word.role == HarmRole::Itself;
        scene.hits.iter().enumerate().find(|(_, hit)| is_self(hit))
    };
    let found: Vec<(usize, &Hit)> = nouns.clone().filter_map(of_noun).collect();
    if let Some((index, hit)) = found.first() {
        let mut link = linked(hit, *index, "noun", 0);
        if found.iter().any(|(_, other)| other.form.word.harm != hit.form.word.harm) {
            link.harm = Harm::Casualties;
        }
        // `33 verletzte Flüchtlinge`: the attribute says what happened, the noun who they are.
        let is_state = matches!(link.harm, Harm::Captured | Harm::Displaced);
        return attribute.filter(|_| is_state).or(Some(link));
    }
    attribute
}

/// `42 verletzte Soldaten`: the harm of an adjective in the phrase.
fn attribute_link(scene: &Scene<'_>, counted: &Counted, nouns: &std::ops::Range<usize>) -> Option<Link> {
    let head = counted.head?;
    let attribute = scene.hits.iter().enumerate().find(|(_, hit)| {
        hit.form.word.role == HarmRole::Attribute
            && hit.tokens.start >= counted.phrase.start
            && hit.tokens.end <= nouns.start.max(head)
            && hit.tokens.start < head
    });
    attribute.map(|(index, hit)| linked(hit, index, "attribute", 0))
}

/// `die Leichen von 70 Zivilisten`, `the killing of 10 miners`.
fn of_link(scene: &Scene<'_>, counted: &Counted) -> Option<Link> {
    if !matches!(counted.kind, Kind::Person | Kind::Unknown) {
        return None;
    }
    let start = counted.phrase.start;
    let (index, hit) = scene.hits.iter().enumerate().find(|(_, hit)| {
        let gap = start.checked_sub(hit.tokens.end);
        let joins = match gap {
            Some(0) => scene.upos(start) == Upos::Det || start == counted.tokens.start,
            Some(1) => scene.is(start - 1, Use::Of),
            _ => false,
        };
        hit.form.word.role == HarmRole::Of && joins && !is_attempt(scene, hit)
    })?;
    let is_known =
        counted.kind == Kind::Person || !hit.form.word.needs_person || scene.data.switches.nouns_capitalised;
    is_known.then(|| linked(hit, index, "of", 0))
}

pub(super) fn linked(hit: &Hit, index: usize, rule: &'static str, distance: usize) -> Link {
    let word = hit.form.word;
    Link {
        harm: word.harm,
        count: word.count,
        hit: Some(index),
        part_of: None,
        is_active: false,
        rule,
        distance,
    }
}

/// Links by verbs, fixed expressions and predicative adjectives.
fn verb_links(scene: &Scene<'_>, counted: &[Counted], harms: &[Option<Harm>]) -> Vec<Option<Link>> {
    let mut links: Vec<Option<Link>> = vec![None; counted.len()];
    for (index, hit) in scene.hits.iter().enumerate() {
        let word = hit.form.word;
        let (Some(harm), true) = (harms[index], matches!(word.role, HarmRole::Object | HarmRole::Subject))
        else {
            continue;
        };
        if is_negated(scene, hit)
            || is_attempt(scene, hit)
            || counted.iter().any(|found| holds_as_noun(found, hit))
        {
            continue;
        }
        let best = counted
            .iter()
            .enumerate()
            .filter(|(at, found)| {
                let is_apart = !has_whole(scene, counted, *at) || has_own_verb(scene, found, hit);
                may_be_harmed(scene, counted, *at, hit) && is_apart
            })
            .filter_map(|(at, found)| Some((reach(scene, counted, found, hit)?, at)))
            .min();
        let best = best.or_else(|| antecedent(scene, counted, hit));
        let Some((distance, at)) = best else { continue };
        if links[at].as_ref().is_none_or(|link| distance < link.distance) {
            let mut link = linked(hit, index, rule_of(scene, hit), distance);
            link.harm = harm;
            link.is_active = word.role == HarmRole::Object && voice(scene, hit) != Voice::Passive;
            links[at] = Some(link);
        }
    }
    links
}

/// Whether a hit is the counted noun, or an attribute inside its phrase.
fn holds_as_noun(counted: &Counted, hit: &Hit) -> bool {
    let in_nouns = counted.nouns.as_ref().is_some_and(|nouns| {
        nouns.contains(&hit.tokens.start)
            || counted.head.is_some()
                && counted.phrase.contains(&hit.tokens.start)
                && hit.tokens.start < nouns.start
    });
    in_nouns && hit.tokens.len() == 1
}

fn is_negated(scene: &Scene<'_>, hit: &Hit) -> bool {
    let clause = scene.clause(hit.tokens.start);
    if (scene.tokens.start..hit.tokens.start)
        .any(|token| scene.is(token, Use::Neither) && scene.clause(token) == clause)
    {
        return true;
    }
    let from = hit.tokens.start.saturating_sub(3).max(scene.segment(hit.tokens.start));
    (from..hit.tokens.start).any(|token| scene.is(token, Use::Not))
        || (hit.tokens.end..(hit.tokens.end + 2).min(scene.tokens.end))
            .any(|token| scene.data.switches.verb_second && scene.is(token, Use::Not))
}

/// Whether the harm was only tried, planned or threatened: `tried to kill`, `drohte mit der Ermordung`.
fn is_attempt(scene: &Scene<'_>, hit: &Hit) -> bool {
    // `zu töten` holds its own particle.
    let is_infinitive = scene.upos(hit.tokens.start) == Upos::Part;
    let mut before = hit.tokens.start + usize::from(is_infinitive);
    while before > scene.tokens.start {
        before -= 1;
        if scene.is(before, Use::Attempt) {
            return true;
        }
        if scene.upos(before) == Upos::Part && scene.data.switches.verb_second {
            // The infinitive ends its clause; what was tried stands before the clause.
            let clause = scene.clause(hit.tokens.start);
            let from = before.saturating_sub(12).max(scene.tokens.start);
            return (from..before).any(|token| {
                scene.is(token, Use::Attempt) && (scene.clause(token) != clause || scene.is_verb(token))
            });
        }
        if !matches!(scene.upos(before), Upos::Part | Upos::Adp | Upos::Det | Upos::Adv | Upos::Adj) {
            return false;
        }
    }
    false
}

/// Whether a count can be of people, for this verb.
fn may_be_harmed(scene: &Scene<'_>, counted: &[Counted], at: usize, hit: &Hit) -> bool {
    match counted[at].kind {
        Kind::Other => false,
        // `sein Leben` without its verb says nothing of one who has no number.
        Kind::Person => {
            let starts = matches!(scene.upos(hit.tokens.start), Upos::Det | Upos::Pron | Upos::Noun);
            counted[at].number.is_some() || hit.form.word.kind != HarmKind::Phrase || !starts
        }
        Kind::Unknown => !hit.form.word.needs_person,
        // `40 drones, of which 33 were shot down`
        Kind::Bare if has_whole_of_things(scene, counted, at) => false,
        Kind::Bare => {
            // `120 weitere wurden verletzt`: a bare number that something is done to counts people.
            !hit.form.word.needs_person
                || voice(scene, hit) == Voice::Passive
                || counted.iter().take(at).any(|before| before.kind == Kind::Person)
        }
    }
}

/// Whether a bare number is a part of what is not people.
fn has_whole_of_things(scene: &Scene<'_>, counted: &[Counted], at: usize) -> bool {
    let follows_part = (scene.tokens.start..counted[at].tokens.start).any(|token| scene.is_part(token));
    let before = counted[..at].iter().next_back();
    (follows_part || is_part(scene, &counted[at])) && before.is_some_and(|whole| whole.kind == Kind::Other)
}

/// Whether a count is a part of one that stands before it.
fn has_whole(scene: &Scene<'_>, counted: &[Counted], at: usize) -> bool {
    is_part(scene, &counted[at]) && counted.iter().take(at).any(|whole| whole.kind != Kind::Other)
}

/// `two of them have been released`: a part that is the subject of a verb of harm in a clause of its own.
fn has_own_verb(scene: &Scene<'_>, part: &Counted, hit: &Hit) -> bool {
    let start = scene.segment(part.tokens.start);
    !scene.in_part(part.tokens.start)
        && scene.clause(part.tokens.start) == scene.clause(hit.tokens.start)
        && part.phrase.end <= hit.tokens.start
        && (part.phrase.end..hit.tokens.start).all(|token| scene.upos(token) != Upos::Punct)
        && !(start..part.phrase.start).any(|token| scene.is_noun(token))
}

/// `darunter drei Kinder`, `drei von ihnen`.
pub(super) fn is_part(scene: &Scene<'_>, counted: &Counted) -> bool {
    scene.in_part(counted.tokens.start)
        || counted.tokens.end < scene.tokens.end && scene.is_part(counted.tokens.end)
}

fn rule_of(scene: &Scene<'_>, hit: &Hit) -> &'static str {
    match (hit.form.word.role, voice(scene, hit)) {
        (HarmRole::Subject, _) => "subject",
        (_, Voice::Active) => "active",
        (_, Voice::Passive) => "passive",
        (_, Voice::Open) => "participle",
    }
}
