//! The examples and counter-examples of `rules/times.toml`, read as they stand there.

use crate::lang::{Data, DataFiles};
use crate::text::{Published, Report};

/// Takes `[expression](value)` out of an example: the plain text, and what is marked.
fn unmark(example: &str) -> (String, Vec<String>) {
    let (mut text, mut marked) = (String::new(), Vec::new());
    let mut rest = example;
    while let Some((before, after)) = rest.split_once('[') {
        let (expression, after) = after.split_once("](").unwrap_or_else(|| panic!("`](` in {example}"));
        let (value, after) = after.split_once(')').unwrap_or_else(|| panic!("`)` in {example}"));
        text.push_str(before);
        text.push_str(expression);
        marked.push(format!("{expression} = {value}"));
        rest = after;
    }
    text.push_str(rest);
    (text, marked)
}

fn read(data: &Data, tag: &str, text: &str) -> Vec<String> {
    let mut report = Report::new(text);
    report.language = Some(tag.to_owned());
    report.published = Some(Published::parse("2024-03-05").unwrap());
    let doc = crate::read(report, data);
    doc.times.iter().map(|time| format!("{} = {}", doc.text_of(time.span), time.value)).collect()
}

#[test]
fn every_rule_reads_its_examples_and_nothing_in_its_counter_examples() {
    let data = Data::load(&DataFiles::embedded()).unwrap();
    let mut wrong = String::new();
    for tag in Data::TAGS {
        for rule in data.language(tag).unwrap().time_words.rules() {
            assert!(!rule.examples.is_empty() && !rule.counter.is_empty(), "{} has no examples", rule.id);
            let counter = rule.counter.iter().map(|text| (text.clone(), Vec::new()));
            for (text, expected) in rule.examples.iter().map(|example| unmark(example)).chain(counter) {
                let found = read(&data, tag, &text);
                if found != expected {
                    wrong.push_str(&format!(
                        "{}: {text}\n  expected {expected:?}\n  found    {found:?}\n",
                        rule.id
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn without_a_day_of_publication_values_stay_open_and_it_is_said_once() {
    let data = Data::load(&DataFiles::embedded()).unwrap();
    let mut report =
        Report::new("Am Dienstag und am Mittwoch fielen Schüsse, im Mai auch, am 7. Oktober nicht.");
    report.language = Some("de".to_owned());
    let doc = crate::read(report, &data);
    let values: Vec<&str> = doc.times.iter().map(|time| time.value.as_str()).collect();
    assert_eq!(values, ["XXXX-WXX-2", "XXXX-WXX-3", "XXXX-05", "XXXX-10-07"]);
    assert!(doc.times.iter().all(|time| time.from.is_none() && time.to.is_none()));
    let codes: Vec<&str> = doc.diagnostics.iter().map(|diagnostic| &*diagnostic.code).collect();
    assert_eq!(codes, ["time-no-anchor"]);
}
