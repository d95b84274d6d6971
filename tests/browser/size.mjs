// What a first visit to the home page costs on the wire: every file the browser asks the real
// server for, in Brotli bytes, against the budget in size.json. The worker's script is part of it;
// what the worker fetches once the page is there, to keep it, is told apart.
import { readFileSync } from "node:fs";
import { get } from "node:http";
import { launch, ready, serve, visitor } from "./harness.mjs";

const { budget_bytes: budget } = JSON.parse(
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

const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
const line = (path, encoding, sent, plain) =>
  console.log(`${path.padEnd(56)} ${encoding.padEnd(9)} ${String(sent).padStart(9)} ${String(plain).padStart(9)}`);
line("file", "encoding", "sent", "plain");
for (const row of rows) line(row.path, row.encoding, row.sent, row.plain);
line("total", "", total("sent"), total("plain"));
for (const row of kept) line(row.path, "kept", row.sent, "");
const all = total("sent");
const verdict = all <= budget ? "within" : "OVER";
console.log(`${all} bytes of ${budget}: ${verdict} the budget`);
if (all > budget) process.exitCode = 1;
