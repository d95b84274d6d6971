//! Deliverables: reports, forms, ledgers, photos and meetings that somebody has to make.
//!
//! A noun alone is none: the clause has a verb that hands it in, keeps it or holds it.

use std::ops::Range;

use DeliverableKind::{Form, Ledger, Meeting, Photo, Report};
use civic::duties::DeliverableKind;

use super::found::{Found, Scan};
use crate::reading::{Item, Rule, Value};
use crate::text::Folded;

/// What it is called, the longest first where one holds another.
const NOUNS: &[(&str, DeliverableKind)] = &[
    ("进展情况统计表", Form),
    ("统计表", Form),
    ("汇总表", Form),
    ("登记表", Form),
    ("排查表", Form),
    ("调查表", Form),
    ("申报表", Form),
    ("信息表", Form),
    ("任务表", Form),
    ("进度表", Form),
    ("周报表", Form),
    ("推荐表", Form),
    ("自评表", Form),
    ("申请表", Form),
    ("审批表", Form),
    ("反馈表", Form),
    ("评分表", Form),
    ("计划表", Form),
    ("报名表", Form),
    ("备案表", Form),
    ("联系表", Form),
    ("月报表", Form),
    ("报表", Form),
    ("表格", Form),
    ("名单", Form),
    ("回执", Form),
    ("登记数据", Form),
    ("数据", Form),
    ("花名册", Ledger),
    ("台账", Ledger),
    ("台帐", Ledger),
    ("一户一档", Ledger),
    ("一店一档", Ledger),
    ("一企一档", Ledger),
    ("一人一档", Ledger),
    ("一楼一档", Ledger),
    ("档案", Ledger),
    ("清洗记录", Ledger),
    ("巡线记录", Ledger),
    ("探访记录", Ledger),
    ("巡查记录", Ledger),
    ("检查记录", Ledger),
    ("工作记录", Ledger),
    ("问题清单", Ledger),
    ("责任清单", Ledger),
    ("隐患清单", Ledger),
    ("清单", Ledger),
    ("记录", Ledger),
    ("影像资料", Photo),
    ("图片资料", Photo),
    ("照片", Photo),
    ("图片", Photo),
    ("影像", Photo),
    ("拍照", Photo),
    ("自查报告", Report),
    ("总结报告", Report),
    ("书面报告", Report),
    ("评估报告", Report),
    ("工作报告", Report),
    ("情况报告", Report),
    ("工作总结", Report),
    ("总结", Report),
    ("小结", Report),
    ("简报", Report),
    ("专报", Report),
    ("方案", Report),
    ("预案", Report),
    ("计划", Report),
    ("材料", Report),
    ("情况", Report),
    ("进度", Report),
    ("进展", Report),
    ("信息", Report),
    ("雨情", Report),
    ("险情", Report),
    ("报告", Report),
    ("零报告", Report),
    ("会议", Meeting),
    ("例会", Meeting),
    ("座谈会", Meeting),
];

/// Kinds of meetings by what they are for: 推进会, 调度会.
const MEETINGS: &[&str] = &[
    "推进会",
    "调度会",
    "动员会",
    "部署会",
    "现场会",
    "培训会",
    "座谈会",
    "分析会",
    "研判会",
    "协调会",
    "总结会",
    "工作例会",
    "协商会",
    "议事会",
    "听证会",
    "联席会",
    "评审会",
    "恳谈会",
    "专题会",
    "例会",
    "会议",
];

/// Handing in.
const HAND_IN: &[&str] = &[
    "报送",
    "上报",
    "提交",
    "呈报",
    "填报",
    "反馈",
    "上传",
    "报备",
    "备案",
    "报区",
    "报市",
    "报省",
    "报县",
    "报街道",
    "报镇",
    "报至",
    "报参会",
    "报回",
    "汇报",
    "发至",
    "发送",
    "推送",
    "报告",
    "填写",
    "填好",
    "交至",
    "寄送",
    "报上",
    "报我局",
    "报我办",
    "报办",
    "一并报",
    "前报",
];

/// How far from a thing its verb may stand.
const REACH: usize = 40;

/// What follows a verb that names an act and does not demand it.
const NAMES_OF_ACTS: &[&str] = &[
    "时限", "时间", "范围", "渠道", "方式", "质量", "流程", "机制", "路径", "要求",
];

