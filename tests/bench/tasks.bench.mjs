// The task lists. The search over duty items and requirements, in Chromium: its time and its hits beside
// FlexSearch and MiniSearch over the same items with the same pairs of characters, its bytes beside
// Pagefind, and whether a list of 27,200 items is scrolled without a late frame (docs/search.md). What
// checking and publishing a large city takes, and what an office's page in it costs, beside a tenth.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DESK, built, launch, ready, root, serve, visitor } from "../browser/harness.mjs";
import { harnessPage } from "../browser/harness_page.mjs";
import { measured, report, target } from "./bench.mjs";
import { random } from "./random.mjs";
import { bytesOfPagefind } from "./tasks/pagefind.mjs";
import { index, items } from "./tasks/index.mjs";
import { judged } from "./tasks/judged.mjs";
import { officePages } from "./tasks/office.mjs";
import { publishing } from "./tasks/publishing.mjs";

const SIZE = ["--units", "80", "--items", "340", "--requirements", "1000", "--streets", "40"];
const SHOWN = 50;
const QUERIES = 60;
/** What is typed to measure bytes: common, rare, and in two words. */
const TYPED = ["隐患排查", "出租房屋", "台账更新", "消防水源", "热线件", "档案 信息核对"];
/** The longest work of a frame that is drawn in time, in ms. */
const FRAME = 16.7;

const folder = join(target, "bench", "tasks");
rmSync(folder, { recursive: true, force: true });

/** Makes a city up and publishes it; `edit` may change the sheet of duty items. */
function city(name, edit) {
  const [made, out] = [join(folder, name), join(folder, `${name}-tree`)];
  execFileSync(built.program, ["sample", made, "--seed", "1", ...SIZE], { stdio: "ignore" });
  if (edit) {
    const sheet = join(made, "履职事项.csv");
    writeFileSync(sheet, edit(readFileSync(sheet, "utf8")));
  }
  execFileSync(built.program, ["build", made, "--out", out, "--at", "2026-11-23T08:00:00+08:00"], { stdio: "ignore" });
  return out;
}

/** Gives every item a title of its own: no two are one entry, which is the worst there is. */
function noTwoAlike(sheet) {
  const [heading, ...rows] = sheet.trimEnd().split("\n");
  const at = heading.split(",").indexOf("事项名称");
  const renamed = rows.map((row, n) => {
    const cells = row.split(",");
    cells[at] += `第${n}网格`;
    return cells.join(",");
  });
  return [heading, ...renamed, ""].join("\n");
}

const draw = random(27_200);

/** Parts of titles, as they are typed. */
function partsOf(titles) {
  return Array.from({ length: QUERIES }, () => {
    const title = [...titles[draw(titles.length)].replace(/[（第].*/u, "")];
    const length = 2 + draw(3);
    const from = draw(Math.max(1, title.length - length));
    return title.slice(from, from + length).join("");
  });
}

/** The shares of right titles among the first ten found, and of the first that is right. */
function hits(found, of = judged) {
  let [recall, first] = [0, 0];
  for (const [n, { right }] of of.entries()) {
    const titles = [...new Set(found[n])].slice(0, 10);
    recall += right.filter((title) => titles.includes(title)).length / right.length;
    const rank = titles.findIndex((title) => right.includes(title));
    if (rank >= 0) first += 1 / (rank + 1);
  }
  return { recall: recall / of.length, first: first / of.length };
}

