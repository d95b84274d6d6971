// Every page of the portal, for the accessibility tests and the screenshots. `path` is the address
// of the Chinese page; the English one has a prefix.
import { readFileSync } from "node:fs";

/** All addresses, as written by the crate `routes`. */
export const routes = JSON.parse(
  readFileSync(new URL("../../crates/routes/routes.json", import.meta.url), "utf8"),
);
const [ENGLISH] = routes.prefixes;

/** The answer that is saved for some pages; sequence 1 is the snapshot under test. */
const KEPT = "/vendor?place=Z-001&goods=snack&at=2026-11-23T10:00";
const SAVED_ANSWER = "/slip?place=Z-001&goods=snack&at=2026-11-23T10:00:00%2B08:00&seq=1";

/** A question or an answer is the heading of its page, which has a shorter title. */
const HOME = /^(现在能不能摆|May I sell here now\?)/;

/** `keep` is the address of an answer to save before the page itself is opened, `asked` one to look at
 * before, and `mockup` the drawing that the page is built after.
 * @type {{name: string, path: string, status?: number, keep?: string, asked?: string, mockup?: string, title?: RegExp}[]} */
export const pages = [
  { name: "home", mockup: "home-empty", path: "/", title: HOME },
  { name: "home-asked", mockup: "home", path: "/", title: HOME, asked: "/vendor?place=Z-001&goods=snack" },
  { name: "tasks", mockup: "tasks", path: "/tasks" },
  { name: "tasks-search", mockup: "search", path: "/tasks?q=摊点" },
  { name: "unit", path: "/tasks/630102001" },
  { name: "duty", path: "/tasks/630102001/DG-B-01" },
  { name: "office", mockup: "office", path: "/office/630104003" },
  { name: "office-photos", path: "/office/630104003?part=photo" },
  { name: "office-twice", path: "/office/630104002?part=twice" },
  { name: "office-uncounted", path: "/office/630102001?part=uncounted" },
  { name: "glance", path: "/glance" },
  { name: "glance-opened", path: "/glance?year=2025&level=street&part=corrected" },
  { name: "requirements", path: "/requirements" },
  { name: "requirement-clean", path: "/requirements/T-001" },
  { name: "requirement-corrected", mockup: "ladder", path: "/requirements/T-002" },
  { name: "requirement-open", path: "/requirements/T-010" },
  { name: "vendor-place", mockup: "street", path: "/vendor" },
  { name: "vendor-goods", mockup: "goods", path: "/vendor?place=Z-001" },
  { name: "verdict-conditions", mockup: "verdict", path: "/vendor?place=Z-001&goods=snack&at=2026-11-23T10:00" },
  { name: "verdict-prohibited", mockup: "verdict-variants", path: "/vendor?place=Z-001&goods=snack&at=2026-11-23T22:00" },
  { name: "verdict-no-rule", mockup: "verdict-variants", path: "/vendor?place=Z-001&goods=repair&at=2026-11-23T22:00" },
  { name: "verdict-stale", mockup: "verdict-variants", path: "/vendor?place=Z-001&goods=produce&at=2027-02-10T13:00" },
  { name: "map", path: "/map" },
  { name: "map-snack", path: "/map?middle=101774098,36618178&zoom=15&place=Z-001&goods=snack&at=2026-11-23T10:00" },
  { name: "verdict-bad-time", path: "/vendor?place=Z-001&goods=snack&at=tomorrow" },
  { name: "verdict-week", mockup: "week", path: "/vendor?place=Z-001&goods=produce&at=2026-12-29T13:00&show=week" },
  { name: "verdict-year", mockup: "year", path: "/vendor?place=Z-001&goods=drink&at=2026-11-23T13:00&show=year" },
  { name: "slips-none", path: "/slips" },
  { name: "slip-not-kept", path: SAVED_ANSWER },
  { name: "slips", path: "/slips", keep: KEPT },
  { name: "slip", mockup: "card", path: SAVED_ANSWER, keep: KEPT },
  { name: "notice", mockup: "print-notice", path: "/notice?place=Z-001" },
  { name: "slip-broken", path: "/slip?place=Z-001&at=yesterday" },
  { name: "notice-unknown", path: "/notice?place=Z-999" },
  { name: "notice-choose", path: "/notice" },
  { name: "notice-one-side", path: "/notice?place=Z-011" },
  { name: "feedback-what", mockup: "feedback-kind", path: "/feedback" },
  { name: "feedback-unknown-about", path: "/feedback?about=Z-999&step=nowhere" },
  { name: "feedback-words", mockup: "feedback-words", path: "/feedback?step=words" },
  { name: "feedback-where", mockup: "feedback-place", path: "/feedback?step=where&about=Z-001" },
  { name: "feedback-contact", path: "/feedback?step=contact" },
  { name: "feedback-check", mockup: "feedback-check", path: "/feedback?step=check" },
  { name: "feedback-done", mockup: "feedback-receipt", path: "/feedback?step=done" },
  { name: "follow", mockup: "feedback-follow", path: "/feedback/follow" },
  { name: "follow-no-receipt", path: "/feedback/follow#0000-0000" },
  { name: "updates", path: "/updates" },
  { name: "corrections", path: "/corrections" },
  { name: "corrections-none", path: "/corrections?flag=app_added&decided=no" },
  { name: "open-data", path: "/open-data" },
  { name: "about", path: "/about" },
  { name: "not-found", path: "/no-such-page", status: 404 },
];

/** Opens a page of the list in a language, after saving the answer it needs as a visitor does. */
export async function openPage(visit, { path, keep, asked }, lang) {
  if (asked) await visit.open(inLanguage(asked, lang));
  if (keep) {
    await visit.open(inLanguage(keep, lang));
    await visit.page.getByRole("button", { name: /^(存下|Save)$/ }).click();
    await visit.page.getByRole("link", { name: /打开小票|Open the slip/ }).waitFor();
  }
  return visit.open(inLanguage(path, lang));
}

/** The path in a language. */
export function inLanguage(path, lang) {
  if (lang === "zh") return path;
  return path === "/" ? `/${ENGLISH}` : `/${ENGLISH}${path}`;
}

/** Whether a path belongs to the page with these segments, where `*` matches any. */
export function fits(segments, path) {
  const parts = path.split("?")[0].split("/").filter(Boolean);
  const matches = (segment, i) => segment === "*" || segment === parts[i];
  return segments.length === parts.length && segments.every(matches);
}
