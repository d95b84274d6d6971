// Bundles the element that draws QR codes into public/qr.js and the one that reads them into
// public/scan.js, each with its library; the portal loads them when they are needed. The bundles are
// checked in, so that `trunk serve` does not need them built; `--check` reports whether they are up to
// date.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const options = { bundle: true, minify: true, format: "esm", target: "es2022", write: false };
for (const [source, name] of [["element.js", "qr.js"], ["scan.js", "scan.js"]]) {
  const entryPoints = [path(source)];
  const [{ text }] = buildSync({ ...options, entryPoints, legalComments: "inline" }).outputFiles;
  const out = path(`../../public/${name}`);
  if (!process.argv.includes("--check")) writeFileSync(out, text);
  else if (readFileSync(out, "utf8") !== text) {
    console.error(`public/${name} is out of date: run \`node tools/qr/bundle.mjs\``);
    process.exitCode = 1;
  }
}
