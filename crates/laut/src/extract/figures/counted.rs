//! What may be counted in a sentence: numbers with the noun they count, and one or nobody without a number.
//!
//! `mindestens 40 junge Soldaten` is the number `mindestens 40` with the head `Soldaten`; `ein Soldat` is one; `keine
//! Verletzten` is nobody.

use std::ops::Range;

use super::one;
use super::scene::Scene;
use crate::lang::figure_words::{HarmKind, HarmRole, Use, VictimNoun};
use crate::text::{Bound, Case, Group, NumberUse, Span, Upos};

/// Something that may be a count of people.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    /// The number with its modifier, or the phrase of the one or nobody.
    pub(super) span: Span,
    /// Tokens of the number.
    pub(super) tokens: Range<usize>,
    /// Tokens of the whole noun phrase.
    pub(super) phrase: Range<usize>,
    /// The noun that is counted.
    pub(super) head: Option<usize>,
    /// The nouns that say whom: compounds written apart, and nouns joined by a conjunction.
    pub(super) nouns: Option<Range<usize>>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) bound: Bound,
    /// The number; none for one and nobody.
    pub(super) number: Option<usize>,
    /// What the head is known to mean.
    pub(super) kind: Kind,
    /// Which people, as the nouns say.
    pub(super) groups: Vec<Group>,
    /// A preposition governs the phrase.
    pub(super) is_governed: bool,
    /// How it is told.
    pub(super) told: Told,
}

/// How a count is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// By a number.
    Number,
    /// By an article of one or none, or a pronoun of none.
    Article,
    /// By the name of a person.
    Named,
    /// By a definite article or a possessive.
    Definite,
}

/// What is known of the counted noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It means people.
    Person,
    /// It means something else.
    Other,
    /// The lists do not have it.
    Unknown,
    /// There is no noun.
    Bare,
}

/// Everything in a sentence that may be a count of people, in order.
pub(super) fn counted_in(scene: &Scene<'_>) -> Vec<Counted> {
    let doc = scene.doc;
    let first = doc.numbers.partition_point(|number| number.tokens.start < scene.tokens.start);
    let last = doc.numbers.partition_point(|number| number.tokens.start < scene.tokens.end);
    let mut counted: Vec<Counted> = (first..last)
        .filter(|number| doc.numbers[*number].used_as != NumberUse::Time)
        .map(|number| from_number(scene, number))
        .filter(|counted| {
            !is_age(scene, counted) && !is_compound(scene, counted) && !is_share(scene, counted)
        })
        .collect();
    for token in scene.tokens.clone() {
        let is_taken = |token: usize| {
            counted.iter().any(|counted| counted.tokens.contains(&token) || counted.phrase.contains(&token))
        };
        if !is_taken(token) {
            counted.extend(one::without_number(scene, token));
        }
    }
    counted.sort_by_key(|counted| counted.tokens.start);
    one::join_appositions(scene, &mut counted);
    counted
}

fn from_number(scene: &Scene<'_>, index: usize) -> Counted {
    let number = &scene.doc.numbers[index];
    let found = Nouns::after(scene, number.tokens.end);
    let unit = number
        .unit
        .filter(|unit| scene.tokens.contains(unit) && found.head.is_none() && scene.is_noun(*unit));
    // `bringing to 249 the number killed`
    let found = if found.head.is_some_and(|head| scene.is(head, Use::Raise)) {
        Nouns { end: number.tokens.end, head: None, nouns: None }
    } else {
        found
    };
    let predicate = predicate(scene, number.tokens.end).filter(|_| found.head.is_none() && unit.is_none());
    let found = Nouns {
        head: found.head.or(predicate),
        nouns: found.nouns.or(predicate.map(|noun| noun..noun + 1)),
        ..found
    };
    let head = found.head.or(unit);
    let end = found.end.max(unit.map_or(0, |unit| unit + 1)).max(number.tokens.end);
    let nouns = found.nouns.or(unit.map(|unit| unit..unit + 1));
    let phrase = phrase_start(scene, number.tokens.start)..end;
    let (kind, groups) = people(scene, head, nouns.clone());
    Counted {
        span: number.span,
        tokens: number.tokens.clone(),
        head,
        nouns,
        low: number.low,
        high: number.high,
        bound: number.bound,
        number: Some(index),
        kind,
        groups,
        is_governed: is_governed(scene, phrase.start),
        told: Told::Number,
        phrase,
    }
}

