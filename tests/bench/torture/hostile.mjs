// Slow, huge, cut-off, malformed and hostile requests from a generator with a seed: none makes the server
// panic, fail, grow or hold a connection for ever, and who asks for something sensible has it meanwhile.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { none, within } from "./kept.mjs";
import { pictures, requests } from "./requests.mjs";
import { pause, serve, submission, verified } from "./server.mjs";

const { env } = process;
/** How many clients there are at once. */
const AT_ONCE = 200;
/** Receipts that are known to them. */
const RECEIPTS = 20;
/** Photos of as many pixels as are taken, all at once, before anything else. */
const PHOTOS = 32;
/** Milliseconds without a byte after which a client takes the answer for whole. */
const QUIET = 100;
/** Milliseconds for which an answer is not taken: longer than the server waits for that. */
const NOT_TAKEN = 70_000;
/** Milliseconds after which a client that waits counts its connection as held for ever. */
const FOR_EVER = 100_000;
/** The most that a client keeps of an answer. */
const KEPT = 1 << 20;
/** The bounds: megabytes of the server, and seconds until a submission is taken amid all this, and after it. */
const [MEGABYTES, AMID, AFTER] = [1024, 5, 1];

/** What came of one request. */
function shoot(port, { parts, pause: between, then }) {
  return new Promise((resolve) => {
    const started = performance.now();
    const socket = connect(port, "127.0.0.1");
    let [text, closed, quiet, answered] = ["", false, undefined, undefined];
    const settle = (held) => {
      clearTimeout(quiet);
      clearTimeout(last);
      socket.destroy();
      const statuses = [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));
      resolve({ statuses, held, seconds: ((answered ?? performance.now()) - started) / 1000 });
    };
    const last = setTimeout(() => settle(true), FOR_EVER);
    socket.on("error", () => {});
    socket.on("close", () => {
      closed = true;
      settle(false);
    });
    socket.on("data", (bytes) => {
      answered ??= performance.now();
      if (text.length < KEPT) text += bytes.toString("latin1");
      clearTimeout(quiet);
      // Who ignores the answer, or has ended its side, waits for the other to end.
      if (then === "wait") quiet = setTimeout(() => settle(false), QUIET);
    });
    const write = async () => {
      if (then === "ignore") socket.pause();
      for (const part of parts) {
        if (closed) return;
        await new Promise((resolve) => socket.write(part, resolve));
        if (between > 0) await pause(between);
      }
      if (then === "end") socket.end();
      if (then === "cut") socket.resetAndDestroy();
      if (then === "ignore") setTimeout(() => socket.resume(), NOT_TAKEN);
    };
    socket.on("connect", () => write());
  });
}

/** The most memory that a process ever had, in megabytes; `null` where the system does not tell. */
function peak(pid) {
  const told = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return told ? Number(told[1]) / 1024 : null;
}

/** States of a connection in /proc/net/tcp: listening, and over but remembered for a while. */
const [LISTENING, REMEMBERED] = ["0A", "06"];

/** The connections that a port has. */
function connections(port) {
  const lines = readFileSync("/proc/net/tcp", "utf8").trim().split("\n").slice(1);
  const ours = lines.map((line) => line.trim().split(/\s+/)).filter(([, local]) => parseInt(local.split(":")[1], 16) === port);
  return ours.filter(([, , , state]) => state !== LISTENING && state !== REMEMBERED).length;
}

/** A key of the staff, as who runs the server gives one. */
function staffKey(data, store, tree) {
  const where = ["--data-dir", data, "--store", store, "--tree", tree];
  const who = ["--as", "torture", "--role", "screener", "--json"];
  const said = execFileSync(env.MINGDAN_PROGRAM, ["case", "key", "add", ...where, ...who], { encoding: "utf8" });
  return JSON.parse(said).key;
}

/** Files of the published tree, from its manifest. */
const files = (tree) => {
  const names = readdirSync(join(tree, "f")).filter((name) => name.endsWith(".json")).slice(0, 20);
  return ["/data/manifest.json", "/", ...names.map((name) => `/data/f/${name}`)];
};

/** Sends so many requests to a server of a store; the rows of what came of it. */
export async function hostile(site, folder, name, store, count, seed) {
  const data = join(folder, `hostile-${name}`);
  mkdirSync(data);
  const server = await serve(site, data, store);
  const tokens = [];
  for (let n = 0; n < RECEIPTS; n += 1) tokens.push((await server.send(submission())).token);
  const known = { tokens, key: staffKey(data, store, site.tree), files: files(site.tree), ...pictures() };
  const port = Number(new URL(server.origin).port);
  const before = connections(port);
  const made = requests(seed, known);
  const waiting = [...made.photos(PHOTOS), ...made.any(count - PHOTOS)].values();
  const kinds = new Map();
  const [failed, unavailable, held, refused] = [[], [], [], []];
  let amid = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const request of waiting) {
      const done = await shoot(port, request);
      const statuses = kinds.get(request.kind) ?? new Map();
      kinds.set(request.kind, statuses);
      for (const status of done.statuses.length > 0 ? done.statuses : ["none"]) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      const begins = () => Buffer.concat(request.parts).subarray(0, 300).toString("latin1");
      if (done.statuses.some((status) => status >= 500 && status !== 503)) failed.push(`${done.statuses} ${begins()}`);
      // The health check may find that the store does not answer at once, where all is this busy.
      if (done.statuses.includes(503) && !begins().includes("/healthz")) unavailable.push(`503 ${begins()}`);
      if (done.held) held.push(`${request.kind}: ${begins()}`);
      if (request.is) {
        amid = Math.max(amid, done.seconds);
        if (done.statuses[0] !== request.is) refused.push(`${done.statuses}`);
      }
    }
  }));
  const started = performance.now();
  const { status } = await server.send(submission());
  const after = (performance.now() - started) / 1000;
  for (let looks = 0; looks < 100 && connections(port) > before; looks += 1) await pause(100);
  const left = Math.max(0, connections(port) - before);
  const memory = peak(server.pid);
  await server.stop();
  const { faults } = verified(store);
  for (const [kind, statuses] of kinds) {
    console.log(`${name}: ${kind}: ${[...statuses].map(([status, times]) => `${times} × ${status}`).join(", ")}`);
  }
  for (const text of [...failed, ...unavailable, ...held, ...refused].slice(0, 20)) console.log(`${name}: ${JSON.stringify(text)}`);
  if (failed.length + unavailable.length > 0) console.log(server.logged().join("\n"));
  const under = `${name}, ${count} requests of seed ${seed}`;
  return [
    none(`${under}: answered with 5xx, but for 503`, failed.length, "answers"),
    none(`${under}: answered with 503, but for the health check`, unavailable.length, "answers"),
    none(`${under}: panics`, server.panics(), "panics"),
    none(`${under}: connections held for ever`, held.length, "connections"),
    none(`${under}: connections still open`, left, "connections"),
    none(`${under}: good submissions that were not taken`, refused.length + (status === 201 ? 0 : 1), "answers"),
    none(`${under}: faults of the log`, faults.length, "faults"),
    within(`${under}: memory at most`, memory, MEGABYTES, "MB"),
    within(`${under}: a good submission amid them takes at most`, amid, AMID, "s"),
    within(`${under}: a good submission after them takes`, after, AFTER, "s"),
  ];
}
