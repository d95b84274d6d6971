// The portal, read in Chromium: every choice of the register, searches, cases and the 721 page, held against the plan;
// and what opening the register and a search cost.
import { DESK, ready, serve, visitor } from "../../browser/harness.mjs";
import { summary } from "../bench.mjs";
import { agree, beside } from "./agree.mjs";
import { workingDays, stopped } from "./days.mjs";

const MEANS = { service: "服务", management: "管理", enforcement: "执法", unclassified: "未分类" };
const STAGES = {
  assigned: "已转办",
  in_progress: "办理中",
  closed: "已办结",
  merged: "已并单",
  referred: "已引导到其他渠道",
};
const GROUPS = { stage: "办到哪一步", kind: "哪一类", means: "怎样办的", withheld: "公开了没有" };
/** What is searched for: types, neighbourhoods, both, and what nobody wrote. */
const TYPED = ["Pothole", "Dirty Alley", "Canton", "Water Leak Hampden", "Rat Rubout Proactive", "没有这样的字"];
/** Choices that are made together. */
const TOGETHER = [
  { kind: "ww", period: "2016" },
  { means: "management", period: "2017-q2" },
  { stage: "closed", means: "enforcement", period: "2018-03" },
  { withheld: "yes", kind: "fcpf" },
  { kind: "sw", means: "service", period: "2014", stage: "merged" },
];
/** How often something is measured. */
const ROUNDS = 5;
/** How many cases are opened, spread over all. */
const OPENED = 30;

const digits = (text) => text.match(/\d+/)?.[0] ?? "0";
const address = (choice) => `/cases?${new URLSearchParams(choice)}`;
const total = async (page) =>
  (await page.getByText("没有这样的诉求。").count()) ? "0" : digits(await page.locator("h2.district").innerText());

/** Whether a case was opened in a time such as `2017`, `2017-q2` or `2017-06`. */
function isIn(period, { opened_on }) {
  const [year, part] = period.split("-");
  if (!opened_on.startsWith(year)) return false;
  const month = Number(opened_on.slice(5, 7));
  return !part || (part.startsWith("q") ? Math.ceil(month / 3) === Number(part.slice(1)) : month === Number(part));
}

const fits = (choice, one) =>
  (!choice.stage || choice.stage === one.stage) &&
  (!choice.kind || choice.kind === one.service) &&
  (!choice.means || choice.means === one.means) &&
  (!choice.withheld || (choice.withheld === "yes") === Boolean(one.withheld)) &&
  (!choice.period || isIn(choice.period, one));

export async function portal(browser, origin, { cases, today }, kinds) {
  const all = cases.filter((one) => one.is_public);
  const now = `${today}T12:00:00-05:00`;
  const visit = await visitor(browser, origin, { viewport: DESK, now, timezone: "America/New_York" });
  const rows = [
    await choices(visit, all, kinds),
    await together(visit, all),
    await pages(visit, all),
    await searches(visit, all),
    await single(visit, all),
    ...(await seven(visit, all)),
  ];
  await visit.close();
  return [...rows, ...(await costs(browser, origin, now))];
}

async function opens(visit, path) {
  await visit.open(path);
  await visit.page.locator("h2.district").waitFor();
  return visit.page;
}

/** Every choice of every filter. */
async function choices(visit, all, kinds) {
  const page = await opens(visit, "/cases");
  await page.locator("details.more > summary").click();
  const found = new Map([["all", await total(page)]]);
  for (const group of [...Object.values(GROUPS), "哪时收到的"]) {
    const links = page.getByRole("navigation", { name: group, exact: true }).getByRole("link");
    for (const text of await links.allInnerTexts()) {
      const [, name, n] = text.replace(/\s+/g, " ").match(/^(.*) (\d+)$/);
      if (name !== "全部" && (group !== "哪时收到的" || /^\d+年$/.test(name))) found.set(`${group} ${name}`, n);
    }
  }
  const expected = new Map([["all", String(all.length)]]);
  const expect = (key, choice) => {
    const n = all.filter((one) => fits(choice, one)).length;
    if (n > 0) expected.set(key, String(n));
  };
  for (const [stage, name] of Object.entries(STAGES)) expect(`${GROUPS.stage} ${name}`, { stage });
  for (const { code, zh } of kinds) expect(`${GROUPS.kind} ${zh}`, { kind: code });
  for (const [means, name] of Object.entries(MEANS)) expect(`${GROUPS.means} ${name}`, { means });
  expect(`${GROUPS.withheld} 公开`, { withheld: "no" });
  expect(`${GROUPS.withheld} 不公开内容`, { withheld: "yes" });
  for (const year of new Set(all.map((one) => one.opened_on.slice(0, 4))))
    if ([...found.keys()].includes(`哪时收到的 ${year}年`)) expect(`哪时收到的 ${year}年`, { period: year });
  return agree("portal: the number beside each choice", "choices", found, expected);
}

