// Bundles what draws the map, Leaflet with it, into a portal: `map.js` and `map.css`, which no page
// but the map asks for, and the licence that Leaflet is under. A portal made ready calls `map`; for
// `trunk serve` Trunk runs this file, which first fetches what is missing.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const tools = fileURLToPath(new URL(".", import.meta.url));
const packages = join(tools, "node_modules");
const source = join(tools, "../map");

/** Puts the map's files into a folder. */
export async function map(folder, minify) {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(source, "map.js"), join(source, "map.css")],
    outdir: folder,
    bundle: true,
    minify,
    // A script and no module: a module that could not be had is not asked for again.
    format: "iife",
    target: ["es2022", "chrome107", "safari16", "firefox115"],
    nodePaths: [packages],
    // Pictures of controls that the map does not have.
    loader: { ".png": "empty" },
    logLevel: "warning",
    legalComments: "none",
  });
  copyFileSync(join(packages, "leaflet/LICENSE"), join(folder, "map.license.txt"));
}

const { TRUNK_STAGING_DIR: staging, TRUNK_PROFILE: profile } = process.env;
if (staging) {
  if (!["leaflet", "esbuild"].every((name) => existsSync(join(packages, name)))) {
    console.log("fetching what the map is built with (npm ci in tools)");
    execFileSync("npm", ["ci", "--loglevel=error"], { cwd: tools, stdio: "inherit" });
  }
  await map(staging, profile !== "debug");
}
