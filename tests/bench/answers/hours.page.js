// Runs in the page: both sides over the same streets and instants.
import OpeningHours from "/opening_hours.js";

/** China, for its holidays; the exact position does not matter. */
const WHERE = { lat: 36.62, lon: 101.78, address: { country_code: "cn", state: "青海省" } };

/** The package's parsed expression. */
export const openingHours = (expression) => new OpeningHours(expression, WHERE, { locale: "en" });

/** Appends the state at a second since the epoch: 1 if permitted, and until when, or -1. */
export function push(into, hours, second) {
  const at = new Date(second * 1000);
  into.push(hours.getState(at) ? 1 : 0);
  const next = hours.getNextChange(at);
  into.push(next ? next.getTime() / 1000 : -1);
}

/** Prepares both sides; returns how many answers are equal, and the total. */
export function prepare(published, cases, instants) {
  if (!globalThis.crossOriginIsolated) throw new Error("the page's clock has a coarse resolution");
  const states = globalThis.harnessStates(published);
  const prepared = cases.map(({ expression }) => openingHours(expression));
  const seconds = Float64Array.from(instants);
  const sides = {
    ours: (i) => states(cases[i].place, cases[i].goods, seconds),
    peer(i) {
      const found = [];
      for (const second of seconds) push(found, prepared[i], second);
      return found;
    },
  };
  const total = cases.length * seconds.length;
  globalThis.hours = {
    time(side) {
      const start = performance.now();
      for (let i = 0; i < cases.length; i += 1) sides[side](i);
      return ((performance.now() - start) * 1000) / total;
    },
  };
  let alike = 0;
  for (let i = 0; i < cases.length; i += 1) {
    const [ours, peer] = [sides.ours(i), sides.peer(i)];
    for (let n = 0; n < ours.length; n += 2)
      if (ours[n] === peer[n] && ours[n + 1] === peer[n + 1]) alike += 1;
  }
  return [alike, total];
}
