//! Quantities: 整改率不低于98%, 1500字以内, 安检率100%, 建成1处.

use std::ops::Range;

use civic::duties::Milli;

use super::bounds::{ABOUT, AT_LEAST, AT_MOST};
use super::found::{Found, Scan};
use super::numerals::{Number, number};
use crate::reading::{Limit, Quantity, Rule, Value};
use crate::text::Folded;

/// Units of measure and measure words.
const UNITS: &[&str] = &[
    "%",
    "‰",
    "个百分点",
    "万元",
    "元",
    "人次",
    "场次",
    "人",
    "名",
    "处",
    "个",
    "家",
    "条",
    "户",
    "件",
    "份",
    "张",
    "场",
    "次",
    "台",
    "套",
    "吨",
    "袋",
    "公里",
    "千米",
    "米",
    "平方米",
    "小时",
    "分钟",
    "课时",
    "学时",
    "字",
    "页",
    "期",
    "篇",
    "项",
    "栋",
    "座",
    "辆",
    "间",
    "盏",
    "块",
    "支",
    "部",
    "口",
    "宗",
    "起",
    "例",
    "批",
    "棵",
    "亩",
    "公顷",
    "所",
    "门",
    "幅",
    "面",
    "轮",
    "天",
    "年",
    "个月",
    "周",
    "张次",
    "组",
    "顶",
    "床",
    "对",
    "厘米",
    "日",
    "个工作日",
    "工作日",
    "个自然日",
];

/// What sets up a plain number as a target.
const SETS_UP: &[&str] = &[
    "配备", "新增", "新建", "建成", "建设", "设置", "设立", "选聘", "选派", "聘用", "组建", "完成",
    "创建", "打造", "培训", "发放", "张贴", "悬挂", "改造", "更换", "安装", "评选", "培育", "储备",
    "招募", "投放", "栽植", "整治", "拆除", "走访", "选树",
];

/// What a measure does not begin with: it ends what stands before the measure.
const STOPS: &[&str] = &[
    "各街道",
    "各社区",
    "各单位",
    "各乡镇",
    "各村",
    "街道",
    "社区要",
    "组织",
    "开展",
    "配备",
    "设置",
    "确保",
    "实现",
    "做到",
    "力争",
    "要求",
    "必须",
    "应当",
    "须",
    "将",
    "把",
    "使",
    "保持",
    "推动",
    "每年",
    "每月",
    "每周",
    "每日",
    "户均",
    "进行",
    "其中",
    "年内",
    "的",
    "对",
    "到位",
];

/// Words between a measure and its bound.
const FILLERS: &[&str] = &[
    "应当",
    "应",
    "要",
    "须",
    "需",
    "必须",
    "务必",
    "确保",
    "力争",
    "均",
    "都",
    "也",
    "总体",
    "分别",
    "原则上",
    "一般",
    "不得",
    "保持",
    "控制",
    "达到",
    "为",
    "在",
    "约",
    "各",
    "全部",
    "稳定",
    "总数",
    "数量",
    "可",
    "每天",
    "全年",
    "每场",
    "每次",
];

/// How many characters a measure has at most.
const MEASURE: usize = 18;

pub(crate) fn quantities(scan: &mut Scan<'_>) {
    let mut at = 0;
    while at < scan.f.len() {
        let found = bounded(scan, at).or_else(|| plain(scan, at).map(|found| vec![found]));
        match found {
            Some(found) if found.iter().all(|found| !scan.is_taken(&found.at)) => {
                at = found
                    .iter()
                    .map(|found| found.at.end)
                    .max()
                    .unwrap_or(at + 1);
                scan.found.extend(found);
            }
            _ => at += 1,
        }
    }
}

struct Amount {
    value: i64,
    unit: String,
    limit: Option<Limit>,
    end: usize,
    han_one: bool,
}

/// A number with its unit, and what stands behind it: 以上, 以内, 左右.
fn amount(f: &Folded, at: usize) -> Option<Amount> {
    let percent = f.word(at, "百分之");
    let count: Number = number(f, percent.unwrap_or(at))?;
    let (unit, mut end) = if percent.is_some() {
        ("%".to_owned(), count.end)
    } else {
        let end = UNITS
            .iter()
            .filter_map(|unit| f.word(count.end, unit))
            .max()?;
        (f.text(count.end..end), end)
    };
    let mut limit = None;
    for (words, found) in [
        (["及以上", "以上", "或以上"], Limit::AtLeast),
        (["及以内", "以内", "之内"], Limit::AtMost),
        (["及以下", "以下", "内"], Limit::AtMost),
        (["左右", "上下", "左右为宜"], Limit::About),
    ] {
        if let Some(after) = f.any(end, &words) {
            (limit, end) = (Some(found), after);
            break;
        }
    }
    Some(Amount {
        value: count.milli,
        unit,
        limit,
        end,
        han_one: count.han && count.milli == 1000,
    })
}

