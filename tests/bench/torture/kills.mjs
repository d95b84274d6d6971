// The server killed at random moments under many writers: what it answered "accepted" is there,
// once; the log is whole.
import assert from "node:assert/strict";
import { randomBytes, randomInt } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pause, serve, verified } from "./server.mjs";

const WRITERS = 50;
/** Milliseconds for which it is written to before it is killed. */
const [SOONEST, LATEST] = [20, 600];

/** Kills the server of a store some times; the rows of what came of it. */
export async function kills(site, folder, name, store, times) {
  const data = join(folder, `data-${name}`);
  mkdirSync(data);
  const accepted = [];
  const unanswered = [];
  let number = 0;
  for (let killed = 0; killed < times; killed += 1) {
    const server = await serve(site, data, store);
    let stopped = false;
    const writer = async () => {
      while (!stopped) {
        const sent = {
          key: randomBytes(16).toString("hex"),
          body: JSON.stringify({ service_code: "vendor_rule", description: `路灯不亮 ${(number += 1)}` }),
        };
        try {
          const { status, token } = await server.send(sent);
          assert.equal(status, 201);
          accepted.push({ ...sent, token });
        } catch (error) {
          if (error.code === "ERR_ASSERTION") throw error;
          unanswered.push(sent);
          return;
        }
      }
    };
    const writers = Array.from({ length: WRITERS }, writer);
    await pause(randomInt(SOONEST, LATEST));
    await server.kill();
    stopped = true;
    await Promise.all(writers);
  }
  const whole = verified(store);
  const server = await serve(site, data, store);
  let [lost, twice, changed] = [0, 0, 0];
  // In portions, as many as wrote.
  const each = async (list, work) => {
    const waiting = list.values();
    await Promise.all(Array.from({ length: WRITERS }, async () => {
      for (const one of waiting) await work(one);
    }));
  };
  await each(accepted, async ({ token }) => {
    const { status } = await server.ask("GET", `/open311/v2/tokens/${token}.json`);
    if (status !== 200) lost += 1;
  });
  // Sent again, each is known under its key, and has the same receipt.
  await each(accepted, async (sent) => {
    const again = await server.send(sent);
    if (again.status === 201) twice += 1;
    if (again.token !== sent.token) changed += 1;
  });
  const before = verified(store).entries;
  let late = 0;
  await each(unanswered, async (sent) => {
    const again = await server.send(sent);
    if (again.status === 201) late += 1;
  });
  await server.stop();
  const after = verified(store);
  const sent = accepted.length + unanswered.length;
  console.log(
    `${name}: killed ${times} times under ${WRITERS} writers; ${accepted.length} accepted, ` +
      `${unanswered.length} not answered, of which ${unanswered.length - late} had been stored`,
  );
  const none = (what, found) => ({
    case: `${name}, ${times} kills, ${accepted.length} accepted: ${what}`,
    ours: found,
    peer: 0,
    peer_name: "none",
    unit: "cases",
    ratio: null,
    goal: null,
    met: found === 0,
  });
  return [
    none("accepted and not there", lost),
    none("accepted, and new when sent again", twice),
    none("accepted, and another receipt when sent again", changed),
    none("stored beside what was sent", Math.max(0, before - sent)),
    none("more or fewer than was sent once all were sent again", Math.abs(after.entries - sent)),
    none("faults of the log", whole.faults.length + after.faults.length),
  ];
}