/// Making.
const MAKE: &[&str] = &[
    "形成", "制定", "编制", "编发", "撰写", "印发", "出具", "修订", "完善", "拟定", "起草", "编印",
    "报送", "提供",
];

/// Keeping.
const KEEP: &[&str] = &[
    "建立", "建好", "建全", "健全", "完善", "做好", "保存", "记入", "登记", "留存", "形成", "填写",
    "归档", "更新", "管好", "制定", "梳理", "列出",
];

/// Taking pictures and passing them on.
const PICTURE: &[&str] = &[
    "上传", "附", "留存", "报送", "拍摄", "发至", "拍照", "提供", "保存", "拍", "上报", "提交",
    "发送", "反馈",
];

/// Holding a meeting.
const HOLD: &[&str] = &["召开", "组织召开", "举行", "举办", "开好", "开一次"];

pub(crate) fn deliverables(scan: &mut Scan<'_>) {
    zero_reports(scan);
    let f = scan.f;
    for index in 0..scan.clauses.len() {
        let clause = scan.clauses[index].clone();
        let mut at = clause.start;
        let mut any = false;
        while at < clause.end {
            let Some((kind, noun)) = noun(f, at, clause.end) else {
                at += 1;
                continue;
            };
            at = noun.end;
            // 进展情况 is one thing; its last word says what.
            if self::noun(f, at, clause.end)
                .is_some_and(|(next, range)| next == kind && range.start == at)
            {
                continue;
            }
            if !is_made(f, &clause, &kind, &noun) {
                continue;
            }
            any = true;
            let name = name(f, &clause, &noun);
            add(scan, noun, kind, name, Rule::HandIn);
        }
        if !any {
            nameless(scan, index);
        }
    }
}

fn add(scan: &mut Scan<'_>, at: Range<usize>, kind: DeliverableKind, name: String, rule: Rule) {
    // A frequency or a date may reach over the noun: 每季度召开一次会议 holds both.
    let is_there = scan.found.iter().any(|found| {
        found.meets(&at)
            && matches!(
                found.value,
                Some(Value::Deliverable(_) | Value::Tool(_) | Value::Assessment(_))
            )
    });
    if !is_there {
        let item = Item {
            kind,
            name,
            frequency: None,
        };
        scan.found
            .push(Found::new(at, Value::Deliverable(item), rule));
    }
}

/// 零报告: a report even when there is nothing to report.
fn zero_reports(scan: &mut Scan<'_>) {
    for at in 0..scan.f.len() {
        if let Some(end) = scan.f.word(at, "零报告") {
            add(scan, at..end, Report, "零报告".to_owned(), Rule::ZeroReport);
        }
    }
}

fn noun(f: &Folded, at: usize, end: usize) -> Option<(DeliverableKind, Range<usize>)> {
    let meetings = MEETINGS.iter().map(|word| (word, &Meeting));
    let nouns = NOUNS.iter().map(|(word, kind)| (word, kind));
    let (end, kind) = nouns
        .chain(meetings)
        .filter_map(|(word, kind)| Some((f.word(at, word)?, kind)))
        .filter(|(after, _)| *after <= end)
        .max_by_key(|(after, _)| *after)?;
    // 报告 as a verb, 信息系统, 数据采集, 计划生育: the word goes on.
    let goes_on = [
        "系统", "平台", "化", "制", "员", "采集", "中心", "会", "科", "办", "公开", "质量", "安全",
        "人", "量", "网", "栏",
    ];
    if f.any(end, &goes_on).is_some()
        && f.any(end, &["制度"]).is_none()
        && f.any(end, &["办理", "办公"]).is_none()
    {
        return None;
    }
    Some((kind.clone(), at..end))
}

