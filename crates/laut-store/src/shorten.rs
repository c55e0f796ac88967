//! A record without what its text says already, and the record again.
//!
//! `{"span":[120,138],"text":"zwölf Menschen"}` after a place at 100 is `{"span":[20,18],"text":0}`: pairs of whole numbers are the way
//! from the pair before them and their length, and words that stand in the text at their span are left out. So places
//! far into a text take no more room than those at its beginning. Nothing else is known of what a record holds.

use std::io::{Error, Result};

use serde_json::{Map, Value};

/// A record of a text, as JSON, without what the text says.
pub(crate) fn shorten(mut record: Value, text: &str) -> String {
    Shortener::new(text).shorten(&mut record);
    record.to_string()
}

/// The record again.
pub(crate) fn lengthen(short: &str, text: &str) -> Result<String> {
    let mut record: Value = serde_json::from_str(short).map_err(Error::other)?;
    Shortener::new(text).lengthen(&mut record);
    Ok(record.to_string())
}

struct Shortener<'t> {
    text: &'t str,
    /// Where each code point begins, and where the text ends.
    starts: Vec<usize>,
    /// Where the last pair began.
    last: i64,
}

impl<'t> Shortener<'t> {
    fn new(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, starts, last: 0 }
    }

    fn shorten(&mut self, value: &mut Value) {
        match value {
            Value::Object(fields) => {
                if self
                    .words_of(fields)
                    .is_some_and(|words| fields.get("text").and_then(Value::as_str) == Some(words))
                {
                    fields.insert("text".to_owned(), Value::from(0));
                }
                fields.values_mut().for_each(|value| self.shorten(value));
            }
            Value::Array(items) => match pair(items) {
                Some([from, to]) => {
                    let ways = [from.wrapping_sub(self.last), to.wrapping_sub(from)];
                    self.last = from;
                    items.clone_from_slice(&ways.map(Value::from));
                }
                None => items.iter_mut().for_each(|value| self.shorten(value)),
            },
            _ => {}
        }
    }

    fn lengthen(&mut self, value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.values_mut().for_each(|value| self.lengthen(value));
                let words =
                    self.words_of(fields).filter(|_| fields.get("text").and_then(Value::as_i64) == Some(0));
                if let Some(words) = words {
                    fields.insert("text".to_owned(), Value::from(words));
                }
            }
            Value::Array(items) => match pair(items) {
                Some([way, length]) => {
                    self.last = self.last.wrapping_add(way);
                    items.clone_from_slice(&[self.last, self.last.wrapping_add(length)].map(Value::from));
                }
                None => items.iter_mut().for_each(|value| self.lengthen(value)),
            },
            _ => {}
        }
    }

    /// What stands in the text at the span of an object.
    fn words_of(&self, fields: &Map<String, Value>) -> Option<&'t str> {
        let [from, to] = pair(fields.get("span")?.as_array()?)?;
        let start = |place: i64| self.starts.get(usize::try_from(place).ok()?).copied();
        self.text.get(start(from)?..start(to)?)
    }
}

/// Two whole numbers.
fn pair(items: &[Value]) -> Option<[i64; 2]> {
    let [from, to] = items else { return None };
    Some([from.as_i64()?, to.as_i64()?])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{lengthen, shorten};

    const TEXT: &str = "Mindestens zwölf Menschen starben in Talmur, sagte Ali Karim.";

    #[test]
    fn words_and_places_are_left_out_and_come_again() {
        let json = "{\"low\":12.0,\"span\":[11,25],\"text\":\"zwölf Menschen\",\"mentions\":[[51,60],[0,3]],\"by\":{\"span\":[51,60],\"text\":\"Ali\"}}";
        let short = "{\"low\":12.0,\"span\":[11,14],\"text\":0,\"mentions\":[[40,9],[-51,3]],\"by\":{\"span\":[51,9],\"text\":\"Ali\"}}";
        assert_eq!(shorten(serde_json::from_str(json).unwrap(), TEXT), short);
        assert_eq!(lengthen(short, TEXT).unwrap(), json);
    }

    proptest! {
        #[test]
        fn every_record_comes_again(json in record(), text in "[a-zäß€ ]{0,40}") {
            prop_assert_eq!(lengthen(&shorten(json.clone(), &text), &text).unwrap(), json.to_string());
        }

        #[test]
        fn what_is_damaged_is_an_error_or_another_record(short in ".{0,60}") {
            let _ = lengthen(&short, TEXT);
        }
    }

    /// JSON with spans, wrong ones too, and words.
    fn record() -> impl Strategy<Value = serde_json::Value> {
        let number = prop_oneof![0..50_i64, any::<i64>()].prop_map(serde_json::Value::from);
        let leaf = prop_oneof![
            number.clone(),
            any::<f32>().prop_map(|real| serde_json::Value::from(f64::from(real))),
            "[a-zäß€ ]{0,9}".prop_map(serde_json::Value::from),
            prop::collection::vec(number, 1..4).prop_map(serde_json::Value::from),
        ];
        leaf.prop_recursive(3, 40, 5, |inner| {
            let name = prop_oneof![Just("span".to_owned()), Just("words".to_owned()), "[a-z]{1,3}"];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::from),
                prop::collection::vec((name, inner), 0..5)
                    .prop_map(|fields| fields.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }
}
