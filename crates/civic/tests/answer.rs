//! Contract §2, lines 1 to 10, the engine part of 11, and 13. Each test is named by its line.

use civic::Text;
use civic::answer::{Engine, LossReason, Question, Verdict};
use civic::places::Grade;
use civic::rules::{Effect, GoodsSet, Scope};
use civic::time::{DateSpan, DayType, Transition, Window, WindowError, Zone};
use fixtures::*;

#[test]
fn s2_1_a_rule_is_a_candidate_if_it_covers_place_and_goods_and_is_in_force() {
    let mut permit = rule("R", Effect::Permit, 100);
    permit.in_force = local("2025-04-01 00:00");
    permit.expires = Some(local("2025-05-01 00:00"));
    permit.goods = GoodsSet::Only(vec!["snack".into()]);
    let engine = engine(&[permit]);
    assert_eq!(
        verdict(&engine, "2025-03-31 23:59:59"),
        Verdict::NoPublishedRule
    );
    assert_eq!(verdict(&engine, "2025-04-01 00:00"), Verdict::Permitted);
    assert_eq!(verdict(&engine, "2025-04-30 23:59:59"), Verdict::Permitted);
    assert_eq!(
        verdict(&engine, "2025-05-01 00:00"),
        Verdict::NoPublishedRule
    );
    let elsewhere = |place: &str, goods: &str| {
        let at = local("2025-04-10 12:00").instant;
        engine
            .answer(&Question {
                place: place.into(),
                goods: goods.into(),
                at,
            })
            .map(|a| a.verdict)
    };
    assert_eq!(
        elsewhere("Q", "snack"),
        Some(Verdict::NoPublishedRule),
        "another place"
    );
    assert_eq!(
        elsewhere("P", "grill"),
        Some(Verdict::NoPublishedRule),
        "other goods"
    );
    assert_eq!(elsewhere("X", "snack"), None, "no such place");
    let answer = ask(&engine, "2025-03-31 12:00");
    assert_eq!(
        answer.lost[0].reason,
        LossReason::NotYetInForce(local("2025-04-01 00:00"))
    );
    let answer = ask(&engine, "2025-05-01 00:00");
    assert_eq!(
        answer.lost[0].reason,
        LossReason::Expired(local("2025-05-01 00:00"))
    );
}

#[test]
fn s2_2_an_override_beats_its_target_then_the_lowest_priority_wins() {
    let permit = rule("A", Effect::Permit, 10);
    let prohibit = rule("B", Effect::Prohibit, 5);
    let both = engine(&[permit.clone(), prohibit.clone()]);
    let answer = ask(&both, "2025-06-01 12:00");
    assert_eq!(answer.verdict, Verdict::Prohibited);
    assert_eq!(
        answer.lost[0].reason,
        LossReason::LowerPriorityThan("B".into())
    );

    // A suspension of the prohibition leaves the permission, whatever its priority number.
    let mut suspension = rule("C", Effect::Permit, 900);
    suspension.overrides = Some(overriding(&["B"]));
    suspension.in_force = local("2025-06-01 18:00");
    suspension.expires = Some(local("2025-06-02 00:00"));
    let engine = engine(&[permit, prohibit, suspension]);
    assert_eq!(verdict(&engine, "2025-06-01 17:59:59"), Verdict::Prohibited);
    let answer = ask(&engine, "2025-06-01 18:00");
    assert_eq!(
        (answer.verdict, answer.deciding),
        (Verdict::Permitted, Some("A".into()))
    );
    let lost: Vec<_> = answer
        .lost
        .iter()
        .map(|l| (l.rule.as_str(), &l.reason))
        .collect();
    assert_eq!(
        lost,
        [
            ("B", &LossReason::OverriddenBy("C".into())),
            ("C", &LossReason::LowerPriorityThan("A".into())),
        ]
    );
    assert_eq!(verdict(&engine, "2025-06-02 00:00"), Verdict::Prohibited);
}