/// A bound and its values: 不低于98%; 分别达到100%和90%以上.
fn bounded(scan: &Scan<'_>, at: usize) -> Option<Vec<Found>> {
    let f = scan.f;
    let (limit, after) = [
        (f.any(at, AT_LEAST), Limit::AtLeast),
        (f.any(at, AT_MOST), Limit::AtMost),
        (f.any(at, ABOUT), Limit::About),
    ]
    .into_iter()
    .find_map(|(end, limit)| Some((limit, end?)))?;
    // 达不到 is no bound, and 达 within a longer bound was that bound.
    let first = amount(f, f.skip(after, &["为", "到", "在", "每年", "约"]))?;
    let clause = scan.clause(at);
    let mut amounts = vec![(at, first)];
    if f.ends(at, &["分别"]) {
        while let Some(next) = amounts
            .last()
            .and_then(|(_, last)| f.any(last.end, &["、", "和", "及"]))
            && let Some(amount) = amount(f, next)
        {
            amounts.push((next, amount));
        }
    }
    let measures = measures(f, clause.start..at, amounts.len());
    let mut found = Vec::new();
    for (index, (start, amount)) in amounts.into_iter().enumerate() {
        // 90%以上 after 达到 says the same; 不超过…以上 would not.
        let limit = match (limit, amount.limit) {
            (Limit::About, Some(Limit::About)) | (_, None) => limit,
            (Limit::About, Some(other)) => other,
            (limit, Some(_)) => limit,
        };
        let mut measure = measures.get(index).cloned().unwrap_or_default();
        if measure.is_empty() {
            measure = after_amount(f, amount.end, clause.end);
        }
        found.push(Found::new(
            start..amount.end,
            Value::Quantity(Quantity {
                measure,
                limit,
                value: Milli(amount.value),
                unit: amount.unit,
            }),
            Rule::Bound,
        ));
    }
    Some(found)
}

/// A value without a bound before it: 1500字以内, 安检率100%, 确保100%, 建成1处.
fn plain(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let f = scan.f;
    let clause = scan.clause(at);
    let amount = amount(f, at)?;
    let is_time = matches!(
        amount.unit.as_str(),
        "小时" | "分钟" | "天" | "日" | "工作日" | "个工作日" | "年" | "个月" | "周"
    );
    let (limit, rule) = if let Some(limit) = amount.limit {
        // 规模5000户以上的小区 names whom it is about.
        if f.get(amount.end) == '的' || is_time && limit != Limit::AtMost {
            return None;
        }
        (limit, Rule::Bound)
    } else if amount.unit == "%"
        && (f.ends(at, &["率", "度", "比例"]) || f.ends(at, &["确保", "实现", "做到"]))
    {
        (Limit::AtLeast, Rule::Rate)
    } else if !amount.han_one && !is_time && is_set_up(f, clause.start..at) {
        (Limit::Exactly, Rule::SetUp)
    } else {
        return None;
    };
    let mut measure = measures(f, clause.start..at, 1).pop().unwrap_or_default();
    if measure.is_empty() || rule == Rule::SetUp {
        let after = after_amount(f, amount.end, clause.end);
        if !after.is_empty() {
            measure = after;
        }
    }
    let quantity = Quantity {
        measure,
        limit,
        value: Milli(amount.value),
        unit: amount.unit,
    };
    Some(Found::new(at..amount.end, Value::Quantity(quantity), rule))
}

/// Returns `true` if a verb that sets up a number stands before it, and no other number between.
fn is_set_up(f: &Folded, before: Range<usize>) -> bool {
    let mut at = before.end;
    while at > before.start && before.end - at < 20 {
        at -= 1;
        if f.any(at, SETS_UP).is_some_and(|end| end <= before.end) {
            return !f.has(
                at.saturating_sub(3).max(before.start)..at,
                &["已", "共", "累计", "拟"],
            );
        }
        if matches!(f.get(at), '、' | '）' | '每') || f.get(at).is_ascii_digit() {
            return false;
        }
    }
    false
}

/// What is measured: the words before a bound, `count` of them where several are listed.
fn measures(f: &Folded, before: Range<usize>, count: usize) -> Vec<String> {
    let mut end = before.end;
    while let Some(shorter) = FILLERS
        .iter()
        .filter(|word| f.ends(end, &[word]))
        .map(|word| end - word.chars().count())
        .filter(|end| *end >= before.start)
        .min()
    {
        end = shorter;
    }
    // 标语每村不少于10条: 每村 says of what there are so many, and is no part of the measure.
    if end >= before.start + 2 && f.get(end - 2) == '每' {
        end -= 2;
    }
    let reach = MEASURE * count.max(1);
    let mut start = end;
    while start > before.start && end - start < reach {
        let c = f.get(start - 1);
        let is_list = count > 1 && matches!(c, '、' | '和');
        if !is_list
            && (matches!(
                c,
                '、' | '（' | '）' | '“' | '”' | '《' | '》' | '，' | '：'
            ) || c.is_ascii_digit())
        {
            break;
        }
        if f.ends(start, STOPS) {
            break;
        }
        start -= 1;
    }
    if f.get(start) == '每' && end > start + 2 {
        start += 2;
    }
    let text = f.text(start..end);
    let text = text.trim_start_matches([
        '要', '应', '各', '以', '于', '至', '并', '且', '也', '和', '及', '每',
    ]);
    if count == 1 {
        return vec![text.to_owned()];
    }
    let parts: Vec<String> = text.split(['、', '和', '及']).map(str::to_owned).collect();
    if parts.len() == count {
        parts
    } else {
        vec![text.to_owned(); count]
    }
}

/// What is counted, behind the number: 2名管理人员, 不少于15人的应急抢险队伍.
fn after_amount(f: &Folded, at: usize, end: usize) -> String {
    let start = f.skip(at, &["的"]);
    let mut stop = start;
    while stop < end && stop - start < 10 {
        if !f.get(stop).is_alphanumeric() || f.get(stop).is_ascii_digit() {
            break;
        }
        if f.any(
            stop,
            &[
                "于", "并", "后", "方可", "开展", "前", "以上", "与", "和", "及", "由", "进行",
                "须", "应", "要",
            ],
        )
        .is_some()
        {
            break;
        }
        stop += 1;
    }
    f.text(start..stop)
}
