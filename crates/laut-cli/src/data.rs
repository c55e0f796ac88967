//! The language data that a command reads with: what is built in, or a folder in its place.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use laut::lang::{Data, DataFiles};

use crate::output::remark;

/// Which data to read with.
#[derive(Debug, clap::Args)]
pub(crate) struct DataOption {
    /// A folder laid out as `crates/laut/data`; its files take the place of those that are built in
    #[arg(long = "data", value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl DataOption {
    /// Loads the data; an error names the file and line that cannot be used.
    pub(crate) fn load(&self) -> anyhow::Result<Data> {
        Data::load(&self.files()?).context("the language data cannot be used")
    }

    /// Whether a folder was named.
    pub(crate) fn is_given(&self) -> bool {
        self.folder.is_some()
    }

    /// The data files, before they are read.
    pub(crate) fn files(&self) -> anyhow::Result<DataFiles> {
        let mut files = DataFiles::embedded();
        let Some(folder) = &self.folder else { return Ok(files) };
        let mut found = Vec::new();
        list(folder, &mut found)
            .with_context(|| format!("reading the data folder `{}`", folder.display()))?;
        let known: Vec<String> = files.paths().map(str::to_owned).collect();
        let mut replaced = 0;
        for path in found {
            let parts = path.strip_prefix(folder).unwrap_or(&path).components();
            let name: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
            let name = name.join("/");
            if known.contains(&name) {
                let bytes = std::fs::read(&path).with_context(|| format!("reading `{}`", path.display()))?;
                files.insert(name, bytes);
                replaced += 1;
            } else if !name.ends_with(".md") {
                remark(&format!(
                    "note: `{}` is no data file that laut knows; it is not used",
                    path.display()
                ));
            }
        }
        if replaced == 0 {
            bail!("`{}`: expected data files such as `de/language.toml` in it, found none", folder.display());
        }
        Ok(files)
    }
}

/// All files below a folder, by name, those left out that start with a dot.
fn list(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries.iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')) {
        if entry.file_type()?.is_dir() {
            list(&entry.path(), found)?;
        } else {
            found.push(entry.path());
        }
    }
    Ok(())
}
