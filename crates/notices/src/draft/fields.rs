//! A demand as the fields that a person fills in, a few a kind, and back.

use civic::Text;
use civic::duties::{DeliverableKind, Frequency, Milli, Period, ToolKind};
use civic::time::Date;

use crate::reading::{
    AssessmentKind, Day, Deadline, HowOften, Item, Kind, Limit, Quantity, Scope, TimeUnit, Value,
    YearFrom,
};

/// The name of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldName {
    /// Which form a deadline has.
    Form,
    /// A day, with its year where it is known.
    Day,
    /// A time of day; may be empty.
    Clock,
    /// A span of time: how much.
    Span,
    /// Its unit.
    SpanUnit,
    /// How many times; of a thing it may be empty.
    Times,
    /// In which period.
    Per,
    /// At least, at most, about or just so.
    Bound,
    /// What is measured; may be empty.
    Measure,
    /// How much.
    Amount,
    /// The unit of measure; may be empty.
    Unit,
    /// The kind of a thing.
    Thing,
    /// What it is called; may be empty.
    Name,
    /// Who or what is covered.
    Covered,
    /// How many of them; empty for all.
    Count,
    /// What is counted.
    Counted,
    /// How it is assessed.
    Assessed,
}

impl FieldName {
    /// The code, for identifiers of a page.
    pub fn code(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Day => "day",
            Self::Clock => "clock",
            Self::Span => "span",
            Self::SpanUnit => "span-unit",
            Self::Times => "times",
            Self::Per => "per",
            Self::Bound => "bound",
            Self::Measure => "measure",
            Self::Amount => "amount",
            Self::Unit => "unit",
            Self::Thing => "thing",
            Self::Name => "name",
            Self::Covered => "covered",
            Self::Count => "count",
            Self::Counted => "counted",
            Self::Assessed => "assessed",
        }
    }

    /// What it is called in a form.
    pub fn label(self) -> Text {
        let (zh, en) = match self {
            Self::Form => ("哪一种时限", "Which form"),
            Self::Day => (
                "某日前：日期，如 2026-10-15 或 10-15",
                "By a day: the date, such as 2026-10-15 or 10-15",
            ),
            Self::Clock => (
                "几点前，如 17:00；没有写就空着",
                "By what time, such as 17:00; empty if none is given",
            ),
            Self::Span => (
                "多久以内：数字，如 3",
                "Within a span of time: a number, such as 3",
            ),
            Self::SpanUnit => ("多久以内：单位", "Within a span of time: the unit"),
            Self::Times => ("几次", "How many times"),
            Self::Per => ("多久里", "In which period"),
            Self::Bound => ("不少于还是不超过", "At least or at most"),
            Self::Measure => ("量什么，如 整改率", "What is measured"),
            Self::Amount => ("数，如 98 或 98.5", "How much, such as 98 or 98.5"),
            Self::Unit => ("单位，如 % 或 处", "The unit, such as %"),
            Self::Thing => ("哪一种", "Which kind"),
            Self::Name => ("叫什么，如 周报表", "What it is called"),
            Self::Covered => ("对谁、对什么", "Who or what"),
            Self::Count => ("有多少；全部就空着", "How many of them; empty for all"),
            Self::Counted => ("数的是什么，如 户", "What is counted"),
            Self::Assessed => ("怎样考核", "How it is assessed"),
        };
        Text::new(zh, en)
    }

    /// What is wrong with what was written in it.
    pub fn wrong(self) -> Text {
        let (zh, en) = match self {
            Self::Day => (
                "请把日期写成 2026-10-15 或 10-15",
                "Write the date as 2026-10-15 or 10-15",
            ),
            Self::Clock => ("请把时间写成 17:00", "Write the time as 17:00"),
            Self::Span | Self::Times | Self::Count => {
                ("请写一个整数，如 3", "Write a whole number, such as 3")
            }
            Self::Amount => (
                "请写一个数，如 98 或 98.5",
                "Write a number, such as 98 or 98.5",
            ),
            Self::Covered => ("请写对谁、对什么", "Write who or what is covered"),
            _ => ("请选一项", "Choose one"),
        };
        Text::new(zh, en)
    }
}

/// A field of a demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: FieldName,
    /// What is in it: a text, or the code of a choice.
    pub given: String,
    /// What there is to choose from, by code; empty for a text.
    pub choices: Vec<(&'static str, Text)>,
}

