//! The pipeline: any string gives a record, in either language.

#![no_main]

use std::sync::LazyLock;

use laut::lang::{Data, DataFiles};
use laut::text::Published;
use laut::{Record, Report};
use libfuzzer_sys::fuzz_target;

static DATA: LazyLock<Data> = LazyLock::new(|| Data::load(&DataFiles::embedded()).expect("the data loads"));

fuzz_target!(|text: &str| {
    for language in ["de", "en"] {
        let mut report = Report::new(text);
        report.language = Some(language.to_owned());
        report.published = Published::parse("2024-03-05").ok();
        let record = Record::of(&laut::read(report, &DATA));
        let length = text.trim_start_matches('\u{feff}').chars().count().max(record.report.text.chars().count());
        assert!(record.claims.iter().all(|claim| claim.span[0] <= claim.span[1] && claim.span[1] <= length));
    }
});
