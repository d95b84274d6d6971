// The week and the year, saved answers, and the street notice.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { audit } from "./axe.mjs";
import { PHONE, becomes, fits, launch, ready, root, serve, test, visitor, widths } from "./harness.mjs";

const require = createRequire(import.meta.url);
const jsQR = require("jsqr");
const { PNG } = require("pngjs");

const ASKED = "/vendor?place=Z-001&goods=snack&at=2026-11-23T10:00";
const SAVED_ANSWER = "/slip?place=Z-001&goods=snack&at=2026-11-23T10:00:00%2B08:00&seq=1";
const REOPENED = "/vendor?place=Z-001&goods=snack&at=2026-11-23T10:00:00%2B08:00&seq=1";

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

/** The text of the QR code in a screenshot. */
async function scan(page) {
  const code = page.locator("qr-code svg");
  await code.waitFor();
  const { data, width, height } = PNG.sync.read(await code.screenshot());
  const read = jsQR(new Uint8ClampedArray(data), width, height);
  assert.ok(read, "the code can be read");
  assert.equal(await code.getAttribute("aria-label"), read.data, "its accessible name is its text");
  return read.data;
}

async function look(page) {
  await ready(page);
  await audit(page);
  await fits(page);
}

async function save(page) {
  await page.getByRole("button", { name: "存下" }).click();
  const status = page.getByRole("status").filter({ hasText: "已经存在这部手机上" });
  await status.waitFor();
  return status.getByRole("link", { name: "打开小票" });
}

/** The number of sheets of paper that a page prints on. */
async function sheets(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
}

test("public/qr.js is up to date with tools/qr", () => {
  execFileSync(process.execPath, [join(root, "tools/qr/bundle.mjs"), "--check"]);
});

