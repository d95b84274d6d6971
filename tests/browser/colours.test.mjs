// Colours on older phones. What a browser does not know is dropped: a rule with an unknown selector,
// a group of an unknown kind with all that is in it, and a declaration whose custom property turns
// out to hold an unknown function, together with whatever stood before it. These tests serve the
// style sheets as such a browser reads them.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { DESK, PHONE, built, fits, launch, quiet, serve, test, visitor } from "./harness.mjs";

let server;
let browser;
before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const sheets = readdirSync(built.portal).filter((name) => name.endsWith(".css"));
const text = (name) => readFileSync(join(built.portal, name), "utf8");

/** Groups that Chrome 98 and Safari 15.3 skip with all their rules. */
const UNKNOWN_GROUPS = /^@(layer|container|scope|starting-style)\b|^@media[^{]*[<>]|^@supports[^{]*color-mix/;
const UNKNOWN_SELECTOR = /:has\(/;
const UNKNOWN_FUNCTION = /\b(light-dark|color-mix)\(/g;

/** The end of the block that opens at an index. */
function closing(css, open) {
  let depth = 0;
  for (let i = open; i < css.length; i += 1) {
    if (css[i] === "{") depth += 1;
    if (css[i] === "}" && (depth -= 1) === 0) return i;
  }
  throw new Error(`no end of ${css.slice(open, open + 60)}`);
}

/** A style sheet without what older browsers do not know. */
function asOlderBrowsersRead(css) {
  let kept = "";
  let i = 0;
  while (i < css.length) {
    const open = css.indexOf("{", i);
    const statement = css.indexOf(";", i);
    if (statement >= 0 && (open < 0 || statement < open)) {
      i = statement + 1;
      continue;
    }
    if (open < 0) break;
    const head = css.slice(i, open).trim();
    const end = closing(css, open);
    const body = css.slice(open + 1, end);
    i = end + 1;
    if (UNKNOWN_GROUPS.test(head) || UNKNOWN_SELECTOR.test(head)) continue;
    const isGroup = /^@(media|supports)/.test(head);
    kept += `${head}{${isGroup ? asOlderBrowsersRead(body) : body.replace(UNKNOWN_FUNCTION, "unknown-$1(")}}\n`;
  }
  return kept;
}

test("the transformation drops what older browsers drop, and no more", () => {
  const css = `/**/@layer a,b;@layer a{p{color:red}}:root{--a:light-dark(red,blue);--b:#fff}
    @media (min-width:5rem){a:has(b){c:d}e{f:g}}@media (width>=5rem){p{c:d}}x,y:has(z){c:d}`;
  assert.equal(
    asOlderBrowsersRead(css.replace("/**/", "")).replace(/\s+/g, ""),
    ":root{--a:unknown-light-dark(red,blue);--b:#fff}@media(min-width:5rem){e{f:g}}",
  );
});

test("no style sheet has a layer, and none a colour that only new browsers know", () => {
  assert.ok(sheets.length >= 2, sheets.join());
  for (const name of sheets) {
    assert.doesNotMatch(text(name), /@layer|light-dark\(/, name);
    // A width in the range syntax is unknown to Chrome before 104 and Safari before 16.4.
    assert.doesNotMatch(text(name), /@media[^{]*[<>]/, name);
  }
});

/** Opens pages with the style sheets as older browsers read them. */
async function older(options) {
  const visit = await visitor(browser, server.origin, { serviceWorkers: "block", ...options });
  await visit.context.route("**/*.css", async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    await route.fulfill({ contentType: "text/css", body: asOlderBrowsersRead(text(name)) });
  });
  return visit;
}

const VERDICTS = [
  ["yes", "/vendor?place=Z-009&goods=repair&at=2026-11-23T12:00"],
  ["if", "/vendor?place=Z-001&goods=snack&at=2026-11-23T10:00"],
  ["no", "/vendor?place=Z-001&goods=snack&at=2026-11-23T22:00"],
  ["none", "/vendor?place=Z-001&goods=repair&at=2026-11-23T22:00"],
];

/** The colours of the parts of an answer, as the browser computes them. */
const colours = (page) =>
  page.evaluate(() => {
    const of = (selector, property) => getComputedStyle(document.querySelector(selector))[property];
    return {
      paper: of("body", "backgroundColor"),
      ink: of("body", "color"),
      word: of(".sign h1", "color"),
      ground: of(".sign", "backgroundColor"),
      frame: of(".sign", "borderTopColor"),
      shape: of(".sign .shape", "fill"),
      strips: [...document.querySelectorAll(".strip a rect:nth-of-type(2)")].map((part) => {
        const pattern = document.querySelector(getComputedStyle(part).fill.match(/#[\w-]+/)[0]);
        const parts = [...pattern.children].map((child) => getComputedStyle(child));
        return parts.map(({ fill, stroke }) => `${fill} ${stroke}`).join();
      }),
      button: of(".acts .btn", "backgroundColor"),
      line: of(".dock", "borderTopColor"),
    };
  });

const CLEAR = "rgba(0, 0, 0, 0)";

for (const dark of [false, true]) {
  describe(dark ? "dark" : "light", () => {
    test("an older browser shows every verdict in the colours of a newer one", async () => {
      const old = await older({ dark });
      const now = await visitor(browser, server.origin, { dark });
      const grounds = new Set();
      for (const [verdict, path] of VERDICTS) {
        await old.open(path);
        await now.open(path);
        await old.page.locator(`.sign.s-${verdict}`).waitFor();
        const shown = await colours(old.page);
        assert.deepEqual(shown, await colours(now.page), verdict);
        assert.notEqual(shown.ground, CLEAR);
        // Where nothing is published the sign has no fill: ink on paper in a dotted frame.
        const inked = [shown.word, shown.ground].join() === [shown.ink, shown.paper].join();
        assert.equal(inked, verdict === "none", verdict);
        assert.notEqual(shown.frame, CLEAR);
        grounds.add(shown.ground);
        await fits(old.page);
      }
      assert.equal(grounds.size, VERDICTS.length, "each verdict has its own");
      await old.close();
      await now.close();
    });

    test("an older browser draws the map's lines and areas", async () => {
      const visit = await older({ dark, viewport: { width: 1280, height: 800 } });
      const { page } = visit;
      await visit.open("/map?middle=101774098,36618178&zoom=16&goods=snack&at=2026-11-23T10:00");
      await page.locator("city-map path.map-line").first().waitFor({ state: "attached" });
      await quiet(page);
      const strokes = await page.locator("city-map path.map-line").evaluateAll((lines) =>
        lines.map((line) => [line.dataset.state, getComputedStyle(line).stroke]),
      );
      for (const [state, stroke] of strokes) assert.match(stroke, /^rgb/, state);
      const ground = await page
        .locator("city-map")
        .evaluate((map) => getComputedStyle(map).backgroundColor);
      assert.notEqual(ground, CLEAR);
      await visit.close();
    });
  });
}

test("dark or not, paper is white", async () => {
  const visit = await visitor(browser, server.origin, { dark: true });
  await visit.open("/vendor?place=Z-001&goods=snack&at=2026-11-23T10:00");
  await visit.page.emulateMedia({ media: "print", colorScheme: "dark" });
  const shown = await colours(visit.page);
  assert.equal(shown.ink, "rgb(0, 0, 0)");
  assert.equal(shown.ground, "rgb(246, 197, 61)");
  // What is for the screen alone is not printed.
  for (const part of [".when", ".acts", ".tools", ".dock"]) {
    await visit.page.locator(part).waitFor({ state: "hidden" });
  }
  await visit.close();
});

/** Where something is chosen or present among its like: the page, at which width, what the like are. */
const CHOSEN = [
  ["the menu of a phone", PHONE, "/vendor", ".dock a"],
  ["the menu of a desk", DESK, "/tasks", ".top-doors a"],
  ["day, week and year", PHONE, "/vendor?place=Z-001&goods=produce&at=2026-12-29T13:00&show=week", ".seg a"],
  ["the days of a year", PHONE, "/vendor?place=Z-001&goods=drink&at=2026-11-23T13:00&show=year", "a.cell"],
  ["the list beside the map", PHONE, "/map?middle=101774098,36618178&zoom=15&place=Z-001&goods=snack&at=2026-11-23T10:00", "main button[aria-pressed]"],
  ["when it happened", PHONE, "/feedback?step=words", "main .chip"],
  ["the sizes of the text", PHONE, "/about", ".ribbon button"],
];

for (const [what, viewport, path, like] of CHOSEN) {
  test(`forced colours keep what is chosen apart: ${what}`, async () => {
    const visit = await visitor(browser, server.origin, { viewport, forcedColors: "active" });
    const { page } = visit;
    await page.addInitScript(() => localStorage.setItem("mingdan.size", "big"));
    await visit.open(path);
    const chosen = page.locator(like).and(page.locator('[aria-current], [aria-pressed="true"]'));
    if ((await chosen.count()) === 0) await page.locator(like).first().click();
    // It may be in a table that is closed.
    await chosen.first().waitFor({ state: "attached" });
    const looks = await page.locator(like).evaluateAll((elements) =>
      elements.map((element) => {
        const { borderTop, borderBottom, outlineStyle, outlineWidth } = getComputedStyle(element);
        const isChosen = element.matches('[aria-current], [aria-pressed="true"]');
        return [isChosen, [borderTop, borderBottom, outlineStyle, outlineStyle === "none" || outlineWidth].join()];
      }),
    );
    const of = (wanted) => new Set(looks.filter(([isChosen]) => isChosen === wanted).map(([, look]) => look));
    const others = of(false);
    assert.ok(others.size > 0, "there is something to tell it from");
    for (const look of of(true)) assert.ok(!others.has(look), `${look} is how the others look`);
    await visit.close();
  });
}
