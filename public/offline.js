// Registers the service worker that keeps the portal for offline use, and asks before a newer
// program replaces the running one. Everything else works without a worker, too.
const HOUR = 3_600_000;
// A worker that is still busy with this page is not replaced before the page is left.
const TIMEOUT = 2000;
const ASKED = "mingdan.newer";
const worker = navigator.serviceWorker;
const byId = (id) => document.getElementById(id);

const showQuestion = (shown) => (byId("newer").hidden = !shown);

function whenInstalled(installing) {
  installing?.addEventListener("statechange", () => {
    if (installing.state === "installed" && worker.controller) showQuestion(true);
  });
}

async function start() {
  let controlled = Boolean(worker.controller);
  let accepted = Boolean(sessionStorage.getItem(ASKED));
  sessionStorage.removeItem(ASKED);
  const registration = await worker.register("/sw.js", { updateViaCache: "none" });
  if (registration.waiting && accepted) registration.waiting.postMessage("now");
  else if (registration.waiting && controlled) showQuestion(true);
  whenInstalled(registration.installing);
  registration.addEventListener("updatefound", () => whenInstalled(registration.installing));
  byId("newer-now").addEventListener("click", () => {
    accepted = true;
    // Another window may have activated it already.
    if (!registration.waiting) return location.reload();
    registration.waiting.postMessage("now");
    setTimeout(() => {
      sessionStorage.setItem(ASKED, "yes");
      location.reload();
    }, TIMEOUT);
  });
  byId("newer-later").addEventListener("click", () => showQuestion(false));
  worker.addEventListener("controllerchange", () => {
    if (accepted) location.reload();
    else if (controlled) showQuestion(true);
    else {
      controlled = true;
      // The program then lets the worker keep what was read before.
      dispatchEvent(new Event("mingdan-worker"));
    }
  });
  let checked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" || Date.now() - checked < HOUR) return;
    checked = Date.now();
    registration.update().catch(() => {});
  });
  // The browser should not evict what the visitor chose to keep.
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-keep]")) navigator.storage?.persist?.();
  });
}

if (worker) start().catch(() => {});
