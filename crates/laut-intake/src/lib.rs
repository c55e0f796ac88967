//! Turns what others publish into [`Report`](laut::Report)s: plain text files, folders of them, standard input and
//! JSON Lines.
//!
//! [`Reports`] is an iterator: a report is read when it is asked for, so a file of any number of rows is read in the
//! memory of its longest. What cannot be read is an [`Error`] that names file and line; the iterator goes on after it.

#![warn(missing_docs)]

mod error;
mod files;
mod json_lines;
mod reports;

pub use error::Error;
pub use reports::{Defaults, Format, LIMIT, Reports};
