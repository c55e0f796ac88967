//! A report with its reading, made ready to be added: all work that needs no ledger, so that many threads can do it.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use laut::Record;

use crate::derive::derive;
use crate::kept::KeptRecord;
use crate::rows::Rows;

/// A report with its reading.
#[derive(Debug)]
pub struct Entry {
    pub(crate) kept: KeptRecord,
    pub(crate) rows: Rows,
    /// The record as JSON, compressed.
    pub(crate) record: Vec<u8>,
    /// Whether the language was told, not detected.
    pub(crate) is_language_given: bool,
}

impl Entry {
    /// Makes an entry of a record. `is_language_given` says that the report came with its language, so that it is not
    /// detected anew when the report is read again.
    ///
    /// # Panics
    /// Never: a record can always be written as JSON, and read back.
    #[must_use]
    pub fn of(record: &Record, is_language_given: bool) -> Self {
        let json = serde_json::to_vec(record).expect("a record has only string keys");
        let kept: KeptRecord = serde_json::from_slice(&json).expect("a record has the fields that are kept");
        let rows = derive(&kept, &[]);
        Self { kept, rows, record: compress(&json), is_language_given }
    }

    /// Id of the report.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.kept.report.id
    }
}

fn compress(json: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(json.len() / 4), Compression::new(4));
    encoder.write_all(json).expect("memory takes every byte");
    encoder.finish().expect("memory takes every byte")
}

/// The JSON of a reading, as it was written.
pub(crate) fn decompress(record: &[u8]) -> std::io::Result<String> {
    let mut json = String::new();
    DeflateDecoder::new(record).read_to_string(&mut json)?;
    Ok(json)
}
