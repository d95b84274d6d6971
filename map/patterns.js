// The fill patterns of zones, one per state; their colours are in the style sheet.
const NAMESPACE = "http://www.w3.org/2000/svg";

/** By state: the side of the pattern's tile in pixels, its ground and its figure. */
const FILLS = {
  yes: [12, "M0 0h12v12H0z", ""],
  if: [8, "M0 0h8v8H0z", "M-1 7L7 -1L8 0L0 8zM7 9L9 7L8 6L6 8z"],
  no: [10, "M0 0h10v10H0z", "M-1 1L1 -1L11 9L9 11zM-1 11L1 9L1 11zM9 -1L11 -1L11 1z"],
  none: [9, "", "M3.5 3.5h2v2h-2z"],
  strict: [8, "", "M0 0h1.6v8H0zM0 0h8v1.6H0z"],
  controlled: [10, "", "M0 0h10v1.6H0z"],
  guided: [12, "", "M-2 6L6 -2L8 -2L-2 8zM-2 18L18 -2L20 -2L-2 20z"],
  open: [12, "", "M5 5h2v2H5z"],
  ungraded: [14, "", ""],
};

const make = (name, attributes) => {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

/** The patterns as `<defs>` for the map's SVG. */
export function patterns() {
  const defs = make("defs", {});
  for (const [state, [side, ground, figure]] of Object.entries(FILLS)) {
    const pattern = make("pattern", {
      id: `map-fill-${state}`, width: side, height: side, patternUnits: "userSpaceOnUse",
    });
    for (const [part, d] of [["ground", ground], ["figure", figure]]) {
      const path = make("path", { d, class: `map-${part}` });
      path.dataset.state = state;
      pattern.append(path);
    }
    defs.append(pattern);
  }
  return defs;
}
