//! Where a test keeps its record: a fresh data directory, or a fresh database on a PostgreSQL
//! server that this test binary starts for itself and that ends with it.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use bagyt_core::view::ViewTable;
use bagyt_store::{Location, OpenError, Options, Store};
use tempfile::TempDir;

/// Name of the folders of the servers' data, before the process number.
const FOLDER: &str = "bagyt-store-server-";

/// How long a server may take to start on a busy machine.
const START_WAIT: Duration = Duration::from_secs(120);

/// The address of a database or the path of a directory that a test's own child is given.
pub(crate) const GIVEN: &str = "BAGYT_STORE_PLACE";

/// A fresh place for one test's record.
pub(crate) struct Place {
    pub(crate) location: Location,
    _directory: Option<TempDir>,
}

impl Place {
    pub(crate) fn sqlite() -> Self {
        let directory = TempDir::new().unwrap();
        let location = Location::Sqlite { path: directory.path().join("data") };
        Place { location, _directory: Some(directory) }
    }

    pub(crate) fn postgresql() -> Self {
        Place { location: Location::Postgres { url: SERVER.new_database() }, _directory: None }
    }

    /// The place that a test gave to this process, its child.
    pub(crate) fn given() -> Self {
        let given = std::env::var(GIVEN).unwrap();
        let location = if given.starts_with("postgres:") {
            Location::Postgres { url: given }
        } else {
            Location::Sqlite { path: given.into() }
        };
        Place { location, _directory: None }
    }

    /// How the place is given to a child.
    pub(crate) fn to_give(&self) -> String {
        match &self.location {
            Location::Sqlite { path } => path.to_str().unwrap().to_owned(),
            Location::Postgres { url } => url.clone(),
        }
    }

    /// A fresh place whose data stand in `folder`, on the same file system.
    pub(crate) fn within(folder: &Path, on_server: bool) -> Self {
        let location = if on_server {
            Location::Postgres { url: SERVER.new_database_within(folder) }
        } else {
            Location::Sqlite { path: folder.join("data") }
        };
        Place { location, _directory: None }
    }

    pub(crate) fn open(&self, views: &'static [&'static ViewTable]) -> Store {
        self.try_open(views).unwrap()
    }

    pub(crate) fn try_open(
        &self,
        views: &'static [&'static ViewTable],
    ) -> Result<Store, OpenError> {
        Store::open(&self.location, views, Options::default())
    }

    /// The data directory of a place on SQLite.
    pub(crate) fn directory(&self) -> &Path {
        match &self.location {
            Location::Sqlite { path } => path,
            Location::Postgres { .. } => panic!("a server has no data directory"),
        }
    }

    /// Bytes as they are written in a statement.
    pub(crate) fn literal(&self, bytes: &[u8]) -> String {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        match self.location {
            Location::Sqlite { .. } => format!("x'{digits}'"),
            Location::Postgres { .. } => format!("'\\x{digits}'"),
        }
    }

    /// Changes the database behind the store's back; tests of tampering do.
    pub(crate) fn tamper(&self, sql: &str) {
        match &self.location {
            Location::Sqlite { path } => {
                let file = path.join("bagyt.sqlite");
                rusqlite::Connection::open(file).unwrap().execute_batch(sql).unwrap();
            }
            Location::Postgres { url } => {
                let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
                client.batch_execute(sql).unwrap();
            }
        }
    }
}

/// Makes two tests of each function, one on each database.
macro_rules! on_both {
    ($($(#[$attribute:meta])* fn $name:ident($place:ident) $body:block)*) => {$(
        mod $name {
            $(#[$attribute])*
            #[test]
            fn on_sqlite() {
                super::$name($crate::cluster::Place::sqlite());
            }

            $(#[$attribute])*
            #[test]
            fn on_postgresql() {
                super::$name($crate::cluster::Place::postgresql());
            }
        }

        fn $name($place: $crate::cluster::Place) $body
    )*};
}
pub(crate) use on_both;

static SERVER: LazyLock<Server> = LazyLock::new(Server::start);

struct Server {
    folder: PathBuf,
    databases: AtomicU32,
}

impl Server {
    fn url(&self, database: &str) -> String {
        format!("postgres://postgres@/{database}?host={}", self.folder.display())
    }

    fn run(&self, sql: &str) {
        let mut client = postgres::Client::connect(&self.url("postgres"), postgres::NoTls).unwrap();
        client.batch_execute(sql).unwrap();
    }

    fn new_database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        self.run(&format!("CREATE DATABASE record_{number} TEMPLATE template0 ENCODING 'UTF8'"));
        self.url(&format!("record_{number}"))
    }

    /// A database whose tables, but not the server's own log, stand in `folder`.
    fn new_database_within(&self, folder: &Path) -> String {
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(folder));
        }
        self.run(&format!("CREATE TABLESPACE small LOCATION '{}'", folder.display()));
        self.run("CREATE DATABASE small TEMPLATE template0 ENCODING 'UTF8' TABLESPACE small");
        self.url("small")
    }

    fn start() -> Self {
        remove_left_over();
        let folder = std::env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(&folder));
        }
        let data = folder.join("data");
        run(as_postgres(&program("initdb"))
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"])
            .args(["--locale=C.UTF-8", "--pgdata"])
            .arg(&data));
        let mut server = as_postgres(&program("postgres"));
        server
            .arg("-D")
            .arg(&data)
            .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200"])
            .arg("-c")
            .arg(format!("unix_socket_directories={}", folder.display()))
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.join("log")).unwrap());
        // The server is told to end when the thread that started it ends, so that one is kept.
        std::thread::spawn(move || server.spawn().unwrap().wait());
        let server = Server { folder, databases: AtomicU32::new(0) };
        server.wait();
        server
    }

    fn wait(&self) {
        let begun = Instant::now();
        while let Err(fault) = postgres::Client::connect(&self.url("postgres"), postgres::NoTls) {
            let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(begun.elapsed() < START_WAIT, "no PostgreSQL server: {fault}\n{log}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// A server program, from the path or from where Debian keeps them.
fn program(name: &str) -> PathBuf {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = debian.map(|version| version.path().join("bin")).collect();
    folders.sort();
    folders.extend(std::env::split_paths(&path));
    let found = folders.into_iter().map(|folder| folder.join(name)).find(|file| file.exists());
    found.unwrap_or_else(|| {
        panic!("`{name}` is missing: install PostgreSQL (on Debian, `apt install postgresql`)")
    })
}

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

/// The server refuses to run as root; `setpriv` also ends it with its parent.
fn as_postgres(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "INT"]);
    if is_root() {
        command.args(["--reuid", "postgres", "--regid", "postgres", "--clear-groups"]);
    }
    command.arg("--").arg(program).current_dir("/").process_group(0);
    command
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|fault| {
        panic!("{command:?} cannot run ({fault}): install util-linux and PostgreSQL")
    });
    let why = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed: {why}");
}

/// Removes the data of servers whose test binaries are gone.
fn remove_left_over() {
    for entry in fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(FOLDER));
        if number.is_some_and(|number| !Path::new("/proc").join(number).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
