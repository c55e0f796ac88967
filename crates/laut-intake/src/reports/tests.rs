//! Files and folders as reports, good and bad.

use std::fs;
use std::path::{Path, PathBuf};

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
    check(folder.path(), &["in"], Some(Format::Text), &all);
    check(
        folder.path(),
        &["empty", "rows.jsonl", "gone.txt"],
        None,
        &[
            "`empty`: expected `*.txt`, `*.jsonl`, `*.ndjson`, `*.html`, `*.htm`, `*.xhtml`, `*.rss`, `*.atom`, `*.xml`, \
             `*.docx` in this folder or below it, found none",
            "rows.jsonl:1 \"fünf\"",
            "`gone.txt`: expected a file or a folder, found nothing of that name",
        ],
    );
    check(
        folder.path(),
        &["in"],
        Some(Format::JsonLines),
        &["`in`: expected `*.jsonl`, `*.ndjson` in this folder or below it, found none"],
    );
}

#[test]
fn files_without_a_text() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    fs::write(at("empty.txt"), "").unwrap();
    fs::write(at("blank.txt"), "\u{feff} \n").unwrap();
    fs::write(at("latin.txt"), b"Drei\nf\x81nf").unwrap();
    fs::write(at("empty.jsonl"), "").unwrap();
    check(
        folder.path(),
        &["empty.txt", "blank.txt", "latin.txt", "empty.jsonl"],
        None,
        &[
            "`empty.txt`: expected the text of a report, found an empty file",
            "`blank.txt`: expected the text of a report, found only white space",
            "`latin.txt`: expected UTF-8, found the byte 0x81 at byte 6 in line 2; convert it first, such as with \
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

/// The day of a report, and what it is known from; each file has a text.
fn dated(folder: &Path, name: &str, published: Option<&str>) -> String {
    let defaults = Defaults {
        published: published.map(|day| laut::text::Published::parse(day).unwrap()),
        ..Defaults::default()
    };
    let report = Reports::new(vec![folder.join(name)], None, defaults).next().unwrap().unwrap();
    let day = report.published.map_or("-".to_owned(), |day| day.as_str().to_owned());
    let remarks: Vec<&str> = report.remarks.iter().map(|remark| &*remark.code).collect();
    let dated = report.dated.map_or("-", |dated| dated.as_str());
    [&[&day, dated], remarks.as_slice()].concat().join(" ")
}

#[test]
fn the_day_is_known_from_the_nearest_source() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    let day = |name, published| dated(folder.path(), name, published);
    let dateline = "KESRA, 5. März 2024 (Agentur) - Drei Tote.";
    write("2024-03-02-all.txt", &format!("Published: 2024-03-01\n\n{dateline}"));
    write("2024-03-02-all.toml", "published = 2024-03-03");
    assert_eq!(day("2024-03-02-all.txt", Some("2024-03-09")), "2024-03-01 header");
    write("2024-03-02-sidecar.txt", dateline);
    write("2024-03-02-sidecar.toml", "published = 2024-03-03");
    assert_eq!(day("2024-03-02-sidecar.txt", Some("2024-03-09")), "2024-03-03 sidecar");
    write("2024-03-02-name.txt", dateline);
    assert_eq!(day("2024-03-02-name.txt", Some("2024-03-09")), "2024-03-02 file_name");
    write("line.txt", dateline);
    assert_eq!(day("line.txt", Some("2024-03-09")), "2024-03-05 dateline");
    write("year.txt", "KESRA, 5. März (Agentur) - Drei Tote.");
    assert_eq!(day("year.txt", Some("2024-03-09")), "2024-03-09 option");
    assert_eq!(day("year.txt", None), "- - dateline-no-year");
    write("2024-02-30-no.txt", "Drei Tote.");
    assert_eq!(day("2024-02-30-no.txt", None), "- - file-name-no-day");
    write("2024-03-021.txt", "Drei Tote.");
    assert_eq!(day("2024-03-021.txt", None), "- -");
    write("row.jsonl", "{\"text\": \"Drei\", \"published\": \"2024-03-05\"}");
    assert_eq!(day("row.jsonl", Some("2024-03-09")), "2024-03-05 row");
}

#[test]
fn a_guess_gives_way_to_what_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    let day = |name, published| dated(folder.path(), name, published);
    let words = "Bei einem Angriff auf den Hafen starben mindestens zwölf Menschen, sagte ein Sprecher. Die Armee bestritt das.";
    write(
        "a.html",
        &format!("<html><body><time datetime=2024-03-01>heute</time><p>{words}</p></body></html>"),
    );
    assert_eq!(day("a.html", None), "2024-03-01 guessed");
    assert_eq!(day("a.html", Some("2024-03-09")), "2024-03-09 option");
    write(
        "b.html",
        &format!("<html><head><meta name=date content=2024-03-02></head><body><p>{words}</p></body></html>"),
    );
    assert_eq!(day("b.html", Some("2024-03-09")), "2024-03-02 metadata");
    write("a.toml", "published = 2024-03-03");
    assert_eq!(day("a.html", Some("2024-03-09")), "2024-03-03 sidecar");
}

