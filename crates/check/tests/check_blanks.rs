//! Blank cells under a filled one: both readings are said, each with the answer the engine gives.

use check::columns::{self, Column};
use check::{Blank, Finding, Severity, Sources, check};
use civic::rules::{Effect, GoodsSet, Rule, Scope};
use fixtures::sources::{city, rows};
use fixtures::*;

/// Two permissions at Z-1; the second leaves a cell blank that the first fills.
fn below(column: Column, fill: fn(&mut Rule)) -> Sources {
    let mut sources = city();
    let goods = |id: &str, goods: &str| {
        let mut permission = rule(id, Effect::Permit, 100);
        permission.scope = Scope::Places(vec!["Z-1".into()]);
        permission.goods = GoodsSet::Only(vec![goods.into()]);
        permission
    };
    let (mut first, second) = (goods("A", "snack"), goods("B", "bbq"));
    fill(&mut first);
    sources.rules = rows("规则.csv", vec![first, second]);
    sources.blanks = vec![blank(&sources, 1, column)];
    sources
}

/// The blank cell of a row, under the row before it.
fn blank(sources: &Sources, row: usize, column: Column) -> Blank {
    let mut location = sources.rules[row].location.clone();
    column.zh.clone_into(&mut location.column);
    Blank {
        location,
        column,
        rule: sources.rules[row].value.id.clone(),
        above: sources.rules[0].value.id.clone(),
    }
}

fn found(sources: &Sources) -> Vec<Finding> {
    let findings = check(sources, None, date("2026-06-01")).into_iter();
    findings.filter(|f| f.code == "cell_blank_below").collect()
}

