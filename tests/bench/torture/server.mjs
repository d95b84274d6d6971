// The server under torture: started, asked, killed.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

const { env } = process;
/** The lines of its log that are kept. */
const LINES = 20;
const REQUESTS = "/open311/v2/requests.json";

/** A published tree and a portal in a folder. */
export function publish(folder, city) {
  const [portal, tree] = [join(folder, "portal"), join(folder, "tree")];
  mkdirSync(portal);
  writeFileSync(join(portal, "index.html"), "<!doctype html>");
  execFileSync(env.MINGDAN_PROGRAM, ["build", city, "--out", tree], { stdio: "ignore" });
  return { portal, tree };
}

/**
 * Starts a server of a store, and waits until it answers. What it logs is kept, and only counted where
 * it says that something panicked.
 */
export async function serve({ portal, tree }, data, store) {
  const folders = ["--portal", portal, "--tree", tree, "--data-dir", data, "--store", store];
  const options = ["--listen", "127.0.0.1:0", "--rate", "100000000", "--log-level", "error"];
  const child = spawn(env.MINGDAN_PROGRAM, ["serve", ...folders, ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let panics = 0;
  const logged = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (line.includes("panicked")) panics += 1;
    if (logged.push(line) > LINES) logged.shift();
  });
  const origin = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (bytes) => {
      said += bytes;
      if (said.includes("\n")) resolve(said.trim());
    });
    ended.then((code) => reject(new Error(`the server ended with ${code} before it answered\n${logged.join("\n")}`)));
  });
  const agent = new Agent({ keepAlive: true });
  const stop = async (signal) => {
    child.kill(signal);
    await ended;
    agent.destroy();
  };
  return {
    origin: origin.replace(/\/$/, ""),
    pid: child.pid,
    /** How often something panicked. */
    panics: () => panics,
    /** The last lines of the log. */
    logged: () => logged,
    ask: (method, path, headers, body) => ask(agent, origin, method, path, headers, body),
    /** Sends a submission: the answer, and the receipt's token where it was taken. */
    async send({ key, body }) {
      const headers = { "content-type": "application/json", "idempotency-key": key };
      const answer = await ask(agent, origin, "POST", REQUESTS, headers, body);
      return { ...answer, token: answer.status < 300 ? JSON.parse(answer.text)[0].token : null };
    },
    kill: () => stop("SIGKILL"),
    stop: () => stop("SIGTERM"),
  };
}

/** A submission that no other is like. */
export function submission() {
  number += 1;
  return {
    key: randomBytes(16).toString("hex"),
    body: JSON.stringify({ service_code: "vendor_rule", description: `路灯不亮 ${number}` }),
  };
}

let number = 0;

function ask(agent, origin, method, path, headers = {}, body = "") {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, origin), { method, headers, agent }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
      response.on("error", reject);
      response.on("aborted", () => reject(new Error("the answer was cut off")));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** What `mingdan store verify` finds. */
export function verified(store) {
  const words = ["store", "verify", "--json", "--store", store];
  try {
    return JSON.parse(execFileSync(env.MINGDAN_PROGRAM, words, { encoding: "utf8" }));
  } catch (error) {
    if (error.status === 1) return JSON.parse(error.stdout);
    throw error;
  }
}

export { pause };
