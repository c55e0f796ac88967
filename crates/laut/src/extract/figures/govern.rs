//! Joins counts of people to the words of harm that govern them.
//!
//! In `Die Bombe tötete zwölf Menschen und verletzte 30` the first number belongs to `tötete`, the second to `verletzte`; in
//! `30 Soldaten töteten zwölf Menschen` only the second counts the dead.

use super::counted::{Counted, Kind};
use super::scene::{Hit, Scene};
use crate::lang::figure_words::{HarmKind, HarmRole, Use};
use crate::text::{Count, Harm, Upos, VerbForm};

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
    distance: usize,
}

/// Whether those harmed are the object or the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    Active,
    Passive,
    /// English participle without auxiliary: `12 people killed`, `killed 12 people`.
    Open,
}

/// For each count its link, if it has one. `before` is the harm of the figure before this sentence.
pub(super) fn link(scene: &Scene<'_>, counted: &[Counted], before: Option<Harm>) -> Vec<Option<Link>> {
    let hits = joined_harms(scene);
    let mut links: Vec<Option<Link>> = vec![None; counted.len()];
    let verbs = verb_links(scene, counted, &hits);
    for (at, found) in counted.iter().enumerate() {
        let noun = noun_link(scene, found);
        // `die Freilassung von 100 Geiseln` tells of people who are held.
        let is_held = noun.as_ref().is_some_and(|noun| noun.harm == Harm::Captured);
        let of = of_link(scene, found).filter(|of| !(is_held && of.harm == Harm::Released));
        links[at] = of.or_else(|| choose(noun, verbs[at].clone()));
    }
    toll_links(scene, counted, &mut links);
    spread(scene, counted, &mut links);
    part_links(scene, counted, &mut links);
    raise_links(scene, counted, &mut links, before);
    for (link, found) in links.iter_mut().zip(counted) {
        let is_nobody = found.high == Some(0.0);
        let counts_nobody =
            |harm| matches!(harm, Harm::Killed | Harm::Injured | Harm::Casualties | Harm::Missing);
        if is_nobody && link.as_ref().is_some_and(|link| !counts_nobody(link.harm)) {
            *link = None;
        }
    }
    links
}

/// The harm of each hit; `getötet oder verletzt` is one harm, and its second word governs nothing.
fn joined_harms(scene: &Scene<'_>) -> Vec<Option<Harm>> {
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
            let counts_on = scene.doc.numbers.iter().any(|number| number.tokens.start == next.tokens.end);
            if is_joined && differs && !counts_on {
                (harms[first], harms[second]) = (Some(Harm::Casualties), None);
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
        Harm::Killed => true,
        Harm::Injured | Harm::Casualties => !matches!(verb.harm, Harm::Killed | Harm::Injured),
        _ => false,
    };
    Some(if is_stronger { noun } else { verb })
}

/// `37 Tote`, `42 verletzte Soldaten`.
fn noun_link(scene: &Scene<'_>, counted: &Counted) -> Option<Link> {
    let nouns = counted.nouns.clone()?;
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
        return Some(link);
    }
    let head = counted.head?;
    let attribute = scene.hits.iter().enumerate().find(|(_, hit)| {
        hit.form.word.role == HarmRole::Attribute
            && hit.tokens.start >= counted.phrase.start
            && hit.tokens.end <= nouns.start.max(head)
    });
    attribute.filter(|_| counted.kind != Kind::Other).map(|(index, hit)| linked(hit, index, "attribute", 0))
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
        hit.form.word.role == HarmRole::Of && joins
    })?;
    let is_known =
        counted.kind == Kind::Person || !hit.form.word.needs_person || scene.data.switches.nouns_capitalised;
    is_known.then(|| linked(hit, index, "of", 0))
}

fn linked(hit: &Hit, index: usize, rule: &'static str, distance: usize) -> Link {
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
        if is_negated(scene, hit) || counted.iter().any(|found| holds_as_noun(found, hit)) {
            continue;
        }
        let best = counted
            .iter()
            .enumerate()
            .filter(|(at, found)| may_be_harmed(counted, *at, found, hit) && !has_whole(scene, counted, *at))
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
    let from = hit.tokens.start.saturating_sub(3).max(scene.segment(hit.tokens.start));
    (from..hit.tokens.start).any(|token| scene.is(token, Use::Not))
        || (hit.tokens.end..(hit.tokens.end + 2).min(scene.tokens.end))
            .any(|token| scene.data.switches.verb_second && scene.is(token, Use::Not))
}

