//! What `docs/ledger.md` shows is what laut writes: its commands are run one after the other on the reports of `examples/`.
//!
//! `LAUT_UPDATE=1` writes the real output, and the drawing, into `docs/`; without it nothing is written.

#![expect(clippy::unwrap_used, reason = "what is not as expected fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The words of a command; those in quotation marks are one.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, piece) in command.split('"').enumerate() {
        match at % 2 {
            0 => words.extend(piece.split_whitespace().map(str::to_owned)),
            _ => words.push(piece.to_owned()),
        }
    }
    words
}

/// Runs `$ laut …`; what follows ` > ` is the file that the output goes to.
fn run(folder: &Path, command: &str) -> String {
    let (command, file) = command.split_once(" > ").map_or((command, None), |(one, file)| (one, Some(file)));
    let arguments = words(command.strip_prefix("$ laut ").expect("a command starts with `$ laut `"));
    let mut laut = Command::new(env!("CARGO_BIN_EXE_laut"));
    let output =
        laut.args(arguments).current_dir(folder).env_remove("LAUT_LEDGER").env("USER", "mara").output();
    let output = output.unwrap();
    assert!(output.status.success(), "{command}\n{}", String::from_utf8_lossy(&output.stderr));
    if let Some(file) = file {
        fs::write(folder.join(file), &output.stdout).unwrap();
        return String::new();
    }
    let all = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&all).lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    if text.trim().is_empty() { String::new() } else { format!("{}\n", text.trim_end()) }
}

/// The page with the output of each command as it is now.
fn updated(page: &str, folder: &Path) -> String {
    let mut updated = String::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        updated.push_str(&format!("{line}\n"));
        if line != "```console" {
            continue;
        }
        while let Some(line) = lines.next_if(|line| *line != "```") {
            if line.starts_with("$ ") {
                updated.push_str(&format!("{line}\n{}", run(folder, line)));
            }
        }
    }
    updated
}

#[test]
fn the_guide_shows_what_laut_writes() {
    let page_path = root().join("docs/ledger.md");
    let page = fs::read_to_string(&page_path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("examples/ledger");
    fs::create_dir_all(&reports).unwrap();
    for entry in fs::read_dir(root().join("examples/ledger")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, reports.join(path.file_name().unwrap())).unwrap();
    }
    let found = updated(&page, folder.path());
    let drawing = fs::read_to_string(folder.path().join("tolls.svg")).unwrap();
    let drawing_path = root().join("docs/tolls.svg");
    if std::env::var_os("LAUT_UPDATE").is_some_and(|value| value == "1") {
        fs::write(&page_path, &found).unwrap();
        fs::write(&drawing_path, &drawing).unwrap();
        return;
    }
    assert!(
        found == page,
        "docs/ledger.md is not what laut writes; run with LAUT_UPDATE=1. Expected:\n{found}"
    );
    assert!(drawing == fs::read_to_string(&drawing_path).unwrap(), "docs/tolls.svg is not what laut draws");
}
