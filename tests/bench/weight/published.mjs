// What was published, as the facts that are compared; and the same facts of a plan.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { named } from "../../browser/publisher.mjs";
import { csv } from "./requests.mjs";

const TERMS = {
  stage: {
    assigned: "已转办",
    in_progress: "办理中",
    closed: "已办结",
    merged: "已并单",
    referred: "已引导到其他渠道",
  },
  means: { service: "服务", management: "管理", enforcement: "执法", unclassified: "未分类" },
  close_reason: {
    done: "已办成",
    explained: "已解释，规定不变",
    changed: "已改规定",
    beyond_powers: "超出职权",
    not_verified: "无法核实",
  },
  withheld: { personal: "会认出当事人", investigation: "正在调查" },
};
/** Says in Chinese what the sheet says so. */
const said = (what, code) => TERMS[what][code] ?? "";

/** The published tree: its register, its lists, and every case. */
export function published(tree) {
  const read = (path) => JSON.parse(readFileSync(join(tree, path), "utf8"));
  const { files } = read("manifest.json");
  const under = (directory) => Object.entries(named(files[directory], read));
  const cases = under("cases/").flatMap(([, { path }]) => read(path).cases);
  const lists = (directory) => {
    const all = new Map();
    for (const [logical, { path }] of under(directory)) {
      const [, name, page] = logical.split("/");
      all.set(name, [...(all.get(name) ?? []), [Number(page ?? 0), read(path).cases]]);
    }
    return new Map(
      [...all].map(([name, pages]) => [name, pages.sort(([a], [b]) => a - b).flatMap(([, entries]) => entries)]),
    );
  };
  return { register: read(files.register.path), cases, months: lists("register/"), about: lists("cases-about/") };
}

/** The largest file of the tree that a page may read, in bytes before packing. The sheets are taken away, and which
 * identifiers there were is for the publisher alone. */
