// Starts the program named on this script's tag, and shows what to do if it cannot start or has
// crashed.
const script = document.querySelector("script[data-wasm]");
const byId = (id) => document.getElementById(id);

// Shows what to do in place of the loading message.
function fail(why) {
  show(why);
  byId("boot")?.replaceWith(byId("broken"));
}

// What went wrong in a program's words is for whoever mends it, not for the visitor.
function show(why) {
  console.error(why);
  byId("broken").hidden = false;
}

// A crashed program no longer responds: the page stays, with the error and a way out below it.
function crashed(reason) {
  if (!(reason instanceof WebAssembly.RuntimeError)) return;
  show(reason);
  byId("broken").scrollIntoView();
}

try {
  const size = localStorage.getItem("mingdan.size");
  if (size && size !== "usual") document.documentElement.dataset.size = "big";
  if (size === "huge") document.documentElement.dataset.scale = size;
} catch {
  // Storage may be disabled: the text then has its usual size.
}

// Fetches what the page will ask for along with the program, rather than after it. A release has AHEAD,
// the files of each page by the first segment of its address. A server that sends them as a header is
// quicker; nothing is fetched twice.
function fetchAhead() {
  const [, page] = location.pathname.replace(/^\/en(?=\/)/, "").split("/");
  for (const file of AHEAD[page] ?? []) {
    const href = script.dataset.wasm.replace("mingdan-portal", file);
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "", href }));
  }
}

addEventListener("error", (event) => crashed(event.error));
addEventListener("unhandledrejection", (event) => crashed(event.reason));
byId("again").addEventListener("click", async () => {
  try {
    // The cached program may be the one at fault: a waiting newer one takes over first.
    const { waiting } = await navigator.serviceWorker.getRegistration();
    if (waiting) {
      const activated = new Promise((done) => (navigator.serviceWorker.oncontrollerchange = done));
      waiting.postMessage("now");
      await activated;
    }
  } catch {
    // There is no service worker.
  }
  location.reload();
});
const slow = setTimeout(() => {
  const boot = byId("boot");
  if (boot) boot.dataset.slow = "";
}, 4000);

if (typeof WebAssembly !== "object") {
  for (const old of document.querySelectorAll("#broken .old")) old.hidden = false;
  fail("WebAssembly is not there");
} else {
  try {
    if (typeof RELEASE !== "undefined") fetchAhead();
    const program = await import(script.dataset.js);
    await program.default({ module_or_path: script.dataset.wasm });
    if (typeof RELEASE !== "undefined") import("./offline.js").catch(() => {});
  } catch (error) {
    fail(error);
  }
}
clearTimeout(slow);
