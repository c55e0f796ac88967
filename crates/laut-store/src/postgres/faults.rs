//! What PostgreSQL says when it does not do something, in our own words where a person can mend it. No password is in them.

use std::error::Error as _;

use postgres::Config;
use postgres::error::SqlState;

use crate::Error;

/// Why the server could not be reached, or did not let anybody in.
pub(super) fn refused(ledger: &str, config: &Config, cause: &postgres::Error) -> Error {
    let ledger = ledger.to_owned();
    let said = cause.to_string();
    if said.contains("TLS") || said.contains("tls") {
        return Error::NotSafe { ledger, cause: in_words(cause) };
    }
    match cause.code() {
        Some(&SqlState::INVALID_PASSWORD | &SqlState::INVALID_AUTHORIZATION_SPECIFICATION) => {
            Error::NotLetIn { ledger, user: config.get_user().unwrap_or("nobody").to_owned() }
        }
        Some(&SqlState::INVALID_CATALOG_NAME) => Error::NoDatabase {
            ledger,
            database: config.get_dbname().or(config.get_user()).unwrap_or_default().to_owned(),
        },
        None if said.contains("password") => {
            Error::NotLetIn { ledger, user: config.get_user().unwrap_or("nobody").to_owned() }
        }
        _ => Error::NotReached { ledger, cause: in_words(cause) },
    }
}

/// What the server says to a question.
pub(super) fn wrap(ledger: &str, cause: &postgres::Error) -> Error {
    let ledger = ledger.to_owned();
    match cause.code() {
        _ if cause.is_closed() => Error::Lost { ledger },
        Some(&SqlState::ADMIN_SHUTDOWN | &SqlState::CRASH_SHUTDOWN | &SqlState::CANNOT_CONNECT_NOW) => {
            Error::Lost { ledger }
        }
        Some(&SqlState::READ_ONLY_SQL_TRANSACTION | &SqlState::INSUFFICIENT_PRIVILEGE) => {
            Error::ReadOnly { ledger }
        }
        Some(&SqlState::DISK_FULL) => Error::Full { ledger },
        Some(&SqlState::LOCK_NOT_AVAILABLE) => Error::Busy { ledger },
        None if cause.source().is_some_and(|source| source.is::<std::io::Error>()) => Error::Lost { ledger },
        _ => Error::Database { ledger, cause: in_words(cause) },
    }
}

/// What it says, without what it calls its own kind of error.
fn in_words(cause: &postgres::Error) -> String {
    let said = cause.as_db_error().map(|error| error.message().to_owned());
    said.or_else(|| cause.source().map(ToString::to_string)).unwrap_or_else(|| cause.to_string())
}
