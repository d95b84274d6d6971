// What is done to each request, day by day, from its own status and dates, and what has to be public in the end.
// Everything here comes from the file and the calendar; nothing is read from the program.
import { CITY_UNIT, unitOf } from "./city.mjs";
import { daysBetween, plusDays, plusWorkingDays, stopped, workingDays } from "./days.mjs";
import { kindOf, meansOf, optionOf, pauseOf, reasonOf, withheldOf } from "./kinds.mjs";

const SCREENER = { as: "受理一", role: "screener" };
const REVIEWER = { as: "复核一", role: "reviewer" };
const SECOND = { as: "复核二", role: "reviewer" };

const both = (zh, en) => ({ zh, en });

/** What a status of the file comes to. */
const ENDS = { Closed: "closed", "Closed (Duplicate)": "merged", "Closed (Transferred)": "referred" };
const OPEN = {
  Open: "in_progress",
  "Open (Duplicate)": "in_progress",
  "In Progress": "in_progress",
  Pending: "paused",
  New: "received",
  "New (Duplicate)": "received",
};

/** The day on which nothing more is done about a request; none while it is open. */
const endOf = (request) => (ENDS[request.status] ? request.closed.day : "9999-12-31");

/** For each request the one that it is merged into: the latest of its type from before that is open then. */
function others(requests) {
  const before = new Map();
  return requests.map((request) => {
    const same = before.get(request.type) ?? [];
    before.set(request.type, [...same, request]);
    if (ENDS[request.status] !== "merged") return null;
    return same.findLast((other) => endOf(other) > request.closed.day) ?? null;
  });
}

const publicId = ({ number }) => `B-${number}`;

/** The plan of requests of these kinds and `known` neighbourhoods: for each day what is sent and what is done, and the cases as they have to be public. */
export function plan(requests, kinds, known) {
  const byCode = new Map(kinds.map((kind) => [kind.code, kind]));
  const numbers = new Map(requests.map((request, n) => [request, n + 1]));
  const into = others(requests);
  const days = new Map();
  const on = (day) => {
    if (!days.has(day)) days.set(day, { sent: [], acts: [], rated: [] });
    return days.get(day);
  };
  const cases = requests.map((request, n) => {
    const kind = byCode.get(kindOf(request));
    on(request.created.day).sent.push({ number: n + 1, request, body: body(request, kind, known) });
    const one = oneCase(request, kind, into[n], known);
    for (const { day, by, action } of one.acts) {
      const target = action.action === "merge" ? { ...action, into: String(numbers.get(action.into)) } : action;
      on(day).acts.push({ case: n + 1, ...by, action: target });
    }
    if (one.rating) on(request.closed.day).rated.push({ number: n + 1, score: one.rating });
    return { number: n + 1, request, ...one };
  });
  tellMergers(cases, into);
  const ordered = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
  const today = plusDays(ordered.at(-1)[0], 1);
  for (const one of cases) Object.assign(one, clockOf(one, today));
  return { days: ordered, cases, today };
}

/** What the clock of a case says in the end: the last day as the desk sees it, the working days used, and whether it is late. */
function clockOf({ opened_on, promised, due_on, answered_on, closed_on, pauses }, today) {
  const end = answered_on ?? closed_on ?? today;
  // The day of the receipt counts neither way.
  const first = plusDays(opened_on, 1);
  const still = pauses.map(({ from, until }) => ({ from: from > first ? from : first, until }));
  const lasting = still.find(({ until }) => !until);
  // While a clock is stopped, the last day is that if it ran again today, and today is not used.
  const pushed =
    lasting && lasting.from <= promised
      ? plusWorkingDays(promised, stopped({ from: lasting.from, until: today }))
      : promised;
  const last = lasting ? pushed : due_on;
  const stood = still.reduce(
    (sum, pause) => sum + stopped({ from: pause.from, until: pause.until ?? plusDays(end, 1) }),
    0,
  );
  return { last, used: workingDays(opened_on, end) - stood, overdue: end > last };
}

/** Names the case that goes on for a merged one; while that is not public, neither is the merged one. */
function tellMergers(cases, into) {
  const of = new Map(cases.map((one) => [one.request, one]));
  // The other came in before, so that it is settled already whether it is public.
  for (const [n, one] of cases.entries()) {
    if (one.stage !== "merged") continue;
    const other = of.get(into[n]);
    one.is_public = other.is_public;
    one.merged_into = other.is_named ? other.id : "a withheld one";
  }
}

