//! The ledger from outside: added, asked, corrected, killed while it is written, written by two at once.

#![expect(clippy::unwrap_used, reason = "what is not as expected fails the test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use laut_testkit::server::Server;
use serde_json::Value;

fn laut(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_laut"));
    command.current_dir(folder).args(arguments).env_remove("LAUT_LEDGER").env("USER", "mara");
    command
}

/// Runs laut and gives exit status, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = laut(folder, arguments).stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn json(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let (status, lines, errors) = run(folder, &[arguments, &["--format", "json"]].concat());
    assert_eq!((status, errors.as_str()), (0, ""), "{arguments:?}");
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A folder with many rows, and one ledger-to-be.
fn folder(rows: usize) -> tempfile::TempDir {
    let row = |number: usize| match number % 2 {
        0 => format!(
            "{{\"text\": \"Am Montag starben {number} Menschen in Talmur, sagte Ali Karim. Die Armee bestritt das.\", \
             \"publisher\": \"Bote\", \"published\": \"2024-03-05\", \"url\": \"https://bote.example/{number}\"}}\n"
        ),
        _ => format!(
            "{{\"text\": \"At least {number} people were killed in Talmur on Monday, Ali Karim said.\", \
             \"publisher\": \"Meridian\", \"published\": \"2024-03-05\"}}\n"
        ),
    };
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("rows.jsonl"), (0..rows).map(row).collect::<String>()).unwrap();
    folder
}

#[test]
fn what_is_added_twice_is_there_once() {
    let folder = folder(9);
    let folder = folder.path();
    assert_eq!(run(folder, &["add", "rows.jsonl"]).1, "9 added, 0 new versions, 0 already there\n");
    assert_eq!(run(folder, &["add", "rows.jsonl"]).1, "0 added, 0 new versions, 9 already there\n");
    assert_eq!(json(folder, &["reports"]).len(), 9);
    let figures = json(folder, &["figures", "--speaker", "karim", "--since", "2024-03-04"]);
    assert_eq!(figures.len(), 9);
    assert!(figures.iter().all(|figure| figure["quotation"] != "" && figure["report"] != ""));
    assert_eq!(run(folder, &["fsck"]).1, "9 reports checked, 0 faults\n");
}

#[test]
fn formats_of_an_answer() {
    let folder = folder(4);
    let folder = folder.path();
    run(folder, &["add", "rows.jsonl"]);
    let (_, table, _) = run(folder, &["figures", "--publisher", "Meridian"]);
    assert!(table.starts_with("2 figures\n") && table.contains("≥\u{a0}3"), "{table}");
    let (_, csv, _) = run(folder, &["figures", "--format", "csv"]);
    assert!(csv.starts_with("id,claim,report,publisher,"), "{csv}");
    assert_eq!(csv.lines().count(), 5);
    let (_, markdown, _) = run(folder, &["claims", "--act", "deny", "--format", "markdown"]);
    assert!(markdown.contains("## Claims\n\n|  | who says | what |"), "{markdown}");
    let (status, nothing, _) = run(folder, &["claims", "--speaker", "nobody"]);
    assert_eq!(status, 0);
    assert!(nothing.contains("Nothing of that kind is in the ledger."), "{nothing}");
    let disputes = json(folder, &["disputes", "--speaker", "armee"]);
    assert_eq!(disputes.len(), 2);
    assert_eq!(disputes[0]["kind"], "denies");
    for what in ["reports", "claims", "figures", "entities"] {
        let (status, rows, _) = run(folder, &["export", what]);
        assert!(status == 0 && rows.lines().count() >= 4, "{what}: {rows}");
        assert_eq!(run(folder, &["export", what, "--format", "csv"]).0, 0);
    }
    let (_, records, _) = run(folder, &["export", "records"]);
    let (_, read, _) = run(folder, &["read", "--format", "json", "rows.jsonl"]);
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&records), sorted(&read), "the machine's reading is kept whole");
}

