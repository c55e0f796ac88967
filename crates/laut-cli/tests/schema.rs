//! Every record is as `laut schema` says: those of the invented reports, and those of all texts of the gold cases.

#![expect(clippy::unwrap_used, reason = "what is not as expected fails the test")]

use std::path::{Path, PathBuf};

use laut::lang::{Data, DataFiles};
use laut::text::Published;
use laut::text::{
    Act, Answer, Bound, Certainty, Count, EntityKind, EventStatus, EventType, Group, Harm, Mode, NumberUse,
    PlacePrecision, Polarity, RelationKind, TalksStatus, TimeType, VerificationStatus,
};
use laut::{Record, Report, TalksRecord};
use serde_json::Value;

/// The schema, with every object closed: a field that it does not name must not stay unseen.
fn closed_schema(schema: &str) -> Value {
    fn close(value: &mut Value) {
        if let Some(object) = value.as_object_mut() {
            if object.contains_key("properties") {
                object.insert("additionalProperties".into(), Value::Bool(false));
            }
            object.values_mut().for_each(close);
        }
        if let Some(list) = value.as_array_mut() {
            list.iter_mut().for_each(close);
        }
    }
    let mut schema = serde_json::from_str(schema).unwrap();
    close(&mut schema);
    schema
}

#[test]
fn every_record_is_as_the_schema_says() {
    let validator = |schema| jsonschema::draft202012::new(&closed_schema(schema)).unwrap();
    let (claims, talks) = (validator(Record::SCHEMA), validator(TalksRecord::SCHEMA));
    let data = Data::load(&DataFiles::embedded()).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut reports = Vec::new();
    for path in files_below(&root.join("../../examples"), "txt") {
        reports.push(Report::new(std::fs::read_to_string(path).unwrap()));
    }
    for path in files_below(&root.join("../laut/gold"), "md") {
        reports.extend(texts_of(&std::fs::read_to_string(path).unwrap()));
    }
    assert!(reports.len() > 50, "found only {} reports to try", reports.len());
    for report in reports {
        let text = report.text().to_owned();
        let doc = laut::read(report, &data);
        let record = serde_json::to_value(Record::of(&doc)).unwrap();
        let view = serde_json::to_value(TalksRecord::of(&doc)).unwrap();
        for (validator, found) in [(&claims, &record), (&talks, &view)] {
            let errors: Vec<String> = validator
                .iter_errors(found)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{errors:#?}\nin the record of\n{text}");
        }
    }
}

/// The `text` blocks of a gold file.
fn texts_of(markdown: &str) -> Vec<Report> {
    let block = |block: &str| {
        let (head, text) = block.split_once('\n')?;
        let mut words = head.split_whitespace();
        let mut report = Report::new(text.split("\n```").next()?);
        report.language = words.next().map(str::to_owned);
        report.published = words.next().and_then(|day| Published::parse(day).ok());
        Some(report)
    };
    markdown.split("```text ").skip(1).filter_map(block).collect()
}

fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files.extend(files_below(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    files
}

/// Checks that the enumeration at a pointer lists just these words.
macro_rules! check {
    ($pointer:literal, $type:ty) => {
        check!(Record::SCHEMA, $pointer, $type)
    };
    ($schema:expr, $pointer:literal, $type:ty) => {{
        let schema: Value = serde_json::from_str($schema).unwrap();
        let pointer = format!("/$defs/{}/enum", $pointer);
        let listed = schema.pointer(&pointer).unwrap_or_else(|| panic!("nothing at {pointer}"));
        let words: Vec<&str> = <$type>::ALL.iter().map(|word| word.as_str()).collect();
        assert_eq!(*listed, serde_json::to_value(words).unwrap(), "at {pointer}");
    }};
}

#[test]
fn the_schema_lists_the_words_that_there_are() {
    check!("entity/properties/kind", EntityKind);
    check!("time/properties/type", TimeType);
    check!("number/properties/bound", Bound);
    check!("number/properties/used_as", NumberUse);
    check!("figure/properties/bound", Bound);
    check!("figure/properties/harm", Harm);
    check!("figure/properties/count", Count);
    check!("figure/properties/victims/properties/groups/items", Group);
    check!("event/properties/type", EventType);
    check!("event/properties/status", EventStatus);
    check!("claim/properties/mode", Mode);
    check!("claim/properties/act", Act);
    check!("claim/properties/certainty", Certainty);
    check!("claim/properties/polarity", Polarity);
    check!("claim/properties/verification/items/properties/status", VerificationStatus);
    check!("relation/properties/kind", RelationKind);
    check!("entity/properties/place/properties/precision", PlacePrecision);
    check!(TalksRecord::SCHEMA, "response/properties/answer", Answer);
    check!(TalksRecord::SCHEMA, "status/properties/value", TalksStatus);
}

#[test]
fn what_both_schemas_define_is_the_same() {
    let read = |schema| -> Value { serde_json::from_str(schema).unwrap() };
    let (claims, talks) = (read(Record::SCHEMA), read(TalksRecord::SCHEMA));
    for name in ["span", "day", "words", "reference", "entity"] {
        assert_eq!(claims["$defs"][name], talks["$defs"][name], "{name}");
    }
}
