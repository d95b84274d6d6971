// The four journeys of a visitor. Elements are located by their roles and texts, not by markup.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { audit } from "./axe.mjs";
import { fits, launch, ready, serve, visitor, widths } from "./harness.mjs";

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
      await page.getByRole("link", { name: "我要摆摊" }).click();
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
      await page.getByRole("link", { name: "看任务清单" }).click();
      await heading(page, "任务清单");
      await look(page);
      await page.getByRole("searchbox", { name: "搜索事项、要求和地点" }).fill("占道经营巡查");
      await page.getByRole("link", { name: "主干道占道经营巡查" }).first().click();
      await heading(page, "主干道占道经营巡查");
      await look(page);
      // The city asked for two patrols a week, the street office for three a day.
      const steps = page.getByRole("list", { name: "逐级下达" }).locator(":scope > li");
      assert.equal(await steps.count(), 3);
      const street = steps.nth(2);
      await street.getByText("这一级加的").first().waitFor();
      for (const flag of ["频次增加", "材料增加", "范围扩大"]) {
        await street.getByText(flag).first().waitFor();
      }
      assert.equal(await steps.nth(0).getByText("这一级加的").count(), 0, "nothing is added at the top level");
      await page.getByRole("heading", { name: "纠偏" }).waitFor();
      await page.getByText("恢复每周两次，取消照片和日报表").waitFor();
      // What was corrected says so where it was added, and above; only what no correction names is
      // still to be checked.
      const added = street.locator(".added");
      for (const [flag, state] of [["频次增加", "已纠正"], ["范围扩大", "已纠正"], ["时限提前", "待核实"]]) {
        await added.filter({ hasText: flag }).getByText(state, { exact: true }).waitFor();
      }
      assert.match(await page.locator("main .lead").innerText(), /已纠正 \d+ 待核实 1$/);
      // The link to report a mistake prefills what it is about.
      await page.getByRole("link", { name: "这里有问题？告诉我们" }).click();
      await heading(page, "您要反映哪一类问题？");
      assert.match(page.url(), /about=T-002/);
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
      await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "alert");
      assert.match(await page.title(), /^有误：/);
      await look(page);
      await problem.getByRole("link").first().click();
      await page.getByRole("radio", { name: /求助和建议/ }).check();
      await next.click();
      await heading(page, "发生了什么？");
      await look(page);
      await page.getByRole("textbox", { name: "请写下发生了什么" }).fill("路口的垃圾桶满了两天，没有人收。");
      await next.click();
      await heading(page, "在哪里、什么时候？");
      await look(page);
      await page.getByRole("textbox", { name: /地点/ }).fill("莫家街北口");
      await page.getByRole("textbox", { name: /时间/ }).fill("11月22日");
      await next.click();
      await heading(page, "要不要留联系方式？");
      await look(page);
      await next.click();
      await heading(page, "核对您写的内容");
      await look(page);
      await page.getByText("莫家街北口").waitFor();
      await page.getByRole("button", { name: "提交" }).click();
      await heading(page, "已经收到");
      await look(page);
      const receipt = await page.locator("#receipt").innerText();
      assert.match(receipt, /^[0-9A-Za-z-]{12,}$/);
      await page.getByRole("button", { name: "存在这部手机上" }).click();
      await page.getByRole("status").filter({ hasText: "已保存" }).waitFor();
      await page.getByRole("link", { name: "查看这件的进度" }).click();
      await heading(page, "查办理进度");
      await page.getByRole("heading", { name: /现在：/ }).waitFor();
      await page.getByRole("list", { name: "办理经过" }).getByRole("listitem").first().waitFor();
      await look(page);
      // Later: by the receipt kept on the phone, and by an unknown one.
      await visit.open("/feedback/follow");
      await page.getByRole("link", { name: receipt }).click();
      await page.getByRole("heading", { name: /现在：/ }).waitFor();
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
      await page.getByRole("textbox", { name: "回执" }).fill("0000-0000-0000-0000");
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
  assert.equal(await focused(), "一张清楚的单子");
  await tabTo(/^我要摆摊$/);
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
