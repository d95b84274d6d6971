// The week and the year, saved answers, and the street notice.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { audit } from "./axe.mjs";
import { PHONE, fits, launch, ready, root, serve, visitor, widths } from "./harness.mjs";

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
      for (const text of ["符合条件可以摆", "2026年11月23日 周一 10:00", "21:00", "莫家街", "小吃"]) {
        await page.getByText(text).first().waitFor();
      }
      // The condition, the rule, a document's number, the first breach, the version of the data.
      for (const text of ["人行道留出1.5米通道", "R-001-1", "可以不予处罚", "版本 1, 公布于 2026年11月23日 周一 08:00"]) {
        await page.getByText(text).first().waitFor();
      }
      await look(page);
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
      await page.getByRole("heading", { level: 2, name: /莫家街/ }).waitFor();
      await look(page);
      const wall = page.locator("article.wall");
      const snacks = wall.getByRole("row").filter({ hasText: "R-001-1" }).first();
      for (const text of ["小吃", "09:00–21:00", "每天", "人行道留出1.5米通道"]) {
        assert.ok((await snacks.innerText()).includes(text), text);
      }
      // Grills are prohibited in the whole city, and temporary hours run from December.
      assert.match(await wall.locator(".wall-no").innerText(), /烧烤/);
      const winter = wall.getByRole("row").filter({ hasText: "O-11" });
      assert.match(await winter.innerText(), /21:00–22:30/);
      assert.match(await wall.innerText(), /12345[\s\S]*版本 1|数据版本 1/);
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
  await page.getByRole("main").getByText("You may").first().waitFor();
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
  await answers.getByRole("link", { name: "莫家街 · 小吃" }).waitFor();
  assert.equal(await answers.getByRole("listitem").count(), 1);
  await page.getByRole("button", { name: "删除 莫家街 · 小吃" }).click();
  await page.getByRole("status").filter({ hasText: "已经删除" }).waitFor();
  await page.getByText("这部手机上还没有小票").waitFor();
  await visit.open(SAVED_ANSWER);
  await page.getByText("这张小票没有存在这部手机上").waitFor();
  await page.getByRole("link", { name: "按同样的问题再查一次" }).click();
  await page.getByRole("heading", { name: /符合条件\s*可以摆/ }).waitFor();
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

test("the code is black on white in dark mode and on paper, and both pages print on one A4", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE, dark: true });
  const { page } = visit;
  await visit.open(ASKED);
  await (await save(page)).click();
  assert.equal(await scan(page), server.origin + REOPENED);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.equal(await scan(page), server.origin + REOPENED);
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
  assert.equal(await ink(), "rgb(24, 32, 38)", "dark ink on white paper");
  assert.equal(await sheets(page), 1);
  await page.goto("/notice?place=Z-001");
  await page.locator("qr-code svg").waitFor();
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
