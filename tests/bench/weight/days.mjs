// Days and working days, counted without the program: by the federal holidays of the United States.
const DAY = 86_400_000;
const of = (text) => Date.parse(`${text}T00:00:00Z`);
const text = (at) => new Date(at).toISOString().slice(0, 10);
const weekday = (at) => new Date(at).getUTCDay();

export const plusDays = (day, n) => text(of(day) + n * DAY);
export const daysBetween = (from, to) => (of(to) - of(from)) / DAY;

/** The years that have a calendar, and those before and after that a case reaches. */
export const YEARS = [2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020];

/** The `n`th such weekday of a month; the last one where `n` is -1. */
function nth(year, month, day, n) {
  const first = Date.UTC(year, month - 1, 1);
  const days = Array.from({ length: 31 }, (_, i) => first + i * DAY);
  const such = days.filter((at) => new Date(at).getUTCMonth() === month - 1 && weekday(at) === day);
  return such.at(n > 0 ? n - 1 : n);
}

/** The holidays of a year, each with its name, on the day on which offices are closed. */
export function holidays(year) {
  const fixed = [
    [Date.UTC(year, 0, 1), "New Year’s Day"],
    [Date.UTC(year, 6, 4), "Independence Day"],
    [Date.UTC(year, 10, 11), "Veterans Day"],
    [Date.UTC(year, 11, 25), "Christmas Day"],
  ];
  // On a Saturday it is kept the day before, on a Sunday the day after.
  const kept = fixed.map(([at, name]) => [at + ({ 6: -DAY, 0: DAY }[weekday(at)] ?? 0), name]);
  const moving = [
    [nth(year, 1, 1, 3), "Martin Luther King Jr. Day"],
    [nth(year, 2, 1, 3), "Presidents’ Day"],
    [nth(year, 5, 1, -1), "Memorial Day"],
    [nth(year, 9, 1, 1), "Labor Day"],
    [nth(year, 10, 1, 2), "Columbus Day"],
    [nth(year, 11, 4, 4), "Thanksgiving Day"],
  ];
  return [...kept, ...moving].sort(([a], [b]) => a - b).map(([at, name]) => [text(at), name]);
}

const off = new Set(YEARS.flatMap((year) => holidays(year).map(([day]) => day)));

/** Every working day of all years, in order, and the place of each day among them. */
const working = [];
const upTo = new Map();
for (let day = `${YEARS[0]}-01-01`; day <= `${YEARS.at(-1)}-12-31`; day = plusDays(day, 1)) {
  if (![0, 6].includes(weekday(of(day))) && !off.has(day)) working.push(day);
  upTo.set(day, working.length);
}

/** The working days in `(from, to]`. */
export const workingDays = (from, to) => (to > from ? upTo.get(to) - upTo.get(from) : 0);

/** The `n`th working day after a day. */
export const plusWorkingDays = (day, n) => (n === 0 ? day : working[upTo.get(day) + n - 1]);

/** The working days in `[from, until)`, on which a clock that was stopped stood still. */
export const stopped = ({ from, until }) => workingDays(plusDays(from, -1), plusDays(until, -1));
