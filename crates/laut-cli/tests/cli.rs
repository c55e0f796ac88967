//! The command from outside: what it prints, where, and how it ends.

#![expect(clippy::unwrap_used, reason = "what is not as expected fails the test")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn laut(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_laut"));
    command.current_dir(folder).args(arguments).env_remove("NO_COLOR");
    command
}

/// Runs laut and gives exit status, standard output and standard error.
fn run(folder: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut command = laut(folder, arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    writer.join().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// The `input` of each record.
fn inputs(records: &str) -> Vec<String> {
    let input =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["report"]["input"].clone();
    records.lines().map(|line| input(line).as_str().unwrap().to_owned()).collect()
}

/// A folder with a good report and several that are none.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("gut.txt", "Laut Innenministerium starben am Montag mindestens zwölf Menschen.\n".as_bytes());
    write("leer.txt", b"");
    write("latin.txt", b"F\x81nf Menschen starben.\n");
    fs::create_dir(folder.path().join("ordner")).unwrap();
    write("ordner/b.txt", b"Five people died, the ministry said.\n");
    write("ordner/a.txt", "Fünf Menschen starben.\n".as_bytes());
    folder
}

/// Many rows, in two languages.
fn rows() -> String {
    let row = |number: usize| match number % 2 {
        0 => format!(
            "{{\"text\": \"Am Montag starben {number} Menschen, sagte Ali Karim.\", \"title\": \"Nr. {number}\"}}\n"
        ),
        _ => format!(
            "{{\"text\": \"{number} people died on Monday, Ali Karim said.\", \"published\": \"2024-03-05\"}}\n"
        ),
    };
    (0..200).map(row).collect()
}

#[test]
fn files_and_folders_are_read_in_their_order() {
    let folder = folder();
    let (status, records, errors) =
        run(folder.path(), &["read", "--format", "json", "ordner", "gut.txt"], "");
    assert_eq!((status, errors.as_str()), (0, ""));
    assert_eq!(inputs(&records), ["ordner/a.txt", "ordner/b.txt", "gut.txt"]);
}

#[test]
fn what_cannot_be_read_is_named_and_the_others_are_read() {
    let folder = folder();
    let paths = ["read", "--format", "json", "fehlt.txt", "leer.txt", "gut.txt", "latin.txt"];
    let (status, records, errors) = run(folder.path(), &paths, "");
    assert_eq!(status, 1);
    assert_eq!(inputs(&records), ["gut.txt"]);
    insta::assert_snapshot!(errors, @r###"
        error: `fehlt.txt`: expected a file or a folder, found nothing of that name
        error: `leer.txt`: expected the text of a report, found an empty file
        error: `latin.txt`: expected UTF-8, found the byte 0x81 at byte 1 in line 1; convert it first, such as with `iconv -f WINDOWS-1252 -t UTF-8`
    "###);
}

#[test]
fn nothing_read_is_status_2() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["read", "fehlt.txt"], "").0, 2);
    assert_eq!(run(folder.path(), &["read", "leer.txt", "latin.txt"], "").0, 2);
    let (status, _, errors) = run(folder.path(), &["read", "--published", "2024-02-30", "gut.txt"], "");
    assert_eq!(status, 2);
    assert!(
        errors.contains("expected a date like `2024-01-24`") && errors.contains("2024-02-30"),
        "{errors}"
    );
}

#[test]
fn rows_come_from_standard_input() {
    let rows = "{\"text\": \"Fünf Tote.\"}\nfünf Tote\n\n{\"text\": \"Five died.\", \"more\": 1}\n";
    let arguments = ["read", "--from", "jsonl", "--format", "json", "-"];
    let (status, records, errors) = run(Path::new("."), &arguments, rows);
    assert_eq!(status, 1);
    assert_eq!(inputs(&records), ["-:1", "-:4"]);
    assert!(errors.starts_with("error: `-:2`: expected a JSON object in one line"), "{errors}");
}

#[test]
fn a_report_comes_from_standard_input() {
    let arguments = ["read", "--format", "json", "--publisher", "Bote", "--published", "2024-03-05", "-"];
    let (status, record, errors) = run(Path::new("."), &arguments, "\u{feff}Fünf Tote.\r\n");
    assert_eq!((status, errors.as_str()), (0, ""));
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record["report"]["text"], "Fünf Tote.\r\n");
    assert_eq!(record["report"]["publisher"], "Bote");
    assert_eq!(record["report"]["published"], "2024-03-05");
}

#[test]
fn what_was_read_with_a_doubt_is_said_and_written() {
    let folder = folder();
    fs::write(folder.path().join("1252.txt"), b"F\xfcnf Menschen starben.\n").unwrap();
    let (status, record, errors) = run(folder.path(), &["read", "--format", "json", "1252.txt"], "");
    assert_eq!(status, 0);
    assert_eq!(errors, "warning: `1252.txt`: no UTF-8; read as Windows-1252, which its letters fit\n");
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record["report"]["text"], "Fünf Menschen starben.\n");
    assert_eq!(record["report"]["coverage"]["diagnostics"][0]["code"], "encoding-guessed");
}