#[test]
fn what_people_say_is_kept_with_who_and_why() {
    let folder = folder(2);
    let folder = folder.path();
    run(folder, &["add", "rows.jsonl"]);
    let figure = json(folder, &["figures", "--publisher", "Meridian"])[0].clone();
    let id = figure["id"].as_str().unwrap();
    let (status, _, errors) = run(folder, &["correct", id, "low=7", "--why", "the second table"]);
    assert_eq!((status, errors.as_str()), (0, &*format!("corrected {id} by mara\n")));
    let figure = json(folder, &["figures", "--publisher", "Meridian"])[0].clone();
    assert_eq!((figure["low"].as_i64(), figure["shows"].as_str()), (Some(7), Some("person")));
    let (_, shown, _) = run(folder, &["show", id]);
    assert!(shown.contains("low 1 → 7") && shown.contains("the second table"), "{shown}");
    assert_eq!(run(folder, &["reject", id, "--why", "of another war", "--by", "Jon"]).0, 0);
    assert!(json(folder, &["figures", "--publisher", "Meridian"]).is_empty());
    assert_eq!(json(folder, &["figures", "--review", "rejected"]).len(), 1);
    let (status, _, errors) = run(folder, &["correct", id, "harm=dead", "--why", "x"]);
    assert!(status == 2 && errors.contains("expected one of casualties, killed"), "{errors}");
    let report = figure["report"].as_str().unwrap();
    assert_eq!(run(folder, &["retract", report, "--why", "withdrawn"]).0, 0);
    assert_eq!(json(folder, &["reports"]).len(), 1);
    assert!(run(folder, &["show", report]).1.contains("retracted: withdrawn (mara, "));
    let (status, _, errors) = run(folder, &["reread"]);
    assert_eq!((status, errors.as_str()), (0, "2 reports read again, 0 read otherwise\n"));
    assert_eq!(run(folder, &["fsck"]).0, 0);
}

#[test]
fn what_cannot_be_used_is_said() {
    let folder = folder(1);
    let folder = folder.path();
    let (status, _, errors) = run(folder, &["claims"]);
    assert_eq!(status, 2);
    assert_eq!(errors, "error: expected a ledger at `laut.db`, found no file; `laut add` makes one\n");
    fs::write(folder.join("laut.db"), "Fünf Menschen starben.".repeat(99)).unwrap();
    for command in [&["claims"][..], &["add", "rows.jsonl"], &["fsck"]] {
        let (status, _, errors) = run(folder, command);
        assert_eq!(status, 2);
        assert_eq!(
            errors,
            "error: expected a ledger, found another file at `laut.db`; name the right one with --ledger\n"
        );
    }
    let (status, _, errors) = run(folder, &["claims", "--ledger", "mysql://desk:geheim@host/laut"]);
    assert!(
        status == 2 && errors.contains("begins with `mysql://`") && !errors.contains("geheim"),
        "{errors}"
    );
    let (status, _, errors) = run(folder, &["claims", "--ledger", "postgres://desk:geheim@127.0.0.1:1/laut"]);
    assert!(
        status == 2 && errors.contains("`postgres://desk@127.0.0.1:1/laut`, found none that answers"),
        "{errors}"
    );
    let (status, _, errors) = run(folder, &["add", "--ledger", "no/folder/laut.db", "rows.jsonl"]);
    assert!(status == 2 && errors.contains("in a folder that is there"), "{errors}");
    for command in [&["claims", "--ledger", "."][..], &["add", "--ledger", ".", "rows.jsonl"]] {
        let (status, _, errors) = run(folder, command);
        assert!(status == 2 && errors.contains("expected a file that can be opened"), "{errors}");
    }
    let (status, _, errors) = run(folder, &["tolls", "--since", "gestern"]);
    assert!(status == 2 && errors.contains("expected a day like `2024-03-05`"), "{errors}");
}

