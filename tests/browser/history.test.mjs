// The histories: what each publication changed, two days compared, and pages as they were, over a city
// that was really published four times.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { becomes, fits, launch, ready, serve, test, visitor, widths } from "./harness.mjs";
import { republished, settled } from "./publisher.mjs";

const LATER = "2026-11-28T10:00:00+08:00";
const NEW = "T-099,夜间照明检查,Night lighting check,城乡建设,配合履职,HT-A-01,CN-CCP-2024-BURDEN,未见加码,,,示例,本项目编写\n";
const ITS_STEP = "T-099.1,T-099,,市,630100,,,DT-002-1,2025-03-31,每周2次,,,,,,,主干道,Main roads,18,条,,,,,,,,,,,示例,本项目编写\n";
const DUTY = "DG-B-01,630102001,基本履职,城乡建设,摊点疏导区日常秩序和环境维护";
/** A requirement with its only level, and a list item that is on another list; last, a report less often. */
const PUBLICATIONS = [
  [
    "2026-11-24T09:00:00+08:00",
    ["工作要求.csv", "T-002,主干道占道经营巡查", `${NEW}T-002,主干道占道经营巡查`],
    ["要求层级.csv", "T-002.1,T-002", `${ITS_STEP}T-002.1,T-002`],
    ["要求层级.csv", "DT-002-3,2025-03-20,每天3次", "DT-002-3,2025-03-24,每天3次"],
    ["履职事项.csv", DUTY, DUTY.replace("基本履职", "配合履职")],
  ],
  [
    "2026-11-26T23:30:00+08:00",
    ["要求层级.csv", "定点打卡照片（照片，每天6）", "定点打卡照片（照片，每天2）"],
    ["要求层级.csv", ITS_STEP, ""],
    ["工作要求.csv", NEW, ""],
    ["履职事项.csv", "摊点疏导区日常秩序和环境维护", "摊点疏导区日常秩序维护"],
  ],
  // Another of the same evening.
  ["2026-11-26T23:30:01+08:00", ["纠偏.csv", "扩大范围没有依据。", "扩大范围没有任何依据。"]],
];
const CUT = /ERR_INTERNET_DISCONNECTED|ERR_FAILED/;
const NOT_FOUND = /status of 404/;

let city;
let server;
let browser;
before(async () => {
  city = republished(PUBLICATIONS);
  server = await serve({ tree: city.tree });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  city?.remove();
});

const visit = (options = {}) => visitor(browser, server.origin, { now: LATER, ...options });
const text = async (locator) => (await locator.innerText()).replaceAll(/\s+/g, " ");
const versions = (page) => page.locator("main .news > li");

/** Waits until every version has been read and compared. */
const compared = (page) => becomes(() => page.locator("main .skeleton").count(), 0);

/** Fails unless the element says all of these words. */
async function says(locator, words) {
  const said = await text(locator);
  for (const word of words) assert.ok(said.includes(word), `${word} is not in: ${said}`);
}

async function examine(page) {
  await ready(page);
  await audit(page);
  await fits(page);
}

