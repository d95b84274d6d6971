// The lookup: alternatives, the phone's position, a point on the map, answers from archived
// snapshots, and the search in a city of many streets.
//
// Titles with a number are lines of the contract. The archive tests use a second snapshot, in which
// one rule differs; the last test publishes a city with hundreds of additional streets.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { audit } from "./axe.mjs";
import { becomes, built, fits, launch, ready, root, serve, visitor, widths } from "./harness.mjs";
import { entries } from "./harness_page.mjs";
import { second } from "./publisher.mjs";

let server;
let browser;
let next;
before(async () => {
  server = await serve();
  browser = await launch();
  // In the second snapshot snacks in 莫家街 are permitted an hour less.
  next = second("2026-11-24T08:00:00+08:00", [["规则.csv", "09:00-21:00", "09:00-20:00"]]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  next?.remove();
});

const manifest = JSON.parse(readFileSync(join(built.tree, "manifest.json"), "utf8"));
const places = entries(manifest.files["rules/"])
  .flatMap(({ path }) => JSON.parse(readFileSync(join(built.tree, path), "utf8")).places);
const place = (id) => places.find((known) => known.id === id);

async function look(page) {
  await ready(page);
  await audit(page);
  await fits(page);
}

/** A visitor whose phone reports this position. */
const visitorAt = (longitude, latitude, accuracy, more = {}) =>
  visitor(browser, server.origin, {
    geolocation: { longitude, latitude, accuracy },
    permissions: ["geolocation"],
    ...more,
  });

for (const [width, viewport] of widths) {
  describe(width, () => {
    test("s2 alternatives: another time here, and the same goods nearby", async () => {
      const visit = await visitor(browser, server.origin, { viewport });
      const { page } = visit;
      // R-001-1 permits snacks in 莫家街 until 21:00, and again from 09:00.
      await visit.open("/vendor?place=Z-001&goods=snack&at=2026-11-23T21:30");
      const offers = page.getByRole("region", { name: "换个时间，换个地方" });
      await offers.getByRole("link", { name: /这里，从 11月24日 09:00\s*符合条件可以摆，到 11月24日 21:00/ }).waitFor();
      await offers.getByText("正在看附近").waitFor({ state: "detached" });
      await look(page);
      const nearby = offers.getByRole("link").filter({ hasText: "步行约" });
      assert.ok((await nearby.count()) > 0, "something is open nearby at half past nine");
      const walks = await nearby.allTextContents();
      const metres = walks.map((text) => Number(/约 (\d+) 米/.exec(text)[1]));
      for (const text of walks) {
        const [, away, minutes] = /约 (\d+) 米步行约 (\d+) 分钟/.exec(text).map(Number);
        assert.ok(Math.abs(away / 70 - minutes) < 1.2, text);
      }
      assert.deepEqual(metres, [...metres].sort((a, b) => a - b), "nearest first");
      // Its own page says the same for that time.
      const word = await nearby.first().locator(".word-s").textContent();
      await nearby.first().click();
      const [verdict, until] = word.trim().split("，到 ");
      await page.locator(".sign h1").filter({ hasText: verdict }).waitFor();
      await page.locator(".until").filter({ hasText: until }).waitFor();
      assert.match(page.url(), /at=2026-11-23T21:30/, "the same time");
      await visit.close();
    });

    test("s2.12 the phone's position: the street within 30 m, and no request before the tap", async () => {
      const line = place("Z-001").geometry.points;
      const [longitude, latitude] = line[Math.floor(line.length / 2)].map((n) => n / 1e6);
      const visit = await visitorAt(longitude, latitude, 8, { viewport });
      const { page } = visit;
      await page.addInitScript(() => {
        const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
        window.asked = 0;
        navigator.geolocation.getCurrentPosition = (...rest) => (window.asked++, ask(...rest));
      });
      await visit.open("/vendor?goods=snack");
      assert.equal(await page.evaluate(() => window.asked), 0);
      await page.getByRole("button", { name: "用手机定位" }).click();
      const here = page.getByRole("region", { name: "在这一点上" });
      await here.getByRole("link", { name: /莫家街/ }).first().waitFor();
      await look(page);
      // Without the origin, whose port may be any number.
      const { pathname, search } = new URL(page.url());
      assert.doesNotMatch(pathname + search, /point|36|101/, "the position is not in the address");
      await here.getByRole("link", { name: /莫家街/ }).first().click();
      await page.getByRole("heading", { name: /符合条件\s*可以摆/ }).waitFor();
      await visit.close();
    });
  });
}

test("a position that is refused, unavailable, rough or far away has a message", async () => {
  const refused = await visitor(browser, server.origin);
  await refused.open("/vendor");
  await refused.page.getByRole("button", { name: "用手机定位" }).click();
  await refused.page.getByText("手机没有允许定位").waitFor();
  await refused.close();

  const distant = await visitorAt(116.4, 39.9, 10);
  await distant.open("/vendor");
  await distant.page.getByRole("button", { name: "用手机定位" }).click();
  await distant.page.getByText("周围 3 公里内没有公布的街道").waitFor();
  await distant.close();

  const [longitude, latitude] = place("Z-001").geometry.points[0].map((n) => n / 1e6);
  const rough = await visitorAt(longitude, latitude, 900);
  await rough.open("/vendor");
  await rough.page.getByRole("button", { name: "用手机定位" }).click();
  await rough.page.getByText("手机的定位只准到（米）： 900").waitFor();
  await rough.close();

  const none = await visitor(browser, server.origin);
  await none.page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "geolocation", { value: undefined });
  });
  await none.open("/vendor");
  await none.page.getByRole("button", { name: "用手机定位" }).click();
  await none.page.getByText("这个浏览器不能定位").waitFor();
  await none.close();
});

