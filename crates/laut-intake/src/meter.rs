//! How much of the reports' files has been read.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::Format;
use crate::files::entries_of;
use crate::reports::is_wanted;

/// Tells how much of the reports' files has been read, in bytes, from another thread too.
#[derive(Debug, Clone)]
pub struct Meter {
    paths: Arc<[PathBuf]>,
    format: Option<Format>,
    read: Arc<AtomicU64>,
}

impl Meter {
    pub(crate) fn new(paths: &[PathBuf], format: Option<Format>) -> Self {
        Self { paths: paths.into(), format, read: Arc::default() }
    }

    /// The bytes that were read so far.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// The bytes of all files, those in folders included; nothing where the length of one is not known before it was
    /// read, as of standard input.
    #[must_use]
    pub fn whole(&self) -> Option<u64> {
        self.paths.iter().map(|path| self.length(path)).sum()
    }

    fn length(&self, path: &Path) -> Option<u64> {
        if path.as_os_str() == "-" {
            return None;
        }
        // What cannot be read is told when its turn comes.
        let Ok(metadata) = std::fs::metadata(path) else { return Some(0) };
        if metadata.is_dir() {
            let entries = entries_of(path).unwrap_or_default();
            let wanted = entries.iter().filter(|entry| is_wanted(entry, self.format));
            return wanted.map(|entry| self.length(entry)).sum();
        }
        metadata.is_file().then_some(metadata.len())
    }

    /// Counts what is read from a source.
    pub(crate) fn count<R: Read>(&self, source: R) -> Counted<R> {
        Counted { source, read: Arc::clone(&self.read) }
    }
}

/// A source whose bytes are counted as they are read.
pub(crate) struct Counted<R> {
    source: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}
