//! What laut writes of the talks that a report tells of: one JSON object a report. Offsets count Unicode code points.
//!
//! These types are the border, as those of the claim record are; entities and claims have the ids that they have there.

use serde::Serialize;

use super::record::{EntityRecord, Offsets, Reference, Words, Writer, claim_id, entity_id};
use crate::text::{Document, Party, Terms};

/// The talks of one report; lists are empty where it tells of none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TalksRecord {
    /// Version of laut that wrote it.
    pub laut: &'static str,
    /// The report.
    pub report: TalksReport,
    /// The entities of the claim record.
    pub entities: Vec<EntityRecord>,
    /// Between whom the talks are, or who declares the truce and against whom.
    pub parties: Vec<Reference>,
    /// Who mediates.
    pub mediators: Vec<Reference>,
    /// Where the talks are, were or are proposed to be.
    pub venue: Vec<Reference>,
    /// What is proposed.
    pub proposals: Vec<TermsRecord>,
    /// What somebody wants to be done before it talks or agrees.
    pub preconditions: Vec<TermsRecord>,
    /// How proposals are answered.
    pub responses: Vec<ResponseRecord>,
    /// How far talks or truce have come.
    pub status: Option<StatusRecord>,
    /// By when something is to be done, or until when the truce holds.
    pub deadline: Vec<DeadlineRecord>,
}

/// The report that the talks were read from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TalksReport {
    /// `sha256:` over url, publisher, published and text.
    pub id: String,
    /// File name, line number or url.
    pub input: String,
    /// Date, or date-time with offset.
    pub published: Option<String>,
    /// BCP 47 tag.
    pub language: String,
}

/// A proposal or a precondition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermsRecord {
    /// Who.
    pub by: Vec<Reference>,
    /// What.
    pub content: Vec<Words>,
    /// Id of the claim that says it.
    pub claim: Option<String>,
}

/// An answer to a proposal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResponseRecord {
    /// Who answers.
    pub by: Vec<Reference>,
    /// How.
    pub answer: &'static str,
    /// Index into the proposals.
    pub to: Option<usize>,
    /// `[start, end)` in code points.
    pub span: Offsets,
    /// The words that answer.
    pub text: String,
    /// Id of the claim that says it.
    pub claim: Option<String>,
}

/// How far talks or a truce have come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatusRecord {
    /// The state.
    pub value: &'static str,
    /// `[start, end)` in code points.
    pub span: Offsets,
    /// The words that tell it.
    pub text: String,
}

/// A time by which something is to be done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeadlineRecord {
    /// `[start, end)` in code points.
    pub span: Offsets,
    /// The words.
    pub text: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

impl TalksRecord {
    /// JSON Schema (draft 2020-12) of the talks of a report as they are written out.
    pub const SCHEMA: &str = include_str!("talks.schema.json");

    /// Makes the record of the talks that a document tells of.
    #[must_use]
    pub fn of(doc: &Document) -> Self {
        let (writer, talks, report) = (Writer::of(doc), &doc.talks, doc.report());
        let references = |parties: &[Party]| -> Vec<Reference> {
            let reference = |party: &Party| Reference {
                span: writer.offsets(party.span),
                text: writer.text(party.span),
                entity: party.entity.map(entity_id),
            };
            parties.iter().map(reference).collect()
        };
        let terms = |terms: &Terms| TermsRecord {
            by: references(&terms.by),
            content: terms.content.iter().map(|piece| writer.words(*piece)).collect(),
            claim: terms.claim.map(claim_id),
        };
        Self {
            laut: env!("CARGO_PKG_VERSION"),
            report: TalksReport {
                id: report.id(),
                input: report.input.clone(),
                published: report.published.as_ref().map(|published| published.as_str().to_owned()),
                language: doc.language.clone(),
            },
            entities: (0..doc.entities.len()).map(|index| writer.entity(index)).collect(),
            parties: references(&talks.parties),
            mediators: references(&talks.mediators),
            venue: references(&talks.venue),
            proposals: talks.proposals.iter().map(terms).collect(),
            preconditions: talks.preconditions.iter().map(terms).collect(),
            responses: talks
                .responses
                .iter()
                .map(|response| ResponseRecord {
                    by: references(&response.by),
                    answer: response.answer.as_str(),
                    to: response.to,
                    span: writer.offsets(response.span),
                    text: writer.text(response.span),
                    claim: response.claim.map(claim_id),
                })
                .collect(),
            status: talks.status.map(|(status, span)| StatusRecord {
                value: status.as_str(),
                span: writer.offsets(span),
                text: writer.text(span),
            }),
            deadline: talks
                .deadline
                .iter()
                .map(|deadline| DeadlineRecord {
                    span: writer.offsets(deadline.span),
                    text: writer.text(deadline.span),
                    from: deadline.from.map(|day| day.to_string()),
                    to: deadline.to.map(|day| day.to_string()),
                })
                .collect(),
        }
    }

    /// Whether the report tells of no talks.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { parties, mediators, venue, proposals, preconditions, responses, status, deadline, .. } =
            self;
        [parties, mediators, venue].into_iter().all(Vec::is_empty)
            && proposals.is_empty()
            && preconditions.is_empty()
            && responses.is_empty()
            && status.is_none()
            && deadline.is_empty()
    }
}
