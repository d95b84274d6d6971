// The published calendars of streets, read by ical.js: every file parses, and its events, expanded
// over the whole horizon, are the times that the engine permits, minute by minute.
//
// `before` expands every calendar and asks the native harness for the permitted times. The tests
// then compare both (`differences`), check the files against the formats of calendars and feeds,
// and check the headers that the server sends them with.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import ICAL from "ical.js";
import { built, serve, test } from "./harness.mjs";
import { native, published } from "./harness_page.mjs";
import { named } from "./publisher.mjs";

// The tree is published in 2026: the first year of the horizon.
const FROM = "2026-01-01";
const DAYS = 365 + 365 + 366;
const DAY = 1440;
const start = Date.parse(`${FROM}T00:00:00+08:00`);
const minuteOf = (time) => (time.toUnixTime() * 1000 - start) / 60_000;
const folder = join(built.tree, "open/streets");
const ending = (extension) => readdirSync(folder).filter((name) => name.endsWith(extension));

let streets;
let truth;
let text;
before(() => {
  text = published();
  const file = join(mkdtempSync(join(tmpdir(), "mingdan-calendar-")), "published.json");
  writeFileSync(file, text);
  const out = execFileSync(built.harness, ["--permitted", file, FROM, String(DAYS)], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  truth = out.trim().split("\n").map((line) => JSON.parse(line));
  streets = new Map(
    ending(".ics").map((name) => {
      const written = readFileSync(join(folder, name), "utf8");
      const component = new ICAL.Component(ICAL.parse(written));
      return [name.slice(0, -4), { written, component, all: occurrences(component) }];
    }),
  );
});

/** Every occurrence of a calendar: its rule, goods and minutes. */
function occurrences(component) {
  ICAL.TimezoneService.reset();
  for (const zone of component.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  const parts = component.getAllSubcomponents("vevent");
  const changed = parts.filter((part) => part.hasProperty("recurrence-id"));
  const uid = (part) => part.getFirstPropertyValue("uid");
  const found = [];
  for (const part of parts.filter((p) => !p.hasProperty("recurrence-id"))) {
    // By default the package applies the exceptions of all events to each.
    const exceptions = changed.filter((other) => uid(other) === uid(part));
    const event = new ICAL.Event(part, { exceptions, strictExceptions: true });
    const add = (item, from, until) => {
      const value = (name) => item.component.getFirstPropertyValue(name);
      found.push({
        uid: event.uid,
        status: value("status"),
        rule: value("x-mingdan-rule"),
        goods: value("x-mingdan-goods").split(" "),
        summary: value("summary"),
        from: minuteOf(from),
        until: minuteOf(until),
      });
    };
    if (!event.isRecurring()) {
      add(event, event.startDate, event.endDate);
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      const { item, startDate, endDate } = event.getOccurrenceDetails(next);
      add(item, startDate, endDate);
    }
  }
  return found;
}

/** Sorted and merged spans, without the first day, whose nights begin before the horizon. */
function merged(spans) {
  const inside = spans
    .map(([from, until]) => [Math.max(from, DAY), Math.min(until, DAYS * DAY)])
    .filter(([from, until]) => from < until)
    .sort((a, b) => a[0] - b[0]);
  const all = [];
  for (const [from, until] of inside) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else all.push([from, until]);
  }
  return all;
}

const shown = (minute) => new Date(start + minute * 60_000).toISOString().slice(0, 16);

function differences(all, place) {
  const confirmed = all.filter((o) => o.status === "CONFIRMED");
  const wrong = [];
  let compared = 0;
  for (const { goods, permitted } of truth.filter((t) => t.place === place)) {
    const engine = merged(permitted);
    for (const one of goods) {
      const spans = confirmed.filter((o) => o.goods.includes(one)).map((o) => [o.from, o.until]);
      const calendar = merged(spans);
      const length = Math.max(engine.length, calendar.length);
      for (let i = 0; i < length; i += 1) {
        const [a, b] = [engine[i], calendar[i]];
        if (a?.[0] === b?.[0] && a?.[1] === b?.[1]) continue;
        const [ours, theirs] = [a, b].map((span) => span?.map(shown).join(" to ") ?? "nothing");
        wrong.push(`${place} ${one}: engine ${ours}, calendar ${theirs}`);
        break;
      }
      compared += (DAYS - 1) * DAY;
    }
  }
  return { wrong, compared };
}

test("calendars match the engine in every minute of three years, for all streets and goods", () => {
  assert.ok(streets.size >= 40, `${streets.size} streets`);
  const wrong = [];
  let compared = 0;
  for (const [place, { all }] of streets) {
    const found = differences(all, place);
    wrong.push(...found.wrong);
    compared += found.compared;
  }
  assert.deepEqual(wrong, []);
  console.log(`${streets.size} streets, ${compared} minutes equal`);
});

test("each occurrence names the rule that decides it", () => {
  const asked = [];
  for (const [place, { all }] of streets) {
    const confirmed = all.filter((o) => o.status === "CONFIRMED");
    // The first and last of each event, and every fortieth in between.
    confirmed.forEach((o, i) => {
      const edge = confirmed[i - 1]?.uid !== o.uid || confirmed[i + 1]?.uid !== o.uid;
      if (!edge && i % 40) return;
      const at = new Date(start + o.from * 60_000).toISOString().slice(0, 19) + "Z";
      for (const goods of o.goods) asked.push({ ...o, question: `${place},${goods},${at}` });
    });
  }
  assert.ok(asked.length > 2000, `${asked.length} questions`);
  const answers = native(text, asked.map((o) => `${o.question}\n`).join("")).trim().split("\n");
  const wrong = answers.map((line, i) => {
    const { deciding, verdict } = JSON.parse(line);
    const term = { permitted: "可以摆", permitted_if: "符合条件可以摆" }[verdict];
    const well = deciding === asked[i].rule && term && asked[i].summary.startsWith(term);
    return well ? "" : `${asked[i].question}: ${deciding} ${verdict}, ${asked[i].summary}`;
  });
  assert.deepEqual(wrong.filter(Boolean), []);
});

test("the comparison detects a wrong minute, a missing exception and a missing cancellation", () => {
  const broken = (place, fix) => {
    const { written } = streets.get(place);
    const other = fix(written);
    assert.notEqual(other, written);
    return differences(occurrences(new ICAL.Component(ICAL.parse(other))), place).wrong.length;
  };
  const first = [...streets.keys()].find((p) => streets.get(p).written.includes("\r\nEXDATE"));
  assert.ok(broken("Z-012", (t) => t.replace(/(DTEND;TZID=Asia\/Shanghai:\d{8}T\d\d)00/, "$101")) > 0);
  assert.ok(broken(first, (t) => t.replace(/\r\nEXDATE[^\r]*(\r\n [^\r]*)*/, "")) > 0);
  assert.ok(broken("Z-041", (t) => t.replace("STATUS:CANCELLED", "STATUS:CONFIRMED")) > 0);
});

test("a closed day is a cancellation with its reason", () => {
  const events = streets.get("Z-041").component.getAllSubcomponents("vevent");
  const closed = events.filter(
    (e) => e.getFirstPropertyValue("recurrence-id")?.toString().startsWith("2026-12-05"),
  );
  assert.ok(closed.length > 0);
  for (const event of closed) {
    assert.equal(event.getFirstPropertyValue("status"), "CANCELLED");
    assert.match(event.getFirstPropertyValue("description"), /冬季健步跑，暂停一天/);
  }
});

test("files conform to iCalendar", () => {
  for (const [place, { written, component }] of streets) {
    const lines = written.split("\r\n");
    assert.equal(lines.pop(), "", place);
    for (const line of lines) {
      assert.ok(Buffer.byteLength(line) <= 75, `${place}: ${line}`);
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/, place);
    }
    assert.equal(component.getFirstPropertyValue("version"), "2.0");
    const ids = new Set();
    for (const event of component.getAllSubcomponents("vevent")) {
      const value = (name) => event.getFirstPropertyValue(name);
      const id = `${value("uid")} ${value("recurrence-id") ?? ""}`;
      assert.ok(!ids.has(id), `${place}: ${id} twice`);
      ids.add(id);
      for (const name of ["uid", "dtstamp", "dtstart", "dtend", "summary", "sequence"]) {
        assert.equal(event.getAllProperties(name).length, 1, `${id} ${name}`);
      }
      assert.ok(value("dtstart").compare(value("dtend")) < 0, id);
      const zone = event.getFirstProperty("dtstart").getParameter("tzid");
      const zones = component.getAllSubcomponents("vtimezone");
      assert.ok(zones.some((z) => z.getFirstPropertyValue("tzid") === zone), `${id} ${zone}`);
    }
  }
});

