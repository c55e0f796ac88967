//! A record as columns: what stands at the same place of all its claims, figures, entities stands together, and what its
//! report says already is left out.
//!
//! `{"claims":[{"span":[100,118],"act":"state"},{"span":[120,138],"act":"deny"}]}` has a column for each path in it: `claims` is a
//! list of 2, `claims.*` are objects of the fields `span` and `act`, `claims.*.span` is `100,18` `20,18`, and
//! `claims.*.act` is `state` `deny`. Columns are alike from record to record, so they pack well, and the names of fields stand there
//! once. A value is a line:
//!
//! - `20,18`: a pair of whole numbers, as the way from the pair before it and its length;
//! - `=`: the words of the text at the span of the object;
//! - `@51,9`: the words of the text from a byte on, as many bytes;
//! - `$1`: what else is known of the report;
//! - `"killed`: any other string, as JSON without its last mark;
//! - `#12.5`, `t`, `f`, `n`: a number, true, false, null;
//! - `[2`: a list and how many it has;
//! - `{["span","act"]`: an object and its fields, `{1`: of the second set of fields that was met at this path; the first is `{`.
//!
//! Nothing else is known of what a record holds.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Arguments;
use std::io::{Error, Result, Write};

use memchr::memmem;
use serde_json::{Map, Value};

/// What a record is of: the text, and further strings that the record is likely to hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'k> {
    pub(crate) text: &'k str,
    pub(crate) others: &'k [&'k str],
}

/// Shorter words are not looked for in the text: where they stand would take as much room.
const SHORTEST: usize = 4;
/// Records are not deeper; what is, is damaged.
const DEEPEST: usize = 64;

/// The columns of a record, with an empty line behind each.
pub(crate) fn columns_of(record: &Value, known: Known<'_>) -> Vec<u8> {
    let mut writer = Writer {
        paths: Paths::default(),
        columns: Vec::new(),
        places: Places::new(known),
        found: HashMap::new(),
    };
    writer.write(0, record, None);
    let size = writer.columns.iter().map(|column| column.len() + 1).sum();
    let mut all = Vec::with_capacity(size);
    for column in writer.columns {
        all.extend_from_slice(&column);
        all.push(b'\n');
    }
    all
}

/// The record again.
pub(crate) fn record_of(columns: &str, known: Known<'_>) -> Result<Value> {
    let columns = columns.split("\n\n").map(str::lines).collect();
    let mut reader = Reader { paths: Paths::default(), columns, places: Places::new(known) };
    reader.read(0, None, 0)
}

/// The paths of a record, numbered as they are first met: the first is that of the whole, and each has a column.
#[derive(Debug)]
struct Paths<'n>(Vec<Path<'n>>);

#[derive(Debug, Default)]
struct Path<'n> {
    /// The paths of the fields that objects at this path have.
    fields: Vec<(Cow<'n, str>, usize)>,
    /// The sets of fields that were met at this path.
    shapes: Vec<Vec<Cow<'n, str>>>,
    /// The path of what is in lists at this path.
    items: Option<usize>,
}

impl Default for Paths<'_> {
    fn default() -> Self {
        Self(vec![Path::default()])
    }
}

impl<'n> Paths<'n> {
    /// The path of a field, which is likely to be the field of that number.
    fn field(&mut self, path: usize, name: impl Into<Cow<'n, str>>, number: usize) -> usize {
        let (name, fields) = (name.into(), &self.0[path].fields);
        let likely = fields.get(number).filter(|(known, _)| *known == name);
        let found = likely.or_else(|| fields.iter().find(|(known, _)| *known == name));
        found.map(|(_, field)| *field).unwrap_or_else(|| {
            let field = self.add();
            self.0[path].fields.push((name, field));
            field
        })
    }

    fn items(&mut self, path: usize) -> usize {
        self.0[path].items.unwrap_or_else(|| {
            let items = self.add();
            self.0[path].items = Some(items);
            items
        })
    }

    fn add(&mut self) -> usize {
        self.0.push(Path::default());
        self.0.len() - 1
    }
}

/// Places in the text.
struct Places<'k> {
    known: Known<'k>,
    /// Where each code point begins, and where the text ends.
    starts: Vec<usize>,
    /// Where the last pair began.
    last: i64,
}

