//! `laut retract`: a report is no longer used for answers, but kept.

use jiff::Timestamp;

use crate::ledger::{By, LedgerOption};
use crate::output::{Outcome, remark};

/// Set a tombstone on a report: it is kept, but answers are no longer made of it
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Retract {
    /// The beginning of the report's id, as `laut reports` shows it
    report: String,
    /// Why
    #[arg(long)]
    why: String,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    ledger: LedgerOption,
}

const EXAMPLES: &str = "\
Examples:
  laut retract 4f1c9a02 --why \"the agency withdrew it\"";

/// Retracts the report.
pub(crate) fn run(command: Retract) -> anyhow::Result<Outcome> {
    let mut store = command.ledger.to_write()?;
    let id = store.retract(&command.report, &command.why, &command.by.name()?, Timestamp::now())?;
    remark(&format!("retracted {id}"));
    Ok(Outcome::Done)
}