function body(request, kind, known) {
  const place = request.lat && request.long ? { lat: request.lat, long: request.long } : {};
  return {
    service_code: kind.code,
    description: `${request.number} ${request.type} (${request.by})`,
    address_string: request.address,
    address_id: known.get(request.neighbourhood) ?? "",
    attribute: { type: optionOf(request.type) },
    ...place,
  };
}

/** What is done to one request, and what it comes to. */
function oneCase(request, kind, other, known) {
  const opened_on = request.created.day;
  const unit = unitOf(kind);
  const handler = { as: `承办-${kind.code}`, role: "handler", unit };
  const acts = [];
  const act = (day, by, action, given = {}) => acts.push({ day, by, action: { action, ...given } });
  const title = request.neighbourhood
    ? both(`${request.type}，${request.neighbourhood}`, `${request.type}, ${request.neighbourhood}`)
    : both(request.type, request.type);
  const came = {
    id: publicId(request),
    service: kind.code,
    title,
    place: known.get(request.neighbourhood),
    unit,
    opened_on,
    promised: plusWorkingDays(opened_on, kind.days),
    due_on: plusWorkingDays(opened_on, kind.days),
    closed_on: undefined,
    answered_on: undefined,
    stage: "received",
    means: "unclassified",
    pauses: [],
    is_public: false,
    is_named: false,
    acts,
  };
  let status = ENDS[request.status] ?? OPEN[request.status];
  if (status === "received") return came;
  // A duplicate of nothing that is still open is answered by itself.
  if (status === "merged" && !other) status = "closed";
  act(opened_on, SCREENER, "screen");
  act(opened_on, SCREENER, "assign", { unit });
  const ended = request.closed?.day;
  if (status === "closed") close(came, request, ended, act, handler);
  if (status === "merged")
    act(ended, SCREENER, "merge", { into: other, text: both("和更早的一件合在一起办", "Handled with an earlier one") });
  if (status === "referred")
    act(ended, SCREENER, "refer", { to: CITY_UNIT, text: both("请打 311", "Please call 311") });
  if (ENDS[request.status]) Object.assign(came, { stage: status, closed_on: ended });
  const told = request.changed.day > (ended ?? opened_on) ? request.changed.day : (ended ?? opened_on);
  if (status === "in_progress") {
    act(told, handler, "progress", { text: both("正在办", "Being done") });
    came.stage = "in_progress";
  }
  if (status === "paused") {
    act(told, handler, "pause", { reason: "waiting_for_unit" });
    Object.assign(came, { stage: "assigned", pauses: [{ from: told }], due_on: null });
  }
  publish(came, request, told, act, handler);
  return came;
}

function close(came, request, ended, act, handler) {
  const why = pauseOf(request.type);
  const third = Math.floor(daysBetween(came.opened_on, ended) / 3);
  if (why && third > 0) {
    const pause = { from: plusDays(came.opened_on, third), until: plusDays(came.opened_on, 2 * third) };
    act(pause.from, handler, "pause", { reason: why });
    act(pause.until, handler, "resume");
    // One that begins after the last day does not push it.
    if (pause.from <= came.due_on) came.due_on = plusWorkingDays(came.due_on, stopped(pause));
    came.pauses = [pause];
  }
  const means = meansOf(request.type);
  const reason = reasonOf(request.type);
  act(ended, handler, "answer", { text: both(`办过了：${request.type}。`, `It was handled: ${request.type}.`) });
  act(ended, handler, "close", { reason, means, ground: both("按类型归类", "By its type") });
  Object.assign(came, { answered_on: ended, means, close_reason: reason });
  // Those who wrote with the city's app could say what they think: in time, late, or no day was promised.
  if (request.by === "API") came.rating = request.due ? (ended <= request.due.day ? 5 : 2) : 4;
}

/** The public version, drafted by one person and cleared by another, or why there is none. */
function publish(came, request, day, act, handler) {
  const withheld = came.stage === "closed" ? withheldOf(request.type) : null;
  const version = { title: came.title, description: came.title };
  if (!withheld || withheld.taken_back) {
    act(day, handler, "redact", version);
    act(day, REVIEWER, "clear", { ...version, ...(came.place ? { place: came.place } : {}) });
    act(day, REVIEWER, "publish", { id: came.id });
  }
  if (withheld) act(withheld.taken_back ? plusDays(day, 1) : day, SECOND, "withhold", { reason: withheld.reason });
  came.is_public = true;
  came.withheld = withheld?.reason;
  came.is_named = !withheld || withheld.taken_back;
}
