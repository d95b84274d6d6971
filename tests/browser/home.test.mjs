// The home page: the question, its answer, and what is kept on this phone.
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

const ANSWER = "/vendor?place=Z-001&goods=snack";
/** The sign with the answer. */
const sign = (page) => page.getByRole("region", { name: "现在的答复" });

test("a first visitor reaches a verdict in three taps", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/");
  await page.getByRole("heading", { level: 1, name: /在 哪条街 卖 什么/ }).waitFor();
  await audit(page);
  await fits(page);
  await page.getByRole("list", { name: "卖什么" }).getByRole("link", { name: "小吃", exact: true }).click();
  await page.getByRole("link", { name: /莫家街/ }).first().click();
  await page.getByText("21:00").first().waitFor();
  assert.match(page.url(), /place=Z-001/);
  assert.match(page.url(), /goods=snack/);
  await visit.close();
});

test("what the city tells its readers stands below every page", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  for (const [path, words] of [["/", /示例城市：除标明官方文本或新闻报道的内容外/], ["/en/about", /A sample city: except where a row is marked/]]) {
    await visit.open(path);
    await page.getByRole("contentinfo").getByText(words).waitFor();
  }
  await visit.close();
});

for (const [lang, home, region, words] of [
  ["Chinese", "/", "现在的答复", [/符合条件\s*可以摆/, /到 21:00/, /还有 11 小时/, /要做到 4 件事/]],
  ["English", "/en", "The answer now", [/With conditions\s*You may/, /until 21:00/, /11 h left/, /4 things to do/]],
]) {
  test(`the last question is answered without a tap, in ${lang}`, async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    await visit.open(ANSWER);
    await visit.open(home);
    const answer = page.getByRole("region", { name: region });
    for (const word of words) await answer.filter({ hasText: word }).waitFor();
    await audit(page);
    await fits(page);
    // One tap to everything about it.
    await answer.getByRole("link", { name: words.at(-1) }).click();
    await page.waitForURL(/place=Z-001&goods=snack$/);
    await visit.close();
  });
}

test("the kept answer is shown before anything of it is fetched", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await visit.open(ANSWER);
  await context.route(/\/lookup-[0-9a-f]{16}\.wasm$/, () => {});
  await context.route("**/data/f/**", () => {});
  await page.goto("/");
  await sign(page).filter({ hasText: "21:00" }).waitFor();
  await visit.close();
});

test("a kept answer tells its times from now on, not from when it was asked", async () => {
  const visit = await visitor(browser, server.origin, { now: "2026-11-23T22:00:00+08:00" });
  const { page, context } = visit;
  await visit.open(ANSWER);
  await page.clock.setFixedTime(new Date("2026-11-24T08:00:00+08:00"));
  await context.route(/\/lookup-[0-9a-f]{16}\.wasm$/, () => {});
  await context.route("**/data/f/**", () => {});
  await page.goto("/");
  await sign(page).filter({ hasText: /到 09:00/ }).filter({ hasText: "下次可以摆：09:00" }).waitFor();
  assert.doesNotMatch(await sign(page).innerText(), /明天/);
  await visit.close();
});

test("an answer that has changed is never shown: the engine answers anew", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open(ANSWER);
  await page.clock.setFixedTime(new Date("2026-11-23T21:30:00+08:00"));
  const shown = [];
  await page.exposeFunction("saw", (text) => shown.push(text));
  await page.addInitScript(() => {
    new MutationObserver(() => {
      const word = document.querySelector(".home-sign .word");
      if (word) globalThis.saw(word.textContent);
    }).observe(document, { childList: true, subtree: true });
  });
  await visit.open("/");
  await sign(page).filter({ hasText: "不可以摆" }).waitFor();
  await sign(page).filter({ hasText: "下次可以摆：" }).waitFor();
  assert.deepEqual([...new Set(shown)], ["不可以摆"]);
  await visit.close();
});

test("an answer ends on the open page when its time is over", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await page.clock.install({ time: new Date("2026-11-23T20:59:00+08:00") });
  await visit.open(ANSWER);
  await visit.open("/");
  await sign(page).filter({ hasText: "到 21:00" }).waitFor();
  await page.clock.runFor(70_000);
  await sign(page).filter({ hasText: "不可以摆" }).waitFor();
  await visit.close();
});

test("saved answers and receipts are there on the next visit", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open(ANSWER);
  await page.getByRole("button", { name: /存/ }).click();
  await page.evaluate(() => localStorage.setItem("mingdan.receipts", "0123456789abcdef"));
  await visit.open("/");
  await page.getByRole("heading", { name: "存在这台设备上" }).waitFor();
  await page.getByRole("link", { name: /查办理进度.*1 个回执/ }).waitFor();
  await page.getByRole("link", { name: /莫家街卖小吃/ }).click();
  await page.waitForURL(/\/slip\?/);
  await ready(page);
  await visit.close();
});
