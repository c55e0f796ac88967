//! What can go wrong with a ledger, and what to do then.

use std::path::PathBuf;

/// Something that a ledger could not do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no file of that name.
    #[error("expected a ledger at `{}`, found no file; `laut add` makes one", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file cannot be opened or made.
    #[error(
        "expected a file that can be opened, or made in a folder that is there and can be written, found `{}`",
        path.display()
    )]
    Unopened {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("expected a ledger, found another file at `{}`; name the right one with --ledger", path.display())]
    NotALedger {
        /// The file.
        path: PathBuf,
    },
    /// A later laut wrote the file.
    #[error(
        "expected a ledger of version {ours} or before, found version {found} in `{}`; open it with a later laut",
        path.display()
    )]
    Later {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The latest that is known here.
        ours: u32,
    },
    /// The file, or its folder, cannot be written.
    #[error(
        "expected a ledger that can be written, found `{}` to be read-only; nothing was changed", path.display()
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error(
        "the disk of `{}` is full; what was added before is kept whole: make room, and do it again", path.display()
    )]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else writes for a long time.
    #[error(
        "`{}` has been written by another process for a minute; nothing was changed: do it again later",
        path.display()
    )]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// An id that stands for nothing, or for more than one.
    #[error("expected the id of {expected}, such as {example}, found `{found}`, {why}")]
    Id {
        /// What it should stand for.
        expected: &'static str,
        /// How one looks.
        example: &'static str,
        /// What was given.
        found: String,
        /// `which is not in the ledger`, or how many begin so.
        why: String,
    },
    /// A correction that cannot be.
    #[error("expected {expected}, found `{found}`")]
    Correction {
        /// What can be corrected, or which values a field may have.
        expected: String,
        /// What was given.
        found: String,
    },
    /// A reading that cannot be read back.
    #[error(
        "the reading of report {report} cannot be read back: {cause}; `laut fsck` says what else is wrong"
    )]
    Reading {
        /// Id of the report.
        report: String,
        /// What the parser says.
        cause: String,
    },
    /// All else that SQLite says.
    #[error("the ledger `{}` cannot be used: {cause}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What it says.
        cause: rusqlite::Error,
    },
}
