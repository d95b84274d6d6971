// Bundles the QR code element with its encoder into public/qr.js, which the portal loads when a
// code is shown. The bundle is checked in, so that `trunk serve` does not need it built; `--check`
// reports whether it is up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const options = { bundle: true, minify: true, format: "esm", target: "es2022", write: false };
const entryPoints = [path("element.js")];
const [{ text }] = buildSync({ ...options, entryPoints, legalComments: "inline" }).outputFiles;
const out = path("../../public/qr.js");
if (process.argv.includes("--check")) {
  if (readFileSync(out, "utf8") !== text) {
    console.error("public/qr.js is out of date: run `node tools/qr/bundle.mjs`");
    process.exitCode = 1;
  }
} else {
  writeFileSync(out, text);
}
