//! Who and what a report is about: every mention of one actor or place joined.
//!
//! | text | entity |
//! | --- | --- |
//! | `Konteradmiral Daniel Hagari … Hagari … er` | person `Daniel Hagari`, roles `Konteradmiral` |
//! | `Rupert Colville, spokesman for the UN … Mr Colville … he` | person `Rupert Colville`, roles `spokesman`, affiliation UN |
//! | `Augenzeugen`, `Iraqi officials` as sources | entities of kind `anonymous`, the second with country IQ |
//!
//! First names are joined (`registry`), then people get their roles (`roles`), then every span that an attribution, figure or
//! event points at becomes a mention of an entity (`references`, `pronouns`); so do titles, bodies and the same words elsewhere. Whether two people of one surname are meant is
//! decided by nearness alone; relatives with one name in one sentence are not told apart. Coreference of common nouns
//! beyond titles and bodies is left out.

mod pronouns;
mod references;
mod registry;
mod roles;
#[cfg(test)]
mod tests;

use self::registry::{Draft, Registry};
use crate::lang::LanguageData;
use crate::text::{Document, Entity, EntityId, EntityKind, Span};

/// Writes [`Document::entities`], in the order of their first mention.
pub fn find_entities(doc: &mut Document, data: &LanguageData) {
    let mut registry = Registry::of_names(doc, data);
    roles::add_roles(&mut registry);
    resolve_sources(&mut registry);
    for span in other_references(doc) {
        references::refer(&mut registry, span, None);
    }
    references::add_repeats(&mut registry);
    let entities = finish(registry.drafts);
    doc.entities = entities;
}

/// Sources, in the order of the text, each knowing who spoke before.
fn resolve_sources(registry: &mut Registry<'_>) {
    let doc = registry.doc;
    let mut sources: Vec<Span> = doc.attributions.iter().filter_map(|found| found.source).collect();
    sources.extend(doc.attributions.iter().flat_map(|found| found.through.iter().copied()));
    sources.sort_unstable();
    sources.dedup();
    let mut speaker = None;
    for source in sources {
        speaker = references::refer(registry, source, speaker).or(speaker);
    }
}

/// Every other span that stands for somebody or a place.
fn other_references(doc: &Document) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for figure in &doc.figures {
        spans.extend(figure.victims.iter().chain(&figure.by).chain(&figure.place));
    }
    for event in &doc.events {
        spans.extend(event.actors.iter().chain(&event.recipients).chain(&event.place));
    }
    spans.extend(doc.verifications.iter().filter_map(|found| found.by));
    spans.extend(doc.relations.iter().filter_map(|found| found.by));
    spans.extend(doc.attributions.iter().filter_map(|found| found.said.place));
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// The entities with at least one mention, numbered in the order of their first one.
fn finish(mut drafts: Vec<Draft>) -> Vec<Entity> {
    for draft in &mut drafts {
        draft.mentions.sort_unstable();
        draft.mentions.dedup();
    }
    let mut order: Vec<usize> = (0..drafts.len()).filter(|at| !drafts[*at].mentions.is_empty()).collect();
    order.sort_by_key(|at| (drafts[*at].mentions[0], *at));
    let mut ids = vec![None; drafts.len()];
    for (id, at) in order.iter().enumerate() {
        ids[*at] = Some(EntityId(id as u32));
    }
    let entity = |at: &usize| {
        let draft = &drafts[*at];
        Entity {
            kind: draft.kind,
            name: draft.name.clone(),
            roles: draft.roles.clone(),
            affiliation: draft.affiliation.and_then(|other| ids[other]),
            country: draft.country.clone(),
            place: draft.place.clone().filter(|_| draft.kind == EntityKind::Place),
            mentions: draft.mentions.clone(),
            key: draft.key.clone(),
        }
    };
    order.iter().map(entity).collect()
}
