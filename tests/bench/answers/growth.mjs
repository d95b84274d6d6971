// How much one lookup fetches in the sample city, and in the same city grown ten and a hundred
// times: the real portal, for a new visitor who saves data and has no service worker.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { ready, root, savesData, serve, target, visitor } from "../../browser/harness.mjs";
import { tree } from "../../browser/harness_page.mjs";
import { newer } from "../newer.mjs";

const TIMES = [1, 10, 100];
const PLACES = 10;

/** The tree of the city grown this many times, published again if the publisher or city changed. */
function grown(times) {
  const out = join(target, `grown-${times}`);
  const grow = join(target, "release/examples/grow");
  if (!newer(join(out, "manifest.json"), [grow, join(root, "cities/xining")])) {
    console.log(`publishing the city grown ${times} times into ${out}${times === 100 ? ", for some minutes" : ""}`);
    rmSync(out, { recursive: true, force: true });
    execFileSync(grow, [join(root, "cities/xining"), String(times), out], { stdio: ["ignore", "ignore", "inherit"] });
  }
  return out;
}

/** The bytes of data fetched from opening the lookup to the verdict, typing the street's name. */
async function fetched(browser, origin, { id, name }) {
  const visit = await visitor(browser, origin, { serviceWorkers: "block" });
  await savesData(visit.page);
  const requests = [];
  visit.page.on("requestfinished", (request) => {
    if (new URL(request.url()).pathname.startsWith("/data/")) requests.push(request);
  });
  await visit.open("/vendor?goods=snack&at=2026-11-23T10:00");
  await visit.page.getByRole("searchbox").pressSequentially(name.zh);
  await visit.page.locator(`main a[href*="place=${id}&"]`).click();
  await visit.page.locator("main .verdict").waitFor();
  await ready(visit.page);
  // Alternatives nearby are fetched after the answer, and are part of it.
  await visit.page.waitForLoadState("networkidle");
  const sizes = await Promise.all(requests.map((request) => request.sizes()));
  const bytes = sizes.reduce((sum, one) => sum + one.responseBodySize, 0);
  await visit.close();
  assert.ok(sizes.length > 2, `${id} reads data`);
  return bytes;
}

/** The rows of this file, for `bench`. */
export async function rows(browser) {
  execFileSync("cargo", ["build", "--locked", "--release", "--package", "snapshot", "--example", "grow"], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, CARGO_TARGET_DIR: target },
  });
  const known = tree(grown(1)).published.shards.flatMap(({ places }) => places.map((place) => [place.id, place]));
  const all = [...new Map(known).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const places = Array.from({ length: PLACES }, (_, i) => all[Math.floor((i * all.length) / PLACES)]);
  const mean = {};
  for (const times of TIMES) {
    const server = await serve({ tree: grown(times) });
    const bytes = [];
    for (const place of places) {
      bytes.push(await fetched(browser, server.origin, place));
    }
    await server.stop();
    mean[times] = bytes.reduce((sum, n) => sum + n, 0) / PLACES;
  }
  console.log(`bytes of data for one lookup, mean of ${PLACES}: ${JSON.stringify(mean)}`);
  const row = (times, goal) => ({
    case: `bytes fetched for one lookup, the city ${times} times as large`,
    ours: () => mean[times],
    peer: () => mean[1],
    peer_name: "the city as it is",
    unit: "bytes",
    goal,
    rounds: 1,
  });
  // At most 1.3 times as many.
  return [row(10, null), row(100, 1 / 1.3)];
}
