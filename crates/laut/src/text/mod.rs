//! The text of a report and the types that point into it. Nothing here knows a language.

pub mod annotation;
pub mod attribution;
pub mod diagnostic;
pub mod document;
pub mod line_index;
pub mod report;
pub mod span;
pub mod talks;
pub mod token;

pub use annotation::{
    Bound, Count, Entity, EntityId, EntityKind, Event, EventStatus, EventType, Figure, Group, Harm, Name,
    NameClass, Number, NumberUse, Place, PlacePrecision, ProperName, TimeExpr, TimeType,
};
pub use attribution::{
    Act, Attribution, Certainty, Claim, Mode, Polarity, Relation, RelationKind, Said, Verification,
    VerificationStatus,
};
pub use diagnostic::{Diagnostic, Severity};
pub use document::Document;
pub use line_index::LineIndex;
pub use report::{DateSource, Published, Report};
pub use span::Span;
pub use talks::{Answer, Deadline, Party, Response, Talks, TalksStatus, Terms};
pub use token::{
    Case, Clause, ClauseKind, Degree, Feats, Gender, Mood, Number as GrammaticalNumber, Person, Phrase,
    PronType, Quotation, Sentence, Tense, Token, Upos, VerbForm,
};
