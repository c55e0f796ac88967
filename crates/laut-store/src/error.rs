//! What can go wrong with a ledger, and what to do then.

/// Something that a ledger could not do. `ledger` is the file, or the address without its password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the messages say what the fields are")]
pub enum Error {
    /// There is no file of that name.
    #[error("expected a ledger at `{ledger}`, found no file; `laut add` makes one")]
    Missing { ledger: String },
    /// The file cannot be opened or made.
    #[error(
        "expected a file that can be opened, or made in a folder that is there and can be written, found `{ledger}`"
    )]
    Unopened { ledger: String },
    /// The file is something else.
    #[error("expected a ledger, found another file at `{ledger}`; name the right one with --ledger")]
    NotALedger { ledger: String },
    /// A later laut wrote the ledger.
    #[error(
        "expected a ledger of version {ours} or before, found version {found} in `{ledger}`; open it with a later laut"
    )]
    Later { ledger: String, found: u32, ours: u32 },
    /// The file, its folder, or the database cannot be written.
    #[error("expected a ledger that can be written, found `{ledger}` to be read-only; nothing was changed")]
    ReadOnly { ledger: String },
    /// The disk is full.
    #[error(
        "the disk of `{ledger}` is full; what was added before is kept whole: make room, and do it again"
    )]
    Full { ledger: String },
    /// Somebody else writes for a long time.
    #[error(
        "`{ledger}` has been written by another process for a minute; nothing was changed: do it again later"
    )]
    Busy { ledger: String },
    /// What begins like an address is none.
    #[error("expected an address like `postgres://desk@db.example/laut`, found one that cannot be read")]
    Address,
    /// No server answers.
    #[error("expected a PostgreSQL server at `{ledger}`, found none that answers: {cause}")]
    NotReached { ledger: String, cause: String },
    /// The server and laut do not agree on TLS.
    #[error(
        "expected TLS with a certificate that this system believes from `{ledger}`, found: {cause}; \
        `?sslmode=disable` does without"
    )]
    NotSafe { ledger: String, cause: String },
    /// The server does not believe the user.
    #[error(
        "expected to be let in at `{ledger}`, found that the server refuses `{user}` with this password; \
        give the right one in the address or in PGPASSWORD"
    )]
    NotLetIn { ledger: String, user: String },
    /// The server has no such database.
    #[error("expected a database `{database}` at `{ledger}`, found none; `createdb {database}` makes one")]
    NoDatabase { ledger: String, database: String },
    /// The server is too old, or keeps texts in another character set.
    #[error("expected {expected} at `{ledger}`, found {found}")]
    Server { ledger: String, expected: String, found: String },
    /// Nothing was ever added.
    #[error("expected a ledger in `{ledger}`, found an empty database; `laut add` makes one")]
    Empty { ledger: String },
    /// The database is used for something else.
    #[error(
        "expected a ledger or an empty database in `{ledger}`, found one with other tables; nothing was changed: \
        name the right one with --ledger"
    )]
    OtherTables { ledger: String },
    /// The connection broke.
    #[error(
        "the connection to `{ledger}` was lost; what was added before is kept whole: do it again when the server answers"
    )]
    Lost { ledger: String },
    /// An id that stands for nothing, or for more than one.
    #[error("expected the id of {expected}, such as {example}, found `{found}`, {why}")]
    Id { expected: &'static str, example: &'static str, found: String, why: String },
    /// A correction that cannot be.
    #[error("expected {expected}, found `{found}`")]
    Correction { expected: String, found: String },
    /// A reading that cannot be read back.
    #[error(
        "the reading of report {report} cannot be read back: {cause}; `laut fsck` says what else is wrong"
    )]
    Reading { report: String, cause: String },
    /// Something in the ledger that is not what laut writes there.
    #[error("{what} cannot be read back: {cause}; `laut fsck` says what else is wrong")]
    Damaged { what: String, cause: String },
    /// All else that the database says.
    #[error("the ledger `{ledger}` cannot be used: {cause}")]
    Database { ledger: String, cause: String },
}
