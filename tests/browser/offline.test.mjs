// Offline use: data that was read is available with its age, and always from a single snapshot.
//
// `publishing` gives a test a server of its own whose tree can be replaced by a second snapshot, in
// which both the city's file and the street's differ. `verdict` reads what the page shows, so that
// a mix of the two snapshots would be noticed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { audit } from "./axe.mjs";
import { becomes, built, fits, launch, ready, serve, test, visitor } from "./harness.mjs";
import { office, second, settled, stores } from "./publisher.mjs";

const VERDICT = "/vendor?place=Z-001&goods=snack";
const IN_ENGLISH = `/en${VERDICT}`;
const OFFLINE = /连不上服务器，下面是这部手机上次取得的数据。|The server cannot be reached\. What follows/;
// The browser's own messages without a network.
const CUT = /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED)/;

// What the two snapshots say about 莫家街.
const FIRST = { until: "21:00", goods: "Snacks", snapshot: "1" };
const CHINESE = { ...FIRST, goods: "小吃" };
const SECOND = { until: "20:00", goods: "Bites", snapshot: "2" };

let browser;
let server;
let next;
const ends = [];
before(async () => {
  browser = await launch();
  server = await serve();
  next = second("2026-11-23T09:00:00+08:00", [
    ["品类.csv", "snack,小吃,Snacks,", "snack,小吃,Bites,"],
    ["规则.csv", "09:00-21:00", "09:00-20:00"],
  ]);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  next?.remove();
});

async function publishing() {
  const own = office(next);
  ends.push(own.remove);
  const server = await serve({ tree: own.tree });
  ends.push(() => server.stop());
  return { ...own, origin: server.origin };
}

/** The verdict on 莫家街 as shown, and the snapshot named in the footer. */
async function verdict(page) {
  await page.locator(".sign h1").waitFor();
  const text = (selector) => page.locator(selector).first().innerText();
  return {
    until: (await text(".until")).match(/\d\d:\d\d/)[0],
    goods: await page.locator(".sign-ask a").nth(1).evaluate(chosen),
    snapshot: await shown(page),
  };
}

/** The words of a link to choose another, without those that say so. */
const chosen = (link) => link.textContent.slice(link.firstElementChild.textContent.length);

/** The snapshot named in the footer. */
async function shown(page) {
  return (await page.locator(".foot p").first().innerText()).match(/\d+/)[0];
}

async function notice(page, snapshot, age) {
  const callout = page.locator(".page-callout .note");
  await callout.getByText(OFFLINE).waitFor();
  const text = await callout.innerText();
  assert.match(text, new RegExp(`(版本|Snapshot|snapshot) ${snapshot} `));
  assert.ok(text.includes(age), text);
}

test("offline after one visit, the home page and the last verdict are shown with their age", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await visit.open("/");
  const lately = await page.getByRole("region", { name: "最近改了什么" }).innerText();
  await visit.open(VERDICT);
  const online = await verdict(page);
  await settled(page);
  await context.setOffline(true);
  await page.clock.setFixedTime(new Date("2026-11-23T18:00:00+08:00"));
  await page.reload();
  assert.deepEqual(await verdict(page), online);
  await notice(page, 1, "不到一天前");
  await audit(page);
  await fits(page);
  await page.clock.setFixedTime(new Date("2026-11-26T12:00:00+08:00"));
  await page.goto("/");
  await notice(page, 1, "3 天前");
  assert.equal(await page.getByRole("region", { name: "最近改了什么" }).innerText(), lately);
  await page.goto("/en");
  await page.locator(".page-callout .note").getByText(/The server cannot be reached.*/).waitFor();
  await page.locator(".page-callout .note").getByText(/3 days ago/).waitFor();
  await audit(page);
  // Back online, one tap removes the notice.
  await context.setOffline(false);
  await page.locator(".page-callout .note").getByRole("button").click();
  await page.locator(".page-callout .note").waitFor({ state: "detached" });
  await visit.close(CUT);
});

test("a single visit is enough, though its data was read before there was a worker", async () => {
  const visit = await visitor(browser, server.origin);
  await visit.open("/");
  await settled(visit.page);
  await visit.context.setOffline(true);
  await visit.page.reload();
  await notice(visit.page, 1, "不到一天前");
  await visit.page.getByRole("region", { name: "最近改了什么" }).waitFor();
  await visit.close(CUT);
});

