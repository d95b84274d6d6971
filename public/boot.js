// Starts the program named on this script's own tag, and says what to do where it cannot start.
const script = document.querySelector("script[data-wasm]");
const byId = (id) => document.getElementById(id);

function fail(why) {
  byId("app").hidden = true;
  byId("broken-why").textContent = why;
  byId("broken").hidden = false;
}

try {
  const size = localStorage.getItem("mingdan.size");
  if (size) document.documentElement.dataset.size = size;
} catch {
  // Storage may be switched off: the page is then shown in the usual size.
}

byId("again").addEventListener("click", () => location.reload());
const slow = setTimeout(() => {
  const boot = byId("boot");
  if (boot) boot.dataset.slow = "";
}, 4000);

if (typeof WebAssembly !== "object") {
  fail("这个浏览器太旧，不支持 WebAssembly。This browser is too old for WebAssembly.");
} else {
  try {
    const program = await import(script.dataset.js);
    await program.default({ module_or_path: script.dataset.wasm });
  } catch (error) {
    fail(String(error));
  }
}
clearTimeout(slow);