test("s2.12 a point more than 30 m from any street has none, and the nearest is named", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  const [longitude, latitude] = place("Z-001").geometry.points[0];
  await visit.open(`/vendor?point=${longitude},${latitude + 2500}&goods=snack`);
  await page.getByText("这里没有公布的街道（30 米以内）").waitFor();
  await page.getByRole("heading", { name: "最近的街道：" }).waitFor();
  await look(page);
  await visit.open("/vendor?point=here");
  await page.getByRole("alert").getByText("这个位置读不懂： here").waitFor();
  await visit.close();
});

test("an address answers for the instant it names, however it is written", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  const asked = "/vendor?place=Z-001&goods=snack&at=";
  // As typed: the `+` arrives as a space, and 19:30 at +06:00 is 21:30 in the city.
  for (const [at, when, verdict] of [
    ["2026-06-15T19:30:00+06:00", "2026年6月15日 周一 21:30", "不可以摆"],
    ["2026-06-15T19:30+06:00", "2026年6月15日 周一 21:30", "不可以摆"],
    ["2026-06-15T19:30:00%2B06:00", "2026年6月15日 周一 21:30", "不可以摆"],
    ["2026-06-15T13:30:00Z", "2026年6月15日 周一 21:30", "不可以摆"],
    ["2026-06-15T19:30", "2026年6月15日 周一 19:30", "符合条件可以摆"],
    ["2026-06-15+19:30", "2026年6月15日 周一 19:30", "符合条件可以摆"],
    ["2026-06-15", "2026年6月15日 周一 00:00", "不可以摆"],
  ]) {
    await visit.open(asked + at);
    await page.locator(".sign h1").filter({ hasText: verdict }).waitFor();
    await page.getByText(`问的时间：${when}`).waitFor();
  }
  for (const at of ["2026-06-15T19:30:00+06:0", "2026-06-15T25:00", "tomorrow"]) {
    await visit.open(asked + at);
    await page.getByRole("alert").filter({ hasText: "这个时间读不懂" }).waitFor();
    assert.equal(await page.locator(".sign").count(), 0, at);
  }
  await look(page);
  await visit.close();
});

test("the street notice without a place asks for one", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/notice");
  await page.getByText("先选地点，再打印它的告示。").waitFor();
  assert.equal(await page.getByText("没有这条记录").count(), 0);
  await look(page);
  await page.getByRole("searchbox", { name: "在哪里" }).fill("mjj");
  await page.getByRole("list", { name: "地点" }).getByRole("link", { name: /莫家街/ }).first().click();
  await page.getByRole("heading", { level: 2, name: /莫家街/ }).waitFor();
  assert.match(page.url(), /\/notice\?place=Z-001$/);
  await becomes(() => page.evaluate(() => document.activeElement?.tagName), "H2");
  await visit.close();
});

test("an update links to what it is about, whatever its identifiers look like", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/updates");
  const links = (id) =>
    page.locator(`#${id} .affects`).evaluateAll((links) => links.map((a) => [a.textContent, decodeURI(a.getAttribute("href"))]));
  assert.deepEqual(await links("N-02"), [["T-002", "/requirements/T-002"], ["C-01", "/requirements/T-002"]]);
  assert.deepEqual(await links("N-03"), [["Z-006", "/vendor?place=Z-006"], ["C-07", "/vendor?place=Z-006"]]);
  const duties = await links("N-16");
  assert.equal(duties.length, 2);
  for (const [id, href] of duties) assert.match(href, new RegExp(`^/tasks/\\d+/${id}$`));
  await visit.open(duties[0][1]);
  await page.getByText(duties[0][0]).first().waitFor();
  await visit.close();
});