/// Whether a count can be of people, for this verb.
fn may_be_harmed(counted: &[Counted], at: usize, found: &Counted, hit: &Hit) -> bool {
    match found.kind {
        Kind::Other => false,
        Kind::Person => true,
        Kind::Unknown => !hit.form.word.needs_person,
        Kind::Bare => {
            // `120 weitere wurden verletzt`: a bare number that something is done to counts people.
            !hit.form.word.needs_person
                || hit.form.is_participle
                || counted.iter().take(at).any(|before| before.kind == Kind::Person)
        }
    }
}

/// Whether a count is a part of one that stands before it.
fn has_whole(scene: &Scene<'_>, counted: &[Counted], at: usize) -> bool {
    is_part(scene, &counted[at]) && counted.iter().take(at).any(|whole| whole.kind != Kind::Other)
}

/// `darunter drei Kinder`, `drei von ihnen`.
fn is_part(scene: &Scene<'_>, counted: &Counted) -> bool {
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

/// How far a count stands from the verb that governs it; `None` where the verb does not govern it.
fn reach(scene: &Scene<'_>, all: &[Counted], counted: &Counted, hit: &Hit) -> Option<usize> {
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
        Voice::Passive => is_left && !has_other_verb(scene, counted.phrase.end, verb),
        Voice::Active => follows(counted),
        Voice::Open => {
            let is_next =
                is_left && (counted.phrase.end..verb).all(|token| matches!(scene.upos(token), Upos::Adv));
            follows(counted)
                || is_next && !all.iter().any(|found| found.kind != Kind::Other && follows(found))
        }
    };
    holds.then_some(distance)
}

