//! Words and expressions of several words, looked up where they stand in a text; and ends of compounds.
//!
//! `ums Leben` is found at the first of its two words; `-tote` is found in `Hitzetote`, not in `Tote`.

use compact_str::CompactString;

use super::maps::HashMap;
use crate::text::Token;

/// Values by words, by expressions of several words, and by ends of compounds. Everything is in lower case.
#[derive(Debug, Clone)]
pub struct PhraseMap<V> {
    first: HashMap<CompactString, Vec<Entry<V>>>,
    endings: HashMap<CompactString, Vec<V>>,
}

#[derive(Debug, Clone)]
struct Entry<V> {
    rest: Box<[CompactString]>,
    value: V,
}

impl<V> Default for PhraseMap<V> {
    fn default() -> Self {
        Self { first: HashMap::default(), endings: HashMap::default() }
    }
}

impl<V> PhraseMap<V> {
    /// Adds a form: a word, words apart by spaces, or `-` and the end of a compound.
    pub fn insert(&mut self, form: &str, value: V) {
        let form = form.to_lowercase();
        if let Some(ending) = form.strip_prefix('-').filter(|ending| !ending.is_empty()) {
            self.endings.entry(ending.into()).or_default().push(value);
            return;
        }
        let mut words = form.split_whitespace().map(CompactString::from);
        let Some(first) = words.next() else { return };
        let entries = self.first.entry(first).or_default();
        let rest: Box<[CompactString]> = words.collect();
        let at = entries.partition_point(|entry| entry.rest.len() >= rest.len());
        entries.insert(at, Entry { rest, value });
    }

    /// What is known of the words from a token on: how many tokens each takes, the longest first.
    pub fn at<'m>(&'m self, tokens: &'m [Token], token: usize) -> impl Iterator<Item = (usize, &'m V)> {
        let entries = tokens.get(token).and_then(|token| self.first.get(&token.lower));
        entries.into_iter().flatten().filter_map(move |entry| {
            let after = tokens.get(token + 1..token + 1 + entry.rest.len())?;
            let is_same = after.iter().zip(&entry.rest).all(|(token, word)| token.lower == *word);
            is_same.then_some((entry.rest.len() + 1, &entry.value))
        })
    }

    /// The first value of the longest expression from a token on.
    #[must_use]
    pub fn longest<'m>(&'m self, tokens: &'m [Token], token: usize) -> Option<(usize, &'m V)> {
        self.at(tokens, token).next()
    }

    /// The values of a single word.
    pub fn word(&self, lower: &str) -> impl Iterator<Item = &V> {
        let entries = self.first.get(lower);
        entries.into_iter().flatten().filter(|entry| entry.rest.is_empty()).map(|entry| &entry.value)
    }

    /// The values of the longest known end of a compound; at least three letters stand before it.
    #[must_use]
    pub fn ending(&self, lower: &str) -> &[V] {
        if self.endings.is_empty() {
            return &[];
        }
        let ends = lower.char_indices().skip(3).filter_map(|(at, _)| lower.get(at..));
        ends.filter_map(|end| self.endings.get(end)).map(Vec::as_slice).next().unwrap_or_default()
    }

    /// Whether a word alone is listed.
    #[must_use]
    pub fn contains(&self, lower: &str) -> bool {
        self.word(lower).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::PhraseMap;

    #[test]
    fn the_longest_known_end_of_a_compound_counts() {
        let mut map = PhraseMap::default();
        map.insert("-kräfte", "forces");
        map.insert("-hilfskräfte", "helpers");
        map.insert("Tote", "dead");
        assert_eq!(map.ending("rettungskräfte"), ["forces"]);
        assert_eq!(map.ending("krisenhilfskräfte"), ["helpers"]);
        assert!(map.ending("kräfte").is_empty());
        assert!(map.contains("tote") && !map.contains("hitzetote"));
    }
}
