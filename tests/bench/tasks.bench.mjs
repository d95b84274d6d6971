// What an official opens, in a large city and in one a tenth of its size. Each file of `tasks/`
// exports its rows.
import { launch } from "../browser/harness.mjs";
import { bench } from "./bench.mjs";
import * as office from "./tasks/office.mjs";

const browser = await launch();
const files = [];
try {
  const rows = [];
  for (const file of [office]) {
    const made = await file.rows(browser);
    files.push(made);
    rows.push(...made.rows);
  }
  await bench("tasks", rows);
} finally {
  for (const file of files) await file.end();
  await browser.close();
}
