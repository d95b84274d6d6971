// The golden table in Chromium's WebAssembly: the answers are as expected and equal the native ones.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { launch, test } from "./harness.mjs";
import { goldenRows, native, harnessPage, published } from "./harness_page.mjs";

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await harnessPage(browser);
});
after(() => browser?.close());

const inBrowser = (...texts) =>
  page.evaluate(([files, questions]) => globalThis.harnessAnswers(files, questions), texts);

test("the answers are as expected, and equal the native ones byte for byte", async () => {
  const rows = goldenRows();
  assert.ok(rows.length >= 200, `${rows.length} rows`);
  const files = published();
  const questions = rows.map((row) => row.question).join("\n");
  const answers = await inBrowser(files, questions);
  assert.equal(answers, native(files, questions));
  const lines = answers.trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(lines.length, rows.length);
  const instant = (text) => (text ? new Date(text).getTime() : null);
  rows.forEach((row, i) => {
    const { verdict, until, deciding, conditions } = lines[i];
    assert.deepEqual(
      { verdict, until: instant(until), deciding: deciding ?? "", conditions: conditions.length },
      {
        verdict: row.verdict,
        until: instant(row.until),
        deciding: row.deciding_rule,
        conditions: Number(row.conditions),
      },
      `${row.question}: ${row.why}`,
    );
  });
});

test("a question that cannot be parsed is an error that names it", async () => {
  await assert.rejects(inBrowser(published(), "Z-001,snack,tomorrow"), /Z-001,snack,tomorrow/);
  await assert.rejects(inBrowser("{", ""), /published files/);
});
