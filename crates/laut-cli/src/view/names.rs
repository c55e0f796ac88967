//! From the ids in a record to what they stand for.

use std::collections::BTreeMap;

use laut::Record;
use laut::claims::record::{ClaimRecord, FigureRecord, Reference};

use super::cells::clean;

/// The entities, claims and figures of a record by their ids.
pub(crate) struct Names<'r> {
    entities: BTreeMap<&'r str, &'r str>,
    claims: BTreeMap<&'r str, &'r ClaimRecord>,
    figures: BTreeMap<&'r str, &'r FigureRecord>,
}

impl<'r> Names<'r> {
    pub(crate) fn of(record: &'r Record) -> Self {
        let figures = record.claims.iter().flat_map(|claim| &claim.figures);
        Self {
            entities: record.entities.iter().map(|entity| (&*entity.id, &*entity.name)).collect(),
            claims: record.claims.iter().map(|claim| (&*claim.id, claim)).collect(),
            figures: figures.map(|figure| (&*figure.id, figure)).collect(),
        }
    }

    pub(crate) fn claim(&self, id: &str) -> Option<&'r ClaimRecord> {
        self.claims.get(id).copied()
    }

    pub(crate) fn figure(&self, id: &str) -> Option<&'r FigureRecord> {
        self.figures.get(id).copied()
    }

    /// The name of an entity, if it has one.
    pub(crate) fn entity(&self, id: Option<&str>) -> Option<String> {
        self.entities.get(id?).map(|name| clean(name)).filter(|name| !name.is_empty())
    }

    /// The entity's name, else the words that stand for it.
    pub(crate) fn reference(&self, reference: &Reference) -> String {
        self.entity(reference.entity.as_deref()).unwrap_or_else(|| clean(&reference.text))
    }

    /// Who says a claim, with those it was heard through.
    pub(crate) fn who(&self, claim: &ClaimRecord) -> String {
        let source = match &claim.source {
            Some(source) => self.reference(source),
            None if claim.mode == "unattributed" => "the report".to_owned(),
            None => "not named".to_owned(),
        };
        let through = claim.through.iter().map(|source| format!(" via {}", self.reference(source)));
        std::iter::once(source).chain(through).collect()
    }
}

/// What is said, in one line; in quotation marks where all of it is quoted.
pub(crate) fn content(claim: &ClaimRecord) -> String {
    let pieces: Vec<String> = claim.content.iter().map(|piece| clean(&piece.text)).collect();
    let content = pieces.join(" ");
    if claim.mode == "direct" && !content.starts_with(['„', '“', '"', '»', '«', '‘', '‚', '”']) {
        format!("“{content}”")
    } else {
        content
    }
}

/// Whether the words of a denial only point at what is denied: `which`, `das`.
pub(crate) fn is_pointer(claim: &ClaimRecord) -> bool {
    let words: usize = claim.content.iter().map(|piece| piece.text.split_whitespace().count()).sum();
    claim.act == "deny" && claim.mode != "direct" && words == 1
}
