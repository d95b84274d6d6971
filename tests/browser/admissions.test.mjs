// The admission log: who proposed what, what was decided, and the way from an item of a list to it; and
// of an item, who took it back and how, and what in law it rests on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { built, fits, launch, ready, root, serve, test, visitor, widths } from "./harness.mjs";
import { second } from "./publisher.mjs";

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

/** The log as it is published. */
function published() {
  const read = (path) => JSON.parse(readFileSync(join(built.tree, path), "utf8"));
  return read(read("manifest.json").files.admissions.path);
}

for (const [width, viewport] of widths) {
  test(`${width}: each choice of the log opens exactly as many entries as it says`, async () => {
    const log = published().admissions;
    const visit = await visitor(browser, server.origin, { viewport });
    const { page } = visit;
    await visit.open("/tasks");
    await ready(page);
    await page.getByRole("link", { name: "看职责准入" }).click();
    await page.getByRole("heading", { level: 1, name: "职责准入" }).waitFor();
    await page.getByRole("heading", { level: 2, name: `${log.length} 项`, exact: true }).waitFor();
    await audit(page);
    await fits(page);
    // The latest first.
    const days = await entries(page).locator("time").evaluateAll((all) => all.map((one) => one.dateTime));
    assert.deepEqual(days, [...days].sort().reverse());
    for (const [code, term] of [["under_review", "审查中"], ["admitted", "准入"], ["refused", "不予准入"]]) {
      const wanted = log.filter((one) => one.decision === code).length;
      assert.ok(wanted > 1, code);
      await visit.open(`/tasks/admissions?decision=${code}`);
      const chip = page.locator("main .chips a[aria-current]").filter({ hasText: new RegExp(`^${term} ${wanted}$`) });
      await chip.waitFor();
      assert.equal(await entries(page).count(), wanted);
    }
    const by = "城东区消防救援大队";
    await page.goto(`${server.origin}/tasks/admissions`);
    await page.getByText("更多筛选").click();
    await page.locator("main .chips a").filter({ hasText: by }).click();
    const own = log.filter((one) => one.proposed_by.zh === by);
    await page.getByRole("heading", { level: 2, name: `${own.length} 项`, exact: true }).waitFor();
    // The other filter counts what is left beside it.
    const open = own.filter((one) => one.decision === "under_review").length;
    await page.locator("main .chips a").filter({ hasText: new RegExp(`^审查中 ${open}$`) }).click();
    await page.getByRole("heading", { level: 2, name: `${open} 项`, exact: true }).waitFor();
    await fits(page);
    // What is taken away leaves the choices open, and the focus on it.
    const all = page.locator("main details .chips a").filter({ hasText: /^全部/ });
    await all.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.searchParams.has("by"));
    await page.locator("main details .chips a:focus").filter({ hasText: /^全部/ }).waitFor();
    await visit.close();
  });
}

test("an entry says who proposed it, what was decided, by whom, when, why and by which document", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks/admissions");
  const refused = page.locator("#ZR-14");
  for (const words of [
    "共享单车停放处罚",
    "城东区城市管理局于2026年3月9日提出，城东区委、城东区人民政府于2026年4月22日决定不予准入。",
    "理由：街道没有处罚权",
    "关于共享单车停放处罚事项不予准入的通知",
    "拟交给：城东区",
  ]) {
    await refused.getByText(words).first().waitFor();
  }
  const open = page.locator("#ZR-05");
  await open.getByText("还在审查，没有定。由城东区委、城东区人民政府决定。").waitFor();
  assert.equal(await open.locator("cite").count(), 0, "there is no decision to cite");
  await open.getByRole("link", { name: "火车站街道，拟准入" }).click();
  await page.getByRole("heading", { level: 1, name: "夜间施工噪声首次劝导" }).waitFor();
  // The item says so, too, and leads back.
  await page.getByText("城东区城市管理局于2026年2月12日提出，还在审查").waitFor();
  await audit(page);
  await page.getByRole("link", { name: "看全部职责准入" }).click();
  await page.getByRole("heading", { level: 1, name: "职责准入" }).waitFor();
  await visit.open("/en/tasks/630102001/DG-A-08");
  await page.getByText(/Proposed by Chengdong District Fire and Rescue Brigade on 8 Apr 2025; admitted by .* on 3 Jun 2025\./).waitFor();
  await visit.close();
});

test("what nobody knows stays in the filter, and is never called a refusal", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks/admissions?decision=postponed&by=nobody");
  await page.getByText("没有这样的记录。").waitFor();
  for (const name of ["postponed", "nobody"]) {
    await page.locator("main .chips a[aria-current]").filter({ hasText: name }).waitFor();
  }
  assert.equal(await page.getByText("不予准入").count(), 0);
  await audit(page);
  await visit.close();
});

test("the log prints without its filters", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/tasks/admissions?decision=refused");
  await entries(page).first().waitFor();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("main .chips:visible").count(), 0);
  assert.equal(await entries(page).locator("visible=true").count() > 0, true);
  await page.locator("main .a4-foot").getByText("关于企业用电量按月采集事项不予准入的通知").waitFor();
  await visit.close();
});

test("an item that was taken back says who does it now and how; one with a basis in law cites the article", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  const fact = (term) => page.locator("dl.facts > div").filter({ has: page.getByText(term, { exact: true }) }).locator("dd");
  await visit.open("/tasks/630102001/DG-R-01");
  await ready(page);
  assert.equal(await fact("由谁做").innerText(), "区市场监督管理局");
  assert.equal(await fact("怎样做").innerText(), "由区局按计划检查，不再要求街道报表");
  await visit.open("/tasks/630102001/DG-A-01");
  await ready(page);
  assert.equal(await fact("街道做什么").innerText(), "宣传劝导；发现问题上报；协助疏导到划定区域");
  const laws = page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: "法律依据" }) }).last();
  assert.equal(await laws.locator("cite").count(), 2);
  await laws.getByText("第十四条").waitFor();
  // On the list it is one line, with the articles.
  await visit.open("/tasks/630102001?list=assist");
  await page.getByText("法律依据：城市市容和环境卫生管理条例 第十四条；城市道路管理条例 第三十一条、第三十二条").waitFor();
  await fits(page);
  await visit.close();
});

test("a city that publishes no log says so, and not that nothing was proposed", async () => {
  const text = readFileSync(join(root, "cities/xining/职责准入.csv"), "utf8");
  const [heading] = text.split("\n");
  const next = second("2026-11-24T08:00:00+08:00", [["职责准入.csv", text, `${heading}\n`]]);
  const without = await serve({ tree: next.tree });
  const visit = await visitor(browser, without.origin);
  const { page } = visit;
  try {
    await visit.open("/tasks/admissions");
    await page.getByText("还没有公布职责准入的记录。没有公布，不等于没有人提出。").waitFor();
    await audit(page);
    // An item that was proposed has nothing to lead to.
    await visit.open("/tasks/630102001/DG-P-01");
    await page.getByRole("heading", { level: 1, name: "电动自行车充电设施日常查看" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "看全部职责准入" }).count(), 0);
  } finally {
    await visit.close();
    await without.stop();
    next.remove();
  }
});
