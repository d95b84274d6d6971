// The server under torture (`cargo xtask torture`), into target/bench/torture.json.
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "./bench.mjs";
import { serving } from "./serving.mjs";
import { database } from "./torture/database.mjs";
import { hostile } from "./torture/hostile.mjs";
import { intake } from "./torture/intake.mjs";
import { kills } from "./torture/kills.mjs";
import { publish } from "./torture/server.mjs";
import { trouble } from "./torture/trouble.mjs";

const { env } = process;
/** How often the server of each store is killed. */
const KILLS = Number(env.TORTURE_KILLS ?? 200);
/** How many hostile requests the server of each store gets, and the seed that they are made from. */
const REQUESTS = Number(env.TORTURE_REQUESTS ?? 10_000);
const SEED = Number(env.TORTURE_SEED ?? randomInt(2 ** 31));

console.log(`hostile requests of seed ${SEED}; TORTURE_SEED=${SEED} makes the same ones`);
const folder = mkdtempSync(join(tmpdir(), "mingdan-torture-"));
const postgres = database();
try {
  const site = publish(folder, fileURLToPath(new URL("../../cities/xining", import.meta.url)));
  const file = (name) => `sqlite:${join(folder, `${name}.sqlite3`)}`;
  const reads = await serving();
  const rows = [
    ...(await intake(site, folder, postgres)),
    ...reads.map((row) => ({ ...row, case: `reads of the tree, ${row.case}` })),
    ...(await kills(site, folder, "sqlite", file("kills"), KILLS)),
    ...(await kills(site, folder, "postgres", postgres.url("kills"), KILLS)),
    ...(await trouble(site, folder, postgres)),
    ...(await hostile(site, folder, "sqlite", file("hostile"), REQUESTS, SEED)),
    ...(await hostile(site, folder, "postgres", postgres.url("hostile"), REQUESTS, SEED)),
  ];
  report("torture", rows);
} finally {
  postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
