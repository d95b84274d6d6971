//! What a demand is: its kind and its value.

use std::fmt::Write as _;

use civic::Text;
use civic::duties::{DeliverableKind, Frequency, Milli, Period, ToolKind};
use civic::time::{Date, month_name};
use serde::{Deserialize, Serialize};

/// The kind of a demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// By when 时限.
    Deadline,
    /// How often 频次.
    Frequency,
    /// How much 指标.
    Quantity,
    /// What is handed in 材料.
    Deliverable,
    /// Who or what is covered 范围.
    Scope,
    /// How it is assessed 考核.
    Assessment,
    /// Which phone tool 工具.
    Tool,
}

impl Kind {
    /// Every kind, in the order of the columns of 要求层级.csv.
    pub const ALL: [Self; 7] = [
        Self::Deadline,
        Self::Frequency,
        Self::Quantity,
        Self::Deliverable,
        Self::Tool,
        Self::Scope,
        Self::Assessment,
    ];

    /// The code, as in tests and drafts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Deadline => "deadline",
            Self::Frequency => "frequency",
            Self::Quantity => "quantity",
            Self::Deliverable => "deliverable",
            Self::Scope => "scope",
            Self::Assessment => "assessment",
            Self::Tool => "tool",
        }
    }

    /// Its name in both languages.
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Self::Deadline => ("时限", "Deadline"),
            Self::Frequency => ("频次", "Frequency"),
            Self::Quantity => ("指标", "Quantity"),
            Self::Deliverable => ("材料", "To hand in"),
            Self::Scope => ("范围", "Scope"),
            Self::Assessment => ("考核", "Assessment"),
            Self::Tool => ("工具", "Phone tool"),
        };
        Text::new(zh, en)
    }
}

/// On which side of its value a demand holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// 不少于, 不低于, 以上.
    AtLeast,
    /// 不超过, 控制在…以内.
    AtMost,
    /// 约, 左右.
    About,
    /// The value itself.
    #[default]
    Exactly,
}

/// Where the year of a date comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearFrom {
    /// The sentence says it.
    Sentence,
    /// The date of the notice: the first such day on or after it.
    Notice,
    /// Nowhere; the date has none.
    #[default]
    Nowhere,
}

/// A day of the year, with the year where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The year, if it is known.
    pub year: Option<i32>,
    /// Where the year comes from.
    pub year_from: YearFrom,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

impl Day {
    /// The date, if the year is known.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day)
    }
}

/// The unit of a span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// 分钟.
    Minute,
    /// 小时.
    Hour,
    /// 日, 天.
    Day,
    /// 工作日.
    WorkingDay,
    /// 周.
    Week,
    /// 个月.
    Month,
}

impl TimeUnit {
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Minute => ("分钟", "minutes", "min"),
            Self::Hour => ("小时", "hours", "h"),
            Self::Day => ("天", "days", "d"),
            Self::WorkingDay => ("个工作日", "working days", "wd"),
            Self::Week => ("周", "weeks", "w"),
            Self::Month => ("个月", "months", "m"),
        }
    }
}

/// By when 时限.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    /// By a day, and a time of day in minutes where one is given.
    On {
        /// The day.
        day: Day,
        /// Minutes after midnight.
        minute: Option<u32>,
    },
    /// Within so much time of an event, which the sentence names.
    Within {
        /// How much.
        count: u32,
        /// Of what.
        unit: TimeUnit,
    },
    /// The same day, and a time of day where one is given.
    SameDay {
        /// Minutes after midnight.
        minute: Option<u32>,
    },
}

/// How often 频次.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HowOften {
    /// Times in a period.
    pub frequency: Frequency,
    /// At least, at most or just so.
    pub limit: Limit,
    /// It says how often something of the same clause is handed in or used, and has been given to
    /// it.
    #[serde(default)]
    pub of_items: bool,
}

/// How much 指标.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// What is measured, as the sentence puts it; may be empty.
    pub measure: String,
    /// At least, at most, about or just so.
    pub limit: Limit,
    /// The value, in thousandths.
    pub value: Milli,
    /// The unit of measure.
    pub unit: String,
}

