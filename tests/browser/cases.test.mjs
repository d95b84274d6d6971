// The public register of cases: every choice opens what it counts, every figure of the 721 page opens as many cases
// as it says, and cases, streets, requirements and corrections lead to each other.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { becomes, fits, launch, serve, test, visitor, widths } from "./harness.mjs";
import { named, republished, settled } from "./publisher.mjs";

const CUT = /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED)/;

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

const counted = async (link) => Number((await link.innerText()).match(/(\d+)\s*$/)[1]);
const total = (page) => page.locator("h2.district").innerText().then((text) => Number(text.match(/\d+/)[0]));

/** How many cases the entries of all pages are: a group says how many it is. */
async function opened(visit, href) {
  const { page } = visit;
  let cases = 0;
  for (let at = href; at; ) {
    await visit.open(at);
    await page.locator("h2.district").waitFor();
    for (const name of await page.locator("main a.hit > b").allInnerTexts()) {
      cases += Number(name.match(/（(\d+) 件合在一起）/)?.[1] ?? 1);
    }
    const next = page.getByRole("navigation", { name: "翻页" }).getByRole("link", { name: "下一页" });
    at = (await next.count()) ? await next.getAttribute("href") : undefined;
  }
  return cases;
}

const GROUPS = ["办到哪一步", "哪一类", "怎样办的", "哪时收到的", "公开了没有"];

for (const [width, viewport] of widths) {
  test(`${width}: each choice opens exactly as many cases as it says`, async () => {
    const visit = await visitor(browser, server.origin, { viewport });
    const { page } = visit;
    await visit.open("/cases");
    await page.locator("h2.district").waitFor();
    assert.equal(await total(page), 31);
    await audit(page);
    await fits(page);
    await page.locator("details.more > summary").click();
    for (const group of GROUPS) {
      const links = page.getByRole("navigation", { name: group, exact: true }).getByRole("link");
      const choices = [];
      for (const link of await links.all()) choices.push([await link.getAttribute("href"), await counted(link)]);
      assert.ok(choices.length > 1, group);
      const [[, all], ...rest] = choices;
      assert.equal(all, 31, group);
      assert.equal(rest.reduce((sum, [, n]) => sum + n, 0), 31, `${group}: its choices are all there is`);
      for (const [href, n] of rest) {
        const other = await visitor(browser, server.origin, { viewport });
        assert.equal(await opened(other, href), n, href);
        await other.close();
      }
    }
    await visit.close();
  });
}

test("two choices together count what both leave, and the address keeps them", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/cases?means=management&period=2026");
  await page.locator("h2.district").waitFor();
  const n = await total(page);
  const kind = page.getByRole("navigation", { name: "哪一类", exact: true }).getByRole("link", { name: "求助和建议" });
  const wanted = await counted(kind);
  assert.ok(wanted > 0 && wanted < n);
  await kind.click();
  await page.waitForURL(/kind=service/);
  await becomes(() => total(page), wanted);
  assert.match(page.url(), /means=management/);
  assert.match(page.url(), /period=2026/);
  await page.goBack();
  await becomes(() => total(page), n);
  await visit.close();
});

test("words are found in titles, places and outcomes, and counted with the filters", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/cases");
  await page.locator("h2.district").waitFor();
  await page.locator("#q").fill("盲道");
  await becomes(() => total(page), 1);
  assert.match(await page.locator("main a.hit").innerText(), /占用盲道摆货/);
  assert.match(decodeURIComponent(page.url()), /q=盲道/);
  const all = page.getByRole("navigation", { name: "怎样办的", exact: true }).getByRole("link");
  const texts = (await all.allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
  assert.deepEqual(texts, ["全部 1", "执法 1"]);
  await page.locator("#q").fill("没有这样的字");
  await page.getByText("没有这样的诉求。").waitFor();
  await visit.close();
});

test("a time that is not understood is said and not taken for none", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/cases?period=soon&page=last");
  await page.getByRole("alert").filter({ hasText: "soon" }).waitFor();
  await page.getByRole("alert").filter({ hasText: "last" }).waitFor();
  await visit.open("/cases/721?period=soon");
  await page.getByRole("alert").filter({ hasText: "soon" }).waitFor();
  await visit.close();
});

