//! Published cases: what a closing needs, what a withheld case may say, and that no report of an official
//! stands alone.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use check::{Severity, Sources, check};
use civic::Text;
use civic::cases::{Case, CaseEvent, Means, Pause, Publication, Stage, WithheldReason};
use civic::time::Date;
use fixtures::sources::city;

fn date(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

/// The codes of what is wrong once the case is changed, each with its column.
fn found(change: impl Fn(&mut Case)) -> Vec<(String, String)> {
    found_in(|sources| change(&mut sources.cases[0].value))
}

fn found_in(change: impl Fn(&mut Sources)) -> Vec<(String, String)> {
    let mut sources = city();
    let before: Vec<_> = check(&sources, None, date("2026-11-23"));
    change(&mut sources);
    let after = check(&sources, None, date("2026-11-23"));
    let new = after
        .into_iter()
        .filter(|finding| !before.contains(finding));
    new.filter(|finding| finding.severity > Severity::Info)
        .map(|finding| (finding.code, finding.location.column))
        .collect()
}

fn is(found: &[(String, String)], expected: &[(&str, &str)]) {
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(c, l)| (c.as_str(), l.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn s4_7_a_closing_needs_an_answer_a_reason_and_a_class_with_its_ground() {
    let missing = found(|case| {
        case.answer = Text::default();
        case.close_reason = None;
        case.means_ground = Text::default();
    });
    is(
        &missing,
        &[
            ("close_reason_missing", "办结原因"),
            ("means_ground_missing", "方式理由"),
            ("answer_missing_on_closing", "答复"),
        ],
    );
    let unclassified = found(|case| case.means = Means::Unclassified);
    is(&unclassified, &[("means_missing", "办理方式")]);
    let open = found(|case| {
        case.stage = Stage::InProgress;
        case.closed_on = None;
        case.close_reason = None;
        case.means_ground = Text::default();
        case.answer = Text::default();
    });
    is(&open, &[]);
}

#[test]
fn what_was_done_and_the_pauses_are_in_order() {
    let event = |on: &str| CaseEvent {
        on: date(on),
        text: Text::new("告知", "Told"),
    };
    let late = found(|case| case.events = vec![event("2025-05-08"), event("2025-05-07")]);
    is(&late, &[("case_dates_out_of_order", "经过")]);
    let early = found(|case| {
        case.pauses = vec![Pause {
            from: date("2025-05-05"),
            until: None,
            reason: Text::new("等配件", "Waiting for parts"),
        }];
    });
    is(&early, &[("case_dates_out_of_order", "暂停")]);
}

#[test]
fn a_case_that_ended_elsewhere_says_where() {
    is(
        &found(|case| case.stage = Stage::Referred),
        &[("referral_missing", "引导到")],
    );
    is(
        &found(|case| case.stage = Stage::Merged),
        &[("merger_missing", "并入诉求")],
    );
    is(
        &found(|case| {
            case.stage = Stage::Merged;
            case.merged_into = Some(case.id.clone());
        }),
        &[("merged_into_itself", "并入诉求")],
    );
    is(
        &found(|case| {
            case.stage = Stage::Merged;
            case.merged_into = Some("C-99".into());
        }),
        &[("case_unknown", "并入诉求")],
    );
}

#[test]
fn s4_10_a_withheld_case_says_nothing() {
    let said = found(|case| case.withheld = Some(WithheldReason::Personal));
    let codes: Vec<&str> = said.iter().map(|(code, _)| code.as_str()).collect();
    assert!(codes.len() > 3, "{said:?}");
    assert!(
        codes
            .iter()
            .all(|code| *code == "withheld_case_says_something")
    );
    let silent = found(|case| {
        case.withheld = Some(WithheldReason::Personal);
        *case = case.clone().without_words();
    });
    is(&silent, &[]);
    is(
        &found(|case| case.title = Text::default()),
        &[("case_title_missing", "标题")],
    );
}

#[test]
fn s4_9_a_report_that_is_published_in_groups_is_never_published_alone() {
    let grouped = |change: fn(&mut Case)| {
        found_in(move |sources| {
            sources.services[0].value.publication = Publication::Grouped;
            let case = &mut sources.cases[0].value;
            case.place = None;
            case.opened_on = date("2025-05-01");
            case.closed_on = Some(date("2025-06-01"));
            case.group = Some(5);
            change(case);
        })
    };
    is(&grouped(|_| {}), &[]);
    is(
        &grouped(|case| case.group = None),
        &[("grouped_case_single", "件数")],
    );
    is(
        &grouped(|case| case.group = Some(4)),
        &[("grouped_case_single", "件数")],
    );
    is(
        &grouped(|case| case.opened_on = date("2025-05-06")),
        &[("grouped_case_dated", "受理日期")],
    );
    is(
        &grouped(|case| {
            case.place = Some("Z-1".into());
            case.rating = Some(5);
        }),
        &[
            ("grouped_case_detailed", "地点编号"),
            ("grouped_case_detailed", "评价"),
        ],
    );
    is(
        &found(|case| case.group = Some(5)),
        &[("grouped_kind_of_single_cases", "件数")],
    );
}

#[test]
fn what_a_case_names_exists() {
    let named = found(|case| {
        case.about = vec!["T-NONE".to_owned()];
        case.basis = vec!["D-NONE".to_owned()];
        case.led_to = vec!["C-NONE".to_owned()];
        case.unit = Some("999999".into());
    });
    let mut codes: Vec<_> = named
        .iter()
        .map(|(c, l)| (c.as_str(), l.as_str()))
        .collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            ("reference_unknown", "带来的改动"),
            ("reference_unknown", "根据"),
            ("reference_unknown", "涉及"),
            ("unit_unknown", "答复单位"),
        ]
    );
}

#[test]
fn a_case_that_was_withheld_takes_its_name_back() {
    let mut previous = civic::published::IdsFile::default();
    previous
        .ids
        .insert("case:C-1".to_owned(), "能不能摆摊".to_owned());
    let mut sources = city();
    sources.cases[0].value.withheld = Some(WithheldReason::Asked);
    let case = sources.cases[0].value.clone().without_words();
    sources.cases[0].value = case;
    let found = check(&sources, Some(&previous), date("2026-11-23"));
    let reused = found
        .iter()
        .filter(|finding| finding.code.starts_with("id_re"));
    assert_eq!(reused.count(), 0);
}
