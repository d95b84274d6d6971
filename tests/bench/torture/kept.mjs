// Whether what was answered "accepted" is there, once, and the log whole.
import { serve, verified } from "./server.mjs";

/** How many are asked about at once. */
const AT_ONCE = 50;

/** A row of something that there must be none of. */
export const none = (name, found, unit = "cases") => ({
  case: name,
  ours: found,
  peer: 0,
  peer_name: "none",
  unit,
  ratio: null,
  goal: null,
  met: found === 0,
});

/** A row of something that has to stay under a bound. */
export const within = (name, found, under, unit) => ({
  case: name,
  ours: found,
  peer: under,
  peer_name: "the bound",
  unit,
  ratio: null,
  goal: null,
  met: found < under,
});

/** Does some work with each of a list, in portions. */
export async function each(list, work) {
  const waiting = list.values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const one of waiting) await work(one);
  }));
}

/**
 * The rows of what became of the submissions that a store was sent: those that were accepted, with
 * their receipts, and those that were refused or not answered, of which any may be stored.
 */
export async function kept(name, site, data, store, accepted, unanswered) {
  const whole = verified(store);
  const server = await serve(site, data, store);
  let [lost, twice, changed, late] = [0, 0, 0, 0];
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
  await each(unanswered, async (sent) => {
    const again = await server.send(sent);
    if (again.status === 201) late += 1;
  });
  await server.stop();
  const after = verified(store);
  const sent = accepted.length + unanswered.length;
  console.log(
    `${name}: ${accepted.length} accepted, ${unanswered.length} not, ` +
      `of which ${unanswered.length - late} had been stored`,
  );
  const row = (what, found) => none(`${name}, ${accepted.length} accepted: ${what}`, found);
  return [
    row("accepted and not there", lost),
    row("accepted, and new when sent again", twice),
    row("accepted, and another receipt when sent again", changed),
    row("stored beside what was sent", Math.max(0, before - sent)),
    row("more or fewer than was sent once all were sent again", Math.abs(after.entries - sent)),
    row("faults of the log", whole.faults.length + after.faults.length),
  ];
}
