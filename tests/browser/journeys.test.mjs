// The four journeys of a visitor. Elements are located by their roles and texts, not by markup.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { audit } from "./axe.mjs";
import { fits, launch, ready, serve, test, visitor, widths } from "./harness.mjs";

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

async function look(page) {
  await ready(page);
  await audit(page);
  await fits(page);
}

/** Waits for the main heading with this name. */
function heading(page, name) {
  return page.getByRole("heading", { level: 1, name }).waitFor();
}

for (const [width, viewport] of widths) {
  describe(width, () => {
    test("a vendor's verdict", async () => {
      const visit = await visitor(browser, server.origin, { viewport });
      const { page } = visit;
      await visit.open("/");
      await page.getByRole("main").getByRole("link", { name: /^能不能摆/ }).click();
      await heading(page, "能不能摆");
      await look(page);
      // Pinyin initials find the street, where R-001-1 permits snacks from 09:00 to 21:00.
      await page.getByRole("searchbox", { name: "在哪里" }).fill("mjj");
      await page.getByRole("list", { name: "地点" }).getByRole("link", { name: /莫家街/ }).first().click();
      await look(page);
      await page.getByRole("link", { name: "小吃", exact: true }).click();
      await page.getByRole("heading", { name: /符合条件\s*可以摆/ }).waitFor();
      await page.getByText("到 21:00").first().waitFor();
      await page.getByText("还有 11 小时").waitFor();
      await page.getByText("按这部手机的时间：11月23日 周一 10:00").waitFor();
      assert.match(await page.title(), /^莫家街，小吃：符合条件可以摆，到 21:00/);
      await page.getByText("人行道留出1.5米通道").first().waitFor();
      await page.getByText("R-001-1", { exact: false }).first().waitFor();
      await page.getByRole("heading", { name: /今天.*2026年11月23日/ }).waitFor();
      assert.match(page.url(), /\/vendor\?place=Z-001&goods=snack$/);
      await look(page);
      // The time is part of the address, which can be shared.
      await page.getByLabel("换个时间").fill("2026-11-23T21:00");
      await page.getByRole("button", { name: "查这个时间" }).click();
      await page.getByRole("heading", { name: "不可以摆" }).waitFor();
      await page.getByText("下次可以摆：").first().waitFor();
      await page.getByText("问的时间：2026年11月23日 周一 21:00").waitFor();
      assert.match(page.url(), /at=2026-11-23T21:00$/);
      await look(page);
      await page.goBack();
      await page.getByRole("heading", { name: /符合条件\s*可以摆/ }).waitFor();
      // The last question is one tap away.
      await page.getByRole("link", { name: /换地点/ }).click();
      await page.getByRole("link", { name: /再问一次上次的/ }).click();
      await page.getByRole("heading", { name: /符合条件\s*可以摆/ }).waitFor();
      await visit.close();
    });

    test("a requirement's added part", async () => {
      const visit = await visitor(browser, server.origin, { viewport });
      const { page } = visit;
      await visit.open("/");
      await page.getByRole("main").getByRole("link", { name: /^任务清单/ }).click();
      await heading(page, "任务清单");
      await look(page);
      await page.getByRole("searchbox", { name: "搜索事项、要求和地点" }).fill("占道经营巡查");
      await page.getByRole("link", { name: "主干道占道经营巡查" }).first().click();
      await heading(page, "主干道占道经营巡查");
      await look(page);
      // The city asked for two patrols a week, the street office for three a day.
      const table = page.getByRole("table", { name: "同一项要求，每一级写了什么" });
      assert.equal(await table.getByRole("columnheader").count(), 3);
      const cells = (name) => table.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) }).getByRole("cell");
      const often = cells(/^频次/);
      assert.equal(await often.nth(0).getByText("每周2次").count(), 1);
      assert.equal(await often.nth(0).getByText(/多 \d/).count(), 0, "nothing is added at the top level");
      await often.nth(2).locator("del").getByText("每天3次").waitFor();
      await often.nth(2).getByText("每天多 2 次").waitFor();
      await often.nth(2).getByText("2025年3月18日起，城西区纠正").waitFor();
      await cells(/^材料/).nth(2).getByText("每天多 6 件").waitFor();
      await cells(/^范围/).nth(2).getByText("多 28 条").waitFor();
      await page.getByRole("heading", { name: "为什么纠正" }).waitFor();
      await page.getByText("恢复每周两次、3 月 31 日前完成，取消照片和日报表").waitFor();
      // What was corrected says so where it was added, above in a line, and at the head.
      const lines = page.locator("main dl > div");
      for (const element of ["频次", "材料", "范围", "时限"]) {
        assert.match(await lines.filter({ hasText: element }).first().innerText(), /已纠正$/);
      }
      assert.equal(await page.getByRole("main").getByText("待核实").count(), 0);
      // The link to report a mistake prefills what it is about.
      await page.getByRole("link", { name: "这里有问题？告诉我们" }).click();
      await heading(page, "您要反映哪一类问题？");
      assert.match(page.url(), /about=T-002/);
      await page.getByText("主干道占道经营巡查").waitFor();
      await visit.close();
    });

    test("a complaint sent and followed", async () => {
      const visit = await visitor(browser, server.origin, { viewport });
      const { page } = visit;
      await visit.open("/");
      await page.getByRole("main").getByRole("link", { name: "反映问题" }).click();
      await heading(page, "您要反映哪一类问题？");
      await look(page);
      const next = page.getByRole("button", { name: "下一步" });
      // Nothing chosen: the error summary is first, has the focus, and links to the field.
      await next.click();
      const problem = page.getByRole("alert").filter({ hasText: "有几处需要改" });
      await problem.waitFor();
      await page.waitForFunction(() => document.activeElement?.matches(".error-summary:has([role=alert])"));
      // It is the first thing of the page.
      const first = page.getByRole("main").locator("h1, h2, .step").first();
      assert.equal(await first.innerText(), "有几处需要改");
      assert.match(await page.title(), /^错误：您要反映哪一类问题？/);
      await look(page);
      await problem.getByRole("link").first().click();
      await page.getByRole("radio", { name: /求助和建议/ }).check();
      await next.click();
      await heading(page, "发生了什么？");
      await look(page);
      await page.getByText("第 2 步，共 6 步").waitFor();
      await page.getByRole("textbox", { name: "请写下发生了什么" }).fill("路口的垃圾桶满了两天，没有人收。");
      // One tap says when.
      const yesterday = page.getByRole("button", { name: "昨天" });
      await yesterday.click();
      assert.equal(await yesterday.getAttribute("aria-pressed"), "true");
      const when = page.getByRole("textbox", { name: /什么时候/ });
      assert.equal(await when.inputValue(), "昨天，11月22日 周日");
      await when.fill("11月22日");
      assert.equal(await yesterday.getAttribute("aria-pressed"), "false");
      await look(page);
      await next.click();
      await heading(page, "在哪里？");
      await look(page);
      await page.getByRole("radio", { name: /用话说/ }).check();
      await page.getByRole("textbox", { name: "地点" }).fill("莫家街北口");
      await look(page);
      await next.click();
      await heading(page, "有照片吗？（可不加）");
      await look(page);
      await next.click();
      await heading(page, "有没有差不多的");
      await look(page);
      await next.click();
      await heading(page, "看一遍再送出");
      await look(page);
      for (const given of ["求助和建议", "莫家街北口", "11月22日"]) {
        await page.getByRole("definition").filter({ hasText: given }).first().waitFor();
      }
      // Five working days after Monday the 23rd.
      await page.getByText("今天送出，最晚 11月30日 周一 答复（5 个工作日）。").waitFor();
      await page.getByRole("button", { name: "提交" }).click();
      await heading(page, "已收到");
      await look(page);
      const receipt = await page.locator("#receipt").textContent();
      assert.match(receipt, /^[0-9A-Z-]{34}$/);
      await page.getByRole("link", { name: "查看这件的进度" }).click();
      await heading(page, "求助和建议");
      await page.getByRole("heading", { name: /现在：/ }).waitFor();
      await page.getByRole("list", { name: "办理经过" }).getByRole("listitem").first().waitFor();
      await look(page);
      // Later: by the receipt kept on the phone, and by an unknown one.
      await visit.open("/feedback/follow");
      await page.getByRole("link", { name: receipt }).click();
      await page.getByRole("heading", { name: /现在：/ }).waitFor();
      await page.getByText("还没有答复。").waitFor();
      assert.equal(await page.getByRole("heading", { name: "答复", exact: true }).count(), 0);
      // The server's reply once the case is answered; that it sends the answer is a test of its own.
      await page.route("**/open311/v2/tokens/*.json", async (route) => {
        const reply = await route.fetch();
        const [followed] = await reply.json();
        assert.equal(followed.answer, null);
        const answer = { zh: "垃圾桶已清空，改为每天两次。", en: "The bins are emptied twice a day now." };
        await route.fulfill({ response: reply, json: [{ ...followed, answer }] });
      });
      await page.reload();
      await page.getByRole("heading", { name: "答复", exact: true }).waitFor();
      await page.getByText("垃圾桶已清空，改为每天两次。").waitFor();
      await look(page);
      await page.unroute("**/open311/v2/tokens/*.json");
      const typed = page.getByRole("textbox", { name: "有回执，不在这部手机上" });
      await typed.fill("2222-2222-2222-2222");
      await page.getByRole("button", { name: "查询" }).click();
      await page.getByText("这里有 16 个").waitFor();
      await look(page);
      await typed.fill("0".repeat(40));
      await page.getByRole("button", { name: "查询" }).click();
      await page.getByText("没有这个回执").waitFor();
      await look(page);
      await visit.close(/status of 404/);
    });

    test("language switch", async () => {
      const visit = await visitor(browser, server.origin, { viewport });
      const { page } = visit;
      await visit.open("/vendor?place=Z-001&goods=snack&at=2026-11-23T10:00");
      await page.getByRole("heading", { name: /符合条件\s*可以摆/ }).waitFor();
      await page.getByRole("link", { name: "EN", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: /With conditions\s*You may/ }).waitFor();
      assert.match(page.url(), /\/en\/vendor\?place=Z-001&goods=snack&at=2026-11-23T10:00$/);
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      assert.match(await page.title(), /^Mojia Street, Snacks: you may, with conditions, until 21:00/);
      await page.getByText("Mojia Street").first().waitFor();
      await look(page);
      await page.getByRole("link", { name: "中文", exact: true }).click();
      await page.getByRole("heading", { name: /符合条件\s*可以摆/ }).waitFor();
      assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
      await visit.close();
    });
  });
}

