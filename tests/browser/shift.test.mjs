// Nothing jumps when data arrives: every page on a slow phone and a slow network.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { filed, launch, quiet, serve, test, visitor } from "./harness.mjs";
import { openPage, pages } from "./pages.mjs";

/** The most that a page may shift, as browsers count it (CLS). */
const MOST = 0.02;
/** A weak network: latency in milliseconds, bytes in a second. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };
/** How many times slower than this machine the phone is. */
const SLOWER = 4;

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

const shown = [...pages, { name: "a case", path: async () => `/feedback/follow#${await filed(server.origin)}` }];
for (const entry of shown) {
  test(entry.name, async () => {
    const visit = await visitor(browser, server.origin);
    const { page, context } = visit;
    await page.addInitScript(() => {
      globalThis.shifts = [];
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput, sources } of list.getEntries()) {
          if (hadRecentInput) continue;
          const moved = sources.map(({ node }) => node?.nodeName + (node?.className?.baseVal ?? (node?.className ? `.${node.className}` : "")));
          globalThis.shifts.push({ value, moved });
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", NETWORK);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await openPage(visit, { ...entry, path: typeof entry.path === "string" ? entry.path : await entry.path() }, "zh");
    await quiet(page);
    const shifts = await page.evaluate(() => globalThis.shifts);
    const sum = shifts.reduce((all, { value }) => all + value, 0);
    assert.ok(sum <= MOST, `${sum.toFixed(3)}: ${JSON.stringify(shifts)}`);
    await visit.close(/status of 404/);
  });
}
