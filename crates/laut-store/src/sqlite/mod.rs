//! A ledger as one file of SQLite: it is opened, made or brought up to date, asked and written.

mod dialect;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::functions::FunctionFlags;
use rusqlite::types::{FromSql, ToSqlOutput};
use rusqlite::{Connection, ErrorCode, OpenFlags, Statement, ToSql};

use self::dialect::DIALECT;
use crate::Error;
use crate::database::{Database, Dialect, Insert, Row, Value};
use crate::store::degrees;

/// The migrations, in their order; a ledger of version `n` has had the first `n`.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001-ledger.sql")];
/// `laut` in ASCII: by it a file is known as a ledger.
const APPLICATION: i32 = 0x6c61_7574;
/// Several records lie on a page, so that little of it stays empty.
const PAGE: i32 = 16_384;
/// Pages that a writer keeps in memory, in KiB, as SQLite wants it: indexes are written all over, and with fewer pages each is read
/// and written again and again.
const WRITERS_CACHE: i32 = -65_536;
/// Pages that are written beside the file before they are put in their places: what many reports change is written once.
const CHECKPOINT: i32 = 4_000;
/// How long another process may write.
const PATIENCE: Duration = Duration::from_secs(60);
/// Mean radius of the Earth.
const EARTH_KM: f64 = 6371.0;

/// An open file.
#[derive(Debug)]
pub(crate) struct Sqlite {
    connection: Connection,
    path: PathBuf,
}

