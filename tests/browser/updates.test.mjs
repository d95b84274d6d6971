// The updates: what changed, since when and until when, and what it is about by name.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { fits, launch, ready, serve, test, visitor } from "./harness.mjs";

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

const entry = (page, id) => page.locator(`#${id}`);
const links = (page, id) =>
  entry(page, id).getByRole("link").evaluateAll((links) => links.map((a) => [a.textContent, decodeURI(a.getAttribute("href"))]));

test("an update names what it is about and leads there, whatever its identifiers look like", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/updates");
  await ready(page);
  // A requirement and its correction lead to one page, and are one link.
  assert.deepEqual(await links(page, "N-02"), [["主干道占道经营巡查", "/requirements/T-002"]]);
  assert.deepEqual(await links(page, "N-03"), [["冷湖路", "/vendor?place=Z-006"]]);
  const duties = await links(page, "N-16");
  assert.equal(duties.length, 2);
  for (const [, href] of duties) assert.match(href, /^\/tasks\/\d+\/[A-Z]+-P-01$/);
  const codes = await page.locator("main .news a").evaluateAll((all) => all.map((a) => a.textContent).filter((text) => /^[A-Z]+-[A-Z0-9-]+$/.test(text)));
  assert.deepEqual(codes, [], "no code is a link's words");
  await entry(page, "N-16").getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: duties[0][0] }).waitFor();
  await visit.close();
});

test("a correction or a temporary rule shows before and after, other updates their text", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/updates");
  await ready(page);
  const corrected = entry(page, "N-03");
  assert.equal(await corrected.locator("del").innerText(), "周末早餐 8:30 收摊");
  assert.equal(await corrected.locator("ins").innerText(), "周末延到 9:00");
  await corrected.getByRole("img", { name: "改为" }).waitFor();
  assert.equal(await entry(page, "N-33").locator("del").innerText(), "09:00–21:00");
  assert.equal(await entry(page, "N-33").locator("ins").innerText(), "09:00–22:30");
  // A closing also says its hours.
  assert.equal(await entry(page, "N-32").locator("ins").innerText(), "暂停");
  await entry(page, "N-32").getByText("11 月 21 日 18:00 至 22 日 12:00").waitFor();
  // Two rules that change different things.
  assert.equal(await entry(page, "N-34").locator("del").count(), 0);
  await entry(page, "N-34").getByText("12 月 31 日开到次日 1:00").waitFor();
  // A month's report is about several corrections: it is not one of them.
  assert.equal(await entry(page, "N-07").locator("del").count(), 0);
  await visit.close();
});

test("an end is said as the last day, and as over from the day after", async () => {
  for (const [now, said] of [
    ["2026-11-23T10:00:00+08:00", { "N-33": /到2027年2月28日/, "N-30": /到12月10日/, "N-32": /已结束/, "N-31": /到12月5日/ }],
    ["2026-11-22T23:59:00+08:00", { "N-32": /到11月22日/ }],
    // By the city's clock, not the phone's.
    ["2026-12-06T00:30:00+08:00", { "N-31": /已结束/, "N-30": /到12月10日/ }],
  ]) {
    const visit = await visitor(browser, server.origin, { now, timezone: "America/New_York" });
    const { page } = visit;
    await visit.open("/updates");
    await ready(page);
    for (const [id, pattern] of Object.entries(said)) assert.match(await entry(page, id).innerText(), pattern, `${id} at ${now}`);
    await visit.close();
  }
});

test("since when is said first, and the list fits", async () => {
  for (const [path, first] of [["/updates", /^12月1日起/], ["/en/updates", /^From 1 Dec/]]) {
    const visit = await visitor(browser, server.origin, { viewport: { width: 320, height: 640 } });
    const { page } = visit;
    await visit.open(path);
    await ready(page);
    assert.match(await entry(page, "N-33").innerText(), first);
    await fits(page);
    await audit(page);
    await visit.close();
  }
});
