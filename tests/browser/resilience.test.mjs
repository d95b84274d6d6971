// What a visitor sees when something is broken: an address, the data, the network, the program.
//
// `damageable` gives a test a tree of its own that it may damage. Further down are failed
// submissions of the form, a program that cannot start or has crashed, and the security policy.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { built, launch, ready, serve, test, visitor } from "./harness.mjs";

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

/** A copy of the published tree that a test may damage, and a server over it. */
async function damageable() {
  const tree = mkdtempSync(join(tmpdir(), "mingdan-tree-"));
  cpSync(built.tree, tree, { recursive: true });
  const own = await serve({ tree });
  return {
    tree,
    origin: own.origin,
    manifest: JSON.parse(readFileSync(join(tree, "manifest.json"), "utf8")),
    /** Changes one character of a published file, and removes its compressed copies. */
    damage(path) {
      const file = join(tree, path);
      writeFileSync(file, readFileSync(file, "utf8").replace(/[a-z]/, "~"));
      for (const twin of ["br", "gz"]) rmSync(`${file}.${twin}`, { force: true });
    },
    async stop() {
      await own.stop();
      rmSync(tree, { recursive: true, force: true });
    },
  };
}

/** Waits until the snapshot shown is stored as the last good one. */
function stored(page) {
  return page.waitForFunction(() => localStorage.getItem("mingdan.manifest"));
}

test("an unknown address shows a helpful page with status 404", async () => {
  const visit = await visitor(browser, server.origin);
  const response = await visit.open("/tasks/a/b/c");
  assert.equal(response.status(), 404);
  await visit.page.getByRole("heading", { level: 1, name: "没有这个网址" }).waitFor();
  await visit.page.getByText("/tasks/a/b/c").waitFor();
  await audit(visit.page);
  await visit.page.getByRole("main").getByRole("link", { name: "任务清单" }).click();
  await visit.page.getByRole("heading", { level: 1, name: "任务清单" }).waitFor();
  await visit.close(/status of 404/);
});

test("an unpublished record shows a message with where to look", async () => {
  const visit = await visitor(browser, server.origin);
  for (const path of ["/requirements/T-999", "/tasks/999999999", "/tasks/630102001/NONE"]) {
    await visit.open(path);
    await visit.page.getByRole("heading", { name: "没有这条记录" }).waitFor();
  }
  await visit.open("/vendor?place=Z-999");
  await visit.page.getByRole("alert").filter({ hasText: "没有公布这个地点" }).waitFor();
  await visit.open("/vendor?place=Z-001&goods=gold");
  await visit.page.getByRole("alert").filter({ hasText: "没有这个品类： gold" }).waitFor();
  await visit.page.getByRole("main").getByRole("link").first().waitFor();
  await visit.open("/vendor?place=Z-001&goods=snack&at=yesterday");
  await visit.page.getByRole("alert").filter({ hasText: "这个时间读不懂，没有作答： yesterday" }).waitFor();
  assert.equal(await visit.page.locator(".sign").count(), 0, "no answer for another time");
  await visit.page.getByRole("link", { name: "回到现在" }).click();
  await visit.page.getByRole("heading", { name: /符合条件\s*可以摆/ }).waitFor();
  await visit.open("/map?goods=snack&at=yesterday");
  await visit.page.getByRole("alert").filter({ hasText: "这个时间读不懂，没有作答： yesterday" }).waitFor();
  assert.equal(await visit.page.locator(".map-rows .c-if").count(), 0, "no answer for another time");
  await audit(visit.page);
  await visit.page.getByRole("button", { name: "回到现在" }).click();
  await visit.page.locator(".map-rows .c-if").first().waitFor();
  await visit.close(/status of 404/);
});

test("with a damaged tree the last good data is shown with a notice", async () => {
  const own = await damageable();
  const visit = await visitor(browser, own.origin);
  const { page } = visit;
  try {
    // A first visit with the good data.
    await visit.open("/");
    const lately = page.getByRole("region", { name: "最近改了什么" });
    await lately.waitFor();
    const before = await lately.innerText();
    await stored(page);
    // A newer manifest with a missing file: a partial publication.
    const { manifest } = own;
    manifest.sequence += 1;
    manifest.files.home = { ...manifest.files.home, path: "f/00000000000000000000000000000000.json" };
    writeFileSync(join(own.tree, "manifest.json"), JSON.stringify(manifest));
    for (const twin of ["br", "gz"]) rmSync(join(own.tree, `manifest.json.${twin}`), { force: true });
    // The good files arrive first, which must not make the snapshot count as good.
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await visit.context.route("**/f/00000000000000000000000000000000.json", async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    // The footer has the hotline once the city's file is read.
    await page.getByRole("contentinfo").getByRole("link", { name: "12345" }).waitFor();
    release();
    await page.getByText("最新公布的数据没有对上，没有采用。").waitFor();
    await lately.waitFor();
    assert.equal(await lately.innerText(), before, "the last good data");
    await audit(page);
    // A manifest that is not even JSON.
    writeFileSync(join(own.tree, "manifest.json"), "{ half");
    await page.reload();
    await page.getByText("最新公布的数据没有对上，没有采用。").waitFor();
    await lately.waitFor();
    await visit.close(/status of 404/);
  } finally {
    await own.stop();
  }
});

test("a file that does not match its hash is never shown", async () => {
  const own = await damageable();
  // A new visitor has no older snapshot to fall back to.
  const visit = await visitor(browser, own.origin);
  try {
    own.damage(own.manifest.files.home.path);
    await visit.page.goto("/");
    await visit.page.getByRole("heading", { name: "数据没有对上" }).first().waitFor();
    const lately = visit.page.getByRole("region", { name: "最近改了什么" });
    assert.equal(await lately.getByRole("listitem").count(), 0);
    await audit(visit.page);
    await visit.close(/status of/);
  } finally {
    await own.stop();
  }
});

test("without a network the last data is shown with its age", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/");
  await stored(page);
  await page.route("**/data/**", (route) => route.abort("internetdisconnected"));
  await page.goto("/vendor");
  await page.getByText("连不上服务器，下面是这部手机上次取得的数据。").waitFor();
  await page.unroute("**/data/**");
  await page.getByRole("button", { name: "再试一次" }).first().click();
  await page.getByRole("link", { name: /莫家街/ }).first().waitFor();
  await visit.close(/ERR_INTERNET_DISCONNECTED/);
});