test("feeds conform to JSON Feed 1.1", () => {
  const files = ending(".json");
  assert.equal(files.length, streets.size);
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;
  for (const name of files) {
    const feed = JSON.parse(readFileSync(join(folder, name), "utf8"));
    assert.equal(feed.version, "https://jsonfeed.org/version/1.1");
    assert.ok(feed.title && Array.isArray(feed.items) && feed.items.length > 0, name);
    assert.equal(new Set(feed.items.map((i) => i.id)).size, feed.items.length, name);
    for (const item of feed.items) {
      assert.equal(typeof item.id, "string");
      assert.ok(item.content_text, `${name} ${item.id}`);
      assert.match(item.date_published, time);
      if (item.date_modified) assert.match(item.date_modified, time);
      assert.ok(item.tags.every((t) => typeof t === "string"));
    }
    const dates = feed.items.map((i) => Date.parse(i.date_published));
    assert.deepEqual(dates, [...dates].sort((a, b) => b - a), `${name}: newest first`);
  }
});

test("a correction, an update and a closing are in the street's feed", () => {
  const ids = JSON.parse(readFileSync(join(folder, "Z-006.json"), "utf8")).items.map((i) => i.id);
  for (const id of ["correction:C-07", "update:N-03", "rule:O-04", "rule:R-006-1"]) {
    assert.ok(ids.includes(id), id);
  }
  assert.ok(!ids.some((id) => id.includes(".outside")));
});

