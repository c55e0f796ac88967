//! Ctrl-C: reading ends, what was read is written.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit status of a command that was stopped by a second Ctrl-C, as shells have it.
const KILLED: i32 = 130;

/// Whether somebody wants the command to end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// From now on Ctrl-C, or a signal to end, is a wish: nothing more is read. Said twice, the command ends at once.
    pub(crate) fn on_signal() -> Self {
        let stop = Self::default();
        let wish = stop.clone();
        let is_heard = ctrlc::set_handler(move || {
            if wish.0.swap(true, Ordering::Relaxed) {
                std::process::exit(KILLED);
            }
        });
        debug_assert!(is_heard.is_ok(), "the handler is set once");
        stop
    }

    /// Whether the wish was heard.
    pub(crate) fn is_wanted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
