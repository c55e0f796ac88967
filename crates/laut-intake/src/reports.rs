//! The reports behind a list of paths, one after the other.

use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use laut::Report;
use laut::text::{DateSource, Published};

use crate::fields::{read_sidecar, split_header};
use crate::files::{entries_of, has_text, read_bytes};
use crate::format::HEAD;
use crate::json_lines::JsonLines;
use crate::meter::Meter;
use crate::{Error, Format, dates, docx, encoding, feed, page};

/// The longest text of one report, and the longest line of JSON Lines: 64 MiB, some ten million words.
pub const LIMIT: usize = 64 << 20;

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

/// Reads the reports of files, folders (all files whose names end as a format's do, or those of one format, recursively,
/// in the order of their names) and `-`, standard input.
///
/// It yields an error for each that cannot be read, and goes on with the next.
pub struct Reports {
    /// What is still to be read; the next is the last.
    paths: Vec<PathBuf>,
    /// The folder that was named and is being read.
    folder: Option<Folder>,
    /// The rest of a file that holds many reports.
    rows: Option<Rows>,
    format: Option<Format>,
    defaults: Defaults,
    meter: Meter,
}

type Rows = Box<dyn Iterator<Item = Result<Report, Error>> + Send>;

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
    /// Reads these paths in their order. Without a format, each file's name or first bytes tell its own.
    #[must_use]
    pub fn new(mut paths: Vec<PathBuf>, format: Option<Format>, defaults: Defaults) -> Self {
        let meter = Meter::new(&paths, format);
        paths.reverse();
        Self { paths, folder: None, rows: None, format, defaults, meter }
    }

    /// Tells how much has been read, while it is.
    #[must_use]
    pub fn meter(&self) -> Meter {
        self.meter.clone()
    }

    /// Reads reports that are in memory already; `name` stands in messages and in [`Report::input`].
    #[must_use]
    pub fn of_bytes(name: &str, bytes: Vec<u8>, format: Option<Format>, defaults: Defaults) -> Self {
        let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
        let known = format.or_else(|| Format::of_name(Path::new(name)));
        let rows: Rows = match known.unwrap_or_else(|| Format::of(Path::new(name), head)) {
            Format::JsonLines => {
                Box::new(JsonLines::new(name.to_owned(), Box::new(Cursor::new(bytes)), LIMIT))
            }
            Format::Feed => match feed::read(name, &bytes) {
                Ok(reports) => Box::new(reports.into_iter()),
                Err(error) => Box::new(std::iter::once(Err(error))),
            },
            format => Box::new(std::iter::once(report_of(name, format, bytes))),
        };
        let meter = Meter::new(&[], format);
        Self { paths: Vec::new(), folder: None, rows: Some(rows), format, defaults, meter }
    }

    /// Reads one path: a report, rows to be read from now on, or the paths of a folder.
    fn open(&mut self, path: PathBuf) -> Result<Option<Report>, Error> {
        let name = path.to_string_lossy().into_owned();
        let is_file = name != "-";
        let mut is_empty = false;
        if is_file {
            let metadata = std::fs::metadata(&path).map_err(|error| Error::io(&*name, &error))?;
            if metadata.is_dir() {
                self.enter(path)?;
                return Ok(None);
            }
            is_empty = metadata.is_file() && metadata.len() == 0;
        }
        if let Some(folder) = &mut self.folder {
            folder.has_reports = true;
        }
        let mut source: Box<dyn Read + Send> = if is_file {
            let file = File::open(&path).map_err(|error| Error::io(&*name, &error))?;
            Box::new(self.meter.count(file))
        } else {
            Box::new(self.meter.count(std::io::stdin()))
        };
        let format = match self.format.or_else(|| Format::of_name(&path)) {
            Some(format) => format,
            None => {
                let head = read_head(&mut source).map_err(|error| Error::io(&*name, &error))?;
                let format = Format::of(&path, &head);
                source = Box::new(Cursor::new(head).chain(source));
                format
            }
        };
        if is_empty && matches!(format, Format::JsonLines | Format::Feed | Format::Docx) {
            return Err(Error::Empty { input: name, found: "an empty file" });
        }
        if format == Format::JsonLines {
            self.rows = Some(Box::new(JsonLines::new(name, Box::new(BufReader::new(source)), LIMIT)));
            return Ok(None);
        }
        let bytes = read_bytes(&name, source, LIMIT)?;
        if format == Format::Feed {
            self.rows = Some(Box::new(feed::read(&name, &bytes)?.into_iter()));
            return Ok(None);
        }
        let report = report_of(&name, format, bytes)?;
        let file = is_file.then_some(&*path);
        self.complete(report, file).map(Some)
    }

    /// Puts what is in a folder before the paths that are left.
    fn enter(&mut self, path: PathBuf) -> Result<(), Error> {
        let entries = entries_of(&path)?;
        let left = self.paths.len();
        self.folder.get_or_insert(Folder { path, left, has_reports: false });
        self.paths.extend(entries.into_iter().rev().filter(|entry| is_wanted(entry, self.format)));
        Ok(())
    }

    /// An error if the folder is done and nothing was in it.
    fn leave_folder(&mut self) -> Option<Error> {
        let folder = self.folder.take_if(|folder| self.paths.len() <= folder.left)?;
        let expected = Format::files(self.format);
        let path = folder.path.to_string_lossy().into_owned();
        (!folder.has_reports).then_some(Error::NoReports { path, expected })
    }

    /// Fills in what the report does not say itself: from its sidecar and the name of its file, where it has one of its own, from its
    /// dateline, and from what holds for all. A guess gives way to each of these.
    fn complete(&self, mut report: Report, file: Option<&Path>) -> Result<Report, Error> {
        let guess = if report.dated == Some(DateSource::Guessed) { report.published.take() } else { None };
        if let Some(file) = file {
            if let Some(fields) = read_sidecar(file, LIMIT)? {
                fields.fill(&mut report, DateSource::Sidecar);
            }
            dates::read_file_name(file, &mut report);
        }
        dates::read_dateline(&mut report);
        let Defaults { publisher, published, language } = &self.defaults;
        for (day, source) in [(published.clone(), DateSource::Option), (guess, DateSource::Guessed)] {
            if report.published.is_none() && day.is_some() {
                (report.published, report.dated) = (day, Some(source));
            }
        }
        if report.published.is_none() {
            dates::remark_on_year(&mut report);
        }
        report.publisher = report.publisher.take().or_else(|| publisher.clone());
        report.language = report.language.take().or_else(|| language.clone());
        Ok(report)
    }
}

