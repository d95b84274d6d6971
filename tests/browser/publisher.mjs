// Fixtures for changes during a visit: a city that publishes again, a portal that is redeployed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { worker } from "../../tools/worker.mjs";
import { becomes, built, root } from "./harness.mjs";

/** The entries of a directory of a tree by logical name, including those of its parts. */
export function named(directory, read) {
  const { files = {}, parts = {} } = read(directory.path);
  return Object.assign({ ...files }, ...Object.values(parts).map((part) => named(part, read)));
}

/** Publishes a second snapshot of the sample city, after `edits` of `[sheet, from, to]`. */
export function second(at, edits) {
  const folder = mkdtempSync(join(tmpdir(), "mingdan-second-"));
  const [city, tree] = [join(folder, "city"), join(folder, "tree")];
  cpSync(join(root, "cities/xining"), city, { recursive: true });
  cpSync(built.tree, tree, { recursive: true });
  for (const [sheet, from, to] of edits) edit(join(city, sheet), from, to);
  const options = ["build", city, "--out", tree, "--at", at];
  execFileSync(built.program, options, { stdio: "ignore" });
  return { tree, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The sample city, published again and again: each time `[at, ...edits]`, and all edits before. */
export function republished(publications) {
  const folder = mkdtempSync(join(tmpdir(), "mingdan-again-"));
  const [city, tree] = [join(folder, "city"), join(folder, "tree")];
  cpSync(join(root, "cities/xining"), city, { recursive: true });
  cpSync(built.tree, tree, { recursive: true });
  for (const [at, ...edits] of publications) {
    for (const [sheet, from, to] of edits) edit(join(city, sheet), from, to);
    execFileSync(built.program, ["build", city, "--out", tree, "--at", at], { stdio: "ignore" });
  }
  return { tree, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function edit(path, from, to) {
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`);
  writeFileSync(path, text.replace(from, to));
}

/** A copy of the tree in which a file is what `edit` makes of it. */
export function edited(name, edit) {
  const tree = mkdtempSync(join(tmpdir(), "mingdan-edited-"));
  cpSync(built.tree, tree, { recursive: true });
  const at = (path) => join(tree, path);
  const manifest = JSON.parse(readFileSync(at("manifest.json"), "utf8"));
  const content = JSON.stringify(edit(JSON.parse(readFileSync(at(manifest.files[name].path), "utf8"))));
  const sha256 = createHash("sha256").update(content).digest("hex");
  manifest.files[name] = { path: `f/${sha256.slice(0, 32)}.json`, sha256, size: Buffer.byteLength(content) };
  writeFileSync(at(manifest.files[name].path), content);
  writeFileSync(at("manifest.json"), JSON.stringify(manifest));
  for (const packed of ["manifest.json.br", "manifest.json.gz"]) rmSync(at(packed), { force: true });
  return { tree, remove: () => rmSync(tree, { recursive: true, force: true }) };
}

/** A copy of the first snapshot's tree, into which the second can be published. */
export function office(next) {
  const tree = mkdtempSync(join(tmpdir(), "mingdan-office-"));
  cpSync(built.tree, tree, { recursive: true });
  const manifest = () => JSON.parse(readFileSync(join(tree, "manifest.json"), "utf8"));
  const file = (path) => JSON.parse(readFileSync(join(tree, path), "utf8"));
  return {
    tree,
    manifest,
    /** The path of the file with a logical name in the newest snapshot. */
    path(name) {
      const { files } = manifest();
      const directory = name.slice(0, name.indexOf("/") + 1);
      return directory ? named(files[directory], file)[name].path : files[name].path;
    },
    /** The path of the shard that contains a place. */
    of(place) {
      const files = Object.values(named(manifest().files["where/"], file));
      const where = Object.assign({}, ...files.map(({ path }) => file(path).places));
      return this.path(where[place]);
    },
    read: file,
    /** Publishes the second snapshot, with the manifest last. */
    publish() {
      for (const part of ["f", "manifests", "manifest.json.br", "manifest.json.gz", "manifest.json"]) {
        const from = join(next.tree, part);
        if (existsSync(from)) cpSync(from, join(tree, part), { recursive: true });
      }
      return manifest().sequence;
    },
    remove: () => rmSync(tree, { recursive: true, force: true }),
  };
}

/** A copy of the built portal, which can be redeployed with another program. */
export function site() {
  const portal = mkdtempSync(join(tmpdir(), "mingdan-portal-"));
  cpSync(built.portal, portal, { recursive: true });
  // Without the packed copies, which would have to be compressed again.
  for (const file of readdirSync(portal).filter((name) => /\.(br|gz)$/.test(name))) {
    rmSync(join(portal, file));
  }
  const change = (name, edit) => {
    const path = join(portal, name);
    writeFileSync(path, edit(readFileSync(path, "utf8")));
  };
  return {
    portal,
    /**
     * Deploys another program, as a release does: files with a hash in their names get new names,
     * and the old ones are gone. The page's `data-program` names the program that runs.
     */
    replace(name) {
      const of = (file) => /^([\w-]+)-([0-9a-f]{16})(\..*)$/.exec(file);
      const hash = Buffer.from(name.padEnd(8, "0")).toString("hex");
      for (const file of readdirSync(portal).filter(of)) {
        const [, stem, before, rest] = of(file);
        const renamed = `${stem}-${hash}${rest}`;
        renameSync(join(portal, file), join(portal, renamed));
        change("index.html", (html) => html.replaceAll(file, renamed));
        // The script has the names of the chunks, and so has the server's list.
        change("ahead.json", (list) => list.replaceAll(file, renamed));
        if (rest === ".js") change(renamed, (code) => code.replaceAll(before, hash));
      }
      const mark = `document.documentElement.dataset.program=${JSON.stringify(name)};`;
      change("boot.js", (code) => mark + code.replace(/^document[^;]*dataset\.program=[^;]*;/, ""));
      writeFileSync(join(portal, "sw.js"), worker(portal));
    },
    remove: () => rmSync(portal, { recursive: true, force: true }),
  };
}

/** The files that lead from a directory to the last name in it that is not after this one. */
async function descend(directory, name, read) {
  const { files = {}, parts = {} } = await read(directory.path);
  const last = (entries) => Object.keys(entries).filter((known) => known <= name).sort().at(-1);
  const file = last(files);
  if (file) return [directory, { name: file, ...files[file] }];
  const part = parts[last(parts)];
  return part ? [directory, ...(await descend(part, name, read))] : [];
}

/** The same from the manifest: the last one is the file itself, with its logical name. */
async function pathTo(name, { files }, read) {
  const directory = name.slice(0, name.indexOf("/") + 1);
  if (files[directory]) return descend(files[directory], name, read);
  return files[name] ? [{ name, ...files[name] }] : [];
}

/** The files that the program keeps for a resource it remembers; none if it is not published. */
async function filesOf(resource, manifest, read) {
  const place = /^place=(.*)$/.exec(resource)?.[1];
  const where = place ? await pathTo(`where/${place}`, manifest, read) : [];
  const places = where.length > 0 ? (await read(where.at(-1).path)).places : {};
  const name = place ? places[place] : resource;
  const path = name ? await pathTo(name, manifest, read) : [];
  return path.length > 0 && path.at(-1).name === name ? [...where, ...path] : [];
}

/** Run in the page: what is not kept yet; nothing if more has been read since `looked`. */
async function unkept({ looked, manifest, paths }) {
  const remembered = ["mingdan.looked", "mingdan.searched"].flatMap((key) => localStorage.getItem(key) ?? []);
  if (remembered.join("\n") !== looked) return [];
  if (localStorage.getItem("mingdan.manifest") !== manifest) return ["the newest manifest"];
  const kept = (await caches.has("kept")) ? await (await caches.open("kept")).keys() : [];
  const has = new Set(kept.map(({ url }) => new URL(url).pathname));
  return paths.filter((path) => !has.has(path));
}

/**
 * Waits until everything is kept that this visitor has read: the newest manifest is the stored one,
 * and the worker has cached every file of the resources that the program remembers as read.
 */
export async function settled(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  const { origin } = new URL(page.url());
  // Not requested by the page, since the worker would cache it.
  const text = async (path) => (await fetch(`${origin}/data/${path}`)).text();
  const read = async (path) => JSON.parse(await text(path));
  const remembered = () =>
    page.evaluate(() =>
      ["mingdan.looked", "mingdan.searched"].flatMap((key) => localStorage.getItem(key) ?? []).join("\n"),
    );
  let looked;
  do {
    looked = await remembered();
    const manifest = await text("manifest.json");
    const resources = looked.split("\n").filter(Boolean);
    const files = await Promise.all(resources.map((one) => filesOf(one, JSON.parse(manifest), read)));
    const paths = files.flat().map(({ path }) => `/data/${path}`);
    await becomes(() => page.evaluate(unkept, { looked, manifest, paths }), []);
  } while (looked !== (await remembered()));
}

/** The paths in every cache of the browser, by cache. */
export function stores(page) {
  return page.evaluate(async () => {
    const paths = async (name) => {
      const requests = await (await caches.open(name)).keys();
      return requests.map(({ url }) => new URL(url).pathname);
    };
    const names = await caches.keys();
    return Object.fromEntries(await Promise.all(names.map(async (n) => [n, await paths(n)])));
  });
}