/// Something to hand in, to hold or to keep 材料.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item<K> {
    /// Its kind.
    pub kind: K,
    /// What the sentence calls it.
    pub name: String,
    /// How often, if the same clause says it.
    pub frequency: Option<Frequency>,
}

/// Who or what is covered 范围.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// In the words of the sentence.
    pub text: String,
    /// The count and what is counted, if it is counted; otherwise all.
    pub count: Option<(u32, String)>,
}

/// How it is assessed 考核.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssessmentKind {
    /// Units are ranked 排名.
    Ranking,
    /// One failing item fails the whole 一票否决.
    Veto,
    /// A pledge is signed 责任状.
    Pledge,
    /// It counts in an assessment 纳入考核.
    Counted,
    /// Units are named or summoned 通报, 约谈.
    Notice,
    /// People are called to account 问责.
    Accountability,
}

impl AssessmentKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Ranking,
        Self::Veto,
        Self::Pledge,
        Self::Counted,
        Self::Notice,
        Self::Accountability,
    ];

    /// The code, as in tests and drafts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ranking => "ranking",
            Self::Veto => "veto",
            Self::Pledge => "pledge",
            Self::Counted => "counted",
            Self::Notice => "notice",
            Self::Accountability => "accountability",
        }
    }

    /// In words.
    pub fn in_words(self) -> Text {
        let (zh, en) = match self {
            Self::Ranking => ("排名", "ranking"),
            Self::Veto => ("一票否决", "single-item veto"),
            Self::Pledge => ("责任状", "signed pledge"),
            Self::Counted => ("纳入考核", "counts in an assessment"),
            Self::Notice => ("通报或约谈", "named in a notice or summoned"),
            Self::Accountability => ("追责问责", "called to account"),
        };
        Text::new(zh, en)
    }
}

/// What is demanded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// By when.
    Deadline(Deadline),
    /// How often.
    Frequency(HowOften),
    /// How much.
    Quantity(Quantity),
    /// What is handed in.
    Deliverable(Item<DeliverableKind>),
    /// Who or what is covered.
    Scope(Scope),
    /// How it is assessed.
    Assessment(AssessmentKind),
    /// Which phone tool.
    Tool(Item<ToolKind>),
}

impl Value {
    /// The kind of the demand.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Deadline(_) => Kind::Deadline,
            Self::Frequency(_) => Kind::Frequency,
            Self::Quantity(_) => Kind::Quantity,
            Self::Deliverable(_) => Kind::Deliverable,
            Self::Scope(_) => Kind::Scope,
            Self::Assessment(_) => Kind::Assessment,
            Self::Tool(_) => Kind::Tool,
        }
    }

    /// In words, without the kind: 每周不少于2次.
    pub fn in_words(&self) -> Text {
        match self {
            Self::Deadline(deadline) => deadline.in_words(),
            Self::Frequency(often) => {
                let words = often.frequency.in_words();
                let (zh, en) = often.limit.words();
                let Frequency { times, per } = &often.frequency;
                let said = match per {
                    Period::Once => join(zh, &words.zh, ""),
                    _ => format!("{}{zh}{times}次", per.zh()),
                };
                Text::new(said, join(en, &words.en, " "))
            }
            Self::Quantity(quantity) => quantity.in_words(),
            Self::Deliverable(item) => item_in_words(item, item.kind.zh(), item.kind.en()),
            Self::Tool(item) => item_in_words(item, item.kind.zh(), item.kind.en()),
            Self::Scope(scope) => match &scope.count {
                Some((count, unit)) => {
                    Text::new(format!("{count}{unit}"), format!("{count} {unit}"))
                }
                None => Text::new(scope.text.clone(), format!("all ({})", scope.text)),
            },
            Self::Assessment(kind) => kind.in_words(),
        }
    }

    /// A short form in ASCII but for units of measure, the same for equal demands: how the corpus
    /// writes them. What a thing is called does not count.
    pub fn short(&self) -> String {
        let mut short = self.kind().code().to_owned();
        let _ = match self {
            Self::Deadline(deadline) => write!(short, " {}", deadline.short()),
            Self::Frequency(often) => {
                write!(
                    short,
                    " {}{}",
                    often.limit.mark(),
                    short_frequency(&often.frequency)
                )
            }
            Self::Quantity(q) => write!(short, " {}{}{}", q.limit.quantity_mark(), q.value, q.unit),
            Self::Deliverable(item) => write!(
                short,
                " {}{}",
                item.kind.code(),
                after(item.frequency.as_ref())
            ),
            Self::Tool(item) => write!(
                short,
                " {}{}",
                item.kind.code(),
                after(item.frequency.as_ref())
            ),
            Self::Scope(Scope { count: None, .. }) => write!(short, " all"),
            Self::Scope(Scope {
                count: Some((count, unit)),
                ..
            }) => write!(short, " {count}{unit}"),
            Self::Assessment(kind) => write!(short, " {}", kind.code()),
        };
        short
    }
}

