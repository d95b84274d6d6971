// A published index, read from a tree's folder.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { named } from "../../browser/publisher.mjs";

const DIGITS = 16;

/** The numbers of a coded list, as `civic::search::numbers` writes them. */
function numbers(text) {
  const all = [];
  let [number, shift] = [0, 0];
  for (const c of text) {
    const digit = c.charCodeAt(0) - 48;
    number += (digit % DIGITS) * 2 ** shift;
    shift += 4;
    if (digit < DIGITS) {
      all.push(number);
      [number, shift] = [0, 0];
    }
  }
  return all;
}

/** The index of the city: its head and shards as texts, and its entries. */
export function index(tree) {
  const text = (path) => readFileSync(join(tree, path), "utf8");
  const read = (path) => JSON.parse(text(path));
  const files = named(read("manifest.json").files["index/"], read);
  const of = (name) => text(files[`index/${name}`].path);
  const head = of("head");
  const { shards, pages } = JSON.parse(head);
  const entries = numbers(pages).flatMap((_, n) => JSON.parse(of(`e${n}`)).entries);
  return { head, shards: Array.from({ length: shards }, (_, n) => of(`t${n}`)), entries };
}

/** All duty items of a tree, each of each unit, and what else can be found, as texts with titles. */
export function items(tree) {
  const read = (path) => JSON.parse(readFileSync(join(tree, path), "utf8"));
  const { files } = read("manifest.json");
  const duties = Object.values(named(files["duties/"], read)).flatMap(({ path }) => read(path).items);
  const { requirements } = read(files.requirements.path);
  const { places } = read(files.places.path);
  const item = ({ zh, en }, more = "") => ({ title: zh, text: `${zh} ${en} ${more}` });
  return {
    duties: duties.map(({ title }) => item(title)),
    others: [...requirements.map(({ title }) => item(title)), ...places.map(({ name, pinyin }) => item(name, pinyin ?? ""))],
  };
}