impl Iterator for Reports {
    type Item = Result<Report, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(rows) = &mut self.rows {
                match rows.next() {
                    Some(found) => return Some(found.and_then(|report| self.complete(report, None))),
                    None => self.rows = None,
                }
            }
            if let Some(error) = self.leave_folder() {
                return Some(Err(error));
            }
            let path = self.paths.pop()?;
            match self.open(path) {
                Ok(None) => {}
                Ok(Some(report)) => return Some(Ok(report)),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The first bytes of a source.
fn read_head(source: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    source.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// The one report of a file.
fn report_of(input: &str, format: Format, bytes: Vec<u8>) -> Result<Report, Error> {
    match format {
        Format::Html => page::read(input, &bytes),
        Format::Docx => docx::read(input, &bytes),
        _ => text_report(input, bytes),
    }
}

/// A plain text, with the block of fields before it taken off.
fn text_report(input: &str, bytes: Vec<u8>) -> Result<Report, Error> {
    let (text, charset) = encoding::decode(input, bytes)?;
    has_text(input, &text)?;
    let (fields, rest) = split_header(input, &text)?;
    has_text(input, rest)?;
    let mut report = Report::new(rest);
    input.clone_into(&mut report.input);
    fields.fill(&mut report, DateSource::Header);
    charset.remark_in(&mut report);
    Ok(report)
}

/// Whether a file or folder in a folder is read.
pub(crate) fn is_wanted(entry: &Path, format: Option<Format>) -> bool {
    Format::is_read(entry, format) || entry.is_dir() && !is_part_of_page(entry)
}

/// Whether a folder holds the pictures and frames of a saved page beside it, as browsers name them.
fn is_part_of_page(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let page = ["_files", "-Dateien", "_Dateien"].iter().find_map(|end| name.strip_suffix(end));
    page.is_some_and(|page| {
        ["html", "htm"].iter().any(|ending| folder.with_file_name(format!("{page}.{ending}")).is_file())
    })
}

#[cfg(test)]
mod tests;