fn is_made(f: &Folded, clause: &Range<usize>, kind: &DeliverableKind, noun: &Range<usize>) -> bool {
    // A verb farther away belongs to something else; and the work stays bounded.
    let clause =
        clause.start.max(noun.start.saturating_sub(REACH))..clause.end.min(noun.end + REACH);
    // The noun itself holds no verb of its own: 报告 in 自查报告.
    let beside = |words: &[&str]| {
        has_verb(f, clause.start..noun.start, words) || has_verb(f, noun.end..clause.end, words)
    };
    let word = f.text(noun.clone());
    match kind {
        Report if matches!(word.as_str(), "报告") => {
            // 报告一次 is a verb without a thing; 形成报告 has one.
            f.has(clause.start..noun.start, MAKE)
                || f.has(clause.start..noun.start, &["提交", "报送", "上报"])
        }
        Report
            if matches!(
                word.as_str(),
                "情况" | "进度" | "进展" | "信息" | "雨情" | "险情" | "计划"
            ) =>
        {
            let hand_in = [
                "报送",
                "上报",
                "提交",
                "填报",
                "反馈",
                "报告",
                "汇报",
                "报区",
                "报市",
                "报街道",
                "报县",
                "通报进展",
            ];
            beside(&hand_in)
                && !f.has(
                    noun.end..clause.end,
                    &["统计表", "汇总表", "登记表", "报表", "台账", "小结", "总结"],
                )
                && f.any(noun.end, &["特殊", "紧急"]).is_none()
                && !f.has(clause.start..noun.start, &["无", "如遇", "遇"])
        }
        Report => beside(HAND_IN) || beside(MAKE) || beside(&["抓紧制定"]),
        Form => {
            let upload = beside(&["报送", "上报", "填报", "提交", "报区", "报市", "报街道"]);
            let other = beside(HAND_IN) || beside(&["填写", "完成", "提供", "建立", "收集"]);
            upload || other && word != "数据"
        }
        Ledger => {
            let keeps = beside(KEEP)
                || beside(&["报送", "上报", "提交", "填报"])
                || f.has(noun.end..clause.end, &["归档", "须"]);
            keeps && f.any(noun.end, &["检查"]).is_none()
        }
        Photo => word == "拍照" || beside(PICTURE),
        Meeting => {
            // 会议于10月16日召开 tells of a meeting; 例会每月召开一次 asks for one.
            let asks = f.has(clause.clone(), &["每", "应", "须", "要", "定期"]);
            let holds = has_verb(f, clause.start..noun.start, HOLD) || asks && beside(HOLD);
            holds && f.any(noun.end, &["精神", "要求", "部署"]).is_none()
        }
        DeliverableKind::Unknown(_) => false,
    }
}

/// Returns `true` if one of the verbs stands in the range as a verb: 报送时限 is a noun.
fn has_verb(f: &Folded, range: Range<usize>, words: &[&str]) -> bool {
    let end = range.end;
    range
        .filter_map(|at| f.any(at, words))
        .any(|after| after <= end && f.any(after, NAMES_OF_ACTS).is_none())
}

/// Something handed in every so often or by a day, without a name: 每月5日前报送.
fn nameless(scan: &mut Scan<'_>, index: usize) {
    let f = scan.f;
    let clause = scan.clauses[index].clone();
    let verbs = [
        "报送",
        "上报",
        "填报",
        "报区",
        "报市",
        "报街道",
        "报县",
        "报告",
        "报",
    ];
    let Some(verb) = f.find(clause.clone(), &verbs) else {
        return;
    };
    let is_timed = scan.found.iter().any(|found| {
        clause.start <= found.at.start
            && found.at.end <= clause.end
            && matches!(found.value, Some(Value::Frequency(_) | Value::Deadline(_)))
    });
    let has_thing = scan.found.iter().any(|found| {
        found.at.start < clause.end
            && clause.start < found.at.end
            && matches!(found.value, Some(Value::Deliverable(_)))
    });
    let single = f.text(verb.clone()) == "报";
    let is_word = single
        && f.any(
            verb.end,
            &[
                "名", "警", "修", "废", "道", "刊", "备", "案", "销", "告", "酬",
            ],
        )
        .is_some();
    if is_timed && !has_thing && !is_word {
        add(scan, verb, Report, String::new(), Rule::HandInTimed);
    }
}

/// The noun with what stands before it: 安全生产自查报告.
fn name(f: &Folded, clause: &Range<usize>, noun: &Range<usize>) -> String {
    let stops = [
        "报送", "上报", "将", "把", "形成", "建立", "制定", "填报", "提交", "上传", "召开", "做好",
        "的", "一次", "编制", "完善", "保存", "留存", "反馈", "前", "各", "须", "要", "应", "及",
        "和", "并", "抓紧", "报", "一份", "修订", "附", "随", "记入", "健全", "一个",
    ];
    let mut start = noun.start;
    while start > clause.start && noun.end - start < 24 {
        let c = f.get(start - 1);
        if !c.is_alphabetic() || f.ends(start, &stops) {
            break;
        }
        start -= 1;
    }
    let mut name = f.text(start..noun.end);
    if name.chars().count() < 2 {
        name = f.text(noun.clone());
    }
    name
}
