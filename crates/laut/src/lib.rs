//! laut reads reports on wars and crises and keeps what is claimed: who says what happened, to whom, where, when,
//! how many, how sure, who denies it and who could not confirm it. Every entry points at the exact characters it
//! was read from.
//!
//! The library is pure: no files, no network, no clock. [`read`] turns a [`Report`] into a [`Document`] whose
//! layers hold everything that was found; [`Record::of`] is what is written out.
//!
//! Modules are layers; each imports only from those above it: [`text`], [`lang`], [`parse`], [`extract`],
//! [`claims`], [`reconcile`], [`pipeline`].

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod claims;
pub mod extract;
pub mod lang;
pub mod parse;
pub mod pipeline;
pub mod reconcile;
pub mod text;

pub use claims::record::Record;
pub use claims::talks_record::TalksRecord;
pub use lang::LanguageData;
pub use pipeline::read;
pub use text::{Document, Report, Span};
