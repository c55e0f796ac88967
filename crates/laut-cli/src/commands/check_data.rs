//! `laut check-data`: whether language data can be read, and whether the words in it do what their rows say.

use std::io::Write;

use anyhow::{Context, bail};
use laut::lang::table::{self, Row, Table};
use laut::lang::{Data, DataFiles};
use laut::{Record, Report};

use crate::data::DataOption;
use crate::output::Outcome;

/// Read the language data and try each word on its row's example
///
/// A file that cannot be read is named with its line and what may stand there. Of the rows with an example, those are
/// listed whose example does not give what the row says. With `--data`, only rows that differ from those built in are tried.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CheckData {
    /// One language, such as `de` [default: all]
    language: Option<String>,
    #[command(flatten)]
    data: DataOption,
}

const EXAMPLES: &str = "\
Examples:
  laut check-data --data my-data
  laut check-data de";

/// What the example of a row of a list has to give: the list, its first column, and the test.
type Expectation = (&'static str, fn(&Row<'_>, &Record) -> bool, &'static str);

const EXPECTATIONS: &[Expectation] = &[
    ("reporting_verbs.tsv", has_act, "a claim with this act"),
    ("reporting_nouns.tsv", has_act, "a claim with this act"),
    ("attribution_phrases.tsv", has_act, "a claim with this act"),
    (
        "hearsay.tsv",
        |_, record| record.claims.iter().any(|claim| claim.mode != "unattributed"),
        "a claim that is attributed",
    ),
    ("harms.tsv", has_harm, "a figure with this harm"),
    ("event_triggers.tsv", has_event, "an event of this type"),
];

fn has_act(row: &Row<'_>, record: &Record) -> bool {
    row.list("act").any(|act| record.claims.iter().any(|claim| claim.act == act))
}

fn has_harm(row: &Row<'_>, record: &Record) -> bool {
    let harms: Vec<&str> = row.list("harm").collect();
    record.claims.iter().flat_map(|claim| &claim.figures).any(|figure| harms.contains(&figure.harm))
}

fn has_event(row: &Row<'_>, record: &Record) -> bool {
    let types: Vec<&str> = row.list("type").collect();
    record.claims.iter().flat_map(|claim| &claim.events).any(|event| types.contains(&event.event_type))
}

/// Reads all data and tries the examples.
pub(crate) fn run(command: &CheckData) -> anyhow::Result<Outcome> {
    let (files, built_in) = (command.data.files()?, DataFiles::embedded());
    let data = command.data.load()?;
    let tags: Vec<&str> = Data::TAGS
        .iter()
        .copied()
        .filter(|tag| command.language.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(tag)))
        .collect();
    if tags.is_empty() {
        let known = Data::TAGS.join("`, `");
        bail!(
            "expected a language that laut reads, `{known}`, found `{}`",
            command.language.as_deref().unwrap_or_default()
        );
    }
    let is_own = command.data.is_given();
    let mut out = std::io::stdout().lock();
    let mut failures = 0;
    for tag in tags {
        let read = files.paths().filter(|path| path.starts_with(&format!("{tag}/"))).count();
        let mut tried = 0;
        for &(list, holds, expected) in EXPECTATIONS {
            let path = format!("{tag}/{list}");
            let (text, before) = (files.text(&path)?, built_in.text(&path)?);
            let columns = table::columns(text);
            let known: Vec<&str> = before.lines().collect();
            let lines: Vec<&str> = text.lines().collect();
            for row in Table::read(&path, text, &columns)?.rows() {
                if is_own && known.contains(&lines[row.line - 1]) {
                    continue;
                }
                tried += 1;
                let mut report = Report::new(row.text("example"));
                report.language = Some(tag.to_owned());
                if !holds(&row, &Record::of(&laut::read(report, &data))) {
                    failures += 1;
                    let (word, example) = (row.text(columns[0]), row.text("example"));
                    let message = format!("expected {expected} from the example, found none");
                    writeln!(out, "{path}:{}: `{word}`: {message}: {example}", row.line)
                        .context("writing what was found")?;
                }
            }
        }
        writeln!(out, "{tag}: {read} files read, {tried} rows tried on their examples")
            .context("writing what was found")?;
    }
    Ok(if failures == 0 { Outcome::Done } else { Outcome::Partly })
}
