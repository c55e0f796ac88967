//! The rules of the house that can be checked by reading the files: layers, sizes, heads of modules and of data files.
//!
//! Each failure names the file, the line and what to do. The rules and their reasons are in `ARCHITECTURE.md` and
//! `CONTRIBUTING.md`.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules of the library, from the one that knows nothing to the one that knows all; each imports only from itself
/// and from those before it. Re-exports of `lib.rs` belong to the module that they come from.
const LAYERS: &[&[&str]] = &[
    &["text", "Document", "Report", "Span"],
    &["lang", "LanguageData"],
    &["parse"],
    &["extract"],
    &["claims", "Record", "TalksRecord"],
    &["reconcile"],
    &["pipeline", "read"],
];

/// The crates of laut that each crate may depend on.
const CRATES: &[(&str, &[&str])] = &[
    ("laut", &[]),
    ("laut-testkit", &[]),
    ("laut-intake", &["laut"]),
    ("laut-train", &["laut"]),
    ("laut-store", &["laut"]),
    ("laut-cli", &["laut", "laut-intake", "laut-store"]),
];

/// Lines of the longest file.
const LONGEST: usize = 800;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("crates/laut-testkit").to_owned()
}

/// Every file under a folder, sorted, without build products.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && !name.starts_with('.') {
                folders.push(path);
            } else if path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn with_extension(folder: &str, extension: &str) -> Vec<(String, String)> {
    let is_wanted = |path: &PathBuf| path.extension().is_some_and(|found| found == extension);
    files(folder).into_iter().filter(is_wanted).map(|path| (short(&path), read(&path))).collect()
}

/// The path from the root, with `/`.
fn short(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The lines of a Rust file with their numbers, without its unit tests.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_code = |(_, line): &(usize, &str)| !line.starts_with("#[cfg(test)]");
    text.lines().enumerate().map(|(at, line)| (at + 1, line)).take_while(is_code)
}

fn assert_none(failures: &[String], rule: &str) {
    assert!(failures.is_empty(), "{rule}\n\n{}\n", failures.join("\n"));
}

fn layer_of(name: &str) -> Option<usize> {
    LAYERS.iter().position(|names| names.contains(&name))
}

#[test]
fn modules_import_only_from_the_layers_before_them() {
    let mut failures = Vec::new();
    for (path, text) in with_extension("crates/laut/src", "rs") {
        let module = path.trim_start_matches("crates/laut/src/").split(['/', '.']).next().unwrap_or_default();
        let Some(layer) = layer_of(module) else { continue };
        let is_tests = path.contains("tests");
        for (line, code) in code(&text).filter(|(_, code)| !is_tests && !code.trim_start().starts_with("//"))
        {
            for import in code.split("crate::").skip(1) {
                let names: Vec<&str> = match import.strip_prefix('{') {
                    Some(list) => {
                        list.split(',').map(|item| item.trim().split("::").next().unwrap_or("")).collect()
                    }
                    None => import.split(|c: char| !c.is_alphanumeric() && c != '_').take(1).collect(),
                };
                for name in names {
                    if layer_of(name).is_some_and(|other| other > layer) {
                        failures.push(format!("{path}:{line}: `{module}` imports from `{name}`"));
                    }
                }
            }
        }
    }
    assert_none(&failures, "the order is text, lang, parse, extract, claims, pipeline");
}

#[test]
fn crates_depend_only_in_one_direction() {
    let mut failures = Vec::new();
    for (name, allowed) in CRATES {
        let path = root().join("crates").join(name).join("Cargo.toml");
        let Ok(manifest) = fs::read_to_string(&path) else { continue };
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap_or_default();
        let dependencies = dependencies.split("\n[").next().unwrap_or_default();
        for line in dependencies.lines().filter(|line| line.starts_with("laut")) {
            let found = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if !allowed.contains(&found) {
                failures.push(format!("crates/{name}/Cargo.toml: depends on `{found}`"));
            }
        }
    }
    assert_none(&failures, "crates depend as in ARCHITECTURE.md, never back");
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut failures = Vec::new();
    for (path, text) in with_extension("crates", "rs") {
        let lines = text.lines().count();
        if lines > LONGEST {
            failures.push(format!("{path}: {lines} lines; split it by topic, never above {LONGEST}"));
        }
        if !text.starts_with("//!") {
            failures.push(format!("{path}:1: starts without `//!`: what it finds, with examples"));
        }
    }
    assert_none(&failures, "a file has one idea, and says which");
}

