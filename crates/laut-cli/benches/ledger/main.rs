//! How long a ledger takes to be made, how large it is, and how long it takes to answer.
//!
//! `cargo bench -p laut-cli --bench ledger -- --reports 100000` makes that many reports, reads some of them, adds them all, and
//! runs `laut claims --speaker …` and the like many times each, from the start of the command to its end; it prints the 50th
//! and the 95th percentile. `eval/speed/README.md` has the numbers that were measured last. Nothing here runs in tests.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark shows its numbers")]

mod maker;
mod queries;
mod wars;

use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

use self::maker::Maker;
use self::queries::{Asker, KINDS, Kind};
use self::wars::Draw;

const USAGE: &str = "cargo bench -p laut-cli --bench ledger -- [--reports N] [--queries N] [--ledger FILE] [--seeds FOLDER]

    --reports N      reports to make [2000]
    --queries N      how often each kind of question is asked [100]
    --ledger FILE    a ledger that was made so before: only ask it; where there is none, it is made there and kept
    --seeds FOLDER   texts (*.txt) to vary beside the examples";

/// Reports that reading and adding are compared on.
const COMPARED: usize = 10_000;
/// Cores that they are compared on.
const THREADS: &str = "2";
/// What a question may take.
const LIMIT: Duration = Duration::from_millis(50);

struct Options {
    reports: usize,
    queries: usize,
    ledger: Option<PathBuf>,
    seeds: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let Some(options) = options()? else {
        println!("{USAGE}");
        return Ok(());
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ledger");
    fs::create_dir_all(&folder).context("making a folder for the ledger")?;
    let maker = Maker::new(options.seeds.as_deref(), options.reports);
    let ledger = options.ledger.clone().unwrap_or_else(|| folder.join("laut.db"));
    if options.ledger.is_none() || !ledger.exists() {
        make(&maker, &options, &folder, &ledger)?;
    }
    ask(&maker, &options, &ledger)
}

fn options() -> anyhow::Result<Option<Options>> {
    let mut options = Options { reports: 2_000, queries: 100, ledger: None, seeds: None };
    // Cargo says `--bench` itself.
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        if argument == "--help" {
            return Ok(None);
        }
        let value = arguments.next().with_context(|| format!("expected a value after `{argument}`"))?;
        let number = || value.parse().with_context(|| format!("expected a number, found `{value}`"));
        match &*argument {
            "--reports" => options.reports = number()?,
            "--queries" => options.queries = number()?,
            "--ledger" => options.ledger = Some(value.into()),
            "--seeds" => options.seeds = Some(value.into()),
            _ => bail!("expected an option, found `{argument}`\n\n{USAGE}"),
        }
    }
    Ok(Some(options))
}

/// Runs `laut` to its end, and says how long that took and what it wrote.
fn laut(arguments: &[&str]) -> anyhow::Result<(Duration, Vec<u8>)> {
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_laut"))
        .args(arguments)
        .env_remove("LAUT_LEDGER")
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    let time = start.elapsed();
    ensure!(output.status.success(), "`laut {}` failed", arguments.join(" "));
    Ok((time, output.stdout))
}

/// Writes reports as JSON Lines, and says how many words and bytes their texts have.
fn write(maker: &Maker, reports: std::ops::Range<usize>, path: &Path) -> anyhow::Result<(usize, usize)> {
    let mut out = BufWriter::new(File::create(path)?);
    let (mut words, mut bytes) = (0, 0);
    for number in reports {
        let report = maker.report(number);
        let text = report["text"].as_str().unwrap_or_default();
        words += text.split_whitespace().count();
        bytes += text.len();
        writeln!(out, "{report}")?;
    }
    out.flush()?;
    Ok((words, bytes))
}

