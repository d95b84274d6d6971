// Our engine compared with the `opening_hours` package, minute by minute, for every sample rule
// that the notation can express. docs/opening-hours.md lists what it cannot, and the known differences.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import OpeningHours from "opening_hours";
import { published, ruleTimes } from "./harness_page.mjs";

// The package uses the machine's time zone; Shanghai has no daylight saving time.
process.env.TZ = "Asia/Shanghai";
const FROM = "2026-01-01";
const DAYS = 400;
const DAY = 1440;
const XINING = { lat: 36.62, lon: 101.78, address: { country_code: "cn", state: "青海省" } };
const start = new Date(`${FROM}T00:00:00`).getTime();
const at = (minute) => new Date(start + minute * 60_000);

let rules;
let holidays;
before(() => {
  const text = published();
  rules = ruleTimes(text, FROM, DAYS);
  const years = JSON.parse(text).city.calendar;
  holidays = new Set(years.flatMap((y) => y.days.filter((d) => d.off).map((d) => d.date)));
});

/** One number per minute: 1 if it is in a span. */
function minutes(spans) {
  const all = new Uint8Array(DAYS * DAY);
  for (const [from, until] of spans) all.fill(1, from, until);
  return all;
}

/** The spans in which an expression is open according to the package. */
function theirs(expression) {
  const hours = new OpeningHours(expression, XINING, { locale: "en" });
  const spans = hours.getOpenIntervals(at(0), at(DAYS * DAY));
  return spans.map(([from, until]) => [from, until].map((d) => (d.getTime() - start) / 60_000));
}

/** The days on which the package's holidays differ from the calendar's. */
function disputed() {
  const hours = new OpeningHours("PH", XINING, { locale: "en" });
  const days = new Set();
  for (let day = 0; day < DAYS; day += 1) {
    const noon = at(day * DAY + 720);
    const date = noon.toLocaleDateString("sv");
    if (hours.getState(noon) !== holidays.has(date)) days.add(day);
  }
  return days;
}

test("every minute of 400 days is the same, for every rule with an expression", () => {
  const expressible = rules.filter((rule) => rule.expression);
  assert.ok(expressible.length >= 100, `${expressible.length} rules`);
  const disputes = disputed();
  const wrong = [];
  let compared = 0;
  let excused = 0;
  for (const { rule, expression, holds, unknown } of expressible) {
    const ours = minutes(holds);
    const open = minutes(unknown);
    const other = minutes(theirs(expression));
    const byHoliday = expression.includes("PH");
    for (let minute = 0; minute < ours.length; minute += 1) {
      const day = Math.floor(minute / DAY);
      // Known differences: no published calendar, and disputed holidays with the following night.
      if (open[minute] || (byHoliday && (disputes.has(day) || disputes.has(day - 1)))) {
        excused += 1;
        continue;
      }
      compared += 1;
      if (ours[minute] !== other[minute]) {
        wrong.push(`${rule} at ${at(minute).toLocaleString("sv")}: ours ${ours[minute]}, ${expression}`);
        break;
      }
    }
  }
  assert.deepEqual(wrong, []);
  console.log(`${expressible.length} rules, ${compared} minutes equal, ${excused} known differences`);
});

test("rules without an expression have a known reason", () => {
  const reasons = rules.filter((rule) => !rule.expression).map((rule) => rule.inexpressible);
  assert.ok(reasons.length > 0);
  assert.deepEqual([...new Set(reasons)].sort(), ["makeup_workdays"]);
});

test("the comparison detects one wrong minute", () => {
  const { expression, holds } = rules.find((rule) => rule.rule === "R-012-1");
  const moved = expression.replace("22:00", "22:01");
  assert.notEqual(moved, expression);
  assert.deepEqual(minutes(holds), minutes(theirs(expression)));
  assert.notDeepEqual(minutes(holds), minutes(theirs(moved)));
});

test("the package's calendar of China is not the published one", () => {
  const known = disputed();
  assert.ok(known.size > 20, `${known.size} days`);
});
