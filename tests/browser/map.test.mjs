// The map: drawn from the city's own data, with states shown by colour, pattern and sign, and with
// the list beside it as an alternative.
//
// The first tests compare the map with the list and the answers; the next ones use it by touch,
// keyboard, buttons and slider; the last ones cover loading, a tile layer and gestures.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { audit } from "./axe.mjs";
import { DESK, PHONE, becomes, built, fits, launch, quiet, ready, root, serve, test, visitor, widths } from "./harness.mjs";

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

const geometry = JSON.parse(readFileSync(join(root, "cities/xining/地点.geojson"), "utf8")).features;
/** The old town, which is wholly in view on a desktop. */
const OLD_TOWN = "middle=101774098,36618178&zoom=16";

/** Opens the map and waits until it is drawn and coloured, and all of its view is loaded. */
async function open(visit, path) {
  await visit.open(path);
  await visit.page.locator("city-map path.map-hit").first().waitFor({ state: "attached" });
  await visit.page.locator("city-map .map-label[data-state]").first().waitFor({ state: "attached" });
  await quiet(visit.page);
}

/** Waits for the answer page to say this; its sign may say it in two lines. */
function answers(page, word) {
  const inLines = new RegExp(`^\\s*${[...word].join("\\s*")}\\s*$`);
  return page.locator(".sign .word").filter({ hasText: inLines }).first().waitFor();
}

/** The paths of the squares of a tree. */
function squaresOf(tree) {
  const read = (path) => JSON.parse(readFileSync(join(tree, path), "utf8"));
  const inside = ({ files = {}, parts = {} }) => [
    ...Object.values(files).map(({ path }) => path),
    ...Object.values(parts).flatMap(({ path }) => inside(read(path))),
  ];
  return inside(read(read("manifest.json").files["rules/"].path));
}

