// The lookup: the lists of streets and goods, what an answer says and can be done with it, alternatives,
// the phone's position, a point on the map, answers from archived snapshots, and the search in a city of
// many streets.
//
// Titles with a number are lines of the contract. The archive tests use a second snapshot, in which
// one rule differs; the last test publishes a city with hundreds of additional streets.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { audit } from "./axe.mjs";
import { becomes, built, fits, launch, ready, root, savesData, serve, test, visitor, widths } from "./harness.mjs";
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

test("a time that is too far away is refused by name, with what is possible", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  // The phone's own calendar would end in 7445; the year of months must not be counted either.
  for (const query of ["goods=snack&at=9999-12-31T10:00", "goods=snack&at=9999-12-31T10:00&show=year", "goods=snack&at=2031-01-01"]) {
    await visit.open(`/vendor?place=Z-001&${query}`);
    const asked = /at=([^&]*)/.exec(query)[1];
    await page.getByRole("alert").filter({ hasText: `这个时间太远，没有作答： ${asked}` }).waitFor();
    await page.getByText("能答的是 2021 年到 2029 年。").waitFor();
    assert.equal(await page.locator(".sign").count(), 0, query);
  }
  await look(page);
  await page.getByLabel("换个时间").fill("2026-11-24T10:00");
  await page.getByRole("button", { name: "查这个时间" }).click();
  await page.getByRole("heading", { level: 1, name: /符合条件\s*可以摆/ }).waitFor();
  await visit.open("/vendor?goods=snack&at=9999-12-31T10:00");
  await page.getByRole("alert").filter({ hasText: "这个时间太远" }).waitFor();
  await visit.open("/vendor?goods=gold");
  await page.getByRole("alert").filter({ hasText: "没有这个品类： gold" }).waitFor();
  await visit.close();
});

test("a list of streets says what holds there, and reads a district once it is on screen", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/vendor?goods=snack");
  const district = (name) => page.getByRole("list", { name });
  const counted = (name) => page.locator("section").filter({ has: page.getByRole("heading", { name }) }).locator(".district span");
  await becomes(() => counted("城东区").innerText(), "16 处，现在 2 处可以");
  assert.equal(await counted("城北区").innerText(), "12 处", "far below, and not read");
  const heights = (name) => district(name).getByRole("link").evaluateAll((rows) => rows.map((row) => row.offsetHeight));
  const reserved = await heights("城北区");
  await look(page);
  await district("城北区").scrollIntoViewIfNeeded();
  await becomes(async () => /现在 \d+ 处可以$/.test(await counted("城北区").innerText()), true);
  assert.deepEqual(await heights("城北区"), reserved, "nothing jumps when they arrive");
  // Each row says what its page says.
  const row = district("城中区").getByRole("link", { name: /莫家街/ });
  await row.scrollIntoViewIfNeeded();
  await row.filter({ hasText: "可以，到 21:00" }).waitFor();
  // A list for other goods: the choice keeps the focus.
  await page.getByRole("combobox", { name: "卖什么" }).focus();
  await page.getByRole("combobox", { name: "卖什么" }).selectOption("repair");
  await page.waitForURL(/goods=repair/);
  await becomes(() => page.evaluate(() => document.activeElement?.id), "goods");
  await visit.close();
});

test("a phone that saves data reads no district, and shows the grades", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await savesData(page);
  await visit.open("/vendor?goods=snack");
  await page.getByRole("list", { name: "城中区" }).getByRole("link", { name: /西大街.*严禁/ }).waitFor();
  assert.equal(await page.getByText(/处可以/).count(), 0);
  await visit.close();
});

test("a street is found by its district, its subdistrict and its stretch", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/vendor");
  const found = page.getByRole("list", { name: "地点" }).getByRole("link");
  const box = page.getByRole("searchbox", { name: "在哪里" });
  await box.fill("城东区");
  await becomes(() => found.count(), 16);
  await box.fill("chengzhong");
  await becomes(() => found.count(), 15);
  await found.filter({ hasText: "莫家街" }).waitFor();
  await box.fill("西牌坊口");
  await found.filter({ hasText: "莫家街" }).waitFor();
  await box.fill("东关大街街道");
  await found.filter({ hasText: "东关大街" }).first().waitFor();
  for (const text of await found.allInnerTexts()) assert.match(text, /东关大街/);
  await visit.close();
});

test("a verdict is three taps away, and one for who asked before", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/vendor");
  await page.getByRole("list", { name: "城中区" }).getByRole("link", { name: /莫家街/ }).click();
  await page.getByRole("link", { name: "小吃", exact: true }).click();
  await page.locator(".sign h1").waitFor();
  await visit.open("/vendor");
  // The goods of the last question are the list's.
  await page.getByRole("list", { name: "城中区" }).getByRole("link", { name: /水井巷/ }).click();
  await page.getByRole("heading", { level: 1, name: /符合条件\s*可以摆/ }).waitFor();
  assert.match(page.url(), /goods=snack/);
  // Those asked about lately come first.
  await visit.open("/vendor?place=Z-001&goods=grill");
  await visit.open("/vendor?place=Z-001");
  const tiles = page.getByRole("list", { name: "卖什么" }).getByRole("link");
  assert.deepEqual(
    (await tiles.allInnerTexts()).slice(0, 3).map((text) => text.replace(/\s+/g, " ")),
    ["烧烤 要许可 刚问过", "小吃 刚问过", "瓜果蔬菜"],
  );
  await look(page);
  await visit.close();
});

