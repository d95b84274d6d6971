// Two notices side by side, and a draft before it goes out: what was added with both sentences, every
// reading corrected by hand, and nothing of what was pasted leaves the phone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { becomes, fits, launch, ready, serve, test, visitor } from "./harness.mjs";
import { NOTICES, paste } from "./pages.mjs";
import { settled } from "./publisher.mjs";

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

/** The section that begins with the findings. */
const found = (page) => page.locator("section", { has: page.locator("#found") });
/** The findings whose heading matches. */
const findings = (page, words) => found(page).getByRole("listitem").filter({ has: page.getByRole("heading", { name: words }) });
/** The row of the table with this heading. */
const row = (page, name) => page.getByRole("table").getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
/** The lines of an entry of the document that is to go out. */
const change = (page, words) => page.getByRole("button", { name: new RegExp(`^修改\\s*${words}`) });
const takeOut = (page, words) => page.getByRole("button", { name: new RegExp(`^去掉\\s*${words}`) });
const kept = (page) => page.evaluate(() => localStorage.getItem("mingdan.comparison"));

async function pasted(options, notices = { ...NOTICES, unit: "630102001" }) {
  const visit = await visitor(browser, server.origin, options);
  await visit.open("/compare");
  await paste(visit.page, notices);
  await ready(visit.page);
  return visit;
}

test("what the lower notice adds is flagged, with its sentence and the one above", async () => {
  const visit = await pasted();
  const { page } = visit;
  const often = findings(page, "频次增加");
  assert.deepEqual(await often.locator("blockquote").allInnerTexts(), [
    "二、每周检查不少于2次，油烟净化设施安装率不低于98%，对餐饮单位全覆盖排查。",
    "二、对重点路段餐饮单位每月检查不少于1次，油烟净化设施安装率不低于90%。",
  ]);
  assert.deepEqual(await often.locator("mark").allInnerTexts(), ["每周检查不少于2次"]);
  // The rule, its document and article, and how to put it.
  const ranking = findings(page, /^排名/);
  await ranking.getByText(/依据：.*整治形式主义.*统筹规范督查检查考核/).waitFor();
  await ranking.getByText(/怎样改：.*不排名/).waitFor();
  // A duty that was taken back.
  await findings(page, /燃气设施安全检查和处罚/).getByText(/住房和城乡建设局/).waitFor();
  // Side by side: both values in one row, the added one with its words.
  assert.match(await row(page, "指标").innerText(), /90%[^]*98%[^]*指标抬高/);
  assert.match(await row(page, "考核").innerText(), /没有读到[^]*排名[^]*考核加码[^]*通报或约谈[^]*没有参加比/);
  // A value leads to its sentence.
  await row(page, "指标").getByRole("button", { name: "第 4 句" }).last().click();
  await becomes(() => page.evaluate(() => document.activeElement.id), "here-s3");
  await visit.close();
});

test("every sentence is shown: what was set aside with why, what was not read as such", async () => {
  const visit = await pasted();
  const { page } = visit;
  const shown = await page.locator("[id^=here-s] .as-written").allTextContents();
  const words = shown.map((text) => text.replace(/^第 \d+ 句\s*/, "")).join("");
  assert.equal(words, NOTICES.here.replaceAll("\n", ""), "nothing is left out");
  await page.locator("#here-s5").getByText(/不算要求.*台账.*不要、取消或无需/).waitFor();
  const unread = page.locator("#here-s6");
  assert.deepEqual(await unread.locator(".mk").allInnerTexts(), ["必须", "3类"]);
  assert.equal(await unread.getByText(/^没读懂/).count(), 2);
  await page.getByRole("status").filter({ hasText: "14 处要求，1 处不算要求，2 处没读懂" }).waitFor();
  await visit.close();
});

