// Runs in the page: both sides over the same names and queries.
import MiniSearch from "/minisearch.js";

/** Bigrams of Chinese characters (a single character if it is alone), and words. */
function bigrams(text) {
  const terms = [];
  for (const [run] of text.matchAll(/\p{Script=Han}+|[^\p{Script=Han}\p{Z}\p{P}]+/gu)) {
    if (/\p{Script=Han}/u.test(run) && run.length > 1) {
      for (let i = 0; i + 1 < run.length; i += 1) terms.push(run.slice(i, i + 2));
    } else terms.push(run);
  }
  return terms;
}

/** MiniSearch, set up as its documentation recommends for search as you type. */
function peer(places) {
  const search = new MiniSearch({
    fields: ["zh", "pinyin", "initials", "aliases", "en"],
    tokenize: bigrams,
    searchOptions: PEER_OPTIONS,
  });
  search.addAll(
    places.map(({ name, pinyin, aliases }, id) => ({
      id,
      zh: name.zh,
      en: name.en,
      // Syllables for those who type spaces, and one word for those who do not.
      pinyin: `${pinyin} ${pinyin.replaceAll(" ", "")}`,
      initials: pinyin.split(" ").map((syllable) => syllable[0]).join(""),
      aliases: aliases.join(" "),
    })),
  );
  return (query, limit) => search.search(query).slice(0, limit).map((found) => found.id);
}

// Its documentation's options for suggestions: all terms must match, the last as a prefix. A fifth
// of a term's letters may be wrong, but at most one, as in ours. Without `combineWith` it finds
// more Chinese names with a typo, but takes longer.
const PEER_OPTIONS = {
  combineWith: "AND",
  prefix: (_term, i, terms) => i === terms.length - 1,
  fuzzy: 0.2,
  maxFuzzy: 1,
};

function timed(work) {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

/** Builds both indexes; returns how many milliseconds each took. */
export function prepare(places, shown) {
  if (!globalThis.crossOriginIsolated) throw new Error("the page's clock has a coarse resolution");
  const published = JSON.stringify({ places });
  const [ours, oursMs] = timed(() => globalThis.harnessNames(published));
  const [peers, peerMs] = timed(() => peer(JSON.parse(published).places));
  const sides = { ours, peer: peers };
  globalThis.streets = {
    all: (side, queries) => queries.map((text) => [...sides[side](text, shown)]),
    p95(side, queries) {
      const search = sides[side];
      const times = queries.map((text) => timed(() => search(text, shown))[1]);
      times.sort((a, b) => a - b);
      return times[Math.ceil(times.length * 0.95) - 1];
    },
  };
  return { ours: oursMs, peer: peerMs };
}
