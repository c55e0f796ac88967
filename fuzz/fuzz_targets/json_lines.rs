//! JSON Lines.

#![no_main]

use laut_intake::{Defaults, Format, Reports};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for report in Reports::of_bytes("input", bytes.to_vec(), Some(Format::JsonLines), Defaults::default()).flatten() {
        assert!(!report.text().trim().is_empty());
        for remark in &report.remarks {
            assert!(report.text().get(remark.span.range()).is_some());
        }
    }
});
