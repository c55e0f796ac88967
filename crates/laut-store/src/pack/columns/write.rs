//! A record becomes columns, without being JSON in between.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Arguments;
use std::io::Write;

use memchr::memmem;
use serde::ser::{Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple};
use serde::{Serialize, Serializer};

use super::{Known, Name, Paths, Places};

type Result<T> = serde_json::Result<T>;

/// Shorter words are not looked for in the text: where they stand would take as much room.
const SHORTEST: usize = 4;

/// The columns of a record, with an empty line behind each.
///
/// # Errors
/// If a value is of a kind that JSON does not have.
pub(in crate::pack) fn columns_of(record: &impl Serialize, known: Known<'_>) -> Result<Vec<u8>> {
    let mut writer = Writer {
        paths: Paths::default(),
        columns: vec![Vec::new()],
        spare: Vec::new(),
        places: Places::new(known),
        found: HashMap::new(),
    };
    record.serialize(At { writer: &mut writer, path: 0, words: None })?;
    let size = writer.columns.iter().map(|column| column.len() + 1).sum();
    let mut all = Vec::with_capacity(size);
    for column in writer.columns {
        all.extend_from_slice(&column);
        all.push(b'\n');
    }
    Ok(all)
}

struct Writer<'k> {
    paths: Paths,
    /// What was written at each path.
    columns: Vec<Vec<u8>>,
    /// The memory of a column that was taken back.
    spare: Vec<u8>,
    places: Places<'k>,
    /// Where strings that were looked for in the text stand in it, if they do.
    found: HashMap<String, Option<usize>>,
}

impl<'k> Writer<'k> {
    fn line(&mut self, path: usize, line: &str) {
        self.columns[path].extend_from_slice(line.as_bytes());
        self.columns[path].push(b'\n');
    }

    fn numbers(&mut self, path: usize, line: Arguments<'_>) {
        self.columns[path].write_fmt(line).expect("memory takes every line");
        self.columns[path].push(b'\n');
    }

    fn string(&mut self, path: usize, string: &str, words: Option<&str>) {
        if words == Some(string) {
            return self.line(path, "=");
        }
        let known = self.places.known;
        if string.len() >= SHORTEST {
            if let Some(number) = known.others.iter().position(|other| *other == string) {
                return self.numbers(path, format_args!("${number}"));
            }
            let found = self.found.get(string).copied().unwrap_or_else(|| {
                let found = memmem::find(known.text.as_bytes(), string.as_bytes());
                self.found.insert(string.to_owned(), found);
                found
            });
            if let Some(at) = found {
                return self.numbers(path, format_args!("@{at},{}", string.len()));
            }
        }
        let column = &mut self.columns[path];
        serde_json::to_writer(&mut *column, string).expect("memory takes every string");
        // The last mark makes room for the end of the line.
        column.pop();
        column.push(b'\n');
    }

    /// Opens the column of a path that may be new.
    fn open(&mut self, path: usize) {
        if self.columns.len() <= path {
            self.columns.push(std::mem::take(&mut self.spare));
        }
    }

    /// A list of two whole numbers becomes a pair: its items are taken back.
    fn pair(&mut self, path: usize, [from, to]: [i64; 2], (count, length): (usize, usize)) {
        let items = self.paths.items(path);
        if items >= count {
            self.paths.0.truncate(count);
            self.paths.0[path].items = None;
            self.spare = self.columns.pop().unwrap_or_default();
            self.spare.clear();
        } else {
            self.columns[items].truncate(length);
        }
        let way = from.wrapping_sub(self.places.last);
        self.places.last = from;
        self.numbers(path, format_args!("{way},{}", to.wrapping_sub(from)));
    }
}

/// What was written.
enum Wrote {
    Integer(i64),
    Pair([i64; 2]),
    Other,
}

/// Writes a value at a path, in an object with words of the text.
struct At<'w, 'k> {
    writer: &'w mut Writer<'k>,
    path: usize,
    words: Option<&'k str>,
}

impl At<'_, '_> {
    fn line(self, line: &str) -> Result<Wrote> {
        self.writer.line(self.path, line);
        Ok(Wrote::Other)
    }

    fn number(self, number: impl Into<serde_json::Number>) -> Result<Wrote> {
        let number = number.into();
        self.writer.numbers(self.path, format_args!("#{number}"));
        Ok(number.as_i64().map_or(Wrote::Other, Wrote::Integer))
    }
}

macro_rules! numbers {
    ($($name:ident: $kind:ty),*) => {
        $(fn $name(self, value: $kind) -> Result<Wrote> {
            self.number(value)
        })*
    };
}

impl<'w, 'k> Serializer for At<'w, 'k> {
    type Ok = Wrote;
    type Error = serde_json::Error;
    type SerializeSeq = List<'w, 'k>;
    type SerializeTuple = List<'w, 'k>;
    type SerializeTupleStruct = Impossible<Wrote, serde_json::Error>;
    type SerializeTupleVariant = Impossible<Wrote, serde_json::Error>;
    type SerializeMap = Object<'w, 'k>;
    type SerializeStruct = Object<'w, 'k>;
    type SerializeStructVariant = Impossible<Wrote, serde_json::Error>;

