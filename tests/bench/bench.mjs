// The benchmark runner: measures both sides alternately in one run, so that whatever slows down the
// machine slows both; prints medians and spread, and writes them to target/bench/.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Cargo's target folder. */
export const target = process.env.MINGDAN_TARGET ?? fileURLToPath(new URL("../../target", import.meta.url));

const ROUNDS = 9;

/** The quantile of values at a share. */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

/** The median of values, and how far they spread. */
export const summary = (values) => ({
  median: quantile(values, 0.5),
  iqr: quantile(values, 0.75) - quantile(values, 0.25),
});

/**
 * Measures cases of `{case, ours, peer, peer_name, unit, goal, under?, rounds?, more_is_better?}`.
 * `ours` and `peer` return a measured number or a promise of one, and are called in turn; the first
 * call of each is a warm-up and not counted. `ratio` is peer ÷ ours if less is better, else
 * ours ÷ peer, so that bigger is always better. `goal` is the least ratio required, or null;
 * `under`, if given, is a bound on our own figure.
 */
export async function bench(name, cases, usual = ROUNDS) {
  report(name, await measured(cases, usual));
}

/** What such cases came to. */
export async function measured(cases, usual = ROUNDS) {
  const results = [];
  for (const one of cases) {
    const values = { ours: [], peer: [] };
    const rounds = one.rounds ?? usual;
    await one.ours();
    await one.peer();
    for (let round = 0; round < rounds; round += 1) {
      // The sides also take turns in going first.
      const order = round % 2 === 0 ? ["ours", "peer"] : ["peer", "ours"];
      for (const side of order) values[side].push(await one[side]());
    }
    const [ours, peer] = [summary(values.ours), summary(values.peer)];
    const ratio = one.more_is_better ? ours.median / peer.median : peer.median / ours.median;
    results.push({
      case: one.case,
      ours: ours.median,
      ours_iqr: ours.iqr,
      peer: peer.median,
      peer_iqr: peer.iqr,
      peer_name: one.peer_name,
      unit: one.unit,
      rounds,
      ratio,
      goal: one.goal,
      under: one.under,
      met: one.goal === null ? null : ratio >= one.goal && !(ours.median >= one.under),
    });
  }
  return results;
}

/** Prints results, and writes them to target/bench/. */
export function report(name, results) {
  print(results);
  const folder = join(target, "bench");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nwritten to ${file}`);
  if (results.some((result) => result.met === false)) process.exitCode = 1;
}

function print(results) {
  const number = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  // What is counted, not measured, does not spread.
  const spread = (value, iqr) => (iqr === undefined ? String(value) : `${number(value)} (${number(iqr)})`);
  const rows = [["case", "ours (IQR)", "peer (IQR)", "unit", "ratio", "goal", ""]];
  for (const r of results) {
    rows.push([
      r.case,
      spread(r.ours, r.ours_iqr),
      `${spread(r.peer, r.peer_iqr)} ${r.peer_name}`,
      r.unit,
      r.ratio === null ? "" : `${number(r.ratio)}×`,
      r.goal === null ? "none" : `≥ ${r.goal}×${r.under === undefined ? "" : `, < ${r.under}`}`,
      r.met === null ? "" : r.met ? "met" : "MISSED",
    ]);
  }
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  for (const row of rows) console.log(row.map((cell, i) => cell.padEnd(widths[i])).join("  ").trimEnd());
}
