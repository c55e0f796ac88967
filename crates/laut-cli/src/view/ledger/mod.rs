//! What was found in a ledger, as a table for people or as rows for programs.
//!
//! A row has one list of named fields, which JSON writes as an object and CSV as columns; a table shows the most important
//! of them. Each row has its id, its report and the words of the report.

pub(crate) mod claims;
pub(crate) mod disputes;
pub(crate) mod entities;
pub(crate) mod figures;
pub(crate) mod names;
pub(crate) mod parquet;
pub(crate) mod reports;
pub(crate) mod tolls;

use serde_json::{Map, Value};

use super::part::{Column, Entry, Page, Part};
use super::rows::{Dialect, written};
use super::{Look, markdown, terminal};
use crate::side_by_side::side_by_side;

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// A table for the terminal
    Table,
    /// One object a line
    Json,
    /// Comma-separated rows with all fields
    Csv,
    /// The table for a wiki
    Markdown,
}

/// A field: its name, of which type it is, and what stands in it.
pub(crate) type Field<R> = (&'static str, Type, fn(&R) -> Value);

/// Of which type the values of a field are, where they are not null. JSON and CSV need not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    /// Words, ids, and days or times as a report gives them.
    Text,
    /// A whole number.
    Integer,
    /// A number that may be a fraction.
    Number,
    /// Yes or no.
    Boolean,
    /// A day, `2024-03-05`.
    Day,
    /// A point in time, in UTC.
    Time,
    /// A list of words.
    List,
}

/// What was found. Parts and fields are made when they are written, since only one of them ever is.
pub(crate) struct Answer<'r> {
    /// How many of what.
    pub(crate) facts: Vec<String>,
    /// The parts of the page.
    pub(crate) parts: Box<dyn Fn() -> Vec<Part> + 'r>,
    /// Names of the fields.
    pub(crate) names: Vec<&'static str>,
    /// Rows of fields.
    pub(crate) fields: Box<dyn Fn() -> Vec<Vec<Value>> + 'r>,
}

impl<'r> Answer<'r> {
    /// Makes an answer of the rows that were found.
    pub(crate) fn of<R: Sync>(
        found: &'r [R],
        (one, many): (&str, &str),
        (heading, columns): (&'static str, &'static [Column]),
        row: fn(&R) -> Vec<Entry>,
        fields: &'static [Field<R>],
    ) -> Self {
        let parts = move || match found {
            [] => vec![Part::Words("Nothing of that kind is in the ledger.")],
            _ => vec![Part::Table { heading, is_headed: false, columns, rows: side_by_side(found, row) }],
        };
        Self {
            facts: vec![format!("{} {}", found.len(), if found.len() == 1 { one } else { many })],
            parts: Box::new(parts),
            names: fields.iter().map(|(name, ..)| *name).collect(),
            fields: Box::new(move || side_by_side(found, |row| values(fields, row))),
        }
    }

    /// The answer in a format.
    pub(crate) fn written(&self, format: Format, look: Look) -> Vec<u8> {
        match format {
            Format::Table => terminal::write(&self.page(), look).into_bytes(),
            Format::Markdown => markdown::write(&self.page()).into_bytes(),
            Format::Json => self.objects().iter().flat_map(|row| format!("{row}\n").into_bytes()).collect(),
            Format::Csv => {
                let head = self.names.iter().map(|name| (*name).to_owned()).collect();
                let fields = (self.fields)();
                let rows = fields.iter().map(|row| row.iter().map(cell).collect());
                written(Dialect::Plain, std::iter::once(head).chain(rows))
            }
        }
    }

    fn page(&self) -> Page {
        let parts = (self.parts)().into_iter().filter(|part| !part.is_empty()).collect();
        Page { title: String::new(), facts: self.facts.clone(), parts }
    }

    /// The rows as objects.
    pub(crate) fn objects(&self) -> Vec<Value> {
        (self.fields)().iter().map(|row| object(self.names.iter().copied(), row)).collect()
    }
}

/// What stands in the fields of a row.
pub(crate) fn values<R>(fields: &[Field<R>], row: &R) -> Vec<Value> {
    fields.iter().map(|(_, _, field)| field(row)).collect()
}

/// A row as an object.
pub(crate) fn object<'n>(names: impl Iterator<Item = &'n str>, row: &[Value]) -> Value {
    Value::Object(names.map(str::to_owned).zip(row.iter().cloned()).collect::<Map<String, Value>>())
}

/// A field as a cell, which no sheet takes for a formula.
pub(crate) fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    };
    super::rows::harmless(super::cells::clean(&text))
}

/// A number without a decimal point where it is whole.
pub(crate) fn number(value: Option<f64>) -> Value {
    match value {
        Some(value) if value.fract() == 0.0 && value.abs() < 9.0e15 => Value::from(value as i64),
        Some(value) => Value::from(value),
        None => Value::Null,
    }
}

/// Words of a list, as a list.
pub(crate) fn list(words: &str, separator: &str) -> Value {
    words.split(separator).filter(|word| !word.is_empty()).collect::<Vec<_>>().into()
}

/// Nothing where the text is empty.
pub(crate) fn some(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}

/// An id as it is shown to people: fewer digits, which `laut show` takes as well.
pub(crate) fn short(id: &str) -> String {
    let (report, row) = id.split_once(':').map_or((id, None), |(report, row)| (report, Some(row)));
    let digits: String = report.chars().take(8).collect();
    row.map_or_else(|| digits.clone(), |row| format!("{digits}:{row}"))
}

/// Who published something, and on which day.
pub(crate) fn published(publisher: Option<&str>, published: Option<&str>, input: &str) -> String {
    let by = super::cells::clean(publisher.unwrap_or(input));
    match published.and_then(|published| published.get(..10)) {
        Some(day) => format!("{by}\n{day}"),
        None => by,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{cell, claims, disputes, entities, figures, names, reports, short, tolls};

    #[test]
    fn every_field_is_documented() {
        let page = include_str!("../../../../../docs/ledger-rows.md");
        let cells = page.lines().filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
        let documented: Vec<&str> = cells.flat_map(|cell| cell.split(['`', ' '])).collect();
        let answers = [
            claims::answer(&[]),
            figures::answer(&[]),
            reports::answer(&[]),
            disputes::answer(&[]),
            names::answer(&[]),
            tolls::answer(&[], 9),
        ];
        let exported = entities::FIELDS.iter().map(|(name, ..)| name);
        for name in answers.iter().flat_map(|answer| &answer.names).chain(exported).chain(&["text"]) {
            assert!(documented.contains(name), "docs/ledger-rows.md does not say what `{name}` is");
        }
    }

    #[test]
    fn cells_are_plain() {
        for (value, expected) in [
            (json!(null), ""),
            (json!(40), "40"),
            (json!(["a", "b"]), "a; b"),
            (json!("=cmd\n()"), "'=cmd ()"),
            (json!(true), "true"),
        ] {
            assert_eq!(cell(&value), expected);
        }
    }

    #[test]
    fn ids_are_shown_short() {
        assert_eq!(short("4f1c9a02b7d3:f12"), "4f1c9a02:f12");
        assert_eq!(short("4f1c9a02b7d3e4"), "4f1c9a02");
    }
}