    fn serialize_bool(self, value: bool) -> Result<Wrote> {
        self.line(if value { "t" } else { "f" })
    }
    numbers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    numbers!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);
    fn serialize_f32(self, value: f32) -> Result<Wrote> {
        self.serialize_f64(value.into())
    }
    fn serialize_f64(self, value: f64) -> Result<Wrote> {
        match serde_json::Number::from_f64(value) {
            Some(number) => self.number(number),
            None => self.serialize_unit(),
        }
    }
    fn serialize_char(self, value: char) -> Result<Wrote> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, value: &str) -> Result<Wrote> {
        self.writer.string(self.path, value, self.words);
        Ok(Wrote::Other)
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<Wrote> {
        Err(unwritable("bytes"))
    }
    fn serialize_none(self) -> Result<Wrote> {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Wrote> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<Wrote> {
        self.line("n")
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<Wrote> {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Wrote> {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Wrote> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Wrote> {
        Err(unwritable("a variant with a value"))
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'w, 'k>> {
        let items = self.writer.paths.0[self.path].items;
        let before = (self.writer.columns.len(), items.map_or(0, |items| self.writer.columns[items].len()));
        Ok(List { writer: self.writer, path: self.path, count: 0, pair: [None; 2], before })
    }
    fn serialize_tuple(self, _: usize) -> Result<List<'w, 'k>> {
        self.serialize_seq(None)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct> {
        Err(unwritable("a tuple with a name"))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant> {
        Err(unwritable("a variant with a value"))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Object<'w, 'k>> {
        let Self { writer, path, .. } = self;
        Ok(Object { writer, path, shape: Vec::new(), words: None })
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'w, 'k>> {
        self.serialize_map(None)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant> {
        Err(unwritable("a variant with a value"))
    }
}

fn unwritable(found: &str) -> serde_json::Error {
    serde_json::Error::custom(format!("expected what JSON has, found {found}"))
}

/// Writes a list.
struct List<'w, 'k> {
    writer: &'w mut Writer<'k>,
    path: usize,
    count: usize,
    /// The first two items, where they are whole numbers.
    pair: [Option<i64>; 2],
    /// How many columns there were before it, and how long that of its items was.
    before: (usize, usize),
}

impl SerializeSeq for List<'_, '_> {
    type Ok = Wrote;
    type Error = serde_json::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let path = self.writer.paths.items(self.path);
        self.writer.open(path);
        let wrote = value.serialize(At { writer: self.writer, path, words: None })?;
        if let (Wrote::Integer(number), Some(place)) = (wrote, self.pair.get_mut(self.count)) {
            *place = Some(number);
        }
        self.count += 1;
        Ok(())
    }

    fn end(self) -> Result<Wrote> {
        if let (2, [Some(from), Some(to)]) = (self.count, self.pair) {
            self.writer.pair(self.path, [from, to], self.before);
            return Ok(Wrote::Pair([from, to]));
        }
        self.writer.numbers(self.path, format_args!("[{}", self.count));
        Ok(Wrote::Other)
    }
}

impl SerializeTuple for List<'_, '_> {
    type Ok = Wrote;
    type Error = serde_json::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Wrote> {
        SerializeSeq::end(self)
    }
}

/// Writes an object.
struct Object<'w, 'k> {
    writer: &'w mut Writer<'k>,
    path: usize,
    /// The names of its fields.
    shape: Vec<Name>,
    words: Option<&'k str>,
}

impl Object<'_, '_> {
    fn field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let number = self.shape.len() - 1;
        let path = self.writer.paths.field(self.path, &self.shape[number], number);
        self.writer.open(path);
        let wrote = value.serialize(At { writer: self.writer, path, words: self.words })?;
        if self.shape[number] == "span" {
            self.words = match wrote {
                Wrote::Pair(span) => self.writer.places.words(span),
                _ => None,
            };
        }
        Ok(())
    }
}

impl SerializeStruct for Object<'_, '_> {
    type Ok = Wrote;
    type Error = serde_json::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.shape.push(Cow::Borrowed(name));
        self.field(value)
    }

    fn end(self) -> Result<Wrote> {
        let shapes = &mut self.writer.paths.0[self.path].shapes;
        match shapes.iter().position(|shape| *shape == self.shape) {
            Some(0) => self.writer.line(self.path, "{"),
            Some(number) => self.writer.numbers(self.path, format_args!("{{{number}")),
            None => {
                let names = serde_json::to_string(&self.shape)?;
                shapes.push(self.shape);
                self.writer.numbers(self.path, format_args!("{{{names}"));
            }
        }
        Ok(Wrote::Other)
    }
}

impl SerializeMap for Object<'_, '_> {
    type Ok = Wrote;
    type Error = serde_json::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<()> {
        let serde_json::Value::String(name) = serde_json::to_value(name)? else {
            return Err(unwritable("a field whose name is no string"));
        };
        self.shape.push(Cow::Owned(name));
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.field(value)
    }

    fn end(self) -> Result<Wrote> {
        SerializeStruct::end(self)
    }
}
