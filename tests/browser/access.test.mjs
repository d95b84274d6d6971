// Accessibility of every page, in both languages and at both widths: no violation found by
// axe-core, no horizontal overflow, a title, a heading, a language, and nothing blocked by the
// security policy.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { audit } from "./axe.mjs";
import { PHONE, fits, launch, quiet, ready, serve, test, visitor, widths } from "./harness.mjs";
import { ample } from "./large.mjs";
import { openPage, pages } from "./pages.mjs";

const NOT_FOUND = /status of 404/;
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

/** Checks the page that is shown. */
async function examine(page, lang, titled) {
  assert.equal(await page.locator("html").getAttribute("lang"), lang === "zh" ? "zh-CN" : "en");
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, "one main heading");
  // The word of a sign is the answer to what its page, and so its title, begins with.
  const begins = page.locator("main .sign-ask a, main h1").first();
  const heading = await begins.evaluate((element) => {
    const words = element.cloneNode(true);
    for (const hidden of words.querySelectorAll(".off")) hidden.remove();
    return words.textContent;
  });
  const title = await page.title();
  assert.ok(titled ? titled.test(title) : title.startsWith(heading), `${title} / ${heading}`);
  assert.match(title, / - (明单|Mingdan)$/);
  await audit(page);
  await fits(page);
}

async function opened(entry, lang, options) {
  const { path, status = 200 } = entry;
  const visit = await visitor(browser, server.origin, options);
  const response = await openPage(visit, entry, lang);
  assert.equal(response.status(), status, path);
  return visit;
}

for (const entry of pages) {
  const { name } = entry;
  for (const lang of ["zh", "en"]) {
    describe(`${name}, ${lang}`, () => {
      let visit;
      before(async () => {
        visit = await opened(entry, lang, { viewport: widths[0][1] });
      });
      after(() => visit?.close(NOT_FOUND));
      for (const [width, viewport] of widths) {
        test(width, async () => {
          await visit.page.setViewportSize(viewport);
          // A map loads what comes into view.
          await quiet(visit.page);
          await examine(visit.page, lang, entry.title);
        });
      }
    });
  }
  test(`${name}, dark, 320 px, large text`, async () => {
    const narrow = { width: 320, height: 640 };
    const visit = await opened(entry, "zh", { viewport: narrow, dark: true });
    const { page } = visit;
    await examine(page, "zh", entry.title);
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    const usual = await size();
    await page.getByRole("button", { name: "长辈版" }).click();
    const large = await size();
    assert.ok(large >= 18 && large > usual, "large text is larger");
    await fits(page);
    await ample(page);
    await audit(page);
    await page.getByRole("button", { name: "特大字" }).click();
    assert.ok((await size()) > large, "there is a larger one");
    await fits(page);
    await visit.close(NOT_FOUND);
  });
}

test("长辈版 is offered on the first page of a first visit, and never again", async () => {
  for (const [answer, size] of [
    ["不用", null],
    ["换成大字", "big"],
    [null, null],
  ]) {
    const visit = await visitor(browser, server.origin, { viewport: PHONE });
    const { page } = visit;
    await visit.open("/");
    const offer = page.getByRole("group", { name: "字的大小" }).filter({ hasText: "字太小？" });
    await offer.waitFor();
    await audit(page);
    if (answer) await offer.getByRole("button", { name: answer }).click();
    else await page.getByRole("link", { name: "动态" }).last().click();
    await offer.waitFor({ state: "hidden" });
    await visit.open("/tasks");
    assert.equal(await offer.count(), 0);
    assert.equal(await page.locator("html").getAttribute("data-size"), size);
    await visit.close();
  }
});

test("large text is remembered", async () => {
  const visit = await visitor(browser, server.origin, { viewport: PHONE });
  await visit.open("/");
  await visit.page.getByRole("button", { name: "长辈版" }).click();
  await visit.page.getByRole("button", { name: "特大字" }).click();
  await visit.page.reload();
  await ready(visit.page);
  await visit.page.getByRole("button", { name: "特大字", pressed: true }).waitFor();
  await visit.page.getByRole("button", { name: "标准版" }).click();
  await visit.page.reload();
  await ready(visit.page);
  await visit.page.getByRole("button", { name: "长辈版" }).waitFor();
  await visit.close();
});
