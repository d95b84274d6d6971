// Holding what was found against what the file says: how much agrees, and what does not.

/** How many differences are printed. */
const SHOWN = 5;
const CHARACTERS = 500;

/** A row of the report: of so many figures that follow from the file, so many were found, and no others. */
export function agree(what, unit, found, expected) {
  const differences = [];
  let same = 0;
  for (const [key, value] of expected) {
    if (found.get(key) === value) same += 1;
    else differences.push(`${key}: found ${found.get(key) ?? "nothing"}, should be ${value}`);
  }
  for (const key of found.keys())
    if (!expected.has(key)) differences.push(`${key}: found ${found.get(key)}, should be nothing`);
  if (differences.length > 0) {
    console.log(`${what}: ${differences.length} differences`);
    for (const one of differences.slice(0, SHOWN)) console.log(`  ${one.slice(0, CHARACTERS)}`);
  }
  const ratio = same / Math.max(1, expected.size);
  return {
    case: what,
    ours: same,
    peer: expected.size,
    peer_name: "from the file",
    unit,
    ratio,
    goal: 1,
    met: differences.length === 0,
  };
}

/** A row of the report for one figure, which has to be that of the file. */
export function equal(what, unit, found, expected) {
  return {
    case: what,
    ours: found,
    peer: expected,
    peer_name: "from the file",
    unit,
    ratio: found / expected,
    goal: 1,
    met: found === expected,
  };
}

/** A row of the report for a figure that is measured, beside another. */
export function beside(what, unit, ours, peer, peer_name, { goal = null, less = true } = {}) {
  const ratio = less ? peer / ours : ours / peer;
  return {
    case: what,
    ours,
    ours_iqr: 0,
    peer,
    peer_iqr: 0,
    peer_name,
    unit,
    ratio,
    goal,
    met: goal === null ? null : ratio >= goal,
  };
}
