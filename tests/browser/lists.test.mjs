// The task lists: units, searching as one types, a unit's lists on the screen and on paper.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { built, fits, launch, ready, serve, test, visitor } from "./harness.mjs";
import { named } from "./publisher.mjs";

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

test("units that published come first, and the others are named", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks");
  await ready(page);
  const district = page.locator("section").filter({ has: page.getByRole("heading", { level: 3, name: "城西区" }) }).last();
  assert.deepEqual(await district.getByRole("link").allInnerTexts(), ["古城台街道", "虎台街道"]);
  await district.getByText(/^没有公布的 \d+ 个$/).click();
  await district.getByText("西关大街街道").waitFor();
  // A district of which nothing is published is there, too.
  await page.getByRole("heading", { level: 3, name: "湟源县" }).waitFor();
  await page.getByRole("link", { name: /已纠正/ }).click();
  await page.waitForURL(/requirements\?status=corrected/);
  await page.getByRole("heading", { level: 1, name: "工作要求" }).waitFor();
  await page.getByRole("heading", { level: 2, name: "17 项" }).waitFor();
  await visit.close();
});

test("a search marks what was typed and says how much it found", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks");
  await ready(page);
  const said = page.getByRole("main").getByRole("status");
  assert.equal(await said.innerText(), "", "the region is there before its text");
  await page.getByRole("searchbox").fill("巡查");
  await said.filter({ hasText: /找到 \d+ 项：“巡查”/ }).waitFor({ state: "attached" });
  await page.getByRole("heading", { level: 2, name: /找到 \d+ 项：“巡查”/ }).waitFor();
  await page.waitForURL(/q=/);
  const marks = await page.locator("main mark").allInnerTexts();
  assert.ok(marks.length >= 4 && marks.every((mark) => mark === "巡查"), marks.join());
  // A duty that stands on several lists is one entry with its units.
  const shared = page.getByRole("listitem").filter({ hasText: /^防汛巡查和物资准备/ });
  assert.equal(await shared.count(), 1);
  assert.ok((await shared.getByRole("link").count()) > 3);
  await audit(page);
  await fits(page);
  await page.getByRole("link", { name: "主干道占道经营巡查" }).click();
  await page.getByRole("heading", { level: 1, name: "主干道占道经营巡查" }).waitFor();
  await visit.close();
});

test("an empty result says what was searched and offers looser searches", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks?q=摊贩打分排名");
  await ready(page);
  await page.getByRole("main").getByRole("status").filter({ hasText: "没有找到“摊贩打分排名”" }).waitFor({ state: "attached" });
  await page.getByText("没有公布，不等于没有人这样要求。").waitFor();
  const looser = page.locator("section").filter({ has: page.getByRole("heading", { name: "放宽一点" }) }).getByRole("link");
  const first = await looser.first().innerText();
  const [, words, count] = /只找“(.*)”\s*(\d+) 项/s.exec(first);
  await audit(page);
  await looser.first().click();
  await page.getByRole("heading", { level: 2, name: `找到 ${count} 项：“${words}”` }).waitFor();
  // Markup that is typed stays text.
  await page.getByRole("searchbox").fill("<b>巡查</b>xqzjw");
  await page.getByRole("heading", { level: 2, name: "也可以" }).waitFor();
  await page.getByText("没有找到“<b>巡查</b>xqzjw”").last().waitFor();
  await visit.close();
});

test("what is typed is found in pinyin, by initials and in other words", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks");
  await ready(page);
  for (const [typed, title] of [
    ["tandian", "摊点疏导区日常秩序和环境维护"],
    ["td", "摊点疏导区日常秩序和环境维护"],
    ["mojiajie", "莫家街"],
    ["噪音", "社会生活噪声扰民劝导"],
  ]) {
    await page.getByRole("searchbox").fill(typed);
    await page.getByRole("heading", { level: 2, name: new RegExp(`找到 \\d+ 项：“${typed}”`) }).waitFor();
    const hit = page.getByRole("listitem").filter({ hasText: new RegExp(`^${title}`) }).first();
    await hit.waitFor();
    // What was searched instead of a spelling is marked.
    if (typed === "tandian" || typed === "td") assert.equal(await hit.locator("mark").first().innerText(), "摊点");
  }
  // A synonym is marked, too.
  assert.ok((await page.locator("main mark").allInnerTexts()).includes("噪声"));
  await visit.close();
});