describe("s2.11 addresses with at= and seq=", () => {
  let later;
  before(async () => {
    later = await serve({ tree: next.tree });
  });
  after(() => later?.stop());
  const asked = "/vendor?place=Z-001&goods=snack&at=2026-11-24T20:30";

  test("give exactly the answer of the archived snapshot", async () => {
    const then = await visitor(browser, server.origin);
    await then.open(asked);
    const given = await then.page.locator(".sign").innerText();
    await then.close();
    const visit = await visitor(browser, later.origin);
    const { page } = visit;
    await visit.open(asked);
    await page.getByRole("heading", { name: "不可以摆" }).waitFor();
    await visit.open(`${asked}&seq=1`);
    await page.getByRole("heading", { name: /符合条件\s*可以摆/ }).waitFor();
    assert.equal(await page.locator(".sign").innerText(), given);
    await page.getByText("这是按从前公布的版本作出的回答。版本 1").waitFor();
    await look(page);
    await page.getByRole("link", { name: "按现在的版本再问一次" }).click();
    await page.getByRole("heading", { name: "不可以摆" }).waitFor();
    await visit.close();
  });

  test("with an unknown sequence number show a message and what to do", async () => {
    const visit = await visitor(browser, later.origin);
    for (const seq of ["7", "0", "x"]) {
      await visit.open(`${asked}&seq=${seq}`);
      await visit.page.getByRole("alert").getByText(`没有公布过这个版本： ${seq}`).waitFor();
      await look(visit.page);
    }
    await visit.page.getByRole("link", { name: "按现在的版本再问一次" }).click();
    await visit.page.getByRole("heading", { name: "不可以摆" }).waitFor();
    await visit.close();
  });

  test("from before the first snapshot say that nothing was published then", async () => {
    const visit = await visitor(browser, later.origin);
    await visit.open("/vendor?place=Z-001&goods=snack&at=2026-11-23T07:59");
    await visit.page.getByText("您问的时间早于第一次公布").waitFor();
    await look(visit.page);
    await visit.open("/vendor?place=Z-001&goods=snack&at=2026-11-23T08:00");
    await ready(visit.page);
    assert.equal(await visit.page.getByText("您问的时间早于第一次公布").count(), 0);
    await visit.close();
  });

  test("with a damaged archive give no answer", async () => {
    const visit = await visitor(browser, later.origin);
    await visit.page.route("**/data/manifests/1.json", (route) => route.fulfill({ body: "{}" }));
    await visit.open(`${asked}&seq=1`);
    await visit.page.getByText("数据没有对上").waitFor();
    assert.equal(await visit.page.locator(".sign").count(), 0);
    await visit.close();
  });
});

/** Rows for additional streets, each named with three of these characters. */
function streets() {
  const syllables = Object.entries({ 东: "dong", 西: "xi", 南: "nan", 北: "bei", 长: "chang", 安: "an", 和: "he", 平: "ping" });
  const names = syllables.flatMap((a) => syllables.flatMap((b) => syllables.map((c) => [a, b, c])));
  return names.map((name, i) => {
    const [zh, pinyin] = [0, 1].map((part) => name.map((one) => one[part]).join(part ? " " : ""));
    return `N-${i},${zh}路,,,,街道路段,两侧,未分级,630103001,${pinyin} lu,,,,,示例,本项目编写`;
  });
}

test("s5.5 in a city of many streets only the names that match what is typed are fetched", async () => {
  const row = readFileSync(join(root, "cities/xining/地点.csv"), "utf8").trimEnd().split("\n").at(-1);
  const large = second("2026-11-24T08:00:00+08:00", [["地点.csv", row, [row, ...streets()].join("\n")]]);
  const office = await serve({ tree: large.tree });
  const visit = await visitor(browser, office.origin, { serviceWorkers: "block" });
  const { page } = visit;
  const { files } = JSON.parse(readFileSync(join(large.tree, "manifest.json"), "utf8"));
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const whole = () => asked.includes(`/data/${files.places.path}`);
  const found = (name) => page.getByRole("list", { name: "地点" }).getByRole("link", { name });
  await visit.open("/vendor?goods=snack");
  const box = page.getByRole("searchbox");
  for (const [query, name] of [
    ["changhean", "长和安路"],
    ["chal", "长和安路"],
    ["和平路", "东和平路"],
    ["莫家", "莫家街"],
    ["西da'j", "西大街"],
  ]) {
    await box.fill(query);
    await found(name).first().waitFor();
  }
  await look(page);
  assert.ok(!whole(), "the list of all places is not fetched");
  // A typo in the first letter leads to other leaves; the search over all names finds it.
  await box.fill("vhangheanlu");
  await page.getByText("没有找到这个地点").waitFor();
  assert.ok(!whole());
  await page.getByRole("button", { name: "在全部地名里找，允许打错一个字" }).click();
  await found("长和安路").waitFor();
  await look(page);
  await box.fill("nothing of the kind");
  await page.getByText("没有找到这个地点").waitFor();
  assert.equal(await page.getByRole("button", { name: "在全部地名里找，允许打错一个字" }).count(), 0);
  await box.fill("莫家");
  await found("莫家街").first().click();
  await page.locator("main .sign").waitFor();
  // The last question is named without the list, too.
  await visit.open("/vendor");
  await page.getByRole("link", { name: /莫家街.*小吃/ }).waitFor();
  await visit.close();
  await office.stop();
  large.remove();
});