#[test]
fn s2_2_an_override_that_is_itself_overridden_beats_nothing() {
    let permit = rule("A", Effect::Permit, 100);
    let mut closing = rule("B", Effect::Prohibit, 10);
    closing.overrides = Some(overriding(&["A"]));
    let mut reopening = rule("C", Effect::Permit, 20);
    reopening.overrides = Some(overriding(&["B"]));
    assert_eq!(
        verdict(
            &engine(&[permit.clone(), closing.clone()]),
            "2025-06-01 12:00"
        ),
        Verdict::Prohibited
    );
    let engine = engine(&[permit, closing, reopening]);
    assert_eq!(ask(&engine, "2025-06-01 12:00").deciding, Some("C".into()));
}

#[test]
fn s2_2_a_cycle_of_overrides_terminates() {
    let mut a = rule("A", Effect::Permit, 1);
    a.overrides = Some(overriding(&["B"]));
    let mut b = rule("B", Effect::Prohibit, 2);
    b.overrides = Some(overriding(&["A"]));
    let mut overrides_itself = rule("C", Effect::Prohibit, 3);
    overrides_itself.overrides = Some(overriding(&["C"]));
    assert_eq!(
        verdict(&engine(&[a, b, overrides_itself]), "2025-06-01 12:00"),
        Verdict::Prohibited
    );
}

#[test]
fn s2_3_without_a_rule_there_is_no_published_rule_whatever_the_grade() {
    let engine_without = engine(&[]);
    let strict = |engine: &Engine| {
        let at = local("2025-06-01 12:00").instant;
        engine
            .answer(&Question {
                place: "Q".into(),
                goods: "snack".into(),
                at,
            })
            .map(|a| (a.verdict, a.until))
    };
    assert_eq!(
        strict(&engine_without),
        Some((Verdict::NoPublishedRule, None))
    );
    let mut grade_rule = rule("G", Effect::Prohibit, 500);
    grade_rule.scope = Scope::Grade(Grade::Strict);
    let engine = engine(&[grade_rule]);
    assert_eq!(strict(&engine), Some((Verdict::Prohibited, None)));
    assert_eq!(
        verdict(&engine, "2025-06-01 12:00"),
        Verdict::NoPublishedRule,
        "P is guided"
    );
}

#[test]
fn s2_4_the_time_outside_the_windows_has_its_own_rule() {
    let mut permit = rule("R", Effect::Permit, 100);
    permit.schedule.windows = windows(&["09:00-21:00"]);
    let mut outside = rule("R.outside", Effect::Prohibit, 900);
    outside.outside_times = true;
    let engine = engine(&[permit, outside]);
    let answer = ask(&engine, "2025-06-01 21:00");
    assert_eq!(answer.deciding, Some("R.outside".into()));
    assert_eq!(answer.next_permitted, Some(local("2025-06-02 09:00")));
    assert_eq!(answer.until, Some(local("2025-06-02 09:00")));
    assert_eq!(ask(&engine, "2025-06-01 09:00").deciding, Some("R".into()));
}

#[test]
fn s2_5_windows_are_half_open_and_may_end_at_24_00() {
    let mut permit = rule("R", Effect::Permit, 100);
    permit.schedule.windows = windows(&["18:00-22:00"]);
    let evening = engine(&[permit.clone()]);
    assert_eq!(
        verdict(&evening, "2025-06-01 17:59:59"),
        Verdict::NoPublishedRule
    );
    assert_eq!(verdict(&evening, "2025-06-01 18:00:00"), Verdict::Permitted);
    assert_eq!(verdict(&evening, "2025-06-01 21:59:59"), Verdict::Permitted);
    assert_eq!(
        verdict(&evening, "2025-06-01 22:00:00"),
        Verdict::NoPublishedRule
    );

    permit.schedule.windows = windows(&["20:00-24:00"]);
    let late = engine(&[permit.clone()]);
    assert_eq!(verdict(&late, "2025-06-01 23:59:59"), Verdict::Permitted);
    assert_eq!(
        verdict(&late, "2025-06-02 00:00:00"),
        Verdict::NoPublishedRule
    );

    permit.schedule.windows = windows(&["00:00-24:00"]);
    assert_eq!(ask(&engine(&[permit]), "2025-06-01 12:00").until, None);

    assert_eq!(Window::new(1200, 1200, false), Err(WindowError::Empty));
    assert_eq!(
        Window::new(1320, 240, false),
        Err(WindowError::NeedsEndsNextDay)
    );
    assert_eq!(
        Window::new(240, 1320, true),
        Err(WindowError::LongerThanDay)
    );
    assert_eq!(Window::new(0, 1441, false), Err(WindowError::BeyondDay));
    assert_eq!(Window::new(1440, 60, true), Err(WindowError::BeyondDay));
    assert!(Window::new(1320, 240, true).is_ok_and(Window::ends_next_day));
}