const NODE = join(root, "tests/browser/node_modules");
// Before the browser starts, which would take turns with the publisher.
const published = await publishing(folder);
const browser = await launch();
const servers = [];
try {
  const page = await harnessPage(browser, {
    "minisearch.js": join(NODE, "minisearch/dist/es/index.js"),
    "flexsearch.js": join(NODE, "flexsearch/dist/flexsearch.bundle.module.min.js"),
    "page.js": join(root, "tests/bench/tasks/page.js"),
  });
  const call = (name, ...given) =>
    page.evaluate(async ([name, given]) => (await import("/page.js"))[name](...given), [name, given]);
  const rows = [];

  // The judged queries, over the sample city.
  const sample = { ours: index(built.tree), all: items(built.tree) };
  const every = [...sample.all.duties, ...sample.all.others];
  const titles = { ours: sample.ours.entries.map(({ title }) => title.zh) };
  await call("prepare", "judged", "ours", sample.ours);
  // A title of several units is one document of the peers: what is judged is which titles are found.
  const once = [...new Map(every.map((item) => [item.title, item])).values()];
  for (const peer of ["flexsearch", "minisearch"]) {
    titles[peer] = once.map(({ title }) => title);
    await call("prepare", "judged", peer, once.map(({ text }) => text));
  }
  const quality = {};
  for (const side of ["ours", "flexsearch", "minisearch"]) {
    const found = await call("found", "judged", side, judged.map(({ query }) => query), SHOWN);
    const named = found.map((list) => list.map((n) => titles[side][n]));
    quality[side] = hits(named);
    for (const kind of new Set(judged.map(({ kind }) => kind))) {
      const of = judged.flatMap((one, n) => (one.kind === kind ? [[one, named[n]]] : []));
      const { recall, first } = hits(of.map(([, list]) => list), of.map(([one]) => one));
      console.log(`${side}, ${kind}: ${of.length} queries, recall@10 ${recall.toFixed(3)}, first right 1/rank ${first.toFixed(3)}`);
      if (side === "ours") quality[kind] = recall;
      else if (kind === "words") assert.ok(quality.words >= recall, `${side} finds more in the words of the lists`);
    }
  }
  for (const peer of ["flexsearch", "minisearch"]) {
    for (const what of ["recall", "first"]) {
      rows.push({
        case: `60 judged queries, ${what === "recall" ? "right among the first ten" : "1 / rank of the first right"}`,
        ours: () => quality.ours[what],
        peer: () => quality[peer][what],
        peer_name: `${peer}, bigrams`,
        unit: "share",
        goal: 1,
        more_is_better: true,
        rounds: 1,
      });
    }
  }

  // Time, over 27,200 duty items: as units publish them, and where no two are alike.
  const trees = { alike: city("alike"), "no two alike": city("distinct", noTwoAlike) };
  for (const [name, tree] of Object.entries(trees)) {
    const { duties, others } = items(tree);
    assert.equal(duties.length, 27_200);
    const texts = [...duties, ...others].map(({ text }) => text);
    const queries = partsOf(duties.map(({ title }) => title));
    const made = {};
    made.ours = await call("prepare", name, "ours", index(tree));
    for (const peer of ["flexsearch", "minisearch"]) made[peer] = await call("prepare", name, peer, texts);
    console.log(`${name}: ready in ms`, Object.entries(made).map(([side, ms]) => `${side} ${ms.toFixed(0)}`).join(", "));
    for (const [peer, goal] of [["flexsearch", 1], ["minisearch", 20]]) {
      rows.push({
        case: `the best 50 of 27,200 duty items (${name}) and 1,040 others, p95 of ${QUERIES} queries`,
        ours: () => call("p95", name, "ours", queries, SHOWN),
        peer: () => call("p95", name, peer, queries, SHOWN),
        peer_name: `${peer}, bigrams`,
        unit: "ms",
        goal,
        rounds: 5,
      });
    }
  }

  // Bytes of a first query, as the server sends them, and of one within a unit.
  for (const [name, tree] of Object.entries(trees)) {
    const server = await serve({ tree });
    servers.push(server);
    const { duties } = items(tree);
    const pagefind = await bytesOfPagefind(browser, duties, TYPED, join(folder, `pagefind-${name}`));
    const ours = await bytes(server, "");
    const within = await bytes(server, unitOf(tree));
    console.log(`${name}: bytes of each query`, { ours, within, pagefind });
    const mean = (all) => all.reduce((sum, one) => sum + one, 0) / all.length;
    const row = { unit: "bytes", rounds: 1, goal: 1 };
    rows.push({ ...row, case: `a first query, 27,200 items (${name})`, ours: () => mean(ours), peer: () => mean(pagefind.data), peer_name: "pagefind 1.6.0, without its program" });
    rows.push({ ...row, case: `a first query within a unit, 27,200 items (${name})`, ours: () => mean(within), peer: () => mean(ours), peer_name: "itself, within the city", goal: null });
  }

  // Frames while a list of everything is read.
  const late = await frames(servers[1]);
  rows.push({ case: `the work of a frame, scrolling pages of 27,200 items, longest of ${late.length}`, ours: () => Math.max(...late), peer: () => FRAME, peer_name: "a frame at 60 Hz", unit: "ms", goal: 1, rounds: 1 });

  // What lands on one office: published by unit, it costs the same however much there is.
  const offices = {};
  for (const [size, tree] of Object.entries(published.trees)) {
    const server = await serve({ tree });
    servers.push(server);
    offices[size] = () => officePages(browser, server, tree);
  }
  const last = {};
  for (const [what, unit] of [["bytes", "bytes"], ["time", "ms"]]) {
    const side = (size) => async () => {
      // Bytes are those of the pages whose times were taken.
      if (what === "time" || !last[size]) last[size] = await offices[size]();
      return last[size].reduce((sum, one) => sum + one[what], 0) / last[size].length;
    };
    rows.push({ case: `the page of an office, 10,000 requirements published, ${what}`, ours: side("large"), peer: side("small"), peer_name: "itself, a tenth", unit, goal: 1 / 1.5, rounds: what === "time" ? 5 : 1 });
  }
  report("tasks", [...published.results, ...(await measured(rows))]);
} finally {
  for (const server of servers) await server.stop();
  await browser.close();
}

