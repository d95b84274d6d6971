// The published register, file by file, held against the plan.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { agree, beside, equal } from "./agree.mjs";
import { plusDays } from "./days.mjs";
import {
  bulk,
  bulkRow,
  cells,
  cellsOf,
  due,
  largest,
  listed,
  lists,
  overHttp,
  published,
  sheet,
  sheetRow,
  told,
  withheld,
} from "./published.mjs";

/** How many answers a feed holds. */
const ANSWERS = 50;

export async function register(tree, { cases, today }, origin, bound) {
  const found = published(tree);
  const all = cases.filter((one) => one.is_public);
  const named = all.filter((one) => one.is_named);
  const names = new Set(named.map(({ id }) => id));
  const isNamed = (id) => names.has(id);
  const only = (map) => new Map([...map].filter(([id]) => isNamed(id)));
  const by = (of, row) => new Map(of.map((one) => [one.id, row(one)]));
  const open = await sheet(tree);
  const table = await bulk(tree);
  const http = await overHttp(origin, all[0].opened_on, today, plusDays);
  const sum = found.register.months.flatMap((month) => month.cells).reduce((n, cell) => n + cell.count, 0);
  return [
    equal("register: how many", "cases", sum, all.length),
    agree(
      "register: counts by month, kind, class and stage, with ratings",
      "counts",
      cellsOf(found.register),
      cells(all),
    ),
    agree("register: what is told of each case", "cases", told(found.cases), told(all)),
    agree(
      "register: what is told of withheld cases, alike ones together",
      "counts",
      withheld(found.cases),
      withheld(all),
    ),
    agree("register: the day on which an answer was due", "days", due(found.cases), due(all)),
    agree(
      "register: the list of each month",
      "lists",
      listed(found.months, isNamed),
      listed(
        lists(all, (one) => one.opened_on.slice(0, 7)),
        isNamed,
      ),
    ),
    agree(
      "register: the list of each neighbourhood",
      "lists",
      listed(found.about, isNamed),
      listed(
        lists(
          named.filter((one) => !one.withheld),
          (one) => one.place,
        ),
        isNamed,
      ),
    ),
    agree("open/sheets/cases.csv: its rows", "rows", only(open), by(named, sheetRow)),
    equal("open/sheets/cases.csv: how many", "rows", open.size, all.length),
    agree("open/sheets/open311-requests.csv: its rows", "rows", only(table), by(named, bulkRow)),
    equal("open/sheets/open311-requests.csv: how many", "rows", table.size, all.length),
    agree("Open311 over HTTP, 90 days at a time: its requests", "requests", only(http), by(named, httpRow)),
    equal("Open311 over HTTP: how many", "requests", http.size, all.length),
    agree("cases.json: the days of the latest answers", "days", feed(tree), answered(all)),
    beside("the largest published file that a page reads", "bytes", largest(tree), bound, "256 KiB", { goal: 1 }),
  ];
}

const httpRow = (one) => [one.service, one.opened_on, one.closed_on ? "closed" : "open"].join("|");

/** How many of the latest answers there are of each day. */
const perDay = (days) => {
  const counts = new Map();
  for (const day of days) counts.set(day, String(Number(counts.get(day) ?? 0) + 1));
  return counts;
};

const feed = (tree) =>
  perDay(
    JSON.parse(readFileSync(join(tree, "open/cases.json"), "utf8")).items.map((item) =>
      (item.date_published ?? item.date_modified).slice(0, 10),
    ),
  );

const answered = (all) => {
  const days = all.filter((one) => one.stage === "closed" && !one.withheld).map((one) => one.closed_on);
  return perDay(days.sort().reverse().slice(0, ANSWERS));
};
