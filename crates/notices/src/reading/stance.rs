//! Whether a sentence demands what it names: never the opposite of what was meant.
//!
//! What cannot be told is not read. A negation that is not known to be harmless negates what follows
//! it in its clause, so that a demand may be missed and is then shown as not read, but 不再报送 is
//! never taken for 报送.

use std::ops::Range;

use super::demand::{AssessmentKind, Kind, Value};
use super::rule::NotDemanded;
use crate::rules::{Found, Scan};
use crate::text::Folded;

/// What is said of something that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    /// It is demanded.
    Demanded,
    /// It is not.
    Not(NotDemanded),
    /// It cannot be told.
    Unclear,
}

/// Negations that reach over their whole clause, in front of them too.
const DROPPED: &[&str] = &[
    "取消",
    "停止",
    "暂停",
    "废止",
    "不再",
    "无需",
    "无须",
    "毋须",
    "不必",
    "不需",
    "不用",
    "免于",
    "免报",
    "免除",
    "停报",
    "叫停",
    "不作",
    "不做",
    "不设",
    "不要求",
    "不得要求",
    "不强制",
    "不硬性",
    "不列为",
    "予以纠正",
    "的做法",
    "等做法",
    "的现象",
    "等现象",
];

/// Negations that reach over what follows in their clause.
const FORBIDDEN: &[&str] = &[
    "不得",
    "严禁",
    "禁止",
    "防止",
    "避免",
    "杜绝",
    "不准",
    "不要",
    "不能",
    "不应",
    "不宜",
    "不许",
    "不允许",
    "切忌",
    "力戒",
    "谨防",
    "纠治",
    "勿",
    "反对",
    "克服",
    "从未",
    "未要求",
    "未曾",
    "没有",
    "并非",
    "别再",
    "拒绝",
    "没要求",
    "未再",
    "是否",
    "难以",
    "谈不上",
];

/// 不 in these negates no demand.
const HARMLESS: &[&str] = &[
    "不断",
    "不定期",
    "不间断",
    "不折不扣",
    "不漏",
    "不落",
    "不留",
    "不少",
    "不仅",
    "不但",
    "不光",
    "不只",
    "不同",
    "不力",
    "不到位",
    "不及时",
    "不合格",
    "不足",
    "不符",
    "不良",
    "不明",
    "不满",
    "不安全",
    "不规范",
    "不文明",
    "不稳定",
    "不达标",
    "不整改",
    "不落实",
    "不作为",
    "不担当",
    "不放过",
    "不放松",
    "不松懈",
    "不脱岗",
    "不走过场",
    "不重",
    "不变",
    "不动产",
    "不按",
    "不报",
    "不彻底",
    "不清",
    "不实",
    "不配合",
    "不低",
    "不高",
    "不超",
    "不晚",
    "不迟",
    "不大",
    "不小",
    "不多",
    "不敢",
    "不忘",
    "不利",
];

/// Wishes to have less of papers, tools and assessments; of anything else they may be a task.
const LESS: &[&str] = &[
    "精简",
    "压减",
    "减少",
    "清理",
    "规范",
    "严格控制",
    "严控",
    "清除",
    "减轻",
    "合并",
    "撤销",
    "压缩",
];

/// What is done to a thing that is to be there, between a wish to have less of something and it.
const MADE: &[&str] = &[
    "建立", "报送", "上报", "提交", "填报", "形成", "召开", "健全", "完善", "上传", "录入", "通过",
];

/// Words that permit.
const PERMITTED: &[&str] = &[
    "鼓励", "允许", "支持", "提倡", "倡导", "自愿", "视情", "酌情", "可以", "建议",
];

/// 可 in these permits nothing.
const NOT_CAN: &[&str] = &[
    "可能", "可靠", "可行", "可燃", "可视", "可追", "可回", "可持", "可见", "可疑", "可控", "可再",
    "可操", "可信", "可循", "可达",
];