impl<'k> Places<'k> {
    fn new(known: Known<'k>) -> Self {
        let starts = known.text.char_indices().map(|(at, _)| at).chain([known.text.len()]).collect();
        Self { known, starts, last: 0 }
    }

    /// What stands in the text at a span of code points.
    fn words(&self, [from, to]: [i64; 2]) -> Option<&'k str> {
        let start = |place: i64| self.starts.get(usize::try_from(place).ok()?).copied();
        self.known.text.get(start(from)?..start(to)?)
    }
}

struct Writer<'k, 'r> {
    paths: Paths<'r>,
    columns: Vec<Vec<u8>>,
    places: Places<'k>,
    /// Where strings that were looked for in the text stand in it, if they do.
    found: HashMap<&'r str, Option<usize>>,
}

impl<'r> Writer<'_, 'r> {
    /// Writes a value that stands at a path, in an object with words of the text.
    fn write(&mut self, path: usize, value: &'r Value, words: Option<&str>) {
        if self.columns.len() <= path {
            self.columns.push(Vec::new());
        }
        match value {
            Value::Null => self.line(path, "n"),
            Value::Bool(true) => self.line(path, "t"),
            Value::Bool(false) => self.line(path, "f"),
            Value::Number(number) => self.numbers(path, format_args!("#{number}")),
            Value::String(string) => self.string(path, string, words),
            Value::Array(items) => match pair(items) {
                Some([from, to]) => {
                    let way = from.wrapping_sub(self.places.last);
                    self.places.last = from;
                    self.numbers(path, format_args!("{way},{}", to.wrapping_sub(from)));
                }
                None => {
                    self.numbers(path, format_args!("[{}", items.len()));
                    for item in items {
                        let items = self.paths.items(path);
                        self.write(items, item, None);
                    }
                }
            },
            Value::Object(fields) => {
                self.shape(path, fields);
                let mut words = None;
                for (number, (name, value)) in fields.iter().enumerate() {
                    let field = self.paths.field(path, name, number);
                    self.write(field, value, words);
                    if name == "span" {
                        words = span(value).and_then(|span| self.places.words(span));
                    }
                }
            }
        }
    }

    fn line(&mut self, path: usize, line: &str) {
        let column = &mut self.columns[path];
        column.extend_from_slice(line.as_bytes());
        column.push(b'\n');
    }

    fn numbers(&mut self, path: usize, line: Arguments<'_>) {
        let column = &mut self.columns[path];
        column.write_fmt(line).expect("memory takes every line");
        column.push(b'\n');
    }

    fn shape(&mut self, path: usize, fields: &'r Map<String, Value>) {
        let shapes = &mut self.paths.0[path].shapes;
        match shapes.iter().position(|shape| shape.iter().eq(fields.keys())) {
            Some(0) => self.line(path, "{"),
            Some(number) => self.numbers(path, format_args!("{{{number}")),
            None => {
                shapes.push(fields.keys().map(|name| Cow::Borrowed(&**name)).collect());
                let names = Value::from_iter(fields.keys().map(String::as_str));
                self.line(path, &format!("{{{names}"));
            }
        }
    }

    fn string(&mut self, path: usize, string: &'r str, words: Option<&str>) {
        if words == Some(string) {
            return self.line(path, "=");
        }
        let known = self.places.known;
        if string.len() >= SHORTEST {
            if let Some(number) = known.others.iter().position(|other| *other == string) {
                return self.numbers(path, format_args!("${number}"));
            }
            let find = || memmem::find(known.text.as_bytes(), string.as_bytes());
            if let Some(at) = *self.found.entry(string).or_insert_with(find) {
                return self.numbers(path, format_args!("@{at},{}", string.len()));
            }
        }
        let column = &mut self.columns[path];
        serde_json::to_writer(&mut *column, string).expect("memory takes every string");
        // The last mark makes room for the end of the line.
        column.pop();
        column.push(b'\n');
    }
}

