// Submissions taken in a second by 64 connections, each durable, beside what the bare database
// commits with the same settings in the same run.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { serve } from "./server.mjs";
import { measured } from "../bench.mjs";

const CONNECTIONS = 64;
const SECONDS = 2;
const ROUNDS = 5;
const GOAL = 0.5;
/** Commits of the bare file in a round. */
const COMMITS = 2_000;
const TEXT = "莫家街北口路灯不亮";

/** Requests answered "accepted" in a second. */
function accepted(folder, origin) {
  const script = join(folder, "post.lua");
  const body = JSON.stringify({ service_code: "vendor_rule", description: TEXT });
  writeFileSync(
    script,
    `wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = [[${body}]]\n`,
  );
  const words = ["-t", "1", "-c", String(CONNECTIONS), "-d", `${SECONDS}s`, "-s", script];
  const output = execFileSync("wrk", [...words, `${origin}/open311/v2/requests.json`], { encoding: "utf8" });
  if (output.includes("Non-2xx")) throw new Error(output);
  return Number(/Requests\/sec: +([\d.]+)/.exec(output)[1]);
}

const TABLE = "CREATE TABLE bare (token TEXT PRIMARY KEY, text TEXT NOT NULL)";

/** Rows committed in a second by the command line of SQLite, one a commit, each durable. */
function sqliteCommits(folder) {
  const file = join(folder, "bare.sqlite3");
  for (const beside of ["", "-wal", "-shm"]) rmSync(file + beside, { force: true });
  const sqlite = (input) => execFileSync("sqlite3", [file], { input, stdio: ["pipe", "ignore", "inherit"] });
  sqlite(`PRAGMA journal_mode = WAL; ${TABLE};`);
  const rows = Array.from({ length: COMMITS }, () => `INSERT INTO bare VALUES (hex(randomblob(32)), '${TEXT}');`);
  const started = performance.now();
  sqlite(`PRAGMA synchronous = FULL;\n${rows.join("\n")}\n`);
  return COMMITS / ((performance.now() - started) / 1000);
}

/** Rows committed in a second by pgbench on as many connections, one a commit, each durable. */
function postgresCommits(database, script) {
  const words = ["-h", database.folder, "-U", "mingdan", "-n", "-c", String(CONNECTIONS), "-j", "1"];
  const output = database.run("pgbench", [...words, "-T", String(SECONDS), "-M", "prepared", "-f", script, "bare"]);
  return Number(/tps = ([\d.]+)/.exec(output)[1]);
}

export async function intake(site, folder, database) {
  const rows = [];
  const server = async (name, store) => {
    const data = join(folder, `intake-${name}`);
    mkdirSync(data);
    return serve(site, data, store);
  };
  const usual = { unit: "commits/s", goal: GOAL, rounds: ROUNDS, more_is_better: true };
  const file = await server("sqlite", `sqlite:${join(folder, "intake.sqlite3")}`);
  const version = execFileSync("sqlite3", ["--version"], { encoding: "utf8" }).split(" ")[0];
  try {
    rows.push(...(await measured([{
      case: `intake, ${CONNECTIONS} connections, SQLite`,
      ours: () => accepted(folder, file.origin),
      peer: () => sqliteCommits(folder),
      peer_name: `sqlite3 ${version}, one row a commit`,
      ...usual,
    }])));
  } finally {
    await file.stop();
  }
  database.psql("CREATE DATABASE bare");
  database.psql(TABLE, "bare");
  const script = join(database.folder, "bare.sql");
  writeFileSync(script, `INSERT INTO bare VALUES (gen_random_uuid()::text, '${TEXT}');\n`);
  const postgres = await server("postgres", database.url("intake"));
  try {
    rows.push(...(await measured([{
      case: `intake, ${CONNECTIONS} connections, PostgreSQL`,
      ours: () => accepted(folder, postgres.origin),
      peer: () => postgresCommits(database, script),
      peer_name: `pgbench, ${CONNECTIONS} connections, one row a commit`,
      ...usual,
    }])));
  } finally {
    await postgres.stop();
  }
  return rows;
}
