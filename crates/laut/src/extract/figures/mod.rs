//! Finds figures: numbers of people to whom something happened.
//!
//! `Rebellen töteten am Montag mindestens 40 Soldaten.` gives 40 or more soldiers killed by rebels, on Monday. `The blast
//! left 12 dead and 30 wounded` gives twelve killed and thirty injured. `darunter drei Kinder` is a part of the figure before
//! it; `ein Soldat wurde getötet` is one, `no casualties` is nobody. Ages, sizes of forces, populations, and numbers of
//! attacks, weapons and houses are no figures.
//!
//! For each count in a sentence (`counted`; one or nobody without a number: `one`) the word of harm that governs it is sought
//! (`govern`): a noun that is counted itself, an attribute, a noun that what is counted belongs to, or a verb of the same
//! clause. Parts, joined counts and the values of a toll get theirs from what stands before (`joined`).
//! What else the sentence says of it (`details`) is added. A harm that is only known from another sentence is not given.
//!
//! The record and its values are those of the MUC-3 and MUC-4 templates (effect on human targets, with bounds), widened by
//! the displaced, the captured and those in need.

mod counted;
mod details;
mod govern;
mod joined;
mod one;
mod scene;

use compact_str::format_compact;

use crate::lang::LanguageData;
use crate::lang::figure_words::HarmKind;
use crate::text::{Document, Figure, Group, NumberUse, Span};

use counted::Counted;
use govern::Link;
use scene::Scene;

/// Writes [`Document::figures`], and marks the numbers that they use.
pub fn find_figures(doc: &mut Document, data: &LanguageData) {
    let mut figures = Vec::new();
    let mut used = Vec::new();
    for sentence in doc.sentences.iter().filter(|sentence| !sentence.is_heading) {
        let Some(scene) = Scene::of(doc, data, sentence.tokens.clone()) else { continue };
        figures_of(&scene, &mut figures, &mut used);
    }
    for number in used {
        doc.numbers[number].used_as = NumberUse::Figure;
    }
    doc.figures = figures;
}

/// Adds the figures of a sentence.
fn figures_of(scene: &Scene<'_>, figures: &mut Vec<Figure>, used: &mut Vec<usize>) {
    let counted = counted::counted_in(scene);
    if counted.is_empty() {
        return;
    }
    let before = figures.last().map(|figure: &Figure| figure.harm);
    let links = govern::link(scene, &counted, before);
    // The figure of each count, and whom it counts, for the counts after it.
    let mut places: Vec<Option<usize>> = vec![None; counted.len()];
    let mut people: Option<(Option<Span>, Vec<Group>)> = None;
    for (at, link) in links.iter().enumerate() {
        let Some(link) = link else { continue };
        let part_of = link.part_of.and_then(|whole| places[whole]);
        let figure = figure_of(scene, &counted, at, link, part_of, people.as_ref(), figures);
        // What follows a part goes on with the whole: `unter ihnen zwei Kinder; 30 weitere seien verletzt`.
        if figure.victims.is_some() && part_of.is_none() && !is_word_of_harm(scene, &counted[at]) {
            people = Some((figure.victims, figure.groups.clone()));
        }
        used.extend(counted[at].number);
        places[at] = Some(figures.len());
        figures.push(figure);
    }
}

fn figure_of(
    scene: &Scene<'_>,
    counted: &[Counted],
    at: usize,
    link: &Link,
    part_of: Option<usize>,
    people: Option<&(Option<Span>, Vec<Group>)>,
    figures: &[Figure],
) -> Figure {
    let found = &counted[at];
    let count = details::count(scene, found, link);
    let (from, to) = details::days(scene, found, link, count);
    let is_here = |figure: &&Figure| figure.span.start() >= scene.doc.tokens[scene.tokens.start].span.start();
    let before = figures.last().filter(is_here).and_then(|figure| figure.by);
    let doing = details::doing(scene, counted, at, link, before);
    let named = victims(scene, found, link);
    let (victims, groups) = match (named, people) {
        (Some(_), Some(people)) if is_word_of_harm(scene, found) => people.clone(),
        (Some(named), _) => (Some(named.0), named.1),
        (None, Some(people)) => people.clone(),
        (None, None) => (None, Vec::new()),
    };
    let mut figure = Figure {
        span: found.span,
        low: found.low,
        high: found.high,
        bound: found.bound,
        harm: link.harm,
        trigger: link.hit.map(|hit| scene.doc.span_of(scene.hits[hit].tokens.clone())),
        victims,
        groups,
        means: doing.means,
        by: doing.by,
        count,
        from,
        to,
        place: details::place(scene, found, link),
        part_of,
        rule: format_compact!("{}.figure.{}", scene.data.switches.tag, link.rule),
    };
    if let Some(whole) = part_of.and_then(|whole| figures.get(whole)) {
        figure.count = whole.count;
        (figure.from, figure.to) = (whole.from, whole.to);
        figure.place = whole.place.or(figure.place);
        (figure.by, figure.means) = (whole.by, whole.means);
        if found.nouns.is_none() {
            (figure.victims, figure.groups) = (whole.victims, whole.groups.clone());
        }
    }
    figure
}

/// The nouns that say whom a count counts, with their groups; for a toll, the noun of the toll.
fn victims(scene: &Scene<'_>, counted: &Counted, link: &Link) -> Option<(Span, Vec<Group>)> {
    if let Some(nouns) = &counted.nouns {
        return Some((scene.doc.span_of(nouns.clone()), counted.groups.clone()));
    }
    let hit = link.hit.filter(|_| link.rule == "toll").map(|hit| &scene.hits[hit])?;
    let is_person = |token: &usize| {
        let is_listed = || scene.words.victims.word(scene.lower(*token)).any(|noun| noun.is_person);
        scene.is_noun(*token) && is_listed()
    };
    let around = hit.tokens.start.saturating_sub(3).max(scene.tokens.start)..counted.phrase.start;
    let token = hit.tokens.clone().rev().find(is_person).or_else(|| around.clone().find(is_person))?;
    Some((scene.doc.tokens[token].span, counted::people(scene, Some(token), Some(token..token + 1)).1))
}

/// Whether the noun only repeats the harm: `and 30 injured`.
fn is_word_of_harm(scene: &Scene<'_>, counted: &Counted) -> bool {
    !scene.data.switches.nouns_capitalised
        && counted.head.is_some_and(|head| {
            scene
                .hits
                .iter()
                .any(|hit| hit.tokens.contains(&head) && hit.form.word.kind == HarmKind::Adjective)
        })
        && counted.nouns.as_ref().is_some_and(|nouns| nouns.len() == 1)
}
