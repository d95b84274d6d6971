// Feedback from the person's side: personal data is warned of while it is written, the receipt
// survives a reload, and what was written without a network is sent by itself, once.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { becomes, filed, fits, launch, ready, serve, test, visitor } from "./harness.mjs";

const INTAKE = "**/open311/v2/requests.json";
const CUT = /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_RE(SET|FUSED)|FAILED)/;
const WORDS = "夜市出口没有路灯。";

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

function heading(page, name) {
  return page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Fills in the form as far as its review. */
async function write(page, words = WORDS) {
  const next = page.getByRole("button", { name: "下一步" });
  await page.getByRole("radio", { name: /求助和建议/ }).check();
  await next.click();
  await page.getByRole("textbox", { name: "请写下发生了什么" }).fill(words);
  for (const title of ["在哪里？", "有照片吗？（可不加）", "有没有差不多的", "看一遍再送出"]) {
    await next.click();
    await heading(page, title);
  }
}

/** Collects the keys of the submissions that reach the intake, with the status of each answer. */
async function intake(context) {
  const sent = [];
  await context.route(INTAKE, async (route) => {
    const key = (await route.request().allHeaders())["idempotency-key"];
    const reply = await route.fetch();
    sent.push({ key, status: reply.status() });
    await route.fulfill({ response: reply });
  });
  return sent;
}

const kept = (page, key) => page.evaluate((key) => localStorage.getItem(key), key);

test("the receipt survives a reload and a closed tab, is kept on this phone, and can be erased", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/feedback");
  await write(page);
  await page.getByRole("button", { name: "提交" }).click();
  await heading(page, "已收到");
  const receipt = await page.locator("#receipt").textContent();
  await page.reload();
  await heading(page, "已收到");
  assert.equal(await page.locator("#receipt").textContent(), receipt);
  await page.getByText(/^最晚 \d+月\d+日 周./).first().waitFor();
  await audit(page);
  await fits(page);
  // Its code opens the case.
  const code = page.locator("qr-code svg");
  await code.waitFor();
  assert.equal(await code.getAttribute("aria-label"), `${server.origin}/feedback/follow#${receipt}`);
  // Groups without look-alikes, and read out letter by letter.
  assert.match(receipt, /^([2-9A-HJKMNP-Z]{4}-){6}[2-9A-HJKMNP-Z]{4}$/);
  const spelled = await page.locator(".code .off").textContent();
  assert.equal(spelled, receipt.split("-").map((group) => [...group].join(" ")).join("，"));
  await page.getByText("已记在这部手机上。").waitFor();
  const line = await kept(page, "mingdan.receipts");
  assert.match(line, new RegExp(`^${receipt} \\d+ \\S+ service$`), "nothing that was written");
  // As a file: the receipt, by when, and the address that opens the case.
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "存下" }).click(),
  ]);
  const text = readFileSync(await file.path(), "utf8");
  assert.ok(text.includes(receipt) && text.includes(`${server.origin}/feedback/follow#${receipt}`), text);
  // Another tab, after this one was closed.
  await page.close();
  const later = await visit.context.newPage();
  await later.goto("/feedback?step=done");
  await heading(later, "已收到");
  assert.equal(await later.locator("#receipt").textContent(), receipt);
  await later.getByRole("button", { name: "从这部手机上删去" }).click();
  await heading(later, "这里没有新的回执");
  await becomes(() => later.evaluate(() => document.activeElement?.tagName), "H1");
  assert.equal(await kept(later, "mingdan.receipts"), null);
  await later.reload();
  await heading(later, "这里没有新的回执");
  await visit.close();
});

test("a kept receipt is erased from the list of those followed", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await page.addInitScript(() => localStorage.setItem("mingdan.receipts", "AAAA-1111\nBBBB-2222"));
  await visit.open("/feedback/follow");
  await page.getByRole("listitem").filter({ hasText: "AAAA-1111" }).getByRole("button").click();
  await page.getByText("AAAA-1111").waitFor({ state: "detached" });
  assert.equal(await kept(page, "mingdan.receipts"), "BBBB-2222");
  await page.getByRole("listitem").filter({ hasText: "BBBB-2222" }).waitFor();
  await audit(page);
  await visit.close();
});