#[test]
fn s2_6_a_window_past_midnight_belongs_to_the_day_on_which_it_starts() {
    let mut permit = rule("R", Effect::Permit, 100);
    permit.schedule.windows = windows(&["22:00-04:00+1"]);
    permit.schedule.weekdays = weekdays("56");
    permit.schedule.seasons = vec![season("05-01", "10-01")];
    permit.schedule.except_dates = vec![DateSpan::day(date("2025-06-06"))];
    let engine = engine(&[permit]);
    // Saturday 7 June 2025 matches; the early hours of Sunday belong to its window.
    assert_eq!(verdict(&engine, "2025-06-07 22:00"), Verdict::Permitted);
    assert_eq!(verdict(&engine, "2025-06-08 03:59:59"), Verdict::Permitted);
    assert_eq!(
        verdict(&engine, "2025-06-08 04:00"),
        Verdict::NoPublishedRule
    );
    assert_eq!(
        verdict(&engine, "2025-06-08 22:00"),
        Verdict::NoPublishedRule,
        "no window starts on Sunday"
    );
    // Friday 6 June is excepted, including its night.
    assert_eq!(
        verdict(&engine, "2025-06-06 23:00"),
        Verdict::NoPublishedRule
    );
    assert_eq!(
        verdict(&engine, "2025-06-07 01:00"),
        Verdict::NoPublishedRule
    );
    // The last night of a season runs into the day after it.
    let mut last_night = rule("R", Effect::Permit, 100);
    last_night.schedule.windows = windows(&["22:00-04:00+1"]);
    last_night.schedule.seasons = vec![season("05-01", "10-01")];
    let engine = fixtures::engine(&[last_night]);
    assert_eq!(verdict(&engine, "2025-10-01 03:59:59"), Verdict::Permitted);
    assert_eq!(
        verdict(&engine, "2025-10-01 22:00"),
        Verdict::NoPublishedRule
    );
    assert_eq!(
        verdict(&engine, "2025-05-01 03:00"),
        Verdict::NoPublishedRule,
        "no window starts on 30 April"
    );
}

#[test]
fn s2_7_a_season_may_cross_new_year_and_include_29_february() {
    let mut permit = rule("R", Effect::Permit, 100);
    permit.schedule.seasons = vec![season("12-20", "02-21")];
    let crossing = engine(&[permit.clone()]);
    assert_eq!(
        verdict(&crossing, "2025-12-19 12:00"),
        Verdict::NoPublishedRule
    );
    assert_eq!(verdict(&crossing, "2025-12-20 00:00"), Verdict::Permitted);
    assert_eq!(verdict(&crossing, "2026-01-01 12:00"), Verdict::Permitted);
    assert_eq!(
        ask(&crossing, "2025-12-31 12:00").until,
        Some(local("2026-02-21 00:00"))
    );
    assert_eq!(
        verdict(&crossing, "2026-02-21 00:00"),
        Verdict::NoPublishedRule
    );

    permit.schedule.seasons = vec![season("02-29", "03-02")];
    let leap = engine(&[permit]);
    assert_eq!(verdict(&leap, "2024-02-29 00:00"), Verdict::Permitted);
    assert_eq!(
        verdict(&leap, "2024-02-28 23:59:59"),
        Verdict::NoPublishedRule
    );
    assert_eq!(verdict(&leap, "2025-02-28 12:00"), Verdict::NoPublishedRule);
    assert_eq!(
        verdict(&leap, "2025-03-01 00:00"),
        Verdict::Permitted,
        "1 March in other years"
    );
}

