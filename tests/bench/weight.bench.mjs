// Real weight: 10,000 requests of Baltimore's 311, sent through the intake on the days on which they came in, handled
// by scripts of the command line, published, and read in the portal. Counts, shares, clocks and register are held
// against figures that are worked out from the file (tests/bench/weight/plan.mjs).
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { built, launch } from "../browser/harness.mjs";
import { report, target } from "./bench.mjs";
import { beside, equal } from "./weight/agree.mjs";
import { places, writeCity } from "./weight/city.mjs";
import { atTheDesk } from "./weight/desk.mjs";
import { intake } from "./weight/intake.mjs";
import { kinds } from "./weight/kinds.mjs";
import { plan } from "./weight/plan.mjs";
import { portal } from "./weight/portal.mjs";
import { register } from "./weight/register.mjs";
import { clock, replay } from "./weight/replay.mjs";
import { requests } from "./weight/requests.mjs";
import { serve } from "./weight/server.mjs";

/** How many requests are sent, the earliest first. */
const REQUESTS = Number(process.env.WEIGHT_REQUESTS ?? 10_000);
/** The days before the first request, when the city opens. */
const OPENED = "2014-01-01T00:00:00-05:00";
const BOUND = 256 * 1024;

const folder = join(target, "bench", "weight");
rmSync(folder, { recursive: true, force: true });
const [city, tree, data] = ["city", "tree", "data"].map((name) => join(folder, name));
mkdirSync(data, { recursive: true, mode: 0o700 });

/** Publishes, and returns how long that took, in ms. */
function publish(at, ...words) {
  const start = performance.now();
  const all = ["build", city, "--out", tree, "--at", at, "--json", ...words];
  writeFileSync(join(folder, "build.json"), execFileSync(built.program, all, { encoding: "utf8", maxBuffer: 1 << 28 }));
  return performance.now() - start;
}

const every = await requests();
const all = every.slice(0, REQUESTS);
const known = kinds(every);
const planned = plan(all, known, places(every));
writeCity(city, every, known);
const alone = publish(OPENED);
const site = { portal: built.portal, tree };

const sent = planned.days.flatMap(([, { sent: of }]) => of);
const { rate, receipts: once } = await intake(site, join(folder, "at-once"), sent);
const { receipts, took } = await replay(site, data, planned.days, folder, console.log);
const whole = publish(`${planned.today}T08:00:00-05:00`, "--cases", data);

/** Acts a second of a part of all batches. */
const acts = (batches) =>
  (1000 * batches.reduce((sum, { done }) => sum + done, 0)) / batches.reduce((sum, { time }) => sum + time, 0);
const fifth = Math.ceil(took.batches.length / 5);
const rows = [
  beside(
    "requests taken in over 64 connections, every tenth sent twice",
    "requests/s",
    rate,
    (1000 * receipts.size) / took.sending,
    "one connection",
    { less: false },
  ),
  equal("receipts of these requests", "receipts", once, all.length),
  beside(
    "acts by `mingdan case run`, the last fifth of the days",
    "acts/s",
    acts(took.batches.slice(-fifth)),
    acts(took.batches.slice(0, fifth)),
    "the first fifth",
    // No goal: a day is a process, whose start is most of a day with few acts.
    { less: false },
  ),
  beside("publishing", "ms", whole, alone, "without cases"),
];
const server = await serve(site, data, { ...clock(), FAKETIME: `${planned.today} 12:00:00` });
const browser = await launch();
try {
  rows.push(...(await register(tree, planned, server.origin, BOUND)));
  rows.push(...(await atTheDesk(site, data, planned, server.origin, receipts)));
  rows.push(...(await portal(browser, server.origin, planned, known)));
} finally {
  await browser.close();
  await server.stop();
}
report("weight", rows);
