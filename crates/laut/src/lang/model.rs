//! The container of compiled lexica and models: a header that is checked, then sections of bytes.
//!
//! `data/de/models/lexicon.bin` opens with `LAUT`, the kind of the file and its version, the length of each section and
//! a checksum. A file that is cut short, of another version, or not one at all is an error that says so. The sections
//! of a built-in file are borrowed, so that loading costs nothing but the checksum.

use std::borrow::Cow;
use std::ops::Range;

use super::DataError;

/// What the first four bytes of every model are.
pub const MAGIC: &[u8; 4] = b"LAUT";

/// The bytes before the lengths of the sections: magic, kind, version, number of sections, checksum.
pub const HEADER: usize = 4 + 4 + 4 + 4 + 8;

/// More sections than any model has.
const MOST_SECTIONS: usize = 64;

/// A part of a model file, borrowed where the file is built in.
#[derive(Debug, Clone)]
pub struct Section {
    bytes: Cow<'static, [u8]>,
    range: Range<usize>,
}

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        &self.bytes[self.range.clone()]
    }
}

impl Section {
    /// The section as numbers of 32 bits.
    ///
    /// # Errors
    /// If its length is not a multiple of four.
    pub fn numbers(&self, path: &str) -> Result<Vec<u32>, DataError> {
        let (chunks, rest) = self.as_ref().as_chunks::<4>();
        if !rest.is_empty() {
            return Err(broken(path, "a section of numbers ends within a number"));
        }
        Ok(chunks.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect())
    }
}

/// A model file that was checked.
#[derive(Debug)]
pub struct ModelFile {
    sections: Vec<Section>,
}

impl ModelFile {
    /// Checks a file of a kind and version.
    ///
    /// # Errors
    /// If it is cut short, changed, of another kind or version, or no model at all.
    pub fn read(
        path: &str,
        bytes: Cow<'static, [u8]>,
        kind: &[u8; 4],
        version: u32,
    ) -> Result<Self, DataError> {
        let number = |at: usize| -> Option<u32> {
            let bytes = bytes.get(at..at + 4)?;
            Some(u32::from_le_bytes(bytes.try_into().ok()?))
        };
        if bytes.get(..4) != Some(MAGIC) {
            return Err(broken(path, "not a model of laut"));
        }
        if bytes.get(4..8) != Some(kind) {
            return Err(broken(path, &format!("not a model of the kind `{}`", kind.escape_ascii())));
        }
        let found = number(8).ok_or_else(|| cut_short(path))?;
        if found != version {
            return Err(broken(path, &format!("expected version {version}, found {found}")));
        }
        let count = number(12).ok_or_else(|| cut_short(path))? as usize;
        if count > MOST_SECTIONS {
            return Err(broken(path, &format!("{count} sections are more than any model has")));
        }
        let low = u64::from(number(16).ok_or_else(|| cut_short(path))?);
        let high = u64::from(number(20).ok_or_else(|| cut_short(path))?);
        let mut sections = Vec::with_capacity(count);
        let mut at = HEADER + 4 * count;
        for index in 0..count {
            let length = number(HEADER + 4 * index).ok_or_else(|| cut_short(path))? as usize;
            if bytes.len() < at + length {
                return Err(cut_short(path));
            }
            sections.push(Section { bytes: bytes.clone(), range: at..at + length });
            at += length;
        }
        if at != bytes.len() {
            return Err(broken(path, "there are bytes after its end"));
        }
        if checksum(&bytes[HEADER..]) != (high << 32 | low) {
            return Err(broken(path, "its bytes were changed: the checksum is wrong"));
        }
        Ok(Self { sections })
    }

    /// A section.
    ///
    /// # Errors
    /// If there are fewer.
    pub fn section(&self, path: &str, index: usize) -> Result<&Section, DataError> {
        self.sections.get(index).ok_or_else(|| broken(path, &format!("section {index} is missing")))
    }
}