/** The drawn places with their name, sign and state, sorted by name. */
async function drawn(page) {
  const all = await page.locator("city-map .map-label").evaluateAll((labels) =>
    labels.map((label) => ({
      name: label.querySelector("span span").nextSibling.data,
      sign: label.querySelector("span span").textContent.trim(),
      state: label.dataset.state,
    })),
  );
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The middle of a place's label in page coordinates. */
async function middle(page, name) {
  const box = await page
    .locator("city-map .map-label", { hasText: name })
    .evaluate((label) => {
      const { x, y, width, height } = label.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
  return box;
}

const SIGNS = { yes: "✓", if: "!", no: "✕", none: "?" };
const WORDS = {
  可以摆: "yes",
  符合条件可以摆: "if",
  不可以摆: "no",
  没有公布规定: "none",
};

for (const [width, viewport] of widths) {
  describe(width, () => {
    test("from the choice of a place to the map, to a street, to its answer, and back", async () => {
      const visit = await visitor(browser, server.origin, { viewport });
      const { page } = visit;
      await visit.open("/vendor?goods=snack&at=2026-11-23T10:00");
      await page.getByRole("link", { name: "在地图上选" }).click();
      await page.getByRole("heading", { level: 1, name: "地图" }).waitFor();
      await page.locator("city-map path.map-hit").first().waitFor({ state: "attached" });
      assert.match(page.url(), /goods=snack/);
      await ready(page);
      await audit(page);
      await fits(page);
      const list = page.getByRole("list", { name: "图上的街道和片区" });
      await list.getByRole("link", { name: /莫家街/ }).click();
      await answers(page, "符合条件可以摆");
      assert.match(page.url(), /\/vendor\?place=Z-001&goods=snack&at=2026-11-23T10:00$/);
      await page.getByRole("link", { name: "在地图上看周围" }).click();
      await page.getByRole("region", { name: "选中的地方" }).getByText("莫家街").waitFor();
      assert.match(page.url(), /zoom=16/);
      await audit(page);
      await visit.close();
    });
  });
}

test("every place of the sample city that is in view is drawn", async () => {
  const visit = await visitor(browser, server.origin, { viewport: DESK });
  const { page } = visit;
  await open(visit, `/map?${OLD_TOWN}&goods=snack`);
  const view = await page.locator("city-map").evaluate((map) => {
    const box = map.getBoundingClientRect();
    return { width: box.width, height: box.height };
  });
  // Web Mercator at zoom 16, around the middle of the address.
  const perDegree = (256 * 2 ** 16) / 360;
  const [east, north] = [view.width / 2 / perDegree, (view.height / 2 / perDegree) * Math.cos((36.618 * Math.PI) / 180)];
  const isIn = ([lon, lat]) => Math.abs(lon - 101.774098) < east * 0.98 && Math.abs(lat - 36.618178) < north * 0.98;
  const flat = ({ type, coordinates }) => (type === "Polygon" ? coordinates[0] : coordinates);
  const expected = geometry.filter((f) => flat(f.geometry).some(isIn)).map((f) => f.properties.name);
  assert.ok(expected.length >= 5, `${expected}`);
  const names = new Set((await drawn(page)).map((d) => d.name));
  for (const name of expected) assert.ok(names.has(name), `${name} is drawn`);
  const listed = await page.getByRole("list", { name: "图上的街道和片区" }).innerText();
  for (const name of expected) assert.ok(listed.includes(name), `${name} is listed`);
  await visit.close();
});

test("what the map shows is what the vendor page answers", async () => {
  const visit = await visitor(browser, server.origin, { viewport: DESK });
  const { page } = visit;
  const seen = new Set();
  for (const at of ["2026-11-23T10:00", "2026-11-23T22:30"]) {
    await open(visit, `/map?${OLD_TOWN}&goods=snack&at=${at}`);
    const states = await drawn(page);
    const rows = page.getByRole("list", { name: "图上的街道和片区" }).getByRole("listitem");
    const links = await rows.evaluateAll((items) =>
      items.slice(0, 5).map((item) => ({
        href: item.querySelector("a").getAttribute("href"),
        name: item.querySelector("a > span").firstChild.data.trim(),
        word: item.querySelector(".word-s").textContent,
      })),
    );
    for (const { href, name, word } of links) {
      const { state, sign } = states.find((s) => s.name === name);
      assert.equal(WORDS[word], state, `${name} on the map and in the list`);
      assert.equal(sign, SIGNS[state], `the sign of ${name}`);
      await visit.open(href);
      await answers(page, word);
      assert.match(page.url(), new RegExp(`at=${at}$`));
      seen.add(state);
    }
  }
  assert.ok(seen.size >= 3, `several states were compared: ${[...seen]}`);
  await visit.close();
});

test("states differ by pattern as well as by colour, in light and dark", async () => {
  for (const dark of [false, true]) {
    const visit = await visitor(browser, server.origin, { viewport: DESK, dark });
    const { page } = visit;
    await open(visit, `/map?${OLD_TOWN}&goods=snack&at=2026-11-23T10:00`);
    const styles = await page.locator("city-map path.map-core").evaluateAll((lines) =>
      lines.map((line) => {
        const { strokeDasharray, stroke } = getComputedStyle(line);
        return [line.dataset.state, { strokeDasharray, stroke }];
      }),
    );
    const byState = new Map(styles);
    for (const state of ["if", "no", "none"]) assert.ok(byState.has(state), `${state} is in view`);
    for (const key of ["strokeDasharray", "stroke"]) {
      const values = [...byState.values()].map((style) => style[key]);
      assert.equal(new Set(values).size, values.length, `${key} differs by state: ${values}`);
    }
    await visit.close();
  }
});

test("a tap selects a street, and a tap on empty ground shows what is there", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE, hasTouch: true });
  const { page } = visit;
  await open(visit, `/map?${OLD_TOWN}&goods=snack`);
  const card = page.getByRole("region", { name: "选中的地方" });
  await page.locator("city-map").scrollIntoViewIfNeeded();
  const street = await middle(page, "莫家街");
  await page.touchscreen.tap(street.x, street.y);
  await card.getByRole("heading", { name: /莫家街/ }).waitFor();
  await card.getByText("符合条件可以摆").waitFor();
  assert.match(page.url(), /place=Z-001/);
  await page.getByRole("button", { name: "在图上看 莫家街", pressed: true }).waitFor();
  // Far from any street: a message with the nearest one and its distance.
  await page.touchscreen.tap(street.x - 55, street.y + 60);
  await card.getByText("这里没有公布的街道").waitFor();
  await card.getByText("最近的街道").waitFor();
  await card.getByText(/\d+ 米/).first().waitFor();
  assert.doesNotMatch(page.url(), /place=/);
  await audit(page);
  await visit.close();
});

