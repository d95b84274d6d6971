// The verdict and how long it lasts, for known streets: our engine compared with the package
// `opening_hours` on the same schedules.
import assert from "node:assert/strict";
import { join } from "node:path";
import { root } from "../../browser/harness.mjs";
import { harnessPage, ruleTimes, tree } from "../../browser/harness_page.mjs";
import { instants, random } from "../random.mjs";

const modules = join(root, "tests/browser/node_modules");

/** The files that a page needs to load `opening_hours`. */
export const HOURS = {
  "opening_hours.js": join(modules, "opening_hours/build/opening_hours.esm.mjs"),
  "suncalc.js": join(modules, "suncalc/index.js"),
  "hours.page.js": join(root, "tests/bench/answers/hours.page.js"),
};

/** Adds an import map for the bare names of packages to a page. */
export const imports = (page, map) =>
  page.addScriptTag({ type: "importmap", content: JSON.stringify({ imports: map }) });

/** The expressions of all rules that have one, by rule. */
export const expressions = (published) =>
  Object.fromEntries(
    ruleTimes(JSON.stringify(published), "2026-01-01", 1)
      .filter(({ expression }) => expression)
      .map(({ rule, expression }) => [rule, expression]),
  );

const ASKED = 500;
const STREETS = 40;

/** Whether a rule applies to goods at a place. */
function applies({ scope, goods }, place, kind) {
  const here =
    scope === "city" ||
    scope.places?.includes(place.id) ||
    scope.grade === place.grade ||
    (scope.unit !== undefined && place.unit.startsWith(scope.unit));
  const sold = goods === "all" || goods.only?.includes(kind) || (goods.except && !goods.except.includes(kind));
  return here && sold;
}

/**
 * Places and goods of the sample city that are decided by a single permission which the package's
 * notation can express, with no temporary rule and none of higher priority.
 */
function cases({ city, shards }, expressions) {
  const found = new Map();
  for (const { places, rules } of shards) {
    for (const place of places) {
      for (const { id: goods } of city.goods) {
        const all = rules.filter((rule) => applies(rule, place, goods));
        const permits = all.filter((rule) => rule.effect === "permit");
        const [rule] = permits;
        if (permits.length !== 1 || !expressions[rule.id] || !rule.schedule.windows) continue;
        if (all.some((other) => other.override || other.expires || (other !== rule && other.priority <= rule.priority)))
          continue;
        const key = `${place.id} ${goods}`;
        found.set(key, { place: place.id, goods, rules: all.length, expression: expressions[rule.id] });
      }
    }
  }
  return [...found.keys()].sort().map((key) => found.get(key));
}

/** The rows of this file, for `bench`. */
export async function rows(browser) {
  const { published } = tree();
  const all = cases(published, expressions(published));
  assert.ok(all.length >= STREETS, `${all.length} places and goods with one permission`);
  const draw = random(2026);
  // Drawn without replacement.
  const some = Array.from({ length: STREETS }, () => all.splice(draw(all.length), 1)[0]);
  const page = await harnessPage(browser, HOURS);
  await imports(page, { suncalc: "/suncalc.js" });
  const [alike, total] = await page.evaluate(
    async ([text, some, instants]) => {
      const { prepare } = await import("/hours.page.js");
      return prepare(text, some, instants);
    },
    [JSON.stringify(published), some, instants(ASKED, draw)],
  );
  const rules = some.reduce((sum, one) => sum + one.rules, 0) / STREETS;
  console.log(
    `${STREETS} places and goods with one permission, ${rules.toFixed(1)} rules each on our side: ` +
      `${alike} of ${total} answers equal`,
  );
  // They differ where the package assumes other holidays: docs/opening-hours.md.
  assert.ok(alike >= total * 0.9, "both sides do the same work");
  const microseconds = (side) => page.evaluate((side) => globalThis.hours.time(side), side);
  return [
    {
      case: `verdict with until for a known street, mean of ${total}`,
      ours: () => microseconds("ours"),
      peer: () => microseconds("peer"),
      peer_name: "opening_hours 3.15.0, getState and getNextChange",
      unit: "µs",
      goal: 5,
    },
  ];
}