#[test]
fn s2_8_the_day_type_comes_from_the_calendar_alone() {
    let mut permit = rule("R", Effect::Permit, 100);
    permit.schedule.day_types = vec![DayType::Workday, DayType::MakeupWorkday];
    let working = engine(&[permit.clone()]);
    assert_eq!(
        verdict(&working, "2025-10-01 12:00"),
        Verdict::NoPublishedRule,
        "a holiday on a Wednesday"
    );
    assert_eq!(
        verdict(&working, "2025-10-11 12:00"),
        Verdict::Permitted,
        "a make-up workday on a Saturday"
    );
    assert_eq!(
        verdict(&working, "2025-10-12 12:00"),
        Verdict::NoPublishedRule,
        "a Sunday"
    );
    permit.schedule.day_types = Vec::new();
    permit.schedule.weekdays = weekdays("12345");
    let weekday = engine(&[permit]);
    assert_eq!(
        verdict(&weekday, "2025-10-01 12:00"),
        Verdict::Permitted,
        "weekdays ignore the calendar"
    );
    assert_eq!(
        verdict(&weekday, "2025-10-11 12:00"),
        Verdict::NoPublishedRule
    );
}

#[test]
fn s2_8_without_a_calendar_the_answer_is_stale_only_if_the_day_type_decides() {
    let mut permit = rule("R", Effect::Permit, 100);
    permit.schedule.windows = windows(&["08:00-12:00"]);
    permit.schedule.day_types = vec![DayType::Holiday];
    let alone = engine(&[permit.clone()]);
    let answer = ask(&alone, "2027-01-01 09:00");
    assert_eq!((answer.verdict, answer.deciding), (Verdict::Stale, None));
    assert_eq!(answer.lost[0].reason, LossReason::NoCalendar);
    assert_eq!(answer.until, Some(local("2027-01-01 12:00")));
    assert_eq!(
        verdict(&alone, "2027-01-01 13:00"),
        Verdict::NoPublishedRule,
        "outside its window"
    );
    let ahead = ask(&alone, "2026-12-31 20:00");
    assert_eq!(ahead.until, Some(local("2027-01-01 08:00")));
    assert_eq!(ahead.next_permitted, None);

    let first = rule("A", Effect::Prohibit, 50);
    assert_eq!(
        verdict(&engine(&[permit.clone(), first]), "2027-01-01 09:00"),
        Verdict::Prohibited
    );
    let last = rule("A", Effect::Prohibit, 500);
    assert_eq!(
        verdict(&engine(&[permit.clone(), last]), "2027-01-01 09:00"),
        Verdict::Stale
    );

    // A window past midnight depends on the type of the day on which it starts: 2026 is published.
    permit.schedule.windows = windows(&["22:00-04:00+1"]);
    let night = engine(&[permit]);
    assert_eq!(
        verdict(&night, "2027-01-01 01:00"),
        Verdict::NoPublishedRule,
        "31 December 2026 is a workday"
    );
    assert_eq!(verdict(&night, "2027-01-01 23:00"), Verdict::Stale);
}

