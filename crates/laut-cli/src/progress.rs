//! How far reading has come, on standard error: only on a terminal that results do not go to, and only after a second.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use laut_intake::Meter;

use crate::output::complain;

/// Nobody needs to be told about less.
const PATIENCE: Duration = Duration::from_secs(1);

/// The bar where the end is known.
const BAR: &str = "{elapsed} {bar:30} {percent:>3} % · {msg} · {eta} left";
/// A line where it is not.
const LINE: &str = "{elapsed} {spinner} {msg}";

/// What there is to be done.
#[derive(Debug)]
pub(crate) enum Whole {
    /// The files that are being read.
    Bytes(Meter),
    /// So many reports.
    Reports(usize),
}

impl Whole {
    /// How much it is, where that is known.
    fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(meter) => meter.whole(),
            Self::Reports(count) => Some(*count as u64),
        }
    }
}

/// A bar that fills, with the reports so far beside it.
#[derive(Debug)]
pub(crate) struct Progress {
    start: Instant,
    is_seen: bool,
    whole: Whole,
    bar: Option<ProgressBar>,
    reports: usize,
    words: usize,
}

impl Progress {
    /// Starts the clock.
    pub(crate) fn new(whole: Whole) -> Self {
        let is_seen = std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
        Self { start: Instant::now(), is_seen, whole, bar: None, reports: 0, words: 0 }
    }

    /// One more report was read.
    pub(crate) fn add(&mut self, words: usize) {
        self.reports += 1;
        self.words += words;
        if !self.is_seen || self.start.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| bar(self.whole.length()));
        bar.set_position(match &self.whole {
            Whole::Bytes(meter) => meter.read(),
            Whole::Reports(_) => self.reports as u64,
        });
        let speed = self.words as f64 / self.start.elapsed().as_secs_f64();
        bar.set_message(match self.words {
            0 => format!("{} reports", self.reports),
            _ => format!("{} reports · {speed:.0} words/s", self.reports),
        });
    }

    /// Says what went wrong without breaking the bar.
    pub(crate) fn complain(&self, message: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| complain(message)),
            None => complain(message),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(length: Option<u64>) -> ProgressBar {
    let (bar, template) = match length {
        Some(length) => (ProgressBar::new(length), BAR),
        None => (ProgressBar::no_length(), LINE),
    };
    bar.set_style(ProgressStyle::with_template(template).expect("the template is right"));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
