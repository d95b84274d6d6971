// Fetches chunks of the program; tools/cut.mjs adds a line for each. A chunk that could not be had
// is forgotten, so that it is fetched anew when it is wanted again. BUILD is what tools/ship.mjs
// names the files by.
import { initSync } from "./program.js";

const chunks = new Map();

function chunk(name) {
  let wanted = chunks.get(name);
  if (!wanted) {
    const program = initSync();
    const file = fetch(new URL(`./${name}-${BUILD}.wasm`, import.meta.url));
    wanted = WebAssembly.instantiateStreaming(file, { program, __wasm_split: program });
    wanted.catch(() => chunks.delete(name));
    chunks.set(name, wanted);
  }
  return wanted;
}

/** Tells the program, by the place of a function in its table, whether the chunks are there. */
async function arrive(names, call, data) {
  const came = await Promise.all(names.map(chunk)).then(() => true, () => false);
  initSync().__indirect_function_table.get(call)(data, came);
}

