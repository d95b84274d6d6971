// What lands on one office in a year, and the years at a glance: pictures, tables and the requirements
// behind them agree.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { fits, launch, ready, serve, test, visitor } from "./harness.mjs";

const HUTAI = "/office/630104003";

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

/** The numbers of a text, without the commas between their digits. */
const numbers = (text) => (text.match(/\d[\d,]*/g) ?? []).map((n) => Number(n.replaceAll(",", "")));
const sum = (all) => all.reduce((total, n) => total + n, 0);

test("the head, the table and its rows say the same", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open(HUTAI);
  await ready(page);
  assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /^虎台街道，一年要交多少/);
  const head = await page.locator("main dl.sum dd b").allInnerTexts();
  assert.deepEqual(head.flatMap(numbers), [68, 3769, 2558, 1279]);
  const table = page.getByRole("table", { name: "一年里要交的件次" });
  const rows = await table.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.innerText)));
  const cells = rows.map((row) => row.flatMap(numbers));
  assert.equal(cells.length, 6);
  for (const row of cells) {
    // Original and added, less what was taken away, is what is asked now.
    const [now, gone, ...parts] = row.toReversed();
    assert.equal(sum(parts) - gone, now, `${row}`);
  }
  const foot = (await table.locator("tfoot td").allInnerTexts()).flatMap(numbers);
  assert.deepEqual(foot, foot.map((_, i) => sum(cells.map((row) => row[i]))));
  assert.deepEqual(foot, [68, 365, 3404, 2558, 1279]);
  await visit.close();
});

test("every bar opens its requirements, which add up to it", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open(HUTAI);
  await ready(page);
  const links = await page.locator("main a.hit").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.equal(links.length, 6);
  for (const href of links) {
    await page.locator(`main a.hit[href="${href}"]`).click();
    await page.waitForURL((url) => url.searchParams.has("part"));
    await ready(page);
    const items = page.getByRole("main").locator("li.hit");
    await items.first().waitFor();
    const said = await items.locator("p:last-child").allInnerTexts();
    const bars = await page.locator("main section > svg.bar, main li.hit svg.bar").count();
    assert.equal(bars, said.length + 1, `${href}: a bar for the whole and for each requirement`);
    const [now, before = now] = numbers(await page.locator("main section > h2 + p").innerText());
    assert.equal(sum(said.flatMap(numbers)), before, href);
    assert.ok(now <= before);
    await items.first().getByRole("link").click();
    await page.waitForURL(/\/requirements\//);
    await page.goBack();
    await page.goBack();
    await ready(page);
  }
  await visit.close();
});

test("what corrections took away, what may be asked twice and what has no number is said", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open(HUTAI);
  await ready(page);
  await page.getByText("2025年3月18日起，一年少 365 张报表、2,190 张照片").waitFor();
  await page.getByText("每周的算 52").waitFor();
  await visit.open("/office/630104002");
  await ready(page);
  await page.getByRole("link", { name: "1 对可能要了两次，待核实" }).click();
  for (const department of ["城西区税务局", "城西区市场监督管理局"]) {
    await page.getByText(department).first().waitFor();
  }
  assert.equal(await page.locator("main article .cite").count(), 2, "both documents");
  await visit.open("/office/630102001");
  await ready(page);
  await page.getByRole("link", { name: "1 样没有写明有多少，没有算进去" }).click();
  await page.getByText("每户签字照片（一次）").waitFor();
  await visit.close();
});

test("the lists of a unit and its year lead to each other", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks/630104003");
  await ready(page);
  await page.getByRole("link", { name: /^12 项工作要求送到这里/ }).click();
  await page.waitForURL(/\/office\/630104003$/);
  await ready(page);
  await page.getByRole("link", { name: /^履职事项/ }).click();
  await page.waitForURL(/\/tasks\/630104003$/);
  await visit.close();
});

test("a number of a year opens as many requirements as it says", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/glance");
  await ready(page);
  // The levels stand from the top down, and no unit is named.
  const heads = await page.getByRole("table").first().locator("thead th.num").allInnerTexts();
  assert.deepEqual(heads, ["合计", "省", "市", "区县", "街道", "社区"]);
  assert.equal(await page.getByRole("main").getByText(/城西区|虎台/).count(), 0);
  const links = await page.locator("main td a").evaluateAll((all) => all.map((link) => [link.getAttribute("href"), Number(link.innerText)]));
  assert.ok(links.length > 20, `${links.length} numbers`);
  for (const [href, count] of links.filter((_, i) => i % 5 === 0)) {
    await visit.open(href);
    await ready(page);
    assert.equal(await page.locator("main li.hit").count(), count, href);
  }
  await visit.close();
});

test("the year of an office fits at every width, and a part that is not there says so", async () => {
  for (const width of [320, 360, 1280]) {
    const visit = await visitor(browser, server.origin, { viewport: { width, height: 740 } });
    const { page } = visit;
    for (const path of [HUTAI, `${HUTAI}?part=photo`, "/en/office/630104002?part=twice", "/office/630102001?part=uncounted", "/glance", "/en/glance", "/glance?year=2025&part=added"]) {
      await visit.open(path);
      await ready(page);
      await fits(page);
      await audit(page);
    }
    await visit.open(`${HUTAI}?part=nothing`);
    await page.getByRole("heading", { level: 2, name: "没有这条记录" }).first().waitFor();
    await visit.close();
  }
});
