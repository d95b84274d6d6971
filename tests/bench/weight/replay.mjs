// The five years again: the server and the command line see the time that each request and each act had. Their own
// programs are untouched; libfaketime tells them the time, since nothing of either lets anybody date an entry back.
import { execFile } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { built } from "../../browser/harness.mjs";
import { serve } from "./server.mjs";

const run = promisify(execFile);
const LIBRARIES = "/usr/lib";

/** The library that tells another time, as Debian's package `faketime` has it. */
function library() {
  const found = readdirSync(LIBRARIES).map((folder) => join(LIBRARIES, folder, "faketime/libfaketimeMT.so.1"));
  const file = process.env.LIBFAKETIME ?? found.find(existsSync);
  if (!file) throw new Error("libfaketime is missing: apt-get install faketime, or name it with LIBFAKETIME=/path");
  return file;
}

/** What a program is given to see a time by the clocks of the city; its timers run as ever. */
export const clock = () => ({
  LD_PRELOAD: library(),
  TZ: "America/New_York",
  FAKETIME_DONT_FAKE_MONOTONIC: "1",
  NO_FAKE_STAT: "1",
});

/** Runs the program at a time. */
export async function at(day, time, words) {
  const env = { ...process.env, ...clock(), FAKETIME: `${day} ${time}` };
  const { stdout } = await run(built.program, words, { env, maxBuffer: 1 << 28 });
  return JSON.parse(stdout);
}

/** Sends everything and does everything, a day after the other. Returns the receipts and what it took, in ms. */
export async function replay(site, data, days, folder, progress) {
  const file = join(folder, "clock");
  const script = join(folder, "day.jsonl");
  const tell = (day, time) => writeFileSync(file, `${day} ${time}`);
  tell(days[0][0], "00:00:00");
  const server = await serve(site, data, { ...clock(), FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: "1" });
  const receipts = new Map();
  const took = { sending: 0, batches: [] };
  const timed = async (work) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  try {
    for (const [n, [day, { sent, acts, rated }]] of days.entries()) {
      took.sending += await timed(async () => {
        for (const { number, request, body } of sent) {
          tell(day, request.created.time);
          receipts.set(number, await server.send(request.number, body));
        }
      });
      if (acts.length > 0) {
        writeFileSync(script, acts.map((act) => JSON.stringify(act)).join("\n"));
        const words = ["case", "run", script, "--data-dir", data, "--tree", site.tree, "--json"];
        let done;
        const time = await timed(async () => ({ done } = await at(day, "23:59:30", words)));
        if (done !== acts.length) throw new Error(`${day}: ${done} of ${acts.length} acts were done`);
        took.batches.push({ done, time });
      }
      tell(day, "23:59:40");
      for (const { number, score } of rated) await server.follow(receipts.get(number), { kind: "rate", score });
      if (n % 200 === 0)
        progress(`${day}: ${receipts.size} sent, ${took.batches.reduce((sum, { done }) => sum + done, 0)} acts`);
    }
  } finally {
    await server.stop();
  }
  return { receipts, took };
}
