//! What is exported as Parquet is what is exported as JSON Lines, with types, and other programs can open it.

#![expect(clippy::unwrap_used, reason = "what is not as expected fails the test")]
#![expect(clippy::print_stderr, reason = "a test that cannot be done here says so")]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use jiff::civil::date;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Value, json};

const KINDS: [&str; 4] = ["reports", "claims", "figures", "entities"];

fn laut(folder: &Path, arguments: &[&str]) -> (i32, Vec<u8>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_laut"));
    command.current_dir(folder).args(arguments).env_remove("LAUT_LEDGER").stdin(Stdio::null());
    let output = command.output().unwrap();
    (output.status.code().unwrap(), output.stdout, String::from_utf8(output.stderr).unwrap())
}

/// The ledger of `examples/`, and one without reports.
fn ledger() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/ledger");
    let examples = examples.to_str().unwrap();
    assert_eq!(laut(folder.path(), &["add", "--from", "jsonl", examples]).0, 0);
    fs::write(folder.path().join("none.jsonl"), "").unwrap();
    laut(folder.path(), &["add", "--ledger", "empty.db", "none.jsonl"]);
    folder
}

fn lines(folder: &Path, what: &str) -> Vec<Value> {
    let (_, lines, _) = laut(folder, &["export", what]);
    String::from_utf8(lines).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn read(path: &Path) -> (Vec<(String, DataType)>, Vec<RecordBatch>) {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let columns = reader.schema().fields().iter().map(|it| (it.name().clone(), it.data_type().clone()));
    (columns.collect(), reader.build().unwrap().collect::<Result<_, _>>().unwrap())
}

/// A value as JSON Lines have it.
fn json(column: &dyn Array, row: usize) -> Value {
    if column.is_null(row) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        DataType::Boolean => column.as_boolean().value(row).into(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float64 => {
            let value = column.as_primitive::<Float64Type>().value(row);
            if value.fract() == 0.0 { json!(value as i64) } else { json!(value) }
        }
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().value(row);
            let day = date(1970, 1, 1) + jiff::SignedDuration::from_hours(i64::from(days) * 24);
            day.to_string().into()
        }
        DataType::Timestamp(TimeUnit::Microsecond, Some(zone)) => {
            assert_eq!(&**zone, "UTC");
            let time = column.as_primitive::<TimestampMicrosecondType>().value(row);
            format!("{:.6}", jiff::Timestamp::from_microsecond(time).unwrap()).into()
        }
        DataType::List(_) => {
            let words = column.as_list::<i32>().value(row);
            words.as_string::<i32>().iter().map(Option::unwrap).collect::<Vec<_>>().into()
        }
        other => panic!("a column of {other}"),
    }
}

#[test]
fn parquet_says_what_json_lines_say() {
    let folder = ledger();
    let folder = folder.path();
    for what in KINDS {
        let file = format!("{what}.parquet");
        let (status, out, errors) = laut(folder, &["export", what, "--format", "parquet", "--output", &file]);
        assert_eq!((status, &*out, &*errors), (0, &b""[..], ""));
        let (columns, batches) = read(&folder.join(&file));
        let expected = lines(folder, what);
        assert!(expected.len() >= 25, "{what}");
        let mut found = Vec::new();
        for batch in &batches {
            for row in 0..batch.num_rows() {
                let values = batch.columns().iter().map(|column| json(column, row));
                found.push(Value::Object(columns.iter().map(|(name, _)| name.clone()).zip(values).collect()));
            }
        }
        for (found, expected) in found.iter().zip(&expected) {
            // Numbers of a text may be whole or not; all else is equal to the letter.
            let as_numbers = |value: &Value| {
                let fields = value.as_object().unwrap().iter();
                let plain = |value: &Value| value.as_f64().map_or(value.clone(), |number| json!(number));
                fields.map(|(name, value)| (name.clone(), plain(value))).collect::<Vec<_>>()
            };
            assert_eq!(as_numbers(found), as_numbers(expected), "{what}");
        }
        assert_eq!(found.len(), expected.len(), "{what}");
    }
}

#[test]
fn an_empty_ledger_has_all_columns() {
    let folder = ledger();
    let folder = folder.path();
    for what in KINDS {
        let export = ["export", what, "--format", "parquet", "--output"];
        laut(folder, &[&export[..], &["full.parquet"]].concat());
        let empty = [&export[..], &["empty.parquet", "--ledger", "empty.db"]].concat();
        assert_eq!(laut(folder, &empty).0, 0);
        let (columns, batches) = read(&folder.join("empty.parquet"));
        assert_eq!(columns, read(&folder.join("full.parquet")).0, "{what}");
        assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), 0);
    }
}

