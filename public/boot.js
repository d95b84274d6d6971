// Starts the program named on this script's own tag, and says what to do where it cannot start or
// has ended.
const script = document.querySelector("script[data-wasm]");
const byId = (id) => document.getElementById(id);

// What could not open is said where it was to open.
function fail(why) {
  say(why);
  byId("boot")?.replaceWith(byId("broken"));
}

function say(why) {
  byId("broken-why").textContent = why;
  byId("broken").hidden = false;
}

// A program that has ended answers nothing any more: what is shown stays, with the way out below it.
function ended(reason) {
  if (!(reason instanceof WebAssembly.RuntimeError)) return;
  say(String(reason));
  byId("broken").scrollIntoView();
}

try {
  const size = localStorage.getItem("mingdan.size");
  if (size) document.documentElement.dataset.size = size;
} catch {
  // Storage may be switched off: the page is then shown in the usual size.
}

addEventListener("error", (event) => ended(event.error));
addEventListener("unhandledrejection", (event) => ended(event.reason));
byId("again").addEventListener("click", async () => {
  try {
    // The program kept may be the one at fault: a newer one that waits takes over first.
    const { waiting } = await navigator.serviceWorker.getRegistration();
    if (waiting) {
      const taken = new Promise((done) => (navigator.serviceWorker.oncontrollerchange = done));
      waiting.postMessage("now");
      await taken;
    }
  } catch {
    // There is no worker.
  }
  location.reload();
});
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
    if (typeof SHIPPED !== "undefined") import("./offline.js").catch(() => {});
  } catch (error) {
    fail(String(error));
  }
}
clearTimeout(slow);
