// Decoding the published rules and answering 100,000 golden questions: in Chromium's WebAssembly as
// released (opt-level "z"), and natively in release. The native engine is the peer, since no other
// program answers these questions. Both give the same answers, byte for byte.
import { spawnSync } from "node:child_process";
import assert from "node:assert/strict";
import { launch } from "../browser/harness.mjs";
import { goldenRows, native, harnessPage, published } from "../browser/harness_page.mjs";
import { bench } from "./bench.mjs";

const QUESTIONS = 100_000;

const rows = goldenRows();
const files = published();
const questions = Array.from({ length: QUESTIONS }, (_, i) => rows[i % rows.length].question).join("\n");
const browser = await launch();
try {
  const page = await harnessPage(browser);
  await page.evaluate((texts) => Object.assign(globalThis, { texts }), { files, questions });
  const inChromium = (repeat) =>
    page.evaluate((repeat) => {
      const { files, questions } = globalThis.texts;
      const start = performance.now();
      for (let i = 0; i < repeat; i += 1) globalThis.harnessAnswers(files, i < 0 ? "" : questions);
      return performance.now() - start;
    }, repeat);
  const natively = async () => Number(native(files, questions, 1));
  const same = await page.evaluate(
    () => globalThis.harnessAnswers(globalThis.texts.files, globalThis.texts.questions),
  );
  assert.equal(same, native(files, questions), "both sides do the same work");
  await bench("golden", [
    {
      case: "decode and answer 100,000 questions, Chromium",
      ours: () => inChromium(1),
      peer: natively,
      peer_name: "the same engine, native release",
      unit: "ms",
      goal: null,
    },
  ], 5);
} finally {
  await browser.close();
}
