// Runs axe-core on a page in its current state, under the page's own content security policy.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails if there are violations, listing each with its elements and axe's message. */
export async function audit(page) {
  // Evaluation by the debugger is not subject to the policy, unlike a script element.
  const session = await page.context().newCDPSession(page);
  const evaluate = async (expression) => {
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", options);
    assert.equal(exceptionDetails, undefined, exceptionDetails?.exception?.description);
    return result.value;
  };
  await evaluate(`${source};0`);
  // What the bar at the bottom covers is uncovered by scrolling; axe sees one position only.
  const unstick = (position) =>
    evaluate(`document.querySelector(".dock")?.style.setProperty("position", ${JSON.stringify(position)})`);
  await unstick("static");
  const options = JSON.stringify({ runOnly: { type: "tag", values: RULES } });
  const results = await evaluate(`axe.run(document, ${options})`);
  await unstick("");
  await session.detach();
  const violations = results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((n) => `    ${n.html.slice(0, 200)}\n    ${n.any[0]?.message ?? n.failureSummary}`).join("\n")}`,
  );
  assert.equal(violations.length, 0, `${page.url()}\n${violations.join("\n")}`);
  assert.ok(results.passes.length > 10, "axe checked the page");
}