for (const [width, viewport] of widths) {
  describe(width, () => {
    test("one tap saves an answer, and its code reopens it", async () => {
      const visit = await visitor(browser, server.origin, { viewport });
      const { page } = visit;
      const requested = [];
      page.on("request", (request) => requested.push(new URL(request.url()).pathname));
      await visit.open(ASKED);
      const open = await save(page);
      await look(page);
      assert.ok(!requested.includes("/qr.js"), "the code's script is fetched only when needed");
      await open.click();
      await page.getByRole("heading", { level: 1, name: "小票" }).waitFor();
      const card = page.getByRole("article");
      const said = await card.innerText();
      assert.match(said, /^符合条件\s*可以摆\s+到 21:00/);
      for (const text of ["2026年11月23日 周一 10:00", "莫家街，西牌坊口", "小吃"]) {
        assert.ok(said.includes(text), text);
      }
      // The condition, the rule, a document's title, the first breach, the version of the data.
      for (const text of ["人行道留出1.5米通道", "R-001-1", "城中区便民摊点时间、地点公告", "可以不予处罚", "第 1 版，2026年11月23日 周一 08:00 公布"]) {
        assert.ok(said.includes(text), text);
      }
      await page.getByRole("main").getByText("现在还是这样").waitFor();
      await look(page);
      const now = page.getByRole("link", { name: "按现在再查" });
      assert.equal(await now.getAttribute("href"), "/vendor?place=Z-001&goods=snack");
      const address = await scan(page);
      assert.equal(address, server.origin + REOPENED);
      await page.goto(address);
      await ready(page);
      await page.getByRole("heading", { name: /符合条件\s*可以摆/ }).waitFor();
      await page.getByText("2026年11月23日 周一 10:00").first().waitFor();
      await page.getByText("到 21:00").waitFor();
      assert.equal(await page.getByRole("alert").count(), 0, "the answer is the saved one");
      await visit.close();
    });

    test("a week is seven strips, whose parts are links to their times", async () => {
      const visit = await visitor(browser, server.origin, { viewport });
      const { page } = visit;
      await visit.open("/vendor?place=Z-001&goods=produce&at=2026-10-01T10:00");
      await page.getByRole("link", { name: "一周", exact: true }).click();
      await page.getByRole("heading", { name: "七天，从 2026年10月1日 周四" }).waitFor();
      assert.match(page.url(), /show=week$/);
      const days = page.locator("ol.wk > li");
      assert.equal(await days.count(), 7);
      assert.match(await days.nth(0).innerText(), /周四\s*10月1日[\s\S]*节假日/);
      await look(page);
      await page.getByText("用表格看").click();
      // R-001-3 does not permit fruit after noon on holidays.
      await page.getByRole("row", { name: /10月1日 周四/ }).getByText(/09:00–12:00.*15:00–21:00/).waitFor();
      await look(page);
      // The second part of the second day begins at 09:00.
      await days.nth(1).locator("svg a").nth(1).click();
      await page.getByText("2026年10月2日 周五 09:00").first().waitFor();
      assert.match(page.url(), /at=2026-10-02T09:00&show=week$/);
      await page.getByRole("heading", { name: "七天，从 2026年10月2日 周五" }).waitFor();
      await visit.close();
    });

    test("a year is twelve months of days, as text and as a table", async () => {
      const visit = await visitor(browser, server.origin, { viewport });
      const { page } = visit;
      await visit.open("/vendor?place=Z-001&goods=drink&at=2026-11-23T10:00");
      await page.getByRole("link", { name: "一年", exact: true }).click();
      await page.getByRole("heading", { name: "十二个月，从 2026年11月" }).waitFor();
      // A row for each day, drawn as runs of days that are alike.
      const picture = page.getByRole("img", { name: /十二个月，从 2026年11月/ });
      assert.equal(await picture.locator("line.y-line").count(), 12, "a line for each month");
      const runs = await picture.locator('rect[fill="url(#p-if)"]').evaluateAll((rects) =>
        rects.map((rect) => ["x", "y", "height"].map((name) => rect.getAttribute(name))),
      );
      // From 1 November to the end of February: 120 days of 2.2 px, from ten o'clock.
      assert.deepEqual(runs, [["48.958%", "26.0", "264.0"]]);
      await page.getByText("月历，点一天看那天").click();
      const months = page.getByRole("table").filter({ hasText: "周一周二周三" });
      assert.equal(await months.count(), 12);
      assert.equal(await months.getByRole("link").count(), 365);
      await page.getByRole("link", { name: "12月5日 有的时段可以摆" }).waitFor();
      const box = await months.nth(1).getByRole("link").first().boundingBox();
      assert.ok(box.width >= 44 && box.height >= 44, JSON.stringify(box));
      // R-001-2 permits hot drinks from November to the end of February.
      await page.getByText("11月1日至2月底：10:00–22:00").or(page.getByText(/11月1日至2月底.*10:00–22:00/)).first().waitFor();
      await look(page);
      await page.getByText("用表格看").click();
      await page.getByRole("row", { name: /2027年2月\s+1–28/ }).getByText("10:00–22:00").waitFor();
      await page.getByRole("row", { name: /2027年3月\s+1–31/ }).getByText("没有公布规定").waitFor();
      await look(page);
      await months.nth(1).getByRole("link").nth(4).click();
      await page.getByText("2026年12月5日 周六 10:00").first().waitFor();
      await visit.close();
    });

    test("a street's notice lists its rules, and its code opens the street", async () => {
      const visit = await visitor(browser, server.origin, { viewport });
      const { page } = visit;
      await visit.open(ASKED);
      await page.getByRole("link", { name: /打印这条街的告示/ }).click();
      await page.getByRole("heading", { level: 1, name: "莫家街" }).waitFor();
      assert.match(await page.title(), /^莫家街/);
      await look(page);
      const wall = page.getByRole("article");
      const rows = (name) => wall.getByRole("table", { name, exact: true }).locator("tbody tr");
      const snacks = rows("可以摆").filter({ hasText: "R-001-1" });
      for (const text of ["小吃", "09:00–21:00", "人行道留出1.5米通道"]) {
        assert.ok((await snacks.innerText()).includes(text), text);
      }
      // Tall from 9 to 21, low before and after, as its hours are in words.
      assert.equal(await snacks.locator("svg.mini").count(), 1);
      // Grills are prohibited in the whole city, and temporary hours run from December.
      assert.match(await rows("不可以摆").filter({ hasText: "全天" }).innerText(), /烧烤/);
      const winter = rows("临时改动").filter({ hasText: "O-11" });
      // As people say it: to the last day, not to the instant at which it is over.
      assert.match(await winter.innerText(), /21:00–22:30[\s\S]*2026年12月1日至2027年2月28日；要做到的和平时一样/);
      const foot = await wall.locator("footer").innerText();
      assert.match(foot, /根据：.*冬季暖市摊点延时通知[\s\S]*数据第 1 版，2026年11月23日 周一 08:00 公布，2026年11月23日 打印/);
      assert.match(foot, /12345/);
      assert.equal(await scan(page), `${server.origin}/vendor?place=Z-001`);
      await visit.close();
    });
  });
}

