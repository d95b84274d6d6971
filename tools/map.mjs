// Bundles the map with Leaflet into `map.js` and `map.css`, which only the map's page loads, and
// adds Leaflet's licence. The release build calls `map`; for `trunk serve`, Trunk runs this file,
// which first installs missing packages.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const tools = fileURLToPath(new URL(".", import.meta.url));
const packages = join(tools, "node_modules");
const source = join(tools, "../map");

/** Writes the map's files into a folder. */
export async function map(folder, minify) {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(source, "map.js"), join(source, "map.css")],
    outdir: folder,
    bundle: true,
    minify,
    // A classic script: browsers do not retry a module that failed to load.
    format: "iife",
    target: ["es2022", "chrome107", "safari16", "firefox115"],
    nodePaths: [packages],
    // Images of Leaflet controls that the map does not use.
    loader: { ".png": "empty" },
    logLevel: "warning",
    legalComments: "none",
  });
  copyFileSync(join(packages, "leaflet/LICENSE"), join(folder, "map.license.txt"));
}

const { TRUNK_STAGING_DIR: staging, TRUNK_PROFILE: profile } = process.env;
if (staging) {
  if (!["leaflet", "esbuild"].every((name) => existsSync(join(packages, name)))) {
    console.log("installing the packages that the map is built with (npm ci in tools)");
    execFileSync("npm", ["ci", "--loglevel=error"], { cwd: tools, stdio: "inherit" });
  }
  await map(staging, profile !== "debug");
}
