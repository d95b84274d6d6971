// The store in trouble under many writers: its disk full, its files read-only, the database gone, and
// each time well again. Whoever writes meanwhile is told to come back later; nothing that was accepted
// is lost; nobody starts the server again.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { database, own } from "./database.mjs";
import { kept, none, within } from "./kept.mjs";
import { room } from "./room.mjs";
import { pause, serve, submission } from "./server.mjs";

const WRITERS = 50;
/** How often each trouble comes and goes. */
const TIMES = 5;
/** Milliseconds between an answer and the next request of a writer: they are to fill no disk. */
const BETWEEN = 5;
/** The answers that are waited for, each time: of the first kind before, of the second in the trouble. */
const [TAKEN, REFUSED] = [1_000, 1_000];
/** The most milliseconds that they are waited for. */
const PATIENCE = 40_000;
/** The bounds, in seconds: until an answer, and until it takes cases again once the trouble is over. */
const [ANSWERED, RECOVERED] = [25, 5];

const wait = async (is, most = PATIENCE) => {
  const started = performance.now();
  while (!is() && performance.now() - started < most) await pause(5);
  return is();
};

/** Writes to a store while some trouble comes and goes; the rows of what came of it. */
async function through(name, site, folder, store, { begin, end }) {
  const data = join(folder, `data-${name.replace(/\W+/g, "-")}`);
  mkdirSync(data);
  const server = await serve(site, data, store);
  const [accepted, unanswered] = [[], []];
  let [refused, wrong, longest, slowest, quiet, stopped] = [0, 0, 0, 0, 0, false];
  const odd = new Map();
  const count = (what) => {
    wrong += 1;
    odd.set(what, (odd.get(what) ?? 0) + 1);
  };
  const writer = async () => {
    while (!stopped) {
      const sent = submission();
      const started = performance.now();
      try {
        const { status, headers, token } = await server.send(sent);
        if (status === 201) {
          accepted.push({ ...sent, token });
        } else {
          unanswered.push(sent);
          if (status === 503 && Number(headers["retry-after"]) > 0) refused += 1;
          else count(`${status}, Retry-After ${headers["retry-after"]}`);
        }
      } catch (error) {
        unanswered.push(sent);
        count(`no answer: ${error.message}`);
      }
      longest = Math.max(longest, (performance.now() - started) / 1000);
      await pause(BETWEEN);
    }
  };
  const writers = Array.from({ length: WRITERS }, writer);
  for (let time = 0; time < TIMES; time += 1) {
    const before = { accepted: accepted.length, refused };
    if (!(await wait(() => accepted.length >= before.accepted + TAKEN))) break;
    await begin();
    if (!(await wait(() => refused >= before.refused + REFUSED))) quiet += 1;
    await end();
    const over = performance.now();
    const { length } = accepted;
    await wait(() => accepted.length > length);
    slowest = Math.max(slowest, (performance.now() - over) / 1000);
  }
  stopped = true;
  await Promise.all(writers);
  const well = await server.ask("GET", "/healthz");
  if (well.status !== 200) count(`${well.status} from /healthz afterwards`);
  await server.stop();
  for (const [what, found] of odd) console.log(`${name}: ${found} × ${what}`);
  const under = `${name} ${TIMES} times under ${WRITERS} writers`;
  return [
    none(`${under}, ${refused} refused: answers other than 201, or 503 with Retry-After`, wrong, "answers"),
    none(`${under}: times that nobody was refused`, quiet, "times"),
    within(`${under}: the longest wait for an answer`, longest, ANSWERED, "s"),
    within(`${under}: until cases are taken again`, slowest, RECOVERED, "s"),
    none(`${under}: panics`, server.panics(), "panics"),
    ...(await kept(under, site, data, store, accepted, unanswered)),
  ];
}

/** A trouble that this machine does not let us make does not count as overcome. */
async function tried(name, make) {
  try {
    return await make();
  } catch (error) {
    console.log(`${name}: not tried, for ${error.stderr ?? error.stack}`);
    return [{ ...none(`${name}: could not be tried on this machine`, 0), ours: null, met: false }];
  }
}

async function withRoom(folder, megabytes, work) {
  const disk = room(folder, megabytes);
  try {
    return await work(disk);
  } finally {
    disk.end();
  }
}

const full = (disk) => ({ begin: disk.fill, end: disk.free });

/** The file of a store in SQLite, and its log. */
const files = (file) => ["", "-wal"].map((beside) => file + beside).filter((path) => existsSync(path));

const sqlite = (site, folder) => [
  ["sqlite, disk full", (name) => withRoom(folder, 192, (disk) =>
    through(name, site, folder, `sqlite:${join(disk.path, "full.sqlite3")}`, full(disk)))],
  ["sqlite, files read-only", (name) => {
    const file = join(folder, "fixed.sqlite3");
    // Whoever has them open for writing may not write either; nothing else does that to an open file.
    const immutable = (sign) => execFileSync("chattr", [`${sign}i`, ...files(file)], { stdio: "pipe" });
    return through(name, site, folder, `sqlite:${file}`, {
      begin: () => immutable("+"),
      end: () => immutable("-"),
    }).finally(() => immutable("-"));
  }],
  ["sqlite, file moved away and back", (name) => {
    const file = join(folder, "moved.sqlite3");
    return through(name, site, folder, `sqlite:${file}`, {
      begin: () => renameSync(file, `${file}.away`),
      end: () => renameSync(`${file}.away`, file),
    });
  }],
];

const postgresql = (site, folder, postgres) => [
  ["postgres, tablespace full", (name) => withRoom(postgres.folder, 256, (disk) => {
    own(disk.path);
    postgres.psql(`CREATE TABLESPACE small LOCATION '${disk.path}'`);
    return through(name, site, folder, postgres.url("small", "TABLESPACE small"), full(disk)).finally(() => {
      postgres.psql("DROP DATABASE small WITH (FORCE)");
      postgres.psql("DROP TABLESPACE small");
    });
  })],
  ["postgres, its whole disk full", (name) => withRoom(postgres.folder, 320, async (disk) => {
    const small = database(disk.path);
    try {
      return await through(name, site, folder, small.url("small"), {
        begin: () => {
          disk.fill();
          // The next segment of its log has no room either, so that the server of the database ends itself.
          try {
            small.psql("SELECT pg_switch_wal()");
          } catch {
            // It did, before it answered.
          }
        },
        end: async () => {
          disk.free();
          // Where it ended for good, it is started by whoever runs it.
          await wait(() => {
            if (!small.runs()) small.start();
            return small.answers();
          });
        },
      });
    } finally {
      small.stop();
    }
  })],
  ["postgres, read-only", (name) => {
    const store = postgres.url("fixed");
    const only = (value) => {
      postgres.psql(`ALTER DATABASE fixed SET default_transaction_read_only = ${value}`);
      postgres.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'fixed'");
    };
    return through(name, site, folder, store, { begin: () => only("on"), end: () => only("off") });
  }],
  ["postgres, stopped at once and started", (name) =>
    through(name, site, folder, postgres.url("gone"), { begin: postgres.crash, end: postgres.start })],
];

/** Every trouble, on both kinds of store. */
export async function trouble(site, folder, postgres) {
  const rows = [];
  for (const [name, make] of [...sqlite(site, folder), ...postgresql(site, folder, postgres)]) {
    rows.push(...(await tried(name, () => make(name))));
  }
  return rows;
}
