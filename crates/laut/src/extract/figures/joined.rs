//! Counts that get their harm from another count, or are the value of a toll.
//!
//! `drei Frauen und drei Kinder` share a verb, `darunter drei Kinder` is a part of the count before it; in `Die Zahl der Toten
//! stieg von 80 auf 90` and `bringing the total to 220` the last value is the toll.

use super::counted::{Counted, Kind};
use super::govern::{Link, is_part, linked};
use super::scene::Scene;
use crate::lang::figure_words::{HarmKind, HarmRole, Use};
use crate::text::{Count, Harm, Upos};

/// Counts joined to one that is linked share its harm: `drei Frauen und drei Kinder`.
pub(super) fn spread(scene: &Scene<'_>, counted: &[Counted], links: &mut [Option<Link>]) {
    let is_joined = |left: &Counted, right: &Counted| {
        left.phrase.end <= right.phrase.start
            && (left.phrase.end..right.phrase.start).all(|token| {
                matches!(scene.upos(token), Upos::Cconj | Upos::Adv | Upos::Det | Upos::Adj)
                    || scene.lower(token) == ","
                    || scene.is(token, Use::Join)
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
pub(super) fn part_links(scene: &Scene<'_>, counted: &[Counted], links: &mut [Option<Link>]) {
    for at in 0..counted.len() {
        if !is_part(scene, &counted[at]) || counted[at].kind == Kind::Other {
            continue;
        }
        let whole = (0..at).rev().find(|whole| {
            links[*whole].as_ref().is_some_and(|link| link.part_of.is_none())
                && !is_part(scene, &counted[*whole])
        });
        let Some(whole) = whole else {
            // `Among the dead are four nurses`: the part names the harm itself.
            let named = scene.hits.iter().enumerate().find(|(_, hit)| {
                hit.form.word.role == HarmRole::Itself
                    && scene.segment(hit.tokens.start) == scene.segment(counted[at].tokens.start)
                    && hit.tokens.end <= counted[at].phrase.start
            });
            if let Some((index, hit)) = named.filter(|_| counted[at].kind == Kind::Person) {
                links[at] = Some(linked(hit, index, "part", 0));
            }
            continue;
        };
        // `two of them have been released` says what happened to them.
        let says_own = |link: &Link| {
            let differs = links[whole].as_ref().is_some_and(|whole| whole.harm != link.harm);
            matches!(link.rule, "noun" | "attribute") || differs && !scene.in_part(counted[at].tokens.start)
        };
        let own = links[at].clone().filter(says_own);
        let mut link = own.or_else(|| links[whole].clone());
        if let Some(link) = &mut link {
            (link.part_of, link.rule) = (Some(whole), "part");
        }
        links[at] = link;
    }
}

/// `Of the 57 dead, 23 were women and 12 children`: counts that nothing else governs, in a sentence that opens with a whole.
pub(super) fn whole_links(scene: &Scene<'_>, counted: &[Counted], links: &mut [Option<Link>]) {
    let Some(whole) = counted.first().filter(|whole| {
        let before = whole.phrase.start.checked_sub(1).filter(|before| *before >= scene.tokens.start);
        before.is_some_and(|before| {
            let opens = scene.segment(before) == before || before == scene.tokens.start;
            opens && scene.is(before, Use::Of) && scene.upos(before) == Upos::Adp
        })
    }) else {
        return;
    };
    let Some(harm) = links.first().cloned().flatten() else { return };
    for at in 1..counted.len() {
        let is_of_people = matches!(counted[at].kind, Kind::Person | Kind::Bare);
        let is_number = counted[at].number.is_some() && counted[at].low <= whole.high.or(whole.low);
        if links[at].is_some() || !is_of_people || !is_number || counted[at].is_governed {
            continue;
        }
        links[at] = Some(Link { part_of: Some(0), rule: "part", ..harm.clone() });
    }
}

/// `Die Zahl der Todesopfer stieg von 80 auf 90`: the last value after the noun.
pub(super) fn toll_links(scene: &Scene<'_>, counted: &[Counted], links: &mut [Option<Link>]) {
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
pub(super) fn raise_links(
    scene: &Scene<'_>,
    counted: &[Counted],
    links: &mut [Option<Link>],
    before: Option<Harm>,
) {
    for raise in scene.tokens.clone().filter(|token| scene.is(*token, Use::Raise)) {
        if let Some(at) = counted.iter().position(|found| stands_before(scene, found, raise)) {
            let harmed = scene.hits.iter().enumerate().find(|(_, hit)| hit.tokens.start > raise);
            let link = harmed.map(|(index, hit)| linked(hit, index, "toll", 0));
            links[at] = link.map(|link| Link { count: Count::Total, ..link });
            continue;
        }
        let value = counted.iter().position(|found| {
            found.tokens.start > raise && found.kind == Kind::Bare && follows_value(scene, found)
        });
        let Some(at) = value.filter(|at| links[*at].is_none()) else { continue };
        let start = counted[at].phrase.start;
        let between = scene.hits.iter().enumerate().find(|(_, hit)| {
            let is_noun = hit.form.word.kind == HarmKind::Noun;
            let of_people = || (raise..hit.tokens.end).any(|token| is_people(scene, token));
            hit.tokens.start > raise
                && hit.tokens.end < start
                && hit.form.word.role != HarmRole::Of
                && (is_noun || of_people())
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

/// `bringing to 249 the number killed`: the value of a toll before its noun.
fn stands_before(scene: &Scene<'_>, counted: &Counted, raise: usize) -> bool {
    counted.kind == Kind::Bare
        && counted.tokens.end + 1 == raise
        && scene.upos(counted.tokens.end) == Upos::Det
        && follows_value(scene, counted)
}

/// Whether a word means people: `people killed`, `those killed`; a verb of harm alone may be about films.
fn is_people(scene: &Scene<'_>, token: usize) -> bool {
    let is_person = scene.words.victims.word(scene.lower(token)).any(|noun| noun.is_person);
    is_person || scene.upos(token) == Upos::Pron
}
