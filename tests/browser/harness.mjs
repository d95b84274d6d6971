// Test fixtures: the real server over the real tree, the system's Chromium, and a fixed clock.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as runner from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const { env } = process;
export const target = env.MINGDAN_TARGET ?? join(root, "target");

/** What `cargo xtask` built; the default paths are for running a test by hand. */
export const built = {
  program: env.MINGDAN_PROGRAM ?? join(target, "debug/mingdan"),
  portal: env.MINGDAN_PORTAL_DIR ?? join(target, "portal"),
  tree: env.MINGDAN_TREE_DIR ?? join(target, "test-tree"),
  harness: env.MINGDAN_HARNESS ?? join(target, "debug/engine-harness"),
  harnessWasm: env.MINGDAN_HARNESS_WASM ?? join(target, "engine-harness"),
  chromium:
    env.CHROMIUM ??
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync),
};

/** A Monday morning, two hours after the tree was published. */
export const NOW = "2026-11-23T10:00:00+08:00";
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };
/** How long a state is waited for. Only a test that fails waits so long, even on a busy machine. */
const TIMEOUT = 60_000;
/** After how long a test that waits for what never comes fails, with those that come after it run. */
const STUCK = 10 * TIMEOUT;

/** A test as `node:test` has it, that ends. */
export function test(name, body) {
  return runner.test(name, { timeout: STUCK }, body);
}

/** Starts `mingdan serve` with an empty store, on a free port unless one is given. */
export async function serve({ tree = built.tree, portal = built.portal, port = 0, rate = 1000 } = {}) {
  const store = mkdtempSync(join(tmpdir(), "mingdan-"));
  const options = ["--listen", `127.0.0.1:${port}`, "--rate", String(rate), "--log-level", "warn"];
  const server = spawn(
    built.program,
    ["serve", "--portal", portal, "--tree", tree, "--data-dir", store, ...options],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const first = createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
  const line = await Promise.race([first, ended.then((code) => ({ ended: code }))]);
  if (!line.value) throw new Error(`mingdan serve ended with ${line.ended} before it listened`);
  return {
    origin: new URL(line.value).origin,
    store,
    async stop(signal = "SIGTERM") {
      server.kill(signal);
      await ended;
      rmSync(store, { recursive: true, force: true });
    },
  };
}

/** Files a case, and returns its token. */
export async function filed(origin) {
  const response = await fetch(`${origin}/open311/v2/requests.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({ service_code: "vendor_rule", description: "路灯下的摊位划线看不清。" }),
  });
  const [{ token }] = await response.json();
  assert.ok(token, `no receipt: ${response.status}`);
  return token;
}

/** The requests of each visitor's page that are under way, and how many there were in all. */
const requests = new WeakMap();

export function launch(more = []) {
  return chromium.launch({
    executablePath: built.chromium,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}

/**
 * A new visitor: an empty browser profile with the clock fixed at `now`. Exceptions, blocked
 * scripts or styles, and failed requests on its pages are collected in `problems`.
 */
export async function visitor(browser, origin, options = {}) {
  const { now = NOW, viewport = PHONE, dark = false, timezone = "Asia/Shanghai", ...rest } = options;
  const context = await browser.newContext({
    baseURL: origin,
    viewport,
    colorScheme: dark ? "dark" : "light",
    timezoneId: timezone,
    locale: "zh-CN",
    reducedMotion: "reduce",
    ...rest,
  });
  context.setDefaultTimeout(TIMEOUT);
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(now));
  const traffic = { open: new Set(), all: 0 };
  requests.set(page, traffic);
  page.on("request", (request) => {
    traffic.open.add(request);
    traffic.all += 1;
  });
  for (const end of ["requestfinished", "requestfailed"]) {
    page.on(end, (request) => traffic.open.delete(request));
  }
  const problems = [];
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // Requests are aborted when a page is left: not a failure.
    if (why !== "net::ERR_ABORTED") problems.push(`request: ${request.url()} ${why}`);
  });
  return {
    page,
    context,
    problems,
    /** Opens an address and waits until its page is ready. */
    async open(path) {
      const response = await page.goto(path);
      await ready(page);
      return response;
    },
    /** Ends the visit; fails on problems that match no pattern of `expected`. */
    async close(...expected) {
      // A request that a test holds back or changes would otherwise fail in its handler, after the
      // page is gone, and fail the test with it.
      await context.unrouteAll({ behavior: "ignoreErrors" });
      if (!page.isClosed()) await page.unrouteAll({ behavior: "ignoreErrors" });
      await context.close();
      const unexpected = problems.filter((problem) => !expected.some((e) => e.test(problem)));
      assert.deepEqual(unexpected, [], "no unexpected problems");
    },
  };
}

/** Turns on data saving. */
export async function savesData(page) {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true } });
  });
}

/** Waits until the program shows a page and nothing is loading. */
export async function ready(page) {
  await page.getByRole("contentinfo").waitFor();
  await page.locator("main .skeleton").first().waitFor({ state: "detached" });
  await page.waitForLoadState("networkidle");
}

/** Waits until a visitor's page awaits no response, and has done what it does with the last one. */
export async function quiet(page) {
  const traffic = requests.get(page);
  let before;
  do {
    before = traffic.all;
    await becomes(() => [...traffic.open].map((request) => request.url()), []);
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  } while (traffic.all > before);
}

/**
 * Waits until what is read from a page is as expected. Also for conditions that are asynchronous in
 * the page: `waitForFunction` does not await them, and takes any promise for true.
 */
export async function becomes(read, expected) {
  const end = performance.now() + TIMEOUT;
  let found = await read();
  while (!isDeepStrictEqual(found, expected) && performance.now() < end) {
    await pause(50);
    found = await read();
  }
  assert.deepEqual(found, expected);
}

/** Fails if the page overflows horizontally. */
export async function fits(page) {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: innerWidth,
  }));
  assert.ok(content <= window, `${page.url()}: ${content} px wide in a window of ${window} px`);
}

/** The widths at which everything is tested. */
export const widths = [
  ["360 px", PHONE],
  ["1280 px", DESK],
];
