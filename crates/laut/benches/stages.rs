//! How long each stage takes on the reports in `examples/`, how long a whole reading, and loading the data.
//!
//! `cargo bench -p laut`; items are words. The budget of a whole reading is 10 µs a word on one core.

use std::fmt;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use laut::lang::{Data, DataFiles};
use laut::parse::tree::find_trees;
use laut::pipeline::STAGES;
use laut::text::Published;
use laut::{Document, LanguageData, Record, Report};

static DATA: LazyLock<Data> = LazyLock::new(|| Data::load(&DataFiles::embedded()).expect("the data loads"));

const TEXTS: &[(&str, &str)] = &[
    ("de", include_str!("../../../examples/hafen-von-talmur.de.txt")),
    ("en", include_str!("../../../examples/orrin-bridge.en.txt")),
];

fn main() {
    LazyLock::force(&DATA);
    divan::main();
}

/// A stage and a language to run it in.
struct Case {
    stage: usize,
    language: &'static str,
    text: &'static str,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02} {} {}", self.stage + 1, STAGES[self.stage].0, self.language)
    }
}

fn report(language: &str, text: &str) -> Report {
    let mut report = Report::new(text);
    report.language = Some(language.to_owned());
    report.published = Some(Published::parse("2024-03-13").expect("a date"));
    report
}

fn words(text: &str) -> ItemsCount {
    ItemsCount::new(text.split_whitespace().count())
}

/// A document that has every layer before a stage.
fn read_until(case: &Case, data: &LanguageData) -> Document {
    let mut doc = Document::new(report(case.language, case.text), case.language.to_owned());
    for (_, stage) in STAGES.iter().take(case.stage) {
        stage(&mut doc, data);
    }
    doc
}

#[divan::bench(args = (0..STAGES.len()).flat_map(|stage| {
    TEXTS.iter().map(move |(language, text)| Case { stage, language, text })
}))]
fn stage(bencher: Bencher<'_, '_>, case: &Case) {
    let data = DATA.language(case.language).expect("the language is read");
    let doc = read_until(case, data);
    let (_, stage) = STAGES[case.stage];
    bencher.counter(words(case.text)).with_inputs(|| doc.clone()).bench_values(|mut doc| {
        stage(&mut doc, data);
        doc
    });
}

/// The analysis of words alone: every stage up to clauses but times, and trees.
#[divan::bench(args = ["de", "en"])]
fn language(bencher: Bencher<'_, '_>, language: &str) {
    let (_, text) = TEXTS.iter().find(|(tag, _)| *tag == language).expect("there is such a text");
    let data = DATA.language(language).expect("the language is read");
    let last = STAGES.iter().position(|(name, _)| *name == "clauses").expect("clauses are a stage");
    bencher
        .counter(words(text))
        .with_inputs(|| Document::new(report(language, text), language.to_owned()))
        .bench_values(|mut doc| {
            for (_, stage) in STAGES[..=last].iter().filter(|(name, _)| *name != "times") {
                stage(&mut doc, data);
            }
            find_trees(&mut doc, data);
            doc
        });
}

#[divan::bench(args = ["de", "en"])]
fn whole(bencher: Bencher<'_, '_>, language: &str) {
    let (_, text) = TEXTS.iter().find(|(tag, _)| *tag == language).expect("there is such a text");
    bencher
        .counter(words(text))
        .with_inputs(|| report(language, text))
        .bench_values(|report| Record::of(&laut::read(report, &DATA)));
}

#[divan::bench(sample_count = 10)]
fn load_data() -> Data {
    Data::load(&DataFiles::embedded()).expect("the data loads")
}