test("the list selects places by keyboard, and a link skips the map", async () => {
  const visit = await visitor(browser, server.origin, { viewport: DESK });
  const { page } = visit;
  await open(visit, `/map?${OLD_TOWN}&goods=snack`);
  await page.getByRole("link", { name: "跳过地图，去看列表" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const first = page.getByRole("list", { name: "图上的街道和片区" }).getByRole("listitem").first();
  const link = first.getByRole("link");
  assert.ok(await link.evaluate((element) => element === document.activeElement), "the first place of the list has the focus");
  await page.locator("city-map .map-lit").first().waitFor({ state: "attached" });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("city-map .map-picked").first().waitFor({ state: "attached" });
  const show = first.getByRole("button");
  assert.equal(await show.getAttribute("aria-pressed"), "true");
  assert.ok(await show.evaluate((element) => element === document.activeElement), "the focus stays");
  // The map itself by keyboard: an arrow moves it, Enter queries its middle.
  await page.getByRole("link", { name: "跳过地图，去看列表" }).focus();
  await page.keyboard.press("Tab");
  const map = page.locator("city-map");
  const outline = () => map.evaluate((element) => getComputedStyle(element).outlineStyle);
  assert.equal(await outline(), "solid", "the focus is visible");
  const before = page.url();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((url) => location.href !== url, before);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "您点的位置" }).waitFor();
  await visit.close();
});

for (const [width, viewport] of widths) {
  test(`${width}: public cases are a layer that is off at first, and the list says the same as the map`, async () => {
    const visit = await visitor(browser, server.origin, { viewport });
    const { page } = visit;
    await open(visit, `/map?${OLD_TOWN}&goods=snack`);
    const numbers = page.locator("city-map .map-badge a");
    const rows = page.getByRole("list", { name: "图上的街道和片区" }).getByRole("listitem");
    const told = rows.getByRole("link", { name: /件公开的诉求/ });
    assert.equal(await numbers.count(), 0);
    assert.equal(await told.count(), 0);
    // By keyboard.
    const layer = page.getByRole("button", { name: "公开的诉求" });
    await layer.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/cases=yes/);
    assert.equal(await layer.getAttribute("aria-pressed"), "true");
    await numbers.first().waitFor();
    await page.getByRole("status").filter({ hasText: /其中 \d+ 处有公开的诉求/ }).waitFor();
    await quiet(page);
    const listed = await told.evaluateAll((links) => links.map((link) => [
      link.closest("li").querySelector(".map-of span").firstChild.data.trim(),
      parseInt(link.textContent, 10),
    ]));
    assert.ok(listed.length >= 2, `${listed}`);
    const counts = await numbers.allInnerTexts();
    for (const [name, n] of listed) assert.ok(counts.includes(String(n)), `${name} has its ${n} on the map`);
    await audit(page);
    await fits(page);
    // Another visit by the address sees the same; the other language keeps it.
    const again = await visitor(browser, server.origin, { viewport });
    await open(again, page.url().replace(server.origin, ""));
    await becomes(async () => (await again.page.locator("city-map .map-badge a").allInnerTexts()).sort(), counts.sort());
    await again.page.getByRole("link", { name: "EN", exact: true }).click();
    await again.page.getByRole("button", { name: "Public cases", pressed: true }).waitFor();
    await again.page.getByRole("link", { name: /^Public cases: \d+$/ }).first().waitFor();
    await again.close();
    // A row opens as many cases as it says, and the way back is the map with its layer.
    const first = told.first();
    const [, n] = listed[0];
    await first.click();
    await page.waitForURL(/\/cases\?about=Z-/);
    await becomes(async () => Number((await page.locator("h2.district").innerText()).match(/\d+/)[0]), n);
    await page.goBack();
    await page.waitForURL(/\/map\?.*cases=yes/);
    await numbers.first().waitFor();
    await layer.click();
    await page.waitForURL((url) => !url.search.includes("cases"));
    await becomes(() => numbers.count(), 0);
    await visit.close();
  });
}