/// Makes the ledger, and shows how long it takes.
fn make(maker: &Maker, options: &Options, folder: &Path, ledger: &Path) -> anyhow::Result<()> {
    let (some, all) = (folder.join("some.jsonl"), folder.join("all.jsonl"));
    let (some_path, all_path) = (some.to_string_lossy(), all.to_string_lossy());
    let part = folder.join("some.db");
    for old in [&part, ledger].into_iter().flat_map(|file| ["", "-wal", "-shm"].map(|end| with(file, end))) {
        if old.exists() {
            fs::remove_file(&old)?;
        }
    }
    let (words, _) = write(maker, 0..options.reports.min(COMPARED), &some)?;
    let per_second = |words: usize, time: Duration| words as f64 / time.as_secs_f64();
    let reading = {
        let start = Instant::now();
        let read = ["read", "--format", "json", "--threads", THREADS, &some_path];
        let status = Command::new(env!("CARGO_BIN_EXE_laut")).args(read).stdout(Stdio::null()).status()?;
        ensure!(status.success(), "`laut read` failed");
        start.elapsed()
    };
    let part = part.to_string_lossy();
    let add = ["add", "--threads", THREADS, "--ledger", &part, &some_path];
    let (adding, again) = (laut(&add)?.0, laut(&add)?.0);
    println!("{} reports on {THREADS} cores, {words} words", options.reports.min(COMPARED));
    println!("  laut read    {:9.0} words a second", per_second(words, reading));
    let share = 100.0 * reading.as_secs_f64() / adding.as_secs_f64();
    println!("  laut add     {:9.0} words a second, {share:.0} % of reading", per_second(words, adding));
    let times = adding.as_secs_f64() / again.as_secs_f64();
    println!("  added again  {:9.0} words a second, {times:.0} times as fast", per_second(words, again));

    let (words, bytes) = write(maker, 0..options.reports, &all)?;
    let ledger_path = ledger.to_string_lossy();
    let (adding, _) = laut(&["add", "--ledger", &ledger_path, &all_path])?;
    let size = ["", "-wal"].map(|end| fs::metadata(with(ledger, end)).map_or(0, |found| found.len()));
    let size = size.iter().sum::<u64>() as f64;
    println!(
        "{} reports of {} words, made of {} texts",
        options.reports,
        words / options.reports,
        maker.seeds()
    );
    println!("  laut add     {:9.0} words a second", per_second(words, adding));
    println!("  texts        {:9.1} MB", bytes as f64 / 1e6);
    println!("  the ledger   {:9.1} MB, {:.2} times the texts", size / 1e6, size / bytes as f64);
    Ok(())
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Asks the ledger, and shows how long the answers take.
fn ask(maker: &Maker, options: &Options, ledger: &Path) -> anyhow::Result<()> {
    let ledger = ledger.to_string_lossy();
    let (_, lines) = laut(&["export", "reports", "--format", "csv", "--ledger", &ledger])?;
    let lines = String::from_utf8(lines)?;
    let id = |line: &str| line.strip_prefix("sha256:")?.get(..12).map(str::to_owned);
    let reports: Vec<String> = lines.lines().filter_map(id).collect();
    let mut starts: Vec<Duration> =
        (0..options.queries).map(|_| Ok(laut(&["--version"])?.0)).collect::<anyhow::Result<_>>()?;
    starts.sort_unstable();
    println!("\n{:36} {:>8} {:>8} {:>8} {:>9}", "laut …", "50 %", "95 %", "most", "lines");
    println!(
        "{:36} {:>8} {:>8}",
        "--version",
        shown(percentile(&starts, 50)),
        shown(percentile(&starts, 95))
    );
    let mut slow = 0;
    for (at, kind) in KINDS.iter().enumerate() {
        let draw = RefCell::new(Draw::new(90_001 + at as u64));
        let asker = Asker { maker, reports: &reports, draw };
        slow += usize::from(time(kind, &asker, options.queries, &ledger)?);
    }
    eprintln!("{slow} kinds of questions take more than {} at the 95th percentile", shown(LIMIT));
    Ok(())
}

/// Asks one kind of question, and says whether it takes too long.
fn time(kind: &Kind, asker: &Asker<'_>, count: usize, ledger: &str) -> anyhow::Result<bool> {
    let count = if kind.is_wide { count.div_ceil(20) } else { count };
    let (mut times, mut lines) = (Vec::new(), 0);
    for _ in 0..count {
        let question = (kind.ask)(asker);
        let mut arguments: Vec<&str> = question.iter().map(|word| &**word).collect();
        arguments.extend(["--ledger", ledger]);
        let (time, answer) = laut(&arguments)?;
        times.push(time);
        lines += answer.iter().filter(|byte| **byte == b'\n').count();
    }
    times.sort_unstable();
    let late = percentile(&times, 95);
    let most = times.last().copied().unwrap_or_default();
    let mark = if late > LIMIT { " !" } else { "" };
    let (half, last) = (shown(percentile(&times, 50)), shown(late));
    println!("{:36} {half:>8} {last:>8} {:>8} {:>9}{mark}", kind.name, shown(most), lines / count.max(1));
    Ok(late > LIMIT && !kind.is_wide)
}

/// The time that so many of a hundred do not exceed.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let at = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(at).copied().unwrap_or_default()
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
