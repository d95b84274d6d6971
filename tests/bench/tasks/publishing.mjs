// Checking and publishing a city of 27,200 duty items and 10,000 requirements, compared with the same
// program on a tenth of it: time and peak memory should grow no faster than the city does.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { built } from "../../browser/harness.mjs";
import { summary } from "../bench.mjs";

const { program } = built;
const ROUNDS = 3;
/** How much larger the one city is than the other. */
const TIMES = 10;
const SMALL = { units: 8, items: 340, requirements: 1_000, streets: 40 };
const LARGE = { units: 80, items: 340, requirements: 10_000, streets: 400 };
/** The most that a run may take, in MB (of a million bytes). */
const MAX_MEMORY = 300;
/** What the larger city may take, as a share of ten times what the smaller one takes. */
const GOAL = 0.8;
const DAY = "2026-06-01";

/** Makes a city up, and returns its folder. */
function city(folder, name, size) {
  const made = join(folder, name);
  const options = Object.entries(size).flatMap(([option, value]) => [`--${option}`, String(value)]);
  execFileSync(program, ["sample", made, "--seed", "1", ...options]);
  return made;
}

/** Runs the program to its end: how long it took in ms, and the most memory it held in MB. */
async function run(options) {
  const start = performance.now();
  const child = spawn(program, options, { stdio: ["ignore", "ignore", "inherit"] });
  let took;
  const ended = new Promise((resolve) =>
    child.once("exit", (code) => {
      took = performance.now() - start;
      resolve(code);
    }),
  );
  let peak = 0;
  while (took === undefined) {
    // The kernel keeps the highest value so far, so that nothing between two looks is missed.
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      const kilobytes = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
      peak = Math.max(peak, (kilobytes * 1024) / 1e6);
    } catch {
      // It has just ended.
    }
    await Promise.race([ended, pause(10)]);
  }
  assert.equal(await ended, 0, options.join(" "));
  return { time: took, memory: peak };
}

/** Checks and publishes both cities: what was measured, and the trees of the last run. */
export async function publishing(folder) {
  const cities = { small: city(folder, "small", SMALL), large: city(folder, "large", LARGE) };
  const trees = { small: join(folder, "small-tree"), large: join(folder, "large-tree") };
  const commands = {
    check: (size) => ["check", cities[size], "--today", DAY, "--json"],
    build: (size) => {
      rmSync(trees[size], { recursive: true, force: true });
      return ["build", cities[size], "--out", trees[size], "--at", `${DAY}T08:00:00+08:00`, "--json"];
    },
  };
  const results = [];
  for (const [name, options] of Object.entries(commands)) {
    const values = { small: [], large: [] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const size of round % 2 === 0 ? ["small", "large"] : ["large", "small"]) {
        const value = await run(options(size));
        // The first round warms the machine up.
        if (round > 0) values[size].push(value);
      }
    }
    for (const [what, unit] of [
      ["time", "ms"],
      ["memory", "MB"],
    ]) {
      const [ours, tenth] = ["large", "small"].map((size) => summary(values[size].map((one) => one[what])));
      const ratio = (tenth.median * TIMES) / ours.median;
      const under = what === "memory" ? MAX_MEMORY : undefined;
      results.push({
        case: `${name} 80 × 340 × 10,000, ${what === "memory" ? "peak memory" : "time"}`,
        ours: ours.median,
        ours_iqr: ours.iqr,
        peer: tenth.median,
        peer_iqr: tenth.iqr,
        // Ten times what the tenth takes, by what the whole takes: 1 is in proportion.
        peer_name: "itself, a tenth: ten times that",
        unit,
        rounds: ROUNDS,
        ratio,
        goal: GOAL,
        under,
        met: ratio >= GOAL && !(ours.median >= under),
      });
    }
  }
  return { results, trees };
}