#[test]
fn no_language_is_named_in_code() {
    let mut failures = Vec::new();
    for (path, text) in with_extension("crates/laut/src", "rs") {
        for (line, code) in code(&text).filter(|(_, code)| !code.trim_start().starts_with("//")) {
            let is_switch = ["== \"de\"", "== \"en\"", "\"de\" =>", "\"en\" =>", "!= \"de\"", "!= \"en\""];
            if is_switch.iter().any(|switch| code.contains(switch)) {
                failures.push(format!("{path}:{line}: {}", code.trim()));
            }
        }
    }
    assert_none(&failures, "what differs between languages is data, or a named switch in `language.toml`");
}

/// Paths from `crates/laut/data/`, without READMEs and licence texts.
fn data_files() -> Vec<String> {
    let paths = files("crates/laut/data").into_iter().map(|path| short(&path));
    let paths = paths.map(|path| path.trim_start_matches("crates/laut/data/").to_owned());
    paths.filter(|path| !path.ends_with("README.md") && !path.starts_with("LICENSES")).collect()
}

#[test]
fn every_data_file_is_used() {
    let list = read(root().join("crates/laut/src/lang/files.rs"));
    let train: String =
        with_extension("crates/laut-train/src", "rs").into_iter().map(|(_, text)| text).collect();
    let files = data_files();
    let is_card =
        |path: &str| path.strip_suffix(".toml").is_some_and(|stem| files.contains(&format!("{stem}.bin")));
    let is_for_training = |path: &str| path.split('/').next_back().is_some_and(|name| train.contains(name));
    let is_unlisted =
        |path: &&String| !is_card(path) && !list.contains(&format!("\"{path}\"")) && !is_for_training(path);
    let failures: Vec<String> = files.iter().filter(is_unlisted).map(|path| format!("data/{path}")).collect();
    assert_none(&failures, "add the file to `embed!` in `crates/laut/src/lang/files.rs`");
}

#[test]
fn every_list_says_what_it_is_and_whose() {
    let licences = ["Own list", "Source: own", "CC ", "CC0", "MIT", "Unicode-3.0", "ublic domain", "ODbL"];
    let mut failures = Vec::new();
    for path in data_files().iter().filter(|path| path.ends_with(".tsv")) {
        let text = read(root().join("crates/laut/data").join(path));
        let head: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
        if head.is_empty() {
            failures.push(format!("data/{path}:1: starts without a `#` line"));
        } else if !licences.iter().any(|licence| head.iter().any(|line| line.contains(licence))) {
            failures.push(format!("data/{path}:1: its head names no licence; `Own list.` where it is ours"));
        }
    }
    assert_none(&failures, "the head of a list says what it is, where it is from and under which licence");
}

#[test]
fn every_language_has_the_same_files() {
    let all = data_files();
    let mut failures = Vec::new();
    for (one, other) in [("de", "en"), ("en", "de")] {
        for path in all.iter().filter_map(|path| path.strip_prefix(&format!("{one}/"))) {
            let is_there = all.contains(&format!("{other}/{path}"));
            let full = root().join("crates/laut/data").join(one).join(path);
            let only = format!("# Only in {one}:");
            if !is_there
                && !path.starts_with("models/")
                && !read(full).lines().any(|line| line.starts_with(&only))
            {
                failures.push(format!(
                    "data/{one}/{path}: there is no data/{other}/{path}; or say why: `{only} …`"
                ));
            }
        }
    }
    assert_none(&failures, "a language is added by translating files, so the names are the same");
}

#[test]
fn there_are_examples_in_every_language() {
    let names: Vec<String> = files("examples").iter().map(|path| short(path)).collect();
    for ending in [".de.txt", ".en.txt"] {
        assert!(names.iter().any(|name| name.ends_with(ending)), "no `examples/*{ending}`");
    }
}

#[test]
fn documents_are_there_and_say_what_ci_runs() {
    for name in ["ARCHITECTURE.md", "DESIGN.md", "GLOSSARY.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        assert!(root().join(name).is_file(), "no {name}");
    }
    let lines = read(root().join("ARCHITECTURE.md")).lines().count();
    assert!(lines <= 300, "ARCHITECTURE.md has {lines} lines; it is a map of at most 300");
    let readme = read(root().join("README.md"));
    let run = read(root().join(".ci/run"));
    let tests = readme.lines().find(|line| line.starts_with("cargo fmt --check && "));
    let tests = tests.expect("README.md says how to run all tests: `cargo fmt --check && …`");
    for command in tests.split(" && ") {
        assert!(run.contains(command), ".ci/run does not run `{command}`, which README.md names");
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut failures = Vec::new();
    let is_ours = |path: &str| !path.contains("/gold/");
    for (path, text) in with_extension("", "md").iter().filter(|(path, _)| is_ours(path)) {
        let folder = root().join(path).parent().expect("a file is in a folder").to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") && !folder.join(file).exists() {
                failures.push(format!("{path}: there is no `{file}`"));
            }
        }
    }
    assert_none(&failures, "links are right");
}