const DAY: &str = "day";
const WITHIN: &str = "within";
const SAME_DAY: &str = "same_day";

fn forms() -> Vec<(&'static str, Text)> {
    vec![
        (DAY, Text::new("某日前", "By a day")),
        (WITHIN, Text::new("多久以内", "Within a span of time")),
        (SAME_DAY, Text::new("当日", "The same day")),
    ]
}

const TIME_UNITS: [TimeUnit; 6] = [
    TimeUnit::Minute,
    TimeUnit::Hour,
    TimeUnit::Day,
    TimeUnit::WorkingDay,
    TimeUnit::Week,
    TimeUnit::Month,
];

const LIMITS: [Limit; 4] = [Limit::AtLeast, Limit::AtMost, Limit::About, Limit::Exactly];

fn code_of_unit(unit: TimeUnit) -> (&'static str, Text) {
    let (code, zh, en) = match unit {
        TimeUnit::Minute => ("minute", "分钟", "minutes"),
        TimeUnit::Hour => ("hour", "小时", "hours"),
        TimeUnit::Day => ("day", "天", "days"),
        TimeUnit::WorkingDay => ("working_day", "个工作日", "working days"),
        TimeUnit::Week => ("week", "周", "weeks"),
        TimeUnit::Month => ("month", "个月", "months"),
    };
    (code, Text::new(zh, en))
}

fn code_of_limit(limit: Limit) -> (&'static str, Text) {
    let (code, zh, en) = match limit {
        Limit::AtLeast => ("at_least", "不少于", "at least"),
        Limit::AtMost => ("at_most", "不超过", "at most"),
        Limit::About => ("about", "约", "about"),
        Limit::Exactly => ("exactly", "就是", "just so"),
    };
    (code, Text::new(zh, en))
}

/// The choices of an open enumeration, without what this version does not know.
macro_rules! terms {
    ($all:expr) => {
        $all.iter()
            .map(|term| (term.code(), Text::new(term.zh(), term.en())))
            .collect::<Vec<_>>()
    };
}

fn text(name: FieldName, given: String) -> Field {
    Field {
        name,
        given,
        choices: Vec::new(),
    }
}