test("every filter is in the address, and leaves what it counts", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks?q=巡查");
  await ready(page);
  await page.getByText("更多筛选").click();
  const chips = page.locator("main .chips a small");
  await chips.first().waitFor();
  const offered = await page.locator("main .chips a:has(small)").evaluateAll((all) =>
    all.map((one) => [one.getAttribute("href"), Number(one.querySelector("small").textContent)]),
  );
  assert.ok(offered.length > 8);
  for (const [href, count] of offered) {
    await visit.open(href);
    await page.getByRole("heading", { level: 2, name: `找到 ${count} 项：“巡查”`, exact: true }).waitFor();
  }
  // What nobody knows stays visible, and can be taken away.
  await visit.open("/tasks?q=巡查&list=moon&page=last");
  await page.getByRole("alert").filter({ hasText: "last" }).waitFor();
  await page.getByText("没有找到“巡查”").last().waitFor();
  await page.getByRole("link", { name: "moon" }).click();
  await page.getByRole("heading", { level: 2, name: "找到 18 项：“巡查”" }).waitFor();
  await audit(page);
  await visit.close();
});

test("the focus stays on a filter that is chosen and taken away", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks?q=巡查");
  await ready(page);
  const focused = page.locator(":focus");
  const press = async (name, address) => {
    await page.locator("main .chips").getByRole("link", { name }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(address);
    await page.locator("main .chips a:focus").filter({ hasText: name }).waitFor();
    return focused.getAttribute("aria-current");
  };
  assert.equal(await press(/^履职事项/, /kind=duty/), "true");
  await page.getByText("更多筛选").click();
  assert.equal(await press(/^区水务局/, /lead=/), "true");
  assert.equal(await press(/^区水务局/, (url) => !url.search.includes("lead=")), null);
  await visit.close();
});

test("every department that leads can be chosen, however many there are", async () => {
  const read = (path) => JSON.parse(readFileSync(join(built.tree, path), "utf8"));
  const { facets } = read(named(read("manifest.json").files["index/"], read)["index/head"].path);
  const departments = facets.filter(({ facet }) => facet === "lead").map(({ name }) => name.zh);
  assert.ok(departments.length > 12);
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks?kind=duty");
  await ready(page);
  await page.getByText("更多筛选").click();
  await page.getByText(`另外 ${departments.length - 12} 个`, { exact: true }).click();
  for (const name of departments) {
    await page.locator("main .chips").getByRole("link", { name: new RegExp(`^${name} \\d+$`) }).waitFor();
  }
  await audit(page);
  await fits(page);
  await visit.close();
});

test("a list opens the items that it counts, a page at a time", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks");
  await ready(page);
  await page.getByRole("link", { name: /^配合履职\s*225 项$/ }).click();
  await page.waitForURL(/kind=duty&list=assist/);
  await page.getByRole("heading", { level: 2, name: "225 项" }).waitFor();
  const first = await page.locator("main .hit").allInnerTexts();
  await page.getByRole("link", { name: "下一页" }).click();
  await page.getByText(/^第 2 页，共 \d 页$/).waitFor();
  assert.notDeepEqual(await page.locator("main .hit").allInnerTexts(), first);
  await page.getByRole("link", { name: "上一页" }).click();
  await page.getByText(/^第 1 页/).waitFor();
  assert.deepEqual(await page.locator("main .hit").allInnerTexts(), first);
  await audit(page);
  await fits(page);
  await visit.close();
});

