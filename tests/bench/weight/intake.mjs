// All requests at once, by the clock of the machine: how fast they are taken in, and that each is taken in once.
import { mkdirSync } from "node:fs";
import { serve } from "./server.mjs";

const CONNECTIONS = 64;

/** Sends everything over 64 connections, and every tenth again: the requests a second, and how many receipts there are. */
export async function intake(site, data, sent) {
  mkdirSync(data, { mode: 0o700 });
  const server = await serve(site, data);
  try {
    const receipts = new Set();
    const queue = sent.flatMap((one, n) => (n % 10 === 0 ? [one, one] : [one]))[Symbol.iterator]();
    const one = async () => {
      for (const { request, body } of queue) receipts.add(await server.send(request.number, body));
    };
    const start = performance.now();
    await Promise.all(Array.from({ length: CONNECTIONS }, one));
    const seconds = (performance.now() - start) / 1000;
    return { rate: (sent.length * 1.1) / seconds, receipts: receipts.size };
  } finally {
    await server.stop();
  }
}