fn choice(name: FieldName, given: &str, choices: Vec<(&'static str, Text)>) -> Field {
    Field {
        name,
        given: given.to_owned(),
        choices,
    }
}

fn clock(minute: Option<u32>) -> String {
    minute.map_or_else(String::new, |m| format!("{:02}:{:02}", m / 60, m % 60))
}

/// How often a thing is handed in or used: empty where the sentence does not say it.
fn often(frequency: Option<&Frequency>) -> [Field; 2] {
    let times = frequency.map_or_else(String::new, |often| often.times.to_string());
    let per = frequency.map_or(&Period::Month, |often| &often.per);
    [
        text(FieldName::Times, times),
        choice(FieldName::Per, per.code(), terms!(Period::ALL)),
    ]
}

/// The fields of a demand of a kind, with what `value` says or empty.
pub fn fields(kind: Kind, value: Option<&Value>) -> Vec<Field> {
    use FieldName as F;
    match kind {
        Kind::Deadline => {
            let (mut form, mut day, mut at) = (DAY, String::new(), None);
            let (mut span, mut unit) = (String::new(), TimeUnit::WorkingDay);
            match value {
                Some(Value::Deadline(Deadline::On { day: on, minute })) => {
                    let year = on
                        .year
                        .map_or_else(String::new, |year| format!("{year:04}-"));
                    day = format!("{year}{:02}-{:02}", on.month, on.day);
                    at = *minute;
                }
                Some(Value::Deadline(Deadline::Within { count, unit: of })) => {
                    (form, span, unit) = (WITHIN, count.to_string(), *of);
                }
                Some(Value::Deadline(Deadline::SameDay { minute })) => {
                    (form, at) = (SAME_DAY, *minute);
                }
                _ => {}
            }
            let units = TIME_UNITS.into_iter().map(code_of_unit).collect();
            vec![
                choice(F::Form, form, forms()),
                text(F::Day, day),
                text(F::Clock, clock(at)),
                text(F::Span, span),
                choice(F::SpanUnit, code_of_unit(unit).0, units),
            ]
        }
        Kind::Frequency => {
            let value = match value {
                Some(Value::Frequency(often)) => Some(often),
                _ => None,
            };
            let limit = value.map_or(Limit::AtLeast, |often| often.limit);
            let [times, per] = often(value.map(|often| &often.frequency));
            vec![bound(limit), times, per]
        }
        Kind::Quantity => {
            let value = match value {
                Some(Value::Quantity(quantity)) => Some(quantity),
                _ => None,
            };
            let said = |part: fn(&Quantity) -> String| value.map(part).unwrap_or_default();
            vec![
                text(F::Measure, said(|q| q.measure.clone())),
                bound(value.map_or(Limit::AtLeast, |q| q.limit)),
                text(F::Amount, said(|q| q.value.to_string())),
                text(F::Unit, said(|q| q.unit.clone())),
            ]
        }
        Kind::Deliverable => {
            let value = match value {
                Some(Value::Deliverable(item)) => Some(item),
                _ => None,
            };
            let kind = value.map_or(&DeliverableKind::Report, |item| &item.kind);
            thing(value, kind.code(), terms!(DeliverableKind::ALL))
        }
        Kind::Tool => {
            let value = match value {
                Some(Value::Tool(item)) => Some(item),
                _ => None,
            };
            let kind = value.map_or(&ToolKind::App, |item| &item.kind);
            thing(value, kind.code(), terms!(ToolKind::ALL))
        }
        Kind::Scope => {
            let value = match value {
                Some(Value::Scope(scope)) => Some(scope),
                _ => None,
            };
            let counted = value.and_then(|scope| scope.count.as_ref());
            vec![
                text(
                    F::Covered,
                    value.map_or_else(String::new, |s| s.text.clone()),
                ),
                text(
                    F::Count,
                    counted.map_or_else(String::new, |(n, _)| n.to_string()),
                ),
                text(
                    F::Counted,
                    counted.map_or_else(String::new, |(_, of)| of.clone()),
                ),
            ]
        }
        Kind::Assessment => {
            let kind = match value {
                Some(Value::Assessment(kind)) => *kind,
                _ => AssessmentKind::Ranking,
            };
            let kinds = AssessmentKind::ALL.into_iter();
            let kinds = kinds.map(|kind| (kind.code(), kind.in_words())).collect();
            vec![choice(F::Assessed, kind.code(), kinds)]
        }
    }
}

fn bound(limit: Limit) -> Field {
    let limits = LIMITS.into_iter().map(code_of_limit).collect();
    choice(FieldName::Bound, code_of_limit(limit).0, limits)
}

fn thing<K>(item: Option<&Item<K>>, kind: &str, kinds: Vec<(&'static str, Text)>) -> Vec<Field> {
    let [times, per] = often(item.and_then(|item| item.frequency.as_ref()));
    vec![
        choice(FieldName::Thing, kind, kinds),
        text(
            FieldName::Name,
            item.map_or_else(String::new, |item| item.name.clone()),
        ),
        times,
        per,
    ]
}

/// A text as it is read: in half width and without white space around it.
fn plain(text: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.trim().chars().map(half).collect()
}

fn whole(text: &str) -> Option<u32> {
    plain(text).parse().ok()
}

/// `98`, `98.5`: at most three digits after the point.
fn amount(text: &str) -> Option<Milli> {
    let text = plain(text);
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || part.len() > 3 || !is_digits(whole) || !is_digits(part) {
        return None;
    }
    let thousandths: i64 = format!("{part:0<3}").parse().ok()?;
    let whole: i64 = whole.parse().ok()?;
    Some(Milli(whole.checked_mul(1000)?.checked_add(thousandths)?))
}

/// `2026-10-15` or `10-15`; `/` and `.` are taken for `-`.
fn day(text: &str) -> Option<Day> {
    let text = plain(text).replace(['/', '.'], "-");
    let parts: Vec<&str> = text.split('-').collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] => (Some(year.parse::<i32>().ok()?), month, day),
        [month, day] => (None, month, day),
        _ => return None,
    };
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // A day without a year may be 29 February.
    Date::new(year.unwrap_or(2024), month, day)?;
    let year_from = match year {
        Some(_) => YearFrom::Sentence,
        None => YearFrom::Nowhere,
    };
    Some(Day {
        year,
        year_from,
        month,
        day,
    })
}

/// `17:00`; nothing where it is empty.
fn minute(text: &str) -> Result<Option<u32>, FieldName> {
    let text = plain(text);
    if text.is_empty() {
        return Ok(None);
    }
    let read = || {
        let (hour, minute) = text.split_once(':')?;
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour <= 24 && minute < 60 && hour * 60 + minute <= 24 * 60).then_some(hour * 60 + minute)
    };
    read().map(Some).ok_or(FieldName::Clock)
}

