// A PostgreSQL server of its own, from the system's binaries: in a folder of its own, on a socket
// there, without TCP.
import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { env } = process;

function binaries() {
  if (env.POSTGRES_BIN) return env.POSTGRES_BIN;
  const versions = "/usr/lib/postgresql";
  const folders = existsSync(versions) ? readdirSync(versions).map((name) => join(versions, name, "bin")) : [];
  const found = folders.filter((folder) => existsSync(join(folder, "initdb"))).sort().pop();
  if (!found) throw new Error("PostgreSQL's server is missing; run: cargo xtask setup");
  return found;
}

/** The words that run one of its programs, which refuse to run as root. */
function words(name, args) {
  const program = [join(binaries(), name), ...args];
  if (process.getuid() !== 0) return program;
  return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", ...program];
}

/** Runs one of its programs, and gives what that prints. */
function run(name, args) {
  const [program, ...rest] = words(name, args);
  return execFileSync(program, rest, { cwd: "/", encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Gives a folder to the user that its programs run as. */
export function own(folder) {
  if (process.getuid() !== 0) return;
  const id = (option) => Number(execFileSync("id", [option, "postgres"], { encoding: "utf8" }));
  chownSync(folder, id("-u"), id("-g"));
}

/** Starts a server, which has its files in a folder if one is given. */
export function database(files) {
  const folder = mkdtempSync(join(tmpdir(), "mingdan-torture-pg-"));
  own(folder);
  const data = join(files ?? folder, "data");
  if (files) own(files);
  run("initdb", ["-D", data, "-U", "mingdan", "--auth=trust", "--encoding=UTF8", "--no-sync"]);
  const options =
    `-c listen_addresses='' -k ${folder} -c fsync=on -c max_connections=120` +
    (files ? " -c min_wal_size=32MB -c max_wal_size=64MB" : "");
  const start = () => {
    const [program, ...rest] = words("pg_ctl", ["-D", data, "-l", join(folder, "log"), "-o", options, "-w", "start"]);
    // The server keeps what it was started with open, so that a pipe would never end.
    execFileSync(program, rest, { cwd: "/", stdio: "ignore" });
  };
  const crash = () => run("pg_ctl", ["-D", data, "-m", "immediate", "stop"]);
  const succeeds = (name, args) => {
    try {
      run(name, args);
      return true;
    } catch {
      return false;
    }
  };
  const runs = () => succeeds("pg_ctl", ["-D", data, "status"]);
  start();
  return {
    run,
    folder,
    start,
    crash,
    runs,
    /** True where it can be connected to. */
    answers: () => succeeds("pg_isready", ["-h", folder, "-q"]),
    psql: (sql, name = "postgres") => run("psql", ["-h", folder, "-U", "mingdan", "-qAtc", sql, name]),
    /** The address of a new database, made with some options. */
    url(name, made = "") {
      this.psql(`CREATE DATABASE ${name} ${made}`);
      return `postgres://mingdan@${encodeURIComponent(folder)}/${name}`;
    },
    stop() {
      if (runs()) crash();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
