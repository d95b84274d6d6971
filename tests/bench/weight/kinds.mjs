// How Baltimore's request types are kinds of feedback here, and by which means each type is taken to have been
// handled. The file says nothing of means: they follow from the type alone, and the same way each time.
import { workingDays } from "./days.mjs";

/** The departments that have a kind of their own; the others share one. */
const DEPARTMENTS = {
  SW: ["垃圾和街面清扫", "Solid waste"],
  HCD: ["房屋和空地", "Housing"],
  WW: ["供水和排水", "Water and wastewater"],
  TRS: ["停车", "Parking"],
  TRM: ["道路养护", "Road maintenance"],
  BGE: ["路灯", "Street lights"],
  HLTH: ["卫生和动物", "Health and animals"],
  ECC: ["咨询和意见", "Call centre"],
  FCPF: ["停车罚单", "Parking fines"],
  FIR: ["消防", "Fire department"],
  TRT: ["信号灯和标志", "Signals and signs"],
  FOR: ["树木", "Trees"],
  FCCS: ["账单", "Bills"],
  TEC: ["人行道工程", "Footways"],
  TTR: ["拖移车辆", "Towing"],
  RP: ["公园", "Parks"],
  TR: ["扫雪登记", "Snow programmes"],
};
const OTHER = ["其他", "Other"];

/** The code of the kind of a request. */
export const kindOf = ({ department }) => (DEPARTMENTS[department] ? department.toLowerCase() : "other");

/** The code of a type as an option of its kind's question. */
export const optionOf = (type) =>
  type
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** The kinds: names, types, and the working days of an answer, the median of what the city had set itself. */
export function kinds(requests) {
  const found = new Map();
  for (const request of requests) {
    const code = kindOf(request);
    const kind = found.get(code) ?? { code, types: new Set(), days: [] };
    kind.types.add(request.type);
    if (request.due) kind.days.push(workingDays(request.created.day, request.due.day));
    found.set(code, kind);
  }
  return [...found.values()].map(({ code, types, days }) => {
    const [zh, en] = DEPARTMENTS[code.toUpperCase()] ?? OTHER;
    return { code, zh, en, types: [...types].sort(), days: days.length > 0 ? middle(days) : null };
  });
}

const MEANS = [
  [/^(TRS|TTR|BCLB)|^FCPF-Trial/, "enforcement"],
  [/^(ECC|FC|FIN)/, "unclassified"],
  [/^HCD|Illegal|Complaint|Inspection|Investigation|Aggressive|Unsanitary/, "management"],
];
export const meansOf = (type) => MEANS.find(([types]) => types.test(type))?.[1] ?? "service";

const REASONS = [
  [/^(ECC|FCCS|FCDA|FIN)/, "explained"],
  [/^FCPF/, "beyond_powers"],
  [/Investigation|Concern/, "not_verified"],
  [/Sign New|Traffic Study/, "changed"],
];
export const reasonOf = (type) => REASONS.find(([types]) => types.test(type))?.[1] ?? "done";

/** Why the clock of such a case stood still for a third of its time; `null` where it did not. */
export function pauseOf(type) {
  if (/^(FOR|TRM-Snow)/.test(type)) return "emergency";
  if (/^TEC/.test(type)) return "legal_procedure";
  return /^WW/.test(type) ? "examination" : null;
}

/** Why such a case is withheld, and whether only after it had been public; `null` where it is not. */
export function withheldOf(type) {
  if (/^FCPF-Trial/.test(type)) return { reason: "personal", taken_back: true };
  if (/^FCPF|Overcrowding|No Heat|Water In Basement/.test(type)) return { reason: "personal", taken_back: false };
  return /Abused|Animal Bite|Attack/.test(type) ? { reason: "investigation", taken_back: false } : null;
}
