//! A ledger, whichever database holds it: all that is done with it, in statements that both databases understand.
//!
//! `Store::create("laut.db")` opens a file of SQLite, `Store::create("postgres://desk@host/laut")` a database of
//! PostgreSQL; after that nothing here asks which of the two it is, but for the few statements of a
//! [`Dialect`](crate::database::Dialect).

mod faults;
mod find;
mod numbers;
mod read_back;
mod reread;
mod review;
mod tables;
mod words;
mod write;

use std::cell::RefCell;
use std::path::Path;

pub(crate) use self::numbers::{degree_number, degrees};
use self::words::KnownWords;
pub use self::write::Added;
use crate::Error;
use crate::database::{Database, Row, Value};
use crate::postgres::Postgres;
use crate::sqlite::Sqlite;

/// A ledger.
#[derive(Debug)]
pub struct Store {
    database: Box<dyn Database>,
    words: RefCell<KnownWords>,
}

impl Store {
    /// Opens a ledger, or makes one where there is none.
    ///
    /// # Errors
    /// If what is there is no ledger, one of a later version, or cannot be written.
    pub fn create(ledger: &Path) -> Result<Self, Error> {
        match address(ledger) {
            Some(address) => Postgres::create(address).map(Self::on),
            None => Sqlite::create(ledger).map(Self::on),
        }
    }

    /// Opens a ledger to write in it.
    ///
    /// # Errors
    /// If there is none, or as [`Store::create`].
    pub fn open(ledger: &Path) -> Result<Self, Error> {
        match address(ledger) {
            Some(address) => Postgres::open(address).map(Self::on),
            None => Sqlite::open(ledger).map(Self::on),
        }
    }

    /// Opens a ledger to ask it; it may be read-only.
    ///
    /// # Errors
    /// If there is none, what is there is no ledger, or one of a later version.
    pub fn open_to_read(ledger: &Path) -> Result<Self, Error> {
        match address(ledger) {
            Some(address) => Postgres::open_to_read(address).map(Self::on),
            None => Sqlite::open_to_read(ledger).map(Self::on),
        }
    }

    fn on(database: impl Database + 'static) -> Self {
        Self { database: Box::new(database), words: RefCell::default() }
    }

    /// Does something wholly or not at all, while nobody else writes.
    fn transact<T>(&self, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        self.database.begin()?;
        work().and_then(|done| self.database.commit().map(|()| done)).inspect_err(|_| {
            self.database.rollback();
            self.words.take();
        })
    }

    /// What each row of an answer stands for.
    fn all<T>(
        &self,
        statement: &str,
        values: &[Value<'_>],
        read: impl Fn(&dyn Row) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut found = Vec::new();
        self.database.query(statement, values, &mut |row| {
            found.push(read(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// What the last row stands for, if there is any.
    fn one<T>(
        &self,
        statement: &str,
        values: &[Value<'_>],
        read: impl Fn(&dyn Row) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        Ok(self.all(statement, values, read)?.pop())
    }
}

/// The address of a server, where that is what a ledger is named by.
fn address(ledger: &Path) -> Option<&str> {
    ledger.to_str().filter(|name| Postgres::is_address(name))
}