test("a reading is corrected by hand, and the comparison follows at once", async () => {
  const visit = await pasted();
  const { page } = visit;
  // Taken out, and put back.
  assert.equal(await findings(page, /排名/).count(), 2);
  await takeOut(page, "考核 排名").click();
  await becomes(() => findings(page, /排名/).count(), 0);
  await page.getByText("手工去掉").waitFor();
  const back = page.getByRole("button", { name: /^恢复\s*考核 排名/ });
  await becomes(() => back.evaluate((button) => button === document.activeElement), true);
  await back.click();
  await becomes(() => findings(page, /排名/).count(), 2);
  // Changed; what cannot be read says so at its field.
  await change(page, "指标 .*98").click();
  await page.getByLabel("数，如 98 或 98.5").fill("九十");
  await page.getByRole("button", { name: "改好了" }).click();
  await page.getByRole("alert").filter({ hasText: "请写一个数" }).waitFor();
  await becomes(() => page.evaluate(() => document.activeElement.id), "edit-amount");
  await audit(page);
  await page.getByLabel("数，如 98 或 98.5").fill("90");
  await page.getByRole("button", { name: "改好了" }).click();
  await becomes(() => findings(page, "指标抬高").count(), 0);
  await page.getByText("手工改过").waitFor();
  await page.getByText("原来读作：油烟净化设施安装率不少于98%").waitFor();
  await page.getByRole("button", { name: /^改回读到的/ }).click();
  await becomes(() => findings(page, "指标抬高").count(), 1);
  assert.equal(await page.getByText("手工改过").count(), 0);
  // From a finding to its reading.
  await findings(page, "频次增加").getByRole("button", { name: "读错了？改这一条" }).click();
  await page.getByRole("form", { name: "频次" }).getByLabel("多久里").selectOption("每月");
  await page.getByRole("form", { name: "频次" }).getByLabel("几次").fill("1");
  await page.getByRole("button", { name: "改好了" }).click();
  await becomes(() => findings(page, "频次增加").count(), 0);
  // Added.
  await page.getByRole("button", { name: "加一条没读出来的" }).first().click();
  await page.getByLabel("哪一类要求").selectOption("考核");
  await page.getByLabel("怎样考核").selectOption("责任状");
  await page.getByRole("button", { name: "加上" }).click();
  await findings(page, /责任状/).first().getByText("手工加的，没有原句").waitFor();
  await fits(page);
  await audit(page);
  await visit.close();
});

test("what was not read becomes a demand where it stands, tied to its sentence, and can be undone", async () => {
  const visit = await pasted();
  const { page } = visit;
  const focused = () => page.evaluate(() => document.activeElement.id);
  const sentence = page.locator("#here-s6");
  const status = page.getByRole("status").filter({ hasText: "读完了" });
  await sentence.getByRole("button", { name: /^当作要求\s*“3类”$/ }).click();
  await becomes(focused, "edit");
  // A number is most often a quantity; a person chooses.
  assert.equal(await page.locator("#edit").inputValue(), "quantity");
  assert.match(await page.locator("#edit-of").innerText(), /原文：\s*3类/);
  await audit(page);
  await fits(page);
  // What cannot be read says so at its field, and nothing is added.
  await page.getByRole("button", { name: "加上" }).click();
  await page.getByRole("alert").filter({ hasText: "请写一个数" }).waitFor();
  await becomes(focused, "edit-amount");
  await audit(page);
  // Given up, the focus is where it was.
  await page.getByRole("button", { name: "不加了" }).click();
  await becomes(focused, "here-s6-u1");
  await page.keyboard.press("Enter");
  await becomes(focused, "edit");
  await page.locator("#edit").selectOption("考核");
  await page.getByLabel("怎样考核").selectOption("责任状");
  await page.getByRole("button", { name: "加上" }).click();
  await becomes(async () => /^here-e\d+$/.test(await focused()), true);
  await status.filter({ hasText: "已加上：考核，责任状。读完了：15 处要求，1 处不算要求，1 处没读懂" }).waitFor();
  await sentence.getByText("手工加的").waitFor();
  assert.deepEqual(await sentence.locator("mark").allInnerTexts(), ["3类"]);
  assert.deepEqual(await sentence.locator(".mk").allInnerTexts(), ["必须"]);
  // It is compared, with its sentence.
  const added = findings(page, /考核加码.*责任状/);
  assert.deepEqual(await added.locator("blockquote").allInnerTexts(), ["五、各街道必须高度重视第3类问题。"]);
  assert.match(await row(page, "考核").innerText(), /责任状[^]*手工加的[^]*第 7 句/);
  const csv = async () => decodeURIComponent(await page.getByRole("link", { name: "存成表格" }).getAttribute("href"));
  assert.match(await csv(), /排名；责任状/);
  await audit(page);
  await fits(page);
  // Kept through a reload, and through a change elsewhere in the text.
  await page.reload();
  await ready(page);
  await page.locator("#here-s6").getByText("手工加的").waitFor();
  await page.locator("#c-here").fill(NOTICES.here.replace("各街道：\n", "各街道：\n请认真落实。\n"));
  await page.getByRole("button", { name: "读一读，比一比" }).click();
  await page.locator("#here-s7").getByText("手工加的").waitFor();
  // Undone, it is unread again; and back.
  await page.locator("#here-s7").getByRole("button", { name: /^去掉/ }).click();
  await becomes(() => page.locator("#here-s7 .mk").allInnerTexts(), ["必须", "3类"]);
  await status.filter({ hasText: "14 处要求，1 处不算要求，2 处没读懂" }).waitFor();
  await becomes(() => added.count(), 0);
  assert.doesNotMatch(await csv(), /责任状/);
  await page.locator("#here-s7").getByRole("button", { name: /^恢复/ }).click();
  await becomes(() => added.count(), 1);
  await visit.close();
});

