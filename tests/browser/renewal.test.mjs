// Updates of the program: the visitor is asked before a newer one replaces the running one.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { audit } from "./axe.mjs";
import { fits, launch, ready, serve, test, visitor, widths } from "./harness.mjs";
import { settled, site, stores } from "./publisher.mjs";

let browser;
const ends = [];
before(async () => {
  browser = await launch();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
after(() => browser?.close());

/** A portal that can be redeployed, and a visitor whose worker has cached its first program. */
async function visited(options) {
  const own = site();
  ends.push(own.remove);
  own.replace("one");
  const server = await serve({ portal: own.portal });
  ends.push(() => server.stop());
  const visit = await visitor(browser, server.origin, options);
  await visit.open("/");
  await settled(visit.page);
  assert.equal(await program(visit.page), "one");
  return { own, server, visit, page: visit.page };
}

const program = (page) => page.evaluate(() => document.documentElement.dataset.program);
const question = (page) => page.getByRole("status").filter({ hasText: "网页有新版本" });
const cut = /ERR_/;

for (const [width, viewport] of widths) {
  test(`${width}: "later" keeps the old program, "now" loads the new one`, async () => {
    const { own, visit, page } = await visited({ viewport });
    own.replace("two");
    await page.reload();
    assert.equal(await program(page), "one", "the old program starts, though the new one is deployed");
    await question(page).waitFor();
    await audit(page);
    await fits(page);
    await question(page).getByRole("button", { name: "以后再说" }).click();
    await question(page).waitFor({ state: "hidden" });
    // It still works, including chunks that are gone from the server.
    await page.getByRole("link", { name: "任务清单" }).first().click();
    await page.getByRole("heading", { level: 1, name: "任务清单" }).waitFor();
    await page.reload();
    assert.equal(await program(page), "one");
    await question(page).getByRole("button", { name: "现在换上" }).click();
    await page.waitForFunction(() => document.documentElement.dataset.program === "two");
    await ready(page);
    await question(page).waitFor({ state: "hidden" });
    await visit.context.setOffline(true);
    await page.reload();
    assert.equal(await program(page), "two");
    await page.getByText("连不上服务器").waitFor();
    await visit.close(cut);
  });
}

test("the question is in the language of the page", async () => {
  const { own, visit, page } = await visited();
  own.replace("two");
  await visit.open("/en");
  const asked = page.getByRole("status").filter({ hasText: "A new version of this site is ready." });
  await asked.getByRole("button", { name: "Load it now", exact: true }).waitFor();
  assert.doesNotMatch(await asked.innerText(), /新版本/);
  await audit(page);
  await visit.close(cut);
});

test("a form's draft survives the update", async () => {
  const { own, visit, page } = await visited();
  own.replace("two");
  await visit.open("/feedback");
  await page.getByRole("radio", { name: /咨询/ }).check();
  await page.getByRole("button", { name: "下一步" }).click();
  const field = page.getByRole("textbox", { name: "请写下发生了什么" });
  await field.fill("哪里可以摆春联？");
  await question(page).getByRole("button", { name: "现在换上" }).click();
  await page.waitForFunction(() => document.documentElement.dataset.program === "two");
  await ready(page);
  assert.equal(await field.inputValue(), "哪里可以摆春联？");
  await visit.close(cut);
});

test("another window is asked too, and keeps its program until then", async () => {
  const { own, server, visit, page } = await visited();
  const other = await visit.context.newPage();
  await other.goto(`${server.origin}/vendor`);
  await ready(other);
  own.replace("two");
  await page.reload();
  await question(page).getByRole("button", { name: "现在换上" }).click();
  await page.waitForFunction(() => document.documentElement.dataset.program === "two");
  assert.equal(await program(other), "one");
  // The chunks of its program are still available, though the server no longer has them.
  const old = Object.values(await stores(other)).flat().find((path) => /portal-6f6e65.*\.wasm$/.test(path));
  assert.equal(await other.evaluate(async (path) => (await fetch(path)).status, old), 200);
  await question(other).getByRole("button", { name: "现在换上" }).click();
  await other.waitForFunction(() => document.documentElement.dataset.program === "two");
  await visit.close(cut);
});

test("a partial release is not installed", async () => {
  const { own, visit, page } = await visited();
  await visit.context.route("**/mingdan-portal-*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}//` });
  });
  // Listened for before there is anything to find: the browser also looks for updates by itself.
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    globalThis.installed = new Promise((resolve) => {
      registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker.addEventListener("statechange", () => resolve(worker.state));
      });
    });
  });
  own.replace("two");
  const end = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    // An update that fails to install may reject.
    await registration.update().catch(() => {});
    return globalThis.installed;
  });
  assert.equal(end, "redundant");
  assert.equal(await question(page).isVisible(), false);
  assert.equal(await program(page), "one");
  await visit.context.unroute("**/mingdan-portal-*.js");
  await visit.open("/");
  await question(page).waitFor();
  await visit.close(cut);
});

test("a cached program that cannot start is replaced by the newer one with one tap", async () => {
  const { own, visit, page } = await visited();
  own.replace("two");
  await page.reload();
  await question(page).waitFor();
  await page.addInitScript(() => {
    if (!sessionStorage.getItem("fixed")) delete globalThis.WebAssembly;
    sessionStorage.setItem("fixed", "1");
  });
  await page.reload();
  await page.getByRole("alert").filter({ hasText: "网页没能打开" }).waitFor();
  await page.getByRole("button", { name: /重新打开/ }).click();
  await page.waitForFunction(() => document.documentElement.dataset.program === "two");
  await ready(page);
  await visit.close(cut, /WebAssembly is not there/);
});
