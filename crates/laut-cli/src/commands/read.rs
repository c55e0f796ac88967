//! `laut read`: reports in, their claims out, as tables for people or as records for programs.

use std::io::{IsTerminal, Write};
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use laut::lang::Data;
use laut::{Document, Record, Report, TalksRecord};
use laut_intake::Error;

use crate::about::About;
use crate::data::DataOption;
use crate::in_order::in_order;
use crate::output::{Outcome, complain, has_colour, remark, width};
use crate::view::{Look, talks, view};

/// Read reports and show their claims: who says what, how many, when, where, who disputes it
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Read {
    /// Files, folders (all texts, pages, feeds, documents and JSON Lines below them), or `-` for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    about: About,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// What to write
    #[arg(long, value_enum, default_value_t = View::Claims)]
    view: View,
    /// How many reports to read at once [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
    /// Say on standard error how many words a second were read
    #[arg(long)]
    stats: bool,
    #[command(flatten)]
    data: DataOption,
}

const EXAMPLES: &str = "\
Examples:
  laut read --publisher Tagesbote --published 2024-03-05 report.txt
  laut read reports/ | less
  laut read --from jsonl --format json - < reports.jsonl > records.jsonl
  laut read --view talks reports/";

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Tables for the terminal
    Table,
    /// One object a line, as `laut schema` describes it
    Json,
    /// Words, tags and trees, as Universal Dependencies writes them
    Conllu,
}

/// What is looked at in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum View {
    /// All that is claimed
    Claims,
    /// Talks and truces: who mediates between whom, proposals, conditions, answers, how far they came
    Talks,
}

/// Reads all reports and writes what was found.
pub(crate) fn run(command: Read) -> anyhow::Result<Outcome> {
    if command.view == View::Talks && command.format == Format::Conllu {
        bail!("expected `--format table` or `--format json` with `--view talks`, found `--format conllu`");
    }
    let start = Instant::now();
    let data = command.data.load()?;
    let mut tally = Tally { loading: start.elapsed(), ..Tally::default() };
    let threads =
        command.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let reports = command.about.reports(paths_or_stdin(command.paths)?);
    let look = Look { width: width(), colour: has_colour() };
    let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let start = Instant::now();
    in_order(
        threads,
        reports,
        |report| read(report, &data, (command.view, command.format), look),
        |result| {
            match result {
                None => out.flush()?,
                Some(Ok(view)) => {
                    out.write_all(&view.bytes)?;
                    tally.reports += 1;
                    tally.words += view.words;
                }
                Some(Err(message)) => {
                    complain(&message);
                    tally.failed += 1;
                }
            }
            Ok::<_, std::io::Error>(())
        },
    )
    .and_then(|()| out.flush())
    .context("writing the results")?;
    if command.stats {
        remark(&tally.in_words(start.elapsed(), threads));
    }
    Ok(Outcome::of(tally.reports, tally.failed))
}

/// The paths that were given. Without any it is standard input that is read, unless that is a terminal.
fn paths_or_stdin(paths: Vec<PathBuf>) -> anyhow::Result<Vec<PathBuf>> {
    if !paths.is_empty() {
        return Ok(paths);
    }
    if std::io::stdin().is_terminal() {
        bail!("expected a file or folder to read, found none; `laut read --help` shows examples");
    }
    Ok(vec!["-".into()])
}

/// What is written of one report.
struct Written {
    bytes: Vec<u8>,
    words: usize,
}

/// Reads one report. A fault of ours on one report must not cost the others.
fn read(
    report: Result<Report, Error>,
    data: &Data,
    what: (View, Format),
    look: Look,
) -> Result<Written, String> {
    let report = report.map_err(|error| error.to_string())?;
    let (input, words) = (report.input.clone(), report.text().split_whitespace().count());
    catch_unwind(AssertUnwindSafe(|| Written {
        bytes: write(laut::read(report, data), data, what, look),
        words,
    }))
    .map_err(|_| {
        format!("`{input}`: laut failed on this report, which is a fault in laut; please send it in")
    })
}

/// What was found, as it is written.
fn write(mut doc: Document, data: &Data, what: (View, Format), look: Look) -> Vec<u8> {
    match what {
        (View::Claims, Format::Json) => line(serde_json::to_vec(&Record::of(&doc))),
        (View::Talks, Format::Json) => line(serde_json::to_vec(&TalksRecord::of(&doc))),
        (View::Claims, Format::Table) => view(&Record::of(&doc), &TalksRecord::of(&doc), look).into_bytes(),
        (View::Talks, Format::Table) => {
            talks::alone(&Record::of(&doc), &TalksRecord::of(&doc), look).into_bytes()
        }
        (_, Format::Conllu) => match data.language(&doc.language) {
            Some(language) => {
                laut::parse::tree::find_trees(&mut doc, language);
                laut::parse::conllu::write(&doc, language).into_bytes()
            }
            None => Vec::new(),
        },
    }
}

/// A record as a line of JSON.
fn line(record: serde_json::Result<Vec<u8>>) -> Vec<u8> {
    let mut bytes = record.expect("a record has only string keys");
    bytes.push(b'\n');
    bytes
}

/// What was read, for `--stats`.
#[derive(Debug, Default)]
struct Tally {
    loading: Duration,
    reports: usize,
    words: usize,
    failed: usize,
}

impl Tally {
    fn in_words(&self, time: Duration, threads: usize) -> String {
        let Self { loading, reports, words, failed } = self;
        let (loading, seconds) = (loading.as_millis(), time.as_secs_f64());
        let speed = *words as f64 / seconds.max(f64::EPSILON);
        format!(
            "{reports} reports read, {failed} not; {words} words in {seconds:.2} s on {threads} threads: {speed:.0} words/s; \
             data loaded in {loading} ms"
        )
    }
}