#[test]
fn s2_8_where_every_type_of_day_gives_the_same_verdict_that_is_the_answer() {
    // A school street: prohibited at the school's hours of a workday, and outside its permission.
    let mut school = rule("A", Effect::Prohibit, 50);
    school.schedule.windows = windows(&["16:30-18:30"]);
    school.schedule.day_types = vec![DayType::Workday, DayType::MakeupWorkday];
    let outside = rule("B", Effect::Prohibit, 900);
    let street = engine(&[school.clone(), outside]);
    let answer = ask(&street, "2027-03-01 17:00");
    assert_eq!(answer.verdict, Verdict::Prohibited);
    assert!(answer.calendar_pending, "the reader is told");
    assert_eq!(
        answer.deciding,
        Some("B".into()),
        "the rule that holds whatever the day"
    );
    assert_eq!(answer.lost[0].reason, LossReason::NoCalendar);
    assert_eq!(answer.until, None);
    let before = ask(&street, "2027-03-01 12:00");
    assert!(!before.calendar_pending && before.until.is_none());

    // Two rules that share all types between them.
    let mut working = rule("A", Effect::Permit, 50);
    working.schedule.day_types = vec![DayType::Workday, DayType::MakeupWorkday];
    working.conditions = vec![Text::new("持登记卡", "With a card")];
    let mut off = working.clone();
    off.id = "B".into();
    off.schedule.day_types = vec![DayType::Weekend, DayType::Holiday];
    let both = engine(&[working.clone(), off.clone()]);
    for day in ["2027-03-01", "2027-03-06"] {
        let answer = ask(&both, &format!("{day} 12:00"));
        assert_eq!(answer.verdict, Verdict::PermittedIf, "{day}");
        assert_eq!(answer.conditions, working.conditions);
        assert!(answer.calendar_pending);
    }
    let known = ask(&both, "2026-03-02 12:00");
    assert!(!known.calendar_pending && known.until.is_none());
    off.conditions.clear();
    assert_eq!(
        verdict(&engine(&[working, off]), "2027-03-01 12:00"),
        Verdict::Stale,
        "the conditions differ"
    );

    // A Monday is no weekend, whatever the calendar says.
    let mut weekend = rule("A", Effect::Permit, 50);
    weekend.schedule.day_types = vec![DayType::Weekend, DayType::MakeupWorkday];
    let weekend = engine(&[weekend]);
    assert_eq!(
        verdict(&weekend, "2027-03-01 12:00"),
        Verdict::NoPublishedRule
    );
    assert_eq!(verdict(&weekend, "2027-03-06 12:00"), Verdict::Stale);
}

#[test]
fn s2_9_until_is_the_next_change_of_verdict_or_conditions() {
    let mut plain = rule("A", Effect::Permit, 100);
    plain.schedule.windows = windows(&["08:00-12:00"]);
    let mut strict = rule("B", Effect::Permit, 100);
    strict.schedule.windows = windows(&["12:00-14:00"]);
    strict.conditions = vec![Text::new("持登记卡", "With a card")];
    let mut also = rule("C", Effect::Permit, 100);
    also.schedule.windows = windows(&["14:00-16:00"]);
    also.conditions = strict.conditions.clone();
    let engine = engine(&[plain, strict, also]);
    assert_eq!(
        ask(&engine, "2025-06-01 08:00").until,
        Some(local("2025-06-01 12:00"))
    );
    let answer = ask(&engine, "2025-06-01 12:00");
    assert_eq!(answer.verdict, Verdict::PermittedIf);
    assert_eq!(
        answer.until,
        Some(local("2025-06-01 16:00")),
        "another rule with the same verdict and conditions"
    );
    assert_eq!(answer.next_permitted, None, "it is permitted now");
}

#[test]
fn s2_9_until_is_none_if_nothing_changes_within_400_days() {
    let mut permit = rule("R", Effect::Permit, 100);
    permit.expires = Some(local("2026-07-06 12:00"));
    let engine = engine(&[permit]);
    assert_eq!(
        ask(&engine, "2025-06-01 12:00").until,
        Some(local("2026-07-06 12:00")),
        "exactly 400 days later"
    );
    assert_eq!(ask(&engine, "2025-06-01 11:59:59").until, None);
}

#[test]
fn s2_10_the_citys_own_time_zone_decides() {
    let mut permit = rule("R", Effect::Permit, 100);
    permit.schedule.windows = windows(&["18:00-22:00"]);
    let engine = engine(&[permit]);
    let answer = ask_at(&engine, at("2025-06-01T10:00:00Z"));
    assert_eq!(answer.verdict, Verdict::Permitted);
    assert_eq!(answer.local.to_string(), "2025-06-01T18:00:00+08:00");
    assert_eq!(
        ask_at(&engine, at("2025-06-01T04:59:59-05:00")).verdict,
        Verdict::NoPublishedRule
    );
    assert_eq!(
        ask_at(&engine, at("2025-06-01T05:00:00-05:00")).verdict,
        Verdict::Permitted
    );
}

