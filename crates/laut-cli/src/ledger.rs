//! Which ledger is meant, and who says something of what is in it.

use std::path::PathBuf;

use anyhow::{Context, bail};
use laut_store::Store;

/// Which ledger.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct LedgerOption {
    /// The ledger: a file, or a PostgreSQL database like `postgres://desk@db.example/laut` [default: `LAUT_LEDGER`, else laut.db]
    #[arg(long = "ledger", value_name = "FILE")]
    file: Option<PathBuf>,
}

impl LedgerOption {
    /// The ledger's file, or its address.
    pub(crate) fn path(&self) -> anyhow::Result<PathBuf> {
        let from_environment = || std::env::var_os("LAUT_LEDGER").filter(|path| !path.is_empty());
        let path = self.file.clone().or_else(|| from_environment().map(PathBuf::from));
        let path = path.unwrap_or_else(|| "laut.db".into());
        // The rest of an address may hold a password.
        if let Some((scheme, _)) = path.to_string_lossy().split_once("://")
            && !matches!(scheme, "postgres" | "postgresql")
        {
            bail!(
                "expected a file or an address like `postgres://desk@db.example/laut` as ledger, found one that begins \
                with `{scheme}://`"
            );
        }
        Ok(path)
    }

    /// Opens it to be asked.
    pub(crate) fn to_read(&self) -> anyhow::Result<Store> {
        Ok(Store::open_to_read(&self.path()?)?)
    }

    /// Opens it to be written.
    pub(crate) fn to_write(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&self.path()?)?)
    }
}

/// Who says something.
#[derive(Debug, clap::Args)]
pub(crate) struct By {
    /// Who says so [default: the name that you are logged in by]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

impl By {
    /// The name.
    pub(crate) fn name(&self) -> anyhow::Result<String> {
        let names = ["USER", "LOGNAME", "USERNAME"].into_iter().filter_map(|name| std::env::var(name).ok());
        let mut names = self.by.iter().cloned().chain(names).filter(|name| !name.trim().is_empty());
        names.next().context("expected a name with --by, found none; the system does not say who you are")
    }
}
