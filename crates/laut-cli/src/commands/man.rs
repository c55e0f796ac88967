//! `laut man`: the manual, a page for laut and one for each command.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;

use crate::output::Outcome;

/// Print the manual page, or write one page for each command into a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  laut man | man -l -\n  laut man --into ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// The folder to write `laut.1`, `laut-read.1` … into
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
}

/// Prints or writes the pages.
pub(crate) fn run(command: &Man, laut: clap::Command) -> anyhow::Result<Outcome> {
    match &command.into {
        Some(folder) => {
            let writing = || format!("writing the manual into `{}`", folder.display());
            std::fs::create_dir_all(folder).with_context(writing)?;
            clap_mangen::generate_to(laut, folder).with_context(writing)?;
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(laut).render(&mut page).context("writing the manual page")?;
            std::io::stdout().write_all(&page).context("writing the manual page")?;
        }
    }
    Ok(Outcome::Done)
}