for (const [width, viewport] of widths) {
  test(`${width}: every figure of 721 opens as many cases as it says`, async () => {
    const visit = await visitor(browser, server.origin, { viewport });
    const { page } = visit;
    await visit.open("/cases/721");
    await page.locator("main table.fan").waitFor();
    await audit(page);
    await fits(page);
    const rows = await page.locator("main table.fan tbody tr").allInnerTexts();
    assert.match(rows[0], /服务.*70%\s+42% 13 件/s);
    assert.match(rows[3], /未分类.*32% 10 件/s);
    const links = page.locator("main table.fan a, main table.tbl td a");
    const figures = [];
    for (const link of await links.all()) {
      figures.push([await link.getAttribute("href"), Number((await link.innerText()).match(/\d+/)[0])]);
    }
    assert.ok(figures.length > 25, `${figures.length} figures`);
    const known = new Map(figures);
    assert.equal(known.size, figures.length, "no two figures open the same");
    const other = await visitor(browser, server.origin, { viewport });
    for (const [href, n] of figures) assert.equal(await opened(other, href), n, href);
    await other.close();
    // What a part of the time has, a table row at a time, is what there is in all.
    const months = await page.locator("main table.tbl tbody tr td:last-child").allInnerTexts();
    const sum = months.reduce((sum, text) => sum + (Number(text) || 0), 0);
    assert.equal(sum, 31);
    await visit.close();
  });
}

test("of fewer than twenty cases no share is given, and the definition is beside the figures", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/cases/721?period=2026-q4");
  await page.locator("main table.fan").waitFor();
  const figures = await page.locator("main table.fan tbody tr td:nth-child(3)").allInnerTexts();
  assert.ok(figures.every((text) => !text.includes("%")), figures.join());
  await page.getByRole("heading", { name: "怎样算服务、管理、执法" }).waitFor();
  await page.getByText("第 1 版，2025年5月1日起").waitFor();
  const picture = page.locator("main svg.chart");
  assert.match(await picture.getAttribute("aria-label"), /2026年10月到2026年11月/);
  await visit.close();
});

test("a case says its outcome, its way, its ground and its basis, and leads on", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/cases/K-016");
  await page.getByRole("heading", { level: 1, name: "占用盲道摆货" }).waitFor();
  const main = page.getByRole("main");
  for (const words of [
    "盲道已恢复畅通",
    "告知、责令改正之后再次占用",
    "占全部 2/31",
    "行政处罚法",
    "2026年6月9日",
    "用了\n5 个工作日",
    "在期限内",
  ]) {
    await becomes(async () => (await main.innerText()).includes(words), true);
  }
  await audit(page);
  await main.getByRole("link", { name: "占全部 2/31" }).click();
  await page.waitForURL(/\/cases\/721$/);
  await visit.close();
});

test("withheld, merged and referred cases say so, and one that is not there too", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  const says = (words) => page.getByRole("main").getByText(words).first().waitFor();
  await visit.open("/cases/K-030");
  await says("会认出当事人");
  await says("它仍然算在各项件数里");
  await visit.open("/cases/K-031");
  await says("和另一件合在一起办");
  await page.getByRole("link", { name: "两侧规则不一样，公示牌没写" }).click();
  await page.waitForURL(/\/cases\/K-020$/);
  await page.getByText("已超过期限").waitFor();
  await visit.open("/cases/K-028");
  await says("119，并通知燃气企业");
  await visit.open("/cases/K-999");
  await page.getByRole("heading", { level: 1, name: "没有公开过这件诉求" }).waitFor();
  await visit.close();
});