#[test]
fn s2_10_windows_follow_the_local_time_across_clock_changes() {
    // San Francisco 2025: forward on 9 March at 10:00Z, back on 2 November at 09:00Z.
    let zone = Zone {
        name: "America/Los_Angeles".to_owned(),
        offset_minutes: -480,
        transitions: vec![
            Transition {
                at: at("2025-03-09T10:00:00Z").instant.0,
                offset_minutes: -420,
            },
            Transition {
                at: at("2025-11-02T09:00:00Z").instant.0,
                offset_minutes: -480,
            },
        ],
    };
    let mut permit = rule("R", Effect::Permit, 100);
    permit.schedule.windows = windows(&["01:30-02:30"]);
    permit.in_force = at("2024-01-01T00:00:00-08:00");
    let engine = Engine::new(&[place("P", Grade::Guided)], &[permit], &calendar(), &zone);
    let until = |time: &str| ask_at(&engine, at(time)).until.map(|u| u.to_string());
    // 02:00 to 03:00 does not exist: the window ends at the clock change that skips its end.
    assert_eq!(
        until("2025-03-09T01:45:00-08:00").as_deref(),
        Some("2025-03-09T03:00:00-07:00")
    );
    // 01:30 occurs twice: the window is interrupted at the change and resumes.
    assert_eq!(
        until("2025-11-02T01:45:00-07:00").as_deref(),
        Some("2025-11-02T01:00:00-08:00")
    );
    assert_eq!(
        until("2025-11-02T01:10:00-08:00").as_deref(),
        Some("2025-11-02T01:30:00-08:00")
    );
    assert_eq!(
        until("2025-11-02T01:30:00-08:00").as_deref(),
        Some("2025-11-02T02:30:00-08:00")
    );
}

#[test]
fn s2_13_a_temporary_rule_names_the_rules_it_replaces() {
    let permit = rule("R", Effect::Permit, 100);
    let mut closing = rule("O-1", Effect::Prohibit, 10);
    closing.overrides = Some(overriding(&["R"]));
    closing.in_force = local("2025-06-06 18:00");
    closing.expires = Some(local("2025-06-09 21:00"));
    let engine = engine(&[permit, closing]);
    let answer = ask(&engine, "2025-06-07 12:00");
    assert_eq!(answer.temporary.map(|t| t.replaces), Some(vec!["R".into()]));
    assert_eq!(answer.until, Some(local("2025-06-09 21:00")));
    assert_eq!(answer.next_permitted, Some(local("2025-06-09 21:00")));
    assert_eq!(ask(&engine, "2025-06-09 21:00").temporary, None);
}

#[test]
fn a_day_is_split_where_its_answer_changes() {
    let mut permit = rule("R", Effect::Permit, 100);
    permit.schedule.windows = windows(&["06:00-08:30", "22:00-04:00+1"]);
    let mut closing = rule("O", Effect::Prohibit, 10);
    closing.in_force = local("2025-06-02 07:00");
    let engine = engine(&[permit, closing]);
    let day = |text: &str| -> Vec<(u16, u16, String)> {
        engine
            .day(&"P".into(), &"snack".into(), date(text))
            .expect("P is a place")
            .into_iter()
            .map(|s| (s.from, s.until, s.verdict.code().to_owned()))
            .collect()
    };
    let of = |from, until, code: &str| (from, until, code.to_owned());
    assert_eq!(
        day("2025-06-01"),
        [
            of(0, 240, "permitted"),
            of(240, 360, "no_published_rule"),
            of(360, 510, "permitted"),
            of(510, 1320, "no_published_rule"),
            of(1320, 1440, "permitted"),
        ]
    );
    assert_eq!(
        day("2025-06-02"),
        [
            of(0, 240, "permitted"),
            of(240, 360, "no_published_rule"),
            of(360, 420, "permitted"),
            of(420, 1440, "prohibited"),
        ]
    );
}
