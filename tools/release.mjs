// Assembles the release of the portal from the sources and the program split by split.mjs:
//   node tools/release.mjs SPLIT FOLDER
// One style sheet, one script, the program and its chunks, each with a hash in its name, and two
// compressed copies of every file, which `mingdan serve` and other servers send: Brotli, and gzip for
// browsers that take only that over plain HTTP.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync, transformSync } from "esbuild";
import { map } from "./map.mjs";
import { worker } from "./worker.mjs";

const [split, out] = process.argv.slice(2);
// Built beside the old release, which may be in use.
const folder = `${out}.new`;
const NAME = "mingdan-portal";
const MINIFIED = { minify: true, target: "es2022", legalComments: "none" };
const text = (path) => readFileSync(path, "utf8");
const put = (name, content) => writeFileSync(join(folder, name), content);
const hash = (...contents) =>
  contents.reduce((sum, part) => sum.update(part), createHash("sha256")).digest("hex").slice(0, 16);

/** The files of the chunk that each page is in, by the first segment of the page's address. */
const filesOf = JSON.parse(text(join(split, "files.json")));
const chunks = Object.entries(JSON.parse(text("src/chunks/pages.json")));
const ahead = Object.fromEntries(chunks.map(([page, chunk]) => [page, filesOf[chunk]]));

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
cpSync("public", folder, { recursive: true });
for (const name of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js"))) {
  // Only a release has a service worker, so that developers always see the latest build.
  const define = { RELEASE: "true", AHEAD: JSON.stringify(ahead) };
  const options = { ...MINIFIED, format: "esm", legalComments: "inline", define };
  if (name !== "sw.js") put(name, transformSync(text(join(folder, name)), options).code);
}

// The program works only with the chunks it was split into, so all carry the hash of all parts.
const parts = readdirSync(split).sort().map((name) => ({ name, bytes: readFileSync(join(split, name)) }));
const build = hash(...parts.map(({ bytes }) => bytes));
for (const { name, bytes } of parts.filter(({ name }) => name.endsWith(".wasm"))) {
  put(`${name.replace("program_bg", NAME).replace(".wasm", "")}-${build}.wasm`, bytes);
}
// For servers, which can name these files before the page is read.
const named = Object.entries(ahead).map(([page, files]) => [page, files.map((file) => `/${file}-${build}.wasm`)]);
put("ahead.json", JSON.stringify(Object.fromEntries(named)));
const bundle = buildSync({
  ...MINIFIED,
  bundle: true,
  // wasm-bindgen's glue has a key for a module once per import.
  logOverride: { "duplicate-object-key": "silent" },
  define: { BUILD: JSON.stringify(build) },
  entryPoints: [join(split, "program.js")],
  format: "esm",
  write: false,
});
put(`${NAME}-${build}.js`, bundle.outputFiles[0].contents);

// The page, with what Trunk generates from its `data-trunk` elements.
const page = text("index.html");
const css = [...page.matchAll(/<link data-trunk rel="css" href="(.+)" \/>/g)];
const sheet = css.map(([, path]) => text(path)).join("\n");
const { code } = transformSync(sheet, { ...MINIFIED, loader: "css" });
const style = `${NAME}-${hash(code)}.css`;
put(style, code);
const [js, wasm] = [`/${NAME}-${build}.js`, `/${NAME}-${build}.wasm`];
const head = [
  `<link rel="stylesheet" href="/${style}" />`,
  `<link rel="modulepreload" href="${js}" crossorigin />`,
  `<link rel="preload" href="${wasm}" as="fetch" type="application/wasm" crossorigin />`,
  `<script type="module" src="/boot.js" data-js="${js}" data-wasm="${wasm}"></script>`,
];
const index = page
  .replace(/<link data-trunk rel="inline" [^>]*href="(.+)" \/>/g, (_, path) => text(path))
  .replace(/<link data-trunk [^>]+>/g, "")
  .replace("</head>", `${head.join("")}</head>`)
  .replace(/>\s+</g, "><");
put("index.html", index);

await map(folder, true);
put("sw.js", worker(folder));

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
for (const file of files) {
  const bytes = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
rmSync(out, { recursive: true, force: true });
renameSync(folder, out);
console.log(`${files.length} files written to ${out}`);
