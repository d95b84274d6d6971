// Every page that the crate `routes` knows, requested from the running server and the worker.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { launch, serve, test, visitor } from "./harness.mjs";
import { fits, inLanguage, pages, routes } from "./pages.mjs";
import { settled } from "./publisher.mjs";

const UNKNOWN = ["/no-such-page", "/tasks/a/b/c", "/en/vendors", "/feedback/x", "/slip/1"];
const CUT = /ERR_INTERNET_DISCONNECTED|ERR_FAILED/;

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** An example address of each page, in each language. */
function examples() {
  return routes.pages.flatMap(({ name, segments }) => {
    const page = pages.find(({ path }) => fits(segments, path));
    assert.ok(page, `pages.mjs has no ${name}: it is neither tested for accessibility nor in the screenshots`);
    return ["zh", "en"].map((lang) => inLanguage(page.path, lang));
  });
}

test("the server answers every page with the portal, and other addresses with 404", async () => {
  for (const path of examples()) {
    const response = await fetch(server.origin + path);
    assert.equal(response.status, 200, path);
    assert.match(response.headers.get("content-type"), /^text\/html/, path);
    await response.arrayBuffer();
  }
  for (const path of UNKNOWN) {
    const response = await fetch(server.origin + path);
    assert.equal(response.status, 404, path);
    await response.arrayBuffer();
  }
});

test("the worker answers every page offline, and leaves other addresses to the network", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  await visit.open("/");
  await settled(page);
  for (const path of UNKNOWN) {
    const response = await page.goto(path);
    assert.equal(response.status(), 404, path);
    assert.equal(response.fromServiceWorker(), false, path);
  }
  await context.setOffline(true);
  for (const path of examples()) {
    const response = await page.goto(path);
    assert.equal(response.status(), 200, path);
    assert.equal(response.fromServiceWorker(), true, path);
    await page.getByRole("contentinfo").waitFor();
  }
  for (const path of UNKNOWN) await assert.rejects(page.goto(path), CUT, path);
  await visit.close(/ERR_|status of 404/);
});
