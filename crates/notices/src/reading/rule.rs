//! By which rule something was read, in words that explain it.

use civic::Text;
use serde::{Deserialize, Serialize};

/// A rule of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A day and 前.
    ByDay,
    /// 截止, 不晚于 and a day.
    Until,
    /// 于, a day and what is done on it.
    OnDay,
    /// The second of two days of a phase.
    Phase,
    /// So much time and 内.
    Within,
    /// 当日 and 前.
    SameDay,
    /// A day that is no limit.
    Date,
    /// 每 and a period.
    Every,
    /// 每, a period and the days in it.
    DaysNamed,
    /// 日报告, 一周一调度.
    Compound,
    /// A bound, a number and a unit.
    Bound,
    /// A rate and a percentage.
    Rate,
    /// A verb that sets up so many of something.
    SetUp,
    /// A thing, and a verb that hands it in, makes it, keeps it or holds it.
    HandIn,
    /// A verb that hands in, and when; the thing has no name.
    HandInTimed,
    /// 零报告.
    ZeroReport,
    /// A word for all.
    All,
    /// 对 and so many of something.
    Counted,
    /// A word of assessment.
    Assessed,
    /// A phone tool, and what is done with it.
    PhoneTool,
    /// Written by a person.
    ByHand,
}

impl Rule {
    /// Why it was read so, in a few words.
    pub fn why(self) -> Text {
        let (zh, en) = match self {
            Self::ByDay => ("日期后有“前”", "a day with “before” after it"),
            Self::Until => (
                "日期前有“截止”“不晚于”等",
                "a day with “until” or “not later than” before it",
            ),
            Self::OnDay => ("“于”某日报送或完成", "to be done on that day"),
            Self::Phase => (
                "起止日期，取止日",
                "two days of a phase; it ends on the second",
            ),
            Self::Within => ("时间长度后有“内”", "so much time with “within”"),
            Self::SameDay => ("“当日”“今日”后有“前”“内”", "the same day"),
            Self::Date => ("日期，但不是时限", "a date, but no deadline"),
            Self::Every => ("“每”加周期", "“every” and a period"),
            Self::DaysNamed => (
                "周期里点明的日子，数一数",
                "the days named in a period, counted",
            ),
            Self::Compound => ("“日报告”“一周一调度”一类", "a word such as “daily report”"),
            Self::Bound => ("“不少于”“不超过”等加数量", "a bound, a number and a unit"),
            Self::Rate => (
                "比率加百分数，按不少于读",
                "a rate and a percentage, read as at least",
            ),
            Self::SetUp => (
                "“新增”“配备”“完成”等加数量",
                "a verb that sets up so many of something",
            ),
            Self::HandIn => (
                "材料名称加报送、建立、召开等动词",
                "a thing, and a verb that hands it in, keeps it or holds it",
            ),
            Self::HandInTimed => (
                "有报送动词和时间，没有材料名称",
                "something is handed in at a time, without a name",
            ),
            Self::ZeroReport => ("“零报告”", "a report even of nothing"),
            Self::All => ("“全覆盖”“逐户”“应检尽检”一类", "a word for all"),
            Self::Counted => ("“对”“覆盖”加数量", "so many of something are covered"),
            Self::Assessed => ("考核用语", "a word of assessment"),
            Self::PhoneTool => (
                "手机工具加使用动词",
                "a phone tool, and a verb that uses it",
            ),
            Self::ByHand => ("人工填写", "written by hand"),
        };
        Text::new(zh, en)
    }
}

/// Why something that looks like a demand is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotDemanded {
    /// It is forbidden, dropped or not needed.
    Negated,
    /// It is permitted or encouraged.
    Permitted,
    /// It tells what was, or what others do.
    Background,
    /// It says of whom or in which case: 未按时报送的.
    Condition,
    /// It quotes another text.
    Quoted,
    /// It is part of a title, a heading, an address or an attachment line.
    Named,
    /// It is what is replaced by something else: 由每日一报改为….
    Replaced,
    /// It is a date without a limit.
    OnlyDate,
}

impl NotDemanded {
    /// Why, in a few words.
    pub fn why(self) -> Text {
        let (zh, en) = match self {
            Self::Negated => (
                "句中说不要、取消或无需",
                "the sentence forbids or drops it, or says it is not needed",
            ),
            Self::Permitted => ("句中说可以、鼓励", "the sentence permits or encourages it"),
            Self::Background => (
                "讲的是已有情况，不是要求",
                "it tells what was, and demands nothing",
            ),
            Self::Condition => (
                "说的是哪种情形，不是要求",
                "it says in which case, and demands nothing itself",
            ),
            Self::Quoted => ("引用别的文字", "it quotes another text"),
            Self::Named => (
                "标题、名称、附件或联系方式",
                "a title, a name, an attachment or an address",
            ),
            Self::Replaced => ("被后文的做法替代", "it is replaced by what follows"),
            Self::OnlyDate => ("只是日期，没有“前”“止”", "a date only, no limit"),
        };
        Text::new(zh, en)
    }
}
