//! Turns what others publish into [`Report`](laut::Report)s: plain text files, saved pages, RSS and Atom files, documents
//! of word processors, JSON Lines, folders of them, and standard input.
//!
//! [`Reports`] is an iterator: a report is read when it is asked for, so a file of any number of rows is read in the
//! memory of its longest. What cannot be read is an [`Error`] that names file and place; the iterator goes on after it.
//! What was read with a doubt carries a remark, which stands in the coverage of its record.
//!
//! What strangers wrote is bounded before it is taken apart: bytes, elements in each other, what an archive unpacks to.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod dateline;
mod dates;
mod docx;
mod encoding;
mod error;
mod feed;
mod fields;
mod files;
mod format;
mod json_lines;
mod markup;
mod metadata;
mod meter;
mod page;
mod reports;
mod tags;
mod xml;

pub use error::Error;
pub use format::Format;
pub use meter::Meter;
pub use reports::{Defaults, LIMIT, Reports};
