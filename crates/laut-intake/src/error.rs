//! What can be wrong with an input, and where.

use laut::text::report::PublishedError;

/// An input that no report could be made of. Every message names the file, and the line where there are several.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Neither a file nor a folder has this name.
    #[error("`{path}`: expected a file or a folder, found nothing of that name")]
    Missing {
        /// The path as it was given.
        path: String,
    },
    /// The file or folder is there, but the system does not let us read it.
    #[error("`{path}`: cannot be read, {reason}")]
    Unreadable {
        /// The path as it was given, or below it.
        path: String,
        /// The system's words.
        reason: String,
    },
    /// A folder with nothing in it that is read.
    #[error("`{path}`: expected `{expected}` in this folder or below it, found none")]
    NoReports {
        /// The folder.
        path: String,
        /// The file names that are read.
        expected: String,
    },
    /// There is no text.
    #[error("`{input}`: expected the text of a report, found {found}")]
    Empty {
        /// The file, or file and line.
        input: String,
        /// `an empty file`, `only white space`.
        found: &'static str,
    },
    /// The bytes are in another encoding, or no text at all.
    #[error(
        "`{input}`: expected UTF-8, found the byte 0x{found:02X} at byte {byte} in line {line}; convert it first, such as with `iconv -f WINDOWS-1252 -t UTF-8`"
    )]
    NotUtf8 {
        /// The file.
        input: String,
        /// The first byte that is wrong.
        found: u8,
        /// Where it stands, counted from 0.
        byte: usize,
        /// Its line, counted from 1.
        line: usize,
    },
    /// The bytes are no text.
    #[error("`{input}`: expected text, found {found} at byte {byte}; laut reads {}", crate::Format::NAMES)]
    Binary {
        /// The file.
        input: String,
        /// `a PDF document`, `the byte 0x00`.
        found: String,
        /// Where it stands, counted from 0.
        byte: usize,
    },
    /// A byte-order mark promises UTF-16, and something else follows.
    #[error("`{input}`: expected UTF-16 after its byte-order mark, found half a character at byte {byte}")]
    NotUtf16 {
        /// The file.
        input: String,
        /// Where the half character stands, counted from 0.
        byte: usize,
    },
    /// Tags in tags in tags, more than any page or feed has.
    #[error("`{input}`: expected at most {limit} {what}, found more in line {line}")]
    TooMany {
        /// The file.
        input: String,
        /// The limit.
        limit: usize,
        /// What there is too much of: `elements in each other`, `attributes in one tag`.
        what: &'static str,
        /// Where it is passed, counted from 1.
        line: u64,
    },
    /// A page in which nothing looks like the text of a report.
    #[error("`{input}`: expected a page with the text of a report, found {found}")]
    Page {
        /// The file.
        input: String,
        /// What was found instead.
        found: String,
    },
    /// A file that is no feed.
    #[error("`{input}`: expected an RSS or Atom feed, found {found}")]
    Feed {
        /// The file.
        input: String,
        /// What was found instead, and where.
        found: String,
    },
    /// A file that is no document of a word processor.
    #[error("`{input}`: expected a .docx document, found {found}")]
    Docx {
        /// The file.
        input: String,
        /// What was found instead.
        found: String,
    },
    /// A sidecar that cannot be read.
    #[error("`{input}`: expected fields such as `published = \"2024-01-24\"`, found {found}")]
    Sidecar {
        /// The sidecar.
        input: String,
        /// What was found instead, and where.
        found: String,
    },
    /// One report is longer than laut reads at once.
    #[error("`{input}`: expected at most {limit} bytes for one report, found more; split it")]
    TooLong {
        /// The file, or file and line.
        input: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// A row of JSON Lines that is no report.
    #[error("`{input}`: expected a JSON object in one line, such as {{\"text\": \"…\"}}, found {found}")]
    Row {
        /// File and line.
        input: String,
        /// What stands there.
        found: String,
    },
    /// A day that no calendar has, or words that are no date.
    #[error("`{input}`: `published`: {source}")]
    Date {
        /// File and line.
        input: String,
        /// What was expected and what was found.
        source: PublishedError,
    },
}

impl Error {
    /// An error of the system, about a path.
    pub(crate) fn io(path: impl Into<String>, error: &std::io::Error) -> Self {
        let path = path.into();
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing { path },
            std::io::ErrorKind::PermissionDenied => {
                Self::Unreadable { path, reason: "you are not allowed to".to_owned() }
            }
            _ => Self::Unreadable { path, reason: error.to_string() },
        }
    }
}