describe("an answer", () => {
  const asked = "/vendor?place=Z-001&goods=snack";

  test("is handed on by the browser where it can, or its address is copied", async () => {
    const visit = await visitor(browser, server.origin, { permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = visit;
    await page.addInitScript(() => {
      globalThis.shared = [];
      navigator.share = async (what) => void globalThis.shared.push(what);
    });
    await visit.open(asked);
    await page.getByRole("button", { name: "发给人" }).click();
    const [shared] = await page.evaluate(() => globalThis.shared);
    assert.equal(shared.url, server.origin + asked);
    assert.match(shared.title, /^莫家街，小吃：符合条件可以摆，到 21:00$/);
    await page.addInitScript(() => {
      navigator.share = undefined;
    });
    await visit.open(asked);
    await page.getByRole("button", { name: "发给人" }).click();
    await page.getByRole("status").filter({ hasText: "网址已经复制" }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), server.origin + asked);
    await page.addInitScript(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
    });
    await visit.open(asked);
    await page.getByRole("button", { name: "存下" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "发给人" }).count(), 0, "not offered where it cannot be");
    await visit.close();
  });

  test("is read aloud where the browser has a voice", async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    await page.addInitScript(() => {
      globalThis.spoken = [];
      globalThis.SpeechSynthesisUtterance = function (text) {
        this.text = text;
      };
      const voice = { speaking: false, speak: ({ text, lang }) => globalThis.spoken.push([lang, text]), cancel() {} };
      Object.defineProperty(globalThis, "speechSynthesis", { value: voice });
    });
    await visit.open(asked);
    await page.getByRole("button", { name: "念给我听" }).click();
    const [[lang, text]] = await page.evaluate(() => globalThis.spoken);
    assert.equal(lang, "zh-CN");
    assert.match(text, /^莫家街，小吃：符合条件可以摆，到 21:00。持免费登记卡。/);
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, "speechSynthesis", { value: undefined });
    });
    await visit.close();
  });

  test("names rules by what they say, with their codes small behind", async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    await visit.open("/vendor?place=Z-001&goods=produce&at=2026-12-10T21:30");
    await page.getByText("为什么不是别的规则").click();
    const others = page.getByRole("group").filter({ hasText: "为什么不是别的规则" }).getByRole("listitem");
    const told = await others.evaluateAll((items) =>
      items.map((item) => {
        const copy = item.cloneNode(true);
        for (const code of copy.querySelectorAll("small")) code.remove();
        return copy.textContent;
      }),
    );
    assert.ok(told.length >= 2, told.join());
    for (const text of told) assert.doesNotMatch(text, /R-|O-\d/);
    assert.ok(told.some((text) => /允许的时段以外不可以摆\s+临时被代替：冬季暖市摊点延时（可以摆：每天，21:00–22:30）/.test(text)), told.join("\n"));
    await look(page);
    await visit.close();
  });

  test("that is temporary says so above its word, why, and where to go instead", async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    await visit.open("/vendor?place=Z-051&goods=produce");
    await page.getByRole("heading", { level: 1, name: /今天临时\s*不可以摆/ }).waitFor();
    const sign = page.getByRole("region", { name: "答复" });
    for (const text of ["管网施工，早市暂停", "可以改到：毛胜寺路口", "下次可以摆：12月11日 06:30"]) {
      await sign.getByText(text).waitFor();
    }
    await sign.getByRole("link", { name: "12月11日 06:30" }).click();
    await page.getByRole("heading", { level: 1, name: /可以摆/ }).waitFor();
    await look(page);
    await visit.close();
  });

  test("without a rule, or without a calendar, says what to do next", async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    const sign = page.getByRole("region", { name: "答复" });
    await visit.open("/vendor?place=Z-001&goods=repair&at=2026-11-23T22:00");
    await page.getByRole("heading", { level: 1, name: "没有公布规定" }).waitFor();
    await sign.getByRole("link", { name: "12345" }).waitFor();
    await sign.getByRole("link", { name: "请他们把规定公布出来" }).click();
    await page.waitForURL(/feedback\?about=Z-001/);
    await visit.open("/vendor?place=Z-001&goods=produce&at=2027-02-10T13:00");
    await page.getByRole("heading", { level: 1, name: "日历未公布" }).waitFor();
    await sign.getByRole("link", { name: "12345" }).waitFor();
    await look(page);
    await visit.close();
  });

  test("in another time zone goes by the city's clock, and says so", async () => {
    const visit = await visitor(browser, server.origin, { timezone: "America/New_York" });
    await visit.open(asked);
    await visit.page.getByText("西宁市时间（这部手机在别的时区）：11月23日 周一 10:00").waitFor();
    await visit.close();
  });
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
  await page.getByRole("heading", { level: 1, name: /莫家街/ }).waitFor();
  assert.match(page.url(), /\/notice\?place=Z-001$/);
  await becomes(() => page.evaluate(() => document.activeElement?.tagName), "H1");
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