/// Words after which a sentence tells what was, until a clause demands something again.
const TOLD: &[&str] = &[
    "去年",
    "上年",
    "上半年",
    "近年来",
    "近三年",
    "截至",
    "目前",
    "已完成",
    "已建",
    "已印发",
    "已开展",
    "累计",
    "同比增",
    "同比上",
    "环比",
    "据统计",
    "以来",
    "此前",
    "以往",
    "过去",
    "曾经",
    "近日",
    "近期",
    "现有",
    "有的",
    "个别",
    "通报指出",
    "会议指出",
    "会议强调",
    "平均每",
    "共开展",
    "共发放",
    "据了解",
];

/// Words that tell whatever else their clause says.
const REPORTED: &[&str] = &["反映", "存在", "据统计", "有的", "通报指出", "某街道"];

/// Words in front of a reason or a source, in their clause alone.
const REASONS: &[&str] = &[
    "为贯彻",
    "为深入",
    "为进一步",
    "为切实",
    "为全面",
    "为做好",
    "为加强",
    "现将",
    "根据《",
];

/// Words that demand.
const DEMANDS: &[&str] = &[
    "须", "必须", "应", "请", "确保", "务必", "不得", "严禁", "力争", "一律", "最迟", "要在",
    "要于", "要对", "要按", "要做", "要建", "要把", "要将", "即可",
];

/// Words that make a clause after a negation a demand of its own.
const ANEW: &[&str] = &[
    "须",
    "必须",
    "应",
    "请",
    "确保",
    "务必",
    "力争",
    "改为",
    "调整为",
    "只需",
    "仅需",
    "即可",
    "统一",
    "但",
];

/// What changes one thing into another.
const INTO: &[&str] = &[
    "改为",
    "调整为",
    "改成",
    "变更为",
    "压减为",
    "压缩为",
    "减为",
    "降为",
    "合并为",
    "简化为",
    "调整到",
    "加码为",
];

/// Where the clauses of a sentence stand towards what they name.
pub(super) struct Stances {
    clauses: Vec<Clause>,
    quotes: Vec<Range<usize>>,
    titles: Vec<Range<usize>>,
}

struct Clause {
    range: Range<usize>,
    dropped: bool,
    /// Where negations begin that reach forward, and where they end.
    forbidden: Vec<Range<usize>>,
    less: Vec<Range<usize>>,
    permitted: Option<usize>,
    told: bool,
    into: Option<usize>,
    /// The clause before drops demands, and this one may go on with it.
    unclear: bool,
}

impl Stances {
    pub(super) fn of(scan: &Scan<'_>) -> Self {
        let f = scan.f;
        let mut clauses: Vec<Clause> = Vec::new();
        let mut told = false;
        for range in &scan.clauses {
            let has = |words: &[&str]| f.has(range.clone(), words);
            let demands = has(DEMANDS);
            let reported = is_reported(f, range);
            let tells = reported
                || f.find(range.clone(), TOLD).is_some_and(|at| {
                    // 目前已…, 须: what is demanded behind it is demanded.
                    !f.has(at.end..range.end, DEMANDS)
                });
            let tells = tells || is_date_of_event(scan, range);
            told = tells || told && !demands;
            let reason = f.any(range.start, REASONS).is_some();
            let mut clause = Clause {
                range: range.clone(),
                dropped: has_outside(scan, range, DROPPED),
                forbidden: negations(scan, range),
                less: places(scan, range, LESS),
                permitted: permitted(f, range),
                told: told || reason,
                into: f.find(range.clone(), INTO).map(|at| at.start),
                unclear: false,
            };
            if clause.into.is_some() {
                clause.dropped = false;
            }
            // 已在平台填过的报表，不再报送: what is dropped stands in front.
            let drops = f
                .any(
                    range.start,
                    &[
                        "不再",
                        "一律不再",
                        "取消",
                        "一律取消",
                        "无需再",
                        "免报",
                        "免于",
                    ],
                )
                .is_some();
            if let Some(before) = clauses.last_mut()
                && drops
                && f.has(before.range.clone(), &["的"])
                && !f.has(before.range.clone(), DEMANDS)
            {
                before.dropped = true;
            }
            if let Some(before) = clauses.last() {
                follow(scan, &mut clause, before);
            }
            clauses.push(clause);
        }
        Self {
            clauses,
            quotes: quotes(f),
            titles: pairs(f, '《', '》'),
        }
    }

