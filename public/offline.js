// Has the worker keep the portal for a time without a network, and asks before a newer program
// replaces the one that runs. Without workers, or where one is refused, nothing is missed but that.
const HOUR = 3_600_000;
// A worker that still has work for this page is not replaced before the page is left.
const PATIENCE = 2000;
const ASKED = "mingdan.newer";
const worker = navigator.serviceWorker;
const byId = (id) => document.getElementById(id);

const ask = (yes) => (byId("newer").hidden = !yes);

function whenInstalled(installing) {
  installing?.addEventListener("statechange", () => {
    if (installing.state === "installed" && worker.controller) ask(true);
  });
}

async function start() {
  let controlled = Boolean(worker.controller);
  let asked = Boolean(sessionStorage.getItem(ASKED));
  sessionStorage.removeItem(ASKED);
  const registration = await worker.register("/sw.js", { updateViaCache: "none" });
  if (registration.waiting && asked) registration.waiting.postMessage("now");
  else if (registration.waiting && controlled) ask(true);
  whenInstalled(registration.installing);
  registration.addEventListener("updatefound", () => whenInstalled(registration.installing));
  byId("newer-now").addEventListener("click", () => {
    asked = true;
    // It may have taken over already, in another window.
    if (!registration.waiting) return location.reload();
    registration.waiting.postMessage("now");
    setTimeout(() => {
      sessionStorage.setItem(ASKED, "yes");
      location.reload();
    }, PATIENCE);
  });
  byId("newer-later").addEventListener("click", () => ask(false));
  worker.addEventListener("controllerchange", () => {
    if (asked) location.reload();
    else if (controlled) ask(true);
    else {
      controlled = true;
      // The program has it keep what was read before there was a worker.
      dispatchEvent(new Event("mingdan-worker"));
    }
  });
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" || Date.now() - looked < HOUR) return;
    looked = Date.now();
    registration.update().catch(() => {});
  });
  // What a person asked to keep is not the browser's to clear away.
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-keep]")) navigator.storage?.persist?.();
  });
}

if (worker) start().catch(() => {});
