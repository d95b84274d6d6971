// Splits the portal's program into the main module and the chunks loaded on demand, as declared in
// src/chunks/split.rs, and runs wasm-bindgen on the main module:
//   node tools/split.mjs PROGRAM.wasm FOLDER
// writes program.js, which imports __wasm_split.js, program_bg.wasm, and a .wasm for each chunk.
// The program must be linked with --emit-relocs.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const [program, folder] = process.argv.slice(2);
const at = (name) => join(folder, name);
const named = (pattern) => readdirSync(folder).filter((name) => pattern.test(name)).sort();

// The features that rustc enables; merged modules lose the section that lists them.
const FEATURES = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue"]
  .concat(["mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"])
  .map((feature) => `--enable-${feature}`);

/** Runs a program; its error output is shown only if it fails. */
function run(name, ...args) {
  const done = spawnSync(name, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status === 0) return done.stdout;
  console.error(`${name} ${args.join(" ")}\n${done.error?.message ?? done.stderr}`);
  process.exit(1);
}

// The linker puts the stack first, so nothing lies in the lowest kilobyte of memory.
const SHRINK = ["-Oz", "--converge", "--low-memory-unused"]
  .concat(["--strip-debug", "--strip-producers", "--strip-target-features"]);

function shrink(file) {
  run("wasm-opt", ...SHRINK, ...FEATURES, file, "-o", file);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
run("wasm-split-cli", program, folder, "--target", "web", "--out-name", "program");
const first = ["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", "program"];
run("wasm-bindgen", ...first, "--out-dir", folder, at("program.wasm"));
rmSync(at("program.wasm"));
// wasm-bindgen ends the names of imports with hashes, which do not compress. Numbers do; of the same
// length, they leave the layout of the module as it is.
const hashes = new Map();
const number = (hash) => hashes.get(hash) ?? hashes.set(hash, hashes.size).get(hash);
for (const name of ["program_bg.wasm", "program.js"]) {
  const numbered = readFileSync(at(name), "latin1").replace(
    /(?<=__wbg_\w+_)[0-9a-f]{16}\b/g,
    (hash) => String(number(hash)).padStart(hash.length, "0"),
  );
  writeFileSync(at(name), numbered, "latin1");
}
shrink(at("program_bg.wasm"));

// The splitter writes a file for every set of chunks that share code, which is too many requests on
// a weak network: they are merged by the journeys that use them. One file has what both journeys use;
// each has one for itself, and one for what it shares with chunks of neither. A page then waits for
// little that its journey does not use.
const JOURNEYS = { vending: ["lookup", "map", "slips"], duties: ["chains", "history", "lists", "notices"] };
const chunks = named(/^split_\w+\.wasm$/).map((file) => file.slice("split_".length, -".wasm".length));
const splitter = readFileSync(at("__wasm_split.js"), "utf8");
/** The files that each chunk needs, by the splitter's own loader. */
const needs = new Map(
  chunks.map((chunk) => {
    const [, list] = splitter.match(new RegExp(`__wasm_split_load_${chunk} =[^]*?\\n, \\[(.*)\\]\\)`)) ?? [];
    if (list === undefined) throw new Error(`the splitter's loader does not say what ${chunk} needs`);
    return [chunk, list.split(", ").filter(Boolean).map((name) => `${name.replace("__", "")}.wasm`)];
  }),
);
/** The file that what these chunks share goes into. */
function groupOf(users) {
  const journeys = Object.keys(JOURNEYS).filter((journey) => users.some((user) => JOURNEYS[journey].includes(user)));
  if (journeys.length > 1) return "shared";
  // What neither journey uses goes along with the less urgent one.
  const [journey = "duties"] = journeys;
  return users.every((user) => JOURNEYS[journey].includes(user)) ? journey : `shared_${journey}`;
}
const groups = new Map();
for (const file of named(/^chunk_\d+\.wasm$/)) {
  const users = chunks.filter((chunk) => needs.get(chunk).includes(file));
  const group = groupOf(users);
  groups.set(group, [...(groups.get(group) ?? []), file]);
}

/**
 * Merges files into one. Each imports the program's memory, tables and globals; a module that
 * re-exports these turns the imports into a single set.
 */
function merge(files, out) {
  const reexports = new Map();
  for (const file of files) {
    const text = run("wasm-dis", "--all-features", at(file));
    const imports = /\(import "__wasm_split" "(\w+)" \((memory|table|global) \S+ (.+)\)\)\n/g;
    for (const [, name, kind, type] of text.matchAll(imports)) {
      reexports.set(name, `(import "program" "${name}" (${kind} $${name} ${type}))
      (export "${name}" (${kind} $${name}))`);
    }
  }
  const lines = [...reexports.values()];
  const order = (part) => lines.flatMap((line) => line.split("\n").filter((l) => l.includes(part)));
  writeFileSync(at("reexports.wat"), `(module ${[...order("(import"), ...order("(export")].join("\n")})`);
  const parts = files.flatMap((file) => [at(file), basename(file, ".wasm")]);
  run("wasm-merge", ...FEATURES, at("reexports.wat"), "__wasm_split", ...parts, "-o", at(out));
  rmSync(at("reexports.wat"));
  shrink(at(out));
}
for (const [name, files] of groups) merge(files, `${name}.wasm`);
const filesOf = (chunk) => [
  ...[...groups].filter(([, files]) => files.some((file) => needs.get(chunk).includes(file))).map(([name]) => name),
  chunk,
];
for (const file of [...groups.values()].flat()) rmSync(at(file));
for (const chunk of chunks) {
  shrink(at(`split_${chunk}.wasm`));
  renameSync(at(`split_${chunk}.wasm`), at(`${chunk}.wasm`));
}
// Replaces the splitter's own loader, which knows only the files that were merged.
const loader = readFileSync(new URL("chunks.js", import.meta.url), "utf8");
const loadFunction = (chunk) =>
  `export const __wasm_split_load_${chunk} = (callback, data) => load(${JSON.stringify(filesOf(chunk))}, callback, data);`;
writeFileSync(at("__wasm_split.js"), `${loader}${chunks.map(loadFunction).join("\n")}\n`);
// For public/boot.js, which fetches a page's files along with the program.
writeFileSync(at("files.json"), JSON.stringify(Object.fromEntries(chunks.map((chunk) => [chunk, filesOf(chunk)]))));
console.log(`split into the program and ${[...groups.keys(), ...chunks].join(", ")}`);
