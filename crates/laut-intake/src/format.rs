//! How reports are written in a file: told by its name, or else by its first bytes.

use std::path::Path;

/// How reports are written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// The whole file is the text of one report.
    Text,
    /// Each line is a JSON object with `text` in it.
    JsonLines,
    /// A saved page; its main text is the report.
    Html,
    /// RSS or Atom; each entry is a report.
    Feed,
    /// A document of a word processor.
    Docx,
}

/// The endings of file names that are read, with what they say. `.xml` says nothing: it may be a feed or a page.
const ENDINGS: &[(&str, Option<Format>)] = &[
    ("txt", Some(Format::Text)),
    ("jsonl", Some(Format::JsonLines)),
    ("ndjson", Some(Format::JsonLines)),
    ("html", Some(Format::Html)),
    ("htm", Some(Format::Html)),
    ("xhtml", Some(Format::Html)),
    ("rss", Some(Format::Feed)),
    ("atom", Some(Format::Feed)),
    ("xml", None),
    ("docx", Some(Format::Docx)),
];

/// How many bytes are looked at.
pub(crate) const HEAD: usize = 1024;

impl Format {
    /// What is read, for messages.
    pub const NAMES: &str = "text, JSON Lines, HTML, RSS, Atom and .docx";

    /// The files that are read from a folder, for messages.
    pub(crate) fn files(format: Option<Self>) -> String {
        let endings = ENDINGS.iter().filter(|(_, says)| is_wanted(*says, format));
        let names: Vec<String> = endings.map(|(ending, _)| format!("*.{ending}")).collect();
        names.join("`, `")
    }

    /// Whether a file of a folder is read, by its name.
    pub(crate) fn is_read(path: &Path, format: Option<Self>) -> bool {
        let ending = ending_of(path);
        ENDINGS.iter().any(|(listed, says)| *listed == ending && is_wanted(*says, format))
    }

    /// What a file's name says.
    pub(crate) fn of_name(path: &Path) -> Option<Self> {
        let ending = ending_of(path);
        ENDINGS.iter().find(|(listed, _)| *listed == ending).and_then(|(_, says)| *says)
    }

    /// What a file's first bytes say, where its name says nothing.
    pub(crate) fn of(path: &Path, head: &[u8]) -> Self {
        match Self::of_bytes(head) {
            Self::Text if ending_of(path) == "xml" => Self::Feed,
            format => format,
        }
    }

    /// What the first bytes say; text where they say nothing.
    fn of_bytes(head: &[u8]) -> Self {
        if head.starts_with(b"PK\x03\x04") {
            return Self::Docx;
        }
        let head = String::from_utf8_lossy(head).to_lowercase().replace('\0', "");
        let head = head.trim_start_matches(|c: char| c == '\u{feff}' || c == '\u{fffd}' || c.is_whitespace());
        let has = |tags: &[&str]| tags.iter().any(|tag| head.contains(tag));
        let starts = |tags: &[&str]| tags.iter().any(|tag| head.starts_with(tag));
        if starts(&["<?xml", "<!--", "<rss", "<feed", "<rdf:rdf"]) && has(&["<rss", "<feed", "<rdf:rdf"]) {
            return Self::Feed;
        }
        if starts(&["<!doctype html", "<!--", "<html", "<head", "<body", "<article", "<div", "<p>"])
            || starts(&["<?xml"]) && has(&["<html"])
        {
            return Self::Html;
        }
        if starts(&["<?xml"]) {
            return Self::Feed;
        }
        let is_object = head.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'));
        if is_object { Self::JsonLines } else { Self::Text }
    }
}

/// Whether a file whose name says this is read where one format, or any, is asked for.
fn is_wanted(says: Option<Format>, format: Option<Format>) -> bool {
    match (says, format) {
        (_, None) => true,
        (None, Some(format)) => matches!(format, Format::Feed | Format::Html),
        (Some(says), Some(format)) => says == format,
    }
}

/// What stands after the last dot of a file's name.
fn ending_of(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Format;

    #[test]
    fn names_and_first_bytes() {
        assert_eq!(Format::of_name(Path::new("a/B.HTM")), Some(Format::Html));
        assert_eq!(Format::of_name(Path::new("a.xml")), None);
        let check = |head: &[u8], format| assert_eq!(Format::of_bytes(head), format);
        check(b"PK\x03\x04...", Format::Docx);
        check(b"\xef\xbb\xbf\n<!DOCTYPE html>", Format::Html);
        check(b"\xff\xfe<\0h\0t\0m\0l\0", Format::Html);
        check(b"<?xml version='1.0'?><rss>", Format::Feed);
        check(b"<?xml version='1.0'?>\n<html>", Format::Html);
        check(b"<!-- saved --><div>", Format::Html);
        check(b"<!-- made --><rss>", Format::Feed);
        check(b"<?xml version='1.0'?>\n<gpx>", Format::Feed);
        check(b"The tag <html> starts a page", Format::Text);
        check(b"<feed xmlns='x'>", Format::Feed);
        check(b"{ \"text\": 1}", Format::JsonLines);
        check(b"{Drei} Tote", Format::Text);
        check(b"", Format::Text);
    }

    #[test]
    fn folders() {
        let read = |name: &str, format| Format::is_read(Path::new(name), format);
        assert!(read("a.docx", None) && read("a.XML", None) && !read("a.md", None) && !read("txt", None));
        assert!(read("a.xml", Some(Format::Feed)) && !read("a.xml", Some(Format::Text)));
        assert_eq!(Format::files(Some(Format::Feed)), "*.rss`, `*.atom`, `*.xml");
    }
}
