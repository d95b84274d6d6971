// The size of a first visit to the home page: every file that the browser requests from the real
// server until the page is ready, in Brotli bytes, compared with the budget in size.json. The
// worker's script is included; what the worker then fetches for its cache is reported separately.
// The visitor saves data, so that nothing is prefetched; the chunks that others prefetch have a
// budget of their own.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { built, launch, ready, savesData, serve, visitor } from "./harness.mjs";

const { budget_bytes: budget, later_budget_bytes: laterBudget } = JSON.parse(
  readFileSync(new URL("size.json", import.meta.url), "utf8"),
);

const server = await serve();
const browser = await launch();
const rows = [];
const cached = [];

/** The size of a response; the browser reports none for a worker's script. */
function sent(url) {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "br" } }, (response) => {
      let size = 0;
      response.on("data", (chunk) => (size += chunk.length));
      response.on("end", () => resolve({ size, encoding: response.headers["content-encoding"] }));
    }).on("error", reject);
  });
}

try {
  const { page, context } = await visitor(browser, server.origin);
  await savesData(page);
  const responses = [];
  context.on("response", (response) => responses.push(response));
  await page.goto("/");
  await ready(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await ready(page);
  for (const response of responses) {
    // Answered from the worker's cache.
    if (response.fromServiceWorker()) continue;
    if (!response.url().startsWith(server.origin)) {
      throw new Error(`the home page makes a request to another host: ${response.url()}`);
    }
    const path = new URL(response.url()).pathname;
    if (path === "/sw.js") {
      const { size, encoding } = await sent(response.url());
      rows.push({ path, encoding, sent: size, plain: (await (await fetch(response.url())).arrayBuffer()).byteLength });
      continue;
    }
    if (response.request().serviceWorker()) {
      // The size is negative if the response came from the browser's HTTP cache.
      const { responseBodySize } = await response.request().sizes();
      if (responseBodySize > 0) cached.push({ path, sent: responseBodySize });
      continue;
    }
    const body = await response.body();
    const sizes = await response.request().sizes();
    const encoding = response.headers()["content-encoding"] ?? "identity";
    // Small files are sent uncompressed, and counted so.
    rows.push({ path, encoding, sent: sizes.responseBodySize || body.length, plain: body.length });
  }
  await context.close();
} finally {
  await browser.close();
  await server.stop();
}

const later = readdirSync(built.portal)
  .filter((name) => name.endsWith(".wasm") && !rows.some((row) => row.path === `/${name}`))
  .map((name) => {
    const [sent, plain] = [`${name}.br`, name].map((file) => statSync(join(built.portal, file)).size);
    return { path: `/${name}`, encoding: "br", sent, plain };
  });

const line = (path, encoding, sent, plain) =>
  console.log(`${path.padEnd(56)} ${encoding.padEnd(9)} ${String(sent).padStart(9)} ${String(plain).padStart(9)}`);

/** Prints a table and compares it with its budget. */
function report(name, table, limit) {
  const total = (key) => table.reduce((sum, row) => sum + row[key], 0);
  line(name, "encoding", "sent", "plain");
  for (const row of table) line(row.path, row.encoding, row.sent, row.plain);
  line("total", "", total("sent"), total("plain"));
  const sent = total("sent");
  console.log(`${sent} bytes of ${limit}: ${sent <= limit ? "within" : "OVER"} the budget\n`);
  if (sent > limit) process.exitCode = 1;
}
report("the first visit", rows, budget);
report("chunks loaded later", later, laterBudget);
line("fetched by the worker for its cache", "", cached.reduce((sum, row) => sum + row.sent, 0), "");