test("after a visit to the home page alone, the search, the goods, the form and saved answers work", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/");
  await settled(page);
  await visit.context.setOffline(true);
  await page.goto("/vendor");
  await page.getByRole("searchbox", { name: "在哪里" }).fill("mjj");
  await page.getByRole("link", { name: /莫家街/ }).first().waitFor();
  await page.goto("/");
  await page.getByRole("list", { name: "卖什么" }).getByRole("link", { name: "小吃", exact: true }).waitFor();
  await page.goto("/feedback");
  await page.getByRole("radio", { name: /摆摊规定不清楚/ }).waitFor();
  await page.goto("/slips");
  await page.getByRole("heading", { level: 1, name: /存下|小票/ }).waitFor();
  await visit.close(CUT);
});

test("with the server killed, every address of the portal works, in a new window too", async () => {
  const own = await serve();
  const visit = await visitor(browser, own.origin);
  await visit.open(VERDICT);
  const online = await verdict(visit.page);
  await settled(visit.page);
  await visit.page.close();
  await own.stop("SIGKILL");
  await assert.rejects(fetch(own.origin), "the process has ended");
  const page = await visit.context.newPage();
  await page.clock.setFixedTime(new Date("2026-11-23T18:00:00+08:00"));
  await page.goto(`${own.origin}${VERDICT}`);
  assert.deepEqual(await verdict(page), online);
  await notice(page, 1, "不到一天前");
  // Even a page that was never opened before.
  await page.goto(`${own.origin}/about`);
  await page.getByRole("heading", { level: 1, name: "关于" }).waitFor();
  await visit.close(CUT);
});

test("a street that was never read shows a message with what to do", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await visit.open(VERDICT);
  await settled(page);
  await context.setOffline(true);
  await page.goto("/vendor?place=Z-002&goods=snack");
  await notice(page, 1, "不到一天前");
  await page.getByRole("alert").filter({ hasText: "这部手机上没有存这一页的数据" }).waitFor();
  await audit(page);
  await fits(page);
  await context.setOffline(false);
  await page.getByRole("alert").getByRole("button", { name: "再试一次" }).click();
  await page.locator(".sign h1").waitFor();
  await visit.close(CUT);
});

test("a district kept whole answers for every one of its streets", async () => {
  const own = await publishing();
  const visit = await visitor(browser, own.origin);
  const { page, context } = visit;
  await visit.open("/");
  await settled(page);
  await visit.open("/vendor");
  await page.getByText("没有网络时也能查").click();
  const rows = page.getByRole("list", { name: "没有网络时也能查" });
  const row = rows.getByRole("listitem").filter({ hasText: "城中区" });
  await row.getByText(/\d KB/).waitFor();
  await audit(page);
  await fits(page);
  const button = row.getByRole("button");
  await button.click();
  await row.getByText("已保存").waitFor();
  assert.match(await button.innerText(), /不再保存/);
  await audit(page);
  await context.setOffline(true);
  const { places } = own.read(own.path("places"));
  const inside = places.filter(({ unit }) => unit.startsWith("630103"));
  assert.ok(inside.length > 8);
  for (const { id } of inside) {
    await page.goto(`/vendor?place=${id}&goods=snack`);
    await page.locator(".sign h1").waitFor();
  }
  const elsewhere = places.find(({ unit }) => unit.startsWith("630102"));
  await page.goto(`/vendor?place=${elsewhere.id}&goods=snack`);
  await page.getByRole("alert").filter({ hasText: "没有存这一页" }).waitFor();
  await context.setOffline(false);
  // A newer snapshot is fetched for the whole district, not only for what is shown.
  assert.equal(own.publish(), 2);
  await visit.open("/");
  await settled(page);
  await context.setOffline(true);
  await page.goto(VERDICT);
  assert.deepEqual(await verdict(page), { ...SECOND, goods: "小吃" });
  await context.setOffline(false);
  const full = (await stores(page)).kept.length;
  await visit.open("/vendor");
  await page.getByText("没有网络时也能查").click();
  await button.click();
  await becomes(async () => (await stores(page)).kept.length < full - 5, true);
  await visit.close(CUT);
});

test("a search that was made is made again without a network, and from the next snapshot", async () => {
  const own = await publishing();
  const visit = await visitor(browser, own.origin);
  const { page, context } = visit;
  await visit.open("/");
  await settled(page);
  await visit.open("/tasks?q=摊点");
  const found = page.getByRole("heading", { level: 2, name: /^找到 \d+ 项：“摊点”/ });
  const before = await found.innerText();
  await settled(page);
  assert.equal(own.publish(), 2);
  await visit.open("/");
  await settled(page);
  await context.setOffline(true);
  await page.goto("/tasks?q=摊点");
  assert.equal(await found.innerText(), before);
  await notice(page, 2, "不到一天前");
  await visit.close(CUT);
});

