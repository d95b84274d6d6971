// Takes a screenshot of every page, at both widths, in both languages, light and dark, into
// target/shots/, with a contact sheet that shows each beside its mock-up where there is one.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { DESK, PHONE, launch, root, serve, target, visitor } from "./harness.mjs";
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

/** The mock-ups, beside the checkout; without them the sheet has the screenshots alone. */
const MOCKUPS = join(root, "../shared/design/look/renders");
const SCHEMES = ["light", "dark"];

const sections = pages.map(({ name, path, mockup }) => {
  const cells = [PHONE, DESK].flatMap(({ width }) =>
    SCHEMES.flatMap((scheme) => {
      const drawn = join(MOCKUPS, `${mockup}-${width}-${scheme}.png`);
      const shots = ["zh", "en"].map((lang) => `${name}-${width}-${lang}-${scheme}.png`);
      return [...(mockup && existsSync(drawn) ? [[relative(folder, drawn), "mock-up"]] : []), ...shots.map((shot) => [shot, shot])];
    }),
  );
  const figures = cells.map(
    ([file, label]) => `<figure><a href="${file}"><img loading="lazy" src="${file}" alt="${label}"></a><figcaption>${label}</figcaption></figure>`,
  );
  return `<h2>${name} <small>${path.replaceAll("&", "&amp;")}</small></h2><div>${figures.join("")}</div>`;
});
writeFileSync(
  join(folder, "index.html"),
  `<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>
body { font: 1rem system-ui; margin: 1rem; }
div { display: flex; overflow-x: auto; align-items: flex-start; }
figure { margin: 0 1rem 1rem 0; }
img { height: 40rem; border: 1px solid #999; }
</style>${sections.join("")}`,
);
console.log(`${count} screenshots in ${folder}; see index.html there`);
