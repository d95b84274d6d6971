// What lands on one office: the bytes that its page costs somebody who has read another page of the
// task lists before, and the time until its figures stand there.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { ready, visitor } from "../../browser/harness.mjs";

/** How many offices are opened. */
const OFFICES = 8;

/** Offices of a tree that have duty lists, spread over the city. */
function offices(tree) {
  const read = (path) => JSON.parse(readFileSync(join(tree, path), "utf8"));
  const { units } = read(read("manifest.json").files.duties.path);
  const step = units.length / OFFICES;
  return Array.from({ length: OFFICES }, (_, n) => units[Math.floor(n * step)].unit);
}

/** Opens the pages of offices, each with an empty cache: their bytes, and their times in ms. */
export async function officePages(browser, server, tree) {
  const opened = [];
  for (const unit of offices(tree)) {
    const { page, context } = await visitor(browser, server.origin, { serviceWorkers: "block" });
    await page.goto("/tasks");
    await ready(page);
    const responses = [];
    page.on("response", (response) => responses.push(response));
    await page.evaluate((unit) => {
      const link = document.createElement("a");
      link.href = `/office/${unit}`;
      document.body.append(link);
    }, unit);
    const figures = page.locator("main dl.sum dd b").first().waitFor();
    const start = performance.now();
    await page.evaluate(() => document.body.lastElementChild.click());
    await figures;
    const time = performance.now() - start;
    await ready(page);
    const data = responses.filter((response) => new URL(response.url()).pathname.startsWith("/data/f/"));
    const sizes = await Promise.all(data.map(async (response) => (await response.request().sizes()).responseBodySize));
    opened.push({ bytes: sizes.reduce((sum, size) => sum + size, 0), time });
    await context.close();
  }
  return opened;
}