test("s4.5 personal data is warned of while it is written, and again before it is sent", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/feedback");
  await page.getByRole("radio", { name: /求助和建议/ }).check();
  await page.getByRole("button", { name: "下一步" }).click();
  const field = page.getByRole("textbox", { name: "请写下发生了什么" });
  // The live region is there before its text.
  const region = page.locator("#f-description-personal[role=status]");
  await region.waitFor({ state: "attached" });
  assert.equal(await region.innerText(), "");
  await field.pressSequentially("找我：138 0013 800");
  assert.equal(await region.innerText(), "");
  await field.pressSequentially("0");
  await region.getByText("像是有个人信息").waitFor();
  await region.getByText("电话号码 138 0013 8000").waitFor();
  const seen = page.getByRole("region", { name: "公众会看到的" }).or(page.locator("section.seen"));
  await becomes(() => seen.locator("p").first().innerText(), "找我：略");
  await audit(page);
  await fits(page);
  const next = page.getByRole("button", { name: "下一步" });
  // A warning, not a wall: the writer decides.
  await next.click();
  await page.getByRole("radio", { name: /用话说/ }).check();
  await page.getByRole("textbox", { name: "地点" }).fill("青A·12345旁边");
  await page.getByText("车牌号 青A·12345").waitFor();
  for (let step = 0; step < 3; step += 1) await next.click();
  await heading(page, "看一遍再送出");
  // The way to reach a person belongs in its own field.
  await page.getByRole("textbox", { name: /联系方式/ }).fill("13800138000");
  await becomes(() => page.getByText("像是有个人信息").count(), 2);
  await audit(page);
  await visit.close();
});

test("what may be personal is taken out by a button, and the field has the focus again", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/feedback?step=words");
  const field = page.getByRole("textbox", { name: "请写下发生了什么" });
  await field.fill("打 13800138000 找我，车是 青A12345。");
  await page.getByRole("button", { name: "从这里去掉" }).click();
  await becomes(() => field.inputValue(), "打  找我，车是 。");
  await becomes(() => page.evaluate(() => document.activeElement?.id), "f-description");
  await becomes(() => page.locator("#f-description-personal").innerText(), "");
  assert.equal(await page.locator("section.seen p").first().innerText(), "打 找我，车是 。".replace(" ", "  "));
  // What is typed after it is kept, too.
  await field.pressSequentially("还有灯");
  await page.reload();
  await ready(page);
  assert.equal(await field.inputValue(), "打  找我，车是 。还有灯");
  await visit.close();
});

test("what feedback is about is shown by its name, and can be changed", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  const named = [
    ["Z-001/snack", "莫家街 西牌坊口，小吃"],
    ["Z-001", "莫家街 西牌坊口"],
    ["T-002", "主干道占道经营巡查"],
    ["630102001/DG-B-01", /，东关大街街道$/],
  ];
  for (const [about, name] of named) {
    await visit.open(`/feedback?about=${encodeURIComponent(about)}`);
    const line = page.locator(".about b");
    await line.waitFor();
    const text = await line.innerText();
    assert.ok(name instanceof RegExp ? name.test(text) : text === name, text);
    assert.ok(!(await page.getByRole("main").innerText()).includes(about), "no code");
  }
  await visit.open("/en/feedback?about=Z-001/snack");
  await page.getByText("Mojia Street West archway, Snacks").waitFor();
  // With the time that was asked about, and of a requirement the level.
  const detailed = [
    ["Z-001/snack/2026-11-23T10:00", /问的时候：11月23日 周一 10:00/],
    ["T-002/T-002.3", /城中区|街道|西宁市/],
    ["/tasks?q=%E6%91%8A%E7%82%B9", /找“摊点”/],
  ];
  for (const [about, detail] of detailed) {
    await visit.open(`/feedback?about=${encodeURIComponent(about)}`);
    await page.locator(".about small").filter({ hasText: detail }).waitFor();
  }
  await audit(page);
  await visit.open("/feedback?about=T-002");
  await page.getByRole("button", { name: "不是这个" }).click();
  await page.locator(".about").waitFor({ state: "detached" });
  await becomes(() => page.evaluate(() => document.activeElement?.tagName), "H1");
  // It stays away, and the address does not bring it back.
  await page.reload();
  await heading(page, "您要反映哪一类问题？");
  assert.equal(await page.locator(".about").count(), 0);
  await visit.open("/feedback?step=check");
  assert.equal(await page.getByRole("main").getByText("主干道占道经营巡查").count(), 0);
  await visit.close();
});

