//! A report with its reading, made ready to be added: all work that needs no ledger, so that many threads can do it.

use laut::{Record, Report};

use crate::derive::{derive, searched};
use crate::kept::{KeptRecord, KeptReport};
use crate::pack::{Known, pack_record, pack_text, unpack_record};
use crate::rows::Rows;

/// What a record does not say of how its report was taken in, and a new reading wants.
#[derive(Debug, Clone, Copy, Default)]
pub struct Intake {
    /// Whether the language was told; else it is detected anew.
    pub is_language_given: bool,
    /// How many remarks were made while it was taken in; they come first in the record's coverage.
    pub remarks: usize,
}

impl Intake {
    /// How a report was taken in that was not read yet.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        Self { is_language_given: report.language.is_some(), remarks: report.remarks.len() }
    }
}

/// A report with its reading.
#[derive(Debug)]
pub struct Entry {
    pub(crate) report: KeptReport,
    /// The version of laut that read it.
    pub(crate) laut: String,
    pub(crate) rows: Rows,
    /// The record, packed.
    pub(crate) record: Vec<u8>,
    /// The text, packed.
    pub(crate) text: Vec<u8>,
    /// The words of title and text.
    pub(crate) words: String,
    /// The words of each claim.
    pub(crate) claim_words: Vec<String>,
    pub(crate) intake: Intake,
}

impl Entry {
    /// Makes an entry of a record.
    ///
    /// # Panics
    /// Never: a record can always be written as JSON.
    #[must_use]
    pub fn of(record: Record, intake: Intake) -> Self {
        let known = KeptReport::from(record.report.clone());
        let known = Known { text: &known.text, others: &known.strings() };
        let packed = pack_record(&record, known).expect("a record is JSON");
        let kept = KeptRecord::from(record);
        let rows = derive(&kept, &[]);
        let (words, claim_words) = searched(&kept, &rows);
        let text = pack_text(&kept.report.text);
        Self { report: kept.report, laut: kept.laut, rows, record: packed, text, words, claim_words, intake }
    }

    /// The record as JSON.
    pub(crate) fn json(&self) -> std::io::Result<String> {
        unpack_record(&self.record, Known { text: &self.report.text, others: &self.report.strings() })
    }

    /// Id of the report.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.report.id
    }
}
