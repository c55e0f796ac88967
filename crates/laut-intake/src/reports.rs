//! The reports behind a list of paths, one after the other.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use laut::Report;
use laut::text::Published;

use crate::Error;
use crate::files::{entries_of, read_text};
use crate::json_lines::JsonLines;

/// The longest text of one report, and the longest line of JSON Lines: 64 MiB, some ten million words.
pub const LIMIT: usize = 64 << 20;

/// How reports are written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The whole file is the text of one report.
    Text,
    /// Each line is a JSON object with `text` in it.
    JsonLines,
}

impl Format {
    /// The format that a file's name tells: `.jsonl` and `.ndjson` are JSON Lines, all else is text.
    fn of(path: &Path) -> Self {
        let extension = path.extension().unwrap_or_default();
        if extension == "jsonl" || extension == "ndjson" { Self::JsonLines } else { Self::Text }
    }
}

/// What holds for every report that does not say it itself.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// BCP 47 tag.
    pub language: Option<String>,
}

/// Reads the reports of files, folders (`*.txt`, or `*.jsonl` if that format is asked for, recursively, in the order
/// of their names) and `-`, standard input.
///
/// It yields an error for each that cannot be read, and goes on with the next.
pub struct Reports {
    /// What is still to be read; the next is the last.
    paths: Vec<PathBuf>,
    /// The folder that was named and is being read.
    folder: Option<Folder>,
    rows: Option<JsonLines>,
    format: Option<Format>,
    defaults: Defaults,
}

/// A folder that was named.
struct Folder {
    path: PathBuf,
    /// How many paths come after it.
    left: usize,
    has_reports: bool,
}

impl std::fmt::Debug for Reports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reports").field("paths", &self.paths).finish_non_exhaustive()
    }
}

impl Reports {
    /// Reads these paths in their order. Without a format, each file's name tells its own.
    #[must_use]
    pub fn new(mut paths: Vec<PathBuf>, format: Option<Format>, defaults: Defaults) -> Self {
        paths.reverse();
        Self { paths, folder: None, rows: None, format, defaults }
    }

    /// Reads one path: a report, rows to be read from now on, or the paths of a folder.
    fn open(&mut self, path: PathBuf) -> Result<Option<Report>, Error> {
        let name = path.to_string_lossy().into_owned();
        let format = self.format.unwrap_or_else(|| Format::of(&path));
        if name != "-" {
            let metadata = std::fs::metadata(&path).map_err(|error| Error::io(&*name, &error))?;
            if metadata.is_dir() {
                let entries = entries_of(&path)?;
                let left = self.paths.len();
                self.folder.get_or_insert(Folder { path, left, has_reports: false });
                let format = self.format;
                self.paths.extend(entries.into_iter().rev().filter(|entry| is_read(entry, format)));
                return Ok(None);
            }
            if format == Format::JsonLines && metadata.is_file() && metadata.len() == 0 {
                return Err(Error::Empty { input: name, found: "an empty file" });
            }
        }
        if let Some(folder) = &mut self.folder {
            folder.has_reports = true;
        }
        let file = || File::open(&path).map_err(|error| Error::io(&*name, &error));
        match format {
            Format::JsonLines => {
                let source: Box<dyn std::io::BufRead + Send> = if name == "-" {
                    Box::new(BufReader::new(std::io::stdin()))
                } else {
                    Box::new(BufReader::new(file()?))
                };
                self.rows = Some(JsonLines::new(name, source, LIMIT));
                Ok(None)
            }
            Format::Text => {
                let text = if name == "-" {
                    read_text(&name, std::io::stdin(), LIMIT)?
                } else {
                    read_text(&name, file()?, LIMIT)?
                };
                let mut report = Report::new(text);
                report.input = name;
                Ok(Some(report))
            }
        }
    }

    /// An error if the folder is done and nothing was in it.
    fn leave_folder(&mut self) -> Option<Error> {
        let folder = self.folder.take_if(|folder| self.paths.len() <= folder.left)?;
        let expected = if self.format == Some(Format::JsonLines) { "*.jsonl" } else { "*.txt" };
        let path = folder.path.to_string_lossy().into_owned();
        (!folder.has_reports).then_some(Error::NoReports { path, expected })
    }