/// The demand that the fields say, `before` being what they said before they were changed.
///
/// # Errors
///
/// The first field that cannot be read.
pub fn value(
    kind: Kind,
    before: Option<&Value>,
    given: &dyn Fn(FieldName) -> String,
) -> Result<Value, FieldName> {
    use FieldName as F;
    let frequency = || {
        Ok(Frequency {
            times: whole(&given(F::Times)).ok_or(F::Times)?,
            per: known(Period::ALL, &given(F::Per), Period::code).ok_or(F::Per)?,
        })
    };
    let limit = || {
        let code = given(F::Bound);
        let mut limits = LIMITS.into_iter();
        let limit = limits.find(|limit| code_of_limit(*limit).0 == code);
        limit.ok_or(F::Bound)
    };
    let asked_often = || {
        if given(F::Times).trim().is_empty() {
            return Ok(None);
        }
        frequency().map(Some)
    };
    Ok(match kind {
        Kind::Deadline => Value::Deadline(deadline(before, given)?),
        Kind::Frequency => Value::Frequency(HowOften {
            frequency: frequency()?,
            limit: limit()?,
            // Whose frequency it is has not been changed with it.
            of_items: matches!(before, Some(Value::Frequency(often)) if often.of_items),
        }),
        Kind::Quantity => Value::Quantity(Quantity {
            measure: given(F::Measure).trim().to_owned(),
            limit: limit()?,
            value: amount(&given(F::Amount)).ok_or(F::Amount)?,
            unit: given(F::Unit).trim().to_owned(),
        }),
        Kind::Deliverable => Value::Deliverable(Item {
            kind: known(
                DeliverableKind::ALL,
                &given(F::Thing),
                DeliverableKind::code,
            )
            .ok_or(F::Thing)?,
            name: given(F::Name).trim().to_owned(),
            frequency: asked_often()?,
        }),
        Kind::Tool => Value::Tool(Item {
            kind: known(ToolKind::ALL, &given(F::Thing), ToolKind::code).ok_or(F::Thing)?,
            name: given(F::Name).trim().to_owned(),
            frequency: asked_often()?,
        }),
        Kind::Scope => {
            let text = given(F::Covered).trim().to_owned();
            if text.is_empty() {
                return Err(F::Covered);
            }
            let count = given(F::Count);
            let count = if count.trim().is_empty() {
                None
            } else {
                let count = whole(&count).ok_or(F::Count)?;
                Some((count, given(F::Counted).trim().to_owned()))
            };
            Value::Scope(Scope { text, count })
        }
        Kind::Assessment => {
            let code = given(F::Assessed);
            let mut kinds = AssessmentKind::ALL.into_iter();
            let kind = kinds.find(|kind| kind.code() == code);
            Value::Assessment(kind.ok_or(F::Assessed)?)
        }
    })
}

fn deadline(
    before: Option<&Value>,
    given: &dyn Fn(FieldName) -> String,
) -> Result<Deadline, FieldName> {
    use FieldName as F;
    Ok(match given(F::Form).as_str() {
        DAY => {
            let day = day(&given(F::Day)).ok_or(F::Day)?;
            let minute = minute(&given(F::Clock))?;
            let same = |was: &Day| (was.year, was.month, was.day) == (day.year, day.month, day.day);
            // Where the year came from is no field; an unchanged day keeps it.
            let day = match before {
                Some(Value::Deadline(Deadline::On { day: was, .. })) if same(was) => *was,
                _ => day,
            };
            Deadline::On { day, minute }
        }
        WITHIN => {
            let code = given(F::SpanUnit);
            let mut units = TIME_UNITS.into_iter();
            let unit = units.find(|unit| code_of_unit(*unit).0 == code);
            Deadline::Within {
                count: whole(&given(F::Span)).ok_or(F::Span)?,
                unit: unit.ok_or(F::SpanUnit)?,
            }
        }
        SAME_DAY => Deadline::SameDay {
            minute: minute(&given(F::Clock))?,
        },
        _ => return Err(F::Form),
    })
}

fn known<T: Clone>(all: &[T], code: &str, code_of: fn(&T) -> &str) -> Option<T> {
    all.iter().find(|term| code_of(term) == code).cloned()
}
