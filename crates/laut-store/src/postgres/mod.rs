//! A ledger in a database of a PostgreSQL server, for several people: it is opened, made or brought up to date, asked and
//! written.
//!
//! `postgres://desk@db.example/laut` is the database `laut` on that server; its tables stand in the schema that the
//! server would make tables in. Who writes waits for others who do, by a lock of the server; who reads does not wait.

mod dialect;
mod faults;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use bytes::BytesMut;
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::config::{Host, SslMode};
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use self::dialect::DIALECT;
use self::faults::{refused, wrap};
use crate::Error;
use crate::database::{Database, Dialect, Insert, Row, Value};

/// The migrations, in their order; a ledger of version `n` has had the first `n`.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001-ledger.sql")];
/// How long the server may take to answer at all.
const PATIENCE: Duration = Duration::from_secs(15);
/// Functions that are one expression are understood from this version on.
const OLDEST: i64 = 14;
/// Who writes holds this lock until the end of the transaction. What is done by then always leads to a few rows, so the server
/// is to use its indices, even if it made its plan when the tables were empty.
const LOCK: &str =
    "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
    SELECT pg_advisory_xact_lock(hashtext('laut ' || current_schema()))";

/// An open connection.
pub(crate) struct Postgres {
    client: RefCell<Client>,
    statements: RefCell<BTreeMap<String, Statement>>,
    /// The address without its password.
    ledger: String,
}

impl fmt::Debug for Postgres {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Postgres").field("ledger", &self.ledger).finish_non_exhaustive()
    }
}

impl Postgres {
    /// Whether that is the address of a server.
    pub(crate) fn is_address(ledger: &str) -> bool {
        ledger.starts_with("postgres://") || ledger.starts_with("postgresql://")
    }

    /// Opens a ledger, or makes one in an empty database.
    pub(crate) fn create(address: &str) -> Result<Self, Error> {
        let ledger = Self::connect(address)?;
        if (ledger.version()? as usize) < MIGRATIONS.len() {
            ledger.migrate()?;
        }
        Ok(ledger)
    }

    /// Opens a ledger to write in it.
    pub(crate) fn open(address: &str) -> Result<Self, Error> {
        let ledger = Self::connect(address)?;
        match ledger.version()? {
            0 => Err(Error::Empty { ledger: ledger.ledger }),
            version if (version as usize) < MIGRATIONS.len() => ledger.migrate().map(|()| ledger),
            _ => Ok(ledger),
        }
    }

    /// Opens a ledger to ask it; whoever asks need not be allowed to write.
    pub(crate) fn open_to_read(address: &str) -> Result<Self, Error> {
        let ledger = Self::open(address)?;
        ledger.batch("SET default_transaction_read_only = on")?;
        Ok(ledger)
    }

    fn connect(address: &str) -> Result<Self, Error> {
        let mut config: Config = address.parse().map_err(|_| Error::Address)?;
        if config.get_password().is_none()
            && let Some(password) = std::env::var("PGPASSWORD").ok().filter(|password| !password.is_empty())
        {
            config.password(password);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        config.application_name("laut");
        let ledger = named(&config);
        let client = connected(&mut config).map_err(|cause| refused(&ledger, &config, &cause))?;
        let (client, statements) = (RefCell::new(client), RefCell::default());
        let ledger = Self { client, statements, ledger };
        ledger.batch("SET lock_timeout = '60s'; SET client_min_messages = warning; SET jit = off")?;
        Ok(ledger)
    }

    /// The ledger's version; 0 is an empty schema.
    fn version(&self) -> Result<u32, Error> {
        let ledger = self.ledger.clone();
        let mut found = (0, 0, 0, String::new());
        self.query(include_str!("what_is_there.sql"), &[], &mut |row| {
            found = (
                row.integer("server")?,
                row.integer("ledgers")?,
                row.integer("others")?,
                row.text("encoding")?,
            );
            Ok(())
        })?;
        let (server, ledgers, others, encoding) = found;
        if server / 10_000 < OLDEST || encoding != "UTF8" {
            let found = format!("PostgreSQL {} with {encoding}", server / 10_000);
            return Err(Error::Server {
                ledger,
                expected: format!("PostgreSQL {OLDEST} or later with UTF8"),
                found,
            });
        }
        if ledgers == 0 {
            return if others == 0 { Ok(0) } else { Err(Error::OtherTables { ledger }) };
        }
        let mut version = 0;
        self.query("SELECT version FROM laut_ledger", &[], &mut |row| {
            version = u32::try_from(row.integer("version")?).unwrap_or_default();
            Ok(())
        })?;
        let ours = MIGRATIONS.len() as u32;
        if version > ours {
            return Err(Error::Later { ledger, found: version, ours });
        }
        if version == 0 { Err(Error::OtherTables { ledger }) } else { Ok(version) }
    }

    /// Runs the migrations that the database has not had, all or none.
    fn migrate(&self) -> Result<(), Error> {
        self.begin()?;
        let run = || {
            // Another process may have been first.
            for migration in MIGRATIONS.iter().skip(self.version()? as usize) {
                self.batch(migration)?;
            }
            self.execute("DELETE FROM laut_ledger", &[])?;
            self.execute("INSERT INTO laut_ledger (version) VALUES ($1)", &[MIGRATIONS.len().into()])?;
            self.commit()
        };
        run().inspect_err(|_| self.rollback())
    }

    fn batch(&self, statements: &str) -> Result<(), Error> {
        self.check(self.client.borrow_mut().batch_execute(statements))
    }

    fn prepared(&self, statement: &str) -> Result<Statement, Error> {
        if let Some(known) = self.statements.borrow().get(statement) {
            return Ok(known.clone());
        }
        let prepared = self.check(self.client.borrow_mut().prepare(statement))?;
        self.statements.borrow_mut().insert(statement.to_owned(), prepared.clone());
        Ok(prepared)
    }

    fn check<T>(&self, result: Result<T, postgres::Error>) -> Result<T, Error> {
        result.map_err(|cause| wrap(&self.ledger, &cause))
    }
}

/// Connects with TLS where server and address want it.
fn connected(config: &mut Config) -> Result<Client, postgres::Error> {
    let is_near = config.get_hosts().iter().all(|host| matches!(host, Host::Unix(_)));
    if is_near || config.get_ssl_mode() == SslMode::Disable {
        return config.connect(NoTls);
    }
    match config.connect(tls()) {
        // A server that shows a certificate which nobody vouches for is as good as one without TLS, where that will do.
        Err(error) if config.get_ssl_mode() == SslMode::Prefer && error.to_string().contains("TLS") => {
            config.ssl_mode(SslMode::Disable).connect(NoTls)
        }
        result => result,
    }
}

/// Certificates are believed that the system believes.
fn tls() -> MakeRustlsConnect {
    let mut roots = rustls::RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring knows TLS 1.2 and 1.3")
        .with_root_certificates(roots)
        .with_no_client_auth();
    MakeRustlsConnect::new(config)
}

/// The address without its password.
fn named(config: &Config) -> String {
    let mut name = String::from("postgres://");
    if let Some(user) = config.get_user() {
        name.push_str(&format!("{user}@"));
    }
    let hosts = config.get_hosts().iter().map(|host| match host {
        Host::Tcp(host) => host.clone(),
        Host::Unix(path) => path.display().to_string(),
    });
    name.push_str(&hosts.collect::<Vec<_>>().join(","));
    for port in config.get_ports() {
        name.push_str(&format!(":{port}"));
    }
    name.push_str(&format!("/{}", config.get_dbname().unwrap_or_default()));
    name
}

impl Database for Postgres {
    fn dialect(&self) -> &'static Dialect {
        &DIALECT
    }

