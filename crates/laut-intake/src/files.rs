//! The bytes of files, and the files of a folder.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::encoding::not_utf8;

/// Reads a whole file of at most `limit` bytes.
pub(crate) fn read_bytes(input: &str, source: impl Read, limit: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = source.take(limit as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::io(input, &error))?;
    if bytes.len() > limit {
        return Err(Error::TooLong { input: input.to_owned(), limit });
    }
    Ok(bytes)
}

/// Whether there is nothing to be seen: a byte-order mark is nothing.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}

/// An error if there are no words.
pub(crate) fn has_text(input: &str, text: &str) -> Result<(), Error> {
    if is_blank(text) {
        let found = if text.is_empty() { "an empty file" } else { "only white space" };
        return Err(Error::Empty { input: input.to_owned(), found });
    }
    Ok(())
}

/// The bytes as text; `start` is where they stand in the file, `line` the number of their first line.
pub(crate) fn text_of(input: &str, bytes: Vec<u8>, start: usize, line: usize) -> Result<String, Error> {
    String::from_utf8(bytes)
        .map_err(|error| not_utf8(input, error.as_bytes(), error.utf8_error().valid_up_to(), start, line))
}

/// The files and folders of a folder, by name, those that start with a dot left out. Links to folders are not followed, so that no folder is
/// read twice.
pub(crate) fn entries_of(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let error = |error: std::io::Error| Error::io(folder.to_string_lossy(), &error);
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(error)? {
        let entry = entry.map_err(error)?;
        let path = entry.path();
        let is_link = entry.file_type().map_err(error)?.is_symlink();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let is_linked_folder = is_link && path.is_dir();
        if !is_hidden && !is_linked_folder {
            entries.push(path);
        }
    }
    entries.sort();
    Ok(entries)
}
