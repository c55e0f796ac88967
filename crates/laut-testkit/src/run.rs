//! Finds the gold files of a folder and runs each case as a test of its own.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use crate::{Case, Input, Rendered, differences, parse_cases};

/// Turns the kind of a block and the texts of its case into what was found, or says that it knows no such kind.
pub type Render = dyn Fn(&str, &[Input]) -> Result<Rendered, String>;

/// Runs every case of every `*.md` under a folder, with the command line of `cargo test`. `render` turns the kind of a
/// block and the texts of its case into what was found, or says that it knows no such kind.
///
/// With `LAUT_UPDATE=1` in the environment, blocks that differ are rewritten first.
pub fn run_gold<F>(folder: &Path, render: F) -> ExitCode
where
    F: Fn(&str, &[Input]) -> Result<Rendered, String> + Send + Sync + 'static,
{
    let arguments = Arguments::from_args();
    let render = Arc::new(render);
    let mut trials = Vec::new();
    for path in gold_files(folder) {
        let name = path.strip_prefix(folder).unwrap_or(&path).with_extension("");
        let name = name.to_string_lossy().replace('\\', "/");
        let read = std::fs::read_to_string(&path).map_err(|error| error.to_string());
        let cases = read.and_then(|text| {
            if std::env::var_os("LAUT_UPDATE").is_none_or(|value| value != "1") {
                return parse_cases(&text);
            }
            let is_wanted = |case: &str| {
                arguments.filter.as_ref().is_none_or(|filter| format!("{name}::{case}").contains(filter))
            };
            let updated = update_file(&text, is_wanted, &*render)?;
            if updated != text {
                std::fs::write(&path, &updated).map_err(|error| error.to_string())?;
            }
            parse_cases(&updated)
        });
        match cases {
            Ok(cases) => trials.extend(cases.into_iter().map(|case| trial(&path, &name, case, &render))),
            Err(message) => {
                let message = format!("{}: {message}", path.display());
                trials.push(Trial::test(name, move || Err(message.into())));
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trial<F>(path: &Path, file: &str, case: Case, render: &Arc<F>) -> Trial
where
    F: Fn(&str, &[Input]) -> Result<Rendered, String> + Send + Sync + 'static,
{
    let (render, path) = (Arc::clone(render), path.to_owned());
    let (name, is_open) = (format!("{file}::{}", case.name), case.is_open);
    Trial::test(name, move || run_case(&path, &case, &*render)).with_ignored_flag(is_open)
}

fn run_case(path: &Path, case: &Case, render: &Render) -> Result<(), Failed> {
    let mut messages = Vec::new();
    for block in &case.expected {
        let place = format!("{}:{}: `{}`", path.display(), block.line, block.kind);
        match render(&block.kind, &case.inputs) {
            Err(message) => messages.push(format!("{place}: {message}")),
            Ok(found) => messages.extend(
                differences(&block.body, &found)
                    .map(|differences| format!("{place} differs (- expected, + found)\n{differences}")),
            ),
        }
    }
    if messages.is_empty() { Ok(()) } else { Err(messages.join("\n\n").into()) }
}

/// A gold file with what is found in the place of what was expected, where they differ. Open cases stay as they are.
///
/// # Errors
/// If the file cannot be read as a gold file, or a block's kind is unknown.
pub fn update_file(
    markdown: &str,
    is_wanted: impl Fn(&str) -> bool,
    render: &Render,
) -> Result<String, String> {
    let cases = parse_cases(markdown)?;
    let mut lines: Vec<String> = markdown.lines().map(str::to_owned).collect();
    for case in cases.iter().rev().filter(|case| !case.is_open && is_wanted(&case.name)) {
        for block in case.expected.iter().rev() {
            let found = render(&block.kind, &case.inputs)?;
            if differences(&block.body, &found).is_some() {
                let body = found.updated(&block.body);
                lines.splice(block.line..block.end_line - 1, body.lines().map(str::to_owned));
            }
        }
    }
    let mut text = lines.join("\n");
    if markdown.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// The `*.md` under a folder, sorted.
fn gold_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::update_file;
    use crate::{Input, Rendered};

    #[test]
    fn an_update_rewrites_the_blocks_that_differ_and_nothing_else() {
        let file = "# A\nWhy.\n```text de\nx\n```\n```words\nold\nolder\n```\n# B (open)\n```text de\ny\n```\n\
                    ```words\nold\n```\nEnd.\n";
        let render = |_: &str, inputs: &[Input]| Ok(Rendered::Exact(inputs[0].text.clone()));
        let updated = update_file(file, |_| true, &render).unwrap();
        assert_eq!(updated, file.replacen("old\nolder", "x", 1));
        assert_eq!(update_file(file, |_| false, &render).unwrap(), file);
    }
}