fn one(sources: &Sources) -> Finding {
    let mut found = found(sources);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn each_reading_is_said_with_the_answer_it_gives() {
    type Case = (
        Column,
        fn(&mut Rule),
        &'static str,
        &'static str,
        &'static str,
    );
    let cases: [Case; 8] = [
        (
            columns::rules::WINDOWS,
            |r| r.schedule.windows = windows(&["18:00-22:00"]),
            "2026-06-01 00:00",
            "全天",
            "18:00-22:00",
        ),
        (
            columns::rules::WEEKDAYS,
            |r| r.schedule.weekdays = weekdays("12345"),
            "2026-06-06 00:00",
            "每日",
            "周一、周二、周三、周四、周五",
        ),
        (
            columns::rules::SEASONS,
            |r| r.schedule.seasons = vec![season("05-01", "10-09")],
            "2026-10-09 00:00",
            "全年",
            "5月1日至10月8日",
        ),
        (
            columns::rules::DAY_TYPES,
            |r| r.schedule.day_types = vec![civic::time::DayType::Workday],
            "2026-06-06 00:00",
            "不限",
            "工作日",
        ),
        (
            columns::rules::DATES,
            |r| r.schedule.dates = vec![civic::time::DateSpan::day(date("2026-06-01"))],
            "2026-06-02 00:00",
            "无",
            "2026-06-01",
        ),
        (
            columns::rules::EXCEPT_DATES,
            |r| r.schedule.except_dates = vec![civic::time::DateSpan::day(date("2026-06-06"))],
            "2026-06-06 00:00",
            "无",
            "2026-06-06",
        ),
        (
            columns::rules::EXPIRES,
            |r| r.expires = Some(local("2028-10-09 00:00")),
            "2028-10-09 00:00",
            "长期",
            "2028-10-09 00:00",
        ),
        (
            columns::changes::GOODS,
            |r| r.goods = GoodsSet::Only(vec!["snack".into()]),
            "2026-06-01 00:00",
            "全部",
            "小吃",
        ),
    ];
    for (column, fill, at, none, above) in cases {
        let mut sources = below(column, fill);
        if column == columns::changes::GOODS {
            sources.rules[1].value.goods = GoodsSet::All;
            // Snacks are permitted by the rule above as well; barbecue is not.
            sources.rules[1].value.priority = 90;
        }
        let asked = one(&sources);
        assert_eq!(asked.severity, Severity::Warning);
        assert_eq!(
            (asked.location.row, asked.location.column.as_str()),
            (3, column.zh)
        );
        let example = asked.example.expect("an example");
        assert_eq!(example.at, local(at), "{}", column.zh);
        assert_eq!(example.goods, Some("bbq".into()));
        for said in [
            "不限则“可以摆”，同上则“没有公布规定”",
            &format!("写的是“{above}”"),
        ] {
            assert!(asked.what.zh.contains(said), "{said} in {}", asked.what.zh);
        }
        let said = "without limit \"Permitted\", as above \"No published rule\"";
        assert!(asked.what.en.contains(said), "{}", asked.what.en);
        for word in [none, above] {
            assert!(asked.fix.zh.contains(word), "{}", asked.fix.zh);
            assert!(asked.fix.en.contains(word), "{}", asked.fix.en);
        }
    }
}

#[test]
fn an_end_that_comes_before_the_beginning_cannot_be_meant() {
    let mut sources = below(columns::rules::EXPIRES, |r| {
        r.expires = Some(local("2026-07-01 00:00"));
    });
    assert_eq!(found(&sources).len(), 1);
    sources.rules[1].value.in_force = local("2026-07-01 00:00");
    assert_eq!(found(&sources), []);
}

#[test]
fn what_one_merged_cell_covers_is_asked_once() {
    let mut sources = below(columns::rules::WINDOWS, |r| {
        r.schedule.windows = windows(&["18:00-22:00"]);
    });
    let mut third = sources.rules[1].value.clone();
    third.id = "C".into();
    let own = sources.rules.iter().map(|r| r.value.clone());
    sources.rules = rows("规则.csv", own.chain([third]).collect());
    sources.blanks = vec![
        blank(&sources, 1, columns::rules::WINDOWS),
        blank(&sources, 2, columns::rules::WINDOWS),
    ];
    let asked = one(&sources);
    assert_eq!(asked.location.row, 3);
    assert!(asked.what.zh.contains("第 4 行也一样"), "{}", asked.what.zh);
    // Another column of the same rows is another question.
    sources.rules[0].value.schedule.weekdays = weekdays("1");
    let weekdays = blank(&sources, 1, columns::rules::WEEKDAYS);
    sources.blanks.push(weekdays);
    assert_eq!(found(&sources).len(), 2);
}

#[test]
fn readings_that_answer_alike_are_asked_about_without_an_example() {
    let mut sources = below(columns::rules::WINDOWS, |r| {
        r.schedule.windows = windows(&["18:00-22:00"]);
    });
    let mut strict = rule("C", Effect::Prohibit, 50);
    strict.scope = Scope::City;
    let own = sources.rules.iter().map(|r| r.value.clone());
    sources.rules = rows("规则.csv", own.chain([strict]).collect());
    let asked = one(&sources);
    assert_eq!(asked.example, None);
    assert!(asked.what.zh.contains("答案一样"), "{}", asked.what.zh);
    // What is the same as above already is no question.
    let same = below(columns::rules::WINDOWS, |_| {});
    assert_eq!(found(&same), []);
}

/// The rule for the time outside follows its row: by the reading as above, there is such a time.
#[test]
fn the_time_outside_is_answered_by_its_own_rule() {
    let mut sources = below(columns::rules::WINDOWS, |r| {
        r.schedule.windows = windows(&["18:00-22:00"]);
    });
    let [_, second] = &sources.rules[..] else {
        unreachable!("two rules");
    };
    let mut outside = second.value.clone();
    outside.id = "B.outside".into();
    outside.effect = Effect::Prohibit;
    outside.priority = 900;
    outside.outside_times = true;
    let own = sources.rules.iter().map(|r| r.value.clone());
    sources.rules = rows("规则.csv", own.chain([outside]).collect());
    let asked = one(&sources);
    assert!(
        asked.what.zh.contains("不限则“可以摆”，同上则“不可以摆”"),
        "{}",
        asked.what.zh
    );
}
