// Loads the chunks of the program; tools/split.mjs appends a line for each. A chunk that failed to
// load is forgotten, so that it is fetched again when needed. tools/release.mjs defines BUILD, the
// hash in the files' names.
import { initSync } from "./program.js";

const chunks = new Map();

function chunk(name) {
  let loading = chunks.get(name);
  if (!loading) {
    const program = initSync();
    const file = fetch(new URL(`./${name}-${BUILD}.wasm`, import.meta.url));
    loading = WebAssembly.instantiateStreaming(file, { program, __wasm_split: program });
    loading.catch(() => chunks.delete(name));
    chunks.set(name, loading);
  }
  return loading;
}

/** Loads chunks, then calls a function of the program, by its table index, with the outcome. */
async function load(names, callback, data) {
  const loaded = await Promise.all(names.map(chunk)).then(() => true, () => false);
  initSync().__indirect_function_table.get(callback)(data, loaded);
}