async function together(visit, all) {
  const [found, expected] = [new Map(), new Map()];
  for (const choice of TOGETHER) {
    const page = await opens(visit, address(choice));
    found.set(address(choice), await total(page));
    expected.set(address(choice), String(all.filter((one) => fits(choice, one)).length));
  }
  return agree("portal: several choices together", "choices", found, expected);
}

/** Every page of a month and of what a neighbourhood's cases name: each case once. */
async function pages(visit, all) {
  const [found, expected] = [new Map(), new Map()];
  const months = [...new Set(all.map((one) => one.opened_on.slice(0, 7)))].sort();
  const place = all.find((one) => one.place && !one.withheld).place;
  const lists = [
    ...[months[0], months[months.length >> 1]].map((period) => [{ period }, (one) => isIn(period, one)]),
    [{ about: place }, (one) => one.place === place && !one.withheld],
  ];
  for (const [choice, of] of lists) {
    const hrefs = [];
    for (let at = address(choice); at;) {
      const page = await opens(visit, at);
      hrefs.push(
        ...(await page.locator("main a.hit").evaluateAll((links) => links.map((link) => link.getAttribute("href")))),
      );
      const next = page.getByRole("navigation", { name: "翻页" }).getByRole("link", { name: "下一页" });
      at = (await next.count()) ? await next.getAttribute("href") : null;
    }
    const ids = hrefs.map((href) => href.split("/").at(-1).replace(/^w-.*/, "withheld"));
    found.set(address(choice), ids.sort().join(" "));
    const wanted = all.filter(of).map((one) => (one.is_named ? one.id : "withheld"));
    expected.set(address(choice), wanted.sort().join(" "));
  }
  return agree("portal: the cases of all pages of a list", "lists", found, expected);
}

async function searches(visit, all) {
  const [found, expected] = [new Map(), new Map()];
  for (const typed of TYPED) {
    await visit.open(address({ q: typed }));
    const { page } = visit;
    await page.locator("h2.district").waitFor();
    found.set(typed, await total(page));
    // The portal says how far it looked; older ones are not asked for.
    const reached = (await page.locator("main").innerText()).match(/(\d+)年(\d+)月(?:到\d+年\d+月)?收到的诉求都找过了/);
    const from = reached ? `${reached[1]}-${reached[2].padStart(2, "0")}` : "";
    const says = (one) =>
      typed.split(" ").every((word) => `${one.title.zh} ${one.title.en}`.toLowerCase().includes(word.toLowerCase()));
    expected.set(typed, String(all.filter((one) => !one.withheld && one.opened_on >= from && says(one)).length));
  }
  return agree("portal: how many cases a search finds", "searches", found, expected);
}

/** Single cases: the day on which it was due, the working days that it took, and whether that was in time. */
async function single(visit, all) {
  const named = all.filter((one) => one.is_named && !one.withheld && one.stage === "closed");
  const paused = named.filter((one) => one.pauses.length > 0);
  const some = [...named, ...paused.slice(0, OPENED * 4)].filter((_, n, of) => n % Math.ceil(of.length / OPENED) === 0);
  const [found, expected] = [new Map(), new Map()];
  for (const one of some) {
    await visit.open(`/cases/${one.id}`);
    const { page } = visit;
    const fact = (term) =>
      page
        .locator("dl.facts > div", { has: page.getByText(term, { exact: true }) })
        .locator("dd")
        .innerText();
    const [, year, month, date] = (await fact("期限")).match(/(\d+)年(\d+)月(\d+)日/);
    const path = await page.locator("main").innerText();
    const isLate = path.includes("超过期限");
    found.set(
      one.id,
      [
        await page.locator("h1").innerText(),
        `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`,
        digits(await fact("用了")),
        isLate,
      ].join("|"),
    );
    const took = workingDays(one.opened_on, one.closed_on) - one.pauses.reduce((sum, pause) => sum + stopped(pause), 0);
    expected.set(one.id, [one.title.zh, one.due_on, took, one.closed_on > one.due_on].join("|"));
  }
  return agree("portal: title, day, working days and lateness of a case", "cases", found, expected);
}

