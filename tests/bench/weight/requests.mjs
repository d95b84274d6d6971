// The requests of Baltimore's 311, as its open data has them: 10,000 drawn from five years.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../browser/harness.mjs";

const FILE = join(root, "../shared/data/requests-311/baltimore_311_sample.csv");

/** Every packet of npm that needs no browser lies beside those of the browser tests. */
const packet = (path) => import(pathToFileURL(join(root, "tests/browser/node_modules", path)).href);

/** Reads CSV into one object a row. */
export async function csv(text) {
  const { parse } = await packet("csv-parse/lib/sync.js");
  return parse(text, { columns: true, bom: true });
}

/** `04/12/2018 11:11:26 AM` as `{day: "2018-04-12", time: "11:11:26"}`, by the clocks of the city. */
function moment(text) {
  if (!text) return null;
  const [, month, date, year, hour, rest, half] = text.match(/^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d:\d\d) ([AP])M$/);
  const hours = (Number(hour) % 12) + (half === "P" ? 12 : 0);
  return { day: `${year}-${month}-${date}`, time: `${String(hours).padStart(2, "0")}:${rest}` };
}

const later = (a, b) => (`${a.day} ${a.time}` < `${b.day} ${b.time}` ? -1 : 1);

/** The requests, in the order in which they came in. */
export async function requests() {
  if (!existsSync(FILE)) throw new Error(`the requests are not in ${FILE}`);
  const rows = await csv(readFileSync(FILE));
  const all = rows.map((row) => ({
    number: row.ServiceRequestNum,
    type: row.SRType,
    department: row.SRType.match(/^\w+/)[0],
    by: row.MethodReceived,
    status: row.SRStatus,
    created: moment(row.CreatedDate),
    changed: moment(row.StatusDate),
    due: moment(row.DueDate),
    closed: moment(row.CloseDate),
    address: row.Address,
    neighbourhood: row.Neighborhood,
    lat: row.Latitude,
    long: row.Longitude,
  }));
  return all.sort((a, b) => later(a.created, b.created) || a.number.localeCompare(b.number));
}