test("a number of cases on the map opens them, and the card of a street says it too", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE, hasTouch: true });
  const { page } = visit;
  await visit.open("/cases");
  await page.getByRole("link", { name: "在地图上看" }).click();
  await page.waitForURL(/\/map\?.*cases=yes/);
  await open(visit, `/map?${OLD_TOWN}&place=Z-001&cases=yes`);
  const card = page.getByRole("region", { name: "选中的地方" });
  await card.getByRole("link", { name: "1 件公开的诉求" }).waitFor();
  await page.locator("city-map").scrollIntoViewIfNeeded();
  const number = page.locator("city-map .map-badge a").first();
  await number.waitFor();
  const words = Number(await number.innerText());
  await number.click();
  await page.waitForURL(/\/cases\?about=Z-\d+$/);
  await becomes(async () => Number((await page.locator("h2.district").innerText()).match(/\d+/)[0]), words);
  await visit.close();
});

test("buttons move the map, and its address reproduces the view", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE });
  const { page } = visit;
  await open(visit, `/map?${OLD_TOWN}&goods=snack`);
  for (const name of ["向东移", "放大"]) {
    const before = page.url();
    await page.getByRole("button", { name, exact: true }).click();
    await page.waitForFunction((url) => location.href !== url, before);
  }
  const address = page.url();
  assert.match(address, /zoom=17/);
  const again = await visitor(browser, server.origin, { viewport: PHONE });
  await open(again, address);
  assert.equal(again.page.url(), address);
  await becomes(() => drawn(page), await drawn(again.page));
  await again.close();
  // The other language keeps the view.
  await page.getByRole("link", { name: "EN", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Map" }).waitFor();
  assert.match(page.url(), /\/en\/map\?.*zoom=17/);
  await visit.close();
});

test("the slider changes the time of day on the map", async () => {
  const visit = await visitor(browser, server.origin, { viewport: DESK });
  const { page } = visit;
  await open(visit, `/map?${OLD_TOWN}&goods=snack&at=2026-11-23T10:00`);
  const state = async () => (await drawn(page)).find((d) => d.name === "莫家街").state;
  assert.equal(await state(), "if");
  await page.getByRole("slider", { name: "一天里的时间" }).fill("1260");
  await page.getByText("2026年11月23日 周一 21:00").waitFor();
  await becomes(state, "no");
  assert.match(page.url(), /at=2026-11-23T21:00/);
  // Without goods the map shows grades, which do not depend on the time.
  await page.getByLabel("卖什么").selectOption({ label: "先看道路等级" });
  await page.locator("city-map [data-state=guided]").first().waitFor({ state: "attached" });
  assert.equal(await page.getByRole("slider").count(), 0);
  await visit.close();
});

