// Every page of the portal, once: what is checked for access and what is pictured.
// `path` is the Chinese one; the English one has `/en` before it.

/** @type {{name: string, path: string, status?: number}[]} */
export const pages = [
  { name: "home", path: "/" },
  { name: "tasks", path: "/tasks" },
  { name: "tasks-search", path: "/tasks?q=摊点" },
  { name: "unit", path: "/tasks/630102001" },
  { name: "duty", path: "/tasks/630102001/DG-B-01" },
  { name: "requirements", path: "/requirements" },
  { name: "requirement-clean", path: "/requirements/T-001" },
  { name: "requirement-corrected", path: "/requirements/T-002" },
  { name: "requirement-open", path: "/requirements/T-010" },
  { name: "vendor-place", path: "/vendor" },
  { name: "vendor-goods", path: "/vendor?place=Z-001" },
  { name: "verdict-conditions", path: "/vendor?place=Z-001&goods=snack&at=2026-11-23T10:00" },
  { name: "verdict-prohibited", path: "/vendor?place=Z-001&goods=snack&at=2026-11-23T22:00" },
  { name: "verdict-no-rule", path: "/vendor?place=Z-001&goods=repair&at=2026-11-23T22:00" },
  { name: "verdict-stale", path: "/vendor?place=Z-001&goods=produce&at=2027-02-10T13:00" },
  { name: "map", path: "/map" },
  { name: "map-snack", path: "/map?middle=101774098,36618178&zoom=15&place=Z-001&goods=snack&at=2026-11-23T10:00" },
  { name: "feedback-what", path: "/feedback" },
  { name: "feedback-words", path: "/feedback?step=words" },
  { name: "feedback-where", path: "/feedback?step=where&about=Z-001" },
  { name: "feedback-contact", path: "/feedback?step=contact" },
  { name: "feedback-check", path: "/feedback?step=check" },
  { name: "follow", path: "/feedback/follow" },
  { name: "updates", path: "/updates" },
  { name: "open-data", path: "/open-data" },
  { name: "about", path: "/about" },
  { name: "not-found", path: "/no-such-page", status: 404 },
];

/** The path in a language. */
export function inLanguage(path, lang) {
  if (lang === "zh") return path;
  return path === "/" ? "/en" : `/en${path}`;
}
