// The chunks of the program: when they are fetched, and what a visitor sees if one fails to load.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { openPage, pages } from "./pages.mjs";
import { DESK, launch, ready, savesData, serve, test, visitor } from "./harness.mjs";

let server;
let browser;
before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What is fetched ahead: every chunk but the map, the histories and the comparison of notices, with what chunks share. */
const AHEAD = ["chains", "duties", "lists", "lookup", "record", "report", "shared", "shared_duties", "shared_vending", "slips", "vending"];

/** The program's files that a page requests, by their names without the hash. */
function requested(page) {
  const names = [];
  page.on("request", (request) => {
    const [, name] = new URL(request.url()).pathname.match(/^\/(.+)-[0-9a-f]{16}\.wasm$/) ?? [];
    if (name) names.push(name);
  });
  return names;
}

/** Waits until everything that the page has left for its idle moments is under way. */
function idle(page) {
  return page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))));
}

test("the first visit fetches the program, and the chunks once the browser is idle", async () => {
  const visit = await visitor(browser, server.origin, { viewport: DESK });
  const names = requested(visit.page);
  await Promise.all([visit.page.waitForRequest(() => names.length === 1 + AHEAD.length), visit.open("/")]);
  assert.deepEqual(names.slice(0, 1), ["mingdan-portal"]);
  assert.deepEqual(names.slice(1).sort(), AHEAD);
  await ready(visit.page);
  // Everything is loaded: no page needs another file of the program.
  await visit.page.route("**/*.wasm", (route) => route.abort());
  for (const name of ["能不能摆", "任务清单", "反映问题", "动态"]) {
    const link = visit.page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name });
    await link.click();
    await link.and(visit.page.locator("[aria-current=page]")).waitFor();
    await visit.page.locator("main h1:focus").waitFor();
  }
  await visit.close();
});

test("with data saving a chunk is fetched when a link to it is hovered or focused", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await savesData(page);
  const names = requested(page);
  await visit.open("/");
  await ready(page);
  await idle(page);
  assert.deepEqual(names, ["mingdan-portal"], "nothing is prefetched");
  await Promise.all([
    page.waitForRequest(/\/report-[0-9a-f]{16}\.wasm$/),
    page.getByRole("link", { name: "查办理进度" }).first().focus(),
  ]);
  const [pointed] = await Promise.all([
    page.waitForResponse(/\/lookup-[0-9a-f]{16}\.wasm$/),
    page.getByRole("main").getByRole("link", { name: /^能不能摆/ }).hover(),
  ]);
  assert.equal(pointed.headers()["content-encoding"], "br");
  assert.match(pointed.headers()["cache-control"], /immutable/);
  await ready(page);
  assert.deepEqual(names.sort(), ["lookup", "mingdan-portal", "report", "shared", "shared_duties", "shared_vending", "vending"], "nothing is fetched twice");
  await visit.close();
});

test("a chunk that fails to load shows a message, and can be retried", async () => {
  // A worker would have it in its cache.
  const visit = await visitor(browser, server.origin, { serviceWorkers: "block" });
  const { page } = visit;
  await savesData(page);
  await visit.open("/");
  const cut = (route) => route.abort("internetdisconnected");
  await page.route("**/lookup-*.wasm", cut);
  await page.getByRole("main").getByRole("link", { name: /^能不能摆/ }).click();
  const failure = page.getByRole("heading", { level: 1, name: "这一页没有取到" });
  await failure.waitFor();
  await page.locator("main h1:focus").waitFor();
  await audit(page);
  // The rest of the site still works, and so does going back.
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "清单" }).click();
  await page.getByRole("heading", { level: 1, name: "任务清单" }).waitFor();
  await page.goBack();
  await failure.waitFor();
  await page.getByRole("button", { name: "再试一次" }).click();
  await failure.waitFor();
  await page.unroute("**/lookup-*.wasm", cut);
  await page.getByRole("button", { name: "再试一次" }).click();
  await page.getByRole("heading", { level: 1, name: "能不能摆" }).waitFor();
  await page.locator("main h1:focus").waitFor();
  await ready(page);
  await visit.close(/ERR_INTERNET_DISCONNECTED/);
});

test("a page opened by address, whose chunk is missing on the server, can be reloaded", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  const gone = (route) => route.fulfill({ status: 404, body: "404\n" });
  // For the worker too, which would otherwise have it in its cache.
  await context.route("**/record-*.wasm", gone);
  await page.goto("/en/updates?kind=x");
  await page.getByRole("heading", { level: 1, name: "This page did not arrive" }).waitFor();
  await audit(page);
  await context.unroute("**/record-*.wasm", gone);
  await page.getByRole("link", { name: "open this page again" }).click();
  await page.getByRole("heading", { level: 1, name: "Updates" }).waitFor();
  assert.match(page.url(), /\/en\/updates\?kind=x$/);
  await ready(page);
  await visit.close(/status of 404/);
});

test("a page's chunk comes along with the program, and nothing else does", async () => {
  for (const entry of pages) {
    const visit = await visitor(browser, server.origin, { serviceWorkers: "block" });
    const { page } = visit;
    await savesData(page);
    await openPage(visit, entry, "en");
    await ready(page);
    const fetched = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name, initiatorType }) => ({ file: name.match(/([^/]+)-[0-9a-f]{16}\.wasm$/)?.[1], initiatorType }))
        .filter(({ file }) => file && file !== "mingdan-portal"),
    );
    const late = fetched.filter(({ initiatorType }) => initiatorType !== "link");
    assert.deepEqual(late, [], `${entry.name}: fetched with the program`);
    const files = fetched.map(({ file }) => file);
    assert.deepEqual(files, [...new Set(files)], `${entry.name}: nothing is fetched twice`);
    await visit.close(/status of 404/);
  }
});
