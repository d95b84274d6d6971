// The corrections: all of a year, filtered, each with before, after, why, by whom and how long it took.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { becomes, fits, launch, serve, test, visitor, widths } from "./harness.mjs";

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

const entries = (page) => page.locator("main .news > li");
const counted = async (link) => Number((await link.innerText()).match(/(\d+)\s*$/)[1]);

for (const [width, viewport] of widths) {
  test(`${width}: each choice opens exactly as many corrections as it says`, async () => {
    const visit = await visitor(browser, server.origin, { viewport });
    const { page } = visit;
    await visit.open("/corrections");
    const groups = await page.getByRole("navigation").filter({ has: page.locator(".chips") }).count();
    assert.equal(groups, 4, "year, state, flag, source");
    const years = page.getByRole("navigation", { name: "发现的年份" }).getByRole("link");
    const first = await counted(years.first());
    assert.equal(await entries(page).count(), first);
    for (const group of ["定了没有", "加了什么", "怎么发现的"]) {
      const choices = page.getByRole("navigation", { name: group }).getByRole("link");
      const wanted = await counted(choices.nth(1));
      await choices.nth(1).click();
      await page.waitForURL(/[?&](decided|flag|found)=/);
      await choices.nth(1).and(page.locator("[aria-current]")).waitFor();
      assert.equal(await entries(page).count(), wanted, group);
      await audit(page);
      await fits(page);
      await choices.first().click();
      await choices.first().and(page.locator("[aria-current]")).waitFor();
      assert.equal(await entries(page).count(), first, group);
    }
    // A year says how many it has in all, whatever else was chosen.
    await page.getByRole("navigation", { name: "定了没有" }).getByRole("link").nth(1).click();
    await page.waitForURL(/decided=/);
    const earlier = await counted(years.nth(1));
    await years.nth(1).click();
    await years.nth(1).and(page.locator("[aria-current]")).waitFor();
    await becomes(() => entries(page).count(), earlier);
    await visit.close();
  });
}

test("a correction says before and after, why, by whom, from when and how long it took", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/corrections?year=2025&flag=scope_widened");
  const entry = page.locator("#C-02");
  for (const words of ["扩到 46 条路", "只查 18 条主干道", "扩大范围没有依据", "虎台街道2025年3月17日决定", "2025年3月18日起执行", "用了 7 天", "范围扩大"]) {
    assert.ok((await entry.innerText()).includes(words), words);
  }
  await entry.getByRole("link", { name: "主干道占道经营巡查" }).click();
  await page.waitForURL(/\/requirements\/T-002#C-02$/);
  await visit.close();
});

test("what no correction fits is said, and a year that is not published too", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/corrections?flag=app_added&decided=no");
  await page.getByText("没有这样的纠偏。").waitFor();
  await visit.open("/corrections?year=1999");
  await page.getByText("没有这条记录").waitFor();
  await visit.close();
});

test("the updates and the requirements lead to the corrections", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  for (const from of ["/updates", "/requirements"]) {
    await visit.open(from);
    await page.getByRole("link", { name: "看历次纠偏" }).click();
    await page.getByRole("heading", { level: 1, name: "纠偏" }).waitFor();
  }
  await visit.close();
});
