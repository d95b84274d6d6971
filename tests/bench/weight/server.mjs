// The server that takes the requests in.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import { built } from "../../browser/harness.mjs";

/** Starts a server of a data directory, with what else its environment has. */
export async function serve({ portal, tree }, data, env = {}) {
  const folders = ["--portal", portal, "--tree", tree, "--data-dir", data];
  const options = ["--listen", "127.0.0.1:0", "--rate", "100000000", "--log-level", "error"];
  const child = spawn(built.program, ["serve", ...folders, ...options], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const ended = once(child, "exit");
  const first = createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  const line = await Promise.race([first, ended.then(([code]) => ({ ended: code }))]);
  if (!line.value) throw new Error(`mingdan serve ended with ${line.ended} before it listened`);
  const { origin } = new URL(line.value);
  const agent = new Agent({ keepAlive: true });
  const post = async (path, body, headers = {}) => {
    const answer = await ask(
      agent,
      new URL(path, origin),
      { "content-type": "application/json", ...headers },
      JSON.stringify(body),
    );
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text} for ${JSON.stringify(body)}`);
    return { status: answer.status, body: JSON.parse(answer.text) };
  };
  return {
    origin,
    /** Sends a request under its own number: the token of its receipt. */
    send: async (number, body) =>
      (await post("/open311/v2/requests.json", body, { "idempotency-key": `baltimore-311-${number}` })).body[0].token,
    /** Does what the holder of a receipt may do. */
    follow: (token, body) => post(`/open311/v2/tokens/${token}/follow_ups.json`, body),
    async stop() {
      child.kill("SIGTERM");
      await ended;
      agent.destroy();
    },
  };
}

function ask(agent, url, headers, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers, agent }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode, text }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