test("a reload in the middle of the form loses nothing", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/feedback");
  const next = page.getByRole("button", { name: "下一步" });
  await page.getByRole("radio", { name: /咨询/ }).check();
  await next.click();
  await page.getByRole("textbox", { name: "请写下发生了什么" }).fill("哪里可以摆春联？");
  await page.reload();
  await ready(page);
  const field = page.getByRole("textbox", { name: "请写下发生了什么" });
  assert.equal(await field.inputValue(), "哪里可以摆春联？");
  await visit.close();
});

test("an empty complaint is rejected beside its field, before it is sent", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/feedback?step=words");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("alert").filter({ hasText: "有几处需要改" }).waitFor();
  // The error is part of the field's description.
  const field = page.getByRole("textbox", { name: "请写下发生了什么" });
  const description = await field.evaluate((element) =>
    element
      .getAttribute("aria-describedby")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" "),
  );
  const summary = await page.getByRole("alert").getByRole("link").first().innerText();
  assert.ok(description.includes(summary), `${description} / ${summary}`);
  await audit(page);
  await visit.close();
});

test("the shell is painted before the program is loaded", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await page.getByText("正在打开……").waitFor();
  await audit(page);
  release();
  await page.getByRole("main").getByRole("link", { name: /^能不能摆/ }).waitFor();
  await visit.close();
});

test("a program that cannot start shows what to do", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await page.route("**/*.wasm", (route) => route.abort("failed"));
  await page.goto("/");
  const notice = page.getByRole("alert").filter({ hasText: "网页没能打开" });
  await notice.waitFor();
  for (const number of ["12345", "110", "119", "120"]) await notice.getByText(number).first().waitFor();
  await notice.getByRole("heading", { name: "The page could not open" }).waitFor();
  // What went wrong in the program's words is in the console only.
  assert.doesNotMatch(await notice.innerText(), /Error|fetch|wasm/i);
  assert.ok(visit.problems.some((problem) => /console: .*(fetch|wasm)/i.test(problem)), visit.problems.join());
  await audit(page);
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: /重新打开/ }).click();
  await page.getByRole("main").getByRole("link", { name: /^能不能摆/ }).waitFor();
  await visit.close(/ERR_FAILED/, /console: .*fetch/i);
});

test("a browser that is too old is told so, in both languages", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto("/");
  const notice = page.getByRole("alert").filter({ hasText: "网页没能打开" });
  await notice.getByText("这个浏览器太旧，打不开这个网站。").waitFor();
  await notice.getByText("This browser is too old for this site.").waitFor();
  assert.equal(await notice.getByText("WebAssembly").count(), 0);
  await audit(page);
  await visit.close(/WebAssembly is not there/);
});

test("a program that has crashed shows a message and leaves the page", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/");
  await page.evaluate(() => Promise.reject(new WebAssembly.RuntimeError("unreachable")).catch((error) => {
    dispatchEvent(new ErrorEvent("error", { error }));
  }));
  const notice = page.getByRole("alert").filter({ hasText: "网页没能打开" });
  await notice.waitFor();
  assert.doesNotMatch(await notice.innerText(), /unreachable|RuntimeError/);
  await page.getByRole("main").getByRole("link", { name: /^能不能摆/ }).waitFor();
  await audit(page);
  await page.getByRole("button", { name: /重新打开/ }).click();
  await ready(page);
  await page.getByRole("alert").filter({ hasText: "网页没能打开" }).waitFor({ state: "hidden" });
  await visit.close(/console: .*unreachable/);
});

test("without JavaScript the data and the hotline are named", async () => {
  const visit = await visitor(browser, server.origin, { javaScriptEnabled: false });
  await visit.page.goto("/");
  // Playwright does not find text inside `noscript`, though it is shown.
  const text = await visit.page.getByRole("main").innerText();
  assert.match(text, /需要开启 JavaScript[\s\S]*12345[\s\S]*This site needs JavaScript[\s\S]*12345/);
  assert.doesNotMatch(text, /正在打开/);
  await visit.page.locator("noscript a[href='/data/manifest.json']").first().waitFor();
  // The preloaded program is not fetched without scripts.
  await visit.close(/\.js csp$/);
});

test("nothing inline: the policy is sent, and the shell needs no exception", async () => {
  const visit = await visitor(browser, server.origin);
  const response = await visit.open("/");
  const policy = response.headers()["content-security-policy"];
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|nonce/);
  const html = await response.text();
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/, "no inline script");
  assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=/, "no inline style or handler");
  const files = readdirSync(built.portal).filter((name) => name.endsWith(".html"));
  assert.deepEqual(files, ["index.html"]);
  await visit.close();
});
