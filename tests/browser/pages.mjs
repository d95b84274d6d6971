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

/** Two notices, the second of which asks more than the first. */
export const NOTICES = {
  above:
    "关于开展油烟治理的通知\n各区：\n一、各区于12月20日前报送工作总结。\n二、对重点路段餐饮单位每月检查不少于1次，油烟净化设施安装率不低于90%。\n三、发现问题3日内整改。\n市城管局\n2026年9月1日\n",
  here: "关于进一步做好油烟治理的通知\n各街道：\n一、各街道于11月30日前报送工作总结，每周五前报送油烟治理周报表。\n二、每周检查不少于2次，油烟净化设施安装率不低于98%，对餐饮单位全覆盖排查。\n三、检查人员通过“油烟通”APP打卡，每月排名通报。\n四、不要求社区建立专门台账。\n五、各街道必须高度重视第3类问题。\n六、对燃气设施安全检查和处罚工作，每月报送进展。\n区城管局\n2026年9月10日\n",
};

/** Pastes two notices, or one, and has them read. */
export async function paste(page, { above, here, unit }) {
  if (above !== undefined) await page.locator("#c-above").fill(above);
  await page.locator("#c-here").fill(here);
  if (unit) await page.locator("#c-unit").selectOption(unit);
  await page.locator("main form.form button[type=submit]").first().click();
  await page.locator("#found, .error-summary").first().waitFor();
}

/** `keep` is the address of an answer to save before the page itself is opened, `asked` one to look at
 * before, `pasted` what to paste and have read, and `mockup` the drawing that the page is built after.
 * @type {{name: string, path: string, status?: number, keep?: string, asked?: string, pasted?: {above?: string, here: string, unit?: string}, mockup?: string, title?: RegExp}[]} */
export const pages = [
  { name: "home", mockup: "home-empty", path: "/", title: HOME },
  { name: "home-asked", mockup: "home", path: "/", title: HOME, asked: "/vendor?place=Z-001&goods=snack" },
  { name: "tasks", mockup: "tasks", path: "/tasks" },
  { name: "tasks-search", mockup: "search", path: "/tasks?q=摊点" },
  { name: "unit", path: "/tasks/630102001" },
  { name: "duty", path: "/tasks/630102001/DG-B-01" },
  { name: "duty-law", path: "/tasks/630102001/DG-A-01" },
  { name: "duty-proposed", path: "/tasks/630102001/DG-P-01" },
  { name: "admissions", path: "/tasks/admissions" },
  { name: "admissions-none", path: "/tasks/admissions?decision=refused&by=nobody" },
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
  { name: "requirement-version", path: "/requirements/T-002?seq=1" },
  { name: "requirement-before", path: "/requirements/T-002?on=2026-10-01" },
  { name: "unit-on-a-day", path: "/tasks/630102001?on=2026-11-23" },
  { name: "history", path: "/history/requirements/T-002" },
  { name: "history-two-days", path: "/history/requirements/T-002?since=2026-10-01&until=2026-11-23" },
  { name: "history-unit", path: "/history/tasks/630102001" },
  { name: "history-duty", path: "/history/tasks/630102001/DG-B-01?since=soon" },
  { name: "compare", path: "/compare" },
  { name: "compare-level", path: "/compare?requirement=T-002&step=T-002.1" },
  { name: "compare-read", mockup: "ladder", path: "/compare", pasted: { ...NOTICES, unit: "630102001" } },
  { name: "compare-refused", path: "/compare", pasted: { here: "" }, title: /^(错误：对照两份文件|Error: Compare two documents)/ },
  { name: "vendor-place", mockup: "street", path: "/vendor" },
  { name: "vendor-goods", mockup: "goods", path: "/vendor?place=Z-001" },
  { name: "verdict-conditions", mockup: "verdict", path: "/vendor?place=Z-001&goods=snack&at=2026-11-23T10:00" },
  { name: "verdict-prohibited", mockup: "verdict-variants", path: "/vendor?place=Z-001&goods=snack&at=2026-11-23T22:00" },
  { name: "verdict-no-rule", mockup: "verdict-variants", path: "/vendor?place=Z-001&goods=repair&at=2026-11-23T22:00" },
  { name: "verdict-stale", mockup: "verdict-variants", path: "/vendor?place=Z-001&goods=produce&at=2027-02-10T13:00" },
  { name: "map", path: "/map" },
  { name: "map-snack", path: "/map?middle=101774098,36618178&zoom=15&place=Z-001&goods=snack&at=2026-11-23T10:00" },
  { name: "map-cases", path: "/map?middle=101774098,36618178&zoom=15&place=Z-007&goods=snack&at=2026-11-23T10:00&cases=yes" },
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
  { name: "feedback-photo", mockup: "feedback-photo", path: "/feedback?step=photo" },
  { name: "feedback-similar", mockup: "feedback-similar", path: "/feedback?step=similar" },
  { name: "feedback-check", mockup: "feedback-check", path: "/feedback?step=check" },
  { name: "feedback-done", mockup: "feedback-receipt", path: "/feedback?step=done" },
  { name: "follow", mockup: "feedback-follow", path: "/feedback/follow" },
  { name: "follow-no-receipt", path: "/feedback/follow#0000-0000" },
  { name: "cases", mockup: "cases", path: "/cases" },
  { name: "cases-about", path: "/cases?about=Z-007&means=enforcement" },
  { name: "cases-none", path: "/cases?q=nothing-like-it&period=soon" },
  { name: "case", mockup: "case", path: "/cases/K-016" },
  { name: "case-changed", path: "/cases/K-006" },
  { name: "case-withheld", path: "/cases/K-030" },
  { name: "case-merged", path: "/cases/K-031" },
  { name: "case-group", path: "/cases/K-022" },
  { name: "case-none", path: "/cases/K-999" },
  { name: "seven", mockup: "seven", path: "/cases/721" },
  { name: "seven-few", path: "/cases/721?period=2026-q4" },
  { name: "updates", path: "/updates" },
  { name: "corrections", path: "/corrections" },
  { name: "corrections-none", path: "/corrections?flag=app_added&decided=no" },
  { name: "open-data", path: "/open-data" },
  { name: "about", path: "/about" },
  { name: "not-found", path: "/no-such-page", status: 404 },
];

/** Opens a page of the list in a language, after saving the answer it needs as a visitor does. */
export async function openPage(visit, { path, keep, asked, pasted }, lang) {
  if (asked) await visit.open(inLanguage(asked, lang));
  if (keep) {
    await visit.open(inLanguage(keep, lang));
    await visit.page.getByRole("button", { name: /^(存下|Save)$/ }).click();
    await visit.page.getByRole("link", { name: /打开小票|Open the slip/ }).waitFor();
  }
  const response = await visit.open(inLanguage(path, lang));
  if (pasted) await paste(visit.page, pasted);
  return response;
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