/** Leaves the verdict and returns to it until the page is that of a snapshot. */
async function navigateUntil(page, snapshot) {
  await becomes(async () => {
    const before = await shown(page);
    if (before === snapshot) return before;
    await page.goForward();
    await page.getByRole("searchbox").waitFor();
    await page.goBack();
    await page.getByRole("searchbox").waitFor({ state: "detached" });
    return shown(page);
  }, snapshot);
}

test("a new snapshot is shown at the next navigation, and is never mixed with the old", async () => {
  const own = await publishing();
  const visit = await visitor(browser, own.origin);
  const { page, context } = visit;
  await visit.open(IN_ENGLISH);
  assert.deepEqual(await verdict(page), FIRST);
  await settled(page);
  assert.equal(own.publish(), 2);
  // The street's new file arrives long after the city's.
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const slow = own.of("Z-001");
  await context.route(`**/${slow}`, async (route) => {
    await held;
    await route.continue();
  });
  await page.evaluate(() => {
    globalThis.seen = [];
    const look = () => {
      const until = document.querySelector(".until")?.textContent.match(/\d\d:\d\d/)?.[0];
      const link = document.querySelectorAll(".sign-ask a")[1];
      const goods = link?.textContent.slice(link.firstElementChild.textContent.length);
      if (until && goods) globalThis.seen.push(`${goods} ${until}`);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    look();
  });
  await page.clock.setFixedTime(new Date("2026-11-23T10:05:00+08:00"));
  assert.deepEqual(await verdict(page), FIRST, "nothing changes while a page is read");
  // The next navigation fetches the manifest, and one after its arrival shows the snapshot. Nothing
  // on a page signals the arrival, so the test navigates until the snapshot is shown.
  const asked = page.waitForResponse("**/data/manifest.json");
  await page.getByRole("link", { name: "Change place" }).click();
  await asked;
  await page.goBack();
  await navigateUntil(page, SECOND.snapshot);
  // The footer has the hotline once the city's file is read; the street's is still awaited.
  await page.getByRole("contentinfo").getByRole("link", { name: "12345" }).waitFor();
  await page.locator("main .skeleton").waitFor();
  assert.equal(await page.locator(".sign h1").count(), 0, "no verdict without the street's file");
  release();
  assert.deepEqual(await verdict(page), SECOND);
  const seen = new Set(await page.evaluate(() => globalThis.seen));
  assert.deepEqual([...seen], ["Snacks 21:00", "Bites 20:00"]);
  await settled(page);
  await context.setOffline(true);
  await page.reload();
  assert.deepEqual(await verdict(page), SECOND);
  await visit.close(CUT);
});

test("a partially fetched snapshot is not used offline", async () => {
  const own = await publishing();
  const visit = await visitor(browser, own.origin);
  const { page, context } = visit;
  await visit.open(IN_ENGLISH);
  await settled(page);
  assert.equal(own.publish(), 2);
  const missing = own.of("Z-001");
  const tried = new Promise((resolve) => {
    void context.route(`**/${missing}`, async (route) => {
      await route.abort("internetdisconnected");
      resolve();
    });
  });
  await visit.open("/");
  await page.locator(".foot p").first().filter({ hasText: "2" }).waitFor();
  await tried;
  await context.setOffline(true);
  await page.goto(IN_ENGLISH);
  assert.deepEqual(await verdict(page), FIRST);
  await notice(page, 1, "less than a day ago");
  // Back online, the rest is fetched.
  await context.unroute(`**/${missing}`);
  await context.setOffline(false);
  await visit.open("/");
  await settled(page);
  await context.setOffline(true);
  await page.goto(IN_ENGLISH);
  assert.deepEqual(await verdict(page), SECOND);
  await visit.close(CUT);
});

test("on a very slow network the kept data is shown", async () => {
  const own = await publishing();
  const visit = await visitor(browser, own.origin);
  const { page, context } = visit;
  await visit.open(IN_ENGLISH);
  await settled(page);
  assert.equal(own.publish(), 2);
  let release;
  const slow = new Promise((resolve) => (release = resolve));
  await context.route("**/data/manifest.json", async (route) => {
    await slow;
    await route.continue();
  });
  const arrived = page.waitForResponse("**/data/manifest.json");
  await page.reload({ waitUntil: "commit" });
  await notice(page, 1, "less than a day ago");
  assert.deepEqual(await verdict(page), FIRST);
  release();
  await (await arrived).finished();
  assert.deepEqual(await verdict(page), FIRST, "nothing changes while a page is read");
  await page.getByRole("link", { name: "Change place" }).click();
  await page.goBack();
  await navigateUntil(page, SECOND.snapshot);
  assert.deepEqual(await verdict(page), SECOND);
  assert.equal(await page.locator(".page-callout .note").count(), 0);
  await visit.close(CUT);
});

test("a damaged cached file is fetched again, or reported as missing", async () => {
  const own = await publishing();
  const visit = await visitor(browser, own.origin);
  const { page, context } = visit;
  await visit.open(VERDICT);
  await settled(page);
  const path = `/data/${own.of("Z-001")}`;
  const damage = (path) =>
    page.evaluate(async (path) => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        const kept = await cache.match(path);
        if (!kept) continue;
        const bytes = new Uint8Array(await kept.arrayBuffer());
        bytes[bytes.length >> 1] ^= 1;
        await cache.put(path, new Response(bytes, { headers: kept.headers }));
      }
    }, path);
  await damage(path);
  await page.reload();
  assert.deepEqual(await verdict(page), CHINESE);
  await settled(page);
  await context.setOffline(true);
  await page.reload();
  assert.deepEqual(await verdict(page), CHINESE);
  await damage(path);
  // Blocked here, since the browser's HTTP cache may have it.
  await context.route(`**${path}`, (route) => route.abort("internetdisconnected"));
  await page.reload();
  await page.getByRole("alert").filter({ hasText: "没有存这一页" }).waitFor();
  await context.unroute(`**${path}`);
  await context.setOffline(false);
  // The program itself is checked against its hash as well.
  const program = Object.entries(await stores(page)).find(([name]) => name.startsWith("program-"));
  await damage(program[1].find((path) => path.endsWith(".wasm")));
  await visit.open(VERDICT);
  assert.deepEqual(await verdict(page), CHINESE);
  await visit.close(CUT);
});