test("who leads is told with what the unit does and the document", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks?q=噪音");
  await ready(page);
  const answer = page.locator("section").filter({ has: page.getByRole("heading", { name: "“噪音”谁牵头" }) });
  await answer.getByText("区公安分局牵头，街道（乡镇）配合").waitFor();
  await answer.getByText(/街道做什么：约定广场舞等活动时段/).waitFor();
  await answer.getByRole("link", { name: /履行职责事项清单/ }).first().click();
  await page.getByRole("heading", { level: 1, name: "社会生活噪声扰民劝导" }).waitFor();
  await visit.open("/tasks?q=莫家街");
  await page.getByText("没有写，不等于没有人管。").waitFor();
  await visit.close();
});

test("a unit is searched in an index of its own, and a unit of which nothing is published is told", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks?q=巡查&unit=630104003");
  await page.getByRole("heading", { level: 2, name: /找到 \d 项：“巡查”/ }).waitFor();
  await page.getByRole("link", { name: "虎台街道" }).first().waitFor();
  await visit.open("/tasks?q=巡查&unit=999");
  await page.getByText("没有找到“巡查”").last().waitFor();
  await page.getByRole("link", { name: "12345" }).first().waitFor();
  await page.getByRole("link", { name: /只找“巡查”/ }).click();
  await page.getByRole("heading", { level: 2, name: "找到 18 项：“巡查”" }).waitFor();
  await visit.close();
});

test("a unit's lists fit on paper with their title, their sources and the version", async () => {
  const visit = await visitor(browser, server.origin, { viewport: { width: 703, height: 1000 } });
  const { page } = visit;
  await visit.open("/tasks/630104003");
  await ready(page);
  await page.getByRole("button", { name: "打印这一页（A4）" }).waitFor();
  await page.emulateMedia({ media: "print" });
  await page.getByRole("heading", { level: 1, name: "虎台街道履职事项清单" }).waitFor();
  await page.getByText(/数据版本 1，公布于 \d{4}年/).waitFor();
  await page.getByText(/根据：.*虎台街道履行职责事项清单/).waitFor();
  await page.getByText(`${server.origin}/tasks/630104003`).waitFor();
  for (const hidden of ["button", "nav"]) assert.equal(await page.locator(`main ${hidden}:visible`).count(), 0, hidden);
  // 186 mm between the margins.
  await fits(page);
  const rows = await page.getByRole("table").first().locator("tbody tr").evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  assert.ok(rows.length > 20 && Math.max(...rows) < 45, "rows are as high as their text");
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
  assert.ok(sheets <= 3, `${sheets} sheets`);
  assert.equal(await page.locator("qr-code svg").count(), 1, "the code is drawn for paper");
  await visit.close();
});

test("a unit's lists and an item fit on small screens", async () => {
  for (const width of [320, 360]) {
    const visit = await visitor(browser, server.origin, { viewport: { width, height: 640 } });
    const { page } = visit;
    for (const path of ["/tasks", "/tasks/630104003", "/en/tasks/630104003", "/tasks/630104003/HT-A-01", "/en/tasks?q=patrol"]) {
      await visit.open(path);
      await ready(page);
      await fits(page);
    }
    await visit.open("/tasks/630104003");
    await page.getByRole("link", { name: "占道经营整治" }).click();
    await page.getByRole("heading", { level: 1, name: "占道经营整治" }).waitFor();
    await page.getByRole("link", { name: "主干道占道经营巡查" }).waitFor();
    await audit(page);
    await visit.close();
  }
});

test("each list and each mark says what it means, one tap away, with its source", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  for (const [path, lists] of [
    ["/tasks/630102001", ["基本履职", "配合履职", "上级部门收回", "不得要求基层", "拟准入"]],
    ["/requirements/T-002", ["这些词"]],
    ["/glance", ["这些词"]],
  ]) {
    await visit.open(path);
    for (const list of lists) {
      const asked = page.locator("details").filter({ has: page.locator("summary", { hasText: list }) });
      await asked.locator("summary").click();
      await asked.getByText(/出处：/).first().waitFor();
    }
    await fits(page);
    await audit(page);
  }
  assert.equal(await page.locator("details[open] dt").count(), 8, "the eight flags");
  await visit.close();
});
