//! What a ledger needs of a database: fixed statements with bound values in, rows out.
//!
//! `SELECT number FROM reports WHERE id = $1` with [`Value::Blob`] gives rows, each asked for its columns by name. SQLite and
//! PostgreSQL understand nearly all statements alike; those few that each wants in words of its own are in its
//! [`Dialect`]. Values are numbered in the order in which they first stand in a statement, since SQLite counts so.

use std::fmt::Debug;

use crate::Error;
use crate::words::Wanted;

/// A value that is bound, never pasted, into a statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value<'v> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'v str),
    Blob(&'v [u8]),
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<usize> for Value<'_> {
    fn from(value: usize) -> Self {
        Self::Integer(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(value: &'v str) -> Self {
        Self::Text(value)
    }
}

impl<'v> From<&'v String> for Value<'v> {
    fn from(value: &'v String) -> Self {
        Self::Text(value)
    }
}

impl<'v> From<&'v [u8]> for Value<'v> {
    fn from(value: &'v [u8]) -> Self {
        Self::Blob(value)
    }
}

impl<'v> From<&'v Vec<u8>> for Value<'v> {
    fn from(value: &'v Vec<u8>) -> Self {
        Self::Blob(value)
    }
}

impl<'v, V: Into<Value<'v>>> From<Option<V>> for Value<'v> {
    fn from(value: Option<V>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A row that a statement gives.
pub(crate) trait Row {
    fn maybe_integer(&self, column: &str) -> Result<Option<i64>, Error>;
    fn maybe_real(&self, column: &str) -> Result<Option<f64>, Error>;
    fn maybe_text(&self, column: &str) -> Result<Option<String>, Error>;
    fn maybe_blob(&self, column: &str) -> Result<Option<Vec<u8>>, Error>;

    fn integer(&self, column: &str) -> Result<i64, Error> {
        self.maybe_integer(column)?.ok_or_else(|| missing(column))
    }

    fn size(&self, column: &str) -> Result<usize, Error> {
        self.integer(column).map(|size| usize::try_from(size).unwrap_or_default())
    }

    fn text(&self, column: &str) -> Result<String, Error> {
        self.maybe_text(column)?.ok_or_else(|| missing(column))
    }

    /// Nothing is an empty text.
    fn words(&self, column: &str) -> Result<String, Error> {
        Ok(self.maybe_text(column)?.unwrap_or_default())
    }

    fn blob(&self, column: &str) -> Result<Vec<u8>, Error> {
        self.maybe_blob(column)?.ok_or_else(|| missing(column))
    }
}

fn missing(column: &str) -> Error {
    Error::Damaged { what: format!("a value of `{column}`"), cause: "found none".to_owned() }
}

/// A statement that puts one row into a table, many times over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Insert {
    /// With a value for each column.
    pub(crate) insert: &'static str,
    /// The same for PostgreSQL, which takes many rows at once.
    pub(crate) copy: &'static str,
}

/// What the two databases say differently.
pub(crate) struct Dialect {
    /// Short strings that are not there yet, from a list in JSON.
    pub(crate) add_words: &'static str,
    /// The numbers of short strings, from the same list.
    pub(crate) find_words: &'static str,
    /// Numbers from a list in JSON, `$1`, as rows `l` in a statement.
    pub(crate) numbers: &'static str,
    /// Words of a report are made searchable: number, words, language.
    pub(crate) add_report_words: &'static str,
    /// Words of claims are made searchable: a list in JSON of numbers and words; language.
    pub(crate) add_claim_words: &'static str,
    /// The same words are not to be found any more.
    pub(crate) remove_claim_words: &'static str,
    /// Nothing is to be found any more, until all is added again.
    pub(crate) clear_words: &'static [&'static str],
    /// Whether a report, or a claim, is found by one of its words.
    pub(crate) has_report_words: &'static str,
    pub(crate) has_claim_words: &'static str,
    /// Conditions: the report `r`, the claim `c`, is among those with the words `:text`.
    pub(crate) report_with_words: &'static str,
    pub(crate) claim_with_words: &'static str,
    /// What stands before a condition that days leave fewer claims for than it does itself.
    pub(crate) after_days: &'static str,
    /// Words as they are looked for.
    pub(crate) query: fn(&Wanted) -> String,
    /// Whether what is to stand side by side has to be looked for again in what was found.
    pub(crate) finds_only_words: bool,
}

/// A connection to a database that holds a ledger.
pub(crate) trait Database: Debug + Send {
    fn dialect(&self) -> &'static Dialect;

    /// Asks, and hands over each row.
    fn query(
        &self,
        statement: &str,
        values: &[Value<'_>],
        each: &mut dyn FnMut(&dyn Row) -> Result<(), Error>,
    ) -> Result<(), Error>;

    /// Does something; gives how many rows it was done to.
    fn execute(&self, statement: &str, values: &[Value<'_>]) -> Result<u64, Error>;

    /// Puts many rows into a table.
    fn insert(&self, insert: Insert, rows: &[Vec<Value<'_>>]) -> Result<(), Error>;

    /// From now on nobody else writes, until `commit` or `rollback`.
    fn begin(&self) -> Result<(), Error>;
    fn commit(&self) -> Result<(), Error>;
    /// Takes back what was done since `begin`; does not fail, since what is not committed is not there.
    fn rollback(&self);

    /// Many reports will be added.
    fn hurry(&self) -> Result<(), Error>;
    /// All reports are added: they are safe, and the database looks at how its tables grew.
    fn tend(&self) -> Result<(), Error>;

    /// What is wrong with the file, or the links between rows.
    fn faults(&self) -> Result<Vec<String>, Error>;
}