test("a rule, an item of a duty list and a correction lead to the cases about them and back", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  const main = page.getByRole("main");
  // The rule that decides.
  await visit.open("/vendor?place=Z-007&goods=sidewalk_cafe&at=2026-11-23T12:00");
  await page.getByRole("link", { name: "看提到这条规则的公开诉求（2 件）" }).first().click();
  await page.waitForURL(/\/cases\?about=R-007-1$/);
  await becomes(() => total(page), 2);
  await main.getByRole("link", { name: "交通巷" }).first().click();
  await page.waitForURL(/\/vendor\?place=Z-007/);
  // The place alone, before it is said what is sold.
  await page.getByRole("link", { name: "看提到它的公开诉求（3 件）" }).waitFor();

  await visit.open("/tasks/630102001/DG-B-01");
  await audit(page);
  await page.getByRole("link", { name: "看提到它的公开诉求（1 件）" }).click();
  await page.waitForURL(/\/cases\?about=DG-B-01$/);
  await becomes(() => total(page), 1);
  await page.getByRole("link", { name: "交通巷外摆越线" }).click();
  await page.waitForURL(/\/cases\/K-005$/);
  await main.getByRole("link", { name: "摊点疏导区日常秩序和环境维护" }).click();
  await page.waitForURL(/\/tasks\/630102001\/DG-B-01$/);
  // Where nothing is about it, nothing is said.
  await visit.open("/tasks/630102001/DG-B-02");
  await page.getByRole("heading", { level: 1, name: "便民服务中心运行和社区服务站指导" }).waitFor();
  assert.equal(await page.getByRole("link", { name: /公开诉求/ }).count(), 0);

  await visit.open("/cases/K-002");
  await page.getByRole("link", { name: "在纠偏里看" }).click();
  await page.waitForURL(/\/corrections\?year=2025#C-07$/);
  await page.locator("#C-07").getByRole("link", { name: "看提到它的公开诉求（1 件）" }).click();
  await page.waitForURL(/\/cases\?about=C-07$/);
  await page.getByRole("link", { name: "冷湖路早餐摊收摊太晚" }).click();
  await page.waitForURL(/\/cases\/K-002$/);
  await visit.close();
});

test("a street, a requirement and a correction lead to the cases about them and back", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/vendor?place=Z-007&goods=snack");
  await page.getByRole("link", { name: "看提到它的公开诉求（3 件）" }).click();
  await page.waitForURL(/\/cases\?about=Z-007/);
  await becomes(() => total(page), 3);
  await page.getByRole("link", { name: "占用盲道摆货" }).click();
  await page.waitForURL(/\/cases\/K-016$/);
  await page.getByRole("main").getByRole("link", { name: "交通巷" }).first().click();
  await page.waitForURL(/\/vendor\?place=Z-007/);

  await visit.open("/requirements/T-005");
  await page.getByRole("link", { name: "看提到它的公开诉求（1 件）" }).click();
  await page.locator("main a.hit").click();
  await page.waitForURL(/\/cases\/K-009$/);
  await page.getByRole("main").getByRole("link", { name: /消防通道/ }).first().click();
  await page.waitForURL(/\/requirements\/T-005$/);

  await visit.open("/cases/K-006");
  await page.getByRole("link", { name: "在纠偏里看" }).click();
  await page.waitForURL(/\/corrections\?year=2025#C-09$/);
  await page.locator("#C-09").getByRole("link", { name: "首次超时摆摊被罚 200 元" }).click();
  await page.waitForURL(/\/cases\/K-006$/);
  await visit.close();
});

/** A row of the sheet of cases, closed the day after. */
function closed(id, title, month) {
  const end = `${month}-05`;
  const words = `${title},A case,,Z-009,,${month}-04,${end},已办结,已办成,服务,修好即可,A repair was enough`;
  return `${id},service,${words},,,,${end} 修好,${end} Repaired,办好了。,Done.,630105,,,,,,5,示例,本项目编写`;
}

test("words are looked for in cases of all years, and it is said how far", async () => {
  const months = (year) => Array.from({ length: 12 }, (_, n) => `${year}-${String(n + 1).padStart(2, "0")}`);
  // Fourteen months of older years say the word, twelve of another year do not.
  const says = [...months(2022), "2021-08", "2019-03"].map((month, n) => closed(`K-9${n + 10}`, "窨井盖松动", month));
  const silent = months(2020).map((month, n) => closed(`K-8${n + 10}`, "路灯不亮", month));
  const rows = [...says, ...silent, "K-001,"].join("\n");
  const city = republished([["2026-11-23T09:00:00+08:00", ["诉求案例.csv", "K-001,", rows]]]);
  const other = await serve({ tree: city.tree });
  const manifest = JSON.parse(readFileSync(join(city.tree, "manifest.json"), "utf8"));
  const lists = named(manifest.files["register/"], (path) => JSON.parse(readFileSync(join(city.tree, path), "utf8")));
  const visit = await visitor(browser, other.origin);
  const { page } = visit;
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.slice(1)));
  await visit.open("/cases?q=窨井");
  await becomes(() => total(page), 12);
  const main = page.getByRole("main");
  await main.getByText("2022年1月到2026年11月收到的诉求都找过了。").waitFor();
  const beyond = main.getByRole("list", { name: /更早的还没有找/ }).getByRole("link");
  assert.deepEqual(await beyond.allInnerTexts(), ["2021年", "2019年"]);
  await audit(page);
  await fits(page);
  const read = Object.entries(lists).filter(([, { path }]) => asked.some((file) => file.endsWith(path)));
  const years = new Set(read.map(([logical]) => logical.slice("register/".length, -"-01".length)));
  assert.deepEqual([...years].sort(), ["2022", "2025", "2026"], "of the years without the word no list was read");
  await beyond.last().click();
  await page.waitForURL(/period=2019/);
  await becomes(() => total(page), 1);
  await main.getByText("2019年3月收到的诉求都找过了。").waitFor();
  // A word that no case of any year says.
  await visit.open("/cases?q=没有这样的字");
  await main.getByText("没有这样的诉求。").waitFor();
  await main.getByText("2019年3月到2026年11月收到的诉求都找过了。").waitFor();
  await visit.close();
  await other.stop();
  city.remove();
});