    /// Fills in what the report does not say itself.
    fn complete(&self, mut report: Report) -> Report {
        let Defaults { publisher, published, language } = &self.defaults;
        report.publisher = report.publisher.take().or_else(|| publisher.clone());
        report.published = report.published.take().or_else(|| published.clone());
        report.language = report.language.take().or_else(|| language.clone());
        report
    }
}

impl Iterator for Reports {
    type Item = Result<Report, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(rows) = &mut self.rows {
                match rows.next_report() {
                    Some(found) => return Some(found.map(|report| self.complete(report))),
                    None => self.rows = None,
                }
            }
            if let Some(error) = self.leave_folder() {
                return Some(Err(error));
            }
            let path = self.paths.pop()?;
            match self.open(path) {
                Ok(None) => {}
                Ok(Some(report)) => return Some(Ok(self.complete(report))),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Whether a file is one that is read from a folder; folders in it always are.
fn is_read(entry: &Path, format: Option<Format>) -> bool {
    let extension = entry.extension().unwrap_or_default();
    let is_right = match format {
        Some(Format::JsonLines) => extension == "jsonl" || extension == "ndjson",
        _ => extension == "txt",
    };
    is_right || entry.is_dir()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Defaults, Format, Reports};

    /// Reads `paths` below `folder`; a report becomes its input and text, an error its message, without `folder`.
    fn check(folder: &Path, paths: &[&str], format: Option<Format>, expected: &[&str]) {
        let paths = paths.iter().map(|path| folder.join(path)).collect();
        let found: Vec<String> = Reports::new(paths, format, Defaults::default())
            .map(|found| match found {
                Ok(report) => format!("{} {:?}", report.input, report.text()),
                Err(error) => error.to_string(),
            })
            .map(|line| line.replace(&format!("{}/", folder.display()), ""))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn files_and_folders_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("in/b/c")).unwrap();
        fs::create_dir_all(at("empty/x")).unwrap();
        fs::write(at("in/d.txt"), "vier").unwrap();
        fs::write(at("in/a.txt"), "\u{feff}eins\r\n").unwrap();
        fs::write(at("in/b/c/x.txt"), "drei").unwrap();
        fs::write(at("in/b/b.txt"), "zwei").unwrap();
        fs::write(at("in/readme.md"), "nichts").unwrap();
        fs::write(at("rows.jsonl"), "{\"text\": \"fünf\"}\n").unwrap();
        let all =
            ["in/a.txt \"eins\\r\\n\"", "in/b/b.txt \"zwei\"", "in/b/c/x.txt \"drei\"", "in/d.txt \"vier\""];
        check(folder.path(), &["in"], None, &all);
        check(
            folder.path(),
            &["empty", "rows.jsonl", "gone.txt"],
            None,
            &[
                "`empty`: expected `*.txt` in this folder or below it, found none",
                "rows.jsonl:1 \"fünf\"",
                "`gone.txt`: expected a file or a folder, found nothing of that name",
            ],
        );
        check(
            folder.path(),
            &["in"],
            Some(Format::JsonLines),
            &["`in`: expected `*.jsonl` in this folder or below it, found none"],
        );
    }

    #[test]
    fn files_without_a_text() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::write(at("empty.txt"), "").unwrap();
        fs::write(at("blank.txt"), "\u{feff} \n").unwrap();
        fs::write(at("latin.txt"), b"Drei\nf\xfcnf").unwrap();
        fs::write(at("empty.jsonl"), "").unwrap();
        check(
            folder.path(),
            &["empty.txt", "blank.txt", "latin.txt", "empty.jsonl"],
            None,
            &[
                "`empty.txt`: expected the text of a report, found an empty file",
                "`blank.txt`: expected the text of a report, found only white space",
                "`latin.txt`: expected UTF-8, found the byte 0xFC at byte 6 in line 2; convert it first, such as with \
                 `iconv -f WINDOWS-1252 -t UTF-8`",
                "`empty.jsonl`: expected the text of a report, found an empty file",
            ],
        );
    }

    #[test]
    fn what_a_row_says_itself_holds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.jsonl");
        fs::write(&path, "{\"text\": \"a\", \"publisher\": \"Bote\"}\n{\"text\": \"b\"}\n").unwrap();
        let defaults = Defaults { publisher: Some("Kurier".into()), ..Defaults::default() };
        let publishers: Vec<_> = Reports::new(vec![path], None, defaults)
            .map(|report| report.unwrap().publisher.unwrap())
            .collect();
        assert_eq!(publishers, ["Bote", "Kurier"]);
    }
}
