//! `laut export`: all of a ledger for other programs.

use std::io::Write;

use anyhow::Context;
use laut_store::{Checked, Search};
use serde_json::Value;

use super::find::OfReports;
use crate::ledger::LedgerOption;
use crate::output::Outcome;
use crate::view::Look;
use crate::view::ledger::{Answer, Field, Format, claims, figures, list, reports};

/// Write all reports, claims, figures or entities of the ledger for other programs
///
/// Each row leads back by `report`, `claim` and `id`, and by `start` and `end` to the words in the report's text. Corrected
/// values are written; `shows` says whose reading a row is, and `laut show ID` what the machine read. Rejected rows are
/// written, too, with `review` saying so.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Export {
    /// What to write
    #[arg(value_enum)]
    what: What,
    #[command(flatten)]
    of: OfReports,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Rows::Jsonl)]
    format: Rows,
    #[command(flatten)]
    ledger: LedgerOption,
}

const EXAMPLES: &str = "\
Examples:
  laut export figures --format csv > figures.csv
  laut export records --since 2024-03-01 > records.jsonl";

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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Rows {
    /// One object a line
    Jsonl,
    /// Comma-separated rows
    Csv,
}

/// The fields of an entity.
const ENTITY: &[Field<laut_store::EntityRow>] = &[
    ("id", |row| row.id.clone().into()),
    ("report", |row| row.report.clone().into()),
    ("kind", |row| row.kind.clone().into()),
    ("name", |row| row.name.clone().into()),
    ("key", |row| row.key.clone().into()),
    ("roles", |row| list(&row.roles, "; ")),
    ("affiliation", |row| row.affiliation.clone().into()),
    ("country", |row| row.country.clone().into()),
    ("geonames", |row| row.geonames.into()),
    ("latitude", |row| row.point.map(|(lat, _)| lat).into()),
    ("longitude", |row| row.point.map(|(_, lon)| lon).into()),
    ("precision", |row| row.precision.clone().into()),
    ("mentions", |row| row.mentions.into()),
];

/// Writes the rows.
pub(crate) fn run(command: &Export) -> anyhow::Result<Outcome> {
    let store = command.ledger.to_read()?;
    let search = Search { checked: Some(Checked::Any), ..command.of.search(&store)? };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let answer = match command.what {
        What::Claims => claims::answer(&store.claims(&search)?),
        What::Figures => figures::answer(&store.figures(&search)?),
        What::Entities => {
            let found = store.entities(&search)?;
            Answer::of(&found, ("entity", "entities"), ("Entities", &[]), |_| Vec::new(), ENTITY)
        }
        What::Reports => {
            let found = store.reports(&search)?;
            let mut answer = reports::answer(&found);
            answer.names.push("text");
            for (report, row) in found.iter().zip(&mut answer.fields) {
                row.push(Value::from(store.text(&report.id)?));
            }
            answer
        }
        What::Records => {
            if command.format == Rows::Csv {
                anyhow::bail!(
                    "expected `--format jsonl` for records, found `csv`; `laut export claims` writes rows"
                );
            }
            for report in store.reports(&search)? {
                writeln!(out, "{}", store.record(&report.id)?).context("writing the records")?;
            }
            out.flush().context("writing the records")?;
            return Ok(Outcome::Done);
        }
    };
    let format = if command.format == Rows::Csv { Format::Csv } else { Format::Json };
    let bytes = answer.written(format, Look { width: 100, colour: false });
    out.write_all(&bytes).and_then(|()| out.flush()).context("writing the rows")?;
    Ok(Outcome::Done)
}