#[test]
fn a_page_is_read_from_standard_input() {
    let words = "Bei einem Angriff auf den Hafen starben zwölf Menschen, sagte ein Sprecher.";
    let page = format!(
        "<!doctype html><html><head><meta name=date content=2024-03-05></head><body><nav><a href=x>Start</a></nav><p>{words}</p></body></html>"
    );
    let (status, record, errors) = run(Path::new("."), &["read", "--format", "json", "-"], &page);
    assert_eq!((status, errors.as_str()), (0, ""));
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record["report"]["text"], words);
    assert_eq!(
        (&record["report"]["published"], &record["report"]["dated"]),
        (&"2024-03-05".into(), &"metadata".into())
    );
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    for format in ["json", "table"] {
        let read = |threads| {
            let arguments = ["read", "--from", "jsonl", "--format", format, "--threads", threads];
            run(Path::new("."), &arguments, &rows())
        };
        let one = read("1");
        assert_eq!(one.0, 0);
        assert!(one.1.lines().count() >= 200);
        assert_eq!(one, read("2"));
        assert_eq!(one, read("7"));
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut command = laut(Path::new("."), &["read", "--from", "jsonl", "--format", "json", "-"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || while stdin.write_all(rows().as_bytes()).is_ok() {});
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert_eq!(inputs(&first), ["-:1"]);
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!((child.wait().unwrap().code(), errors.as_str()), (Some(0), ""));
    writer.join().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_in_words() {
    let folder = folder();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = laut(folder.path(), &["read", "gut.txt"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(String::from_utf8(output.stderr).unwrap(), @"error: writing the results: No space left on device (os error 28)");
}

#[test]
fn piped_tables_are_plain() {
    let folder = folder();
    let (status, table, _) = run(folder.path(), &["read", "--publisher", "Bote", "gut.txt"], "");
    assert_eq!(status, 0);
    assert!(table.contains("gut.txt\nBote · de · 8 words · "), "{table}");
    assert!(!table.contains('\u{1b}'));
}

#[test]
fn stats_count_the_words() {
    let folder = folder();
    let (_, records, errors) = run(folder.path(), &["read", "--stats", "--format", "json", "gut.txt"], "");
    assert_eq!(inputs(&records), ["gut.txt"]);
    assert!(errors.starts_with("1 reports read, 0 not; 8 words in "), "{errors}");
}

#[test]
fn data_from_a_folder_take_the_place_of_those_built_in() {
    let folder = folder();
    let read = |data: &str| run(folder.path(), &["read", "--format", "json", "--data", data, "gut.txt"], "");
    let (status, _, errors) = read("ordner");
    assert_eq!(status, 2);
    assert!(errors.contains("expected data files such as `de/language.toml` in it, found none"), "{errors}");
    fs::create_dir_all(folder.path().join("data/de")).unwrap();
    fs::write(folder.path().join("data/de/abbreviations.tsv"), "word\nDr.\n").unwrap();
    let (status, _, errors) = read("data");
    assert_eq!(status, 2);
    assert!(errors.contains("de/abbreviations.tsv:1: expected the columns "), "{errors}");
}

#[test]
fn one_claim_is_asked_for_by_its_id() {
    let folder = folder();
    let (status, _, errors) = run(folder.path(), &["explain", "gut.txt", "c99"], "");
    assert_eq!(status, 2);
    assert!(errors.contains("expected a claim") && errors.contains("`c99`"), "{errors}");
    assert_eq!(run(folder.path(), &["explain", "gut.txt"], "").0, 0);
    let (status, shown, _) = run(folder.path(), &["explain", "--sentence", "1", "gut.txt"], "");
    assert_eq!((status, shown.contains("main: Laut Innenministerium")), (0, true), "{shown}");
    let (status, _, errors) = run(folder.path(), &["explain", "--sentence", "9", "gut.txt"], "");
    assert_eq!((status, errors.contains("expected a sentence from 1 to 1, found 9")), (2, true), "{errors}");
    assert_eq!(run(folder.path(), &["explain", "fehlt.txt"], "").0, 2);
}

#[test]
fn the_schema_is_json_and_the_licences_name_their_data() {
    let (status, schema, _) = run(Path::new("."), &["schema"], "");
    assert_eq!(status, 0);
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let (status, licences, _) = run(Path::new("."), &["licenses"], "");
    assert_eq!(status, 0);
    for expected in [
        "de/abbreviations.tsv\n    ",
        "de/models/lexicon.bin is made of german-pos-dict",
        "en/models/names.bin",
        "GermEval 2014",
        "UD English GUM",
        "CC-BY-SA-4.0",
        "Attribution-ShareAlike 4.0 International",
    ] {
        assert!(licences.contains(expected), "no {expected}");
    }
}

#[test]
fn talks_are_a_view_of_their_own() {
    let text = "Talks between Marun and Kestria in Lomar broke down on Tuesday, mediator Jonas Terveld said.";
    let (status, json, _) =
        run(Path::new("."), &["read", "--view", "talks", "--format", "json", "--language", "en", "-"], text);
    assert_eq!(status, 0);
    let talks: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(talks["status"]["value"], "broken_off");
    let (_, table, _) = run(Path::new("."), &["read", "--view", "talks", "--language", "en", "-"], text);
    assert!(table.contains("parties") && table.contains("Jonas Terveld"), "{table}");
    let (status, _, message) =
        run(Path::new("."), &["read", "--view", "talks", "--format", "conllu", "-"], text);
    assert_eq!(status, 2);
    assert!(
        message.contains("expected `--format table`, `json` or `markdown` with `--view talks`"),
        "{message}"
    );
    let (_, schema, _) = run(Path::new("."), &["schema", "--view", "talks"], "");
    assert!(schema.contains("\"title\": \"laut talks\""));
}

#[test]
fn every_command_helps_with_an_example() {
    for command in
        ["read", "explain", "check", "diff", "check-data", "schema", "licenses", "completions", "man"]
    {
        let (status, help, _) = run(Path::new("."), &[command, "--help"], "");
        assert_eq!(status, 0);
        assert!(help.contains("Example") && help.contains(&format!("  laut {command}")), "{help}");
    }
}
