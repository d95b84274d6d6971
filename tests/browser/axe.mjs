// axe-core on a page as it stands, under the page's own content security policy.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with every violation, where it is and what axe says of it. */
export async function audit(page) {
  // The debugger's evaluation is not held by the policy, which a script element would be.
  const session = await page.context().newCDPSession(page);
  const evaluate = async (expression) => {
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", options);
    assert.equal(exceptionDetails, undefined, exceptionDetails?.exception?.description);
    return result.value;
  };
  await evaluate(`${source};0`);
  const options = JSON.stringify({ runOnly: { type: "tag", values: RULES } });
  const results = await evaluate(`axe.run(document, ${options})`);
  await session.detach();
  const said = results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((n) => `    ${n.html.slice(0, 200)}\n    ${n.any[0]?.message ?? n.failureSummary}`).join("\n")}`,
  );
  assert.equal(said.length, 0, `${page.url()}\n${said.join("\n")}`);
  assert.ok(results.passes.length > 10, "axe looked at the page");
}