export function largest(tree) {
  const read = (path) => JSON.parse(readFileSync(join(tree, path), "utf8"));
  const { files } = read("manifest.json");
  const every = Object.entries(files).flatMap(([logical, file]) =>
    logical.endsWith("/") ? Object.entries(named(file, read)) : [[logical, file]],
  );
  return Math.max(...every.filter(([logical]) => !/^(ids|sheets)\//.test(logical)).map(([, { size }]) => size));
}

/** The case that goes on for a merged one. A withheld one has a name that nobody can foresee. */
const into = ({ merged_into = "" }) => merged_into.replace(/^w-.*/, "a withheld one");

/** What is told of a case that is not withheld. */
const facts = (one) =>
  JSON.stringify([
    one.service,
    one.title.zh,
    one.title.en,
    one.place ?? "",
    one.opened_on,
    one.closed_on ?? "",
    one.stage,
    one.close_reason ?? "",
    one.means,
    one.unit ?? "",
    into(one),
    one.rating ?? "",
    one.pauses,
  ]);

/** What is told of one that is. */
const bare = (one) =>
  JSON.stringify([
    one.service,
    one.opened_on,
    one.closed_on ?? "",
    one.stage,
    one.close_reason ?? "",
    one.means,
    one.withheld,
    one.rating ?? "",
    one.due_on ?? "",
  ]);

const count = (texts) => {
  const counts = new Map();
  for (const text of texts) counts.set(text, String(Number(counts.get(text) ?? 0) + 1));
  return counts;
};

export const told = (cases) =>
  new Map(
    cases
      .filter((one) => !one.withheld)
      .map((one) => [
        one.id,
        facts({ ...one, pauses: (one.pauses ?? []).map(({ from, until }) => [from, until ?? ""]) }),
      ]),
  );
export const withheld = (cases) => count(cases.filter((one) => one.withheld).map(bare));
export const due = (cases) => new Map(cases.filter((one) => !one.withheld).map((one) => [one.id, one.due_on ?? ""]));

/** How many cases are alike in everything that can be chosen, with their ratings. */
export function cells(cases) {
  const all = new Map();
  for (const one of cases) {
    const key = [one.opened_on.slice(0, 7), one.service, one.means, one.stage, Boolean(one.withheld)].join(" ");
    const [n, rated, stars] = all.get(key) ?? [0, 0, 0];
    all.set(key, [n + 1, rated + (one.rating ? 1 : 0), stars + (one.rating ?? 0)]);
  }
  return new Map([...all].map(([key, counts]) => [key, counts.join(" ")]));
}

export function cellsOf(register) {
  const all = register.months.flatMap(({ month, cells: of }) =>
    of.map((cell) => [
      [month, cell.service, cell.means, cell.stage, Boolean(cell.withheld)].join(" "),
      [cell.count, cell.rated ?? 0, cell.stars ?? 0].join(" "),
    ]),
  );
  return new Map(all);
}

/** Which cases are in which list: by name those that have one, of the others their number. */
export function listed(lists, isNamed) {
  const text = (entries) => {
    const ids = entries
      .map(({ id }) => id)
      .filter(isNamed)
      .sort();
    return `${entries.length}: ${ids.join(" ")}`;
  };
  return new Map([...lists].map(([name, entries]) => [name, text(entries)]));
}

/** A plan's cases by month, or by place. */
export function lists(cases, of) {
  const all = new Map();
  for (const one of cases) {
    const name = of(one);
    if (name) all.set(name, [...(all.get(name) ?? []), { id: one.is_named ? one.id : "" }]);
  }
  return all;
}

/** The rows of the sheet of cases that people take away. */
export async function sheet(tree) {
  const rows = await csv(readFileSync(join(tree, "open/sheets/cases.csv")));
  const row = (one) => [
    one.诉求编号,
    [
      one.类别编号,
      one.地点编号,
      one.受理日期,
      one.办结日期,
      one.阶段,
      one.办结原因,
      one.办理方式,
      one.答复单位,
      into({ merged_into: one.并入诉求 }),
      one.评价,
      one.不公开的原因,
    ].join("|"),
  ];
  return new Map(rows.map(row));
}

/** Such a row of a case of a plan. */
export const sheetRow = (one) =>
  one.withheld
    ? [
        one.service,
        "",
        one.opened_on,
        one.closed_on,
        said("stage", one.stage),
        said("close_reason", one.close_reason),
        said("means", one.means),
        "",
        "",
        one.rating,
        said("withheld", one.withheld),
      ].join("|")
    : [
        one.service,
        one.place,
        one.opened_on,
        one.closed_on,
        said("stage", one.stage),
        said("close_reason", one.close_reason),
        said("means", one.means),
        one.unit,
        into(one),
        one.rating,
        "",
      ].join("|");

/** The rows of the table in Open311's columns. */
export async function bulk(tree) {
  const rows = await csv(readFileSync(join(tree, "open/sheets/open311-requests.csv")));
  return new Map(
    rows.map((row) => [
      row.service_request_id,
      [
        row.service_subtype,
        row.requested_datetime.slice(0, 10),
        row.closed_date.slice(0, 10),
        row.status_description,
      ].join("|"),
    ]),
  );
}

export const bulkRow = (one) =>
  [one.service, one.opened_on, one.closed_on, one.closed_on ? "closed" : "open"].join("|");

/** The published cases over HTTP, 90 days at a time. */
export async function overHttp(origin, from, to, plusDays) {
  const all = [];
  for (let day = from; day <= to; day = plusDays(day, 90)) {
    const query = `start_date=${day}&end_date=${plusDays(day, 89)}`;
    for (let page = 1, more = true; more; page += 1) {
      const answer = await fetch(`${origin}/open311/v2/requests.json?${query}&page=${page}`);
      if (!answer.ok) throw new Error(`${query}: ${answer.status}`);
      all.push(...(await answer.json()));
      more = answer.headers.get("link")?.includes('rel="next"') ?? false;
    }
  }
  return new Map(
    all.map((one) => [
      one.service_request_id,
      [one.service_code, one.requested_datetime.slice(0, 10), one.status].join("|"),
    ]),
  );
}