test("an address that names nothing published says so, and what becomes of it", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/feedback?about=Z-999&step=nowhere");
  await heading(page, "您要反映哪一类问题？");
  await page.getByRole("alert").filter({ hasText: "没有这一步： nowhere" }).waitFor();
  const alert = page.getByRole("alert").filter({ hasText: "没有公布： Z-999" });
  await alert.waitFor();
  await alert.getByText("当作您的话带着").waitFor();
  await audit(page);
  await fits(page);
  await page.getByRole("radio", { name: /咨询/ }).check();
  await page.getByRole("button", { name: "下一步" }).click();
  await heading(page, "发生了什么？");
  await visit.open("/feedback?step=check");
  await page.getByRole("definition").filter({ hasText: "Z-999" }).waitFor();
  await visit.open("/feedback?step=words");
  await page.getByRole("button", { name: "不是这个" }).click();
  await becomes(() => page.getByRole("alert").filter({ hasText: "没有公布" }).count(), 0);
  await visit.close();
});

test("emergencies are no choice, but numbers to call", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/feedback");
  assert.equal(await page.getByRole("radio").count(), 5);
  for (const number of ["110", "119", "120"]) {
    const call = page.getByRole("main").getByRole("link", { name: number });
    assert.equal(await call.getAttribute("href"), `tel:${number}`);
  }
  await visit.close();
});

test("a text that is no receipt is not asked for, and says what is wrong with it", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  let asked = 0;
  await page.route("**/open311/v2/tokens/*.json", async (route) => {
    asked += 1;
    await route.continue();
  });
  const said = page.getByRole("main").locator(".note");
  for (const [typed, why] of [["2345-6789-x*z", /没有“\*”/], ["2345-0", /没有“0”/], ["2222-2222", /有 28 个数字和字母，这里有 8 个/], ["2".repeat(27) + "3", /有一个字对不上/]]) {
    await visit.open(`/feedback/follow#${typed}`);
    await said.filter({ hasText: why }).waitFor();
    await said.filter({ hasText: typed }).waitFor();
    await page.goto("about:blank");
  }
  assert.equal(asked, 0);
  await visit.open("/en/feedback/follow#2222-2222");
  await page.getByText("a receipt has 28 digits and letters, this has 8.").waitFor();
  await audit(page);
  await fits(page);
  await visit.close();
});

test("a receipt is read however it is typed", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/feedback");
  await write(page);
  await page.getByRole("button", { name: "提交" }).click();
  await heading(page, "已收到");
  const receipt = await page.locator("#receipt").textContent();
  await visit.open("/feedback/follow");
  const typed = receipt.replaceAll("-", "").toLowerCase().replace(/(.{7})/g, "$1 ");
  await page.getByRole("textbox", { name: "有回执，不在这部手机上" }).fill(typed);
  await page.getByRole("button", { name: "查询" }).click();
  await heading(page, "求助和建议");
  await page.getByRole("heading", { name: /现在：\s*已收到/ }).waitFor();
  assert.match(await page.title(), /^求助和建议/);
  await visit.close();
});

test("s4.4 what is written without a network is sent by itself, once, and said so", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await visit.open("/feedback");
  await write(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: "提交" }).click();
  await heading(page, "会自己送出");
  await page.getByRole("listitem").filter({ hasText: WORDS }).waitFor();
  await audit(page);
  await fits(page);
  // The page is left meanwhile.
  await page.getByRole("link", { name: "查办理进度" }).first().click();
  await heading(page, "查办理进度");
  const sent = await intake(context);
  await context.setOffline(false);
  const said = page.getByRole("status").filter({ hasText: "没有网络时写好的那一件已经送出" });
  await said.waitFor();
  await audit(page);
  assert.deepEqual(sent.map(({ status }) => status), [201]);
  assert.equal(await kept(page, "mingdan.outbox"), null);
  // The receipt opens the case.
  await said.getByRole("link").click();
  await page.getByRole("main").getByRole("list").getByRole("link").first().click();
  await page.getByRole("heading", { name: /现在：/ }).waitFor();
  // Until it is read, it is said at the next start, too.
  await page.reload();
  await said.getByRole("button", { name: "知道了" }).click();
  await said.waitFor({ state: "detached" });
  await page.reload();
  await ready(page);
  assert.equal(await said.count(), 0);
  assert.equal(sent.length, 1, "sent once");
  await visit.close(CUT);
});

test("s4.3 what was accepted while its answer was lost is sent again under its key at the next start", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await visit.open("/feedback");
  await write(page);
  const keys = [];
  await context.route(INTAKE, async (route) => {
    keys.push((await route.request().allHeaders())["idempotency-key"]);
    await route.fetch();
    await route.abort("connectionreset");
  });
  await page.getByRole("button", { name: "提交" }).click();
  await heading(page, "会自己送出");
  // The window is closed; the browser is started again later.
  await page.close();
  await context.unroute(INTAKE);
  const sent = await intake(context);
  const later = await context.newPage();
  await later.goto("/");
  await later.getByRole("status").filter({ hasText: "已经送出" }).waitFor();
  assert.deepEqual(sent, [{ key: keys[0], status: 200 }], "the same case");
  assert.equal((await kept(later, "mingdan.receipts")).split("\n").length, 1);
  await visit.close(CUT);
});

