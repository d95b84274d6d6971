// Pagefind over the same items: the bytes that it fetches for a query and its first ten results.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { root } from "../../browser/harness.mjs";

const SHOWN = 10;
const TYPES = { js: "text/javascript", html: "text/html", json: "application/json" };

export async function bytesOfPagefind(browser, duties, typed, folder) {
  const pagefind = await import(pathToFileURL(join(root, "tests/browser/node_modules/pagefind/lib/index.js")).href);
  const { index } = await pagefind.createIndex({ forceLanguage: "zh" });
  for (const [n, { title, text }] of duties.entries()) {
    await index.addCustomRecord({ url: `/${n}`, content: text, language: "zh", meta: { title } });
  }
  await index.writeFiles({ outputPath: folder });
  await pagefind.close();
  const origin = "http://pagefind.localhost";
  const all = { data: [], program: [], found: [] };
  for (const query of typed) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const sent = { data: 0, program: 0 };
    await page.route(`${origin}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      const ending = name.split(".").at(-1);
      const body = name ? readFileSync(join(folder, name)) : "<!doctype html><title>pagefind</title>";
      if (name) {
        // What is not packed already is counted as it would be served.
        const isPacked = /^pf_|pagefind$/.test(ending);
        const size = isPacked ? body.length : Math.min(body.length, brotliCompressSync(body).length);
        sent[ending === "js" || ending === "pagefind" ? "program" : "data"] += size;
      }
      await route.fulfill({ body, contentType: TYPES[ending] ?? (name ? "application/octet-stream" : TYPES.html) });
    });
    await page.goto(`${origin}/`);
    const found = await page.evaluate(
      async ([query, shown]) => {
        const pagefind = await import("/pagefind.js");
        await pagefind.init();
        const { results } = await pagefind.search(query);
        await Promise.all(results.slice(0, shown).map((result) => result.data()));
        return results.length;
      },
      [query, SHOWN],
    );
    for (const part of ["data", "program"]) all[part].push(sent[part]);
    all.found.push(found);
    await context.close();
  }
  return all;
}
