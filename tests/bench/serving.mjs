// Files as `mingdan serve` sends them, compared with nginx on the same files and cores. The server
// has one half of the machine's cores, and wrk, which asks, the other.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { measured } from "./bench.mjs";

const { env } = process;
/** What is asked for at once. */
const CONNECTIONS = 16;
const SECONDS = 1;
const ROUNDS = 5;
/** Of nginx's requests in a second, on each row. */
const GOAL = 0.8;
/** Bytes, by the name of the row. */
const SIZES = { "2.7 KB": 2_700, "15 KB": 15_000, "380 KB": 380_000 };

const half = Math.max(1, Math.floor(availableParallelism() / 2));
const cores = (first, count) => `${first}-${first + count - 1}`;
const first = cores(0, half);
const second = cores(availableParallelism() > 1 ? half : 0, half);

/** A folder with a page, and a tree with a file of each size. */
function publish() {
  const folder = mkdtempSync(join(tmpdir(), "mingdan-serving-"));
  const [portal, tree, data] = ["portal", "tree", "data"].map((name) => join(folder, name));
  mkdirSync(join(tree, "f"), { recursive: true });
  mkdirSync(portal);
  writeFileSync(join(portal, "index.html"), "<!doctype html>");
  writeFileSync(join(tree, "manifest.json"), "{}");
  for (const size of Object.values(SIZES)) {
    writeFileSync(join(tree, path(size)), JSON.stringify("x".repeat(size - 2)));
  }
  return { folder, portal, tree, data };
}

function path(size) {
  return `f/${size.toString().padStart(32, "0")}.json`;
}

/** A port that nobody listens on. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a server on its cores, and waits until it answers. */
async function start(program, options, port) {
  const child = spawn("taskset", ["-c", first, program, ...options], { stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let code;
  ended.then((exit) => (code = exit));
  const origin = `http://127.0.0.1:${port}`;
  while (!(await fetch(origin).catch(() => null))) {
    if (code !== undefined) throw new Error(`${program} ended with ${code} before it answered`);
    await pause(20);
  }
  return {
    origin,
    stop() {
      child.kill();
      return ended;
    },
  };
}

async function mingdan({ portal, tree, data }) {
  const port = await freePort();
  const folders = ["--portal", portal, "--tree", tree, "--data-dir", data];
  return start(
    env.MINGDAN_PROGRAM,
    ["serve", "--listen", `127.0.0.1:${port}`, ...folders, "--log-level", "error"],
    port,
  );
}

async function nginx({ folder, portal, tree }) {
  const port = await freePort();
  const file = join(folder, "nginx.conf");
  // As Debian sets it up, without a log, and with no bound on requests of one connection.
  writeFileSync(
    file,
    `
    ${process.getuid() === 0 ? "user root;" : ""}
    daemon off;
    worker_processes ${half};
    pid ${folder}/nginx.pid;
    error_log stderr crit;
    events { worker_connections 768; }
    http {
      sendfile on;
      tcp_nopush on;
      access_log off;
      keepalive_requests 1000000000;
      types { application/json json; text/html html; }
      ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/nginx-${name};`).join("\n")}
      server {
        listen 127.0.0.1:${port};
        location / { root ${portal}; }
        location /data/ { alias ${tree}/; gzip_static on; }
      }
    }`,
  );
  return start("nginx", ["-c", file, "-p", folder], port);
}

/** Requests in a second. */
function requests(url, headers) {
  const options = headers.flatMap((header) => ["-H", header]);
  const output = execFileSync(
    "taskset",
    ["-c", second, "wrk", "-t", String(half), "-c", String(Math.max(CONNECTIONS, half)), "-d", `${SECONDS}s`, ...options, url],
    { encoding: "utf8" },
  );
  assert.ok(!output.includes("Non-2xx"), output);
  return Number(/Requests\/sec: +([\d.]+)/.exec(output)[1]);
}

/** What serving the same files came to on both sides. */
export async function serving() {
  const site = publish();
  const [ours, peer] = [await mingdan(site), await nginx(site)];
  const row = async (name, size, connection, again) => {
    const asked = async ({ origin }) => {
      const url = `${origin}/data/${path(size)}`;
      const answer = await fetch(url);
      assert.equal((await answer.arrayBuffer()).byteLength, size);
      const headers = [...connection];
      if (again) headers.push(`If-None-Match: ${answer.headers.get("etag")}`);
      return () => requests(url, headers);
    };
    return {
      case: name,
      ours: await asked(ours),
      peer: await asked(peer),
      peer_name: "nginx",
      unit: "requests/s",
      goal: GOAL,
      rounds: ROUNDS,
      more_is_better: true,
    };
  };
  try {
    const rows = [];
    for (const [name, connection] of [
      ["kept connections", []],
      ["a new connection each", ["Connection: close"]],
    ]) {
      for (const [label, size] of Object.entries(SIZES)) {
        rows.push(await row(`${label}, ${name}`, size, connection, false));
      }
      rows.push(await row(`not modified, ${name}`, SIZES["15 KB"], connection, true));
    }
    return await measured(rows);
  } finally {
    await Promise.all([ours.stop(), peer.stop()]);
    rmSync(site.folder, { recursive: true, force: true });
  }
}
