// Makes a built portal ready to be sent: minifies its scripts, writes the worker that keeps it, then
// puts a Brotli twin beside every file, as `mingdan serve` and other servers send it. The index page
// comes last: its twin says that all are done.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { transformSync } from "esbuild";
import { worker } from "./worker.mjs";

const [folder] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith(".br"))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort((a, b) => Number(a.endsWith("index.html")) - Number(b.endsWith("index.html")));
for (const file of files.filter((name) => name.endsWith(".js"))) {
  // Only a portal made ready has a worker: a developer always sees what was built last.
  const define = { SHIPPED: "true" };
  const options = { minify: true, format: "esm", target: "es2022", legalComments: "none", define };
  if (!file.endsWith("sw.js")) {
    writeFileSync(file, transformSync(readFileSync(file, "utf8"), options).code);
  }
}
writeFileSync(join(folder, "sw.js"), worker(folder));
for (const file of files) {
  const bytes = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
}
console.log(`${files.length} files of ${folder} made ready`);
