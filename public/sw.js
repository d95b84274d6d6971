// The service worker: caches the program, and data that was read, for offline use. It caches only
// the files of one program (`PROGRAM`: path to hash) and data that is named by its hash, never the
// manifest, the intake or anything else. tools/worker.mjs inserts `PROGRAM`, `BUILD` and `ROUTES`,
// the addresses of the portal as crates/routes writes them.
const SHELL = `program-${BUILD}`;
// The caches of data: what the portal needs for its snapshot, and what else was read, of which the
// oldest is dropped first.
const KEPT = "kept";
const READ = "read";
const MAX_READ = 400;

const HASHED = new RegExp(`^${ROUTES.hashed}(\\w+)\\.json$`);
const PAGES = new RegExp(ROUTES.pages);
const hashOf = (path) => HASHED.exec(path)?.[1];

/** Whether the portal has a page with this path. */
function isPage(path) {
  const segments = path.split("/").filter(Boolean);
  return PAGES.test(segments.map((segment) => `${segment}/`).join(""));
}

/** Whether the body of a response matches a hash. */
async function matches(response, hash) {
  const bytes = await response.clone().arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("").startsWith(hash);
}

/** An intact copy from one of the caches; damaged ones are deleted. */
async function cached(path, hash, names) {
  for (const name of names) {
    const cache = await caches.open(name);
    const response = await cache.match(path);
    if (response && (await matches(response, hash))) return response;
    if (response) await cache.delete(path);
  }
}

async function download(path, hash) {
  const response = await fetch(path);
  if (!response.ok || (await matches(response, hash))) return response;
  // The damaged copy may be in the browser's HTTP cache.
  return fetch(path, { cache: "reload" });
}

async function trim(most) {
  const cache = await caches.open(READ);
  const paths = await cache.keys();
  for (const path of paths.slice(0, -most)) await cache.delete(path);
}

async function file(path, hash, names) {
  const copy = await cached(path, hash, names);
  if (copy) return copy;
  const response = await download(path, hash);
  if (response.ok && (await matches(response, hash))) {
    const into = names.at(-1);
    const answer = response.clone();
    try {
      await (await caches.open(into)).put(path, response);
      if (into === READ) await trim(MAX_READ);
    } catch {
      // The phone is out of space: the response is returned all the same.
      await trim(MAX_READ / 2);
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
      // A partial release is not a program, and a redirected response may not answer a navigation.
      if (!response.ok || response.redirected || !(await matches(response, hash))) throw Error(path);
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
  // Another window may still run the previous program, whose cache is kept.
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await clients.claim();
}

/** Keeps exactly these files. */
async function keep(paths) {
  const wanted = new Set(paths.filter(hashOf));
  const cache = await caches.open(KEPT);
  for (const path of wanted) {
    if (await cache.match(path)) continue;
    const response = await data(path);
    if (!response.ok || !(await matches(response, hashOf(path)))) throw Error(path);
    await cache.put(path, response);
  }
  for (const { url } of await cache.keys()) {
    if (!wanted.has(new URL(url).pathname)) await cache.delete(url);
  }
}

// Runs one list after another, so that the last one received decides.
let queue = Promise.resolve();
function enqueue(work) {
  queue = queue.then(work, work);
  return queue.then(
    () => new Response(null, { status: 204 }),
    // Some files are missing, which is not an error of the page.
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
  if (method === "PUT" && pathname === ROUTES.cacheList) {
    event.respondWith(event.request.text().then((list) => enqueue(() => keep(list.split("\n")))));
  }
  if (method !== "GET") return;
  if (hashOf(pathname)) event.respondWith(data(pathname));
  else if (mode === "navigate") {
    // Every page of the portal is the same file. Other addresses are left to the server.
    if (isPage(pathname)) event.respondWith(file("/", PROGRAM["/"], [SHELL]));
  } else if (PROGRAM[pathname]) event.respondWith(file(pathname, PROGRAM[pathname], [SHELL]));
  // A chunk of the previous program, for a window that still runs it.
  else if (/\.(css|js|wasm)$/.test(pathname)) {
    event.respondWith(caches.match(pathname).then((copy) => copy ?? fetch(event.request)));
  }
});
