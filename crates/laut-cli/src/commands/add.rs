//! `laut add`: reports are read and kept.

use std::io::Write;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use laut::lang::Data;
use laut::{Record, Report};
use laut_store::{Added, Entry, Intake, Store};

use crate::about::About;
use crate::data::DataOption;
use crate::in_order::{in_order, threads};
use crate::ledger::LedgerOption;
use crate::output::{Outcome, remark};
use crate::progress::{Progress, Whole};
use crate::stop::Stop;

/// Read reports and keep them in the ledger, with all that is claimed in them
///
/// A report that is there already is not read again. A report with another text, date or publisher under a url that is
/// there is its next version; the one before stays.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Add {
    /// Files, folders (every `*.txt` below them), or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    ledger: LedgerOption,
    #[command(flatten)]
    about: About,
    /// How many reports to read at once [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
    #[command(flatten)]
    data: DataOption,
}

const EXAMPLES: &str = "\
Examples:
  laut add --publisher Tagesbote --published 2024-03-05 report.txt
  laut add --ledger war.db reports/
  laut add --from jsonl - < reports.jsonl";

/// Reports that are written together, while others who write have to wait.
const TOGETHER: usize = 256;
/// After this time even fewer are written.
const PATIENCE: Duration = Duration::from_secs(1);

/// Reads the reports that are not there yet, and keeps them.
pub(crate) fn run(command: Add) -> anyhow::Result<Outcome> {
    let path = command.ledger.path()?;
    if command.paths.iter().any(|report| report == &path) {
        bail!("expected reports, found the ledger `{}` itself", path.display());
    }
    let data = command.data.load()?;
    let mut keeper = Keeper::new(&path)?;
    let known = keeper.store.ids()?;
    let threads = threads(command.threads);
    let stop = Stop::on_signal();
    let (reports, meter) = command.about.reports(command.paths);
    let reports = reports.take_while(|_| !stop.is_wanted());
    let mut progress = Progress::new(Whole::Bytes(meter));
    let mut failed = 0;
    let added = in_order(
        threads,
        reports,
        |report| match report {
            Err(error) => Err(error.to_string()),
            Ok(report) if known.contains(&report.id()) => Ok(None),
            Ok(report) => read(report, &data).map(Some),
        },
        |result| {
            match result {
                None => keeper.write_if_it_waits()?,
                Some(Err(message)) => {
                    progress.complain(&message);
                    failed += 1;
                }
                Some(Ok(None)) => {
                    keeper.known += 1;
                    progress.add(0);
                }
                Some(Ok(Some((entry, words)))) => {
                    keeper.keep(entry)?;
                    progress.add(words);
                }
            }
            Ok::<_, laut_store::Error>(())
        },
    );
    let added = added.and_then(|()| keeper.write()).and_then(|()| keeper.store.tend());
    drop(progress);
    writeln!(std::io::stdout(), "{}", keeper.in_words()).context("saying what was added")?;
    added?;
    if stop.is_wanted() {
        remark("stopped; what was added is kept, and `laut add` with the same paths goes on");
        return Ok(Outcome::Partly);
    }
    Ok(Outcome::of(keeper.added + keeper.versions + keeper.known, failed))
}

/// Reads one report, and counts its words. A fault of ours on one report must not cost the others.
pub(crate) fn read(report: Report, data: &Data) -> Result<(Entry, usize), String> {
    let (input, intake) = (report.input.clone(), Intake::of(&report));
    let words = report.text().split_whitespace().count();
    catch_unwind(AssertUnwindSafe(|| (Entry::of(Record::of(&laut::read(report, data)), intake), words)))
        .map_err(|_| {
            format!("`{input}`: laut failed on this report, which is a fault in laut; please send it in")
        })
}

/// Writes reports into the ledger, some at a time.
struct Keeper {
    store: Store,
    waiting: Vec<(Entry, jiff::Timestamp)>,
    last: Instant,
    time: jiff::Timestamp,
    added: usize,
    versions: usize,
    known: usize,
}

impl Keeper {
    fn new(path: &Path) -> anyhow::Result<Self> {
        let (store, time) = (Store::create(path)?, jiff::Timestamp::now());
        let (waiting, last) = (Vec::new(), Instant::now());
        Ok(Self { store, waiting, last, time, added: 0, versions: 0, known: 0 })
    }

    /// Takes a report in. No two are taken in at the same microsecond, so that versions have an order.
    fn keep(&mut self, entry: Entry) -> Result<(), laut_store::Error> {
        let next = self.time + jiff::SignedDuration::from_micros(1);
        self.time = jiff::Timestamp::now().max(next);
        self.waiting.push((entry, self.time));
        if self.waiting.len() >= TOGETHER { self.write() } else { self.write_if_it_waits() }
    }

    fn write_if_it_waits(&mut self) -> Result<(), laut_store::Error> {
        if self.last.elapsed() < PATIENCE { Ok(()) } else { self.write() }
    }

    fn write(&mut self) -> Result<(), laut_store::Error> {
        self.last = Instant::now();
        if self.waiting.is_empty() {
            return Ok(());
        }
        for added in self.store.add(&self.waiting)? {
            match added {
                Added::New => self.added += 1,
                Added::Version => self.versions += 1,
                Added::Known => self.known += 1,
            }
        }
        self.waiting.clear();
        Ok(())
    }

    fn in_words(&self) -> String {
        let Self { added, versions, known, .. } = self;
        format!("{added} added, {versions} new versions, {known} already there")
    }
}