/// `23 were [women]`: the noun for people that says who a bare number counts.
fn predicate(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let noun = end + 1;
    let is_copula = noun < scene.tokens.end && scene.is(end, Use::Become) && scene.upos(end) == Upos::Aux;
    let is_alone =
        is_copula && scene.is_noun(noun) && !(noun + 1 < scene.tokens.end && scene.is_noun(noun + 1));
    let is_people = is_alone && people(scene, Some(noun), Some(noun..noun + 1)).0 == Kind::Person;
    is_people.then_some(noun)
}

/// The nouns after a number or article.
#[derive(Debug)]
pub(super) struct Nouns {
    pub(super) end: usize,
    pub(super) head: Option<usize>,
    pub(super) nouns: Option<Range<usize>>,
}

impl Nouns {
    pub(super) fn after(scene: &Scene<'_>, from: usize) -> Self {
        let none = Self { end: from, head: None, nouns: None };
        let mut token = from;
        while token < scene.tokens.end && !is_noun_here(scene, token) {
            let is_whole = token == from && scene.is(token, Use::Whole)
                || token == from + 1 && scene.is(from, Use::Whole) && scene.upos(token) == Upos::Det;
            // `11 of 42 hostages`, `11 of the 42 hostages`.
            let follows_whole = |token: usize| token > from && scene.is(token - 1, Use::Whole);
            let is_of_number = scene.upos(token) == Upos::Num
                && (follows_whole(token) || scene.upos(token - 1) == Upos::Det && follows_whole(token - 1));
            if !is_whole && !is_of_number && !is_before_noun(scene, token) || token > from + 6 {
                return none;
            }
            token += 1;
        }
        if token >= scene.tokens.end {
            return none;
        }
        let mut head = token;
        // English writes compounds apart: `police officers`.
        while !scene.data.switches.nouns_capitalised && continues_compound(scene, head) {
            head += 1;
        }
        let first = listed_start(scene, token, head);
        let mut end = head + 1;
        while let Some(next) = joined_noun(scene, end) {
            end = next + 1;
        }
        Self { end, head: Some(head), nouns: Some(first..end) }
    }
}

/// Whether a token is a noun to be counted; English `dead`, `wounded` are, where no noun follows.
fn is_noun_here(scene: &Scene<'_>, token: usize) -> bool {
    let is_self = scene.hits.iter().any(|hit| {
        let word = hit.form.word;
        hit.tokens == (token..token + 1) && word.kind == HarmKind::Noun && word.role == HarmRole::Itself
    });
    if scene.is_noun(token) && !scene.data.switches.nouns_capitalised && is_adjective_hit(scene, token) {
        return !scene.is_noun(token + 1);
    }
    scene.is_noun(token)
        || is_self && scene.upos(token) == Upos::Adj && scene.may_be_noun(token) && !scene.is_noun(token + 1)
}

pub(super) fn is_adjective_hit(scene: &Scene<'_>, token: usize) -> bool {
    scene.hits.iter().any(|hit| hit.tokens.start == token && hit.form.word.kind == HarmKind::Adjective)
}

/// Whether a token can stand between a number and its noun.
fn is_before_noun(scene: &Scene<'_>, token: usize) -> bool {
    if scene.upos(token) == Upos::Punct {
        return matches!(scene.lower(token), "„" | "“" | "\"" | "'" | "»" | "«");
    }
    match scene.upos(token) {
        Upos::Adj | Upos::Det => true,
        Upos::Adv => {
            scene.is(token, Use::More)
                || is_before_noun(scene, token + 1) && scene.upos(token + 1) == Upos::Adj
        }
        Upos::Verb => {
            is_adjective_hit(scene, token) && (scene.is_noun(token + 1) || scene.upos(token + 1) == Upos::Adj)
        }
        Upos::Pron | Upos::X => scene.is(token, Use::More) || is_adjective_hit(scene, token),
        _ => false,
    }
}

