// Lighthouse, as on a phone, three runs of each page on the real server: the median of performance,
// and the worst of everything else. The program is the release. Names of pages as arguments measure
// these alone.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as launcher from "chrome-launcher";
import lighthouse from "lighthouse";
import { built, filed, serve, target } from "../browser/harness.mjs";

const RUNS = 3;
/** The least score of each category, of 100, and the most that a page may jump. */
const LEAST = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const MOST_SHIFT = 0.02;

/**
 * The menu of a phone stays at the bottom and covers part of whatever is there, which a reader
 * scrolls up and Lighthouse does not: what is not speed is looked at on a screen that holds the page.
 */
const TALL = { mobile: true, width: 412, height: 12_000, deviceScaleFactor: 1, disabled: false };

const PAGES = {
  home: () => "/",
  verdict: () => "/vendor?place=Z-001&goods=snack",
  lists: () => "/tasks",
  requirement: () => "/requirements/T-002",
  case: async (origin) => `/feedback/follow#${await filed(origin)}`,
};
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PAGES));
if (unknown.length > 0) throw new Error(`no such page: ${unknown.join(", ")}; there are ${Object.keys(PAGES).join(", ")}`);

const folder = join(target, "lighthouse");
mkdirSync(folder, { recursive: true });
const server = await serve();
const chrome = await launcher.launch({
  chromePath: built.chromium,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
const rows = [];
let failed = false;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
try {
  for (const [name, path] of Object.entries(PAGES)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const address = `${server.origin}${await path(server.origin)}`;
    const look = async (run, kind, flags, again = true) => {
      const options = { port: chrome.port, output: "html", logLevel: "error", ...flags };
      const { lhr, report } = await lighthouse(address, options);
      writeFileSync(join(folder, `${name}-${kind}-${run}.html`), report);
      if (!lhr.runtimeError) return lhr;
      // The trace sometimes misses where it began; Lighthouse itself says to run it again.
      if (again && lhr.runtimeError.code === "NO_NAVSTART") return look(run, kind, flags, false);
      throw new Error(`${name}: ${lhr.runtimeError.message}`);
    };
    const runs = [];
    for (let run = 1; run <= RUNS; run += 1) {
      const speed = await look(run, "speed", { onlyCategories: ["performance"] });
      const onlyCategories = Object.keys(LEAST).filter((category) => category !== "performance");
      const rest = await look(run, "rest", { onlyCategories, screenEmulation: TALL });
      runs.push({ categories: { ...rest.categories, ...speed.categories }, audits: { ...rest.audits, ...speed.audits } });
    }
    const score = (category) => runs.map((lhr) => Math.round((lhr.categories[category].score ?? 0) * 100));
    const row = { page: name };
    for (const category of Object.keys(LEAST)) {
      const scores = score(category);
      row[category] = category === "performance" ? median(scores) : Math.min(...scores);
      if (row[category] < LEAST[category]) failed = true;
    }
    row.shift = Math.max(...runs.map((lhr) => lhr.audits["cumulative-layout-shift"].numericValue));
    if (row.shift > MOST_SHIFT) failed = true;
    rows.push(row);
    for (const category of ["accessibility", "best-practices", "seo"]) {
      for (const lhr of runs.slice(0, 1)) {
        const audits = lhr.categories[category].auditRefs.map(({ id, weight }) => ({ weight, ...lhr.audits[id] }));
        for (const audit of audits.filter((audit) => audit.weight > 0 && audit.score !== null && audit.score < 1)) {
          console.log(`${name}: ${category}: ${audit.title}`);
        }
      }
    }
  }
} finally {
  chrome.kill();
  await server.stop();
}
const columns = ["page", ...Object.keys(LEAST), "shift"];
const cell = (row, column) => String(column === "shift" && row ? row.shift.toFixed(3) : (row?.[column] ?? column));
for (const row of [null, ...rows]) {
  console.log(columns.map((column) => cell(row, column).padEnd(18)).join(""));
}
writeFileSync(join(folder, "lighthouse.json"), `${JSON.stringify(rows, null, 2)}\n`);
const least = Object.entries(LEAST).map(([category, score]) => `${category} ${score}`);
console.log(`at least: ${least.join(", ")}; shift at most ${MOST_SHIFT}. Reports in ${folder}`);
process.exitCode = failed ? 1 : 0;
