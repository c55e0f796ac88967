//! Texts that are kept are read anew by a later laut: the new reading is put beside the old one.

use jiff::Timestamp;
use laut::Report;
use laut::text::{DateSource, Published};
use rusqlite::OptionalExtension;

use super::Store;
use super::write::add_reading;
use crate::entry::decompress;
use crate::kept::KeptRecord;
use crate::{Entry, Error};

impl Store {
    /// A report as it was taken in, to be read again; with its language only where that was told, not detected.
    ///
    /// # Errors
    /// If there is none of that id, or the file cannot be read.
    pub fn kept(&self, id: &str) -> Result<Report, Error> {
        let number = self.report_number(id)?;
        let select = "SELECT text, input, title, url, publisher, published, language, is_language_given
            FROM reports WHERE number = ?1";
        let read = || {
            self.connection.prepare_cached(select)?.query_row([number], |row| {
                let mut report = Report::new(row.get::<_, String>(0)?);
                report.input = row.get(1)?;
                report.title = row.get(2)?;
                report.url = row.get(3)?;
                report.publisher = row.get(4)?;
                let published: Option<String> = row.get(5)?;
                report.published = published.and_then(|published| Published::parse(&published).ok());
                report.language = if row.get(7)? { row.get(6)? } else { None };
                Ok(report)
            })
        };
        let mut report = self.check(read())?;
        // Where the day of publication is from stands in the reading alone.
        let reading = serde_json::from_str::<serde_json::Value>(&self.reading(number)?.1).unwrap_or_default();
        report.dated = reading["report"]["dated"].as_str().and_then(DateSource::from_word);
        Ok(report)
    }

    /// Puts a new reading beside the old one, and makes the rows that are searched of it. Where it says the same as the
    /// old one, whatever the version of laut, nothing is kept, and `false` comes back.
    ///
    /// # Errors
    /// If the report is not in the ledger, or the file cannot be written.
    pub fn reread(&mut self, entry: &Entry, at: Timestamp) -> Result<bool, Error> {
        let number = self.report_number(entry.id())?;
        let new = decompress(&entry.record).map_err(|cause| self.unreadable(entry.id(), &cause))?;
        self.transact(|transaction| {
            if without_version(&self.reading(number)?.1) == without_version(&new) {
                return Ok(false);
            }
            self.check(add_reading(transaction, number, entry, at))?;
            self.derive_again(transaction, number)?;
            Ok(true)
        })
    }

    /// The latest reading of a report, and its JSON.
    pub(super) fn reading(&self, report: i64) -> Result<(KeptRecord, String), Error> {
        let select = "SELECT d.record, r.id FROM readings d JOIN reports r ON r.number = d.report
            WHERE d.report = ?1 ORDER BY d.number DESC LIMIT 1";
        let read = || {
            let mut statement = self.connection.prepare_cached(select)?;
            let row = statement.query_row([report], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)));
            row.optional()
        };
        let Some((record, id)) = self.check(read())? else {
            return Err(self.unreadable(&format!("number {report}"), &"there is none"));
        };
        let id: String = id;
        let json = decompress(&record).map_err(|cause| self.unreadable(&id, &cause))?;
        let kept = serde_json::from_str(&json).map_err(|cause| self.unreadable(&id, &cause))?;
        Ok((kept, json))
    }

    /// The record of a report as `laut read --format json` wrote it: the machine's reading, without corrections.
    ///
    /// # Errors
    /// If there is no such report, or its reading cannot be read back.
    pub fn record(&self, report: &str) -> Result<String, Error> {
        Ok(self.reading(self.report_number(report)?)?.1)
    }

    fn unreadable(&self, report: &str, cause: &dyn std::fmt::Display) -> Error {
        Error::Reading { report: report.to_owned(), cause: cause.to_string() }
    }

    /// When and by which versions of laut a report was read, the first reading first.
    ///
    /// # Errors
    /// If there is no such report, or the file cannot be read.
    pub fn readings(&self, report: &str) -> Result<Vec<(String, String)>, Error> {
        let number = self.report_number(report)?;
        let read = || {
            let select = "SELECT laut, made_at FROM readings WHERE report = ?1 ORDER BY number";
            let mut statement = self.connection.prepare_cached(select)?;
            statement.query_map([number], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        self.check(read())
    }
}

/// A record without its first field, the version of laut.
fn without_version(json: &str) -> &str {
    json.split_once("\"report\":").map_or(json, |(_, rest)| rest)
}
