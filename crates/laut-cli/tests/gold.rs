//! Reviewed reports as gold: what people accepted and corrected is in them, what they rejected is not, and a scorer that reads
//! them finds laut's own reading right where nobody changed it.

#![expect(clippy::unwrap_used, reason = "what is not as expected fails the test")]
#![expect(clippy::print_stderr, reason = "a test that cannot be done here says so")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

const TEXT: &str = "At least 17 people were killed and more than 40 wounded in Lower Marle on Tuesday, the health \
    ministry of Calvera said. \"They knew who was on those buses,\" army spokesman Piet Lanning said. He accused the \
    Highland Council of shelling the convoy. The Council denied this.";

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut laut = Command::new(env!("CARGO_BIN_EXE_laut"));
    laut.current_dir(folder).args(arguments).env_remove("LAUT_LEDGER").env("USER", "mara");
    let output = laut.stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn rows(folder: &Path, what: &str) -> Vec<Value> {
    let (_, lines, _) = run(folder, &["export", what]);
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A folder with a ledger of one report for each text.
fn ledger(texts: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let line = |(number, text): (usize, &&str)| {
        let report = serde_json::json!({
            "text": text, "publisher": "Meridian", "published": "2024-03-12T17:00:00Z", "language": "en",
            "url": format!("https://meridian.example/{number}"),
        });
        format!("{report}\n")
    };
    fs::write(folder.path().join("reports.jsonl"), texts.iter().enumerate().map(line).collect::<String>())
        .unwrap();
    assert_eq!(run(folder.path(), &["add", "reports.jsonl"]).0, 0);
    folder
}

fn review(folder: &Path, verdict: &[&str]) {
    let (status, _, errors) = run(folder, &[verdict, &["--why", "read it"]].concat());
    assert_eq!(status, 0, "{errors}");
}

fn accept_all(folder: &Path) {
    for claim in rows(folder, "claims") {
        review(folder, &["accept", claim["id"].as_str().unwrap()]);
    }
}

/// The id of the row of which a field holds these words.
fn id(folder: &Path, what: &str, field: &str, words: &str) -> String {
    let all = rows(folder, what);
    let row = all.iter().find(|row| row[field].as_str().is_some_and(|found| found.contains(words)));
    row.unwrap_or_else(|| panic!("no {what} with {words}: {all:?}"))["id"].as_str().unwrap().to_owned()
}

/// The only gold file of a folder.
fn page(folder: &Path) -> String {
    let pages = files(folder, "toml");
    assert_eq!(pages.len(), 1, "{pages:?}");
    fs::read_to_string(&pages[0]).unwrap()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = paths.filter(|path| path.extension().is_some_and(|it| it == ending)).collect();
    found.sort();
    found
}

#[test]
fn a_reviewed_report_is_written_as_people_left_it() {
    let folder = ledger(&[TEXT]);
    let folder = folder.path();
    accept_all(folder);
    review(folder, &["correct", &id(folder, "figures", "number", "17"), "low=18", "bound=more_than"]);
    review(folder, &["reject", &id(folder, "claims", "act", "deny")]);
    review(folder, &["correct", &id(folder, "claims", "act", "accuse"), "act=condemn"]);
    let (status, out, errors) = run(folder, &["export", "gold", "--output", "gold"]);
    assert_eq!((status, &*out, &*errors), (0, "", "1 report written to `gold`, 0 not reviewed\n"));
    let page = page(&folder.join("gold"));
    let text = files(&folder.join("gold"), "txt");
    assert_eq!(fs::read_to_string(&text[0]).unwrap(), TEXT);
    for lines in [
        "language = \"en\"\npublished = 2024-03-12\npublisher = \"Meridian\"\norigin = \"https://meridian.example/0\"\n",
        "[[claim]]\nsource = \"the health ministry of Calvera\"\n",
        "cue = \"said\"\ncue_near = \"Calvera said.\"\n",
        "cue = \"said\"\ncue_near = \"Lanning said.\"\n",
        "content = [\"They knew who was on those buses\"]\nmode = \"direct\"\nact = \"state\"\n",
        "act = \"condemn\"\n",
        "[[figure]]\nat = \"At least 17\"\nlow = 18\nbound = \"more_than\"\nharm = \"killed\"\nvictims = \"people\"\n",
        "[[figure]]\nat = \"more than 40\"\nlow = 41\nbound = \"more_than\"\nharm = \"injured\"\n",
        "[[time]]\nat = \"Tuesday\"\nvalue = \"2024-03-12\"\noptional = true\n",
    ] {
        assert!(page.contains(lines), "no {lines:?} in\n{page}");
    }
    assert!(page.starts_with("# Claims and figures as reviewed by mara."), "{page}");
    assert!(!page.contains("deny") && !page.contains("kind = \"denies\""), "rejected:\n{page}");
}

#[test]
fn what_a_person_changed_is_never_written_over() {
    let folder = ledger(&[TEXT]);
    let folder = folder.path();
    accept_all(folder);
    let export = ["export", "gold", "--output", "gold"];
    assert_eq!(run(folder, &export).0, 0);
    assert_eq!(run(folder, &export).0, 0, "the same again is no change");
    let path = files(&folder.join("gold"), "toml").remove(0);
    fs::write(&path, "# mine\n").unwrap();
    let (status, _, errors) = run(folder, &export);
    assert!(status == 2 && errors.contains("found it changed"), "{errors}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "# mine\n");
}

#[test]
fn a_partly_reviewed_report_is_written_only_where_that_is_asked_for() {
    let folder = ledger(&[TEXT, "Five people died in Hest on Monday, the army said."]);
    let folder = folder.path();
    review(folder, &["accept", &id(folder, "claims", "quotation", "They knew")]);
    let (status, _, errors) = run(folder, &["export", "gold", "--output", "gold"]);
    assert_eq!(status, 0);
    assert_eq!(errors, "0 reports written to `gold`, 1 partly reviewed (--partly), 1 not reviewed\n");
    let (_, _, errors) = run(folder, &["export", "gold", "--output", "gold", "--partly"]);
    assert_eq!(errors, "1 report written to `gold`, 1 not reviewed\n");
    let page = page(&folder.join("gold"));
    let claims: Vec<&str> = page.split("[[").filter(|table| table.starts_with("claim]]")).collect();
    let optional = claims.iter().filter(|claim| claim.contains("optional = true")).count();
    assert!(claims.len() > 2 && optional == claims.len() - 1, "{page}");
}

#[test]
fn what_cannot_be_said_as_gold_is_refused() {
    let folder = ledger(&["Three people died.\r\nTwo were hurt, the army said."]);
    let folder = folder.path();
    accept_all(folder);
    let (status, _, errors) = run(folder, &["export", "gold", "--output", "gold"]);
    assert!(status == 2 && errors.contains("it has a carriage return"), "{errors}");
    assert!(files(&folder.join("gold"), "toml").is_empty());
    for (arguments, expected) in [
        (&["export", "gold"][..], "expected a folder with --output"),
        (&["export", "gold", "--output", "gold", "--format", "csv"], "expected no --format"),
        (&["export", "claims", "--partly"], "expected `laut export gold` with --partly"),
    ] {
        let (status, _, errors) = run(folder, arguments);
        assert!(status == 2 && errors.contains(expected), "{errors}");
    }
}

#[test]
fn a_scorer_finds_what_was_accepted_right() {
    let shared = std::env::var_os("LAUT_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let scorer = shared.join("eval/score.py");
    let has_python = Command::new("python3").arg("--version").output().is_ok_and(|it| it.status.success());
    if !scorer.is_file() || !has_python {
        eprintln!("skipped: there is no python3, or no `{}`", scorer.display());
        return;
    }
    let folder = ledger(&[TEXT]);
    let folder = folder.path();
    accept_all(folder);
    assert_eq!(run(folder, &["export", "gold", "--output", "gold"]).0, 0);
    let (_, records, _) = run(folder, &["export", "records"]);
    fs::write(folder.join("records.jsonl"), records).unwrap();
    let score = |more: &[&str]| {
        let output = Command::new("python3").current_dir(folder).arg(&scorer).arg("gold").args(more).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(score(&["--check"]), "1 gold reports fit their texts\n");
    let scores: Value = serde_json::from_str(&score(&["--json", "--pred", "records.jsonl"])).unwrap();
    for measure in ["content", "joint", "figure", "figure_strict", "figure_attributed", "time", "relation"] {
        let found = &scores[measure];
        assert_eq!((&found["fp"], &found["fn"]), (&Value::from(0), &Value::from(0)), "{measure}: {scores}");
    }
    assert!(scores["joint"]["tp"].as_i64() >= Some(3), "{scores}");
    assert!(scores["figure_attributed"]["tp"].as_i64() >= Some(2), "{scores}");
    for measure in ["act", "mode", "source_span", "bound", "window", "victims"] {
        assert_eq!(scores["accuracy"][measure][0], 100.0, "{measure}: {scores}");
    }
    assert_eq!(scores["broken_spans"], 0);
}
