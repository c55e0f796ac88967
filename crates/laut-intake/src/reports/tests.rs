//! Files and folders as reports, good and bad.

use std::fs;
use std::path::Path;

use super::{Defaults, Reports};
use crate::Format;

/// Reads `paths` below `folder`; a report becomes its input and text, an error its message, without `folder`.
fn check(folder: &Path, paths: &[&str], format: Option<Format>, expected: &[&str]) {
    let paths = paths.iter().map(|path| folder.join(path)).collect();
    let found: Vec<String> = Reports::new(paths, format, Defaults::default())
        .map(|found| match found {
            Ok(report) => format!("{} {:?}", report.input, report.text()),
            Err(error) => error.to_string(),
        })
        .map(|line| line.replace(&format!("{}/", folder.display()), ""))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn files_and_folders_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    fs::create_dir_all(at("in/b/c")).unwrap();
    fs::create_dir_all(at("empty/x")).unwrap();
    fs::write(at("in/d.txt"), "vier").unwrap();
    fs::write(at("in/a.txt"), "\u{feff}eins\r\n").unwrap();
    fs::write(at("in/b/c/x.txt"), "drei").unwrap();
    fs::write(at("in/b/b.txt"), "zwei").unwrap();
    fs::write(at("in/readme.md"), "nichts").unwrap();
    fs::write(at("rows.jsonl"), "{\"text\": \"fünf\"}\n").unwrap();
    let all =
        ["in/a.txt \"eins\\r\\n\"", "in/b/b.txt \"zwei\"", "in/b/c/x.txt \"drei\"", "in/d.txt \"vier\""];
    check(folder.path(), &["in"], None, &all);
    check(
        folder.path(),
        &["empty", "rows.jsonl", "gone.txt"],
        None,
        &[
            "`empty`: expected `*.txt` in this folder or below it, found none",
            "rows.jsonl:1 \"fünf\"",
            "`gone.txt`: expected a file or a folder, found nothing of that name",
        ],
    );
    check(
        folder.path(),
        &["in"],
        Some(Format::JsonLines),
        &["`in`: expected `*.jsonl` in this folder or below it, found none"],
    );
}

#[test]
fn files_without_a_text() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    fs::write(at("empty.txt"), "").unwrap();
    fs::write(at("blank.txt"), "\u{feff} \n").unwrap();
    fs::write(at("latin.txt"), b"Drei\nf\xfcnf").unwrap();
    fs::write(at("empty.jsonl"), "").unwrap();
    check(
        folder.path(),
        &["empty.txt", "blank.txt", "latin.txt", "empty.jsonl"],
        None,
        &[
            "`empty.txt`: expected the text of a report, found an empty file",
            "`blank.txt`: expected the text of a report, found only white space",
            "`latin.txt`: expected UTF-8, found the byte 0xFC at byte 6 in line 2; convert it first, such as with \
             `iconv -f WINDOWS-1252 -t UTF-8`",
            "`empty.jsonl`: expected the text of a report, found an empty file",
        ],
    );
}

#[test]
fn what_a_row_says_itself_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.jsonl");
    fs::write(&path, "{\"text\": \"a\", \"publisher\": \"Bote\"}\n{\"text\": \"b\"}\n").unwrap();
    let defaults = Defaults { publisher: Some("Kurier".into()), ..Defaults::default() };
    let publishers: Vec<_> =
        Reports::new(vec![path], None, defaults).map(|report| report.unwrap().publisher.unwrap()).collect();
    assert_eq!(publishers, ["Bote", "Kurier"]);
}
