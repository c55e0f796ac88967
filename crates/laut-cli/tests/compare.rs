//! `laut check`, `laut diff`, `laut check-data` and the views that leave the terminal, from outside.

#![expect(clippy::unwrap_used, reason = "what is not as expected fails the test")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs laut in a folder and gives exit status, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_laut")).current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A report, a later version of it, and texts that cite it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let report = "Minister Ali Karim said at least 40 people had been killed on Monday. \"We had no choice left,\" \
                  Colonel Piet Lanning said.\n";
    write("report.txt", report);
    write("later.txt", &report.replace("40", "45"));
    write("right.txt", "At least 40 people were killed on Monday, minister Ali Karim said.\n");
    write(
        "wrong.txt",
        "On Monday 400 people were killed, minister Ali Karim said.\n\"We have no choice left,\" Colonel Piet Lanning said.\n",
    );
    write("other.txt", "Es regnete.\n");
    folder
}

const PUBLISHED: [&str; 2] = ["--published", "2024-03-05"];

#[test]
fn what_a_text_cites_is_found_with_both_places() {
    let folder = folder();
    let check = |text: &str| {
        run(
            folder.path(),
            &[&["check"][..], &PUBLISHED, &[text, "--against", "report.txt", "later.txt"]].concat(),
        )
    };
    let (status, table, errors) = check("right.txt");
    assert_eq!((status, errors.as_str()), (0, ""), "{table}");
    let (status, table, _) = check("wrong.txt");
    assert_eq!(status, 1);
    insta::assert_snapshot!(table, @r###"
        wrong.txt
        1 found · 2 found otherwise · 0 not there

                   in the text                               in the reports                           other
        found      wrong.txt:1:4                             report.txt:1:63
                   On Monday 400 people were …               … been killed on Monday.
        otherwise  wrong.txt:1:11                            report.txt:1:25                          value
                   On Monday 400 people were killed …        … Ali Karim said at least 40 people had
                                                             been …
        otherwise  wrong.txt:2:2                             report.txt:1:72                          words
                   "We have no choice left," Colonel Piet …  "We had no choice left," Colonel …
    "###);
}

#[test]
fn findings_are_lines_of_json() {
    let folder = folder();
    let arguments = ["check", "--format", "json", "wrong.txt", "--against", "report.txt"];
    let (status, lines, _) = run(folder.path(), &arguments);
    assert_eq!(status, 1);
    let findings: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let figure = findings.iter().find(|finding| finding["kind"] == "figure").unwrap();
    assert_eq!(figure["verdict"], "otherwise");
    assert_eq!(figure["in_text"]["place"], "wrong.txt:1:11");
    assert_eq!(figure["in_report"]["text"], "at least 40");
    assert!(figure["other"].as_array().unwrap().contains(&"value".into()));
}

#[test]
fn nothing_to_look_in_is_status_2() {
    let folder = folder();
    let (status, _, errors) = run(folder.path(), &["check", "right.txt", "--against", "gone.txt"]);
    assert_eq!(status, 2);
    assert!(errors.contains("`gone.txt`") && errors.contains("expected reports to look in"), "{errors}");
}

#[test]
fn a_toll_silently_raised_is_a_change() {
    let folder = folder();
    let (status, table, _) = run(folder.path(), &["diff", "report.txt", "later.txt"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!(table, @r###"
        report.txt → later.txt · 1 change

                        old                                  new                                  other
        figure changed  report.txt:1:25                      later.txt:1:25                       value
                        … Ali Karim said at least 40 people  … Ali Karim said at least 45 people
                        had been …                           had been …
    "###);
    let (status, table, _) = run(folder.path(), &["diff", "report.txt", "report.txt"]);
    assert_eq!(status, 0);
    assert!(table.contains("No claim and no figure came, went or changed."), "{table}");
}

#[test]
fn a_word_of_ones_own_is_tried_on_its_example() {
    let folder = folder();
    let data = folder.path().join("data/en");
    fs::create_dir_all(&data).unwrap();
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../laut/data/en/reporting_verbs.tsv");
    let mut list = fs::read_to_string(built_in).unwrap();
    list.push_str("blurt\tthat\tadmit\t_\tThe clerk blurted that the safe was empty.\n");
    list.push_str("sneeze\tthat\tstate\t_\tThe cat slept.\n");
    fs::write(data.join("reporting_verbs.tsv"), list).unwrap();
    let (status, found, errors) = run(folder.path(), &["check-data", "en", "--data", "data"]);
    assert_eq!((status, errors.as_str()), (1, ""), "{found}");
    assert!(
        found.contains("`sneeze`: expected a claim with this act from the example, found none"),
        "{found}"
    );
    assert!(!found.contains("`blurt`") && found.contains("2 rows tried"), "{found}");
    let (status, _, errors) = run(folder.path(), &["check-data", "xx"]);
    assert_eq!(status, 2);
    assert!(errors.contains("expected a language that laut reads, `de`, `en`, found `xx`"), "{errors}");
}

#[test]
fn figures_leave_as_rows_and_reports_as_pages() {
    let folder = folder();
    let read = |format: &[&str]| {
        let (status, text, errors) = run(folder.path(), &[&["read", "report.txt"], format].concat());
        assert_eq!((status, errors.as_str()), (0, ""));
        text
    };
    let rows = read(&["--format", "csv"]);
    assert!(rows.starts_with("report,report_id,") && rows.lines().count() == 2, "{rows}");
    assert!(read(&["--csv-excel"]).starts_with("\u{feff}report;report_id;"));
    assert!(read(&["--format", "markdown"]).starts_with("# report.txt\n"));
    let page = read(&["--format", "html"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{page}");
}

#[test]
fn completions_and_the_manual_come_with_the_command() {
    let folder = folder();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (status, script, _) = run(folder.path(), &["completions", shell]);
        assert_eq!((status, script.contains("check-data")), (0, true), "{shell}");
    }
    let (status, _, errors) = run(folder.path(), &["man", "--into", "man"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert!(fs::read_to_string(folder.path().join("man/laut-check.1")).unwrap().contains("against"));
    assert!(run(folder.path(), &["man"]).1.contains(".TH laut 1"));
}
