// Test fixtures: the real server over the real tree, the system's Chromium, and a fixed clock.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
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

/** Starts `mingdan serve` with an empty store, on a free port unless one is given. */
export async function serve({ tree = built.tree, portal = built.portal, port = 0 } = {}) {
  const store = mkdtempSync(join(tmpdir(), "mingdan-"));
  const options = ["--listen", `127.0.0.1:${port}`, "--rate", "1000", "--log-level", "warn"];
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

export function launch() {
  return chromium.launch({
    executablePath: built.chromium,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
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
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(now));
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