test("the city's clock decides, not the phone's", async () => {
  // At 22:30 in Xining it is 09:30 in New York, a time at which snacks would be permitted.
  const now = "2026-11-23T22:30:00+08:00";
  const visit = await visitor(browser, server.origin, { now, timezone: "America/New_York" });
  await visit.open("/vendor?place=Z-001&goods=snack");
  await visit.page.getByRole("heading", { name: "不可以摆" }).waitFor();
  await visit.close();
});

test("by keyboard alone", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/");
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
  /** Presses Tab until the text of the focused element matches. */
  const tabTo = async (pattern) => {
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press("Tab");
      if (pattern.test(await focused())) return;
    }
    assert.fail(`Tab never reaches ${pattern}`);
  };
  await tabTo(/^跳到正文$/);
  await page.keyboard.press("Enter");
  assert.match(await focused(), /现在能摆吗/);
  await tabTo(/^能不能摆/);
  await page.keyboard.press("Enter");
  await heading(page, "能不能摆");
  // The focus follows the route.
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  await page.getByRole("searchbox").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("mojiajie");
  await page.getByRole("link", { name: /莫家街/ }).first().waitFor();
  await tabTo(/莫家街/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "卖什么" }).waitFor();
  await tabTo(/^小吃$/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /符合条件\s*可以摆/ }).waitFor();
  await visit.close();
});
