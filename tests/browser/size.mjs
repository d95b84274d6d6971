// What a first visit to the home page costs on the wire: every file the browser asks the real
// server for until the page is there, in Brotli bytes, against the budget in size.json. The
// visitor saves data, so that nothing is fetched ahead; the parts of the program that others fetch
// once the browser has nothing else to do are listed below, against a budget of their own.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { built, launch, ready, savesData, serve, visitor } from "./harness.mjs";

const { budget_bytes: budget, later_budget_bytes: laterBudget } = JSON.parse(
  readFileSync(new URL("size.json", import.meta.url), "utf8"),
);

const server = await serve();
const browser = await launch();
const rows = [];
try {
  const { page, context } = await visitor(browser, server.origin);
  await savesData(page);
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
