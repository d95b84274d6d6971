// What a first visit to the home page costs on the wire: every file the browser asks the real
// server for, in Brotli bytes, against the budget in size.json.
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { launch, ready, serve, visitor } from "./harness.mjs";

const { budget_bytes: budget } = JSON.parse(
  readFileSync(new URL("size.json", import.meta.url), "utf8"),
);

const server = await serve();
const browser = await launch();
const rows = [];
try {
  const { page, context } = await visitor(browser, server.origin);
  const asked = [];
  page.on("response", (response) => asked.push(response));
  await page.goto("/");
  await ready(page);
  for (const response of asked) {
    if (!response.url().startsWith(server.origin)) {
      throw new Error(`the home page asks a stranger: ${response.url()}`);
    }
    const body = await response.body();
    const sizes = await response.request().sizes();
    const encoding = response.headers()["content-encoding"] ?? "identity";
    // A small file that the server sends as it is counts as it is sent.
    const sent = sizes.responseBodySize || body.length;
    rows.push({
      path: new URL(response.url()).pathname,
      encoding,
      sent,
      brotli: Math.min(sent, brotliCompressSync(body).length),
      plain: body.length,
    });
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
const sent = total("sent");
const verdict = sent <= budget ? "within" : "OVER";
console.log(`${sent} bytes of ${budget}: ${verdict} the budget`);
if (sent > budget) process.exitCode = 1;
