// Runs in the page: all sides over the same roads, points and instants. Their data is in memory
// before the measurement: our decoded shards, Turf's lines, Flatbush's index.
import Flatbush from "/flatbush.js";
import { openingHours, push } from "/hours.page.js";

const METRES = 0.11119508;
const RADIUS = 30;

/** Appends the state of a road at a second; `road` is null if none is near. */
function answer(into, road, hours, second) {
  if (road === null) into.push(-1, -1);
  else if (hours[road] === null) into.push(0, -1);
  else push(into, hours[road], second);
}

/** The nearest line by Turf, which measures every one. */
function byTurf(roads) {
  const { turf } = globalThis;
  const lines = roads.map(({ points }) => turf.lineString(points.map((point) => point.map((n) => n / 1e6))));
  return ([x, y]) => {
    const point = turf.point([x / 1e6, y / 1e6]);
    let [best, nearest] = [RADIUS, null];
    for (let i = 0; i < lines.length; i += 1) {
      const metres = turf.pointToLineDistance(point, lines[i], { units: "meters" });
      if (metres < best) [best, nearest] = [metres, i];
    }
    return nearest;
  };
}

/** The nearest line by an index of segments' boxes, which measures those within the radius. */
function byFlatbush(roads) {
  const segments = roads.flatMap(({ points }, road) =>
    points.slice(1).map((to, i) => ({ road, from: points[i], to })),
  );
  const index = new Flatbush(segments.length);
  for (const { from, to } of segments)
    index.add(Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1]));
  index.finish();
  return ([x, y]) => {
    const east = METRES * Math.cos((y / 1e6) * (Math.PI / 180));
    const [dx, dy] = [RADIUS / east, RADIUS / METRES];
    let [best, nearest] = [RADIUS * RADIUS, null];
    for (const i of index.search(x - dx, y - dy, x + dx, y + dy)) {
      const { from, to, road } = segments[i];
      const [ax, ay] = [(from[0] - x) * east, (from[1] - y) * METRES];
      const [lx, ly] = [(to[0] - from[0]) * east, (to[1] - from[1]) * METRES];
      const length = lx * lx + ly * ly;
      const along = length > 0 ? Math.min(1, Math.max(0, -(ax * lx + ay * ly) / length)) : 0;
      const [px, py] = [ax + along * lx, ay + along * ly];
      const square = px * px + py * py;
      if (square < best) [best, nearest] = [square, road];
    }
    return nearest;
  };
}

const share = (n, test) => Array.from({ length: n }, (_, i) => test(i)).filter(Boolean).length / n;

/** Prepares all sides; returns the shares of points with equal results. */
export function prepare(published, squares, roads, points, instants, few) {
  if (!globalThis.crossOriginIsolated) throw new Error("the page's clock has a coarse resolution");
  const lookups = globalThis.harnessLookups(published, squares);
  const prepared = new Map();
  const hours = roads.map(({ expression }) => {
    if (expression !== null && !prepared.has(expression)) prepared.set(expression, openingHours(expression));
    return prepared.get(expression) ?? null;
  });
  const [xs, ys] = [0, 1].map((axis) => Int32Array.from(points, (point) => point[axis]));
  const seconds = Float64Array.from(instants);
  const find = { turf: byTurf(roads), flatbush: byFlatbush(roads) };
  const peer = (nearest) => (count) => {
    const found = [];
    for (let i = 0; i < count; i += 1) answer(found, nearest(points[i]), hours, seconds[i]);
    return found;
  };
  const sides = {
    ours: (count) => lookups.states(xs.subarray(0, count), ys.subarray(0, count), "goods", seconds.subarray(0, count)),
    turf: peer(find.turf),
    flatbush: peer(find.flatbush),
  };
  globalThis.roads = {
    time(side, count) {
      const start = performance.now();
      sides[side](count);
      return ((performance.now() - start) * 1000) / count;
    },
  };
  const road = (side, i) => {
    const nearest = find[side](points[i]);
    return nearest === null ? undefined : roads[nearest];
  };
  // Where two roads meet they are equally near, and either is right.
  const same = (side) => (i) => {
    const [ours, peers] = [lookups.place(xs[i], ys[i]), road(side, i)];
    return ours === peers?.id || meets(roads.find(({ id }) => id === ours), peers);
  };
  const alone = (side) => (i) => lookups.place(xs[i], ys[i]) === road(side, i)?.id;
  const [ours, theirs] = [sides.ours(points.length), sides.flatbush(points.length)];
  const at = (states, i) => `${states[2 * i]} ${states[2 * i + 1]}`;
  return {
    "road, turf": share(few, same("turf")),
    "road, flatbush": share(points.length, same("flatbush")),
    "the very same road, flatbush": share(points.length, alone("flatbush")),
    "verdict and until on the same road": share(points.length, (i) =>
      !alone("flatbush")(i) || at(ours, i) === at(theirs, i)),
  };
}

/** Whether two roads share a point. */
const meets = (a, b) =>
  Boolean(a && b) && a.points.some(([x, y]) => b.points.some(([u, v]) => x === u && y === v));