impl Sqlite {
    /// Opens a ledger, or makes one where there is no file.
    pub(crate) fn create(path: &Path) -> Result<Self, Error> {
        Self::writing(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a ledger to write in it.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        is_there(path)?;
        Self::writing(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens a ledger to ask it; it may be read-only.
    pub(crate) fn open_to_read(path: &Path) -> Result<Self, Error> {
        is_there(path)?;
        let ledger = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        match ledger.version() {
            Ok(version) if version as usize == MIGRATIONS.len() => Ok(ledger),
            // Of an earlier version, or left half made by a process that died: SQLite first takes back what that one had begun.
            Ok(_) | Err(Error::ReadOnly { .. }) => {
                drop(ledger);
                Self::open(path)
            }
            // On a medium that cannot be written nobody else writes either, and what SQLite shares with them is not needed.
            Err(Error::Unopened { .. }) if !beside(path, "-wal").exists() => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                let ledger = Self::connect(Path::new(&unchanging(path)), flags)?;
                let ledger = Self { path: path.to_owned(), ..ledger };
                ledger.version()?;
                Ok(ledger)
            }
            Err(error) => Err(error),
        }
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, Error> {
        if path.is_dir() {
            return Err(Error::Unopened { ledger: path.display().to_string() });
        }
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| wrap(path, error))?;
        let ledger = Self { connection, path: path.to_owned() };
        ledger.check(ledger.prepare_connection())?;
        Ok(ledger)
    }

    fn prepare_connection(&self) -> rusqlite::Result<()> {
        let connection = &self.connection;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        // An index that is made for one answer takes longer than the answer.
        connection.pragma_update(None, "automatic_index", false)?;
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        connection.create_scalar_function("km", 4, flags, |context| {
            let place = context.get::<Option<i64>>(0)?.zip(context.get(1)?);
            let point = (context.get(2)?, context.get(3)?);
            Ok(place.map(|place| km(place, point)))
        })
    }

    fn writing(path: &Path, flags: OpenFlags) -> Result<Self, Error> {
        let ledger = Self::connect(path, flags)?;
        ledger.check(ledger.connection.pragma_update(None, "cache_size", WRITERS_CACHE))?;
        let pages = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
        ledger.check(ledger.connection.pragma_update_and_check(
            None,
            "wal_autocheckpoint",
            CHECKPOINT,
            pages,
        ))?;
        ledger.migrate()?;
        Ok(ledger)
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
        let (ledger, ours) = (self.name(), MIGRATIONS.len() as u32);
        if application != APPLICATION || version < 1 {
            return Err(Error::NotALedger { ledger });
        }
        if version as u32 > ours {
            return Err(Error::Later { ledger, found: version as u32, ours });
        }
        Ok(version as u32)
    }

    /// Runs the migrations that the file has not had, all or none.
    fn migrate(&self) -> Result<(), Error> {
        if self.version()? == 0 {
            self.check(self.connection.pragma_update(None, "page_size", PAGE))?;
            self.check(self.connection.pragma_update(None, "auto_vacuum", "INCREMENTAL"))?;
            self.share()?;
        }
        if self.version()? as usize == MIGRATIONS.len() {
            return self.check(self.connection.pragma_update(None, "synchronous", "FULL"));
        }
        self.begin()?;
        let run = || -> Result<(), Error> {
            // Another process may have been first.
            for migration in MIGRATIONS.iter().skip(self.version()? as usize) {
                self.check(self.connection.execute_batch(migration))?;
            }
            self.check(self.connection.pragma_update(None, "application_id", APPLICATION))?;
            self.check(self.connection.pragma_update(None, "user_version", MIGRATIONS.len() as u32))?;
            self.commit()
        };
        run().inspect_err(|_| self.rollback())
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

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn check<T>(&self, result: rusqlite::Result<T>) -> Result<T, Error> {
        result.map_err(|error| wrap(&self.path, error))
    }

    fn bound(&self, statement: &mut Statement<'_>, values: &[Value<'_>]) -> Result<(), Error> {
        // What a statement of PostgreSQL wants besides, this one does not ask for.
        for (at, value) in (1..=statement.parameter_count()).zip(values) {
            self.check(statement.raw_bind_parameter(at, value))?;
        }
        Ok(())
    }
}

impl Database for Sqlite {
    fn dialect(&self) -> &'static Dialect {
        &DIALECT
    }

    fn query(
        &self,
        statement: &str,
        values: &[Value<'_>],
        each: &mut dyn FnMut(&dyn Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut statement = self.check(self.connection.prepare_cached(statement))?;
        self.bound(&mut statement, values)?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.raw_query();
        while let Some(row) = self.check(rows.next())? {
            each(&Found { row, columns: &columns, next: Cell::new(0), ledger: self })?;
        }
        Ok(())
    }

    fn execute(&self, statement: &str, values: &[Value<'_>]) -> Result<u64, Error> {
        let mut statement = self.check(self.connection.prepare_cached(statement))?;
        self.bound(&mut statement, values)?;
        self.check(statement.raw_execute()).map(|count| count as u64)
    }

    fn insert(&self, insert: Insert, rows: &[Vec<Value<'_>>]) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut statement = self.check(self.connection.prepare_cached(insert.insert))?;
        for row in rows {
            self.bound(&mut statement, row)?;
            self.check(statement.raw_execute())?;
        }
        Ok(())
    }

    fn begin(&self) -> Result<(), Error> {
        self.check(self.connection.execute_batch("BEGIN IMMEDIATE"))
    }

    fn commit(&self) -> Result<(), Error> {
        self.check(self.connection.execute_batch("COMMIT"))
    }

    fn rollback(&self) {
        // SQLite may have done so by itself, such as on a full disk.
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK").unwrap_or_default();
        }
    }

    fn hurry(&self) -> Result<(), Error> {
        self.check(self.connection.pragma_update(None, "synchronous", "NORMAL"))
    }

    fn tend(&self) -> Result<(), Error> {
        self.check(self.connection.execute_batch(include_str!("tend.sql")))?;
        // Room that is free is given back, page by page.
        self.query("PRAGMA incremental_vacuum(1000)", &[], &mut |_| Ok(()))?;
        self.query("PRAGMA wal_checkpoint", &[], &mut |_| Ok(()))?;
        // What lies beside the file is in it now, and can go, unless somebody still reads there: nobody waits for that.
        self.check(self.connection.busy_timeout(Duration::ZERO))?;
        self.query("PRAGMA wal_checkpoint(TRUNCATE)", &[], &mut |_| Ok(()))?;
        self.check(self.connection.busy_timeout(PATIENCE))
    }

    fn faults(&self) -> Result<Vec<String>, Error> {
        let mut faults = Vec::new();
        self.query("PRAGMA integrity_check", &[], &mut |row| {
            let line = row.text("integrity_check")?;
            faults.extend(Some(line).filter(|line| line != "ok").map(|line| format!("the file: {line}")));
            Ok(())
        })?;
        self.query("PRAGMA foreign_key_check", &[], &mut |row| {
            let (table, parent) = (row.text("table")?, row.text("parent")?);
            faults.push(format!("a row of `{table}` leads to a row of `{parent}` that is not there"));
            Ok(())
        })?;
        Ok(faults)
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Null => Ok(rusqlite::types::Null.into()),
            Self::Integer(value) => value.to_sql(),
            Self::Real(value) => value.to_sql(),
            Self::Text(value) => value.to_sql(),
            Self::Blob(value) => value.to_sql(),
        }
    }
}

struct Found<'f> {
    row: &'f rusqlite::Row<'f>,
    columns: &'f [String],
    /// The column behind the one that was asked for last: most are asked for as they stand.
    next: Cell<usize>,
    ledger: &'f Sqlite,
}

impl Found<'_> {
    fn get<T: FromSql>(&self, column: &str) -> Result<Option<T>, Error> {
        let (before, from) = self.columns.split_at(self.next.get().min(self.columns.len()));
        let found = from.iter().position(|name| name == column).map(|at| before.len() + at);
        let at = found.or_else(|| before.iter().position(|name| name == column));
        let at = at.ok_or_else(|| rusqlite::Error::InvalidColumnName(column.to_owned()));
        self.next.set(at.as_ref().map_or(0, |at| at + 1));
        self.ledger.check(at.and_then(|at| self.row.get(at)))
    }
}

impl Row for Found<'_> {
    fn maybe_integer(&self, column: &str) -> Result<Option<i64>, Error> {
        self.get(column)
    }