#[test]
fn the_first_bytes_tell_the_format_where_the_name_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| fs::write(folder.path().join(path), bytes).unwrap();
    write(
        "feed.xml",
        b"<rss version='2.0'><channel><item><description>Drei</description></item></channel></rss>",
    );
    write("rows", b"{\"text\": \"vier\"}\n{\"text\": \"sechs\"}\n");
    write("report", "fünf".as_bytes());
    let document = crate::docx::tests::document(&[("word/document.xml", "<w:p><w:t>sieben</w:t></w:p>")]);
    write("document", &document);
    check(
        folder.path(),
        &["feed.xml", "rows", "report", "document"],
        None,
        &[
            "feed.xml#1 \"Drei\"",
            "rows:1 \"vier\"",
            "rows:2 \"sechs\"",
            "report \"fünf\"",
            "document \"sieben\"",
        ],
    );
}

#[test]
fn frames_of_a_saved_page_are_no_reports() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    fs::create_dir_all(at("in/Hafen_files")).unwrap();
    fs::create_dir_all(at("in/other_files")).unwrap();
    let page = "<html><body><p>Bei einem Angriff auf den Hafen starben zwölf Menschen, sagte ein Sprecher.</p></body></html>";
    fs::write(at("in/Hafen.html"), page).unwrap();
    fs::write(at("in/Hafen_files/frame.html"), page).unwrap();
    fs::write(at("in/other_files/a.txt"), "eins").unwrap();
    let found: Vec<String> =
        Reports::new(vec![at("in")], None, Defaults::default()).map(|report| report.unwrap().input).collect();
    assert_eq!(
        found,
        [at("in/Hafen.html"), at("in/other_files/a.txt")].map(|path| path.display().to_string())
    );
}

#[test]
fn bad_files_are_named_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| fs::write(folder.path().join(path), bytes).unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    write("in/a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    write("in/b.html", "<div>".repeat(100_000).as_bytes());
    write("in/c.rss", b"no feed");
    write("in/d.docx", b"no document");
    write("in/e.txt", b"Published: 2024-02-30\n\nDrei Tote.");
    write("in/f.toml", b"published = \"gestern\"");
    write("in/f.txt", b"Drei Tote.");
    write("in/g.txt", b"\xff\xfeF\0\xfc\0n\0f\0");
    write("in/h.txt", b"F\xfcnf Tote.");
    check(
        folder.path(),
        &["in"],
        None,
        &[
            "`in/a.txt`: expected text, found a PNG image at byte 0; laut reads text, JSON Lines, HTML, RSS, Atom and .docx",
            "`in/b.html`: expected at most 512 elements in each other, found more in line 1",
            "`in/c.rss`: expected an RSS or Atom feed, found no XML",
            "`in/d.docx`: expected a .docx document, found no ZIP archive (invalid Zip archive: Could not find EOCD)",
            "`in/e.txt:1`: `published`: expected a date like `2024-01-24` or a date-time like `2024-01-24T18:30:00+01:00`, found \
             `2024-02-30`",
            "`in/f.toml`: `published`: expected a date like `2024-01-24` or a date-time like `2024-01-24T18:30:00+01:00`, found \
             `gestern`",
            "in/g.txt \"Fünf\"",
            "in/h.txt \"Fünf Tote.\"",
        ],
    );
}

#[test]
fn what_was_read_with_a_doubt_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| fs::write(folder.path().join(path), bytes).unwrap();
    write("a.txt", b"\xff\xfeF\0\xfc\0n\0f\0");
    write("b.txt", b"Title: Drei\nBy: Berg\n\nF\xfcnf Tote.");
    assert_eq!(dated(folder.path(), "a.txt", None), "- - encoding-utf16");
    assert_eq!(dated(folder.path(), "b.txt", None), "- - field-unknown encoding-guessed");
    let report =
        Reports::new(vec![folder.path().join("b.txt")], None, Defaults::default()).next().unwrap().unwrap();
    let span = report.remarks.last().unwrap().span;
    assert_eq!(report.text().get(span.range()), Some("ü"));
}

#[test]
fn a_file_that_vanishes_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    fs::create_dir(at("in")).unwrap();
    for name in ["in/a.txt", "in/b.txt", "in/c.txt"] {
        fs::write(at(name), "Drei Tote.").unwrap();
    }
    let mut reports = Reports::new(vec![at("in")], None, Defaults::default());
    assert!(reports.next().unwrap().is_ok());
    fs::remove_file(at("in/b.txt")).unwrap();
    let error = reports.next().unwrap().unwrap_err().to_string();
    assert!(error.ends_with("b.txt`: expected a file or a folder, found nothing of that name"), "{error}");
    assert!(reports.next().unwrap().is_ok() && reports.next().is_none());
}

#[test]
fn the_meter_tells_how_much_was_read_of_what() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("in")).unwrap();
    fs::write(at("in/a.txt"), "Zwei Menschen starben.").unwrap();
    fs::write(at("in/b.jsonl"), "{\"text\": \"Two people died.\"}\n").unwrap();
    fs::write(at("in/notes.md"), "This is read by nobody.").unwrap();
    let length = fs::metadata(at("in/a.txt")).unwrap().len() + fs::metadata(at("in/b.jsonl")).unwrap().len();
    let mut reports = Reports::new(vec![at("in"), at("missing.txt")], None, Defaults::default());
    let meter = reports.meter();
    assert_eq!((meter.read(), meter.whole()), (0, Some(length)));
    reports.next().unwrap().unwrap();
    assert_eq!(meter.read(), 22);
    assert_eq!(reports.by_ref().filter(Result::is_ok).count(), 1);
    assert_eq!(meter.read(), length);
    let endless = Reports::new(vec![at("in"), PathBuf::from("-")], None, Defaults::default());
    assert_eq!(endless.meter().whole(), None);
}
