//! The street notice and the saved answer.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::answer::Verdict;
use civic::answer::saved_answer::{MAX_SAVED_ANSWERS, SavedAnswer, Standing, keep};
use civic::answer::street_notice::{Conditions, Group, StreetNotice, day_of, days_in_force};
use civic::places::Grade;
use civic::published::{CityFile, Licence, Manifest};
use civic::rules::{Effect, Goods, GoodsSet, Registration, Rule};
use civic::time::DayType;
use civic::{GoodsId, Text};
use fixtures::*;

fn goods(ids: &[&str]) -> Vec<GoodsId> {
    ids.iter().map(|id| GoodsId::from(*id)).collect()
}

fn only(mut rule: Rule, ids: &[&str]) -> Rule {
    rule.goods = GoodsSet::Only(goods(ids));
    rule
}

fn street_notice(rules: &[Rule], from: &str, until: &str) -> StreetNotice {
    let all = goods(&["snack", "grill", "book", "repair"]);
    engine(rules)
        .street_notice(&"P".into(), &all, date(from), date(until))
        .expect("P is a place")
}

fn group(rules: &[&str], ids: &[&str]) -> Group {
    Group {
        rules: rules.iter().map(|id| (*id).into()).collect(),
        goods: goods(ids),
    }
}

/// Rules that permit snacks and books by day and never grills, with no rule about repairs.
fn street() -> Vec<Rule> {
    let mut snack = only(rule("R-1", Effect::Permit, 100), &["snack"]);
    snack.schedule.windows = windows(&["09:00-21:00"]);
    let mut book = only(snack.clone(), &["book"]);
    book.id = "R-2".into();
    book.in_force = local("2024-06-01 00:00");
    book.documents = vec!["D-2".into()];
    let mut outside = only(
        rule("R-1.outside", Effect::Prohibit, 900),
        &["snack", "book"],
    );
    outside.outside_times = true;
    let grill = only(rule("R-3", Effect::Prohibit, 500), &["grill"]);
    vec![snack, book, outside, grill]
}

#[test]
fn goods_under_equivalent_rules_are_one_group() {
    let street_notice = street_notice(&street(), "2025-06-01", "2026-06-01");
    assert_eq!(
        street_notice.permits,
        [group(&["R-1", "R-2"], &["snack", "book"])]
    );
    assert_eq!(
        street_notice.otherwise_prohibited,
        goods(&["snack", "book"])
    );
    assert_eq!(street_notice.prohibited, goods(&["grill"]));
    assert_eq!(street_notice.unpublished, goods(&["repair"]));
    assert_eq!(street_notice.silent, goods(&[]));
    assert_eq!(
        street_notice.closings,
        [],
        "a prohibition at all times is not a closing"
    );
    assert_eq!(street_notice.documents, ["D-1".into(), "D-2".into()]);
}

#[test]
fn a_rule_that_never_decides_is_not_on_the_notice() {
    let mut rules = street();
    let mut beaten = only(rule("R-4", Effect::Permit, 600), &["grill"]);
    beaten.documents = vec!["D-9".into()];
    rules.push(beaten);
    let street_notice = street_notice(&rules, "2025-06-01", "2026-06-01");
    assert_eq!(street_notice.permits.len(), 1);
    assert!(!street_notice.documents.contains(&"D-9".into()));
}

#[test]
fn goods_without_a_rule_at_some_times_differ_from_those_without_any() {
    let mut rules = street();
    let mut repair = only(rule("R-6", Effect::Permit, 100), &["repair"]);
    repair.schedule.windows = windows(&["08:00-20:00"]);
    rules.push(repair);
    let street_notice = street_notice(&rules, "2025-06-01", "2026-06-01");
    assert_eq!(street_notice.silent, goods(&["repair"]));
    assert_eq!(street_notice.unpublished, goods(&[]));
}

#[test]
fn closings_and_temporary_rules_are_listed_separately() {
    let mut rules = street();
    let mut holiday = only(rule("R-5", Effect::Prohibit, 50), &["snack"]);
    holiday.schedule.day_types = vec![DayType::Holiday];
    let mut exam = rule("O-2", Effect::Prohibit, 0);
    exam.overrides = Some(overriding(&["R-1", "R-2"]));
    exam.in_force = local("2026-01-06 18:00");
    exam.expires = Some(local("2026-01-09 21:00"));
    let mut past = exam.clone();
    past.id = "O-1".into();
    past.in_force = local("2025-01-06 18:00");
    past.expires = Some(local("2025-01-09 21:00"));
    rules.extend([holiday, exam, past]);
    let street_notice = street_notice(&rules, "2025-06-01", "2026-06-01");
    assert_eq!(street_notice.closings, [group(&["R-5"], &["snack"])]);
    let all = ["snack", "grill", "book", "repair"];
    assert_eq!(street_notice.temporary, [group(&["O-2"], &all)]);
    assert_eq!(street_notice.permits.len(), 1);
}