test("a first visit does not fetch the map, and the map fetches nothing from other hosts", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE });
  const asked = [];
  visit.page.on("request", (request) => asked.push(new URL(request.url())));
  await visit.open("/");
  await visit.open("/vendor");
  assert.deepEqual(asked.filter(({ pathname }) => pathname.startsWith("/map")), []);
  await open(visit, "/map");
  const files = asked.map(({ pathname }) => pathname);
  assert.ok(files.includes("/map.js") && files.includes("/map.css"));
  assert.deepEqual(asked.filter(({ origin }) => origin !== server.origin).map(String), []);
  await visit.close();
});

test("a map that fails to load shows a message beside the list, and can be retried", async () => {
  // A worker would have it in its cache.
  const visit = await visitor(browser, server.origin, { viewport: PHONE, serviceWorkers: "block" });
  const { page } = visit;
  await page.route("**/map.js", (route) => route.abort("internetdisconnected"));
  await visit.open(`/map?${OLD_TOWN}&goods=snack`);
  await page.getByRole("alert").getByRole("heading", { name: "地图没能打开" }).waitFor();
  const row = page.getByRole("list", { name: "图上的街道和片区" }).getByRole("listitem").filter({ hasText: "莫家街" });
  await row.getByText("符合条件可以摆").waitFor();
  // At its end, where the bar at the bottom covers nothing.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await audit(page);
  await page.unroute("**/map.js");
  await page.getByRole("button", { name: "再试一次" }).click();
  await page.locator("city-map path.map-hit").first().waitFor({ state: "attached" });
  await visit.close(/map\.js/, /ERR_INTERNET_DISCONNECTED/);
});

test("a square that fails to load is told with a retry, and the rest of the map is drawn", async () => {
  const visit = await visitor(browser, server.origin, { viewport: DESK, serviceWorkers: "block" });
  const { page } = visit;
  // One square of those in view: the last that is asked for.
  const known = squaresOf(built.tree);
  const squares = [];
  page.on("request", (request) => {
    const square = known.find((path) => request.url().endsWith(path));
    if (square) squares.push(request.url());
  });
  await open(visit, `/map?${OLD_TOWN}&goods=snack`);
  assert.ok(squares.length > 1, `several squares are in view: ${squares}`);
  const all = (await drawn(page)).map((d) => d.name);
  const lost = squares.at(-1);
  await page.route(lost, (route) => route.abort("internetdisconnected"));
  await visit.open("/");
  await open(visit, `/map?${OLD_TOWN}&goods=snack`);
  const note = page.getByRole("status").filter({ hasText: "没有网络，图上有一部分没能取到" });
  await note.waitFor();
  const some = (await drawn(page)).map((d) => d.name);
  assert.ok(some.length > 0 && some.length < all.length, `${some.length} of ${all.length} are drawn`);
  const list = page.getByRole("list", { name: "图上的街道和片区" });
  assert.ok((await list.getByRole("listitem").count()) > 0, "what was read is listed");
  await audit(page);
  // Another try without the network changes nothing; one with it brings the rest.
  await note.getByRole("button", { name: "再试一次" }).click();
  await quiet(page);
  await note.waitFor();
  await page.unroute(lost);
  await note.getByRole("button", { name: "再试一次" }).click();
  await note.waitFor({ state: "detached" });
  await becomes(async () => (await drawn(page)).map((d) => d.name), all);
  await visit.close(/ERR_INTERNET_DISCONNECTED/);
});

const LABELS = "city-map .map-label:not(.map-hidden), city-map .map-name:not(.map-hidden)";
const CONTROLS = "city-map .map-button, city-map .leaflet-control-scale-line, .map-credit";
const boxes = (page, selector) =>
  page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { text: element.textContent, left, top, right, bottom };
    }),
  );

