//! `laut check`: whether the figures, dates and quotations of a text are in the reports that it cites.

use std::path::PathBuf;

use anyhow::bail;
use laut::Document;
use laut::reconcile::cited::{self, Finding, Place, Verdict};
use serde_json::json;

use crate::about::About;
use crate::compared::{self, Format, read_all};
use crate::data::DataOption;
use crate::output::{Outcome, has_colour, width};
use crate::view::part::{Column, Entry, Page, Part};
use crate::view::{Look, terminal};

/// Look for each figure, date and quotation of a text in the reports that it cites
///
/// Each is found, found otherwise (with another value, bound, period, source, or other words), or not there; both places are
/// shown. The exit status is 0 when all was found as it stands, else 1.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    /// The text: a draft, a page, an answer; `-` for standard input
    text: PathBuf,
    /// The reports that it cites: files or folders
    #[arg(long, value_name = "REPORT", required = true, num_args = 1..)]
    against: Vec<PathBuf>,
    #[command(flatten)]
    about: About,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    data: DataOption,
}

const EXAMPLES: &str = "\
Examples:
  laut check draft.txt --against agency.txt ministry.txt
  laut check --published 2024-03-05 answer.txt --against reports/
  laut check --format json answer.txt --against reports.jsonl || echo 'look again'";

const COLUMNS: &[Column] = &[
    Column { title: "", widest: 9, is_number: false },
    Column { title: "in the text", widest: 60, is_number: false },
    Column { title: "in the reports", widest: 60, is_number: false },
    Column { title: "other", widest: 16, is_number: false },
];

/// Compares the text with the reports and shows what was found.
pub(crate) fn run(command: Check) -> anyhow::Result<Outcome> {
    let data = command.data.load()?;
    let mut failed = 0;
    let texts = read_all(command.about.clone(), vec![command.text], &data, &mut failed);
    let [text] = &*texts else { bail!("expected one text to look through, found {}", texts.len()) };
    let reports = read_all(command.about, command.against, &data, &mut failed);
    if reports.is_empty() {
        bail!("expected reports to look in with `--against`, found none that could be read");
    }
    let findings = cited::check(text, &reports);
    let written = match command.format {
        Format::Table => table(text, &reports, &findings),
        Format::Json => findings.iter().map(|found| json(text, &reports, found)).collect(),
    };
    compared::write(&written)?;
    let is_found = |finding: &Finding| matches!(finding.verdict, Verdict::Found(_));
    Ok(if failed == 0 && findings.iter().all(is_found) { Outcome::Done } else { Outcome::Partly })
}

fn table(text: &Document, reports: &[Document], findings: &[Finding]) -> String {
    let look = Look { width: width(), colour: has_colour() };
    let count = |is_counted: fn(&Verdict) -> bool| {
        findings.iter().filter(|finding| is_counted(&finding.verdict)).count()
    };
    let found = count(|verdict| matches!(verdict, Verdict::Found(_)));
    let otherwise = count(|verdict| matches!(verdict, Verdict::Differs(..)));
    let missing = count(|verdict| matches!(verdict, Verdict::Missing));
    let facts = vec![
        format!("{found} found"),
        format!("{otherwise} found otherwise"),
        format!("{missing} not there"),
    ];
    let rows: Vec<Vec<Entry>> = findings.iter().map(|finding| row(text, reports, finding)).collect();
    let words =
        Part::Words("Nothing to look for was found in this text: no figure, number, date or quotation.");
    let part = if rows.is_empty() {
        words
    } else {
        Part::Table { heading: "Findings", is_headed: false, columns: COLUMNS, rows }
    };
    terminal::write(&Page { title: text.report().input.clone(), facts, parts: vec![part] }, look)
}

fn row(text: &Document, reports: &[Document], finding: &Finding) -> Vec<Entry> {
    let there = |found: &Place| compared::cell(&reports[found.report], found.span);
    let (verdict, place_there, other) = match &finding.verdict {
        Verdict::Found(found) => ("found", there(found), String::new()),
        Verdict::Differs(found, other) => ("otherwise", there(found), compared::names(other).join("\n")),
        Verdict::Missing => ("not there", String::new(), String::new()),
    };
    let is_found = verdict == "found";
    vec![
        Entry { text: verdict.to_owned(), is_striking: !is_found, is_faint: is_found },
        Entry::from(compared::cell(text, finding.span)),
        Entry::from(place_there),
        Entry::from(other),
    ]
}

/// A finding as a line of JSON.
fn json(text: &Document, reports: &[Document], finding: &Finding) -> String {
    let (verdict, found, other) = match &finding.verdict {
        Verdict::Found(found) => ("found", Some(found), &[][..]),
        Verdict::Differs(found, differences) => ("otherwise", Some(found), &**differences),
        Verdict::Missing => ("missing", None, &[][..]),
    };
    let there = found.map(|found| compared::value(&reports[found.report], found.span));
    let written = json!({
        "kind": finding.kind.as_str(),
        "verdict": verdict,
        "other": compared::names(other),
        "in_text": compared::value(text, finding.span),
        "in_report": there,
    });
    format!("{written}\n")
}