/// Writes a model file.
///
/// # Panics
/// If a section is 4 GiB or longer.
#[must_use]
pub fn write(kind: &[u8; 4], version: u32, sections: &[Vec<u8>]) -> Vec<u8> {
    let mut body = Vec::new();
    for section in sections {
        let length = u32::try_from(section.len()).expect("a section is shorter than 4 GiB");
        body.extend_from_slice(&length.to_le_bytes());
    }
    for section in sections {
        body.extend_from_slice(section);
    }
    let mut file = Vec::with_capacity(HEADER + body.len());
    file.extend_from_slice(MAGIC);
    file.extend_from_slice(kind);
    file.extend_from_slice(&version.to_le_bytes());
    file.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    file.extend_from_slice(&checksum(&body).to_le_bytes());
    file.extend_from_slice(&body);
    file
}

/// A file that ends too early.
#[must_use]
pub fn cut_short(path: &str) -> DataError {
    broken(path, "cut short")
}

/// A file that is wrong in a way that `message` says.
#[must_use]
pub fn broken(path: &str, message: &str) -> DataError {
    DataError::Model { path: path.to_owned(), message: message.to_owned() }
}

/// Finds changed bytes; four lanes, so that megabytes take a millisecond.
fn checksum(bytes: &[u8]) -> u64 {
    let mut lanes = [1_u64, 2, 3, 4];
    let (chunks, rest) = bytes.as_chunks::<32>();
    for chunk in chunks {
        for (lane, word) in lanes.iter_mut().zip(chunk.as_chunks::<8>().0) {
            *lane = (*lane ^ u64::from_le_bytes(*word)).wrapping_mul(MIX).rotate_left(29);
        }
    }
    let mut sum = bytes.len() as u64;
    for lane in lanes {
        sum = (sum ^ lane).wrapping_mul(MIX).rotate_left(31);
    }
    for byte in rest {
        sum = (sum ^ u64::from(*byte)).wrapping_mul(MIX).rotate_left(31);
    }
    sum
}

/// An odd number with its bits well spread.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// A hash of bytes that is the same on every machine and in every run, which models are trained with.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    let mut sum = bytes.len() as u64;
    let (chunks, rest) = bytes.as_chunks::<8>();
    for chunk in chunks {
        sum = mix(sum, u64::from_le_bytes(*chunk));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(sum, u64::from_le_bytes(last))
}

/// Joins two hashes to one.
#[must_use]
#[inline]
pub fn mix(one: u64, other: u64) -> u64 {
    let sum = (one.rotate_left(23) ^ other).wrapping_mul(MIX);
    sum ^ (sum >> 32)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{ModelFile, write};

    fn read(bytes: Vec<u8>) -> Result<ModelFile, String> {
        ModelFile::read("de/models/x.bin", Cow::Owned(bytes), b"TEST", 3).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_written_is_read() {
        let file = read(write(b"TEST", 3, &[vec![1, 2, 3], vec![7; 100]])).unwrap();
        assert_eq!(file.section("x", 0).unwrap().as_ref(), [1, 2, 3]);
        assert_eq!(file.section("x", 1).unwrap().as_ref(), [7; 100]);
        assert!(file.section("x", 2).is_err());
    }

    #[test]
    fn every_cut_and_every_changed_byte_is_found() {
        let good = write(b"TEST", 3, &[vec![1, 2, 3], (0..90).collect()]);
        for length in 0..good.len() {
            assert!(read(good[..length].to_vec()).is_err(), "cut at {length}");
        }
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            assert!(read(bad).is_err(), "changed at {at}");
        }
    }

    #[test]
    fn the_message_says_what_is_wrong() {
        let message = |bytes: Vec<u8>| read(bytes).unwrap_err();
        assert!(message(b"PK\x03\x04".to_vec()).contains("not a model of laut"));
        assert!(message(write(b"ELSE", 3, &[])).contains("not a model of the kind `TEST`"));
        assert!(message(write(b"TEST", 2, &[])).contains("expected version 3, found 2"));
    }
}