    /// What is said of what was found.
    pub(super) fn stance(&self, scan: &Scan<'_>, found: &Found) -> Stance {
        let Some(value) = &found.value else {
            return Stance::Not(NotDemanded::OnlyDate);
        };
        let at = &found.at;
        let within =
            |ranges: &[Range<usize>]| ranges.iter().any(|r| r.start < at.start && at.end <= r.end);
        let is_form = matches!(value, Value::Deliverable(_)) && scan.f.get(at.end) == '》';
        if within(&self.titles) && !is_form {
            return Stance::Not(NotDemanded::Named);
        }
        if within(&self.quotes) {
            return Stance::Not(NotDemanded::Quoted);
        }
        let Some(clause) = self.clauses.get(scan.clause_index(at.start)) else {
            return Stance::Unclear;
        };
        if clause.told {
            return Stance::Not(NotDemanded::Background);
        }
        // 未按时报送的，: it says of whom or in which case.
        // 排名末位的，约谈: whoever is last was ranked.
        let is_ranking = *value == Value::Assessment(AssessmentKind::Ranking);
        if scan.f.ends(clause.range.end, &["的"]) && !is_ranking {
            return Stance::Not(NotDemanded::Condition);
        }
        if clause.into.is_some_and(|into| at.start < into) {
            return Stance::Not(NotDemanded::Replaced);
        }
        let negated = clause.dropped
            || clause.forbidden.iter().any(|not| {
                let outside = at.end <= not.start || not.end <= at.start;
                // 每日18时前不得占道: what a ban begins with is its condition.
                outside && (not.start < at.start || at.end == not.start)
            })
            || is_less(scan.f, clause, value, at);
        if negated {
            return Stance::Not(NotDemanded::Negated);
        }
        if clause
            .permitted
            .is_some_and(|permitted| permitted <= at.start)
        {
            return Stance::Not(NotDemanded::Permitted);
        }
        if clause.unclear {
            return Stance::Unclear;
        }
        Stance::Demanded
    }

    /// Returns `true` if the clause of a character says nothing that could be a demand.
    pub(super) fn is_told(&self, clause: usize) -> bool {
        self.clauses.get(clause).is_some_and(|clause| clause.told)
    }
}

fn is_less(f: &Folded, clause: &Clause, value: &Value, at: &Range<usize>) -> bool {
    matches!(
        value.kind(),
        Kind::Deliverable | Kind::Assessment | Kind::Tool
    ) && clause.less.iter().any(|less| {
        less.end <= at.start && at.start - less.end <= 16 && !f.has(less.end..at.start, MADE)
    })
}

/// 6月12日，区委召开会议: a day alone, and what happened on it. 日前 opens such a sentence too.
fn is_date_of_event(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    scan.found
        .iter()
        .any(|found| found.value.is_none() && found.at == *range)
        || scan.f.word(range.start, "日前") == Some(range.end)
}

/// What a clause takes over from the one before it.
fn follow(scan: &Scan<'_>, clause: &mut Clause, before: &Clause) {
    let f = scan.f;
    let range = &clause.range;
    let goes_on = f
        .any(range.start, &["也", "更", "以及", "或", "并将", "或者"])
        .is_some();
    let anew = f.has(range.clone(), ANEW);
    let nothing_said = clause.forbidden.is_empty() && !clause.dropped;
    if before.dropped && nothing_said && !anew {
        let starts_with_demand = scan
            .found
            .iter()
            .any(|found| found.at.start == range.start && found.value.is_some());
        clause.dropped = goes_on;
        // 无需拍照，每周巡查2次: what is dropped was said, and a new clause begins with its own words.
        clause.unclear = !goes_on
            && starts_with_demand
            && f.has(before.range.clone(), &["不得要求", "不要求", "不再要求"]);
    }
    // 可结合实际，每月召开一次会议: what is permitted follows.
    let before_names_nothing = !scan.found.iter().any(|found| {
        found.value.is_some()
            && before.range.start <= found.at.start
            && found.at.end <= before.range.end
    });
    if before.permitted.is_some() && before_names_nothing && !anew && clause.permitted.is_none() {
        clause.permitted = Some(range.start);
    }
}