struct Reader<'k, 'c> {
    paths: Paths<'static>,
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
                shapes.push(names.into_iter().map(Cow::Owned).collect());
                shapes.len() - 1
            }
            _ => shape.parse().map_err(Error::other)?,
        };
        let names = shapes.get(number).ok_or_else(|| Error::other("an object has no fields"))?.clone();
        let (mut fields, mut words) = (Map::new(), None);
        for (number, name) in names.into_iter().enumerate() {
            let field = self.paths.field(path, name.clone(), number);
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

/// Two whole numbers.
fn pair(items: &[Value]) -> Option<[i64; 2]> {
    let [from, to] = items else { return None };
    Some([from.as_i64()?, to.as_i64()?])
}

fn span(value: &Value) -> Option<[i64; 2]> {
    value.as_array().and_then(|items| pair(items))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DEEPEST, Known, columns_of, record_of};

    const TEXT: &str = "Mindestens zwölf Menschen starben in Talmur, sagte Ali Karim.";
    const KNOWN: Known<'_> = Known { text: TEXT, others: &["sha256:4f1c", "Tote in Talmur"] };

    #[test]
    fn a_record_is_columns_and_comes_again() {
        let json = r#"{"id":"sha256:4f1c","claims":[
            {"span":[11,25],"text":"zwölf Menschen","low":12.0,"by":"Ali Karim","part_of":null,"is_new":true},
            {"span":[26,33],"text":"stirbt","low":1,"by":"\"A\"\n","part_of":"f1","is_new":false},
            {"span":[0,10],"mentions":[[0,10],[11,16]],"harm":"killed"}]}"#;
        let record = serde_json::from_str(json).unwrap();
        let columns = String::from_utf8(columns_of(&record, KNOWN)).unwrap();
        let expected = [
            &["{[\"id\",\"claims\"]"][..],
            &["$0"],
            &["[3"],
            &[r#"{["span","text","low","by","part_of","is_new"]"#, "{", r#"{["span","mentions","harm"]"#],
            &["11,14", "15,7", "-26,10"],
            &["=", "\"stirbt"],
            &["#12.0", "#1"],
            &["@52,9", r#""\"A\"\n"#],
            &["n", "\"f1"],
            &["t", "f"],
            &["[2"],
            &["0,10", "11,5"],
            &["\"killed"],
        ];
        assert_eq!(columns, expected.map(|column| column.join("\n") + "\n\n").concat());
        assert_eq!(record_of(&columns, KNOWN).unwrap(), record);
    }

    #[test]
    fn what_is_damaged_is_an_error() {
        let deep = "[1\n\n".repeat(DEEPEST + 1);
        for columns in [
            "",
            "\n\n",
            "x\n\n",
            "é\n\n",
            "[2\n\nn\n\n",
            "{\n\n",
            "{[\"a\"\n\n",
            "@60,9\n\n",
            "@12,2\n\n",
            "$9\n\n",
            "=\n\n",
            "#\n\n",
            &deep,
        ] {
            assert!(record_of(columns, KNOWN).is_err(), "{columns}");
        }
    }

    proptest! {
        #[test]
        fn every_record_comes_again(json in record(), text in "[a-zäß€\n ]{0,40}") {
            let known = Known { text: &text, others: &["abcd", "ä€äß"] };
            let columns = String::from_utf8(columns_of(&json, known)).unwrap();
            prop_assert_eq!(record_of(&columns, known).unwrap().to_string(), json.to_string());
        }

        #[test]
        fn what_is_damaged_never_ends_the_process(columns in "([ntf=#@$\"{\\[]?[0-9,]{0,3}\n{1,2}){0,20}") {
            let _ = record_of(&columns, KNOWN);
        }
    }

    /// JSON with spans, wrong ones too, and words.
    fn record() -> impl Strategy<Value = serde_json::Value> {
        let number = prop_oneof![0..50_i64, any::<i64>()].prop_map(serde_json::Value::from);
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(serde_json::Value::from),
            number.clone(),
            any::<f32>().prop_map(|real| serde_json::Value::from(f64::from(real))),
            "[a-zäß€\n\"\\\\ ]{0,9}".prop_map(serde_json::Value::from),
            "abcd|ä€äß".prop_map(serde_json::Value::from),
            prop::collection::vec(number, 1..4).prop_map(serde_json::Value::from),
        ];
        leaf.prop_recursive(3, 40, 5, |inner| {
            let name = prop_oneof![Just("span".to_owned()), Just("text".to_owned()), "[a-z\n]{0,3}"];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::from),
                prop::collection::vec((name, inner), 0..5)
                    .prop_map(|fields| fields.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }
}