/// Whether only words that may stand between a verb and its object do.
fn is_clear(scene: &Scene<'_>, mut tokens: std::ops::Range<usize>) -> bool {
    tokens.len() <= 5 && tokens.all(|token| matches!(scene.upos(token), Upos::Adv | Upos::Det | Upos::Adj))
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
fn antecedent(scene: &Scene<'_>, counted: &[Counted], hit: &Hit) -> Option<(usize, usize)> {
    let end = scene.antecedent_end(scene.clause(hit.tokens.start))?;
    let is_harmed = hit.form.word.role == HarmRole::Subject || voice(scene, hit) == Voice::Passive;
    let at = counted.iter().rposition(|found| found.tokens.start <= end)?;
    let found = &counted[at];
    let is_near = end + 1 - found.phrase.end.min(end + 1) <= 4
        && (found.phrase.end..=end).all(|token| !scene.is_verb(token) && scene.lower(token) != ",");
    (is_harmed && is_near && matches!(found.kind, Kind::Person | Kind::Unknown)).then_some((20, at))
}

/// Whether the harmed are subject or object of a verb of harm.
fn voice(scene: &Scene<'_>, hit: &Hit) -> Voice {
    let form = hit.form;
    let is_phrase = form.word.kind == HarmKind::Phrase;
    if scene.data.switches.verb_second {
        if form.is_plain && !form.is_participle && !is_phrase {
            return Voice::Active;
        }
        let clause = scene.clause(hit.tokens.start);
        let auxiliary = |token: &usize| scene.is(*token, Use::Passive) || scene.is(*token, Use::Have);
        let is_passive = |token: usize| !scene.is(token, Use::Have);
        let found: Vec<usize> = scene.clause_tokens(clause).filter(auxiliary).collect();
        if !found.is_empty() {
            let passive = found.iter().all(|token| is_passive(*token));
            return if passive { Voice::Passive } else { Voice::Active };
        }
        let before = (scene.tokens.start..hit.tokens.start).rev().find(auxiliary);
        let has_finite = form.is_plain && !starts_with_count(scene, hit.tokens.start);
        return match before {
            _ if has_finite => Voice::Active,
            Some(token) if !is_passive(token) => Voice::Active,
            _ => Voice::Passive,
        };
    }
    let mut token = hit.tokens.start;
    while token > scene.tokens.start {
        token -= 1;
        if scene.is(token, Use::Have) {
            return Voice::Active;
        }
        if scene.upos(token) == Upos::Part || scene.lower(token) == "to" {
            return Voice::Active;
        }
        if scene.is(token, Use::Passive) && (form.is_participle || is_phrase) {
            return Voice::Passive;
        }
        if scene.upos(token) != Upos::Adv {
            break;
        }
    }
    match (form.is_plain, form.is_participle, is_phrase) {
        (_, _, true) => Voice::Open,
        (true, false, _) => Voice::Active,
        (false, true, _) => Voice::Passive,
        _ => Voice::Open,
    }
}

/// Whether the stretch of a verb starts with a number, so that its auxiliary stands before: `und 110 weitere verletzt`.
fn starts_with_count(scene: &Scene<'_>, verb: usize) -> bool {
    let start = scene.segment(verb);
    scene.doc.numbers.iter().any(|number| number.tokens.start == start)
}

/// Whether a count is the subject of an active verb: the first noun phrase of the clause, with another after it.
fn is_acting(scene: &Scene<'_>, counted: &Counted, hit: &Hit) -> bool {
    let bare = bare_phrases(scene, scene.clause(hit.tokens.start));
    let at = bare.iter().position(|head| counted.phrase.contains(head));
    at == Some(0) && bare.len() > 1
}

/// The heads of a clause's noun phrases that no preposition governs and that are no genitives or times, in order.
pub(super) fn bare_phrases(scene: &Scene<'_>, clause: usize) -> Vec<usize> {
    let doc = scene.doc;
    let mut heads = Vec::new();
    let mut is_governed = false;
    let mut last_noun = None;
    for token in scene.clause_tokens(clause) {
        let upos = scene.upos(token);
        let number = doc.numbers.iter().any(|number| number.tokens.contains(&token));
        if upos == Upos::Adp && !number {
            is_governed = true;
            continue;
        }
        let follows_noun = last_noun.is_some_and(|noun: usize| noun + 1 == token);
        if upos == Upos::Det && follows_noun && scene.data.switches.verb_second {
            // A genitive, `die Kämpfer der Gruppe`.
            is_governed = scene.is(token, Use::Of) || is_governed;
            continue;
        }
        let is_pronoun = upos == Upos::Pron && !is_reflexive(scene, token);
        let is_name = scene.is_noun(token);
        let is_time = doc.times.iter().any(|time| time.span.overlaps(doc.tokens[token].span));
        if is_time {
            is_governed = false;
        } else if is_pronoun || is_name {
            let goes_on = scene.is_noun(token + 1) && upos == Upos::Propn && !number;
            // `Präsident Karim` is one phrase.
            if !is_governed && !follows_noun {
                heads.push(token);
            } else if follows_noun && !scene.data.switches.verb_second {
                // The last noun of an English compound is its head.
                if let Some(head) = heads.last_mut().filter(|head| **head + 1 == token) {
                    *head = token;
                }
            }
            if !goes_on {
                is_governed = false;
            }
            last_noun = Some(token);
        } else if number && !is_governed && upos == Upos::Num {
            let is_alone = !scene.is_noun(token + 1)
                && !matches!(scene.upos(token + 1), Upos::Adj | Upos::Num | Upos::Det);
            if is_alone {
                heads.push(token);
            }
        } else if scene.is_verb(token) {
            is_governed = false;
        }
    }
    heads
}

/// `sich`, `es`: no subject that kills.
fn is_reflexive(scene: &Scene<'_>, token: usize) -> bool {
    let (switches, lower) = (&scene.data.switches, scene.lower(token));
    switches.is_reflexive(lower) || switches.expletives.iter().any(|word| word == lower)
}

/// Counts joined to one that is linked share its harm: `drei Frauen und drei Kinder`.
fn spread(scene: &Scene<'_>, counted: &[Counted], links: &mut [Option<Link>]) {
    let is_joined = |left: &Counted, right: &Counted| {
        left.phrase.end <= right.phrase.start
            && (left.phrase.end..right.phrase.start).all(|token| {
                matches!(scene.upos(token), Upos::Cconj | Upos::Adv | Upos::Det | Upos::Adj)
                    || scene.lower(token) == ","
            })
            && right.phrase.start > left.phrase.end
    };
    let may = |found: &Counted| matches!(found.kind, Kind::Person | Kind::Unknown) && !is_part(scene, found);
    for at in 1..counted.len() {
        if links[at].is_none() && may(&counted[at]) && is_joined(&counted[at - 1], &counted[at]) {
            links[at] = links[at - 1].clone().filter(is_shared);
        }
    }
    for at in (1..counted.len()).rev() {
        if links[at - 1].is_none() && may(&counted[at - 1]) && is_joined(&counted[at - 1], &counted[at]) {
            links[at - 1] = links[at].clone().filter(is_shared);
        }
    }
}

fn is_shared(link: &Link) -> bool {
    !matches!(link.rule, "noun" | "attribute" | "toll")
}

/// Parts have the harm of their whole, unless they say their own.
fn part_links(scene: &Scene<'_>, counted: &[Counted], links: &mut [Option<Link>]) {
    for at in 0..counted.len() {
        if !is_part(scene, &counted[at]) || counted[at].kind == Kind::Other {
            continue;
        }
        let whole = (0..at).rev().find(|whole| {
            links[*whole].as_ref().is_some_and(|link| link.part_of.is_none())
                && !is_part(scene, &counted[*whole])
        });
        let Some(whole) = whole else { continue };
        let own = links[at].take().filter(|link| link.rule == "noun" || link.rule == "attribute");
        let mut link = own.or_else(|| links[whole].clone());
        if let Some(link) = &mut link {
            (link.part_of, link.rule) = (Some(whole), "part");
        }
        links[at] = link;
    }
}

/// `Die Zahl der Todesopfer stieg von 80 auf 90`: the last value after the noun.
fn toll_links(scene: &Scene<'_>, counted: &[Counted], links: &mut [Option<Link>]) {
    for (index, hit) in scene.hits.iter().enumerate().filter(|(_, hit)| hit.form.word.role == HarmRole::Toll)
    {
        let clause = scene.clause(hit.tokens.start);
        let value = counted.iter().rposition(|found| {
            found.tokens.start >= hit.tokens.end
                && scene.clause(found.tokens.start) == clause
                && found.kind != Kind::Other
                && follows_value(scene, found)
        });
        if let Some(at) = value {
            links[at] = Some(linked(hit, index, "toll", 0));
        }
    }
}

/// Whether a count is the value of a toll: `auf 90`, `at 90`.
fn follows_value(scene: &Scene<'_>, counted: &Counted) -> bool {
    let mut before = counted.phrase.start;
    while before > scene.tokens.start {
        before -= 1;
        if scene.is(before, Use::Value) || scene.lower(before) == ":" {
            return true;
        }
        if !matches!(scene.upos(before), Upos::Adv | Upos::Det) {
            return false;
        }
    }
    false
}

/// `was die Zahl der getöteten Zivilisten auf 3.200 erhöht`, `bringing the total to 220`.
fn raise_links(scene: &Scene<'_>, counted: &[Counted], links: &mut [Option<Link>], before: Option<Harm>) {
    for raise in scene.tokens.clone().filter(|token| scene.is(*token, Use::Raise)) {
        let value = counted.iter().position(|found| {
            found.tokens.start > raise && found.kind == Kind::Bare && follows_value(scene, found)
        });
        let Some(at) = value.filter(|at| links[*at].is_none()) else { continue };
        let start = counted[at].phrase.start;
        let between = scene.hits.iter().enumerate().find(|(_, hit)| {
            hit.tokens.start > raise && hit.tokens.end < start && hit.form.word.role != HarmRole::Of
        });
        let names_what = scene.is(raise + 1, Use::Of) || scene.upos(raise + 1) == Upos::Det;
        let link = match between {
            Some((index, hit)) => Some(linked(hit, index, "toll", 0)),
            None if names_what && !scene.is(raise + 1, Use::Value) => None,
            None => {
                let said = links.iter().flatten().map(|link| link.harm).next_back().or(before);
                said.filter(|_| start <= raise + 4).map(|harm| Link {
                    harm,
                    count: Count::Total,
                    hit: None,
                    part_of: None,
                    is_active: false,
                    rule: "toll",
                    distance: 0,
                })
            }
        };
        links[at] = link.map(|link| Link { count: Count::Total, ..link });
    }
}
