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
use crate::in_order::{in_order, threads};
use crate::output::{Outcome, has_colour, remark, width};
use crate::progress::{Progress, Whole};
use crate::stop::Stop;
use crate::view::rows::{self, Dialect};
use crate::view::{self, Look, Order, html, markdown, terminal};

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
    /// Figures as rows, with the semicolons and the byte-order mark that Excel needs in most of Europe
    #[arg(long, conflicts_with = "format")]
    csv_excel: bool,
    /// What to write
    #[arg(long, value_enum, default_value_t = View::Claims)]
    view: View,
    /// In which order to show claims and figures
    #[arg(long, value_enum, default_value_t = Order::Text)]
    sort: Order,
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
  laut read --format html reports/ > reports.html
  laut read --format csv reports/ > figures.csv
  laut read --from jsonl --format json - < reports.jsonl > records.jsonl
  laut read --view talks reports/";

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Tables for the terminal
    Table,
    /// One object a line, as `laut schema` describes it
    Json,
    /// One row a figure, with its source, days, place and quotation
    Csv,
    /// The tables as a page for a wiki
    Markdown,
    /// One web page: the text with its claims marked, the tables beside it
    Html,
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

/// What is written of each report, and how.
#[derive(Debug, Clone, Copy)]
struct Written {
    format: Format,
    dialect: Dialect,
    view: View,
    order: Order,
    look: Look,
}

/// Reads all reports and writes what was found.
pub(crate) fn run(command: Read) -> anyhow::Result<Outcome> {
    let is_of_talks = matches!(command.format, Format::Table | Format::Json | Format::Markdown);
    if command.view == View::Talks && (!is_of_talks || command.csv_excel) {
        bail!("expected `--format table`, `json` or `markdown` with `--view talks`, found another");
    }
    let start = Instant::now();
    let data = command.data.load()?;
    let mut tally = Tally { loading: start.elapsed(), ..Tally::default() };
    let threads = threads(command.threads);
    let stop = Stop::on_signal();
    let (reports, meter) = command.about.reports(paths_or_stdin(command.paths)?);
    let reports = reports.take_while(|_| !stop.is_wanted()).enumerate();
    let written = Written {
        format: if command.csv_excel { Format::Csv } else { command.format },
        dialect: if command.csv_excel { Dialect::Excel } else { Dialect::Plain },
        view: command.view,
        order: command.sort,
        look: Look { width: width(), colour: has_colour() },
    };
    let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut progress = Progress::new(Whole::Bytes(meter));
    let start = Instant::now();
    let read_all = |out: &mut dyn Write| {
        out.write_all(&written.opening())?;
        in_order(
            threads,
            reports,
            |(number, report)| read(report, &data, written, number),
            |result| {
                match result {
                    None => out.flush()?,
                    Some(Ok(found)) => {
                        out.write_all(&found.bytes)?;
                        tally.reports += 1;
                        tally.words += found.words;
                        progress.add(found.words);
                    }
                    Some(Err(message)) => {
                        progress.complain(&message);
                        tally.failed += 1;
                    }
                }
                Ok::<_, std::io::Error>(())
            },
        )?;
        out.write_all(&written.closing())?;
        out.flush()
    };
    read_all(&mut out).context("writing the results")?;
    drop(progress);
    if command.stats {
        remark(&tally.in_words(start.elapsed(), threads));
    }
    if stop.is_wanted() {
        remark(&format!("stopped; {} reports were read and written", tally.reports));
        return Ok(Outcome::Partly);
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

/// What was found in one report.
struct Found {
    bytes: Vec<u8>,
    words: usize,
}

/// Reads one report. A fault of ours on one report must not cost the others.
fn read(
    report: Result<Report, Error>,
    data: &Data,
    written: Written,
    number: usize,
) -> Result<Found, String> {
    let report = report.map_err(|error| error.to_string())?;
    let (input, words) = (report.input.clone(), report.text().split_whitespace().count());
    catch_unwind(AssertUnwindSafe(|| Found {
        bytes: written.of(laut::read(report, data), data, number),
        words,
    }))
    .map_err(|_| {
        format!("`{input}`: laut failed on this report, which is a fault in laut; please send it in")
    })
}

impl Written {
    /// What comes before the first report.
    fn opening(self) -> Vec<u8> {
        match self.format {
            Format::Csv => rows::opening(self.dialect),
            Format::Html => html::opening().into_bytes(),
            Format::Table | Format::Json | Format::Markdown | Format::Conllu => Vec::new(),
        }
    }

    /// What was found in one report; `number` counts the reports from 0.
    fn of(self, mut doc: Document, data: &Data, number: usize) -> Vec<u8> {
        let record = || Record::of(&doc);
        let talks = || TalksRecord::of(&doc);
        let page = || match self.view {
            View::Claims => view::claims(&record(), &talks(), self.order),
            View::Talks => view::talks(&record(), &talks()),
        };
        match self.format {
            Format::Json => match self.view {
                View::Claims => line(serde_json::to_vec(&record())),
                View::Talks => line(serde_json::to_vec(&talks())),
            },
            Format::Table => terminal::write(&page(), self.look).into_bytes(),
            Format::Markdown => markdown::write(&page()).into_bytes(),
            Format::Csv => rows::write(&record(), self.order, self.dialect),
            Format::Html => html::write(&record(), &talks(), self.order, number + 1).into_bytes(),
            Format::Conllu => match data.language(&doc.language) {
                Some(language) => {
                    laut::parse::tree::find_trees(&mut doc, language);
                    laut::parse::conllu::write(&doc, language).into_bytes()
                }
                None => Vec::new(),
            },
        }
    }

    /// What comes after the last report.
    fn closing(self) -> Vec<u8> {
        if self.format == Format::Html { html::closing().into_bytes() } else { Vec::new() }
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
