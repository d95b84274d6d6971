//! A PostgreSQL server of a test's own, from the system's binaries: in a folder of its own, on a
//! socket there, without TCP.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, Weak};

use backend::store::{PostgresAddress, PostgresStore};

use crate::suite::Store;

/// A server that is stopped, and its folder removed, with the last that uses it; also where the
/// tests are killed.
pub(crate) struct Cluster {
    folder: PathBuf,
    /// Stops the server once its standard input ends.
    _guard: Child,
    databases: AtomicUsize,
}

/// The folder of the newest binaries that are there.
fn binaries() -> &'static Path {
    static FOUND: OnceLock<PathBuf> = OnceLock::new();
    FOUND.get_or_init(|| {
        if let Some(folder) = std::env::var_os("POSTGRES_BIN") {
            return folder.into();
        }
        let versions = std::fs::read_dir("/usr/lib/postgresql")
            .into_iter()
            .flatten();
        let mut folders: Vec<PathBuf> = versions
            .flatten()
            .map(|version| version.path().join("bin"))
            .filter(|folder| folder.join("initdb").is_file())
            .collect();
        folders.sort();
        folders.pop().expect(
            "PostgreSQL's server is missing; run: sudo apt-get install --no-install-recommends \
             postgresql (or name the folder of initdb and pg_ctl in POSTGRES_BIN)",
        )
    })
}

/// A program of PostgreSQL, which refuses to run as root.
fn program(name: &str) -> Command {
    let path = binaries().join(name);
    if !rustix::process::geteuid().is_root() {
        return Command::new(path);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    command.arg(path);
    command
}

fn run(mut command: Command) {
    command.stdin(Stdio::null()).current_dir("/");
    let done = command.output().expect("started");
    let said = String::from_utf8_lossy(&done.stderr);
    let printed = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{command:?}: {said}{printed}");
}

impl Cluster {
    pub(crate) fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("mingdan-pg-").tempdir();
        let folder = folder.expect("a directory").keep();
        if rustix::process::geteuid().is_root() {
            let mut chown = Command::new("chown");
            chown.arg("postgres:postgres").arg(&folder);
            run(chown);
        }
        let stop = program("pg_ctl");
        let words = std::iter::once(stop.get_program()).chain(stop.get_args());
        let words: Vec<String> = words
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        let script = format!(
            "trap '' TERM INT HUP; read _; {} -D \"$1/data\" -m immediate stop >/dev/null 2>&1; rm -rf \"$1\"",
            words.join(" ")
        );
        let guard = Command::new("sh")
            .args(["-c", &script, "sh"])
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .current_dir("/")
            .spawn()
            .expect("a guard");
        let cluster = Self {
            folder,
            _guard: guard,
            databases: AtomicUsize::new(0),
        };
        let mut initdb = program("initdb");
        initdb.arg("-D").arg(cluster.data());
        initdb.args([
            "-U",
            "mingdan",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
        ]);
        run(initdb);
        cluster.serve();
        cluster
    }

    /// The server that tests share.
    pub(crate) fn shared() -> Arc<Self> {
        static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().expect("a lock");
        shared.upgrade().unwrap_or_else(|| {
            let started = Arc::new(Self::start());
            *shared = Arc::downgrade(&started);
            started
        })
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Starts the server, and waits until it answers.
    pub(crate) fn serve(&self) {
        self.serve_with("-c fsync=on");
    }

    /// The same, with other settings on its command line.
    pub(crate) fn serve_with(&self, settings: &str) {
        let folder = self.folder.display();
        let mut start = program("pg_ctl");
        start
            .arg("-D")
            .arg(self.data())
            .arg("-l")
            .arg(self.folder.join("log"));
        start
            .arg("-o")
            .arg(format!("-c listen_addresses='' -k {folder} {settings}"));
        start.args(["-w", "start"]);
        run(start);
    }

    /// Stops it without giving it time to tidy up, as a power cut does.
    pub(crate) fn crash(&self) {
        let mut stop = program("pg_ctl");
        stop.arg("-D")
            .arg(self.data())
            .args(["-m", "immediate", "stop"]);
        run(stop);
    }

    pub(crate) fn psql(&self, database: &str, sql: &str) {
        let mut psql = program("psql");
        psql.arg("-h").arg(&self.folder);
        psql.args([
            "-U",
            "mingdan",
            "-v",
            "ON_ERROR_STOP=1",
            "-qc",
            sql,
            database,
        ]);
        run(psql);
    }

    /// The name of a new database.
    pub(crate) fn database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("feedback{number}");
        self.psql(
            "postgres",
            &format!("CREATE DATABASE {name} TEMPLATE template0"),
        );
        name
    }

    pub(crate) fn address(&self, database: &str) -> PostgresAddress {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        let address = format!("postgres://mingdan@{folder}/{database}");
        PostgresAddress::parse(&address).expect("an address")
    }

    /// A store in a database.
    pub(crate) fn store(&self, database: &str) -> Store {
        let store = PostgresStore::new(self.address(database));
        Arc::new(store.expect("a store"))
    }
}