/// The places of words that are no part of what was found.
fn places(scan: &Scan<'_>, range: &Range<usize>, words: &[&str]) -> Vec<Range<usize>> {
    (range.start..range.end)
        .filter_map(|at| Some(at..scan.f.any(at, words)?))
        .filter(|at| at.end <= range.end && !is_within_found(scan, at))
        .collect()
}

fn is_within_found(scan: &Scan<'_>, at: &Range<usize>) -> bool {
    scan.found
        .iter()
        .any(|found| found.value.is_some() && found.at.start <= at.start && at.end <= found.at.end)
}

fn has_outside(scan: &Scan<'_>, range: &Range<usize>, words: &[&str]) -> bool {
    !places(scan, range, words).is_empty()
}

/// Negations that reach forward: bans, and every 不 that is not known to be harmless.
fn negations(scan: &Scan<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    let f = scan.f;
    let mut found = places(scan, range, FORBIDDEN);
    for at in range.clone() {
        if f.get(at) != '不'
            || f.any(at, HARMLESS).is_some()
            || f.ends(at, &["得", "对"]) && f.word(at, "不起").is_some()
        {
            continue;
        }
        // 不得不 is a double one.
        if f.word(at, "不得不").is_some() || f.ends(at, &["不得"]) {
            continue;
        }
        let not = at..at + 1;
        if !is_within_found(scan, &not)
            && !found
                .iter()
                .any(|other| other.start <= at && at < other.end)
        {
            found.push(not);
        }
    }
    found.retain(|not| {
        f.word(not.start, "不得不").is_none() && f.word(not.start, "不要紧").is_none()
    });
    found
}

/// Where permission begins.
fn permitted(f: &Folded, range: &Range<usize>) -> Option<usize> {
    // 能通过系统提取的数据: what is possible.
    if f.word(range.start, "能").is_some() {
        return Some(range.start);
    }
    range.clone().find(|at| {
        if f.any(*at, PERMITTED).is_some() {
            // 建议 as a noun, 支持 as help.
            return f
                .any(*at, &["建议书", "支持下", "支持力度", "支持保障"])
                .is_none();
        }
        f.get(*at) == '可'
            && f.any(*at, NOT_CAN).is_none()
            && !matches!(f.before(*at), '许' | '认' | '不' | '方' | '即' | '尚')
    })
}

fn is_reported(f: &Folded, range: &Range<usize>) -> bool {
    f.find(range.clone(), REPORTED).is_some_and(|at| {
        // 群众反映的问题, 存在问题的: a thing, and no report.
        f.any(at.end, &["的", "问题的", "隐患的", "重大", "突出"])
            .is_none()
            && !f.ends(at.start, &["对", "凡", "若", "如", "发现"])
    })
}

/// Quotations that give another text's words: long ones, and those behind 规定, 指出, 要求.
fn quotes(f: &Folded) -> Vec<Range<usize>> {
    let mut quotes = pairs(f, '“', '”');
    quotes.retain(|quote| {
        let said = f.ends(
            quote.start,
            &[
                "规定",
                "指出",
                "明确",
                "提出",
                "强调",
                "要求",
                "写道",
                "称",
                "规定：",
                "指出：",
                "要求：",
                "提出：",
            ],
        );
        said || quote.end - quote.start > 30
    });
    quotes
}

fn pairs(f: &Folded, open: char, close: char) -> Vec<Range<usize>> {
    let mut pairs = Vec::new();
    let mut start = None;
    for at in 0..f.len() {
        let c = f.get(at);
        if c == open {
            start = Some(at);
        } else if c == close
            && let Some(start) = start.take()
        {
            pairs.push(start..at + 1);
        }
    }
    pairs
}
