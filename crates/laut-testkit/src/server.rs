//! A real PostgreSQL server for tests, from the packages of the system: one for each test process, a fresh database for each test.
//!
//! `Server::shared()` starts it, as another user where root runs the tests, since PostgreSQL refuses root; where there is none it says
//! so, and tests that need one are skipped. It ends with the process, however that ends.

use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

/// Its user, and that user's password over the network.
const USER: &str = "laut";
/// See [`Server::over_network`].
pub const PASSWORD: &str = "Hafenblick";

/// A server that runs.
#[derive(Debug)]
pub struct Server {
    programs: PathBuf,
    folder: String,
    port: u16,
    databases: AtomicUsize,
    /// The server ends when this is closed.
    _life: Mutex<ChildStdin>,
}

static SHARED: LazyLock<Option<Server>> = LazyLock::new(|| match Server::start() {
    Ok(server) => Some(server),
    Err(why) => {
        let line = format!("skipped on PostgreSQL: {why}\n");
        std::io::stderr().write_all(line.as_bytes()).unwrap_or_default();
        None
    }
});

impl Server {
    /// The server of this process, started when it is first asked for; nothing where there is no PostgreSQL.
    #[must_use]
    pub fn shared() -> Option<&'static Self> {
        SHARED.as_ref()
    }

    fn start() -> Result<Self, String> {
        let programs =
            programs().ok_or("expected `initdb` on the path or in /usr/lib/postgresql, found none")?;
        let folder = run(as_other("mktemp").args(["-d", "/tmp/laut-pg.XXXXXXXX"]))?.trim().to_owned();
        let script = "umask 077; printf %s \"$1\" > \"$2/password\" && exec \"$3\" -D \"$2/data\" -U \"$4\" -E UTF8 \
            --locale=C --auth-local=trust --auth-host=scram-sha-256 --pwfile=\"$2/password\" --no-sync";
        let initdb = programs.join("initdb");
        run(as_other("sh").args(["-c", script, "sh", PASSWORD, &folder]).arg(initdb).arg(USER))?;
        // Nobody holds this port; that somebody takes it at once is a risk which a test may run.
        let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
        let port = port.map_err(|error| error.to_string())?.port();
        // The shell waits for the end of its input, which comes with that of this process.
        let script = "\"$1\" -D \"$2/data\" -k \"$2\" -p \"$3\" -c listen_addresses=127.0.0.1 -c fsync=off \
            -c full_page_writes=off -c max_connections=50 >\"$2/log\" 2>&1 & server=$!; read -r _; \
            kill -INT $server; wait $server; rm -rf \"$2\"";
        let mut child = as_other("sh")
            .args(["-c", script, "sh"])
            .arg(programs.join("postgres"))
            .args([&folder, &port.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let life = child.stdin.take().ok_or("the server has no input")?;
        let databases = AtomicUsize::new(0);
        let server = Self { programs, folder, port, databases, _life: Mutex::new(life) };
        for _ in 0..300 {
            if server.psql("postgres", "SELECT 1").is_ok() {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err("expected the server to answer within 30 seconds, found that it does not".to_owned())
    }

    /// The name of a fresh, empty database.
    ///
    /// # Panics
    /// If the server makes none.
    #[must_use]
    pub fn database(&self) -> String {
        let name = format!("ledger{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.psql("postgres", &format!("CREATE DATABASE {name}")).expect("a database is made");
        name
    }

    /// The address of a database for those on this machine, whom the server lets in without a password.
    #[must_use]
    pub fn address(&self, database: &str) -> String {
        format!("postgres://{USER}@{}:{}/{database}", self.folder.replace('/', "%2F"), self.port)
    }

    /// The address of a database for those who come over the network with a password.
    #[must_use]
    pub fn over_network(&self, database: &str, password: &str) -> String {
        format!("postgresql://{USER}:{password}@127.0.0.1:{}/{database}", self.port)
    }

    /// Does something in a database, past the ledger; gives what comes out, or what the server says is wrong.
    ///
    /// # Errors
    /// If the server does not do it.
    pub fn psql(&self, database: &str, sql: &str) -> Result<String, String> {
        let port = self.port.to_string();
        let mut command = Command::new(self.programs.join("psql"));
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", &self.folder, "-p", &port]);
        run(command.args(["-U", USER, "-d", database, "-c", sql]))
    }
}

/// A program, run by somebody who is not root.
fn as_other(program: &str) -> Command {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"));
    if !is_root {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "nobody", "--", program]).current_dir("/");
    command
}

fn run(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

/// Where the programs of the server are; those of the latest version, where there are several.
fn programs() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> =
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    versions.sort_by_key(|folder| {
        let version =
            folder.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().parse::<u32>());
        std::cmp::Reverse(version.and_then(Result::ok))
    });
    folders.extend(versions);
    let is_whole =
        |folder: &PathBuf| ["initdb", "postgres", "psql"].iter().all(|name| folder.join(name).is_file());
    folders.into_iter().find(is_whole)
}
