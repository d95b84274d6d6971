// The server killed at random moments under many writers: what it answered "accepted" is there,
// once; the log is whole.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { kept } from "./kept.mjs";
import { pause, serve, submission } from "./server.mjs";

const WRITERS = 50;
/** Milliseconds for which it is written to before it is killed. */
const [SOONEST, LATEST] = [20, 600];

/** Kills the server of a store some times; the rows of what came of it. */
export async function kills(site, folder, name, store, times) {
  const data = join(folder, `data-${name}`);
  mkdirSync(data);
  const accepted = [];
  const unanswered = [];
  for (let killed = 0; killed < times; killed += 1) {
    const server = await serve(site, data, store);
    let stopped = false;
    const writer = async () => {
      while (!stopped) {
        const sent = submission();
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
  return kept(`${name}, ${times} kills under ${WRITERS} writers`, site, data, store, accepted, unanswered);
}
