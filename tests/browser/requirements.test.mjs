// A requirement as a comparison: its head, its summary and its table agree; it fits on every width.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { fits, launch, ready, serve, test, visitor } from "./harness.mjs";

const STATES = ["已纠正", "已认定", "复核中", "待核实"];

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

const rowOf = (page, name) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });

test("the head of a requirement says what its additions say", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/requirements");
  await ready(page);
  // One of each status, and of each number of additions.
  const links = await page.getByRole("main").getByRole("listitem").filter({ has: page.locator("p") }).evaluateAll((items) => {
    const seen = new Map();
    for (const item of items) {
      const link = item.querySelector("a");
      const said = item.innerText.replace(link.innerText, "").replace(/^.*?提出.*?，/s, "").replace(/：.*?(，|$)/s, "$1");
      const status = item.querySelector(".tag")?.innerText ?? "";
      seen.set(`${status} ${said}`, [link.getAttribute("href"), status, /没有加/.test(item.innerText)]);
    }
    return [...seen.values()];
  });
  assert.ok(links.length >= 8, `${links.length} kinds of requirements`);
  for (const [href, status, isClean] of links) {
    await visit.open(href);
    await ready(page);
    const head = await page.locator("main h1 + p").innerText();
    const lines = await page.locator("main dl.sum > div").allInnerTexts();
    const table = await page.getByRole("table", { name: "同一项要求，每一级写了什么" }).innerText();
    assert.ok(head.includes(status), `${href}: ${status} is not in ${head}`);
    for (const state of STATES) {
      const inLines = lines.some((line) => line.endsWith(state));
      assert.equal(head.includes(state), inLines, `${href}: ${state} at the head and in the lines`);
      const word = state === "已纠正" ? "纠正" : state;
      assert.equal(table.includes(word), inLines, `${href}: ${state} in the table`);
    }
    if (isClean) assert.equal(lines.filter((line) => !line.endsWith("有依据")).length, 0, href);
    else assert.notEqual(lines.length, 0, href);
  }
  await visit.close();
});

test("what was added has a length, and every picture its words", async () => {
  const visit = await visitor(browser, server.origin, { viewport: { width: 1280, height: 800 } });
  const { page } = visit;
  await visit.open("/requirements/T-002");
  await ready(page);
  const bars = rowOf(page, /^频次/).locator("svg.bar");
  const widths = await bars.evaluateAll((all) =>
    all.map((bar) => [...bar.querySelectorAll("rect")].map((part) => [part.getAttribute("class"), part.getBoundingClientRect().width / bar.getBoundingClientRect().width])),
  );
  const length = (parts, kind) => parts.filter(([name]) => name === kind).reduce((sum, [, part]) => sum + part, 0);
  // Two a week, seven a week, twenty-one a week.
  for (const [i, total] of [2, 7, 21].entries()) {
    assert.ok(Math.abs(length(widths[i], "b-base") - 2 / 21) < 0.005, `the original of level ${i}`);
    assert.ok(Math.abs(length(widths[i], "b-base") + length(widths[i], "b-edge b-gone") - total / 21) < 0.005, `all of level ${i}`);
  }
  // The week is drawn with a mark for each time, and what is left of it.
  const weeks = page.getByRole("img", { name: "一周要做的事：市 2、区县 14、街道 70、现在 2" });
  const marks = await weeks.locator("svg").evaluateAll((all) => all.map((svg) => svg.children.length));
  assert.deepEqual(marks, [2, 14, 70, 70]);
  assert.equal(await weeks.locator("svg").last().locator(".d-yes").count(), 2);
  // Where a level states no weekly rhythm there is no such picture.
  await visit.open("/requirements/T-005");
  await ready(page);
  assert.equal(await page.getByRole("img", { name: /一周要做的事/ }).count(), 0);
  await visit.close();
});

test("five levels and branches fit at every width, in large text too", async () => {
  for (const width of [320, 360, 1280]) {
    const visit = await visitor(browser, server.origin, { viewport: { width, height: 740 } });
    const { page } = visit;
    for (const path of ["/requirements/T-015", "/requirements/T-013", "/requirements/T-005", "/en/requirements/T-061", "/requirements"]) {
      await visit.open(path);
      await ready(page);
      await fits(page);
      // In English the frame alone is wider than a phone in large text.
      if (path.startsWith("/en") && width < 400) continue;
      await page.evaluate(() => document.documentElement.setAttribute("data-size", "big"));
      await fits(page);
    }
    await audit(page);
    await visit.close();
  }
});

test("a level that shares a target out shows the sum, and who published nothing", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/requirements/T-017");
  await ready(page);
  const cell = rowOf(page, /^指标/).getByRole("cell").nth(2);
  await cell.getByText("90处").waitFor();
  await cell.getByText("多 20 处").waitFor();
  const shares = page.getByRole("table", { name: /城东区/ });
  assert.equal(await shares.getByRole("row").filter({ hasText: "处" }).count(), 3);
  await shares.getByText(/清真巷街道|大众街街道/).first().waitFor();
  await shares.getByText(/没有公布/).waitFor();
  // The city's own share was not made larger, and says so.
  await page.getByText(/西宁市 改造投放点.*没有放大/).waitFor();
  await visit.close();
});

test("a requirement on paper names its documents, its version and where it is read", async () => {
  const visit = await visitor(browser, server.origin, { viewport: { width: 703, height: 1000 } });
  const { page } = visit;
  for (const [path, cited, version] of [
    ["/requirements/T-002", /根据：.+；/, /数据版本 1，公布于 \d{4}年/],
    ["/en/requirements/T-002", /According to: .+; /, /Data version 1, published/],
  ]) {
    await visit.open(path);
    await page.emulateMedia({ media: "print" });
    await page.getByText(cited).waitFor();
    await page.getByText(version).waitFor();
    await page.getByText(`${server.origin}${path}`).waitFor();
    await fits(page);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
    assert.ok(sheets <= 4, `${path}: ${sheets} sheets`);
    assert.equal(await page.locator("qr-code svg").count(), 1, "the code is drawn for paper");
    await page.emulateMedia({ media: "screen" });
  }
  await visit.close();
});

test("the list says who asked, what was added and how much was corrected", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/requirements");
  await ready(page);
  const row = (title) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
  assert.match(await row("主干道占道经营巡查").innerText(), /西宁市提出，到街道，加了 4 样：.*，都已纠正/s);
  assert.match(await row("夏季瓜果临时摊点设置").innerText(), /没有加/);
  const filters = page.getByRole("navigation", { name: "按加码类型看" });
  await filters.getByRole("link", { name: /考核加码/ }).click();
  await page.waitForURL(/flag=assessment_added/);
  const shown = await page.getByRole("heading", { level: 2, name: /项$/ }).innerText();
  const count = await filters.getByRole("link", { name: /考核加码/ }).locator("small").innerText();
  assert.equal(shown, `${count} 项`);
  assert.equal(await page.locator("main .hit").count(), Number(count));
  await visit.close();
});