    fn maybe_real(&self, column: &str) -> Result<Option<f64>, Error> {
        self.get(column)
    }

    fn maybe_text(&self, column: &str) -> Result<Option<String>, Error> {
        self.get(column)
    }

    fn maybe_blob(&self, column: &str) -> Result<Option<Vec<u8>>, Error> {
        self.get(column)
    }
}

fn is_there(path: &Path) -> Result<(), Error> {
    if path.exists() { Ok(()) } else { Err(Error::Missing { ledger: path.display().to_string() }) }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The address of a file that nobody changes while it is read.
fn unchanging(path: &Path) -> String {
    let mut address = String::from("file:");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                address.push(char::from(byte))
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address.push_str("?immutable=1");
    address
}

/// What SQLite says, in our own words where it is something that a person can mend.
fn wrap(path: &Path, cause: rusqlite::Error) -> Error {
    let ledger = path.display().to_string();
    match cause.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) => Error::Unopened { ledger },
        Some(ErrorCode::NotADatabase) => Error::NotALedger { ledger },
        Some(ErrorCode::ReadOnly) => Error::ReadOnly { ledger },
        Some(ErrorCode::DiskFull) => Error::Full { ledger },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { ledger },
        _ => Error::Database { ledger, cause: cause.to_string() },
    }
}

/// The way between two points along the ground.
fn km(one: (i64, i64), other: (i64, i64)) -> f64 {
    let [one, other] = [one, other].map(|(north, east)| (degrees(north), degrees(east)));
    let (north, east) = ((other.0 - one.0).to_radians(), (other.1 - one.1).to_radians());
    let half = (north / 2.0).sin().powi(2)
        + one.0.to_radians().cos() * other.0.to_radians().cos() * (east / 2.0).sin().powi(2);
    2.0 * EARTH_KM * half.sqrt().min(1.0).asin()
}