test("only the program and files named by their hash are cached, never the intake", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/");
  await settled(page);
  await visit.open("/feedback");
  const next = page.getByRole("button", { name: "下一步" });
  await page.getByRole("radio", { name: /咨询/ }).check();
  await next.click();
  await page.getByRole("textbox", { name: "请写下发生了什么" }).fill("哪里可以摆春联？");
  for (let step = 0; step < 4; step += 1) await next.click();
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByRole("heading", { level: 1, name: "已收到" }).waitFor();
  await page.getByRole("link", { name: "查看这件的进度" }).click();
  await page.getByText("现在：").waitFor();
  const { kept, read, ...rest } = await stores(page);
  const [[name, program], ...others] = Object.entries(rest);
  assert.match(name, /^program-[0-9a-f]{16}$/);
  assert.deepEqual(others, []);
  for (const path of [...kept, ...(read ?? [])]) assert.match(path, /^\/data\/f\/[0-9a-f]{32}\.json$/);
  for (const path of program) {
    assert.match(path, /^\/$|^\/[\w-]+\.(css|js|wasm|svg|webmanifest)$/);
  }
  await visit.close();
});

test("without a worker, or if registration fails, everything else works", async () => {
  const refuse = [
    () => delete Navigator.prototype.serviceWorker,
    () => {
      ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("no", "SecurityError"));
    },
  ];
  for (const script of refuse) {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    await page.addInitScript(script);
    await visit.open("/");
    await visit.open(VERDICT);
    assert.deepEqual(await verdict(page), CHINESE);
    await visit.open("/vendor");
    await page.getByText("没有网络时也能查").click();
    await page.getByText("这个浏览器现在不能保存网页").waitFor();
    await audit(page);
    // The last good manifest is still stored.
    await page.route("**/data/manifest.json", (route) => route.abort("internetdisconnected"));
    await page.reload();
    await notice(page, 1, "不到一天前");
    await visit.close(CUT);
  }
});

test("the worker is always revalidated, and is small", async () => {
  const response = await fetch(`${server.origin}/sw.js`);
  assert.equal(response.headers.get("cache-control"), "no-cache");
  assert.match(response.headers.get("content-type"), /^text\/javascript/);
  const sent = brotliCompressSync(readFileSync(join(built.portal, "sw.js"))).length;
  // It names every file of the program with its hash, some 25 bytes each.
  assert.ok(sent <= 1900, `${sent} bytes`);
});
