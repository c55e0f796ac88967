//! Documents: any bytes as the file, and as the words in a document.

#![no_main]

use std::io::{Cursor, Write};

use laut_intake::{Defaults, Format, Reports};
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    let (packed, words) = match bytes.split_first() {
        Some((0..128, words)) => (document(words), true),
        _ => (Some(bytes.to_vec()), false),
    };
    let Some(packed) = packed else { return };
    for report in Reports::of_bytes("input", packed, Some(Format::Docx), Defaults::default()).flatten() {
        assert!(!report.text().trim().is_empty() || !words);
    }
});

fn document(words: &[u8]) -> Option<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["word/document.xml", "docProps/core.xml"] {
        archive.start_file(name, SimpleFileOptions::default()).ok()?;
        archive.write_all(words).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}