test("any sentence can be made to ask for something, by keyboard and on the narrowest phone", async () => {
  for (const [path, add, kind] of [["/compare", "加上", "频次"], ["/en/compare", "Add", "Frequency"]]) {
    const visit = await visitor(browser, server.origin, { viewport: { width: 320, height: 640 } });
    const { page } = visit;
    await visit.open(path);
    await paste(page, NOTICES);
    await ready(page);
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
    for (const [side, opener] of [["here", "here-s7-w"], ["above", "above-s4-w"], ["here", "here-s5-a0"]]) {
      await page.locator(`#${opener}`).focus();
      await page.keyboard.press("Enter");
      await becomes(focused, "edit");
      await page.locator("#edit").selectOption(kind);
      await page.keyboard.press("Tab");
      await becomes(focused, "edit-bound");
      await page.keyboard.press("Tab");
      await page.keyboard.insertText("3");
      await fits(page);
      await audit(page);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await becomes(focused, add);
      await page.keyboard.press("Enter");
      await becomes(async () => new RegExp(`^${side}-e\\d+$`).test(await focused()), true);
      await fits(page);
    }
    // What a person reads in a sentence as a whole marks no words of it.
    assert.equal(await page.locator("#above-s4 mark").count(), 1);
    assert.equal(await page.locator("#here-s5 .cut-out").count(), 0);
    await audit(page);
    await visit.close();
  }
});

test("the rows are those of 要求层级.csv: saved, copied, seen", async () => {
  const visit = await pasted({ permissions: ["clipboard-read", "clipboard-write"] });
  const { page } = visit;
  await page.getByLabel("要求编号").fill("油烟 7");
  await page.getByRole("alert").filter({ hasText: "编号只能有" }).waitFor();
  assert.match(decodeURIComponent(await page.getByRole("link", { name: "存成表格" }).getAttribute("href")), /\nN-1\.2,N-1,N-1\.1,区县,000000,,,DT-N-1\.2,/);
  await page.getByLabel("要求编号").fill("YY-7");
  await page.getByLabel("上级文件由谁发").selectOption("630100");
  await page.getByLabel("本件由谁发").selectOption("630104");
  const link = page.getByRole("link", { name: "存成表格" });
  await becomes(async () => /YY-7\.2/.test(decodeURIComponent(await link.getAttribute("href"))), true);
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  assert.equal(download.suggestedFilename(), "要求层级.csv");
  const csv = readFileSync(await download.path(), "utf8");
  // A spreadsheet knows the encoding by its first character.
  assert.equal(csv[0], "\uFEFF");
  const [headings, above, here, ...rest] = csv.slice(1).trimEnd().split("\n");
  const sheet = readFileSync(new URL("../../cities/xining/要求层级.csv", import.meta.url), "utf8");
  assert.equal(headings, sheet.split("\n")[0]);
  assert.deepEqual(rest, []);
  assert.match(above, /^YY-7\.1,YY-7,,市,630100,西宁市,[^,]*,DT-YY-7\.1,2026-12-20,每月1次,油烟净化设施安装率≥?(不少于)?90%/);
  assert.match(here, /^YY-7\.2,YY-7,YY-7\.1,区县,630104,城西区,[^,]*,DT-YY-7\.2,2026-11-30,每周2次,油烟净化设施安装率(不少于|≥)98%/);
  assert.match(here, /油烟治理周报表（报表，每周1次）.*油烟通APP（政务应用，.*排名/);
  await page.getByRole("button", { name: "复制这些行" }).click();
  await page.getByRole("status").filter({ hasText: "已复制" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), csv.slice(1));
  await page.getByText("看这些行").first().click();
  assert.equal(await page.getByRole("textbox", { name: "看这些行" }).inputValue(), csv.slice(1));
  await audit(page);
  await visit.close();
});

