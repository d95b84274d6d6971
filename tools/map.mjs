// Bundles what draws the map, Leaflet with it, into the portal that Trunk is building: `map.js`
// and `map.css`, which no page but the map asks for, and the licence that Leaflet is under.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const tools = fileURLToPath(new URL(".", import.meta.url));
const packages = join(tools, "node_modules");
if (!existsSync(join(packages, "leaflet")) || !existsSync(join(packages, "esbuild"))) {
  console.log("fetching what the map is built with (npm ci in tools)");
  execFileSync("npm", ["ci", "--loglevel=error"], { cwd: tools, stdio: "inherit" });
}
const { build } = await import("esbuild");

const folder = process.env.TRUNK_STAGING_DIR ?? process.argv[2];
const source = join(tools, "../map");
await build({
  entryPoints: [join(source, "map.js"), join(source, "map.css")],
  outdir: folder,
  bundle: true,
  minify: process.env.TRUNK_PROFILE !== "debug",
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
