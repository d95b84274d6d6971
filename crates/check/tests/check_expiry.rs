//! Ends that are days alone: a city is asked once what they mean, each reading is told, and two
//! meanings that meet are shown at a moment at which it matters.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use Severity::{Error, Info, Warning};
use check::{ExpiryDay, Finding, Severity, Sources, WrittenEnd, check};
use civic::rules::{Effect, GoodsSet, Rule, Scope};
use fixtures::sources::{city, rows};
use fixtures::*;

/// How the end of a rule is written in the tests: `2026-10-01`, or with a time of day.
fn ending(rule: &mut Rule, sources: &mut Sources, reading: ExpiryDay, end: &str) {
    let day = date(&end[..10]);
    let (written, expires) = match end.get(11..) {
        None => {
            let without = reading.first_day_without(day);
            (WrittenEnd::Day(day), format!("{without} 00:00"))
        }
        Some("24:00") => (WrittenEnd::EndOfDay(day), format!("{} 00:00", day.next())),
        Some("23:59") => (WrittenEnd::EndOfDay(day), end.to_owned()),
        Some(_) => (WrittenEnd::Moment, end.to_owned()),
    };
    rule.expires = Some(local(&expires));
    sources.written_ends.insert(rule.id.clone(), written);
}

/// A city with a permission for snacks at Z-1 that ends so and, from a day on, another.
fn following(said: Option<ExpiryDay>, end: &str, next: Option<&str>) -> Sources {
    let mut sources = city();
    sources.settings.as_mut().expect("settings").expiry_day = said;
    let reading = said.unwrap_or(ExpiryDay::Excluded);
    let snacks = |id: &str| {
        let mut permission = rule(id, Effect::Permit, 100);
        permission.scope = Scope::Places(vec!["Z-1".into()]);
        permission.goods = GoodsSet::Only(vec!["snack".into()]);
        permission.schedule.windows = windows(&["18:00-22:00"]);
        permission
    };
    let mut first = snacks("A");
    ending(&mut first, &mut sources, reading, end);
    let mut rules = vec![first];
    if let Some(next) = next {
        let mut second = snacks("B");
        second.in_force = local(&format!("{next} 00:00"));
        rules.push(second);
    }
    sources.rules = rows("规则.csv", rules);
    sources
}

/// What is found of ends on 1 June 2026.
fn found(sources: &Sources) -> Vec<Finding> {
    let findings = check(sources, None, date("2026-06-01")).into_iter();
    findings.filter(|f| f.code.starts_with("expiry")).collect()
}

fn codes(sources: &Sources) -> Vec<(String, Severity)> {
    let findings = found(sources).into_iter();
    findings.map(|f| (f.code, f.severity)).collect()
}