#[test]
fn columns_have_the_types_that_they_need() {
    let folder = ledger();
    let folder = folder.path();
    laut(folder, &["export", "figures", "--format", "parquet", "--output", "figures.parquet"]);
    let (columns, _) = read(&folder.join("figures.parquet"));
    let kind = |name: &str| columns.iter().find(|(found, _)| found == name).unwrap().1.clone();
    for (name, expected) in [
        ("claim", DataType::Utf8),
        ("low", DataType::Float64),
        ("start", DataType::Int64),
        ("from", DataType::Date32),
        ("latitude", DataType::Float64),
    ] {
        assert_eq!(kind(name), expected, "{name}");
    }
    assert!(matches!(kind("groups"), DataType::List(_)));
}

#[test]
fn a_pipe_is_as_good_as_a_file_and_a_failure_leaves_none() {
    let folder = ledger();
    let folder = folder.path();
    let (status, piped, _) = laut(folder, &["export", "figures", "--format", "parquet"]);
    assert_eq!(status, 0);
    laut(folder, &["export", "figures", "--format", "parquet", "--output", "figures.parquet"]);
    assert_eq!(piped, fs::read(folder.join("figures.parquet")).unwrap());
    assert!(!folder.join("figures.parquet.part").exists());

    fs::write(folder.join("kept.jsonl"), "as it was").unwrap();
    let records = ["export", "records", "--format", "csv", "--output", "kept.jsonl"];
    assert_eq!(laut(folder, &records).0, 2);
    assert_eq!(fs::read_to_string(folder.join("kept.jsonl")).unwrap(), "as it was");
    let (status, _, errors) = laut(folder, &["export", "claims", "--output", "no/folder/claims.jsonl"]);
    assert!(status == 2 && errors.contains("making `no/folder/claims.jsonl.part`"), "{errors}");
}

/// Counts rows, adds up numbers, and compares a date, as somebody would who counts victims.
const PROGRAMS: [(&str, &str); 2] = [
    (
        "duckdb",
        "import duckdb
f, c, r = (duckdb.read_parquet(f'{it}.parquet') for it in ('figures', 'claims', 'reports'))
print(duckdb.sql('select count(*), sum(low)::bigint from f').fetchall()[0])
print(duckdb.sql('''select count(*) from f join c on f.claim = c.id join r on c.report = r.id
    where f.\"from\" >= date '2024-03-01' and r.taken_in > timestamp '2024-01-01' and r.is_shown''').fetchall()[0][0])
print(duckdb.sql(\"select count(*) from f where list_contains(groups, 'child')\").fetchall()[0][0])
print(duckdb.sql(\"select count(*) from 'empty.parquet'\").fetchall()[0][0])",
    ),
    (
        "polars",
        "import polars as pl, datetime as dt
f, c, r = (pl.read_parquet(f'{it}.parquet') for it in ('figures', 'claims', 'reports'))
print((f.height, int(f['low'].sum())))
j = f.join(c.select('id', 'act'), left_on='claim', right_on='id', suffix='_of_claim')
j = j.join(r.select('id', 'taken_in', 'is_shown'), left_on='report', right_on='id', suffix='_of_report')
utc = dt.timezone.utc
print(j.filter((pl.col('from') >= dt.date(2024, 3, 1)) & (pl.col('taken_in') > dt.datetime(2024, 1, 1, tzinfo=utc)) & pl.col('is_shown')).height)
print(f.filter(pl.col('groups').list.contains('child')).height)
print(pl.read_parquet('empty.parquet').height)",
    ),
];

#[test]
fn other_programs_open_it() {
    let folder = ledger();
    let folder = folder.path();
    for what in KINDS {
        let file = format!("{what}.parquet");
        laut(folder, &["export", what, "--format", "parquet", "--output", &file]);
    }
    let empty =
        ["export", "figures", "--format", "parquet", "--output", "empty.parquet", "--ledger", "empty.db"];
    laut(folder, &empty);
    let figures = lines(folder, "figures");
    let low: f64 = figures.iter().filter_map(|figure| figure["low"].as_f64()).sum();
    let recent =
        figures.iter().filter(|figure| figure["from"].as_str().is_some_and(|day| day >= "2024-03-01"));
    let children =
        figures.iter().filter(|figure| figure["groups"].as_array().unwrap().contains(&json!("child")));
    let (recent, children) = (recent.count(), children.count());
    assert!(recent > 5 && children > 0, "the examples have figures of March and of children");
    let expected = format!("({}, {low})\n{recent}\n{children}\n0\n", figures.len());
    for (program, script) in PROGRAMS {
        let python = |code: &str| Command::new("python3").current_dir(folder).args(["-c", code]).output();
        let is_there = python(&format!("import {program}")).is_ok_and(|output| output.status.success());
        if !is_there {
            eprintln!("skipped: python3 has no {program}");
            continue;
        }
        let output = python(script).unwrap();
        let (out, errors) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!((&*out, &*errors), (&*expected, ""), "{program}");
    }
}
