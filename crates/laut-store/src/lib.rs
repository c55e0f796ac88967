//! The ledger: reports as they were taken in, what laut read in them, and what people said of that reading.
//!
//! [`Store`] is a file of SQLite or a database of PostgreSQL, and this is the only crate that knows SQL. Some tables are
//! only ever added to: texts, reports, readings (the [record](laut::Record) of a report, whole), reviews, corrections
//! and tombstones. All else (claims, figures, entities) are rows to search in, made of those by `derive`;
//! [`Store::faults`] makes them again and compares.
//!
//! *Mindestens zwölf Menschen starben, sagte Ali Karim* is, once [added](Store::add), found by
//! [`Store::figures`] with `Search { speaker: Some("karim".into()), .. }`, as is *at least 12 died, Ali Karim said*. No
//! answer depends on the order in which reports came in. What reports say is not compared here: a ledger knows versions
//! of one report and relations inside one, not yet incidents.

#![warn(missing_docs)]

mod database;
mod derive;
mod entry;
mod error;
mod fold;
mod kept;
mod pack;
mod postgres;
mod review;
mod rows;
mod search;
mod sqlite;
mod store;
mod text;
mod words;

pub use entry::{Entry, Intake};
pub use error::Error;
pub use review::{Field, Kind, Review, Verdict};
pub use search::{
    Checked, ClaimRow, DisputeRow, EntityRow, FigureRow, NameRow, ReportRow, ReviewRow, Search,
};
pub use store::{Added, Store};