test("the base map lies below the places, is credited, and is fetched as one file", async () => {
  const visit = await visitor(browser, server.origin, { viewport: DESK });
  const { page } = visit;
  await open(visit, "/map?middle=101774098,36618178&zoom=14&goods=snack");
  await page.locator("city-map path.map-base-road").first().waitFor({ state: "attached" });
  await page.getByText("底图为示意").waitFor();
  for (const kind of ["river", "road"]) {
    const name = page.locator(`city-map .map-name-${kind}:not(.map-hidden)`).first();
    await name.waitFor();
  }
  const layers = await page.evaluate(() => {
    const layer = (path) => Number(getComputedStyle(path.closest(".leaflet-pane")).zIndex);
    const all = (selector) => [...document.querySelectorAll(selector)].map(layer);
    return { base: all("city-map path.map-base"), places: all("city-map path.map-core, city-map path.map-area") };
  });
  assert.ok(layers.base.length >= 5 && layers.places.length >= 5);
  assert.ok(Math.max(...layers.base) < Math.min(...layers.places), "below the places");
  // It is a picture only: a tap on a road of it queries the ground.
  const cursor = await page.locator("city-map path.map-base-road").first().evaluate((path) => getComputedStyle(path).pointerEvents);
  assert.equal(cursor, "none");
  await visit.close();
});

for (const [width, viewport] of widths) {
  test(`no label lies under a control or over another, ${width}`, async () => {
    const visit = await visitor(browser, server.origin, { viewport });
    const { page } = visit;
    for (const zoom of [12, 14, 15, 16, 17]) {
      for (const middle of ["101774098,36618178", "101760000,36628000"]) {
        await open(visit, `/map?middle=${middle}&zoom=${zoom}&goods=snack&place=Z-003`);
        await page.getByText("底图为示意").waitFor();
        await page.locator(LABELS).first().waitFor();
        await becomes(async () => {
          const [labels, controls] = [await boxes(page, LABELS), await boxes(page, CONTROLS)];
          const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          const under = labels.filter((label) => controls.some((control) => meet(label, control)));
          const over = labels.filter((label, i) => labels.some((other, j) => j > i && meet(label, other)));
          return [...under, ...over].map(({ text }) => text);
        }, []);
      }
    }
    await visit.close();
  });
}

test("what was asked last is shown at once, and grades are one choice away", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE });
  const { page } = visit;
  await open(visit, `/map?${OLD_TOWN}`);
  await page.locator("city-map [data-state=guided]").first().waitFor({ state: "attached" });
  assert.doesNotMatch(page.url(), /goods=/);
  await page.evaluate(() => localStorage.setItem("mingdan.asked", "Z-001 snack"));
  await open(visit, `/map?${OLD_TOWN}`);
  await page.locator("city-map .map-label[data-state=if]").first().waitFor({ state: "attached" });
  await page.waitForURL(/goods=snack/);
  assert.doesNotMatch(page.url(), /at=/, "at the present time");
  await page.getByText("2026年11月23日 周一 10:00").waitFor();
  await page.getByLabel("卖什么").selectOption({ label: "先看道路等级" });
  await page.locator("city-map [data-state=guided]").first().waitFor({ state: "attached" });
  // Goods in the address hold against what was asked last.
  await open(visit, `/map?${OLD_TOWN}&goods=grill`);
  assert.equal(await page.getByLabel("卖什么").inputValue(), "grill");
  // Goods that the city does not publish any more are not taken over.
  await page.evaluate(() => localStorage.setItem("mingdan.asked", "Z-001 gone"));
  await open(visit, `/map?${OLD_TOWN}`);
  await page.locator("city-map [data-state=guided]").first().waitFor({ state: "attached" });
  await visit.close();
});

