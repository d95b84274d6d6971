// A city for the requests: the sheets of Xining's that a city cannot do without, empty where they are about rules
// and duties, with Baltimore's departments, neighbourhoods, kinds of requests and holidays.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../browser/harness.mjs";
import { YEARS, holidays } from "./days.mjs";
import { optionOf } from "./kinds.mjs";

const XINING = join(root, "cities/xining");
export const CITY_UNIT = "245100";
const SETTINGS = `id = "baltimore-311"
name = { zh = "巴尔的摩 311", en = "Baltimore 311" }
sample = true
time_zone = "America/New_York"
licence = { zh = "公有领域", en = "Public domain", url = "https://data.baltimorecity.gov" }
bounds = [-77.0, 39.0, -76.0, 39.7]
deadline_buffer_days = 7
hotline = "311"
emergency = ["911"]
notice = { zh = "量测用的城市。", en = "A city for measurements." }
[rules]
expiry_day = "excluded"
[feedback]
text_max_chars = 2000
contact_retention_days = 3650
text_retention_days = 3650
[means]
version = "1"
since = "2014-01-01"
service = { zh = "办成了或者说清楚了", en = "It was done or told" }
management = { zh = "去看了并且要求改正", en = "It was looked at and an order given" }
enforcement = { zh = "有处罚或者强制措施", en = "There was a penalty or a coercive measure" }
`;

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The code of the unit of a department. */
export const unitOf = (kind) => `${CITY_UNIT}${kind.code}`;

/** The identifiers of the neighbourhoods, by name. */
export function places(requests) {
  const names = [...new Set(requests.map(({ neighbourhood }) => neighbourhood))].filter(Boolean).sort();
  return new Map(names.map((name, n) => [name, `Z-${String(n + 1).padStart(3, "0")}`]));
}

/** Writes the city's folder. */
export function writeCity(folder, requests, kinds) {
  mkdirSync(folder, { recursive: true });
  const heads = new Map();
  for (const file of readdirSync(XINING).filter((name) => name.endsWith(".csv"))) {
    const head = readFileSync(join(XINING, file), "utf8")
      .replace(/^\ufeff/, "")
      .split(/\r?\n/)[0];
    heads.set(file, head.split(","));
    writeFileSync(join(folder, file), `${head}\n`);
  }
  /** Rows by heading; every row says that it is official. */
  const sheet = (file, rows) => {
    const head = heads.get(file);
    const line = (row) =>
      head.map((name) => cell(String({ 来源类型: "官方文本", 来源说明: "Open Baltimore", ...row }[name] ?? "")));
    writeFileSync(join(folder, file), `${[head, ...rows.map(line)].map((cells) => cells.join(",")).join("\n")}\n`);
  };
  writeFileSync(join(folder, "portal.toml"), SETTINGS);
  sheet("单位.csv", [
    { 单位代码: CITY_UNIT, 名称: "巴尔的摩市", 英文名称: "Baltimore", 层级: "市" },
    ...kinds.map((kind) => ({
      单位代码: unitOf(kind),
      名称: `${kind.zh}部门`,
      英文名称: kind.en,
      层级: "区县",
      上级代码: CITY_UNIT,
    })),
  ]);
  sheet(
    "诉求类别.csv",
    kinds.map((kind) => ({
      类别编号: kind.code,
      名称: kind.zh,
      英文名称: kind.en,
      答复工作日: kind.days ?? "",
      引导到其他渠道: "否",
      默认匿名: "否",
      公开方式: "逐件公开",
    })),
  );
  sheet(
    "诉求问题.csv",
    kinds.map((kind) => ({
      类别编号: kind.code,
      问题编号: "type",
      问题: "哪一种？",
      英文问题: "Which type?",
      回答方式: "单选",
      必答: "是",
      选项: kind.types.map((type) => `${optionOf(type)}=${type}`).join("；"),
      顺序: 1,
    })),
  );
  sheet(
    "日历.csv",
    YEARS.flatMap((year) =>
      holidays(year).map(([day, name]) => ({ 日期: day, 名称: name, 英文名称: name, 类型: "放假", 年份: year })),
    ),
  );
  const known = places(requests);
  sheet(
    "地点.csv",
    [...known].map(([name, id]) => ({
      地点编号: id,
      名称: name,
      英文名称: name,
      类型: "片区",
      侧: "两侧",
      等级: "未分级",
      单位代码: CITY_UNIT,
    })),
  );
  writeFileSync(
    join(folder, "地点.geojson"),
    JSON.stringify({ type: "FeatureCollection", features: [...known].map(([name, id]) => point(requests, name, id)) }),
  );
}

/** A neighbourhood as the point in the middle of its requests; those that were rounded to a degree are none of them. */
function point(requests, name, id) {
  const inside = requests.filter(
    (one) => one.neighbourhood === name && one.lat.includes(".") && one.long.includes("."),
  );
  const mean = (of) => (inside.length ? inside.reduce((sum, one) => sum + Number(of(one)), 0) / inside.length : null);
  const at = [mean((one) => one.long) ?? -76.6122, mean((one) => one.lat) ?? 39.2904].map((n) => Number(n.toFixed(6)));
  return { type: "Feature", properties: { id, approximate: true }, geometry: { type: "Point", coordinates: at } };
}
