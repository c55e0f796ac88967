//! The ledger on SQLite: a file is opened, made or brought up to date. What is written is in `write`, `review` and
//! `reread`, what is asked in `find`, what is checked in `faults`.

mod faults;
mod find;
mod read_back;
mod reread;
mod review;
mod tables;
mod write;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

pub use self::write::Added;
use crate::Error;
use crate::fold::fold;

/// The migrations, in their order; a ledger of version `n` has had the first `n`.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001-ledger.sql")];
/// `laut` in ASCII: by it a file is known as a ledger.
const APPLICATION: i32 = 0x6c61_7574;
/// How long another process may write.
const PATIENCE: Duration = Duration::from_secs(60);
/// Mean radius of the Earth.
const EARTH_KM: f64 = 6371.0;

/// A ledger.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens a ledger, or makes one where there is no file.
    ///
    /// # Errors
    /// If the file is no ledger, one of a later version, or cannot be written.
    pub fn create(path: &Path) -> Result<Self, Error> {
        Self::writing(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a ledger to write in it.
    ///
    /// # Errors
    /// If there is none, or as [`Store::create`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        is_there(path)?;
        Self::writing(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens a ledger to ask it; it may be read-only.
    ///
    /// # Errors
    /// If there is none, the file is no ledger, or one of a later version.
    pub fn open_to_read(path: &Path) -> Result<Self, Error> {
        is_there(path)?;
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        match store.version() {
            Ok(version) if (version as usize) < MIGRATIONS.len() => {
                drop(store);
                Self::open(path)
            }
            Ok(_) => Ok(store),
            // On a medium that cannot be written nobody else writes either, and what SQLite shares with them is not needed.
            Err(Error::Unopened { .. }) if !beside(path, "-wal").exists() => {
                let mut address = String::from("file:");
                for byte in path.to_string_lossy().bytes() {
                    match byte {
                        b'/' | b'.' | b'-' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                            address.push(char::from(byte));
                        }
                        _ => address.push_str(&format!("%{byte:02X}")),
                    }
                }
                address.push_str("?immutable=1");
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                let store = Self { path: path.to_owned(), ..Self::connect(Path::new(&address), flags)? };
                store.version()?;
                Ok(store)
            }
            Err(error) => Err(error),
        }
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, Error> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| wrap(path, error))?;
        let store = Self { connection, path: path.to_owned() };
        store.check(store.prepare_connection())?;
        Ok(store)
    }

    fn prepare_connection(&self) -> rusqlite::Result<()> {
        let connection = &self.connection;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        connection.create_scalar_function("fold", 1, flags, |context| {
            Ok(context.get::<Option<String>>(0)?.map(|name| fold(&name)))
        })?;
        connection.create_scalar_function("km", 4, flags, |context| {
            Ok(km((context.get(0)?, context.get(1)?), (context.get(2)?, context.get(3)?)))
        })
    }

    fn writing(path: &Path, flags: OpenFlags) -> Result<Self, Error> {
        let mut store = Self::connect(path, flags)?;
        store.migrate()?;
        Ok(store)
    }

    /// The ledger's version; 0 is an empty file.
    fn version(&self) -> Result<u32, Error> {
        let number = |name| self.connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let application = self.check(number("application_id"))?;
        let version = self.check(number("user_version"))?;
        if application == 0 && version == 0 {
            let count = "SELECT count(*) FROM sqlite_schema";
            let tables: i64 = self.check(self.connection.query_row(count, [], |row| row.get(0)))?;
            if tables == 0 {
                return Ok(0);
            }
        }
        let ours = MIGRATIONS.len() as u32;
        if application != APPLICATION || version < 1 {
            return Err(Error::NotALedger { path: self.path.clone() });
        }
        if version as u32 > ours {
            return Err(Error::Later { path: self.path.clone(), found: version as u32, ours });
        }
        Ok(version as u32)
    }

    /// Runs the migrations that the file has not had, all or none.
    fn migrate(&mut self) -> Result<(), Error> {
        if self.version()? == 0 {
            self.share()?;
        }
        if self.version()? as usize == MIGRATIONS.len() {
            return self.check(self.connection.pragma_update(None, "synchronous", "FULL"));
        }
        let path = self.path.clone();
        let run = |connection: &mut Connection, done: usize| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another process may have been first.
            let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
            for migration in MIGRATIONS.iter().skip(done.max(found as usize)) {
                transaction.execute_batch(migration)?;
            }
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", MIGRATIONS.len() as u32)?;
            transaction.commit()
        };
        let done = self.version()? as usize;
        run(&mut self.connection, done).map_err(|error| wrap(&path, error))
    }

    /// From now on readers do not wait for writers. SQLite does not wait for others that do the same at once.
    fn share(&self) -> Result<(), Error> {
        let mut left = 600;
        loop {
            let mode: rusqlite::Result<String> =
                self.connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0));
            match mode {
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && left > 0 => {
                    left -= 1;
                    std::thread::sleep(PATIENCE / 600);
                }
                mode => return self.check(mode).map(drop),
            }
        }
    }

    /// The ledger's file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn check<T>(&self, result: rusqlite::Result<T>) -> Result<T, Error> {
        result.map_err(|error| wrap(&self.path, error))
    }
}

fn is_there(path: &Path) -> Result<(), Error> {
    if path.exists() { Ok(()) } else { Err(Error::Missing { path: path.to_owned() }) }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// What SQLite says, in our own words where it is something that a person can mend.
fn wrap(path: &Path, cause: rusqlite::Error) -> Error {
    let path = path.to_owned();
    match cause.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) => Error::Unopened { path },
        Some(ErrorCode::NotADatabase) => Error::NotALedger { path },
        Some(ErrorCode::ReadOnly) => Error::ReadOnly { path },
        Some(ErrorCode::DiskFull) => Error::Full { path },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { path },
        _ => Error::Sqlite { path, cause },
    }
}

/// The way between two points along the ground.
fn km(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (north, east) = ((other.0 - one.0).to_radians(), (other.1 - one.1).to_radians());
    let half = (north / 2.0).sin().powi(2)
        + one.0.to_radians().cos() * other.0.to_radians().cos() * (east / 2.0).sin().powi(2);
    2.0 * EARTH_KM * half.sqrt().min(1.0).asin()
}