fn join(first: &str, second: &str, between: &str) -> String {
    if first.is_empty() {
        return second.to_owned();
    }
    format!("{first}{between}{second}")
}

fn after(frequency: Option<&Frequency>) -> String {
    frequency.map_or_else(String::new, |f| format!(" {}", short_frequency(f)))
}

fn short_frequency(frequency: &Frequency) -> String {
    format!("{}/{}", frequency.times, frequency.per.code())
}

fn item_in_words<K>(item: &Item<K>, kind_zh: &str, kind_en: &str) -> Text {
    let name = |kind: &str| {
        if item.name.is_empty() {
            kind.to_owned()
        } else {
            item.name.clone()
        }
    };
    let once = Frequency {
        times: 1,
        per: Period::Once,
    };
    match item.frequency.as_ref().filter(|f| **f != once) {
        Some(frequency) => {
            let often = frequency.in_words();
            Text::new(
                format!("{}（{}）", name(kind_zh), often.zh),
                format!("{} ({})", name(kind_en), often.en),
            )
        }
        None => Text::new(name(kind_zh), name(kind_en)),
    }
}

impl Limit {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::AtLeast => ("不少于", "at least"),
            Self::AtMost => ("不超过", "at most"),
            Self::About => ("约", "about"),
            Self::Exactly => ("", ""),
        }
    }

    fn mark(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::About => "~",
            Self::Exactly => "",
        }
    }

    fn quantity_mark(self) -> &'static str {
        match self {
            Self::Exactly => "=",
            other => other.mark(),
        }
    }
}

impl Quantity {
    /// In words: 整改率不少于98%.
    pub fn in_words(&self) -> Text {
        let (zh, en) = self.limit.words();
        let (measure, value, unit) = (&self.measure, self.value, &self.unit);
        let value_en = join(en, &format!("{value}{unit}"), " ");
        Text::new(
            format!("{measure}{zh}{value}{unit}"),
            join(measure, &value_en, ": "),
        )
    }
}

fn clock(minute: Option<u32>, before: &str) -> String {
    minute.map_or_else(String::new, |m| {
        format!("{before}{:02}:{:02}", m / 60, m % 60)
    })
}

impl Deadline {
    /// In words: 2026年10月15日17:00前; 3个工作日内.
    pub fn in_words(self) -> Text {
        match self {
            Self::On { day, minute } => {
                let (month, date) = (day.month, day.day);
                let (zh, en) = day.year.map_or_else(Default::default, |year| {
                    (format!("{year}年"), format!(" {year}"))
                });
                Text::new(
                    format!("{zh}{month}月{date}日{}前", clock(minute, "")),
                    format!("by {date} {}{en}{}", month_name(month), clock(minute, " ")),
                )
            }
            Self::Within { count, unit } => {
                let (zh, en, _) = unit.words();
                Text::new(format!("{count}{zh}内"), format!("within {count} {en}"))
            }
            Self::SameDay { minute } => {
                let (zh, en) = (clock(minute, ""), clock(minute, " "));
                Text::new(format!("当日{zh}前"), format!("the same day{en}"))
            }
        }
    }

    fn short(self) -> String {
        match self {
            Self::On { day, minute } => {
                let year = day.year.map_or_else(String::new, |year| format!("{year}-"));
                format!("{year}{}-{}{}", day.month, day.day, clock(minute, "T"))
            }
            Self::Within { count, unit } => format!("+{count}{}", unit.words().2),
            Self::SameDay { minute } => format!("today{}", clock(minute, "T")),
        }
    }
}
