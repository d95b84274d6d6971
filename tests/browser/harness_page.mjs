// The engine harness in Chromium and as a native program, both over the same published files.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { built, root } from "./harness.mjs";
import { named } from "./publisher.mjs";

const json = (path) => JSON.parse(readFileSync(join(built.tree, path), "utf8"));

/** The entries of all files in a directory of the tree. */
export const entries = (directory) => Object.values(named(directory, json));

/** A top-level file of the published tree. */
export const publishedFile = (name) => json(json("manifest.json").files[name].path);

/** The part of the published tree that the engine needs, as JSON text. */
export const published = () => JSON.stringify(tree().published);

/** The same of any tree as an object, with the squares' names in the order of their shards. */
export function tree(folder = built.tree) {
  const read = (path) => JSON.parse(readFileSync(join(folder, path), "utf8"));
  const manifest = read("manifest.json");
  const squares = Object.entries(named(manifest.files["rules/"], read));
  return {
    published: {
      zone: manifest.time_zone,
      city: read(manifest.files.city.path),
      shards: squares.map(([, entry]) => read(entry.path)),
    },
    squares: squares.map(([name]) => name.slice("rules/".length)),
  };
}

/** Each published rule as an expression of `opening_hours`, and the times at which it applies. */
export function ruleTimes(publishedText, from, days) {
  const file = join(mkdtempSync(join(tmpdir(), "mingdan-rules-")), "published.json");
  writeFileSync(file, publishedText);
  const out = execFileSync(built.harness, ["--rules", file, from, String(days)], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  return out.trim().split("\n").map((line) => JSON.parse(line));
}

/** The golden table's rows by column. Only the last column, `why`, may contain commas. */
export function goldenRows() {
  const text = readFileSync(join(root, "tests/golden/answers.csv"), "utf8");
  const [head, ...lines] = text.trim().split("\n");
  const names = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    const row = Object.fromEntries(names.map((name, i) => [name, cells[i]]));
    return { ...row, question: `${row.place},${row.goods},${row.at}` };
  });
}

/** Runs the native harness on the same texts; with `rounds` it returns the milliseconds of each. */
export function native(publishedText, questions, rounds) {
  const folder = mkdtempSync(join(tmpdir(), "mingdan-harness-"));
  const files = [join(folder, "published.json"), join(folder, "questions.csv")];
  writeFileSync(files[0], publishedText);
  writeFileSync(files[1], questions);
  const more = rounds ? [String(rounds)] : [];
  return execFileSync(built.harness, [...files, ...more], { encoding: "utf8", maxBuffer: 1 << 30 });
}

/**
 * A page on which the functions of `crates/engine-harness/src/page.rs` can be called. `files` are
 * further files it can load, as paths by name. The page is cross-origin isolated, so that its clock
 * has a fine resolution.
 */
export async function harnessPage(browser, files = {}) {
  const origin = "http://harness.localhost";
  const types = { js: "text/javascript", wasm: "application/wasm", html: "text/html" };
  // `opening_hours` uses the machine's time zone.
  const context = await browser.newContext({ timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  await page.route(`${origin}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1) || "index.html";
    const body =
      name === "index.html"
        ? "<!doctype html><title>harness</title>"
        : readFileSync(files[name] ?? join(built.harnessWasm, name));
    const headers = {
      "content-type": types[name.split(".").at(-1)],
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    };
    await route.fulfill({ body, headers });
  });
  await page.goto(`${origin}/`);
  await page.evaluate(async () => {
    const program = await import("/engine_harness.js");
    await program.default({ module_or_path: "/engine_harness_bg.wasm" });
  });
  return page;
}