#[test]
fn years_without_a_calendar_are_listed_if_a_decision_depends_on_them() {
    let mut rules = street();
    assert_eq!(
        street_notice(&rules, "2026-06-01", "2027-06-01").stale_years,
        [] as [i32; 0]
    );
    let mut holiday = only(rule("R-5", Effect::Prohibit, 50), &["snack"]);
    holiday.schedule.day_types = vec![DayType::Holiday];
    rules.push(holiday);
    assert_eq!(
        street_notice(&rules, "2026-06-01", "2027-06-01").stale_years,
        [2027]
    );
    // The holidays of that year are not known yet, but the rule about them is on the notice.
    let next_year = street_notice(&rules, "2027-01-02", "2027-06-01");
    assert_eq!(next_year.closings, [group(&["R-5"], &["snack"])]);
    assert_eq!(
        engine(&rules).street_notice(&"X".into(), &[], date("2026-06-01"), date("2027-06-01")),
        Some(StreetNotice::default()),
        "no goods, no groups"
    );
}

fn saved_at(time: &str) -> SavedAnswer {
    let mut rules = street();
    rules[0].conditions = vec![Text::new("留出通道", "Keep it clear")];
    let engine = engine(&rules);
    let answer = ask(&engine, time);
    let goods = Goods {
        id: "snack".into(),
        name: Text::new("小吃", "Snacks"),
        food: true,
        registration: Registration::Card,
        aliases: Vec::new(),
    };
    let manifest = Manifest {
        format: 1,
        sequence: 7,
        published_at: local("2025-05-01 08:00"),
        previous: None,
        city: "xining".to_owned(),
        city_name: Text::new("西宁市", "Xining"),
        sample: true,
        time_zone: xining(),
        licence: Licence {
            name: Text::default(),
            url: String::new(),
        },
        files: std::collections::BTreeMap::new(),
    };
    let city = CityFile {
        goods: Vec::new(),
        calendar: calendar(),
        units: Vec::new(),
        deadline_buffer_days: 7,
        hotline: "12345".to_owned(),
        emergency: Vec::new(),
        notice: Text::default(),
        overview: None,
        tiles: None,
    };
    let rule = answer.deciding.as_ref().and_then(|id| engine.rule(id));
    SavedAnswer::of(
        (&place("P", Grade::Guided), &goods),
        &answer,
        (rule, &[]),
        (&manifest, &city),
    )
}

#[test]
fn a_saved_answer_is_complete_and_round_trips() {
    let saved = saved_at("2025-06-05 10:00");
    assert_eq!(saved.at, local("2025-06-05 10:00"));
    assert_eq!(saved.until, Some(local("2025-06-05 21:00")));
    assert_eq!(saved.rule, Some("R-1".into()));
    assert_eq!(saved.source, Some(sample()));
    assert_eq!(saved.conditions, [Text::new("留出通道", "Keep it clear")]);
    assert_eq!(
        saved.documents[0].number, "D-1",
        "a missing document is named by its identifier"
    );
    assert_eq!(saved.sequence, 7);
    let written = serde_json::to_string(&saved).expect("it can be serialised");
    let newer = written.replacen('{', "{\"new\":1,", 1);
    for text in [written, newer] {
        assert_eq!(
            serde_json::from_str::<SavedAnswer>(&text).expect("it can be deserialised"),
            saved
        );
    }
}

#[test]
fn a_saved_answer_is_kept_once_and_the_oldest_is_dropped_first() {
    let mut answers = Vec::new();
    let first = saved_at("2025-06-05 10:00");
    keep(&mut answers, first.clone());
    keep(&mut answers, saved_at("2025-06-05 11:00"));
    keep(&mut answers, first.clone());
    assert_eq!(answers.len(), 2);
    assert!(answers[0].is_same(&first));
    for minute in 0..u16::try_from(MAX_SAVED_ANSWERS).expect("few") {
        let mut other = first.clone();
        other.sequence = 100 + u64::from(minute);
        keep(&mut answers, other);
    }
    assert_eq!(answers.len(), MAX_SAVED_ANSWERS);
    assert!(!answers.iter().any(|s| s.is_same(&first)));
}

