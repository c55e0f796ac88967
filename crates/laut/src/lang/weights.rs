//! Weights of a linear model: features are hashed into buckets of four rows; each row has a check, so that a feature
//! that was never learned adds nothing.
//!
//! The word `Sprecher` with the feature "this word" gives the hash of both; its row holds one small number for each
//! part of speech. Rows that were of little use in training are left out of the file.

use super::DataError;
use super::model::{Section, broken};

/// Rows that share a bucket.
pub const WAYS: usize = 4;

/// A table of weights with `WIDTH` outputs.
///
/// # Invariants
/// The section holds at least one bucket, each of [`WAYS`] checks of 16 bits and [`WAYS`] rows of `WIDTH` bytes.
#[derive(Debug, Clone)]
pub struct Weights<const WIDTH: usize> {
    section: Section,
    /// The checks of each bucket, by themselves: most features have no row, and these few bytes stay near the
    /// processor, where the rows do not.
    checks: Vec<u64>,
}

impl<const WIDTH: usize> Weights<WIDTH> {
    /// The bytes of a bucket.
    pub const BUCKET: usize = WAYS * (2 + WIDTH);

    /// Reads a table.
    ///
    /// # Errors
    /// If its length is not that of some buckets.
    pub fn read(path: &str, section: &Section) -> Result<Self, DataError> {
        let bytes = section.as_ref();
        let buckets = bytes.chunks_exact(Self::BUCKET);
        if bytes.is_empty() || !buckets.remainder().is_empty() {
            return Err(broken(path, &format!("a table of weights has {} bytes", bytes.len())));
        }
        let checks = buckets.filter_map(|bucket| bucket.first_chunk::<{ WAYS * 2 }>());
        Ok(Self {
            section: section.clone(),
            checks: checks.map(|checks| u64::from_le_bytes(*checks)).collect(),
        })
    }

    /// Adds the weights of features to the sums.
    ///
    /// Most of the time goes into waiting for memory. Look-ups that depend on nothing wait together, as many as stand near each
    /// other: so first all places are reckoned, then all checks are fetched, then a byte of each row, and only then is
    /// anything done with them. The sum of 256 small numbers is still a number of 16 bits, of which the processor adds twice
    /// as many at once as of 32.
    #[inline]
    pub fn add<const FEATURES: usize>(&self, features: [u64; FEATURES], sums: &mut [i32; WIDTH]) {
        const { assert!(FEATURES <= 256, "more might not fit into 16 bits") };
        let bytes = self.section.as_ref();
        let mut buckets = [0; FEATURES];
        for (bucket, feature) in buckets.iter_mut().zip(features) {
            *bucket = bucket_of(feature, self.checks.len() as u64);
        }
        let mut checks = [0; FEATURES];
        for (check, bucket) in checks.iter_mut().zip(buckets) {
            *check = self.checks.get(bucket).copied().unwrap_or_default();
        }
        let mut rows = [0; FEATURES];
        let mut known = 0;
        for ((feature, bucket), checks) in features.into_iter().zip(buckets).zip(checks) {
            let (way, is_known) = way_of(checks, check_of(feature));
            if let Some(row) = rows.get_mut(known) {
                *row = bucket * Self::BUCKET + WAYS * 2 + way * WIDTH;
            }
            known += usize::from(is_known);
        }
        let rows = rows.get(..known).unwrap_or_default();
        std::hint::black_box(
            rows.iter().fold(0, |all, row| all ^ bytes.get(*row).copied().unwrap_or_default()),
        );
        let mut small = [0_i16; WIDTH];
        for row in rows {
            let Some(row) = bytes.get(*row..).and_then(|rest| rest.first_chunk::<WIDTH>()) else { continue };
            for (sum, weight) in small.iter_mut().zip(row) {
                *sum += i16::from(*weight as i8);
            }
        }
        for (sum, small) in sums.iter_mut().zip(small) {
            *sum += i32::from(small);
        }
    }
}

/// The bits of a feature's hash that tell it from others of its bucket; never zero, which marks an empty row.
#[must_use]
#[inline]
pub fn check_of(feature: u64) -> u16 {
    (feature >> 48) as u16 | 1
}

/// Which of four checks is the one looked for, and whether there is one: all four are compared at once, so that the
/// processor has nothing to guess.
#[inline]
fn way_of(checks: u64, check: u16) -> (usize, bool) {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let differences = checks ^ (u64::from(check) * ONES);
    let equal = differences.wrapping_sub(ONES) & !differences & (ONES << 15);
    ((equal.trailing_zeros() as usize / 16) % WAYS, equal != 0)
}

/// The bucket of a feature.
#[inline]
fn bucket_of(feature: u64, buckets: u64) -> usize {
    (((feature & 0xFFFF_FFFF) * buckets) >> 32) as usize
}

/// Lays rows of weights into buckets; the first ones find a place, later ones may not. Returns the section and how
/// many rows found none.
///
/// # Panics
/// If a row does not have `width` numbers.
#[must_use]
pub fn lay_out(rows: &[(u64, Vec<i8>)], width: usize, buckets: usize) -> (Vec<u8>, usize) {
    let bucket_size = WAYS * (2 + width);
    let mut bytes = vec![0_u8; bucket_size * buckets];
    let mut lost = 0;
    for (feature, row) in rows {
        assert_eq!(row.len(), width, "a row has one number for each output");
        let bucket = bucket_of(*feature, buckets as u64);
        let bucket = &mut bytes[bucket * bucket_size..(bucket + 1) * bucket_size];
        let (checks, weights) = bucket.split_at_mut(WAYS * 2);
        let check = check_of(*feature).to_le_bytes();
        let place = checks.as_chunks_mut::<2>().0.iter_mut().enumerate().find(|(_, found)| **found == [0, 0]);
        let Some((way, place)) = place else {
            lost += 1;
            continue;
        };
        *place = check;
        for (byte, weight) in weights[way * width..].iter_mut().zip(row) {
            *byte = *weight as u8;
        }
    }
    (bytes, lost)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Weights, lay_out};
    use crate::lang::model::{ModelFile, hash, write};

    #[test]
    fn weights_are_found_and_unknown_features_add_nothing() {
        let known = [(hash(b"Sprecher"), vec![3, -7]), (hash(b"der"), vec![1, 1])];
        let (bytes, lost) = lay_out(&known, 2, 3);
        assert_eq!(lost, 0);
        let file = ModelFile::read("x", Cow::Owned(write(b"TEST", 1, &[bytes])), b"TEST", 1).unwrap();
        let weights = Weights::<2>::read("x", file.section("x", 0).unwrap()).unwrap();
        let mut sums = [0; 2];
        weights.add([hash(b"Sprecher"), hash(b"unbekannt")], &mut sums);
        assert_eq!(sums, [3, -7]);
        weights.add([hash(b"der")], &mut sums);
        assert_eq!(sums, [4, -6]);
        assert!(Weights::<3>::read("x", file.section("x", 0).unwrap()).is_err());
    }
}