/** The code of a unit of a tree that has duty lists. */
function unitOf(tree) {
  const read = (path) => JSON.parse(readFileSync(join(tree, path), "utf8"));
  return read(read("manifest.json").files.duties.path).units[7].unit;
}

/** The bytes that each query costs a visitor who has read the page before, and nothing else. */
async function bytes(server, unit) {
  const all = [];
  for (const typed of TYPED) {
    const { page, context } = await visitor(browser, server.origin, { serviceWorkers: "block" });
    await page.goto("/tasks");
    await ready(page);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    const responses = [];
    page.on("response", (response) => responses.push(response));
    await page.evaluate(
      ([typed, unit]) => {
        const link = document.createElement("a");
        link.href = `/tasks?q=${encodeURIComponent(typed)}${unit && `&unit=${unit}`}`;
        document.body.append(link);
        link.click();
      },
      [typed, unit],
    );
    await page.locator("main .hit").first().waitFor();
    await ready(page);
    const data = responses.filter((response) => new URL(response.url()).pathname.startsWith("/data/"));
    const sizes = await Promise.all(data.map(async (response) => (await response.request().sizes()).responseBodySize));
    all.push(sizes.reduce((sum, size) => sum + size, 0));
    await context.close();
  }
  return all;
}

/** How long the work of each frame takes while pages of all items are scrolled, in ms. */
async function frames(server) {
  const { page, context } = await visitor(browser, server.origin, { viewport: DESK });
  const all = [];
  for (const number of [1, 2, 1360, 2720]) {
    await page.goto(`/tasks?kind=duty&page=${number}`);
    await ready(page);
    await page.locator("main .hit").nth(9).waitFor();
    const times = await page.evaluate(async () => {
      const times = [];
      const step = () =>
        new Promise((done) =>
          requestAnimationFrame(() => {
            const start = performance.now();
            scrollBy(0, 60);
            const { port1, port2 } = new MessageChannel();
            // A message that is posted now arrives when the frame is drawn.
            port1.onmessage = () => done(times.push(performance.now() - start));
            port2.postMessage(0);
          }),
        );
      while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) await step();
      return times;
    });
    all.push(...times);
  }
  await context.close();
  return all;
}
