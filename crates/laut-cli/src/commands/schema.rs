//! `laut schema`: what a record looks like, for programs.

use std::io::Write;

use anyhow::Context;
use laut::{Record, TalksRecord};

use super::read::View;
use crate::output::Outcome;

/// Print the JSON Schema of what `laut read --format json` writes
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  laut schema > record.schema.json\n  laut schema --view talks > talks.schema.json"
)]
pub(crate) struct Schema {
    /// The view that `laut read` is asked for
    #[arg(long, value_enum, default_value_t = View::Claims)]
    view: View,
}

/// Prints the schema.
pub(crate) fn run(command: Schema) -> anyhow::Result<Outcome> {
    let schema = match command.view {
        View::Claims => Record::SCHEMA,
        View::Talks => TalksRecord::SCHEMA,
    };
    std::io::stdout().write_all(schema.as_bytes()).context("writing the schema")?;
    Ok(Outcome::Done)
}
