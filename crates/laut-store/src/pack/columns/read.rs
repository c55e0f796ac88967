//! Columns become the record again.

use std::io::{Error, Result};

use serde_json::{Map, Value};

use super::{Known, Name, Paths, Places};

/// Records are not deeper; what is, is damaged.
pub(super) const DEEPEST: usize = 64;

/// The record again.
pub(in crate::pack) fn record_of(columns: &str, known: Known<'_>) -> Result<Value> {
    let columns = columns.split("\n\n").map(str::lines).collect();
    let mut reader = Reader { paths: Paths::default(), columns, places: Places::new(known) };
    reader.read(0, None, 0)
}

struct Reader<'k, 'c> {
    paths: Paths,
    columns: Vec<std::str::Lines<'c>>,
    places: Places<'k>,
}

impl Reader<'_, '_> {
    fn read(&mut self, path: usize, words: Option<&str>, depth: usize) -> Result<Value> {
        let line = self.columns.get_mut(path).and_then(Iterator::next);
        let line = line.filter(|_| depth < DEEPEST).ok_or_else(|| Error::other("a value is missing"))?;
        let unknown = || Error::other(format!("expected a value, found `{line}`"));
        let (kind, rest) = line.split_at_checked(1).ok_or_else(unknown)?;
        Ok(match kind {
            "n" => Value::Null,
            "t" => Value::Bool(true),
            "f" => Value::Bool(false),
            "#" => Value::Number(rest.parse().map_err(Error::other)?),
            "\"" => Value::String(serde_json::from_str(&format!("{line}\"")).map_err(Error::other)?),
            "=" => Value::from(words.ok_or_else(unknown)?),
            "$" => {
                let number: usize = rest.parse().map_err(Error::other)?;
                Value::from(*self.places.known.others.get(number).ok_or_else(unknown)?)
            }
            "@" => {
                let [at, length]: [usize; 2] = numbers(rest).ok_or_else(unknown)?;
                let end = at.checked_add(length).ok_or_else(unknown)?;
                Value::from(self.places.known.text.get(at..end).ok_or_else(unknown)?)
            }
            "[" => {
                let count: usize = rest.parse().map_err(Error::other)?;
                let mut items = Vec::new();
                for _ in 0..count {
                    let path = self.paths.items(path);
                    items.push(self.read(path, None, depth + 1)?);
                }
                Value::Array(items)
            }
            "{" => self.object(path, rest, depth)?,
            _ => {
                let [way, length] = numbers(line).ok_or_else(unknown)?;
                self.places.last = self.places.last.wrapping_add(way);
                Value::from([self.places.last, self.places.last.wrapping_add(length)].as_slice())
            }
        })
    }

    fn object(&mut self, path: usize, shape: &str, depth: usize) -> Result<Value> {
        let shapes = &mut self.paths.0[path].shapes;
        let number = match shape {
            "" => 0,
            _ if shape.starts_with('[') => {
                let names: Vec<String> = serde_json::from_str(shape).map_err(Error::other)?;
                shapes.push(names.into_iter().map(Name::Owned).collect());
                shapes.len() - 1
            }
            _ => shape.parse().map_err(Error::other)?,
        };
        let names = shapes.get(number).ok_or_else(|| Error::other("an object has no fields"))?.clone();
        let (mut fields, mut words) = (Map::new(), None);
        for (number, name) in names.into_iter().enumerate() {
            let field = self.paths.field(path, &name, number);
            let value = self.read(field, words, depth + 1)?;
            if name == "span" {
                words = span(&value).and_then(|span| self.places.words(span));
            }
            fields.insert(name.into_owned(), value);
        }
        Ok(Value::Object(fields))
    }
}

/// `20,18` as two numbers.
fn numbers<N: std::str::FromStr>(pair: &str) -> Option<[N; 2]> {
    let (one, other) = pair.split_once(',')?;
    Some([one.parse().ok()?, other.parse().ok()?])
}

/// The span that an object's field holds.
fn span(value: &Value) -> Option<[i64; 2]> {
    let [from, to] = &**value.as_array()? else { return None };
    Some([from.as_i64()?, to.as_i64()?])
}
