//! Texts that are kept are read anew by a later laut: the new reading is put beside the old one.

use jiff::Timestamp;
use laut::text::{DateSource, Diagnostic, Published, Severity};
use laut::{Report, Span};

use super::Store;
use super::numbers::{id_of, written};
use crate::kept::{KeptDiagnostic, KeptRecord};
use crate::pack::{Known, unpack_record, unpack_text};
use crate::text::Text;
use crate::{Entry, Error};

impl Store {
    /// A report as it was taken in, to be read again; with its language only where that was told, not detected.
    ///
    /// # Errors
    /// If there is none of that id, or the ledger cannot be read.
    pub fn kept(&self, id: &str) -> Result<Report, Error> {
        let number = self.report_number(id)?;
        self.kept_of(number, &self.reading(number)?.0)
    }

    /// The same, with its reading at hand.
    pub(super) fn kept_of(&self, number: i64, reading: &KeptRecord) -> Result<Report, Error> {
        let mut report = Report::new(self.text_of(number)?);
        let mut remarks = 0;
        let select = "SELECT r.input, r.title, r.url, r.published, r.language, r.is_language_given, r.remarks, w.word AS publisher
            FROM reports r LEFT JOIN words w ON w.number = r.publisher WHERE r.number = $1";
        self.database.query(select, &[number.into()], &mut |row| {
            report.input = row.text("input")?;
            report.title = row.maybe_text("title")?;
            report.url = row.maybe_text("url")?;
            report.publisher = row.maybe_text("publisher")?;
            report.published =
                row.maybe_text("published")?.and_then(|published| Published::parse(&published).ok());
            report.language =
                (row.integer("is_language_given")? != 0).then(|| row.text("language")).transpose()?;
            remarks = row.size("remarks")?;
            Ok(())
        })?;
        // Where the day of publication is from, and what was remarked, stands in the reading alone.
        report.dated = reading.report.dated.as_deref().and_then(DateSource::from_word);
        let text = Text::new(report.text());
        let remarks = reading.report.coverage.diagnostics.iter().take(remarks);
        report.remarks = remarks.map(|found| remark(found, &text)).collect();
        Ok(report)
    }

    /// Puts a new reading beside the old one, and makes the rows that are searched of it. Where it says the same as the
    /// old one, whatever the version of laut, nothing is kept, and `false` comes back.
    ///
    /// # Errors
    /// If the report is not in the ledger, or the ledger cannot be written.
    pub fn reread(&mut self, entry: &Entry, at: Timestamp) -> Result<bool, Error> {
        let number = self.report_number(entry.id())?;
        self.transact(|| {
            let json = entry.json().map_err(|cause| unreadable(entry.id(), &cause))?;
            if without_version(&self.reading(number)?.1) == without_version(&json) {
                return Ok(false);
            }
            self.add_reading(number, entry, at)?;
            self.derive_again(number)?;
            Ok(true)
        })
    }

    /// The latest reading of a report, and its JSON.
    pub(super) fn reading(&self, report: i64) -> Result<(KeptRecord, String), Error> {
        let select = include_str!("../sql/reading.sql");
        let read = self.one(select, &[report.into()], |row| {
            let [id, text_id] = [row.blob("id")?, row.blob("text_id")?].map(|id| id_of(&id));
            let strings = [
                id,
                text_id,
                row.text("input")?,
                row.words("title")?,
                row.words("url")?,
                row.words("publisher")?,
                row.words("published")?,
            ];
            Ok((row.blob("record")?, row.blob("text")?, strings))
        })?;
        let Some((record, text, strings)) = read else {
            return Err(unreadable(&format!("number {report}"), &"there is none"));
        };
        let (id, others) = (&strings[0], strings.each_ref().map(|string| &**string));
        let text = unpack_text(&text).map_err(|cause| unreadable(id, &cause))?;
        let known = Known { text: &text, others: &others };
        let json = unpack_record(&record, known).map_err(|cause| unreadable(id, &cause))?;
        let kept = serde_json::from_str(&json).map_err(|cause| unreadable(id, &cause))?;
        Ok((kept, json))
    }

    /// The record of a report as `laut read --format json` wrote it: the machine's reading, without corrections.
    ///
    /// # Errors
    /// If there is no such report, or its reading cannot be read back.
    pub fn record(&self, report: &str) -> Result<String, Error> {
        Ok(self.reading(self.report_number(report)?)?.1)
    }

    /// When and by which versions of laut a report was read, the first reading first.
    ///
    /// # Errors
    /// If there is no such report, or the ledger cannot be read.
    pub fn readings(&self, report: &str) -> Result<Vec<(String, String)>, Error> {
        let number = self.report_number(report)?;
        let select = "SELECT w.word AS laut, d.made_at FROM readings d JOIN words w ON w.number = d.laut
            WHERE d.report = $1 ORDER BY d.number";
        self.all(select, &[number.into()], |row| Ok((row.text("laut")?, written(row.integer("made_at")?))))
    }
}

fn unreadable(report: &str, cause: &dyn std::fmt::Display) -> Error {
    Error::Reading { report: report.to_owned(), cause: cause.to_string() }
}

fn remark(found: &KeptDiagnostic, text: &Text<'_>) -> Diagnostic {
    let [start, end] = found.span.map(|place| text.start(place).unwrap_or_default());
    Diagnostic {
        code: found.code.clone().into(),
        severity: if found.severity == "note" { Severity::Note } else { Severity::Warning },
        span: Span::new(start, end.max(start)),
        message: found.message.clone(),
        help: found.help.clone().map(Into::into),
    }
}

/// A record without its first field, the version of laut.
fn without_version(json: &str) -> &str {
    json.split_once("\"report\":").map_or(json, |(_, rest)| rest)
}
