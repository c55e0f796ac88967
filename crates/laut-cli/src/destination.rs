//! Where an export goes: to standard output, or to a file that is there whole or not at all.
//!
//! `--output figures.csv` is written as `figures.csv.part` and renamed when all is in it; what was there before stays until
//! then, and stays if the export fails. A pipe or a device is written as it is.

use std::fs::{self, File};
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// A file that is being written, or standard output.
pub(crate) struct Destination {
    out: BufWriter<Box<dyn Write + Send>>,
    /// The file under its first and its last name.
    names: Option<(PathBuf, PathBuf)>,
}

impl Destination {
    /// Opens the file, or standard output where there is none.
    pub(crate) fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else {
            return Ok(Self { out: BufWriter::new(Box::new(std::io::stdout())), names: None });
        };
        let is_special = fs::metadata(path).is_ok_and(|found| !found.is_file());
        let first = if is_special { path.to_owned() } else { with_ending(path, ".part") };
        let file = File::create(&first).with_context(|| format!("making `{}`", first.display()))?;
        let names = (!is_special).then(|| (first, path.to_owned()));
        Ok(Self { out: BufWriter::new(Box::new(file)), names })
    }

    /// The same for bytes that nobody can read on a terminal.
    pub(crate) fn open_binary(path: Option<&Path>) -> anyhow::Result<Self> {
        if path.is_none() && std::io::stdout().is_terminal() {
            bail!("expected `--output FILE` or a pipe for Parquet, found a terminal");
        }
        Self::open(path)
    }

    /// All is written: the file gets its name.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        self.out.flush().context("writing the rows")?;
        if let Some((first, last)) = self.names.take() {
            fs::rename(&first, &last)
                .with_context(|| format!("naming `{}` `{}`", first.display(), last.display()))?;
        }
        Ok(())
    }
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

impl Drop for Destination {
    /// What was not finished is taken away.
    fn drop(&mut self) {
        if let Some((first, _)) = self.names.take() {
            let _ = fs::remove_file(first);
        }
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
