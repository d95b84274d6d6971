// The vendor's answer compared with what one could assemble from npm packages, both in the same
// Chromium. Each file of `answers/` exports its rows.
import { launch } from "../browser/harness.mjs";
import * as growth from "./answers/growth.mjs";
import * as hours from "./answers/hours.mjs";
import * as roads from "./answers/roads.mjs";
import * as streets from "./answers/streets.mjs";
import { bench } from "./bench.mjs";

const browser = await launch();
try {
  const rows = [];
  for (const file of [hours, roads, growth, streets]) rows.push(...(await file.rows(browser)));
  await bench("answers", rows);
} finally {
  await browser.close();
}
