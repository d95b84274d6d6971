// Runs in the page: our index, FlexSearch and MiniSearch over the same items and queries.
import FlexSearch from "/flexsearch.js";
import MiniSearch from "/minisearch.js";

/** Bigrams of Chinese characters (a single character if it is alone), and words. */
function bigrams(text) {
  const terms = [];
  for (const [run] of text.toLowerCase().matchAll(/\p{Script=Han}+|[^\p{Script=Han}\p{Z}\p{P}]+/gu)) {
    if (/\p{Script=Han}/u.test(run) && run.length > 1) {
      for (let i = 0; i + 1 < run.length; i += 1) terms.push(run.slice(i, i + 2));
    } else terms.push(run);
  }
  return terms;
}

function flexsearch(items) {
  const index = new FlexSearch.Index({ encode: bigrams, tokenize: "forward" });
  items.forEach((text, id) => index.add(id, text));
  return (query, limit) => index.search(query, { limit });
}

function minisearch(items) {
  const search = new MiniSearch({
    fields: ["text"],
    tokenize: bigrams,
    searchOptions: { combineWith: "AND", prefix: true },
  });
  search.addAll(items.map((text, id) => ({ id, text })));
  return (query, limit) => search.search(query).slice(0, limit).map((found) => found.id);
}

/** Prepares one side: "ours" over the files of an index, or a peer over the texts of the items. */
export function prepare(name, side, source) {
  const make = { ours: ({ head, shards }) => globalThis.harnessSearch(head, shards), flexsearch, minisearch };
  const start = performance.now();
  globalThis.sides ??= {};
  globalThis.sides[`${name} ${side}`] = make[side](source);
  return performance.now() - start;
}

const sideOf = (name, side) => globalThis.sides[`${name} ${side}`];

/** What each query finds. */
export const found = (name, side, queries, limit) => queries.map((query) => [...sideOf(name, side)(query, limit)]);

/** The 95th percentile of the times that the queries take, in ms. Each is timed over some repeats. */
export function p95(name, side, queries, limit) {
  if (!globalThis.crossOriginIsolated) throw new Error("the page's clock has a coarse resolution");
  const search = sideOf(name, side);
  const times = queries.map((query) => {
    const start = performance.now();
    for (let i = 0; i < 5; i += 1) search(query, limit);
    return (performance.now() - start) / 5;
  });
  times.sort((a, b) => a - b);
  return times[Math.ceil(times.length * 0.95) - 1];
}
