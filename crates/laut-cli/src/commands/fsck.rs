//! `laut fsck`: whether a ledger is whole.

use std::io::Write;

use anyhow::Context;

use crate::ledger::LedgerOption;
use crate::output::Outcome;
use crate::progress::{Progress, Whole};

/// Check that the ledger is whole: the file, the ids of all reports, their readings, and all that is searched
///
/// The exit status is 0 when nothing is wrong, else 1.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Fsck {
    /// Make anew what is searched, from the reports, readings and reviews; these are never changed
    #[arg(long)]
    mend: bool,
    #[command(flatten)]
    ledger: LedgerOption,
}

const EXAMPLES: &str = "\
Examples:
  laut fsck
  laut fsck --mend --ledger war.db";

/// Checks the ledger.
pub(crate) fn run(command: &Fsck) -> anyhow::Result<Outcome> {
    let store = if command.mend {
        let mut store = command.ledger.to_write()?;
        store.mend()?;
        store
    } else {
        command.ledger.to_read()?
    };
    let mut progress = Progress::new(Whole::Reports(store.ids()?.len()));
    let mut count = 0;
    let faults = store.faults(|| {
        count += 1;
        progress.add(0);
    })?;
    drop(progress);
    let mut lines: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
    lines.push_str(&format!("{count} reports checked, {} faults\n", faults.len()));
    let mut out = std::io::stdout().lock();
    out.write_all(lines.as_bytes()).and_then(|()| out.flush()).context("writing the faults")?;
    Ok(if faults.is_empty() { Outcome::Done } else { Outcome::Partly })
}