/// Whether the noun after this one belongs to the same English compound.
fn continues_compound(scene: &Scene<'_>, noun: usize) -> bool {
    let next = noun + 1;
    let is_listed = |token: usize| scene.words.victims.contains(scene.lower(token));
    let is_harm = scene.hits.iter().any(|hit| {
        hit.tokens.contains(&next)
            && matches!(hit.form.word.kind, HarmKind::Phrase | HarmKind::Adjective | HarmKind::Verb)
    });
    let is_time =
        scene.doc.times.iter().any(|time| time.span.overlaps(scene.doc.tokens[noun.min(next)].span));
    next < scene.tokens.end
        && matches!(scene.upos(next), Upos::Noun | Upos::Propn)
        && !is_harm
        && !is_time
        && (!is_listed(noun) || is_listed(next))
}

/// Where the listed expression starts that ends with a head: `police officers`, but `soldiers` in `Iranian soldiers`.
fn listed_start(scene: &Scene<'_>, from: usize, head: usize) -> usize {
    let is_listed = |start: &usize| {
        scene.words.victims.at(&scene.doc.tokens, *start).any(|(length, _)| start + length == head + 1)
    };
    (from..head).find(is_listed).unwrap_or(head)
}

/// A further noun for people joined without a number: `women and children`.
fn joined_noun(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let noun = end + 1;
    let is_people = scene.upos(end) == Upos::Cconj
        && noun < scene.tokens.end
        && scene.is_noun(noun)
        && scene.words.victims.word(scene.lower(noun)).any(|known| known.is_person);
    is_people.then_some(noun)
}

/// The first token of the phrase of a number: articles and `weitere` before it belong to it.
fn phrase_start(scene: &Scene<'_>, number: usize) -> usize {
    let mut start = number;
    while start > scene.tokens.start {
        let before = start - 1;
        let is_phrase =
            |hit: &super::scene::Hit| hit.tokens.contains(&before) && hit.form.word.kind == HarmKind::Phrase;
        let belongs = (matches!(scene.upos(before), Upos::Det | Upos::Adj)
            || is_possessive(scene, before)
            || scene.is(before, Use::More))
            && !scene.hits.iter().any(is_phrase);
        if !belongs || scene.is(before, Use::Relative) && scene.upos(before) != Upos::Det {
            break;
        }
        start = before;
    }
    start
}

/// Whether a token is a possessive: `their two maids`.
pub(super) fn is_possessive(scene: &Scene<'_>, token: usize) -> bool {
    let is_genitive =
        scene.doc.tokens[token].feats.case == Some(Case::Gen) && scene.upos(token) == Upos::Pron;
    is_genitive || scene.data.names.pronoun(scene.lower(token)).is_some_and(|pronoun| pronoun.is_possessive)
}

/// Whether a preposition governs the phrase; `a total of` and `eine Gruppe von` count what follows.
pub(super) fn is_governed(scene: &Scene<'_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|before| *before >= scene.tokens.start) else {
        return false;
    };
    let is_in_hit = || {
        let holds =
            |hit: &super::scene::Hit| hit.tokens.contains(&before) && hit.form.word.role == HarmRole::Object;
        scene.hits.iter().any(holds)
    };
    if scene.upos(before) != Upos::Adp
        || scene.is_part(before)
        || scene.is(before, Use::Postposition)
        || is_in_hit()
    {
        return false;
    }
    let counts = before.checked_sub(1).is_some_and(|noun| scene.is(noun, Use::Raise));
    !(scene.is(before, Use::Of) && counts)
}

