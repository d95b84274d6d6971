// Makes a built portal ready to be sent: minifies its scripts, then puts a Brotli twin beside every
// file, as `mingdan serve` and other servers send it. The index page comes last: its twin says that
// all are done.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { transformSync } from "esbuild";

const [folder] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith(".br"))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort((a, b) => Number(a.endsWith("index.html")) - Number(b.endsWith("index.html")));
for (const file of files.filter((name) => name.endsWith(".js"))) {
  const options = { minify: true, format: "esm", target: "es2022", legalComments: "inline" };
  writeFileSync(file, transformSync(readFileSync(file, "utf8"), options).code);
}
for (const file of files) {
  const bytes = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
}
console.log(`${files.length} files of ${folder} made ready`);
