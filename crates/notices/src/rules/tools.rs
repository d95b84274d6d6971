//! Phone tools: apps and platforms, check-ins, group relays, screenshots.

use std::ops::Range;

use civic::duties::ToolKind;

use super::found::{Found, Scan};
use crate::reading::{Item, Rule, Value};
use crate::text::Folded;

/// Programs on a phone; they are tools wherever somebody has to use them.
const APPS: &[&str] = &["APP", "小程序", "客户端", "公众号", "视频号"];

/// What may also be no program: it is one where something is put into it.
const PLATFORMS: &[&str] = &["平台", "系统"];

/// What is done with a program.
const USE: &[&str] = &[
    "下载", "安装", "注册", "使用", "登录", "登陆", "通过", "依托", "上传", "录入", "填报", "关注",
    "扫码", "打卡", "导入", "运用", "激活", "绑定", "推广", "利用",
];

/// What is put into a platform.
const PUT: &[&str] = &[
    "录入", "登录", "登陆", "上传", "通过", "使用", "导入", "填报", "依托", "推送", "传至", "上报",
];

/// Chat groups.
const GROUPS: &[&str] = &["微信工作群", "微信群", "工作群", "钉钉群", "朋友圈"];

pub(crate) fn tools(scan: &mut Scan<'_>) {
    let mut at = 0;
    while at < scan.f.len() {
        let clause = scan.clause(at);
        match tool(scan.f, at, &clause) {
            Some((kind, end)) => {
                let name = name(scan.f, &clause, at, end, &kind);
                let range = at..end;
                let is_there = scan.found.iter().any(|found| {
                    found.meets(&range) && matches!(found.value, Some(Value::Tool(_)))
                });
                if !is_there {
                    let item = Item {
                        kind,
                        name,
                        frequency: None,
                    };
                    scan.found
                        .push(Found::new(range, Value::Tool(item), Rule::PhoneTool));
                }
                at = end;
            }
            None => at += 1,
        }
    }
}

fn tool(f: &Folded, at: usize, clause: &Range<usize>) -> Option<(ToolKind, usize)> {
    if let Some(end) = f.any(at, &["打卡签到", "扫码打卡", "打卡", "签到"]) {
        let part = f.any(end, &["表", "簿", "点", "机"]).is_some();
        return (!part).then_some((ToolKind::CheckIn, end));
    }
    if let Some(end) = f.any(at, &["群接龙", "接龙"]) {
        return Some((ToolKind::GroupRelay, end));
    }
    if let Some(end) = f.any(at, &["截图", "截屏"]) {
        return Some((ToolKind::Screenshot, end));
    }
    if let Some(end) = f.any(at, GROUPS) {
        let passed = [
            "转发", "上传", "发至", "发到", "报送", "报告", "报备", "反馈", "回复", "接龙", "上报",
            "发送", "推送", "晒",
        ];
        return f
            .has(clause.clone(), &passed)
            .then_some((ToolKind::GroupRelay, end));
    }
    if let Some(end) = f.any(at, APPS) {
        return f.has(clause.clone(), USE).then_some((ToolKind::App, end));
    }
    if let Some(end) = f.any(at, PLATFORMS) {
        let near = at.saturating_sub(18).max(clause.start);
        let other = f
            .any(end, &["性", "治理", "内", "化", "推进", "企业", "观念"])
            .is_some()
            || f.ends(
                at,
                &["本", "全", "各", "生态", "供水", "供热", "政法", "排水"],
            );
        return (!other && f.has(near..at, PUT)).then_some((ToolKind::App, end));
    }
    None
}

/// What the sentence calls it: what is in quotation marks before it, or the word itself.
fn name(f: &Folded, clause: &Range<usize>, at: usize, end: usize, kind: &ToolKind) -> String {
    if *kind == ToolKind::App {
        if f.before(at) == '”' {
            let mut start = at - 1;
            while start > clause.start && at - start < 16 && f.get(start) != '“' {
                start -= 1;
            }
            return f.text(start..end).replace(['“', '”'], "");
        }
        let mut start = at;
        while start > clause.start
            && at - start < 12
            && f.get(start - 1).is_alphabetic()
            && !f.ends(start, PUT)
            && !f.ends(start, USE)
        {
            start -= 1;
        }
        return f.text(start..end);
    }
    f.text(at..end)
}
