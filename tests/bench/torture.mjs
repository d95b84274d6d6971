// The server under torture (`cargo xtask torture`), into target/bench/torture.json.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "./bench.mjs";
import { database } from "./torture/database.mjs";
import { intake } from "./torture/intake.mjs";
import { kills } from "./torture/kills.mjs";
import { publish } from "./torture/server.mjs";

/** How often the server is killed, by half on each store. */
const KILLS = Number(process.env.TORTURE_KILLS ?? 200);

const folder = mkdtempSync(join(tmpdir(), "mingdan-torture-"));
const postgres = database();
try {
  const site = publish(folder, fileURLToPath(new URL("../../cities/xining", import.meta.url)));
  const half = Math.ceil(KILLS / 2);
  const rows = [
    ...(await kills(site, folder, "sqlite", `sqlite:${join(folder, "kills.sqlite3")}`, half)),
    ...(await kills(site, folder, "postgres", postgres.url("kills"), half)),
    ...(await intake(site, folder, postgres)),
  ];
  report("torture", rows);
} finally {
  postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
