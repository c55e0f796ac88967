//! What can be wrong with a data file, and where.

/// A data file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DataError {
    /// A file that a language needs is not there.
    #[error("{path}: missing; copy it from another language and translate it")]
    Missing {
        /// The file, from `data/`.
        path: String,
    },
    /// A file that is not text.
    #[error("{path}: not UTF-8, from byte {byte}")]
    NotUtf8 {
        /// The file.
        path: String,
        /// The first byte that is wrong.
        byte: usize,
    },
    /// A table whose columns are others than expected.
    #[error("{path}:{line}: expected the columns {expected}, found {found}")]
    Columns {
        /// The file.
        path: String,
        /// The line of the header.
        line: usize,
        /// What should stand there.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// A row with too few or too many cells.
    #[error("{path}:{line}: expected {expected} cells between tabs, found {found}")]
    Cells {
        /// The file.
        path: String,
        /// The line.
        line: usize,
        /// How many columns the header has.
        expected: usize,
        /// How many cells there are.
        found: usize,
    },
    /// A cell with a word or number that is not allowed there.
    #[error("{path}:{line}: unknown {column} `{found}`, expected {expected}")]
    Cell {
        /// The file.
        path: String,
        /// The line.
        line: usize,
        /// The column.
        column: String,
        /// What stands there.
        found: String,
        /// What may stand there.
        expected: String,
    },
    /// A TOML file that cannot be read.
    #[error("{path}: {message}")]
    Toml {
        /// The file.
        path: String,
        /// The reader's message, with the line.
        message: String,
    },
    /// A model or lexicon that is cut short, of another version, or something else.
    #[error("{path}: {message}; make it again with `laut-train`")]
    Model {
        /// The file.
        path: String,
        /// What is wrong.
        message: String,
    },
}
