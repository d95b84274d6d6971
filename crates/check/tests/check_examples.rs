//! What the findings about conflicts show: an instant on the city's clocks, its weekday named, in
//! both languages.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use check::{Finding, Sources, check};
use civic::Text;
use civic::documents::DocumentStatus;
use civic::places::Grade;
use civic::rules::{Effect, GoodsSet, Schedule, Scope};
use civic::time::{DateSpan, DayType, Transition, Zone};
use fixtures::sources::{city, document, rows};
use fixtures::*;

/// The one finding of a code on Monday, 1 June 2026.
fn finding(sources: &Sources, code: &str) -> Finding {
    let found = check(sources, None, date("2026-06-01")).into_iter();
    let mut found: Vec<Finding> = found.filter(|f| f.code == code).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// The finding says both, and its example is at this time.
fn shows(finding: &Finding, at: &str, zh: &str, en: &str) {
    let Text { zh: said, .. } = &finding.what;
    assert!(said.contains(zh), "{zh} in {said}");
    let Text { en: said, .. } = &finding.what;
    assert!(said.contains(en), "{en} in {said}");
    let example = finding.example.as_ref().expect("an example");
    assert_eq!(example.at, local(at), "{said}");
}

#[test]
fn two_filters_that_contradict_are_named_with_the_day_that_comes_closest() {
    let mut sources = city();
    let rule = &mut sources.rules[2].value;
    rule.in_force = local("2026-06-03 00:00");
    rule.schedule = Schedule {
        weekdays: weekdays("12345"),
        day_types: vec![DayType::Weekend, DayType::MakeupWorkday],
        seasons: vec![season("05-01", "10-09")],
        windows: windows(&["18:00-22:00"]),
        ..Schedule::default()
    };
    shows(
        &finding(&sources, "window_never_holds"),
        "2026-06-03 18:00",
        "规则“R-2”一刻也不会成立：“星期”（周一、周二、周三、周四、周五）和“日期类型”（周末、调休上班日）互相矛盾，没有一天同时符合；最接近的是 2026-06-03（周三），只是不符合“日期类型”，那天是工作日",
        "its weekdays (Monday, Tuesday, Wednesday, Thursday, Friday) and day types (Weekend, Make-up workday) contradict each other: no day meets both; Wednesday 2026-06-03 comes closest and fails the day types; it is a workday",
    );
    // The first day of the season comes closest where the dates lie outside it.
    let rule = &mut sources.rules[2].value;
    rule.in_force = local("2026-04-01 00:00");
    rule.schedule = Schedule {
        seasons: vec![season("05-01", "10-09")],
        dates: vec![DateSpan::day(date("2026-04-08"))],
        ..Schedule::default()
    };
    shows(
        &finding(&sources, "window_never_holds"),
        "2026-04-08 00:00",
        "“季节”（5月1日至10月8日）和“仅限日期”（2026-04-08）互相矛盾，没有一天同时符合；最接近的是 2026-04-08（周三），只是不符合“季节”",
        "its seasons (05-01 to 10-08) and dates (2026-04-08) contradict each other",
    );
}

#[test]
fn a_filter_or_a_window_beyond_the_time_in_force_is_named() {
    let mut sources = city();
    let rule = &mut sources.rules[2].value;
    rule.in_force = local("2026-06-06 00:00");
    rule.expires = Some(local("2026-06-08 00:00"));
    rule.schedule.weekdays = weekdays("1");
    shows(
        &finding(&sources, "window_never_holds"),
        "2026-06-06 00:00",
        "“星期”（周一）和生效的时间（2026-06-06（周六）00:00 至 2026-06-08（周一）00:00）碰不到一起；最接近的是 2026-06-06（周六），只是不符合“星期”",
        "its weekdays (Monday) and the time it is in force (Saturday 2026-06-06 00:00 to Monday 2026-06-08 00:00) do not meet",
    );
    let rule = &mut sources.rules[2].value;
    rule.in_force = local("2026-06-06 12:00");
    rule.expires = Some(local("2026-06-06 18:00"));
    rule.schedule = Schedule {
        windows: windows(&["18:00-22:00"]),
        ..Schedule::default()
    };
    shows(
        &finding(&sources, "window_never_holds"),
        "2026-06-06 18:00",
        "时段（18:00-22:00）没有一个落在生效的时间里（2026-06-06（周六）12:00 至 2026-06-06（周六）18:00）；最接近的是 2026-06-06（周六），日子都符合，时段却不在生效的时间里",
        "none of its windows (18:00-22:00) comes while it is in force",
    );
    let rule = &mut sources.rules[2].value;
    rule.schedule.windows = windows(&["15:00-17:00", "18:00-22:00"]);
    let idle = finding(&sources, "window_never_holds");
    assert_eq!(idle.value, "18:00-22:00");
    shows(
        &idle,
        "2026-06-06 18:00",
        "规则“R-2”的时段 18:00-22:00 在它生效的时间里",
        "The window 18:00-22:00 of rule R-2 never comes while the rule is in force",
    );
    let rule = &mut sources.rules[2].value;
    rule.expires = Some(local("2026-06-06 11:00"));
    shows(
        &finding(&sources, "window_never_holds"),
        "2026-06-06 12:00",
        "规则“R-2”的结束（2026-06-06（周六）11:00）不晚于开始（2026-06-06（周六）12:00）",
        "Rule R-2 ends (Saturday 2026-06-06 11:00) no later than it begins (Saturday 2026-06-06 12:00)",
    );
}

#[test]
fn the_time_outside_is_shown_where_a_window_ends() {
    let mut sources = city();
    sources.rules.remove(1);
    let unsaid = finding(&sources, "outside_times_missing");
    assert_eq!(unsaid.value, "R-1");
    shows(
        &unsaid,
        "2026-06-01 22:00",
        "例如 规则“R-1”，2026-06-01（周一）22:00，莫家街（Z-1），小吃",
        "for example rule R-1, Monday 2026-06-01 22:00, 莫家街 in English (Z-1), snack",
    );
    let at = sources.rules[0].location.clone();
    sources.outside_unsaid.insert("R-1".into(), at);
    // Another rule takes over until midnight: then the window's end is not outside.
    let mut late = rule("R-3", Effect::Prohibit, 200);
    late.scope = Scope::Places(vec!["Z-1".into()]);
    late.schedule.windows = windows(&["21:00-24:00"]);
    sources.rules.extend(rows("规则.csv", vec![late]));
    shows(
        &finding(&sources, "outside_times_missing"),
        "2026-06-01 00:00",
        "没有写时段以外怎么办；规则“R-1”的时段以外没有公布规定，例如 2026-06-01（周一）00:00，莫家街（Z-1），小吃",
        "outside the times of rule R-1 the answer is \"no published rule\", for example Monday 2026-06-01 00:00, 莫家街 in English (Z-1), snack",
    );
    // From midnight on too: nothing is left open.
    sources.rules[2].value.schedule.windows = windows(&["21:00-18:00+1"]);
    let found = check(&sources, None, date("2026-06-01"));
    assert_eq!(found, []);
}

#[test]
fn a_sheet_without_the_column_is_said_once_with_an_example() {
    let mut sources = city();
    let heading = check::Location {
        row: 1,
        column: "时段外".to_owned(),
        ..sources.rules[0].location.clone()
    };
    sources.outside_column_missing.insert(heading.clone());
    let found = finding(&sources, "outside_times_missing");
    assert_eq!((found.location.row, found.example), (1, None));
    sources.outside_unsaid.insert("R-1".into(), heading);
    sources.rules.remove(1);
    shows(
        &finding(&sources, "outside_times_missing"),
        "2026-06-01 22:00",
        "涉及 1 条规则；规则“R-1”的时段以外没有公布规定，例如 2026-06-01（周一）22:00",
        "(1 rules); outside the times of rule R-1",
    );
}

#[test]
fn a_grade_without_rule_is_shown_at_the_next_hour_of_trade() {
    let mut sources = city();
    sources.rules.truncate(2);
    shows(
        &finding(&sources, "grade_without_rule"),
        "2026-06-01 18:00",
        "例如 2026-06-01（周一）18:00，Z-2（Z-2），小吃，这时别处准许摆，这里什么也没有公布",
        "for example Monday 2026-06-01 18:00, Z-2 (Z-2), snack, when the city permits it elsewhere and nothing is published here",
    );
    // A rule for the whole city speaks of snacks, and none permits barbecue.
    let mut citywide = rule("R-3", Effect::Prohibit, 900);
    citywide.scope = Scope::City;
    citywide.goods = GoodsSet::Only(vec!["snack".into()]);
    sources.rules.extend(rows("规则.csv", vec![citywide]));
    shows(
        &finding(&sources, "grade_without_rule"),
        "2026-06-01 00:00",
        "例如 2026-06-01（周一）00:00，Z-2（Z-2），烧烤，这时什么也没有公布",
        "bbq, for which nothing is published",
    );
    // A rule for the grade that is over counts no more.
    let mut over = rule("R-4", Effect::Prohibit, 200);
    over.scope = Scope::Grade(Grade::Strict);
    over.expires = Some(local("2026-05-01 00:00"));
    sources.rules.extend(rows("规则.csv", vec![over]));
    finding(&sources, "grade_without_rule");
}

#[test]
fn a_document_that_is_over_is_shown_when_its_rule_next_holds() {
    let mut sources = city();
    let mut ended = document("D-2", DocumentStatus::InForce);
    ended.expires_on = Some(date("2026-05-01"));
    sources.documents.extend(rows("文件.csv", vec![ended]));
    sources.rules[0].value.documents = vec!["D-2".into()];
    shows(
        &finding(&sources, "document_revoked"),
        "2026-06-01 18:00",
        "自 2026-05-01（周五）起失效；例如 2026-06-01（周一）18:00，仍按这条规则回答",
        "no longer holds since Friday 2026-05-01; for example on Monday 2026-06-01 18:00 this rule still holds",
    );
    // A rule that has yet to come into force, and one that has no window left.
    sources.rules[0].value.in_force = local("2026-07-01 19:00");
    let later = "例如 2026-07-01（周三）19:00，仍按这条规则回答";
    let found = finding(&sources, "document_revoked");
    shows(
        &found,
        "2026-07-01 19:00",
        later,
        "Wednesday 2026-07-01 19:00",
    );
    sources.rules[0].value.in_force = local("2025-01-01 00:00");
    sources.rules[0].value.schedule.dates = vec![DateSpan::day(date("2025-06-06"))];
    shows(
        &finding(&sources, "document_revoked"),
        "2026-06-01 00:00",
        "例如 2026-06-01（周一）00:00，这条规则还没有失效",
        "this rule is still in force",
    );
    let mut sources = city();
    sources.documents[0].value.status = DocumentStatus::Superseded;
    sources.rules.clear();
    sources.requirements.clear();
    sources.updates.clear();
    sources.limits.clear();
    sources.corrections.clear();
    shows(
        &finding(&sources, "document_revoked"),
        "2026-06-01 00:00",
        "例如 2026-06-01（周一）00:00，这一项仍在清单里",
        "this duty is still on the list",
    );
}

#[test]
fn a_time_that_the_clocks_show_twice_names_its_offset() {
    let mut sources = city();
    let settings = sources.settings.as_mut().expect("settings");
    settings.zone = Zone {
        name: "Europe/Helsinki".to_owned(),
        offset_minutes: 180,
        transitions: vec![Transition {
            at: at("2026-10-25T01:00:00Z").instant.0,
            offset_minutes: 120,
        }],
    };
    // In force for the hour that comes again, which the clocks call 03:00 to 03:30.
    let [mut permit, mut prohibit] = [
        rule("A", Effect::Permit, 100),
        rule("B", Effect::Prohibit, 100),
    ];
    for rule in [&mut permit, &mut prohibit] {
        rule.scope = Scope::City;
        rule.in_force = at("2026-10-25T01:00:00Z");
        rule.expires = Some(at("2026-10-25T01:30:00Z"));
        rule.schedule.windows = windows(&["03:00-04:00"]);
    }
    sources.rules = rows("规则.csv", vec![permit, prohibit]);
    let found = finding(&sources, "priority_overlap");
    let said = "例如 2026-10-25（周日）03:00 UTC+02:00，莫家街";
    assert!(found.what.zh.contains(said), "{}", found.what.zh);
}
