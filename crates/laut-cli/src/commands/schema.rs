//! `laut schema`: what a record looks like, for programs.

use std::io::Write;

use anyhow::Context;
use laut::Record;

use crate::output::Outcome;

/// Print the JSON Schema of the records that `laut read --format json` writes
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  laut schema > record.schema.json")]
pub(crate) struct Schema {}

/// Prints the schema.
pub(crate) fn run(_: Schema) -> anyhow::Result<Outcome> {
    std::io::stdout().write_all(Record::SCHEMA.as_bytes()).context("writing the schema")?;
    Ok(Outcome::Done)
}
