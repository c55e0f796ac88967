//! `laut licenses`: under which terms laut and its language data stand, and where the data come from.

use std::io::Write;

use anyhow::Context;
use laut::lang::DataFiles;

use crate::data::DataOption;
use crate::output::Outcome;

/// Print the licences of laut and of its language data, and where each data file comes from
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  laut licenses | less")]
pub(crate) struct Licenses {
    #[command(flatten)]
    data: DataOption,
}

/// Where the texts of the data's licences stand among the data files.
const TEXTS: &str = "LICENSES/";

/// Prints what laut itself stands under, each data file's own words on its source, and the texts of the licences.
pub(crate) fn run(command: &Licenses) -> anyhow::Result<Outcome> {
    let files = command.data.files()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    write_all(&mut out, &files).and_then(|()| Ok(out.flush()?)).context("writing the licences")?;
    Ok(Outcome::Done)
}

fn write_all(out: &mut impl Write, files: &DataFiles) -> anyhow::Result<()> {
    writeln!(out, "laut is under MIT OR Apache-2.0, as you choose. Its language data are:\n")?;
    for path in files.paths().filter(|path| !path.starts_with(TEXTS)) {
        let source = source_of(files, path);
        if !source.is_empty() {
            writeln!(out, "{path}\n{source}")?;
        }
    }
    for path in files.paths().filter(|path| path.starts_with(TEXTS)) {
        let name = path.trim_start_matches(TEXTS).trim_end_matches(".txt");
        writeln!(out, "{}\n{name}\n{0}\n\n{}\n", "=".repeat(72), files.text(path)?.trim_end())?;
    }
    Ok(())
}

/// The comment at the head of a data file, set in; a file that is no text has none, its `.toml` card has.
fn source_of(files: &DataFiles, path: &str) -> String {
    let text = files.text(path).unwrap_or_default();
    let head = text.lines().take_while(|line| line.starts_with('#'));
    head.map(|line| format!("    {}\n", line.trim_start_matches('#').trim())).collect()
}
