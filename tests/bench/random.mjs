/** Pseudorandom integers below n, the same in every run (mulberry32). */
export function random(seed) {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

const START = Date.parse("2026-01-01T00:00:00+08:00") / 1000;

/** This many instants of 2026, in seconds since the epoch. */
export const instants = (count, draw) => Array.from({ length: count }, () => START + draw(365 * 86_400));
