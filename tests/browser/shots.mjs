// Takes a screenshot of every page, at both widths, in both languages, light and dark, into
// target/shots/.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DESK, PHONE, launch, serve, target, visitor } from "./harness.mjs";
import { openPage, pages } from "./pages.mjs";

const folder = join(target, "shots");
mkdirSync(folder, { recursive: true });
const server = await serve();
const browser = await launch();
let count = 0;
try {
  for (const viewport of [PHONE, DESK]) {
    for (const dark of [false, true]) {
      // One visitor opens all pages, so that the program is fetched once.
      const visit = await visitor(browser, server.origin, { viewport, dark });
      for (const lang of ["zh", "en"]) {
        for (const entry of pages) {
          await openPage(visit, entry, lang);
          const file = `${entry.name}-${viewport.width}-${lang}-${dark ? "dark" : "light"}.png`;
          await visit.page.screenshot({ path: join(folder, file), fullPage: true });
          count += 1;
        }
      }
      await visit.close(/status of 404/);
    }
    console.log(`${viewport.width} px done`);
  }
} finally {
  await browser.close();
  await server.stop();
}
console.log(`${count} screenshots in ${folder}`);
