//! What README.md shows is what laut writes: each `console` block is run on the `text` block above it.
//!
//! `LAUT_UPDATE=1` writes the real output into README.md; without it nothing is written.

use std::path::Path;
use std::process::Command;

/// A `text` block and the `console` block after it: `$ laut read … FILE`, then what it writes.
struct Shown<'r> {
    text: String,
    command: &'r str,
    output: String,
}

fn shown(readme: &str) -> Vec<Shown<'_>> {
    let mut found = Vec::new();
    let mut text = None;
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match (kind.split_whitespace().next(), body.split_first()) {
            (Some("text"), _) => text = Some(body.join("\n") + "\n"),
            (Some("console"), Some((command, output))) => found.push(Shown {
                text: text.take().expect("a `console` block follows its `text` block"),
                command,
                output: output.join("\n"),
            }),
            _ => {}
        }
    }
    found
}

fn run(shown: &Shown<'_>, folder: &Path) -> String {
    let command = shown.command.strip_prefix("$ laut ").expect("a command starts with `$ laut `");
    let arguments: Vec<&str> = command.split_whitespace().collect();
    let file = folder.join(arguments.last().expect("a command ends with a file"));
    std::fs::write(file, &shown.text).expect("the report is written");
    let laut = Command::new(env!("CARGO_BIN_EXE_laut")).args(arguments).current_dir(folder).output();
    let output = laut.expect("laut runs");
    assert!(output.status.success(), "{}\n{}", shown.command, String::from_utf8_lossy(&output.stderr));
    let lines =
        String::from_utf8_lossy(&output.stdout).lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    lines.trim_end().to_owned()
}

#[test]
fn readme_shows_what_laut_writes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md is there");
    let folder = tempfile::tempdir().expect("a folder");
    let all = shown(&readme);
    assert!(all.len() >= 2, "README.md shows a German and an English report");
    let mut updated = readme.clone();
    for shown in &all {
        let found = run(shown, folder.path());
        updated = updated.replace(
            &format!("{}\n{}\n```", shown.command, shown.output).replace("\n\n```", "\n```"),
            &format!("{}\n{found}\n```", shown.command),
        );
    }
    if std::env::var_os("LAUT_UPDATE").is_some_and(|value| value == "1") && updated != readme {
        std::fs::write(&path, &updated).expect("README.md is written");
        return;
    }
    assert!(
        updated == readme,
        "README.md is not what laut writes; run with LAUT_UPDATE=1. Expected:\n{updated}"
    );
}
