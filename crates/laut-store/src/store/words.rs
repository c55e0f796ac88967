//! Short strings, each kept once: *killed*, *Ali Karim*, `de.cue.laut` are written as numbers.

use std::collections::{BTreeSet, HashMap};

use serde_json::json;

use super::Store;
use crate::Error;
use crate::database::Value;
use crate::fold::fold;

/// Numbers of words that are surely in the ledger.
#[derive(Debug, Default)]
pub(super) struct KnownWords {
    /// Of most, which have no key.
    plain: HashMap<String, i64>,
    /// Of names, by their keys.
    names: HashMap<String, HashMap<String, i64>>,
}

impl KnownWords {
    fn number(&self, word: &str, key: &str) -> Option<i64> {
        let words = if key.is_empty() { &self.plain } else { self.names.get(key)? };
        words.get(word).copied()
    }

    fn insert(&mut self, word: String, key: String, number: i64) {
        let words = if key.is_empty() { &mut self.plain } else { self.names.entry(key).or_default() };
        words.insert(word, number);
    }
}

impl Store {
    /// Sees to it that strings have numbers.
    pub(super) fn learn<'w>(&self, words: impl IntoIterator<Item = (&'w str, &'w str)>) -> Result<(), Error> {
        let mut known = self.words.borrow_mut();
        let new: BTreeSet<(&str, &str)> =
            words.into_iter().filter(|(word, key)| known.number(word, key).is_none()).collect();
        if new.is_empty() {
            return Ok(());
        }
        let list: Vec<_> = new
            .into_iter()
            .map(|(word, key)| json!([word, key, format!("{}\n{}", fold(word), fold(key))]))
            .collect();
        let list = serde_json::Value::from(list).to_string();
        let (dialect, values) = (self.database.dialect(), [Value::from(&list)]);
        self.database.execute(dialect.add_words, &values)?;
        self.database.query(dialect.find_words, &values, &mut |row| {
            known.insert(row.text("word")?, row.text("key")?, row.integer("number")?);
            Ok(())
        })
    }

    /// The number of a string that was learnt.
    pub(super) fn number_of_word(&self, word: &str, key: &str) -> Result<Value<'static>, Error> {
        let number = self.words.borrow().number(word, key);
        number.map(Value::Integer).ok_or_else(|| Error::Damaged {
            what: format!("the word `{word}`"),
            cause: "it is not among those of the ledger".to_owned(),
        })
    }
}
