// Lighthouse, as on a phone, three runs of each page on the real server: the median of performance,
// and the worst of everything else. The pages of the whole program are the release's.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as launcher from "chrome-launcher";
import lighthouse from "lighthouse";
import { built, serve, target } from "../browser/harness.mjs";

const RUNS = 3;
/** The least score of each category, of 100, and the most that a page may jump. */
const LEAST = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const MOST_SHIFT = 0.02;

const PAGES = {
  home: "/",
  verdict: "/vendor?place=Z-001&goods=snack",
  lists: "/tasks",
  requirement: "/requirements/T-002",
  "following a case": "/feedback/follow",
};

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
    const runs = [];
    for (let run = 1; run <= RUNS; run += 1) {
      const { lhr, report } = await lighthouse(
        `${server.origin}${path}`,
        { port: chrome.port, output: "html", logLevel: "error" },
      );
      writeFileSync(join(folder, `${name.replaceAll(" ", "-")}-${run}.html`), report);
      if (lhr.runtimeError) throw new Error(`${name}: ${lhr.runtimeError.message}`);
      runs.push(lhr);
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
