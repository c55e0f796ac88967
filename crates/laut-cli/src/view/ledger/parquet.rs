//! Rows as Parquet, for `DuckDB`, Polars, pandas and the like.
//!
//! The columns are the fields, with the types that are declared there and not guessed from what stands in them: *am 4. März
//! starben 38 Menschen* has `low` 38.0 as a double, `from` 2024-03-04 as a date, and `groups` as an empty list; a ledger
//! without figures has the same columns. What is not known is null. Rows are written in groups, so that only the last
//! group is in memory.

use std::io::Write;
use std::sync::{Arc, LazyLock};

use anyhow::{Context, bail};
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
    TimestampMicrosecondArray,
};
use arrow_schema::{DataType, Field, FieldRef, Schema, TimeUnit};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use serde_json::Value;

use super::Type;

/// Days are counted from here.
const EPOCH: Date = date(1970, 1, 1);
/// Rows of a group, and bytes of it before it is compressed; the less of the two.
const GROUP: (usize, usize) = (100_000, 64 << 20);

/// A word of a list; none of them is null.
static ELEMENT: LazyLock<FieldRef> = LazyLock::new(|| Arc::new(Field::new("element", DataType::Utf8, false)));

/// Writes rows.
pub(crate) struct Table<W: Write + Send> {
    columns: Vec<(&'static str, Type)>,
    schema: Arc<Schema>,
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> Table<W> {
    /// A table without rows.
    pub(crate) fn new(columns: Vec<(&'static str, Type)>, out: W) -> anyhow::Result<Self> {
        let fields = columns.iter().map(|(name, kind)| Field::new(*name, data_type(*kind), true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP.0))
            .set_max_row_group_bytes(Some(GROUP.1))
            .build();
        let writer = ArrowWriter::try_new(out, schema.clone(), Some(properties))?;
        Ok(Self { columns, schema, writer })
    }

    /// Adds rows, each with a value for each column.
    pub(crate) fn write(&mut self, rows: &[Vec<Value>]) -> anyhow::Result<()> {
        let array = |(at, (name, kind)): (usize, &(&'static str, Type))| {
            let values = rows.iter().map(|row| &row[at]);
            array(*kind, values).with_context(|| format!("writing the column `{name}`"))
        };
        let arrays = self.columns.iter().enumerate().map(array).collect::<anyhow::Result<Vec<_>>>()?;
        Ok(self.writer.write(&RecordBatch::try_new(self.schema.clone(), arrays)?)?)
    }

    /// Writes what is left, and what the columns are.
    pub(crate) fn finish(self) -> anyhow::Result<W> {
        Ok(self.writer.into_inner()?)
    }
}

fn data_type(kind: Type) -> DataType {
    match kind {
        Type::Text => DataType::Utf8,
        Type::Integer => DataType::Int64,
        Type::Number => DataType::Float64,
        Type::Boolean => DataType::Boolean,
        Type::Day => DataType::Date32,
        Type::Time => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        Type::List => DataType::List(ELEMENT.clone()),
    }
}

fn array<'v>(kind: Type, values: impl Iterator<Item = &'v Value>) -> anyhow::Result<ArrayRef> {
    Ok(match kind {
        Type::Text => Arc::new(each(values, Value::as_str)?.collect::<StringArray>()),
        Type::Integer => Arc::new(each(values, Value::as_i64)?.collect::<Int64Array>()),
        Type::Number => Arc::new(each(values, Value::as_f64)?.collect::<Float64Array>()),
        Type::Boolean => Arc::new(each(values, Value::as_bool)?.collect::<BooleanArray>()),
        Type::Day => Arc::new(each(values, day)?.collect::<Date32Array>()),
        Type::Time => {
            Arc::new(each(values, time)?.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
        }
        Type::List => {
            let mut lists = ListBuilder::new(StringBuilder::new()).with_field(ELEMENT.clone());
            for words in each(values, words)? {
                lists.append_option(words.map(|words| words.into_iter().map(Some)));
            }
            Arc::new(lists.finish())
        }
    })
}

/// The values of a column; what is null stays so, and one of another type is an error.
fn each<'v, T>(
    values: impl Iterator<Item = &'v Value>,
    read: fn(&'v Value) -> Option<T>,
) -> anyhow::Result<std::vec::IntoIter<Option<T>>> {
    let mut found = Vec::new();
    for value in values {
        match (value, read(value)) {
            (Value::Null, _) => found.push(None),
            (_, Some(value)) => found.push(Some(value)),
            (value, None) => bail!("expected a value of another type, found `{value}`"),
        }
    }
    Ok(found.into_iter())
}

fn day(value: &Value) -> Option<i32> {
    let day: Date = value.as_str()?.parse().ok()?;
    i32::try_from(day.duration_since(EPOCH).as_hours() / 24).ok()
}

fn time(value: &Value) -> Option<i64> {
    Some(value.as_str()?.parse::<Timestamp>().ok()?.as_microsecond())
}

fn words(value: &Value) -> Option<Vec<&str>> {
    value.as_array()?.iter().map(Value::as_str).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Table, day, time};
    use crate::view::ledger::Type;

    #[test]
    fn days_and_times_are_counted_from_1970() {
        assert_eq!(day(&json!("1970-01-02")), Some(1));
        assert_eq!(day(&json!("1969-12-31")), Some(-1));
        assert_eq!(day(&json!("2024-03-04")), Some(19_786));
        assert_eq!(day(&json!("March")), None);
        assert_eq!(time(&json!("1970-01-01T00:00:01.5Z")), Some(1_500_000));
    }

    #[test]
    fn a_value_of_another_type_is_an_error_that_names_its_column() {
        let mut table = Table::new(vec![("id", Type::Text), ("low", Type::Number)], Vec::new()).unwrap();
        table.write(&[vec![json!("f1"), json!(38)], vec![Value::Null, Value::Null]]).unwrap();
        let error = table.write(&[vec![json!("f2"), json!("many")]]).unwrap_err();
        assert_eq!(
            format!("{error:#}"),
            "writing the column `low`: expected a value of another type, found `\"many\"`"
        );
    }
}