test("a configured tile layer is fetched from that server only, and credited", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mingdan-map-"));
  const asked = [];
  const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
  const tiles = createServer((request, response) => {
    asked.push({ path: request.url, referer: request.headers.referer });
    response.writeHead(200, { "content-type": "image/png" }).end(pixel);
  });
  await new Promise((resolve) => tiles.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${tiles.address().port}`;
  try {
    const city = join(folder, "city");
    cpSync(join(root, "cities/xining"), city, { recursive: true });
    const attribution = `{ zh = "试验底图 审图号 GS(2026)0000号", en = "Test map" }`;
    appendFileSync(join(city, "portal.toml"), `\n[map]\ntiles = "${origin}/{z}/{x}/{y}.png"\nattribution = ${attribution}\n`);
    const tree = join(folder, "tree");
    execFileSync(built.program, ["build", city, "--out", tree, "--at", "2026-11-23T08:00:00+08:00"]);
    const own = await serve({ tree });
    const visit = await visitor(browser, own.origin, { viewport: DESK });
    await open(visit, `/map?${OLD_TOWN}&goods=snack`);
    await visit.page.locator("city-map img.leaflet-tile-loaded").first().waitFor({ state: "attached" });
    await visit.page.getByText("试验底图 审图号 GS(2026)0000号").waitFor();
    assert.equal(await visit.page.locator("path.map-base").count(), 0, "no base map under it");
    assert.ok(asked.length > 0);
    for (const { path, referer } of asked) {
      assert.match(path, /^\/16\/\d+\/\d+\.png$/);
      // The provider learns the site's origin, but not the place.
      assert.equal(referer, `${own.origin}/`);
    }
    await audit(visit.page);
    // Images from other servers are still blocked.
    const refused = await visit.page.evaluate(() => new Promise((resolve) => {
      const image = new Image();
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => resolve(effectiveDirective));
      image.src = "http://127.0.0.2:9/x.png";
    }));
    assert.equal(refused, "img-src");
    await visit.close(/127\.0\.0\.2/);
    await own.stop();
  } finally {
    tiles.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("one finger or the wheel scrolls the page; two fingers, or Ctrl and the wheel, move the map", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE, hasTouch: true, isMobile: true });
  const { page, context } = visit;
  await open(visit, `/map?${OLD_TOWN}&goods=snack`);
  const map = page.locator("city-map");
  await map.scrollIntoViewIfNeeded();
  const session = await context.newCDPSession(page);
  const touch = (type, points) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  const gesture = async (...steps) => {
    await touch("touchStart", steps[0]);
    for (const step of steps.slice(1)) await touch("touchMove", step);
    await touch("touchEnd", []);
  };
  const { x, y, width, height } = await map.boundingBox();
  const at = (dx, dy) => [x + width / 2 + dx, y + height / 2 + dy];
  const view = () => page.url().match(/middle=[^&]*&zoom=\d+/)[0];
  const before = view();
  const top = await page.evaluate(() => scrollY);
  await gesture([at(60, 60)], [at(60, 40)], [at(60, 0)], [at(60, -40)], [at(60, -90)]);
  await page.waitForFunction((top) => scrollY > top, top);
  assert.equal(view(), before, "one finger does not move the map");
  // The page may still be coasting.
  await page.waitForFunction((top) => {
    const still = scrollY === top;
    scrollTo(0, top);
    return still;
  }, top);
  await gesture(
    [at(-40, 0), at(40, 0)],
    [at(-40, 20), at(40, 20)],
    [at(-40, 50), at(40, 50)],
    [at(-40, 80), at(40, 80)],
  );
  await page.waitForURL((url) => !url.href.includes(before));
  // The browser's own message when the page is already scrolling.
  await visit.close(/Ignored attempt to cancel a touchstart/);

  const desk = await visitor(browser, server.origin, { viewport: DESK });
  await open(desk, `/map?${OLD_TOWN}&goods=snack`);
  const canvas = await desk.page.locator("city-map").boundingBox();
  await desk.page.mouse.move(canvas.x + canvas.width / 2, canvas.y + 100);
  await desk.page.mouse.wheel(0, 200);
  await desk.page.waitForFunction(() => scrollY > 0);
  assert.match(desk.page.url(), /zoom=16/);
  await desk.page.keyboard.down("Control");
  await desk.page.mouse.wheel(0, -200);
  await desk.page.keyboard.up("Control");
  await desk.page.waitForURL(/zoom=1[78]/);
  await desk.close();
});