#[test]
fn a_saved_answer_says_whether_it_still_holds() {
    let saved = saved_at("2025-06-05 10:00");
    let at = |time| local(time).instant;
    assert_eq!(
        saved.standing(at("2025-06-05 09:00"), Some(7)),
        Standing::Ahead
    );
    assert_eq!(
        saved.standing(at("2025-06-05 20:59"), Some(7)),
        Standing::Holds
    );
    assert_eq!(
        saved.standing(at("2025-06-05 20:59"), None),
        Standing::Holds,
        "without the newest snapshot nothing is said of it"
    );
    assert_eq!(
        saved.standing(at("2025-06-05 12:00"), Some(8)),
        Standing::NewerData
    );
    assert_eq!(
        saved.standing(at("2025-06-05 21:00"), Some(8)),
        Standing::Over
    );
}

#[test]
fn the_picture_of_a_rule_is_its_hours_and_the_rest() {
    let drawn = |rule: &Rule, rest| -> Vec<(u16, u16, Verdict)> {
        let day = day_of(rule, rest).into_iter();
        day.map(|s| (s.from, s.until, s.verdict)).collect()
    };
    let mut snack = only(rule("R-1", Effect::Permit, 100), &["snack"]);
    snack.schedule.windows = windows(&["09:00-12:00", "15:00-24:00"]);
    assert_eq!(
        drawn(&snack, Some(Verdict::Prohibited)),
        [
            (0, 540, Verdict::Prohibited),
            (540, 720, Verdict::Permitted),
            (720, 900, Verdict::Prohibited),
            (900, 1440, Verdict::Permitted),
        ]
    );
    let mut night = only(rule("R-2", Effect::Prohibit, 100), &["snack"]);
    night.schedule.windows = windows(&["22:00-04:00+1"]);
    assert_eq!(
        drawn(&night, None),
        [
            (0, 240, Verdict::Prohibited),
            (1320, 1440, Verdict::Prohibited),
        ]
    );
    night.schedule.windows.clear();
    assert_eq!(drawn(&night, None), [(0, 1440, Verdict::Prohibited)]);
}

#[test]
fn what_a_group_leaves_out_is_closed_only_if_it_is_for_all_its_goods() {
    let notice = street_notice(&street(), "2025-06-01", "2026-06-01");
    assert_eq!(notice.rest_of(&notice.permits[0]), Verdict::Prohibited);
    let with_another = group(&["R-1"], &["snack", "repair"]);
    assert_eq!(notice.rest_of(&with_another), Verdict::NoPublishedRule);
}

#[test]
fn a_rule_from_midnight_to_midnight_is_in_force_on_whole_days() {
    let mut winter = only(rule("R-1", Effect::Permit, 100), &["snack"]);
    winter.in_force = local("2025-12-01 00:00");
    assert_eq!(days_in_force(&winter), None, "it has no end");
    winter.expires = Some(local("2026-03-01 00:00"));
    let days = days_in_force(&winter).expect("whole days");
    assert_eq!(
        (days.from, days.until),
        (date("2025-12-01"), date("2026-03-01"))
    );
    winter.expires = Some(local("2026-03-01 18:00"));
    assert_eq!(days_in_force(&winter), None, "it ends within a day");
}

#[test]
fn conditions_that_stand_on_the_notice_are_not_written_again() {
    let clear = vec![Text::new("留出通道", "Keep it clear")];
    let mut rules = street();
    for rule in &mut rules[..2] {
        rule.conditions = clear.clone();
    }
    // A group of its own, under the same conditions.
    rules[1].schedule.windows = windows(&["10:00-12:00"]);
    let mut late = only(rule("O-1", Effect::Permit, 10), &["snack"]);
    late.schedule.windows = windows(&["21:00-22:00"]);
    late.conditions = clear;
    late.overrides = Some(civic::rules::Override {
        targets: Vec::new(),
        reason: Text::new("冬季延时", "Winter hours"),
        instead: Text::default(),
    });
    rules.push(late);
    let engine = engine(&rules);
    let all = goods(&["snack", "grill", "book", "repair"]);
    let notice = engine
        .street_notice(&"P".into(), &all, date("2025-06-01"), date("2026-06-01"))
        .expect("P is a place");
    let said = |group| notice.conditions_of(group, &engine);
    assert_eq!(said(&notice.permits[0]), Conditions::Own);
    assert_eq!(said(&notice.permits[1]), Conditions::AsAbove);
    assert_eq!(said(&notice.temporary[0]), Conditions::AsUsual);
}
