// What the command line and the holders of receipts see in the end, held against the plan.
import { execFileSync } from "node:child_process";
import { built } from "../../browser/harness.mjs";
import { agree, equal } from "./agree.mjs";
import { at } from "./replay.mjs";

/** How many are listed at once. */
const PAGE = 1000;
/** One case in so many is looked at by itself. */
const ONE_IN = 50;

export async function atTheDesk(site, data, { cases, days, today }, origin, receipts) {
  const store = ["--data-dir", data, "--tree", site.tree, "--json"];
  const ask = (...words) => at(today, "12:00:00", ["case", ...words, ...store]);
  const list = async (...words) => {
    const all = [];
    for (let after = 0; after !== null;) {
      const page = await ask("list", "--limit", String(PAGE), "--after", String(after), ...words);
      all.push(...page.cases);
      after = page.next ?? null;
    }
    return all;
  };
  const listed = (await list()).map((one) => [
    one.number,
    [one.begins.split(" ")[0], one.stage, one.unit ?? "", one.due_on, one.overdue, one.published_as ?? ""].join("|"),
  ]);
  const planned = cases.map((one) => [
    one.number,
    [
      one.request.number,
      one.stage,
      one.stage === "received" ? "" : one.unit,
      one.last,
      one.overdue,
      one.acts.some(({ action }) => action.action === "publish") ? one.id : "",
    ].join("|"),
  ]);
  const overdue = (await list("--overdue")).map((one) => [one.number, "overdue"]);
  const isOpen = (one) => !one.closed_on && one.overdue;
  const some = cases.filter((one, n) => n % ONE_IN === 0 || one.pauses.some(({ until }) => !until));
  const used = [];
  for (const one of some) used.push([one.number, String((await ask("show", String(one.number))).working_days)]);
  const followed = [];
  for (const one of some) {
    const answer = await fetch(`${origin}/open311/v2/tokens/${receipts.get(one.number)}.json`);
    const [{ service_request_id, stage }] = await answer.json();
    followed.push([one.number, `${service_request_id ?? ""} ${stage}`]);
  }
  const isTold = (one) => one.is_public && !one.withheld;
  const verified = JSON.parse(
    execFileSync(built.program, ["store", "verify", "--json", "--data-dir", data], { encoding: "utf8" }),
  );
  const entries = days.reduce((sum, [, { sent, acts, rated }]) => sum + sent.length + acts.length + rated.length, 0);
  return [
    agree("case list: stage, unit, day and whether it was late", "cases", new Map(listed), new Map(planned)),
    agree(
      "case list --overdue: what is open and late",
      "cases",
      new Map(overdue),
      new Map(cases.filter(isOpen).map((one) => [one.number, "overdue"])),
    ),
    agree(
      "case show: working days used",
      "cases",
      new Map(used),
      new Map(some.map((one) => [one.number, String(one.used)])),
    ),
    agree(
      "receipts: the public case, and its stage",
      "cases",
      new Map(followed),
      new Map(some.map((one) => [one.number, `${isTold(one) ? one.id : ""} ${one.stage}`])),
    ),
    equal("store verify: entries of a log that is whole", "entries", verified.whole ? verified.entries : 0, entries),
  ];
}
