// Where the focus is after a choice, and what is announced: every live region is in the page before
// its text.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { becomes, launch, quiet, ready, serve, test, visitor } from "./harness.mjs";

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

/** The identifier or text of the focused element. */
const focused = (page) =>
  page.evaluate(() => {
    const { id, tagName, textContent } = document.activeElement;
    return tagName === "BODY" ? "" : id || textContent.trim();
  });

test("each choice of the lookup moves the focus to the next", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/vendor");
  // A page that was just opened is read from its start.
  assert.equal(await focused(page), "");
  const place = page.getByRole("list", { name: "城中区" }).getByRole("link", { name: /莫家街/ }).first();
  await place.press("Enter");
  await becomes(() => focused(page), "what");
  await page.keyboard.press("Tab");
  await page.getByRole("link", { name: "小吃", exact: true }).press("Enter");
  await becomes(() => focused(page), "符合条件可以摆");
  await page.getByLabel("换个时间").fill("2026-11-23T22:00");
  await page.getByRole("button", { name: "查这个时间" }).press("Enter");
  await becomes(() => focused(page), "不可以摆");
  // The period beside the verdict is no choice of the question.
  await page.getByRole("link", { name: "一周", exact: true }).press("Enter");
  await page.getByRole("heading", { name: /七天/ }).waitFor();
  assert.match(await focused(page), /一周/);
  await page.getByRole("link", { name: /换品类/ }).press("Enter");
  await becomes(() => focused(page), "what");
  await page.getByRole("link", { name: /修改/ }).press("Enter");
  await becomes(() => focused(page), "place");
  await visit.close();
});

test("the focus does not wait for a choice that another page was opened instead of", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/vendor");
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const asked = page.waitForRequest("**/data/**");
  await page.route("**/data/**", async (route) => {
    await held;
    await route.continue();
  });
  const place = page.getByRole("list", { name: "城中区" }).getByRole("link", { name: /莫家街/ }).first();
  await place.press("Enter");
  await asked;
  await page.getByRole("link", { name: "关于" }).press("Enter");
  release();
  await page.getByRole("heading", { level: 1, name: "关于" }).waitFor();
  await page.getByRole("link", { name: "能不能摆" }).first().press("Enter");
  await page.getByRole("searchbox").waitFor();
  // The link that was followed has the words of the heading, so they do not tell the two apart.
  await becomes(() => page.evaluate(() => document.activeElement.tagName), "H1");
  await visit.close();
});

test("the list beside the map keeps the focus when its data arrives late", async () => {
  const visit = await visitor(browser, server.origin, { viewport: { width: 1280, height: 800 } });
  const { page } = visit;
  await visit.open("/map?middle=101774098,36618178&zoom=16");
  await quiet(page);
  const show = page.locator("#map-show-Z-001");
  await show.focus();
  // Choosing goods rebuilds every row.
  await page.evaluate(() => {
    const select = document.querySelector("#map-goods");
    select.value = "snack";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.locator(".map-rows .c-if").first().waitFor();
  await becomes(() => focused(page), "map-show-Z-001");
  const link = page.locator("#map-of-Z-001");
  await link.focus();
  await page.evaluate(() => {
    const select = document.querySelector("#map-goods");
    select.value = "";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.locator(".map-rows .c-if").first().waitFor({ state: "detached" });
  await becomes(() => focused(page), "map-of-Z-001");
  await visit.close();
});

/**
 * Records each live region whose first text came with the region itself: such a text is not read
 * out. Alerts are announced when they are inserted.
 */
async function watchRegions(page) {
  await page.addInitScript(() => {
    globalThis.late = [];
    // What the shell says is there before any script.
    const live = "#app [aria-live], #app [role=status]:not(#boot)";
    const watch = new MutationObserver((changes) => {
      // What comes with a whole new page is read with it.
      if (!globalThis.watching) return;
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (node.nodeType !== Node.ELEMENT_NODE || !node.isConnected) continue;
          const regions = [...node.querySelectorAll(live), ...(node.matches(live) ? [node] : [])];
          for (const region of regions) {
            const text = region.textContent.trim();
            if (text) globalThis.late.push(text);
          }
        }
      }
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  return {
    start: () => page.evaluate(() => (globalThis.watching = true)),
    startAtOnce: () => page.addInitScript(() => (globalThis.watching = true)),
    late: () => page.evaluate(() => globalThis.late),
  };
}

describe("live regions are in the page before their text", () => {
  test("in the search for a place", async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    const regions = await watchRegions(page);
    await visit.open("/vendor");
    await regions.start();
    await page.getByRole("searchbox").fill("没有这个地方");
    await page.getByRole("status").filter({ hasText: "没有找到这个地点" }).waitFor();
    await page.getByRole("searchbox").fill("mojiaije");
    await page.getByRole("status").filter({ hasText: "也许是" }).waitFor();
    assert.deepEqual(await regions.late(), []);
    await visit.close();
  });

  test("in the search of duties", async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    const regions = await watchRegions(page);
    await visit.open("/tasks?q=摊点");
    await regions.start();
    await page.getByRole("status").filter({ hasText: /找到 \d+/ }).waitFor();
    await page.getByRole("searchbox").fill("占道经营巡查");
    await page.getByRole("link", { name: "主干道占道经营巡查" }).first().waitFor();
    assert.deepEqual(await regions.late(), []);
    await visit.close();
  });

  test("in the list beside the map", async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    const regions = await watchRegions(page);
    await visit.open("/map?middle=101774098,36618178&zoom=16");
    await quiet(page);
    await regions.start();
    await page.getByRole("combobox").selectOption("snack");
    await page.locator(".map-rows .c-if").first().waitFor();
    await page.getByRole("status").filter({ hasText: /图上有 \d+ 处/ }).waitFor();
    assert.deepEqual(await regions.late(), []);
    await visit.close();
  });

  test("in the notice that there is no network", async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    const regions = await watchRegions(page);
    await visit.open("/");
    await page.waitForFunction(() => localStorage.getItem("mingdan.manifest"));
    await page.route("**/data/**", (route) => route.abort("internetdisconnected"));
    await regions.startAtOnce();
    await page.goto("/about");
    await page.getByRole("status").filter({ hasText: "连不上服务器" }).waitFor();
    assert.deepEqual(await regions.late(), []);
    await visit.close(/ERR_INTERNET_DISCONNECTED/);
  });
});

for (const [lang, path, verdict] of [
  ["Chinese", "/vendor", /符合条件\s*可以摆/],
  ["English", "/en/vendor", /With conditions\s*You may/],
]) {
  test(`in large text the verdict is on the first screen of a phone, in ${lang}`, async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    await page.addInitScript(() => localStorage.setItem("mingdan.size", "big"));
    for (const query of ["at=2026-11-23T10:00", "at=2026-11-23T22:00"]) {
      await visit.open(`${path}?place=Z-001&goods=snack&${query}`);
      await ready(page);
      const word = page.locator(".sign h1");
      if (query.endsWith("10:00")) assert.match(await word.innerText(), verdict);
      const ends = await page.evaluate(() =>
        [".sign .shape", ".sign h1", ".until"].map((part) =>
          Math.ceil(document.querySelector(part).getBoundingClientRect().bottom),
        ),
      );
      assert.ok(Math.max(...ends) <= 740, `${path} ${query}: ${ends} of 740 px`);
    }
    await visit.close();
  });
}
