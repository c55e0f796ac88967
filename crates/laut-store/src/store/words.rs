//! Short strings, each kept once: *killed*, *Ali Karim*, `de.cue.laut` are written as numbers.

use std::collections::BTreeSet;

use serde_json::json;

use super::Store;
use crate::Error;
use crate::database::Value;
use crate::fold::fold;

impl Store {
    /// Sees to it that strings have numbers.
    pub(super) fn learn<'w>(&self, words: impl IntoIterator<Item = (&'w str, &'w str)>) -> Result<(), Error> {
        let mut known = self.words.borrow_mut();
        let new: BTreeSet<(&str, &str)> = words
            .into_iter()
            .filter(|(word, key)| !known.get(*key).is_some_and(|words| words.contains_key(*word)))
            .collect();
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
            known.entry(row.text("key")?).or_default().insert(row.text("word")?, row.integer("number")?);
            Ok(())
        })
    }

    /// The number of a string that was learnt.
    pub(super) fn number_of_word(&self, word: &str, key: &str) -> Result<Value<'static>, Error> {
        let known = self.words.borrow();
        let number = known.get(key).and_then(|words| words.get(word));
        number.map(|number| Value::Integer(*number)).ok_or_else(|| Error::Damaged {
            what: format!("the word `{word}`"),
            cause: "it is not among those of the ledger".to_owned(),
        })
    }
}