test("s4.10 where too much was sent from the network, the phone works for its turn and nobody is asked anything", async () => {
  const busy = await serve({ rate: 1 });
  // What others behind the same address have sent.
  for (let n = 0; n < 6; n += 1) await filed(busy.origin);
  const visit = await visitor(browser, busy.origin);
  const { page, context } = visit;
  const sent = await intake(context);
  await visit.open("/feedback");
  await write(page);
  await page.getByRole("button", { name: "提交" }).click();
  await heading(page, "已收到");
  assert.deepEqual(sent.map(({ status }) => status), [429, 201]);
  assert.equal(new Set(sent.map(({ key }) => key)).size, 1, "the same submission");
  await visit.close(/status of 429/);
  await busy.stop();
});

test("what is left in the middle of sending is not lost", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await visit.open("/feedback");
  await write(page);
  // The request never ends.
  let asked;
  const arrived = new Promise((resolve) => (asked = resolve));
  await context.route(INTAKE, () => asked());
  await page.getByRole("button", { name: "提交" }).click();
  await arrived;
  await page.close();
  await context.unroute(INTAKE);
  const later = await context.newPage();
  await later.goto("/feedback/follow");
  await later.getByRole("status").filter({ hasText: "已经送出" }).waitFor();
  await visit.close();
});

test("what waits can be erased, and is then not sent", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await visit.open("/feedback");
  await write(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: "提交" }).click();
  await heading(page, "会自己送出");
  await page.getByRole("listitem").filter({ hasText: WORDS }).getByRole("button", { name: "不送了" }).click();
  await heading(page, "这里没有新的回执");
  assert.equal(await kept(page, "mingdan.outbox"), null);
  // Nothing of it is left on the phone.
  const everything = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  assert.ok(!everything.includes("路灯"), everything);
  const sent = await intake(context);
  await context.setOffline(false);
  await page.reload();
  await ready(page);
  assert.deepEqual(sent, []);
  await visit.close(CUT);
});

test("what the server refuses later is not sent again by itself, and can be changed", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await visit.open("/feedback");
  await write(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: "提交" }).click();
  await heading(page, "会自己送出");
  let refusals = 0;
  await context.route(INTAKE, async (route) => {
    refusals += 1;
    const error = { code: 400, description: "", error_code: "too_long", field: "description", zh: "太长", en: "too long" };
    await route.fulfill({ status: 400, json: [error] });
  });
  await context.setOffline(false);
  await page.getByText("没有被接收，请改一改。").waitFor();
  // Nothing is promised of it.
  assert.equal(await page.getByText("一有网络就送").count(), 0);
  await heading(page, "没有被接收");
  await audit(page);
  assert.equal(await page.getByRole("button", { name: "现在试一次" }).count(), 0);
  await page.reload();
  await ready(page);
  assert.equal(refusals, 1);
  await context.unroute(INTAKE);
  await page.getByRole("link", { name: "改", exact: true }).click();
  await heading(page, "看一遍再送出");
  await page.getByRole("definition").filter({ hasText: WORDS }).waitFor();
  await page.getByRole("button", { name: "提交" }).click();
  await heading(page, "已收到");
  await visit.close(CUT, /status of 400/);
});

test("a portal that stands between is no refusal", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await visit.open("/feedback");
  await write(page);
  await context.route(INTAKE, (route) => route.fulfill({ status: 403, body: "<p>Sign in to this Wi-Fi" }));
  await page.getByRole("button", { name: "提交" }).click();
  await heading(page, "会自己送出");
  await context.unroute(INTAKE);
  await page.getByRole("button", { name: "现在试一次" }).click();
  await page.getByRole("status").filter({ hasText: "已经送出" }).waitFor();
  await visit.close(/status of 403/);
});

test("where the phone cannot keep it, nothing is promised and nothing is lost", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await visit.open("/feedback");
  await write(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByRole("alert").filter({ hasText: "没能送出。您写的内容还在" }).waitFor();
  await context.setOffline(false);
  await page.getByRole("button", { name: "提交" }).click();
  await heading(page, "已收到");
  await visit.close(CUT);
});
