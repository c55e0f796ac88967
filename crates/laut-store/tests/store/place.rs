//! Where a ledger is that a test is about: a file, or a database of a real server.

use std::path::PathBuf;

use laut_testkit::server::Server;

/// A place without a ledger.
pub(crate) enum Place {
    /// For a file.
    File(tempfile::TempDir),
    /// For a database.
    Database(&'static Server, String),
}

impl Place {
    /// A folder with nothing in it.
    pub(crate) fn file() -> Self {
        Self::File(tempfile::tempdir().unwrap())
    }

    /// A database with nothing in it; nothing where there is no server.
    pub(crate) fn database() -> Option<Self> {
        Server::shared().map(|server| Self::Database(server, server.database()))
    }

    /// Another place of the same kind.
    pub(crate) fn another(&self) -> Self {
        match self {
            Self::File(_) => Self::file(),
            Self::Database(server, _) => Self::Database(server, server.database()),
        }
    }

    /// What the ledger is named by.
    pub(crate) fn path(&self) -> PathBuf {
        match self {
            Self::File(folder) => folder.path().join("laut.db"),
            Self::Database(server, name) => server.address(name).into(),
        }
    }

    /// Does something to the tables, past laut.
    pub(crate) fn sql(&self, statements: &str) -> Result<(), String> {
        match self {
            Self::File(_) => {
                let other = rusqlite::Connection::open(self.path()).unwrap();
                other.execute_batch(statements).map_err(|error| error.to_string())
            }
            Self::Database(server, name) => server.psql(name, statements).map(drop),
        }
    }
}

/// Makes two tests of each function: one on a file, one in a database.
macro_rules! on_both {
    ($($name:ident,)*) => {
        mod file {
            $(#[test]
            fn $name() {
                super::$name(&crate::place::Place::file());
            })*
        }
        mod database {
            $(#[test]
            fn $name() {
                if let Some(place) = crate::place::Place::database() {
                    super::$name(&place);
                }
            })*
        }
    };
}
pub(crate) use on_both;
