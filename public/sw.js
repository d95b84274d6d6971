// Keeps the program, and the data once read, so that both are there without a network. It holds the
// files of one program (`PROGRAM`: path to hash) and data that is named by its hash. The manifest,
// the intake and all else it leaves alone. `PROGRAM`, `BUILD` and `ROUTES`, the addresses of the
// portal as crates/routes writes them, are put here by tools/worker.mjs.
const SHELL = `program-${BUILD}`;
// What the portal names as needed for its snapshot; what was read besides, the oldest dropped first.
const KEPT = "kept";
const READ = "read";
const MAX_READ = 400;

const HASHED = new RegExp(`^${ROUTES.hashed}(\\w+)\\.json$`);
const hashOf = (path) => HASHED.exec(path)?.[1];

/** True where the portal has a page. */
function isPage(path) {
  const segments = path.split("/").filter(Boolean);
  if (ROUTES.prefixes.includes(segments[0])) segments.shift();
  const fits = (pattern) =>
    pattern.length === segments.length &&
    pattern.every((segment, i) => segment === "*" || segment === segments[i]);
  return ROUTES.pages.some(fits);
}

async function whole(response, hash) {
  const bytes = await response.clone().arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("").startsWith(hash);
}

async function copy(path, hash, names) {
  for (const name of names) {
    const cache = await caches.open(name);
    const response = await cache.match(path);
    if (response && (await whole(response, hash))) return response;
    if (response) await cache.delete(path);
  }
}

async function download(path, hash) {
  const response = await fetch(path);
  if (!response.ok || (await whole(response, hash))) return response;
  // The damage may be in what the browser itself has kept.
  return fetch(path, { cache: "reload" });
}

async function trim(name, most) {
  const cache = await caches.open(name);
  const paths = await cache.keys();
  for (const path of paths.slice(0, Math.max(0, paths.length - most))) await cache.delete(path);
}

async function file(path, hash, names) {
  const kept = await copy(path, hash, names);
  if (kept) return kept;
  const response = await download(path, hash);
  if (response.ok && (await whole(response, hash))) {
    const into = names.at(-1);
    const answer = response.clone();
    try {
      await (await caches.open(into)).put(path, response);
      if (into === READ) await trim(READ, MAX_READ);
    } catch {
      // No room left on this phone: the answer is given all the same.
      await trim(READ, MAX_READ / 2);
    }
    return answer;
  }
  return response;
}

const data = (path) => file(path, hashOf(path), [KEPT, READ]);

async function install() {
  const files = await Promise.all(
    Object.entries(PROGRAM).map(async ([path, hash]) => {
      const response = await download(path, hash);
      // Half a publication is no program; and a redirected page may not answer a navigation.
      if (!response.ok || response.redirected || !(await whole(response, hash))) throw Error(path);
      return [path, response];
    }),
  );
  try {
    const cache = await caches.open(SHELL);
    await Promise.all(files.map(([path, response]) => cache.put(path, response)));
  } catch (error) {
    await caches.delete(SHELL);
    throw error;
  }
}

async function activate() {
  const others = (await caches.keys()).filter((n) => n.startsWith("program-") && n !== SHELL);
  // Another window may still run the one before.
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await clients.claim();
}

async function keep(paths) {
  const wanted = new Set(paths.filter(hashOf));
  const cache = await caches.open(KEPT);
  for (const path of wanted) {
    if (await cache.match(path)) continue;
    const response = await data(path);
    if (!response.ok || !(await whole(response, hashOf(path)))) throw Error(path);
    await cache.put(path, response);
  }
  for (const { url } of await cache.keys()) {
    if (!wanted.has(new URL(url).pathname)) await cache.delete(url);
  }
}

// One after the other: the list that came last is the one that holds.
let turn = Promise.resolve();
function inTurn(work) {
  turn = turn.then(work, work);
  return turn.then(
    () => new Response(null, { status: 204 }),
    // Not all of it yet, which is no error of this page.
    () => new Response(null, { status: 202 }),
  );
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  if (event.data === "now") skipWaiting();
});
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin) return;
  if (method === "PUT" && pathname === ROUTES.kept) {
    event.respondWith(event.request.text().then((list) => inTurn(() => keep(list.split("\n")))));
  }
  if (method !== "GET") return;
  if (hashOf(pathname)) event.respondWith(data(pathname));
  else if (mode === "navigate") {
    // Every page of the portal is the same file; what the portal has no page for is not answered
    // here, for all that the worker knows of it.
    if (isPage(pathname)) event.respondWith(file("/", PROGRAM["/"], [SHELL]));
  } else if (PROGRAM[pathname]) event.respondWith(file(pathname, PROGRAM[pathname], [SHELL]));
  // A part of the program before this one, for a window that still runs it.
  else if (/\.(css|js|wasm)$/.test(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(event.request)));
  }
});