    fn query(
        &self,
        statement: &str,
        values: &[Value<'_>],
        each: &mut dyn FnMut(&dyn Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let statement = self.prepared(statement)?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
        // Nothing is borrowed while rows are handed over, so that more can be asked of each.
        let rows = self.check(self.client.borrow_mut().query(&statement, &values))?;
        rows.iter().try_for_each(|row| each(&Found { row, ledger: self }))
    }

    fn execute(&self, statement: &str, values: &[Value<'_>]) -> Result<u64, Error> {
        let statement = self.prepared(statement)?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
        self.check(self.client.borrow_mut().execute(&statement, &values))
    }

    fn insert(&self, insert: Insert, rows: &[Vec<Value<'_>>]) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let types = self.prepared(insert.insert)?;
        let mut client = self.client.borrow_mut();
        let mut writer = BinaryCopyInWriter::new(self.check(client.copy_in(insert.copy))?, types.params());
        for row in rows {
            let values: Vec<&(dyn ToSql + Sync)> = row.iter().map(|value| value as _).collect();
            self.check(writer.write(&values))?;
        }
        self.check(writer.finish()).map(drop)
    }

    fn begin(&self) -> Result<(), Error> {
        self.batch("BEGIN")?;
        self.batch(LOCK).inspect_err(|_| self.rollback())
    }

    fn commit(&self) -> Result<(), Error> {
        self.batch("COMMIT")
    }

    fn rollback(&self) {
        // Where the connection is lost, the server does so by itself.
        self.batch("ROLLBACK").unwrap_or_default();
    }

    fn hurry(&self) -> Result<(), Error> {
        Ok(())
    }

    fn tend(&self) -> Result<(), Error> {
        self.batch(
            "ANALYZE texts, words, reports, readings, shown, entities, claims, figures, parties, relations, verifications,
            report_words, claim_words",
        )
    }

    fn faults(&self) -> Result<Vec<String>, Error> {
        // The server itself sees to it that rows lead somewhere.
        let mut faults = Vec::new();
        self.query(include_str!("broken_indices.sql"), &[], &mut |row| {
            faults.push(format!("the index `{}` is not whole; `REINDEX` makes it anew", row.text("name")?));
            Ok(())
        })?;
        Ok(faults)
    }
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(value) if *kind == Type::INT4 => i32::try_from(*value)?.to_sql(kind, out),
            Self::Integer(value) if *kind == Type::INT8 => value.to_sql(kind, out),
            Self::Real(value) if *kind == Type::FLOAT8 => value.to_sql(kind, out),
            // No text of PostgreSQL may hold the character that ends one.
            Self::Text(value) if *kind == Type::TEXT && value.contains('\0') => {
                value.replace('\0', "\u{fffd}").to_sql(kind, out)
            }
            Self::Text(value) if *kind == Type::TEXT => value.to_sql(kind, out),
            Self::Blob(value) if *kind == Type::BYTEA => value.to_sql(kind, out),
            _ => Err(format!("expected a value of {kind}, found {self:?}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

struct Found<'f> {
    row: &'f postgres::Row,
    ledger: &'f Postgres,
}

impl Row for Found<'_> {
    fn maybe_integer(&self, column: &str) -> Result<Option<i64>, Error> {
        self.ledger.check(self.row.try_get(column))
    }

    fn maybe_real(&self, column: &str) -> Result<Option<f64>, Error> {
        self.ledger.check(self.row.try_get(column))
    }

    fn maybe_text(&self, column: &str) -> Result<Option<String>, Error> {
        self.ledger.check(self.row.try_get(column))
    }

    fn maybe_blob(&self, column: &str) -> Result<Option<Vec<u8>>, Error> {
        self.ledger.check(self.row.try_get(column))
    }
}
