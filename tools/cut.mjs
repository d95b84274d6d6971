// Cuts the portal's program into the part of a first visit and the chunks that come later, as
// src/chunks/split.rs says, and makes the part that is started first ready for the browser:
//   node tools/cut.mjs PROGRAM.wasm FOLDER
// leaves program.js, which imports __wasm_split.js, program_bg.wasm, and a .wasm for each chunk.
// The program must have been linked with its relocations.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const [program, folder] = process.argv.slice(2);
const at = (name) => join(folder, name);
const named = (pattern) => readdirSync(folder).filter((name) => pattern.test(name)).sort();

// What rustc lets the program use; modules that are merged lose the list of it.
const FEATURES = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue"]
  .concat(["mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"])
  .map((feature) => `--enable-${feature}`);

/** Runs a program; what it complains of is shown only where it fails. */
function run(name, ...args) {
  const done = spawnSync(name, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status === 0) return done.stdout;
  console.error(`${name} ${args.join(" ")}\n${done.error?.message ?? done.stderr}`);
  process.exit(1);
}

function shrink(file) {
  run("wasm-opt", "-Oz", ...FEATURES, "--strip-debug", "--strip-producers", file, "-o", file);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
run("wasm-split-cli", program, folder, "--target", "web", "--out-name", "program");
const first = ["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", "program"];
run("wasm-bindgen", ...first, "--out-dir", folder, at("program.wasm"));
rmSync(at("program.wasm"));
shrink(at("program_bg.wasm"));

// The splitter makes a file for every set of chunks that share something, which would be more
// requests than a weak network bears: they become one. Each imports the program's memory anew; a
// module that passes on what the program exports makes those imports one.
const shared = named(/^chunk_\d+\.wasm$/).map(at);
const passed = new Map();
for (const file of shared) {
  const text = run("wasm-dis", "--all-features", file);
  const imports = /\(import "__wasm_split" "(\w+)" \((memory|table|global) \S+ (.+)\)\)\n/g;
  for (const [, name, kind, type] of text.matchAll(imports)) {
    passed.set(name, `(import "program" "${name}" (${kind} $${name} ${type}))
      (export "${name}" (${kind} $${name}))`);
  }
}
const lines = [...passed.values()];
const order = (part) => lines.flatMap((line) => line.split("\n").filter((l) => l.includes(part)));
writeFileSync(at("pass.wat"), `(module ${[...order("(import"), ...order("(export")].join("\n")})`);
const parts = shared.flatMap((file) => [file, basename(file, ".wasm")]);
run("wasm-merge", ...FEATURES, at("pass.wat"), "__wasm_split", ...parts, "-o", at("shared.wasm"));
for (const file of [...shared, at("pass.wat")]) rmSync(file);
shrink(at("shared.wasm"));

const chunks = named(/^split_\w+\.wasm$/).map((file) => file.slice("split_".length, -".wasm".length));
for (const chunk of chunks) {
  shrink(at(`split_${chunk}.wasm`));
  renameSync(at(`split_${chunk}.wasm`), at(`${chunk}.wasm`));
}
// The splitter's own loader knows the files it made; this one knows what became of them. It stands
// where the program looks for it.
const loader = readFileSync(new URL("chunks.js", import.meta.url), "utf8");
const load = (chunk) =>
  `export const __wasm_split_load_${chunk} = (call, data) => arrive(["shared", "${chunk}"], call, data);`;
writeFileSync(at("__wasm_split.js"), `${loader}${chunks.map(load).join("\n")}\n`);
console.log(`cut into the program and ${["shared", ...chunks].join(", ")}`);