for (const [width, viewport] of widths) {
  test(`${width}: a requirement says what each publication changed, newest first`, async () => {
    const visited = await visit({ viewport });
    const { page } = visited;
    await visited.open("/requirements/T-002");
    await page.getByRole("link", { name: "历次改动，和某一天的样子" }).click();
    await page.getByRole("heading", { level: 1, name: "历次改动：主干道占道经营巡查" }).waitFor();
    await page.getByText("第一次公布就有").waitFor();
    await compared(page);
    assert.equal(await versions(page).count(), 4);
    await says(versions(page).nth(0), ["11月26日", "23:30:01", "（纠偏）", "看现在的样子"]);
    await says(versions(page).nth(0), ["理由：", "扩大范围没有依据。", "扩大范围没有任何依据。"]);
    await says(versions(page).nth(1), ["材料：定点打卡照片（照片，每天6次） → 定点打卡照片（照片，每天2次）", "（虎台街道）", "看当时的样子"]);
    await says(versions(page).nth(2), ["时限：2025年3月20日 → 2025年3月24日", "（虎台街道）"]);
    await examine(page);
    await visited.open("/en/history/requirements/T-002");
    await page.getByText("There from the first publication").waitFor();
    await compared(page);
    await says(versions(page).nth(1), ["To hand in: Fixed-point check-in photos (photo, 6 times a day) → Fixed-point check-in photos (photo, 2 times a day)"]);
    await says(versions(page).nth(2), ["Due: 20 Mar 2025 → 24 Mar 2025"]);
    await examine(page);
    await visited.close();
  });

  test(`${width}: two days are compared, whatever was published in between`, async () => {
    const visited = await visit({ viewport });
    const { page } = visited;
    await visited.open("/history/requirements/T-002");
    await page.getByLabel("从哪天").fill("2026-11-23");
    await page.getByLabel("到哪天").fill("2026-11-26");
    await page.getByRole("button", { name: "比较" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/since=2026-11-23&until=2026-11-26$/);
    const between = page.locator("#between");
    await between.getByText("每天2次").waitFor();
    await compared(page);
    await says(between, [
      "2026年11月23日和2026年11月26日相比",
      "时限：2025年3月20日 → 2025年3月24日",
      "（照片，每天6次） → ",
      "没有任何依据",
    ]);
    await examine(page);
    // Between two publications nothing changed, which is known and not for want of data.
    await visited.open("/history/requirements/T-002?since=2026-11-24&until=2026-11-25");
    await page.locator("#between").getByText("两天之间没有改动").waitFor();
    // The same, the other way round.
    await visited.open("/history/requirements/T-002?since=2026-11-25&until=2026-11-24");
    await page.getByRole("alert").getByText("后一天比前一天早").waitFor();
    await visited.open("/history/requirements/T-002?since=2026-11-01&until=2026-11-25");
    await says(page.locator("#between"), ["2026年11月1日 还没有公布过任何内容", "2026年11月23日 周一 08:00"]);
    await examine(page);
    await visited.open("/history/requirements/T-002?since=soon");
    await page.getByRole("alert").getByText("这个日子看不懂： soon").waitFor();
    await examine(page);
    await visited.close();
  });

  test(`${width}: a requirement is shown as it was, and says so first`, async () => {
    const visited = await visit({ viewport });
    const { page } = visited;
    await visited.open("/history/requirements/T-002");
    await versions(page).nth(2).getByRole("link", { name: "看当时的样子" }).click();
    await page.waitForURL(/\/requirements\/T-002\?seq=2$/);
    const note = page.locator("main .note").first();
    await says(note, ["第 2 版", "2026年11月24日 周二 09:00", "2026年11月26日 周四 23:30"]);
    await page.getByRole("cell").getByText("2025年3月24日").first().waitFor();
    await says(page.locator("main .lad"), ["2025年3月24日", "每天6次"]);
    await examine(page);
    await note.getByRole("link", { name: "看现在的样子" }).click();
    await page.waitForURL(/\/requirements\/T-002$/);
    await page.getByText("每天2次").first().waitFor();
    assert.equal(await page.locator("main .note").count(), 0);
    // A day picks what was in force at its end: both publications of that evening.
    await visited.open("/requirements/T-002?on=2026-11-26");
    await says(page.locator("main .note").first(), ["从 2026年11月26日 周四 23:30:01 起", "到现在没有改过"]);
    await visited.open("/en/requirements/T-002?on=2026-11-23");
    await says(page.locator("main .note").first(), ["the first publication", "until Tue 24 Nov 2026 09:00"]);
    await page.getByText("20 Mar 2025").first().waitFor();
    await examine(page);
    await visited.open("/requirements/T-002?on=2026-10-01");
    await says(page.locator("main"), ["2026年10月1日 还没有公布过任何内容"]);
    await visited.open("/requirements/T-002?seq=9");
    await says(page.locator("main"), ["没有公布过这个版本： 9. 最新的版本是 4"]);
    await visited.open("/requirements/T-002?seq=last");
    await page.getByRole("alert").getByText("这个版本号看不懂： last").waitFor();
    await page.getByText("每天2次").first().waitFor();
    await examine(page);
    await visited.close();
  });

  test(`${width}: what came and went says when, and its history stays`, async () => {
    const visited = await visit({ viewport });
    const { page } = visited;
    await visited.open("/requirements/T-099");
    await page.getByRole("heading", { name: "没有这条记录" }).waitFor();
    await page.getByRole("link", { name: "历次改动，和某一天的样子" }).click();
    await page.getByText("不再公布").first().waitFor();
    assert.equal(await versions(page).count(), 2);
    await examine(page);
    await versions(page).nth(1).getByRole("link", { name: "看当时的样子" }).click();
    await page.getByRole("heading", { level: 1, name: "夜间照明检查" }).waitFor();
    await visited.open("/requirements/T-099?on=2026-11-23");
    await says(page.locator("main .note"), ["2026年11月24日 周二 09:00 才公布"]);
    await visited.open("/requirements/T-099?on=2026-11-27");
    await says(page.locator("main .note"), ["从 2026年11月26日 周四 23:30 起不再公布"]);
    await examine(page);
    await visited.open("/history/requirements/T-099?since=2026-11-23&until=2026-11-25");
    await says(page.locator("#between"), ["前一天没有公布它，后一天有"]);
    await visited.open("/history/requirements/T-099?since=2026-11-24");
    await says(page.locator("#between"), ["前一天公布了它，后一天没有", "起不再公布"]);
    await visited.open("/history/requirements/T-777");
    await page.getByRole("heading", { name: "没有这条记录" }).waitFor();
    await examine(page);
    await visited.close();
  });

  test(`${width}: an item that moved to another list, and the lists as they were`, async () => {
    const visited = await visit({ viewport });
    const { page } = visited;
    await visited.open("/tasks/630102001/DG-B-01");
    await page.getByRole("link", { name: "历次改动，和某一天的样子" }).click();
    await page.getByText("清单：基本履职").waitFor();
    await compared(page);
    assert.equal(await versions(page).count(), 3);
    await says(versions(page).nth(0), ["名称：摊点疏导区日常秩序和环境维护 → 摊点疏导区日常秩序维护"]);
    await says(versions(page).nth(1), ["清单：基本履职 → 配合履职"]);
    await examine(page);
    // The item as it was has the title that it had.
    await visited.open("/tasks/630102001/DG-B-01?on=2026-11-25");
    await page.getByRole("heading", { level: 1, name: "摊点疏导区日常秩序和环境维护" }).waitFor();
    await says(page.locator("main"), ["配合履职"]);
    await visited.open("/history/tasks/630102001");
    await page.locator("main .news .tag").first().waitFor();
    await compared(page);
    await says(versions(page).nth(0), ["摊点疏导区日常秩序维护", "有改动", "名称："]);
    await examine(page);
    await versions(page).nth(1).getByRole("link", { name: "看当时的样子" }).click();
    await page.waitForURL(/\/tasks\/630102001\?seq=2$/);
    await says(page.locator("main .note").first(), ["第 2 版"]);
    // What is chosen there is of the same state.
    const assist = page.getByRole("navigation", { name: "按清单看" }).getByRole("link", { name: /配合履职/ });
    await assist.click();
    await page.waitForURL(/list=assist&seq=2$/);
    await page.getByRole("link", { name: "摊点疏导区日常秩序和环境维护" }).click();
    await page.waitForURL(/\/DG-B-01\?seq=2$/);
    await examine(page);
    await visited.close();
  });
}

test("what did not change says since when, and no more", async () => {
  const visited = await visit();
  const { page } = visited;
  await visited.open("/history/requirements/T-001");
  await says(page.locator("main"), ["第一次公布（2026年11月23日 周一 08:00）以来没有改过"]);
  assert.equal(await versions(page).count(), 0);
  await examine(page);
  await visited.close();
});

test("without a network a version that was not kept says so, and is no “nothing changed”", async () => {
  const visited = await visit();
  const { page, context } = visited;
  await visited.open("/requirements/T-002");
  await settled(page);
  await context.setOffline(true);
  await page.goto("/history/requirements/T-002");
  await page.getByRole("contentinfo").waitFor();
  await page.locator("main .note-bad").first().waitFor();
  const said = await text(page.locator("main"));
  assert.match(said, /没有存这一页的数据|连不上网络/);
  assert.doesNotMatch(said, /没有改过|没有改动/);
  await audit(page);
  await page.goto("/requirements/T-002?seq=2");
  await page.locator("main .note-bad").first().waitFor();
  assert.doesNotMatch(await text(page.locator("main")), /每天2次/);
  await audit(page);
  // Read again once there is a network.
  await context.setOffline(false);
  await page.getByRole("button", { name: "再试一次" }).first().click();
  await becomes(async () => (await text(page.locator("main"))).includes("第 2 版"), true);
  await visited.close(CUT, NOT_FOUND, /ERR_/);
});

test("by keyboard alone: from the requirement to two days, and back to how it was", async () => {
  const visited = await visit();
  const { page } = visited;
  await visited.open("/requirements/T-002");
  const press = async (locator) => {
    await locator.focus();
    await page.keyboard.press("Enter");
  };
  await press(page.getByRole("link", { name: "历次改动，和某一天的样子" }));
  await page.locator("main h1:focus").waitFor();
  for (const next of ["day-from", "day-to"]) {
    await becomes(async () => {
      await page.keyboard.press("Tab");
      return page.evaluate(() => document.activeElement?.id);
    }, next);
  }
  await page.getByLabel("从哪天").fill("2026-11-23");
  await page.getByLabel("从哪天").press("Enter");
  await page.locator("#between").getByText("每天2次").waitFor();
  await press(page.locator("#between").getByRole("link", { name: "看 2026年11月23日 的样子" }));
  await page.locator("main h1:focus").waitFor();
  await says(page.locator("main .note").first(), ["从 第一次公布（2026年11月23日 周一 08:00） 到"]);
  await visited.close();
});