for (const [width, viewport] of widths) {
  test(`${width}: the figures of 721 stand apart where the definition changes`, async () => {
    const earlier = `[[means.earlier]]
version = "1"
since = "2025-06-01"
service = { zh = "原来的服务", en = "Service as it was" }
management = { zh = "原来的管理", en = "Management as it was" }
enforcement = { zh = "原来的执法", en = "Enforcement as it was" }
`;
    const city = republished([
      [
        "2026-11-23T09:00:00+08:00",
        ["portal.toml", 'version = "1"\nsince = "2025-05-01"', 'version = "2"\nsince = "2026-05-01"'],
        ["portal.toml", "coercive measure\" }\n", `coercive measure" }\n${earlier}`],
      ],
    ]);
    const other = await serve({ tree: city.tree });
    const visit = await visitor(browser, other.origin, { viewport });
    const { page } = visit;
    await visit.open("/cases/721");
    await page.locator("main table.tbl").waitFor();
    await audit(page);
    await fits(page);
    const chart = page.locator("main svg.chart");
    assert.match(await chart.getAttribute("aria-label"), /2026年5月1日起改用第 2 版算法/);
    const texts = await chart.locator("text").allTextContents();
    for (const name of ["没有定义", "第 1 版", "第 2 版"]) assert.ok(texts.includes(name), `${name} in ${texts}`);
    // No line of the ruler goes over from one version to the next.
    const [breaks, lines] = await chart.evaluate((svg) => {
      const of = (selector) => [...svg.querySelectorAll(selector)].map((line) => [parseFloat(line.getAttribute("x1")), parseFloat(line.getAttribute("x2"))]);
      return [of("line.st-base"), of("line:not(.st-base)")];
    });
    assert.equal(breaks.length, 2);
    for (const [at] of breaks) for (const [from, until] of lines) assert.ok(until < at || from > at, `${from}-${until} at ${at}`);
    const heads = page.locator("main table.tbl tbody > tr:first-child > th");
    assert.deepEqual(await heads.allInnerTexts(), [
      "怎样算服务、管理、执法：第 2 版，2026年5月1日起",
      "怎样算服务、管理、执法：第 1 版，2025年6月1日起",
      "本市还没有公布怎样算。",
    ]);
    await page.getByText("这段时间里换过算法").waitFor();
    await heads.nth(1).getByRole("link").click();
    await page.getByText("原来的管理").waitFor();
    assert.match(page.url(), /#since-2025-06-01$/);
    // Within one version nothing is mixed.
    await visit.open("/cases/721?period=2026-q3");
    await page.locator("main table.tbl").waitFor();
    assert.equal(await page.getByText("这段时间里换过算法").count(), 0);
    assert.equal(await chart.locator("line.st-base").count(), 0);
    await visit.close();
    await other.stop();
    city.remove();
  });
}

test("what was read of the register is there without a network", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/cases/K-016");
  await page.getByText("占全部 2/31").waitFor();
  await visit.open("/cases");
  await page.locator("h2.district").waitFor();
  await settled(page);
  await page.context().setOffline(true);
  await page.reload();
  await becomes(() => total(page), 31);
  await page.getByRole("link", { name: "721 按月看" }).click();
  await page.locator("main table.fan").waitFor();
  await visit.close(CUT);
});
