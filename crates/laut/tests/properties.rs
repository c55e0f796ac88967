//! What holds for every text: any string at all, and soup made of what news are made of.
//!
//! 10,000 texts, the same on every run; `PROPTEST_RNG_SEED=…` tries others. A text that breaks a property becomes a
//! gold case.

use std::sync::LazyLock;

use laut::lang::{Data, DataFiles};
use laut::text::Published;
use laut::{Document, Record, Report};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use proptest::{collection::vec, proptest};
use serde_json::Value;

static DATA: LazyLock<Data> = LazyLock::new(|| Data::load(&DataFiles::embedded()).expect("the data loads"));

fn read(text: &str, language: Option<&str>) -> Document {
    let mut report = Report::new(text);
    report.language = language.map(str::to_owned);
    report.published = Some(Published::parse("2024-03-05").expect("a date"));
    laut::read(report, &DATA)
}

fn json(doc: &Document) -> String {
    serde_json::to_string(&Record::of(doc)).expect("a record is JSON")
}

/// Everything that holds for the record of any text.
fn check(text: &str, language: Option<&str>) {
    let doc = read(text, language);
    check_tokens(&doc);
    check_layers(&doc);
    let written = json(&doc);
    let record: Value = serde_json::from_str(&written).expect("a record is JSON");
    let characters: Vec<char> = doc.text().chars().collect();
    assert_eq!(record["report"]["text"].as_str(), Some(doc.text()));
    assert_eq!(record["report"]["coverage"]["characters"].as_u64(), Some(characters.len() as u64));
    check_spans(&record, &characters);
    assert_eq!(written, json(&read(text, language)), "reading twice gives the same bytes");
}

/// Tokens cover all but white space, in order; sentences cover every token once.
fn check_tokens(doc: &Document) {
    let mut end = 0;
    for token in &doc.tokens {
        let gap = doc.text().get(end..token.span.start()).expect("tokens are in order, on characters");
        assert!(gap.chars().all(is_blank), "no token holds {gap:?}");
        assert!(!token.span.is_empty());
        end = token.span.end();
    }
    if doc.tokens.is_empty() {
        return;
    }
    assert!(doc.text().get(end..).expect("on a character").chars().all(is_blank));
    let mut next = 0;
    for sentence in &doc.sentences {
        assert_eq!(sentence.tokens.start, next, "sentences stand next to each other");
        assert!(!sentence.tokens.is_empty());
        next = sentence.tokens.end;
    }
    assert_eq!(next, doc.tokens.len(), "sentences cover every token");
}

/// White space, and marks without width that stand where a word was joined or a file began.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Layers are in order; a figure and an event stand in one claim only.
fn check_layers(doc: &Document) {
    assert!(doc.times.is_sorted_by_key(|found| found.span.start()), "times are in order");
    assert!(doc.numbers.is_sorted_by_key(|found| found.span.start()), "numbers are in order");
    assert!(doc.names.is_sorted_by_key(|found| found.span.start()), "names are in order");
    assert!(doc.figures.is_sorted_by_key(|found| found.span.start()), "figures are in order");
    assert!(doc.claims.is_sorted_by_key(|found| found.span.start()), "claims are in order");
    let mut figures: Vec<usize> = doc.claims.iter().flat_map(|claim| claim.figures.clone()).collect();
    let mut events: Vec<usize> = doc.claims.iter().flat_map(|claim| claim.events.clone()).collect();
    figures.sort_unstable();
    events.sort_unstable();
    assert!(figures.iter().copied().eq(0..doc.figures.len()), "each figure stands in one claim: {figures:?}");
    assert!(events.iter().copied().eq(0..doc.events.len()), "each event stands in one claim: {events:?}");
    for claim in &doc.claims {
        assert!(!claim.attribution.content.is_empty());
        assert!(claim.attribution.content.iter().all(|piece| !piece.is_empty()));
        assert!(claim.attribution.content.iter().all(|piece| claim.span.contains(*piece)));
    }
}

/// Every `text` equals its `span`; every mention lies in the text.
fn check_spans(value: &Value, characters: &[char]) {
    let slice = |span: &Value| {
        let at = |index: usize| span[index].as_u64().map(|at| at as usize).expect("a code point");
        characters.get(at(0)..at(1)).expect("the span lies in the text").iter().collect::<String>()
    };
    match value {
        Value::Object(fields) => {
            if let (Some(span), Some(Value::String(text))) = (fields.get("span"), fields.get("text")) {
                assert_eq!(slice(span), *text);
            }
            for mention in fields.get("mentions").and_then(Value::as_array).into_iter().flatten() {
                assert!(!slice(mention).is_empty());
            }
            fields.values().for_each(|value| check_spans(value, characters));
        }
        Value::Array(values) => values.iter().for_each(|value| check_spans(value, characters)),
        _ => {}
    }
}

fn language() -> impl Strategy<Value = Option<&'static str>> {
    prop_oneof![Just(Some("de")), Just(Some("en")), Just(None)]
}

/// What German and English news are made of, whole and broken.
fn piece() -> impl Strategy<Value = String> {
    let words = include_str!("soup.txt").lines().filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let number = (0u64..3_000_000).prop_map(|number| number.to_string());
    let grouped = (1u32..999, 0u32..999).prop_map(|(high, low)| format!("{high}.{low:03}"));
    let marks = vec![
        ".", ",", ":", ";", "?", "!", "…", "...", "–", "-", "(", ")", "\"", "„", "“", "”", "»", "«", "‚",
        "‘", "’", "'", "``", "''", "%", "€", "/", "\n", "\n\n", "\r\n", "\t", "\u{a0}", "\u{202f}", "\u{ad}",
        "\u{200b}",
    ];
    prop_oneof![
        12 => select(words).prop_map(str::to_owned),
        1 => number,
        1 => grouped,
        4 => select(marks).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

/// Pieces, mostly with spaces between them.
fn soup() -> impl Strategy<Value = String> {
    vec((piece(), prop_oneof![4 => Just(" "), 1 => Just("")]), 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space.to_owned()]).collect())
}

fn config(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(20_240_305);
    }
    config
}

proptest! {
    #![proptest_config(config(5_000))]

    #[test]
    fn any_string_gives_a_record(text in any::<String>(), language in language()) {
        check(&text, language);
    }
}

proptest! {
    #![proptest_config(config(4_900))]

    #[test]
    fn any_soup_gives_a_record(text in soup(), language in language()) {
        check(&text, language);
    }
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn threads_give_the_same(texts in vec(soup(), 8)) {
        let alone: Vec<String> = texts.iter().map(|text| json(&read(text, None))).collect();
        let together: Vec<String> = std::thread::scope(|scope| {
            let threads: Vec<_> = texts.iter().map(|text| scope.spawn(|| json(&read(text, None)))).collect();
            threads.into_iter().map(|thread| thread.join().expect("no thread panics")).collect()
        });
        assert_eq!(alone, together);
    }
}
