//! `laut completions`: what a shell needs to complete laut's commands and options.

use std::io::Write;

use anyhow::Context;
use clap_complete::Shell;

use crate::output::Outcome;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  laut completions bash > ~/.local/share/bash-completion/completions/laut\n  laut completions zsh > ~/.zfunc/_laut\n  laut completions fish > ~/.config/fish/completions/laut.fish"
)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

/// Prints them.
pub(crate) fn run(command: &Completions, mut laut: clap::Command) -> anyhow::Result<Outcome> {
    let mut text = Vec::new();
    clap_complete::generate(command.shell, &mut laut, "laut", &mut text);
    std::io::stdout().write_all(&text).context("writing the completions")?;
    Ok(Outcome::Done)
}
