// Builds the service worker of a release: public/sw.js with the release's files and their hashes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { transformSync } from "esbuild";

const SOURCE = new URL("../public/sw.js", import.meta.url);
/** All addresses, as written by the crate `routes`. */
const routes = JSON.parse(readFileSync(new URL("../crates/routes/routes.json", import.meta.url), "utf8"));

/** A prefix of the SHA-256, as long as in the names of published files. */
const hash = (bytes) =>
  createHash("sha256").update(bytes).digest("hex").slice(0, routes.tree.hashDigits);

/** `{path: hash}` of the files of a release; the page has the path `/`. */
export function program(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => [relative(folder, file).split(sep).join("/"), readFileSync(file)])
    .map(([name, bytes]) => [name === "index.html" ? "/" : `/${name}`, hash(bytes)])
    .filter(([path]) => !routes.uncached.includes(path))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(paths);
}

/** A regular expression for the paths of all pages, each segment with a slash behind it. */
function pagesPattern() {
  const path = (segments) => segments.map((one) => `${one === "*" ? "[^/]+" : one}/`).join("");
  const any = (paths) => paths.map(path).join("|");
  const prefixes = routes.prefixes.map((prefix) => [prefix]);
  return `^(${any(prefixes)})?(${any(routes.pages.map((page) => page.segments))})$`;
}

/** The code of the service worker for the release in a folder. */
export function worker(folder) {
  const files = JSON.stringify(program(folder));
  const { cacheList, tree } = routes;
  const known = { pages: pagesPattern(), cacheList, hashed: tree.hashed };
  const define = {
    PROGRAM: files,
    BUILD: JSON.stringify(hash(files).slice(0, 16)),
    ROUTES: JSON.stringify(known),
  };
  const options = { minify: true, format: "iife", target: "es2022", legalComments: "none", define };
  return transformSync(readFileSync(SOURCE, "utf8"), options).code;
}
