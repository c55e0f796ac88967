//! Where results and messages go, and with which exit status the command ends.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anstream::ColorChoice;

/// Columns of a view where nobody looks at a terminal.
const PLAIN_WIDTH: usize = 100;

/// How much of the work was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All of it; an empty answer is an answer.
    Done,
    /// Some of it.
    Partly,
    /// Nothing.
    Nothing,
}

impl Outcome {
    /// The outcome of some things that worked and some that did not.
    pub(crate) fn of(done: usize, failed: usize) -> Self {
        match (done, failed) {
            (_, 0) => Self::Done,
            (0, _) => Self::Nothing,
            _ => Self::Partly,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Partly => Self::from(1),
            Outcome::Nothing => Self::from(2),
        }
    }
}

/// Whether results may have colour: on a terminal, unless `NO_COLOR` or the like says no.
pub(crate) fn has_colour() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
}

/// Columns of the terminal that results go to; a fixed number where they go elsewhere.
pub(crate) fn width() -> usize {
    let is_terminal = std::io::stdout().is_terminal();
    let size = terminal_size::terminal_size().filter(|_| is_terminal);
    size.map_or(PLAIN_WIDTH, |(terminal_size::Width(width), _)| usize::from(width).max(40))
}

/// Says on standard error what went wrong. Where that is closed, nobody listens.
pub(crate) fn complain(message: &str) {
    let _ = writeln!(anstream::stderr(), "\u{1b}[1;31merror\u{1b}[0m: {message}");
}

/// Says something on standard error.
pub(crate) fn remark(message: &str) {
    let _ = writeln!(anstream::stderr(), "{message}");
}

/// Whether the reader of our results has gone (`laut read … | head`), which is no error.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_broken = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(is_broken))
}
