// What a first visit to the home page costs on the wire: every file the browser asks the real
// server for until the page is there, in Brotli bytes, against the budget in size.json. The
// worker's script is part of it; what the worker fetches once the page is there, to keep it, is told
// apart. The visitor saves data, so that nothing is fetched ahead; the parts of the program that
// others fetch once the browser has nothing else to do are held against a budget of their own.
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
const kept = [];

/** The bytes a file is sent in; of a worker's script the browser tells no size. */
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
  const asked = [];
  context.on("response", (response) => asked.push(response));
  await page.goto("/");
  await ready(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await ready(page);
  for (const response of asked) {
    // Answered on the phone: nothing is sent.
    if (response.fromServiceWorker()) continue;
    if (!response.url().startsWith(server.origin)) {
      throw new Error(`the home page asks a stranger: ${response.url()}`);
    }
    const path = new URL(response.url()).pathname;
    if (path === "/sw.js") {
      const { size, encoding } = await sent(response.url());
      rows.push({ path, encoding, sent: size, plain: (await (await fetch(response.url())).arrayBuffer()).byteLength });
      continue;
    }
    if (response.request().serviceWorker()) {
      // Less than nothing was sent where the browser's own cache had it.
      const { responseBodySize } = await response.request().sizes();
      if (responseBodySize > 0) kept.push({ path, sent: responseBodySize });
      continue;
    }
    const body = await response.body();
    const sizes = await response.request().sizes();
    const encoding = response.headers()["content-encoding"] ?? "identity";
    // A small file that the server sends as it is counts as it is sent.
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

/** Prints a table and holds it against its budget. */
function hold(name, table, limit) {
  const total = (key) => table.reduce((sum, row) => sum + row[key], 0);
  line(name, "encoding", "sent", "plain");
  for (const row of table) line(row.path, row.encoding, row.sent, row.plain);
  line("total", "", total("sent"), total("plain"));
  const sent = total("sent");
  console.log(`${sent} bytes of ${limit}: ${sent <= limit ? "within" : "OVER"} the budget\n`);
  if (sent > limit) process.exitCode = 1;
}
hold("the first visit", rows, budget);
hold("what comes later", later, laterBudget);
line("what the worker fetches to keep", "", kept.reduce((sum, row) => sum + row.sent, 0), "");