test("the server sends types and a short lifetime, and immutable copies by hash", async () => {
  const server = await serve();
  after(() => server.stop());
  const get = (path, headers = {}) => fetch(`${server.origin}/data/${path}`, { headers });
  const types = { ics: "text/calendar; charset=utf-8", json: "application/feed+json; charset=utf-8" };
  for (const [extension, type] of Object.entries(types)) {
    const path = `open/streets/Z-001.${extension}`;
    const answer = await get(path);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-type"), type);
    assert.equal(answer.headers.get("cache-control"), "public, max-age=900");
    assert.equal(answer.headers.get("access-control-allow-origin"), "*");
    assert.equal(await answer.text(), readFileSync(join(built.tree, path), "utf8"));
    const again = await get(path, { "if-none-match": answer.headers.get("etag") });
    assert.equal(again.status, 304);
  }
  const manifest = await (await get("manifest.json")).json();
  const read = (path) => JSON.parse(readFileSync(join(built.tree, path), "utf8"));
  const hashed = await get(named(manifest.files["ics/"], read)["ics/Z-001"].path);
  assert.equal(hashed.headers.get("content-type"), types.ics);
  assert.match(hashed.headers.get("cache-control"), /immutable/);
  assert.equal(await hashed.text(), streets.get("Z-001").written);
  for (const path of ["open/streets/Z-999.ics", "open/streets/..%2f..%2fmanifest.json", "open/streets/", "open/x.ics"]) {
    assert.equal((await get(path)).status, 404, path);
  }
});
