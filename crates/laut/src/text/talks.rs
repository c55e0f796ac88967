//! What a report tells of talks: who mediates between whom, what is proposed, wanted first and answered, how far it came.

use jiff::civil::Date;

use super::token::words;
use super::{EntityId, Span};

words! {
    /// How somebody answers a proposal.
    Answer {
        /// Agrees to it.
        Accepted = "accepted",
        /// Does not agree to it.
        Refused = "refused",
        /// Will look into it.
        Considered = "considered",
    }
}

words! {
    /// How far talks or a truce have come.
    TalksStatus {
        /// Terms are settled, nothing has begun.
        Agreed = "agreed",
        /// By one side.
        Declared = "declared",
        /// It holds.
        InEffect = "in_effect",
        /// It goes on for longer.
        Extended = "extended",
        /// It is over, or has failed.
        BrokenOff = "broken_off",
    }
}

/// Somebody or some place that the talks are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party {
    /// The words that stand for it.
    pub span: Span,
    /// The entity that the head of these words mentions.
    pub entity: Option<EntityId>,
}

/// Something that somebody proposes, or wants to be done first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Who.
    pub by: Vec<Party>,
    /// What, in pieces where other words interrupt it.
    pub content: Vec<Span>,
    /// The claim that says it; an index into the claims.
    pub claim: Option<usize>,
}

/// An answer to a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Who answers.
    pub by: Vec<Party>,
    /// How.
    pub answer: Answer,
    /// The proposal that it answers; an index into the proposals.
    pub to: Option<usize>,
    /// The words that answer.
    pub span: Span,
    /// The claim that says it; an index into the claims.
    pub claim: Option<usize>,
}

/// By when something is to be done, or until when the truce holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The time expression.
    pub span: Span,
    /// Its first day.
    pub from: Option<Date>,
    /// Its last day.
    pub to: Option<Date>,
}

/// The talks that a report tells of; empty where it tells of none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Talks {
    /// Between whom the talks are, or who declares the truce and against whom.
    pub parties: Vec<Party>,
    /// Who mediates.
    pub mediators: Vec<Party>,
    /// Where the talks are, were or are proposed to be.
    pub venue: Vec<Party>,
    /// What is proposed.
    pub proposals: Vec<Terms>,
    /// What somebody wants to be done before it talks or agrees.
    pub preconditions: Vec<Terms>,
    /// How proposals are answered.
    pub responses: Vec<Response>,
    /// The last state that the report tells, with the words that tell it.
    pub status: Option<(TalksStatus, Span)>,
    /// By when.
    pub deadline: Vec<Deadline>,
}

impl Talks {
    /// Whether the report tells of no talks.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
