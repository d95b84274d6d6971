// What lands on one office, opened by a new visitor: a subdistrict of a city with 10,000 requirements
// beside one of a city with 1,000, of which about as much is asked. The real portal.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { built, ready, serve, target, visitor } from "../../browser/harness.mjs";
import { named } from "../../browser/publisher.mjs";
import { newer } from "../newer.mjs";

const TENTH = { units: 8, items: 340, requirements: 1_000, streets: 40 };
const WHOLE = { units: 80, items: 340, requirements: 10_000, streets: 400 };
const DAY = "2026-06-01T08:00:00+08:00";
/** At most so many times the bytes and the time of the tenth. */
const MOST = 1.5;
const ROUNDS = 9;

/** The tree of a city that is made up, published again if the publisher changed. */
export function published(name, size) {
  const [city, tree] = [`city-${name}`, `tree-${name}`].map((folder) => join(target, "bench", "tasks", folder));
  if (!newer(join(tree, "manifest.json"), [built.program])) {
    console.log(`publishing ${size.requirements} requirements into ${tree}, for some minutes`);
    for (const folder of [city, tree]) rmSync(folder, { recursive: true, force: true });
    const options = Object.entries(size).flatMap(([option, value]) => [`--${option}`, String(value)]);
    const quiet = { stdio: ["ignore", "ignore", "inherit"] };
    execFileSync(built.program, ["sample", city, "--seed", "1", ...options], quiet);
    execFileSync(built.program, ["build", city, "--out", tree, "--at", DAY], quiet);
  }
  return tree;
}

/** The subdistricts of a tree that have a duty list, with the number of requirements that reach each. */
function offices(tree) {
  const read = (path) => JSON.parse(readFileSync(join(tree, path), "utf8"));
  const { files } = read("manifest.json");
  const of = named(files["office/"], read);
  const { units } = read(files.duties.path);
  return units.flatMap(({ unit }) => {
    const entry = of[`office/${unit}`];
    return entry ? [{ unit, requirements: read(entry.path).requirements }] : [];
  });
}

/** Opens an address in a new profile: the time until it is shown, and the bytes of data fetched. */
async function open(browser, origin, address) {
  const visit = await visitor(browser, origin, { serviceWorkers: "block" });
  const requests = [];
  visit.page.on("requestfinished", (request) => {
    if (new URL(request.url()).pathname.startsWith("/data/")) requests.push(request);
  });
  const start = performance.now();
  await visit.page.goto(address);
  await visit.page.locator("main .hit").first().waitFor();
  const time = performance.now() - start;
  await ready(visit.page);
  const sizes = await Promise.all(requests.map((request) => request.sizes()));
  const bytes = sizes.reduce((sum, one) => sum + one.responseBodySize, 0);
  const first = await visit.page.locator("main a.hit").first().getAttribute("href");
  await visit.close();
  assert.ok(sizes.length > 1, `${address} reads data`);
  return { time, bytes, first };
}

/** The rows of this file, for `bench`, and what ends the servers. */
export async function rows(browser) {
  const trees = { tenth: published("tenth", TENTH), whole: published("whole", WHOLE) };
  const all = { tenth: offices(trees.tenth), whole: offices(trees.whole) };
  const sorted = all.tenth.toSorted((a, b) => a.requirements - b.requirements);
  const tenth = sorted[Math.floor(sorted.length / 2)];
  const far = (one) => Math.abs(one.requirements - tenth.requirements);
  const whole = all.whole.toSorted((a, b) => far(a) - far(b))[0];
  console.log(`requirements that reach the office: ${tenth.requirements}, and ${whole.requirements} in the whole city`);
  const servers = { tenth: await serve({ tree: trees.tenth }), whole: await serve({ tree: trees.whole }) };
  const address = { tenth: `/office/${tenth.unit}`, whole: `/office/${whole.unit}` };
  const visit = (size) => open(browser, servers[size].origin, address[size]);
  const opened = { tenth: await visit("tenth"), whole: await visit("whole") };
  const part = (size) => open(browser, servers[size].origin, opened[size].first);
  const parts = { tenth: await part("tenth"), whole: await part("whole") };
  const row = (what, unit, rounds, ours, peer) => ({
    case: what,
    ours,
    peer,
    peer_name: "a city of a tenth",
    unit,
    rounds,
    goal: 1 / MOST,
  });
  const bytes = (what, of) => row(`bytes fetched for ${what}`, "bytes", 1, () => of.whole.bytes, () => of.tenth.bytes);
  return {
    rows: [
      bytes("an office's year, 10,000 requirements", opened),
      bytes("the requirements behind its first figure", parts),
      row(
        "an office's year until it is shown, 10,000 requirements",
        "ms",
        ROUNDS,
        async () => (await visit("whole")).time,
        async () => (await visit("tenth")).time,
      ),
    ],
    end: () => Promise.all(Object.values(servers).map((server) => server.stop())),
  };
}