test("what cannot be read is said in plain words, and the page stays alive", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/compare");
  const put = (id, text) =>
    page.locator(id).evaluate((area, text) => {
      area.value = text;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
  const press = () => page.getByRole("button", { name: "读一读，比一比" }).click();
  const binary = "\u0000\u0001PK\u0003\u0004\ufffd\ufffd\ufffd\ufffd".repeat(50);
  for (const [text, why] of [
    ["", "没有文字可读"],
    ["  \n\n ", "没有文字可读"],
    [binary, "这不是文字"],
    ["各街道认真落实。".repeat(125_000), "文字太长：最多读 100000 个字"],
    ["每月排名。".repeat(3_000), "要求太多"],
  ]) {
    await put("#c-here", text);
    await press();
    await page.locator(".error-summary:focus").getByText(why).waitFor();
    assert.match(await page.title(), /^错误：对照两份文件/);
    await page.getByRole("link", { name: new RegExp(`要发的文件：.*${why}`) }).click();
    await becomes(() => page.evaluate(() => document.activeElement.id), "c-here");
    assert.equal(await page.locator("#c-here").getAttribute("aria-invalid"), "true");
    assert.equal(await page.locator("#found").count(), 0);
  }
  // The text above is refused at its own field; no level was chosen at its own.
  await put("#c-above", binary);
  await put("#c-here", NOTICES.here);
  await press();
  await page.getByRole("link", { name: /上级的文件：这不是文字/ }).waitFor();
  await audit(page);
  await page.getByRole("radio", { name: /^已公布的工作要求，选一级/ }).check();
  await press();
  await page.getByRole("link", { name: /请选一项工作要求/ }).waitFor();
  await audit(page);
  await page.getByRole("radio", { name: /^不和上级比/ }).check();
  await press();
  await page.locator("#found:focus").waitFor();
  assert.match(await page.title(), /^对照两份文件/);
  await page.getByText("没有和上级比。").waitFor();
  // As long as may be: the first sentences, and the others on request.
  await put("#c-here", `${"各科室认真学习。".repeat(12_000)}`);
  await press();
  await page.locator("#here-s99").waitFor();
  await page.getByRole("button", { name: /再看后面的句子（还有 11900 句）/ }).click();
  await becomes(() => page.evaluate(() => document.activeElement.id), "here-s100");
  await visit.close();
});

test("nothing that was pasted leaves the phone", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await visit.open("/compare");
  await settled(page);
  const sent = [];
  context.on("request", (request) => sent.push(`${request.method()} ${decodeURIComponent(request.url())} ${request.postData() ?? ""}`));
  await paste(page, NOTICES);
  await takeOut(page, "考核 排名").click();
  await page.locator("#c-unit").selectOption("630102001");
  await findings(page, /燃气设施/).waitFor();
  await ready(page);
  // Files are read; their hashes are told to the worker, which is on the phone.
  for (const request of sent) {
    assert.match(request, /^(GET http:\/\/127\.0\.0\.1:\d+\/(data\/\S+|\S+\.wasm)|PUT \S+\/kept [\s\S]*) ?$/);
    assert.doesNotMatch(request, /[\u3000-\u9fff]/, request);
  }
  await visit.close();
});

