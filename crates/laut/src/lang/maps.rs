//! Hash maps and sets over words, with laut's own hash: short words are hashed in a few steps, and alike in every run.
//!
//! Nothing is written in the order of such a map.

use std::hash::{BuildHasherDefault, Hasher};

use super::model::{hash, mix};

/// A hash map.
pub type HashMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<WordHasher>>;
/// A hash set.
pub type HashSet<T> = std::collections::HashSet<T, BuildHasherDefault<WordHasher>>;

/// Hashes words; numbers of 64 bits are taken for hashes.
#[derive(Debug, Default)]
pub struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0, hash(bytes));
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = mix(self.0, u64::from(byte));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
