//! How far reading has come, on standard error: only on a terminal that results do not go to, and only after a second.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::output::complain;

/// Nobody needs to be told about less.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line that counts reports.
#[derive(Debug)]
pub(crate) struct Progress {
    start: Instant,
    is_seen: bool,
    bar: Option<ProgressBar>,
    words: usize,
}

impl Progress {
    /// Starts the clock.
    pub(crate) fn new() -> Self {
        let is_seen = std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
        Self { start: Instant::now(), is_seen, bar: None, words: 0 }
    }

    /// One more report was read.
    pub(crate) fn add(&mut self, words: usize) {
        self.words += words;
        if !self.is_seen || self.start.elapsed() < PATIENCE {
            return;
        }
        let (start, words) = (self.start, self.words);
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{spinner} {elapsed_precise} · {pos} reports · {msg}");
            let bar = ProgressBar::no_length().with_style(style.expect("the template is right"));
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        bar.inc(1);
        bar.set_message(format!("{:.0} words/s", words as f64 / start.elapsed().as_secs_f64()));
    }

    /// Says what went wrong without breaking the line.
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
