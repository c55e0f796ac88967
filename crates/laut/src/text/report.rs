//! One published text, as it came in.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::token::words;

use super::Diagnostic;

/// When a report was published: a day, and the words in which it was given (a date, or a date-time with its offset).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    date: Date,
    written: String,
}

impl Published {
    /// Reads `2024-01-24`, or a date-time with an offset such as `2024-01-24T18:30:00+01:00` or `…Z`.
    ///
    /// # Errors
    /// Says what was expected and what was found.
    pub fn parse(text: &str) -> Result<Self, PublishedError> {
        let error = || PublishedError { found: text.to_owned() };
        let date = if text.len() == 10 {
            text.parse::<Date>().map_err(|_| error())?
        } else {
            text.parse::<jiff::Timestamp>().map_err(|_| error())?;
            text.parse::<jiff::civil::DateTime>()
                .map(jiff::civil::DateTime::date)
                .or_else(|_| text.get(..10).unwrap_or_default().parse::<Date>())
                .map_err(|_| error())?
        };
        Ok(Self { date, written: text.to_owned() })
    }

    /// The day, in the place of publication.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// As it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }
}

/// A publication date that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a date like `2024-01-24` or a date-time like `2024-01-24T18:30:00+01:00`, found `{found}`")]
pub struct PublishedError {
    found: String,
}

words! {
    /// What the day of publication is known from.
    DateSource {
        /// A block of fields before the text: `Published: 2024-01-24`.
        Header = "header",
        /// A file of fields beside the report.
        Sidecar = "sidecar",
        /// The name of the file: `2024-01-24-harbour.txt`.
        FileName = "file_name",
        /// The words before a report's first sentence: `BEIRUT, Jan. 24, 2024 (Agency) —`.
        Dateline = "dateline",
        /// What a page says of itself to programs.
        Metadata = "metadata",
        /// Words of the page, its address or the day on which a file was made: likely, not said.
        Guessed = "guessed",
        /// The feed that the report is an entry of.
        Feed = "feed",
        /// The row that the report was read from.
        Row = "row",
        /// Whoever asked for the report to be read.
        Option = "option",
    }
}

/// One published text: where it is from and what it says.
///
/// # Invariants
/// The text never changes after the report is made, and is shorter than 4 GiB.
#[derive(Debug, Clone, Default)]
pub struct Report {
    text: String,
    /// File name, line number or url that it was read from.
    pub input: String,
    /// Its headline.
    pub title: Option<String>,
    /// Where it is published.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// What that day is known from, where somebody has said.
    pub dated: Option<DateSource>,
    /// BCP 47 tag, where it is known from outside; otherwise it is detected.
    pub language: Option<String>,
    /// What was seen while the report was taken in; it stands in the record's coverage.
    pub remarks: Vec<Diagnostic>,
}

impl Report {
    /// Makes a report of its text alone. A byte-order mark is dropped; every other character is kept.
    ///
    /// # Panics
    /// If the text is 4 GiB or longer.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        assert!(u32::try_from(text.len()).is_ok(), "a report's text is shorter than 4 GiB");
        Self { text, ..Self::default() }
    }

    /// The text that all spans point into.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// `sha256:` over url, publisher, published and text: the same text printed by two papers is two reports.
    #[must_use]
    pub fn id(&self) -> String {
        let published = self.published.as_ref().map(Published::as_str);
        digest(&[self.url.as_deref(), self.publisher.as_deref(), published, Some(&self.text)])
    }

    /// `sha256:` of the text alone.
    #[must_use]
    pub fn text_id(&self) -> String {
        digest(&[Some(&self.text)])
    }
}

/// Hashes the parts with their lengths, so that no two lists of parts run together to the same bytes.
fn digest(parts: &[Option<&str>]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        let part = part.unwrap_or_default();
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let mut id = String::from("sha256:");
    for byte in hash.finalize() {
        id.push_str(&format!("{byte:02x}"));
    }
    id
}

#[cfg(test)]
mod tests {
    use super::{Published, Report};

    #[test]
    fn the_same_text_by_two_papers_is_two_reports() {
        let one = Report::new("Drei Tote.");
        let other = Report { publisher: Some("Bote".into()), ..one.clone() };
        assert_ne!(one.id(), other.id());
        assert_eq!(one.text_id(), other.text_id());
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(Report::new("\u{feff}Drei").text(), "Drei");
    }

    #[test]
    fn dates_and_date_times() {
        assert_eq!(Published::parse("2024-01-24").unwrap().date().to_string(), "2024-01-24");
        let late = Published::parse("2024-01-24T23:30:00-05:00").unwrap();
        assert_eq!(late.date().to_string(), "2024-01-24", "the day in the place of publication");
        assert!(Published::parse("24.1.2024").is_err());
        assert!(Published::parse("2024-02-30").is_err());
    }
}