/// What the nouns mean.
pub(super) fn people(
    scene: &Scene<'_>,
    head: Option<usize>,
    nouns: Option<Range<usize>>,
) -> (Kind, Vec<Group>) {
    let (Some(head), Some(nouns)) = (head, nouns) else { return (Kind::Bare, Vec::new()) };
    let mut groups = Vec::new();
    let mut kind = Kind::Unknown;
    let mut token = nouns.start;
    while token < nouns.end {
        let longest = scene.words.victims.longest(&scene.doc.tokens, token);
        let length = longest.map_or(1, |(length, _)| length).max(1);
        let known: Vec<&VictimNoun> = scene
            .words
            .victims
            .at(&scene.doc.tokens, token)
            .filter(|(found, _)| *found == length)
            .map(|(_, noun)| noun)
            .collect();
        let endings = scene.words.victims.ending(scene.lower(token));
        let known: Vec<&VictimNoun> = if known.is_empty() { endings.iter().collect() } else { known };
        let is_end = token + length >= nouns.end || scene.upos(token + length) == Upos::Cconj;
        for noun in known {
            if token + length > head && is_end {
                kind = match (noun.is_person, kind) {
                    (true, _) => Kind::Person,
                    (false, Kind::Person) => Kind::Person,
                    (false, _) => Kind::Other,
                };
            }
            if is_end {
                groups.extend(noun.groups.iter().copied());
            }
        }
        token += length;
    }
    // Offices and trades are people.
    if kind == Kind::Unknown && scene.data.names.role(scene.lower(head)).is_some() {
        kind = Kind::Person;
    }
    let mut seen = Vec::new();
    groups.retain(|group| {
        !seen.contains(group) && {
            seen.push(*group);
            true
        }
    });
    (kind, groups)
}

/// A number alone between marks is an age: `Ali Karim, 34, starb`.
fn is_age(scene: &Scene<'_>, counted: &Counted) -> bool {
    let is_mark = |token: usize| matches!(scene.lower(token), "," | "(" | ")");
    let before = counted.tokens.start.checked_sub(1);
    counted.head.is_none()
        && counted.bound == Bound::Exact
        && before.is_some_and(|before| {
            is_mark(before) && matches!(scene.upos(before.wrapping_sub(1)), Upos::Propn | Upos::Noun)
        })
        && is_mark(counted.tokens.end)
}

/// A number inside a word counts nobody: `34-year-old`, `12-stündig`.
fn is_compound(scene: &Scene<'_>, counted: &Counted) -> bool {
    counted.tokens.clone().next_back().is_some_and(|last| {
        let form = scene.lower(last);
        let after = form.split_once('-').map_or("", |(_, after)| after);
        form.starts_with(|first: char| first.is_ascii_digit()) && after.starts_with(char::is_alphabetic)
    }) || is_score(scene, counted)
}

/// Digits that a mark joins to others are a score or a rate: `6-3`, `3:1`.
fn is_score(scene: &Scene<'_>, counted: &Counted) -> bool {
    let is_digits = |token: usize| scene.lower(token).starts_with(|first: char| first.is_ascii_digit());
    let is_mark = |token: usize| matches!(scene.lower(token), "-" | "–" | ":" | "/");
    let (start, end) = (counted.tokens.start, counted.tokens.end);
    counted.head.is_none()
        && (is_mark(end) && is_digits(end + 1) || start >= 2 && is_mark(start - 1) && is_digits(start - 2))
}

/// A fraction counts nobody, and neither does the whole that it is of: `mehr als die Hälfte der 2,3 Millionen Einwohner`.
fn is_share(scene: &Scene<'_>, counted: &Counted) -> bool {
    let is_fraction = |value: Option<f64>| value.is_some_and(|value| value > 0.0 && value < 1.0);
    let start = counted.phrase.start;
    let ends_at = |token: usize| scene.doc.numbers.iter().any(|number| number.tokens.end == token);
    let is_whole = scene.is(start, Use::Whole) && ends_at(start)
        || start > 0 && scene.is(start - 1, Use::Whole) && ends_at(start - 1);
    is_fraction(counted.low) || is_fraction(counted.high) || is_whole
}
