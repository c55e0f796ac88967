//! Gold files: Markdown that an editor can read, each heading a test, with a text and what is expected of it.
//!
//! ````markdown
//! # „laut“ as a preposition, with a minimum figure
//!
//! There is no verb; *mindestens* makes the figure a lower bound.
//!
//! ```text de 2024-03-05 Abendbote
//! Laut Innenministerium starben am Montag mindestens zwölf Menschen.
//! ```
//!
//! ```claims
//! source   Innenministerium
//! cue      Laut
//! figure   >=12   killed   Menschen
//! ```
//! ````
//!
//! - A heading with blocks under it is a case; its text is the test's name. A heading without blocks only groups others.
//! - `text` blocks hold the input: language (`-`: to be detected), and, optional, date of publication and publisher.
//! - Every other block is an expectation; its first word is the kind, which the caller renders.
//! - `(open)` at the end of a heading: the case is known to fail; it is reported as ignored.
//!
//! How a rendering is compared is the caller's choice, see [`Rendered`]. `LAUT_UPDATE=1` writes what is found into the
//! blocks that differ; without it nothing is ever written. The crate knows no type of laut: it compares text.

mod compare;
mod parse;
mod run;
pub mod server;

pub use compare::{Rendered, differences};
pub use parse::{Block, Case, Input, parse_cases};
pub use run::{Render, run_gold, update_file};
