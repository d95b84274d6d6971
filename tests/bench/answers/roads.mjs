// The time from a point to the nearest road of a whole city to its verdict: the published tree of
// Jinan's roads, compared with npm packages over the same roads and schedules.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { built, root, target } from "../../browser/harness.mjs";
import { harnessPage, tree } from "../../browser/harness_page.mjs";
import { newer } from "../newer.mjs";
import { instants, random } from "../random.mjs";
import { HOURS, expressions, imports } from "./hours.mjs";

const modules = join(root, "tests/browser/node_modules");
const folder = join(root, "../shared/data/roads");
const FILE = "jinan_cn.geojson";
const POINTS = 20_000;
// The peer of the first row is slow.
const FEW = 2;
/** The least shares of equal results: at crossings two roads are equally near. */
const LEAST = {
  "road, turf": 0.99,
  "road, flatbush": 0.99,
  "the very same road, flatbush": 0.99,
  "verdict and until on the same road": 1,
};

/** Invented rules: the times differ by grade, and outside them trading is prohibited. */
const RULES = `规则编号,适用地点,效力,品类,时段,星期,日期类型,季节,时段外,生效,失效,文件,来源类型,来源说明
R-STRICT,grade:strict,prohibit,all,,,,,,2025-01-01,,D-GRADE,sample,示例 Sample
R-CONTROLLED,grade:controlled,permit,all,19:00-23:00,,,,prohibited,2025-01-01,,D-GRADE,sample,示例 Sample
R-GUIDED,grade:guided,permit,all,06:00-08:30；18:00-22:00,,,,prohibited,2025-01-01,,D-GRADE,sample,示例 Sample
R-OPEN,grade:open,permit,all,09:00-21:00,周六；周日,,,prohibited,2025-01-01,,D-GRADE,sample,示例 Sample
`;

/** Imports the roads as a city would, and publishes them. Returns the tree. */
function publish() {
  if (!existsSync(join(folder, FILE))) throw new Error(`this bench needs the roads in ${join(folder, FILE)}`);
  const [city, out] = [join(target, "bench-jinan"), join(target, "bench-jinan-tree")];
  if (newer(join(out, "manifest.json"), [built.program, import.meta.filename])) return tree(out);
  for (const old of [city, out]) rmSync(old, { recursive: true, force: true });
  const names = { "inputs.roads.file": FILE, "portal.id": "jinan", "portal.name.zh": "济南市", "portal.name.en": "Jinan" };
  const set = Object.entries(names).flatMap(([key, value]) => ["--set", `${key}=${value}`]);
  const run = (...rest) => execFileSync(built.program, rest, { stdio: ["ignore", "ignore", "inherit"] });
  run("import", "--map", join(root, "docs/maps/roads.toml"), "--from", folder, "--out", city, "--today", "2026-11-23", ...set);
  writeFileSync(join(city, "规则.csv"), RULES);
  run("build", city, "--out", out, "--at", "2026-11-23T08:00:00+08:00");
  return tree(out);
}

/** The streets of all shards, without duplicates. */
function roads({ shards }) {
  const all = new Map(shards.flatMap(({ places }) => places.map((place) => [place.id, place])));
  return [...all.values()].map(({ id, grade, geometry }) => ({ id, grade, points: geometry.points }));
}

/** Points within 25 m of a road, in millionths of a degree. */
function points(roads, count, draw) {
  return Array.from({ length: count }, () => {
    const line = roads[draw(roads.length)].points;
    const i = draw(line.length - 1);
    const along = draw(1000) / 1000;
    const [angle, metres] = [(draw(3600) / 1800) * Math.PI, draw(2500) / 100];
    const degree = 0.11119508;
    const [x, y] = [0, 1].map((axis) => line[i][axis] + (line[i + 1][axis] - line[i][axis]) * along);
    const east = degree * Math.cos((y / 1e6 / 180) * Math.PI);
    return [x + (Math.cos(angle) * metres) / east, y + (Math.sin(angle) * metres) / degree].map(Math.round);
  });
}

/** The rows of this file, for `bench`. */
export async function rows(browser) {
  const { published, squares } = publish();
  const byRule = expressions(published);
  // The strict grade's rule prohibits, and ungraded roads have none: no expression to evaluate.
  const of = (grade) => (grade === "strict" ? null : (byRule[`R-${grade.toUpperCase()}`] ?? null));
  const drawn = roads(published);
  const draw = random(18_118);
  const page = await harnessPage(browser, {
    ...HOURS,
    "turf.js": join(modules, "@turf/turf/turf.min.js"),
    "flatbush.js": join(modules, "flatbush/index.js"),
    "flatqueue.js": join(modules, "flatqueue/index.js"),
    "roads.page.js": join(root, "tests/bench/answers/roads.page.js"),
  });
  await imports(page, { suncalc: "/suncalc.js", flatqueue: "/flatqueue.js" });
  await page.addScriptTag({ url: "/turf.js" });
  const asked = points(drawn, POINTS, draw);
  const alike = await page.evaluate(
    async ([text, squares, drawn, asked, instants, few]) => {
      const { prepare } = await import("/roads.page.js");
      return prepare(text, squares, drawn, asked, instants, few);
    },
    [
      JSON.stringify(published),
      squares,
      drawn.map((road) => ({ ...road, expression: of(road.grade) })),
      asked,
      instants(POINTS, draw),
      FEW,
    ],
  );
  console.log(`${drawn.length} roads in ${squares.length} squares; equal results of all points: ${JSON.stringify(alike)}`);
  for (const [what, share] of Object.entries(alike)) assert.ok(share >= LEAST[what], `both sides do the same work: ${what}`);
  const microseconds = (side, count) =>
    page.evaluate(([side, count]) => globalThis.roads.time(side, count), [side, count]);
  const name = `point to the nearest of ${drawn.length} roads to the verdict`;
  return [
    {
      case: `${name}, against all lines`,
      ours: () => microseconds("ours", POINTS),
      peer: () => microseconds("turf", FEW),
      peer_name: "@turf/turf 7.4.0 pointToLineDistance, opening_hours 3.15.0",
      unit: "µs",
      goal: 100,
      rounds: 3,
    },
    {
      case: `${name}, against an index`,
      ours: () => microseconds("ours", POINTS),
      peer: () => microseconds("flatbush", POINTS),
      peer_name: "flatbush 4.7.0 of segments, opening_hours 3.15.0",
      unit: "µs",
      goal: 2,
    },
  ];
}