test("a saved answer opens without the published data", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE });
  const { page } = visit;
  await visit.open(ASKED);
  await save(page);
  await page.route("**/data/**", (route) => route.abort());
  await page.goto(SAVED_ANSWER);
  await page.getByText("R-001-1").first().waitFor();
  assert.equal(await scan(page), server.origin + REOPENED);
  await page.goto(`/en${SAVED_ANSWER}`);
  await page.getByRole("article").getByText("With conditions").waitFor();
  assert.equal(await scan(page), `${server.origin}/en${REOPENED}`);
  await visit.close(/request: .*\/data\//, /ERR_FAILED/);
});

test("saved answers are listed and can be deleted, and unreadable ones are skipped", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE });
  const { page } = visit;
  await visit.open(ASKED);
  await save(page);
  await page.evaluate(() => {
    const lines = localStorage.getItem("mingdan.slips");
    localStorage.setItem("mingdan.slips", `{"broken\n${lines}\n{}`);
  });
  await visit.open("/vendor");
  await page.getByRole("main").getByRole("link", { name: "我的小票" }).click();
  const answers = page.getByRole("list", { name: "我的小票" });
  const link = answers.getByRole("link", { name: "莫家街，小吃" });
  await link.waitFor();
  assert.match(await link.innerText(), /符合条件可以摆\s+到 21:00[\s\S]*2026年11月23日 周一 10:00\s+现在还是这样/);
  assert.equal(await answers.getByRole("listitem").count(), 1);
  await audit(page);
  await page.getByRole("button", { name: "删除 莫家街，小吃" }).click();
  await page.getByRole("status").filter({ hasText: "已经删除" }).waitFor();
  await page.getByText("这部手机上还没有小票").waitFor();
  await visit.open(SAVED_ANSWER);
  await page.getByText("这张小票没有存在这部手机上").waitFor();
  await page.getByRole("link", { name: "按同样的问题再查一次" }).click();
  await page.getByRole("heading", { name: /符合条件\s*可以摆/ }).waitFor();
  await visit.close();
});

test("a saved answer says whether it still holds", async () => {
  for (const [now, sequence, said] of [
    ["2026-11-23T20:59:00+08:00", 1, "现在还是这样"],
    ["2026-11-23T21:00:00+08:00", 1, "时间已过"],
    ["2026-11-23T09:00:00+08:00", 1, "问的时间还没到"],
    ["2026-11-23T12:00:00+08:00", 0, "公布的数据更新过，请再查一次"],
  ]) {
    const visit = await visitor(browser, server.origin, { viewport: PHONE, now });
    const { page } = visit;
    await visit.open(ASKED);
    await save(page);
    await page.evaluate((sequence) => {
      const saved = JSON.parse(localStorage.getItem("mingdan.slips"));
      localStorage.setItem("mingdan.slips", JSON.stringify({ ...saved, sequence }));
    }, sequence);
    await visit.open("/slips");
    await page.getByRole("list", { name: "我的小票" }).getByText(said).waitFor();
    await page.getByRole("list", { name: "我的小票" }).getByRole("link").click();
    await page.getByRole("main").getByText(said).waitFor();
    await audit(page);
    await fits(page);
    await visit.close();
  }
});

test("a broken address of a saved answer says what of it cannot be read, and goes on with the rest", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE });
  const { page } = visit;
  await visit.open("/slip?place=Z-001&at=yesterday&seq=first");
  const note = page.getByRole("main").locator(".note");
  await note.getByText("这个小票的网址不完整").waitFor();
  assert.deepEqual(await note.getByRole("listitem").allInnerTexts(), [
    "没有写卖什么。",
    "时间读不懂：yesterday",
    "数据的版本读不懂：first",
  ]);
  await look(page);
  const on = page.getByRole("link", { name: "接着查" });
  assert.equal(await on.getAttribute("href"), "/vendor?place=Z-001");
  await visit.open("/en/slip");
  assert.equal(await note.getByRole("listitem").count(), 4);
  await page.getByText("It does not say which street.").waitFor();
  await visit.close();
});

