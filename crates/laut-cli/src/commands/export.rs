//! `laut export`: all of a ledger for other programs.

mod gold;
mod rows;

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};
use laut_store::{Checked, Search, Store};
use serde_json::Value;

use self::rows::{Format, Rows};
use super::find::OfReports;
use crate::destination::Destination;
use crate::ledger::LedgerOption;
use crate::output::Outcome;
use crate::view::ledger::{Field, Type, claims, entities, figures, reports};

/// Write all reports, claims, figures or entities of the ledger for other programs; or reviewed reports as gold
///
/// Each row leads back by `report`, `claim` and `id`, and by `start` and `end` to the words in the report's text. Corrected
/// values are written; `shows` says whose reading a row is, and `laut show ID` what the machine read. Rejected rows are
/// written, too, with `review` saying so.
///
/// Gold is what laut and others are measured by: of each reviewed report its text and, beside it, its claims and figures as
/// people left them, in the form that laut's evaluation reads. A report is reviewed when each of its claims was accepted,
/// corrected or rejected; a figure of which nobody said anything goes with its claim. Rejected claims and figures are left
/// out. What laut did not find is not in a ledger, so add it to the files by hand. Times and relations cannot be reviewed:
/// they are written as laut read them, with `optional = true`, for which a scorer counts nothing; take that away from those
/// that you have looked at. Entities, and figures of one or of nobody, are not written. A file that is there with other
/// content is never written over.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Export {
    /// What to write
    #[arg(value_enum)]
    what: What,
    #[command(flatten)]
    of: OfReports,
    /// How to write rows [default: jsonl]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Where to write it, instead of to standard output; for gold, a folder
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// As gold, write reports too of which only some claims or figures are reviewed; the others are optional
    #[arg(long = "partly")]
    is_partly: bool,
    #[command(flatten)]
    ledger: LedgerOption,
}

const EXAMPLES: &str = "\
Examples:
  laut export figures --format csv > figures.csv
  laut export figures --format parquet --output figures.parquet
  laut export records --since 2024-03-01 > records.jsonl
  laut export gold --output gold/";

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// One row a report, with its text
    Reports,
    /// One row a claim
    Claims,
    /// One row a figure
    Figures,
    /// One row an entity of a report
    Entities,
    /// The machine's readings whole, as `laut read --format json` writes them; JSON Lines only
    Records,
    /// Reviewed reports: two files each, in the folder that --output names
    Gold,
}

/// Writes the rows.
pub(crate) fn run(command: &Export) -> anyhow::Result<Outcome> {
    let store = command.ledger.to_read()?;
    let search = Search { checked: Some(Checked::Any), ..command.of.search(&store)? };
    if command.is_partly && command.what != What::Gold {
        bail!("expected `laut export gold` with --partly, found another kind of rows");
    }
    match command.what {
        What::Claims => command.write(claims::FIELDS, &store, &search, Store::claims),
        What::Figures => command.write(figures::FIELDS, &store, &search, Store::figures),
        What::Entities => command.write(entities::FIELDS, &store, &search, Store::entities),
        What::Reports => command.write_reports(&store, &search),
        What::Records => command.write_records(&store, &search),
        What::Gold => return command.write_gold(&store, &search),
    }?;
    Ok(Outcome::Done)
}

impl Export {
    fn format(&self) -> Format {
        self.format.unwrap_or(Format::Jsonl)
    }

    fn open(&self) -> anyhow::Result<Destination> {
        match self.format() {
            Format::Parquet => Destination::open_binary(self.output.as_deref()),
            Format::Jsonl | Format::Csv => Destination::open(self.output.as_deref()),
        }
    }

    fn write<R>(
        &self,
        fields: &[Field<R>],
        store: &Store,
        search: &Search,
        find: fn(&Store, &Search) -> Result<Vec<R>, laut_store::Error>,
    ) -> anyhow::Result<()> {
        let mut rows = Rows::new(self.format(), columns(fields), self.open()?)?;
        for search in parts(store, search)? {
            for row in find(store, &search)? {
                rows.add(fields, &row, None)?;
            }
        }
        rows.finish()
    }

    fn write_reports(&self, store: &Store, search: &Search) -> anyhow::Result<()> {
        let mut columns = columns(reports::FIELDS);
        columns.push(("text", Type::Text));
        let mut rows = Rows::new(self.format(), columns, self.open()?)?;
        for report in store.reports(search)? {
            rows.add(reports::FIELDS, &report, Some(Value::from(store.text(&report.id)?)))?;
        }
        rows.finish()
    }

    fn write_records(&self, store: &Store, search: &Search) -> anyhow::Result<()> {
        if self.format() != Format::Jsonl {
            bail!("expected `--format jsonl` for records, found another; `laut export claims` writes rows");
        }
        let mut out = self.open()?;
        for report in store.reports(search)? {
            writeln!(out, "{}", store.record(&report.id)?).context("writing the records")?;
        }
        out.finish()
    }

    fn write_gold(&self, store: &Store, search: &Search) -> anyhow::Result<Outcome> {
        let Some(folder) = &self.output else {
            bail!("expected a folder with --output, found none; gold is two files for each report");
        };
        if self.format.is_some() {
            bail!("expected no --format for gold, found one; its form is always the same");
        }
        gold::write(store, search, folder, self.is_partly)
    }
}

fn columns<R>(fields: &[Field<R>]) -> Vec<(&'static str, Type)> {
    fields.iter().map(|(name, kind, _)| (*name, *kind)).collect()
}

/// Where nothing but reports is asked for, one search for each of them, in their order: so no more than the rows of one
/// report are in memory at once. Else one search, whose days and words are those of the rows.
fn parts(store: &Store, search: &Search) -> anyhow::Result<Vec<Search>> {
    if search.since.is_some() || search.until.is_some() || search.text.is_some() {
        return Ok(vec![search.clone()]);
    }
    let reports = store.reports(search)?.into_iter();
    Ok(reports.map(|report| Search { report: Some(report.id), ..search.clone() }).collect())
}