#[test]
fn two_that_add_at_once_lose_nothing() {
    let folder = folder(120);
    let folder = folder.path();
    let mut adding: Vec<_> = (0..2)
        .map(|_| {
            laut(folder, &["add", "--threads", "1", "rows.jsonl"]).stdout(Stdio::null()).spawn().unwrap()
        })
        .collect();
    for child in &mut adding {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(json(folder, &["reports"]).len(), 120);
    assert_eq!(run(folder, &["fsck"]).1, "120 reports checked, 0 faults\n");
}

/// `LAUT_KILLS=200` is the full run; a few moments are tried each time.
fn kills() -> u64 {
    std::env::var("LAUT_KILLS").ok().and_then(|times| times.parse().ok()).unwrap_or(5)
}

/// Kills `laut add` at moments all over the time that adding takes, the same in each run; each time the ledger, where there is one
/// by then, must be whole, and going on must complete it.
fn killed_at_any_moment(ledger: impl Fn(&Path) -> String) {
    let rows = folder(400);
    let rows = rows.path().join("rows.jsonl");
    let rows = rows.to_str().unwrap();
    let whole = Instant::now();
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(run(empty.path(), &["add", "--threads", "1", "--ledger", &ledger(empty.path()), rows]).0, 0);
    let whole = u64::try_from(whole.elapsed().as_millis()).unwrap();
    let (times, mut partly) = (kills(), 0);
    for time in 0..times {
        let folder = tempfile::tempdir().unwrap();
        let (folder, ledger) = (folder.path(), ledger(folder.path()));
        let add = &["add", "--threads", "1", "--ledger", &*ledger, rows];
        let mut child = laut(folder, add).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(whole / 10 + (time * 7919) % whole.max(1)));
        child.kill().unwrap();
        child.wait().unwrap();
        let (status, _, errors) = run(folder, &["reports", "--ledger", &ledger]);
        if status == 2 && (errors.contains("found no file") || errors.contains("found an empty database")) {
            continue;
        }
        let (status, found, errors) = run(folder, &["fsck", "--ledger", &ledger]);
        assert!(status == 0 && found.ends_with("reports checked, 0 faults\n"), "{time}: {found}{errors}");
        let (status, added, errors) = run(folder, add);
        assert_eq!((status, errors.as_str()), (0, ""), "{added}");
        partly += u64::from(!added.starts_with("400 added") && !added.starts_with("0 added"));
        assert_eq!(run(folder, &["fsck", "--ledger", &ledger]).1, "400 reports checked, 0 faults\n");
    }
    assert!(partly > 0 || times < 20, "no moment was in the middle of the work");
}

#[test]
fn killed_at_any_moment_a_file_is_whole_and_goes_on() {
    killed_at_any_moment(|folder| folder.join("laut.db").to_str().unwrap().to_owned());
}

#[test]
fn killed_at_any_moment_a_database_is_whole_and_goes_on() {
    let Some(server) = Server::shared() else { return };
    killed_at_any_moment(|_| server.address(&server.database()));
}

#[test]
fn commands_say_the_same_of_a_file_and_of_a_database() {
    let Some(server) = Server::shared() else { return };
    let folder = folder(12);
    let folder = folder.path();
    let ledgers = ["laut.db".to_owned(), server.address(&server.database())];
    for ledger in &ledgers {
        assert_eq!(
            run(folder, &["add", "--ledger", ledger, "rows.jsonl"]).1,
            "12 added, 0 new versions, 0 already there\n"
        );
        assert_eq!(
            run(folder, &["add", "--ledger", ledger, "rows.jsonl"]).1,
            "0 added, 0 new versions, 12 already there\n"
        );
        let id = json(folder, &["figures", "--ledger", ledger])[0]["id"].as_str().unwrap().to_owned();
        let correct = ["correct", &id, "low=7", "--why", "the second table", "--ledger", ledger];
        assert_eq!(run(folder, &correct).0, 0);
        assert_eq!(run(folder, &["reread", "--ledger", ledger]).0, 0);
    }
    for command in [
        &["claims", "--act", "deny"][..],
        &["claims", "--text", "\"people were\" Tal*"],
        &["figures", "--speaker", "karim", "--place", "talmur"],
        &["disputes"],
        &["who", "karim"],
        &["tolls"],
        &["tolls", "--format", "svg"],
        &["export", "claims"],
        &["export", "records"],
        &["fsck"],
    ] {
        let [file, database] = &ledgers;
        let said = |ledger: &String| run(folder, &[command, &["--ledger", ledger]].concat());
        assert_eq!(said(file), said(database), "{command:?}");
    }
}

#[test]
fn a_toll_is_drawn_from_what_was_said() {
    let folder = folder(6);
    let folder = folder.path();
    run(folder, &["add", "rows.jsonl"]);
    let tolls = json(folder, &["tolls", "--place", "Talmur"]);
    assert!(tolls.len() >= 5, "{tolls:?}");
    assert!(tolls.iter().all(|toll| toll["source"] == "Ali Karim" && toll["day"] == "2024-03-04"));
    let (status, table, _) = run(folder, &["tolls"]);
    assert!(status == 0 && table.contains("2024-03-04") && table.contains("≥\u{a0}3"), "{table}");
    let (status, drawing, _) = run(folder, &["tolls", "--format", "svg"]);
    assert_eq!(status, 0);
    assert!(drawing.starts_with("<svg ") && drawing.trim_end().ends_with("</svg>"), "{drawing}");
    assert!(drawing.contains("Ali Karim") && !drawing.contains("NaN"), "{drawing}");
    let (status, nothing, _) = run(folder, &["tolls", "--harm", "missing", "--format", "svg"]);
    assert!(status == 0 && !nothing.contains("NaN"));
}