/** The 721 page: every figure of every month, the shares, and the cases behind figures. */
async function seven(visit, all) {
  await visit.open("/cases/721");
  const { page } = visit;
  await page.locator("main table.fan").waitFor();
  const rows = await page
    .locator("main table.tbl tbody tr")
    .evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
  const monthly = new Map(
    rows.map(([month, ...figures]) => [month, figures.map((text) => (text === "·" ? 0 : Number(text))).join(" ")]),
  );
  const months = [...new Set(all.map((one) => one.opened_on.slice(0, 7)))];
  const of = (cases) => [
    ...Object.keys(MEANS).map((means) => cases.filter((one) => one.means === means).length),
    cases.length,
  ];
  const wanted = months.map((month) => {
    const [year, number] = month.split("-").map(Number);
    return [`${year}年${number}月`, of(all.filter((one) => one.opened_on.startsWith(month))).join(" ")];
  });
  const shares = await page
    .locator("main table.fan tbody tr")
    .evaluateAll((found) => found.map((row) => row.textContent));
  const [shown, expected] = [new Map(), new Map()];
  for (const [n, [means, name]] of Object.entries(MEANS).entries()) {
    const such = all.filter((one) => one.means === means);
    const rated = such.filter((one) => one.rating);
    const mean = Math.floor(
      (10 * rated.reduce((sum, one) => sum + one.rating, 0) + Math.floor(rated.length / 2)) / Math.max(1, rated.length),
    );
    const percent = Math.floor((such.length * 100 + Math.floor(all.length / 2)) / all.length);
    expected.set(name, `${percent}% ${such.length} ${mean} ${rated.length}`);
    const text = shares[n].replace(/\s+/g, " ");
    const [, share, count] = text.match(/(\d+)% (\d+) 件/) ?? [];
    const rating = text.match(/([\d.]+) 分，(\d+) 人/);
    shown.set(name, `${share}% ${count} ${rating ? rating[1].replace(".", "") : 0} ${rating?.[2] ?? 0}`);
  }
  const links = await page
    .locator("main table.fan a, main table.tbl td a")
    .evaluateAll((found) => found.map((link) => [link.getAttribute("href"), link.textContent]));
  const behind = links.filter((_, n) => n < 5 || n % 23 === 0);
  const [opened, said] = [new Map(), new Map()];
  for (const [href, text] of behind) {
    opened.set(href, await total(await opens(visit, href)));
    said.set(href, digits(text));
  }
  return [
    agree("721: the figures of each month", "months", monthly, new Map(wanted)),
    agree("721: shares with unclassified in the denominator, and ratings", "classes", shown, expected),
    agree("721: the cases behind a figure", "figures", opened, said),
  ];
}

/** What opening the register costs a first visitor beside the sample city's, and what a search in it costs. */
async function costs(browser, origin, now) {
  const sample = await serve();
  try {
    const sides = { ours: [origin, now, "Pothole"], peer: [sample.origin, undefined, "盲道"] };
    const values = { ours: [], peer: [] };
    for (let round = 0; round < ROUNDS; round += 1)
      for (const side of ["ours", "peer"]) values[side].push(await cost(browser, ...sides[side]));
    const median = (side, what) => summary(values[side].map((one) => one[what])).median;
    const row = (name, unit, what) =>
      beside(name, unit, median("ours", what), median("peer", what), "the sample city, 31 cases");
    return [
      row("portal: data of opening the register, as sent", "bytes", "bytes"),
      row("portal: until the register stands there", "ms", "time"),
      row("portal: data of a search, as sent", "bytes", "searched"),
      row("portal: until what was searched for stands there", "ms", "found"),
    ];
  } finally {
    await sample.stop();
  }
}

async function cost(browser, origin, now, typed) {
  const { page, context } = await visitor(browser, origin, { serviceWorkers: "block", ...(now ? { now } : {}) });
  const responses = [];
  page.on("response", (response) => responses.push(response));
  const data = async () => {
    const of = responses.filter((response) => new URL(response.url()).pathname.startsWith("/data/"));
    const sizes = await Promise.all(of.map(async (response) => (await response.request().sizes()).responseBodySize));
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  let start = performance.now();
  await page.goto("/cases");
  await page.locator("main a.hit").first().waitFor();
  const time = performance.now() - start;
  await ready(page);
  const bytes = await data();
  const before = await page.locator("h2.district").innerText();
  start = performance.now();
  await page.locator("#q").fill(typed);
  await page.waitForFunction((before) => document.querySelector("h2.district")?.innerText !== before, before);
  const found = performance.now() - start;
  await ready(page);
  const searched = (await data()) - bytes;
  await context.close();
  return { time, bytes, found, searched };
}