test("it is kept on this phone until it is erased, and who only looks leaves nothing", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/compare");
  assert.equal(await kept(page), null);
  await paste(page, { ...NOTICES, unit: "630102001" });
  await takeOut(page, "考核 排名").click();
  await becomes(() => findings(page, /排名/).count(), 0);
  await page.reload();
  await ready(page);
  await page.locator("#found").waitFor();
  assert.equal(await page.locator("#c-here").inputValue(), NOTICES.here);
  assert.equal(await page.locator("#c-unit").inputValue(), "630102001");
  assert.equal(await findings(page, /排名/).count(), 0);
  await page.getByText("手工去掉").waitFor();
  // Read again after a change of the text, what was corrected stays where its sentence does.
  await page.locator("#c-here").fill(NOTICES.here.replace("11月30日", "12月1日"));
  await page.getByRole("button", { name: "读一读，比一比" }).click();
  await findings(page, "时限提前").getByText("12月1日前").first().waitFor();
  await page.getByText("手工去掉").waitFor();
  await page.locator("#c-here").fill(NOTICES.here.replace("三、检查人员通过“油烟通”APP打卡，每月排名通报。\n", ""));
  await page.getByRole("button", { name: "读一读，比一比" }).click();
  await page.getByText("原来手工改的有 1 处对不上").waitFor();
  await page.getByRole("button", { name: "全部清除" }).click();
  await page.locator("#found").waitFor({ state: "detached" });
  await becomes(() => page.evaluate(() => document.activeElement.id), "c-here");
  await page.getByRole("status").filter({ hasText: "已清除" }).waitFor();
  assert.equal(await page.locator("#c-here").inputValue(), "");
  assert.equal(await page.locator("#c-unit").inputValue(), "");
  await becomes(() => kept(page), null);
  await page.reload();
  await ready(page);
  assert.equal(await page.locator("#c-above").inputValue(), "");
  await visit.close();
});

test("a requirement's page leads to a draft against one of its levels", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/requirements/T-002");
  await page.getByRole("navigation", { name: "拿一份草稿和这一级对照" }).getByRole("link", { name: "市", exact: true }).click();
  await page.waitForURL(/\/compare\?requirement=T-002&step=T-002\.1$/);
  await ready(page);
  assert.equal(await page.getByLabel("哪一级写的").inputValue(), "T-002.1");
  await paste(page, { here: "各街道每天巡查不少于3次，每周报送巡查周报。" });
  await findings(page, "频次增加：上级 每周2次，本件 每天3次").waitFor();
  await page.getByText(/^上级：西宁市 主干道占道经营巡查$/).waitFor();
  const link = page.getByRole("link", { name: "存成表格" });
  const csv = decodeURIComponent(await link.getAttribute("href"));
  assert.match(csv, /\nT-002\.N-1,T-002,T-002\.1,/);
  // Another level, and what follows from it.
  await page.getByLabel("哪一项工作要求").selectOption("T-001");
  await page.getByText("没有和上级比。").waitFor();
  await audit(page);
  for (const path of ["/tasks", "/requirements"]) {
    await visit.open(path);
    await page.getByRole("link", { name: /发文以前对照一下/ }).click();
    await page.waitForURL(/\/compare$/);
    await ready(page);
  }
  await visit.close();
});

test("opened once, it works without a network", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await visit.open("/compare?requirement=T-002&step=T-002.1");
  await page.locator("#c-unit").selectOption("630102001");
  await ready(page);
  await settled(page);
  await context.setOffline(true);
  await page.reload();
  await paste(page, { here: NOTICES.here.replace("每周检查", "每天检查") });
  await findings(page, "频次增加").first().waitFor();
  await findings(page, /^排名/).getByText(/依据：.*整治形式主义/).waitFor();
  await findings(page, /燃气设施/).waitFor();
  await visit.close(CUT);
});

test("a keyboard is enough", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/compare");
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
  await page.locator("#c-level-pasted").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await becomes(focused, "c-level-none");
  await page.keyboard.press("Tab");
  await becomes(focused, "c-here");
  await page.keyboard.insertText("各街道每月排名。");
  await page.keyboard.press("Tab");
  await becomes(focused, "c-unit");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await becomes(focused, "found");
  await page.keyboard.press("Tab");
  // The rule's link, then the way to the reading.
  while (!/读错了/.test(await focused())) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await becomes(focused, "edit");
  await page.keyboard.press("Tab");
  await becomes(focused, "edit-assessed");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await findings(page, /^一票否决/).waitFor();
  await becomes(async () => /^here-e\d+$/.test(await focused()), true);
  await visit.close();
});

test("it fits at every width, also while a reading is changed", async () => {
  for (const width of [320, 360, 1280]) {
    for (const [path, label] of [["/compare", "修改"], ["/en/compare", "Change"]]) {
      const visit = await visitor(browser, server.origin, { viewport: { width, height: 740 } });
      const { page } = visit;
      await visit.open(path);
      await paste(page, { ...NOTICES, unit: "630102001" });
      await fits(page);
      await audit(page);
      await page.locator("[id^=here-e]").filter({ hasText: label }).nth(3).click();
      await page.locator("#edit").waitFor();
      await fits(page);
      await audit(page);
      await visit.close();
    }
  }
});