fn one(sources: &Sources, code: &str) -> Finding {
    let mut found = found(sources);
    found.retain(|f| f.code == code);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

const UNSAID: &str = "expiry_day_unsaid";
const READ: &str = "expiry_day_read";
const GAP: &str = "expiry_gap";
const DOUBLED: &str = "expiry_doubled";

#[test]
fn a_city_that_has_not_said_is_asked_once_with_both_readings() {
    let mut sources = following(None, "2026-10-01", None);
    sources.documents[0].value.expires_on = Some(date("2027-01-01"));
    let asked = one(&sources, UNSAID);
    assert_eq!(asked.severity, Warning);
    assert_eq!(
        (asked.location.file.as_str(), asked.location.column.as_str()),
        ("portal.toml", "rules.expiry_day")
    );
    for said in [
        "有 2 处失效只写了日期",
        "规则.csv 的“A”，“失效”写的是 2026-10-01",
        "含当天：最后一天是 2026-10-01（周四）",
        "不含当天：最后一天是 2026-09-30（周三）",
        "例如 2026-10-01（周四）18:00",
    ] {
        assert!(asked.what.zh.contains(said), "{said} in {}", asked.what.zh);
    }
    for said in [
        "Included: its last day is Thursday 2026-10-01",
        "Excluded: its last day is Wednesday 2026-09-30",
    ] {
        assert!(asked.what.en.contains(said), "{said} in {}", asked.what.en);
    }
    for fix in [&asked.fix.zh, &asked.fix.en] {
        assert!(fix.contains("[rules]"), "{fix}");
        assert!(fix.contains("expiry_day = \"included\""), "{fix}");
        assert!(fix.contains("expiry_day = \"excluded\""), "{fix}");
    }
    assert_eq!(asked.example.map(|e| e.at), Some(local("2026-10-01 18:00")));
    // A city that has answered, or gives the time of day everywhere, is not asked.
    for (said, end) in [
        (Some(ExpiryDay::Included), "2026-10-01"),
        (Some(ExpiryDay::Excluded), "2026-10-01"),
        (None, "2026-10-01 00:00"),
    ] {
        let asked = codes(&following(said, end, None));
        assert!(asked.iter().all(|(code, _)| code != UNSAID), "{end}");
    }
}

#[test]
fn each_day_is_told_with_its_reading() {
    for (said, last, other) in [
        (
            Some(ExpiryDay::Included),
            "最后一天是 2026-10-01（周四），从 2026-10-02（周五）00:00 起失效",
            "2026-09-30",
        ),
        (
            Some(ExpiryDay::Excluded),
            "最后一天是 2026-09-30（周三），从 2026-10-01（周四）00:00 起失效",
            "2026-10-02",
        ),
        (
            None,
            "最后一天是 2026-09-30（周三），从 2026-10-01（周四）00:00 起失效",
            "2026-10-02",
        ),
    ] {
        let read = one(&following(said, "2026-10-01", None), READ);
        assert_eq!(
            (read.severity, read.value.as_str(), read.location.row),
            (Info, "2026-10-01", 2)
        );
        assert!(read.what.zh.contains(last), "{}", read.what.zh);
        assert!(read.fix.zh.contains(other), "{}", read.fix.zh);
    }
    // Once for each day of a sheet.
    let mut sources = following(Some(ExpiryDay::Included), "2026-10-01", Some("2026-11-01"));
    let mut second = sources.rules[1].value.clone();
    ending(&mut second, &mut sources, ExpiryDay::Included, "2026-12-01");
    let mut third = second.clone();
    third.id = "C".into();
    ending(&mut third, &mut sources, ExpiryDay::Included, "2026-12-01");
    let first = sources.rules[0].value.clone();
    sources.rules = rows("规则.csv", vec![first, second, third]);
    let read: Vec<String> = found(&sources)
        .into_iter()
        .filter(|f| f.code == READ)
        .map(|f| f.value)
        .collect();
    assert_eq!(read, ["2026-10-01", "2026-12-01"]);
}

#[test]
fn a_day_that_falls_between_two_rules_is_shown() {
    for (said, end, next, code) in [
        // Read without its day, the first ends a day before the second begins.
        (None, "2026-10-01", "2026-10-02", Some(GAP)),
        (
            Some(ExpiryDay::Excluded),
            "2026-10-01",
            "2026-10-02",
            Some(GAP),
        ),
        (
            Some(ExpiryDay::Excluded),
            "2026-10-01 00:00",
            "2026-10-02",
            Some(GAP),
        ),
        (Some(ExpiryDay::Included), "2026-10-01", "2026-10-02", None),
        (Some(ExpiryDay::Excluded), "2026-10-01", "2026-10-01", None),
        // Read with its day, that day counts for both.
        (
            Some(ExpiryDay::Included),
            "2026-10-01",
            "2026-10-01",
            Some(DOUBLED),
        ),
        (
            Some(ExpiryDay::Included),
            "2026-10-01",
            "2026-10-03",
            Some(GAP),
        ),
        (
            Some(ExpiryDay::Excluded),
            "2026-10-01 24:00",
            "2026-10-01",
            Some(DOUBLED),
        ),
        // A time of day means what it says.
        (
            Some(ExpiryDay::Included),
            "2026-10-02 00:00",
            "2026-10-01",
            None,
        ),
        (Some(ExpiryDay::Excluded), "2026-10-01", "2026-10-05", None),
    ] {
        let sources = following(said, end, Some(next));
        let missed: Vec<String> = found(&sources)
            .into_iter()
            .map(|f| f.code)
            .filter(|found| [GAP, DOUBLED].contains(&found.as_str()))
            .collect();
        assert_eq!(missed, Vec::from_iter(code), "{said:?} {end} {next}");
    }
    let gap = one(&following(None, "2026-10-01", Some("2026-10-02")), GAP);
    assert_eq!(
        (gap.severity, gap.location.row, gap.location.column.as_str()),
        (Warning, 2, "失效")
    );
    assert!(
        gap.what.zh.contains("“A”在 2026-10-01（周四）00:00 结束，同一地点同一品类的“B”在 2026-10-02（周五）00:00 才开始"),
        "{}",
        gap.what.zh
    );
    let example = gap.example.expect("an example");
    assert_eq!(example.at, local("2026-10-01 18:00"));
    assert_eq!(example.place, Some("Z-1".into()));
    assert_eq!(example.goods, Some("snack".into()));
    let sources = following(Some(ExpiryDay::Included), "2026-10-01", Some("2026-10-01"));
    let doubled = one(&sources, DOUBLED);
    let example = doubled.example.expect("an example");
    assert_eq!(example.at, local("2026-10-01 18:00"));
}

#[test]
fn a_day_between_is_none_of_other_goods_or_of_a_day_on_which_nothing_is_held() {
    let change: [fn(&mut Rule); 4] = [
        |rule| rule.goods = GoodsSet::Only(vec!["bbq".into()]),
        |rule| rule.scope = Scope::Places(vec!["Z-2".into()]),
        |rule| rule.overrides = Some(overriding(&["A"])),
        |rule| rule.in_force = local("2026-10-02 06:00"),
    ];
    for (i, change) in change.iter().enumerate() {
        let mut sources = following(None, "2026-10-01", Some("2026-10-02"));
        change(&mut sources.rules[1].value);
        let found = codes(&sources);
        assert!(found.iter().all(|(code, _)| code != GAP), "{i}");
    }
    // A Thursday between two rules for Mondays.
    let mut sources = following(None, "2026-10-01", Some("2026-10-02"));
    for row in &mut sources.rules {
        row.value.schedule.weekdays = weekdays("1");
    }
    let found = codes(&sources);
    assert!(found.iter().all(|(code, _)| code != GAP));
}

#[test]
fn two_ways_of_writing_an_end_in_one_sheet_are_shown() {
    let mixed = |said, end: &str| {
        let mut sources = following(said, "2026-10-01", None);
        let mut second = sources.rules[0].value.clone();
        second.id = "B".into();
        let reading = said.unwrap_or(ExpiryDay::Excluded);
        ending(&mut second, &mut sources, reading, end);
        let first = sources.rules[0].value.clone();
        sources.rules = rows("规则.csv", vec![first, second]);
        let mut found = found(&sources);
        found.retain(|f| f.code != UNSAID && f.code != READ);
        found
            .into_iter()
            .map(|f| (f.code, f.location.row))
            .collect::<Vec<_>>()
    };
    let conventions = "expiry_conventions_mixed";
    let row_3 = |code: &str| (code.to_owned(), 3);
    for said in [None, Some(ExpiryDay::Excluded)] {
        assert_eq!(mixed(said, "2026-12-31 24:00"), [row_3(conventions)]);
        assert_eq!(mixed(said, "2026-12-31 23:59"), [row_3(conventions)]);
        assert_eq!(mixed(said, "2027-01-01 00:00"), []);
        assert_eq!(mixed(said, "2026-12-31 18:00"), []);
    }
    let included = Some(ExpiryDay::Included);
    assert_eq!(mixed(included, "2026-12-31 24:00"), []);
    assert_eq!(mixed(included, "2026-12-31 23:59"), []);
}

#[test]
fn a_rule_that_two_meanings_leave_in_conflict_is_an_error_still() {
    let mut sources = following(Some(ExpiryDay::Included), "2026-10-01", Some("2026-10-01"));
    sources.rules[1].value.effect = Effect::Prohibit;
    let errors = check(&sources, None, date("2026-06-01")).into_iter();
    let errors: Vec<String> = errors
        .filter(|f| f.severity == Error)
        .map(|f| f.code)
        .collect();
    assert_eq!(errors, ["priority_overlap"]);
}

#[test]
fn a_change_of_one_day_is_told_how_to_give_its_end() {
    let mut sources = following(Some(ExpiryDay::Excluded), "2026-10-01", None);
    sources.rules[0].value.in_force = local("2026-10-01 00:00");
    let findings = check(&sources, None, date("2026-06-01"));
    let never = findings.iter().find(|f| f.code == "window_never_holds");
    let fix = &never.expect("found").fix;
    for words in ["写“2026-10-02”", "expiry_day = \"included\""] {
        assert!(fix.zh.contains(words), "{}", fix.zh);
    }
    // By the other reading it lasts that day.
    let mut sources = following(Some(ExpiryDay::Included), "2026-10-01", None);
    sources.rules[0].value.in_force = local("2026-10-01 00:00");
    let findings = check(&sources, None, date("2026-06-01"));
    assert!(findings.iter().all(|f| f.code != "window_never_holds"));
}
