//! Plain text files, and the files of a folder.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::Error;

/// Reads a whole text of at most `limit` bytes. A byte-order mark stays; [`laut::Report::new`] drops it.
pub(crate) fn read_text(input: &str, source: impl Read, limit: usize) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let read = source.take(limit as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::io(input, &error))?;
    if bytes.len() > limit {
        return Err(Error::TooLong { input: input.to_owned(), limit });
    }
    let text = text_of(input, bytes, 0, 1)?;
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        let found = if text.is_empty() { "an empty file" } else { "only white space" };
        return Err(Error::Empty { input: input.to_owned(), found });
    }
    Ok(text)
}

/// The bytes as text; `start` is where they stand in the file, `line` the number of their first line.
pub(crate) fn text_of(input: &str, bytes: Vec<u8>, start: usize, line: usize) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = line + bytes.iter().take(byte).filter(|b| **b == b'\n').count();
        let found = bytes.get(byte).copied().unwrap_or_default();
        Error::NotUtf8 { input: input.to_owned(), found, byte: start + byte, line }
    })
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