test("the notice of a place that is not published asks for one", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE });
  const { page } = visit;
  await visit.open("/notice?place=Z-999");
  await page.getByRole("heading", { level: 1, name: "街道告示" }).waitFor();
  await page.getByRole("alert").filter({ hasText: "没有公布这个地点： Z-999" }).waitFor();
  await page.getByRole("searchbox").fill("mjj");
  await page.getByRole("link", { name: /莫家街/ }).first().click();
  await page.getByRole("heading", { level: 1, name: "莫家街" }).waitFor();
  await becomes(() => page.evaluate(() => document.activeElement?.tagName), "H1");
  await visit.close();
});

test("with full storage a message says that the answer was not saved", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE });
  const { page } = visit;
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await visit.open(ASKED);
  await page.getByRole("button", { name: "存下" }).click();
  await page.getByRole("status").filter({ hasText: "没能存下" }).waitFor();
  await visit.close();
});

test("the code is black on white in dark mode and on paper, and prints on one sheet", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE, dark: true });
  const { page } = visit;
  await visit.open(ASKED);
  await (await save(page)).click();
  assert.equal(await scan(page), server.origin + REOPENED);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.equal(await scan(page), server.origin + REOPENED);
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
  assert.equal(await ink(), "rgb(0, 0, 0)", "black ink on white paper");
  assert.equal(await sheets(page), 1);
  // Neither the frame nor what is done on a screen is on paper.
  for (const hidden of ["header.top", "footer.foot", ".dock", "main h1", "main button"]) {
    for (const element of await page.locator(hidden).all()) assert.ok(!(await element.isVisible()), hidden);
  }
  await page.emulateMedia({ media: null });
  await visit.close();
});

test("a notice is one sheet of paper, in both languages", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE, dark: true });
  const { page } = visit;
  // A usual street, the one with the most rules, one with temporary changes for all goods, a side.
  for (const place of ["Z-001", "Z-006", "Z-034", "Z-011"]) {
    for (const lang of ["", "/en"]) {
      await visit.open(`${lang}/notice?place=${place}`);
      await page.locator("qr-code svg").waitFor();
      assert.equal(await sheets(page), 1, `${lang} ${place}`);
    }
  }
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const hidden of ["header.top", "footer.foot", ".dock", ".crumbs"]) {
    for (const element of await page.locator(hidden).all()) assert.ok(!(await element.isVisible()), hidden);
  }
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  await page.emulateMedia({ media: null });
  // The next page prints with its frame.
  await page.getByRole("navigation", { name: "You are here" }).getByRole("link", { name: "Home" }).click();
  await becomes(() => page.evaluate(() => document.documentElement.hasAttribute("data-paper")), false);
  await visit.close();
});

test("a receipt prints on one sheet", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE });
  const { page } = visit;
  await page.addInitScript(() => {
    const receipt = `${"0123abcd-".repeat(5).slice(0, -1)} 1795400000 2026-11-30T23:59:59+08:00 ask`;
    sessionStorage.setItem("mingdan.draft", `${receipt}\n\n{}`);
  });
  await visit.open("/feedback?step=done");
  await page.locator("qr-code svg").waitFor();
  assert.equal(await scan(page), `${server.origin}/feedback/follow#${"0123abcd-".repeat(5).slice(0, -1)}`);
  assert.equal(await sheets(page), 1);
  await visit.close();
});

test("the snapshot named in an address is kept until the visitor goes back to now", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE });
  const { page } = visit;
  await visit.open(`${ASKED}&seq=1`);
  // Links keep the snapshot; the one back to now drops it.
  assert.match(await page.getByRole("link", { name: /换品类/ }).getAttribute("href"), /seq=1/);
  await page.getByRole("link", { name: "回到现在" }).click();
  await page.getByRole("heading", { name: /今天/ }).waitFor();
  assert.doesNotMatch(page.url(), /seq|at=/);
  await visit.close();
});
