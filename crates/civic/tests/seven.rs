//! Contract §4.11: the counts of the 721 page.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::cases::handling::WithheldReason;
use civic::cases::seven::{
    Class, Count, Counted, Dating, FEWEST_FOR_SHARES, Filter, InForce, Span, Version, by_kind,
    in_force, rows,
};
use civic::cases::{Means, Stage};
use civic::time::{Date, DateSpan};
use fixtures::date;
use proptest::prelude::*;

fn closed(opened: &str, means: Means, rating: Option<u8>) -> Counted {
    Counted {
        opened_on: date(opened),
        closed_on: Some(date(opened).plus_days(40)),
        service: "help".into(),
        means,
        stage: Stage::Closed,
        rating,
        withheld: None,
    }
}

fn open(opened: &str, stage: Stage) -> Counted {
    Counted {
        closed_on: None,
        means: Means::Unclassified,
        stage,
        ..closed(opened, Means::Unclassified, None)
    }
}

fn of(times: usize, means: &Means) -> Vec<Counted> {
    vec![closed("2026-11-03", means.clone(), None); times]
}

fn per_mille(cases: &[Counted]) -> Option<Vec<u32>> {
    let shares = Count::of(cases).shares()?;
    Some(shares.into_iter().map(|share| share.per_mille).collect())
}

#[test]
fn s4_11_unclassified_cases_are_in_the_denominator_and_open_ones_beside_it() {
    let cases = [
        of(10, &Means::Service),
        of(6, &Means::Management),
        of(2, &Means::Enforcement),
        of(6, &Means::Unclassified),
        vec![open("2026-11-03", Stage::InProgress); 7],
        vec![open("2026-11-03", Stage::Reopened); 1],
        vec![open("2026-11-03", Stage::Referred); 3],
    ]
    .concat();
    let count = Count::of(&cases);
    assert_eq!((count.total, count.closed()), (35, 24));
    assert_eq!(count.class(&Class::Open), 8);
    assert_eq!(count.class(&Class::Elsewhere), 3);
    assert_eq!(count.class(&Class::Unclassified), 6);
    let shares = per_mille(&cases).expect("enough");
    assert_eq!(shares, [417, 250, 83, 250, 0]);
    assert_eq!(shares.iter().sum::<u32>(), 1000);
}

#[test]
fn s4_11_no_share_is_told_of_fewer_than_twenty_cases() {
    assert_eq!(FEWEST_FOR_SHARES, 20);
    assert_eq!(per_mille(&of(19, &Means::Service)), None);
    let open_ones = vec![open("2026-11-03", Stage::Assigned); 30];
    assert_eq!(
        per_mille(&[of(19, &Means::Service), open_ones].concat()),
        None
    );
    assert_eq!(
        per_mille(&of(20, &Means::Service)),
        Some(vec![1000, 0, 0, 0, 0])
    );
}

#[test]
fn a_class_of_a_newer_version_is_neither_lost_nor_called_unclassified() {
    let cases = of(20, &Means::Unknown("mediation".to_owned()));
    let count = Count::of(&cases);
    assert_eq!(count.class(&Class::Unclassified), 0);
    assert_eq!(count.class(&Class::Other), 20);
    assert_eq!(per_mille(&cases), Some(vec![0, 0, 0, 0, 1000]));
    // A stage that is not known counts as open.
    let unknown = open("2026-11-03", Stage::Unknown("mediated".to_owned()));
    assert_eq!(Class::of(&unknown), Class::Open);
}

#[test]
fn s4_10_withheld_cases_count_like_any_other() {
    let mut cases = of(20, &Means::Enforcement);
    cases[3].withheld = Some(WithheldReason::Personal);
    let count = Count::of(&cases);
    assert_eq!((count.total, count.withheld), (20, 1));
    assert_eq!(count.class(&Class::Enforcement), 20);
}

#[test]
fn s4_11_ratings_stand_beside_the_class_with_their_number() {
    let rated = |means: Means, score| closed("2026-11-03", means, Some(score));
    let cases = [
        rated(Means::Service, 5),
        rated(Means::Service, 4),
        rated(Means::Service, 4),
        rated(Means::Enforcement, 1),
        rated(Means::Enforcement, 0),
        rated(Means::Enforcement, 9),
        closed("2026-11-03", Means::Service, None),
    ];
    let count = Count::of(&cases);
    let ratings = |class| {
        let ratings = count.ratings(&class);
        (ratings.count, ratings.mean_tenths())
    };
    assert_eq!(ratings(Class::Service), (3, Some(43)));
    assert_eq!(ratings(Class::Enforcement), (1, Some(10)));
    assert_eq!(ratings(Class::Management), (0, None));
}

#[test]
fn months_quarters_and_years_are_calendar_ones_and_none_is_left_out() {
    let cases = [
        closed("2025-11-30", Means::Service, None),
        closed("2026-02-01", Means::Service, None),
    ];
    let starts = |span, dating| -> Vec<String> {
        rows(&cases, span, dating, &[])
            .iter()
            .map(|row| format!("{} {}", row.filter.span.from, row.count.total))
            .collect()
    };
    assert_eq!(
        starts(Span::Month, Dating::Opened),
        [
            "2025-11-01 1",
            "2025-12-01 0",
            "2026-01-01 0",
            "2026-02-01 1"
        ]
    );
    assert_eq!(
        starts(Span::Quarter, Dating::Opened),
        ["2025-10-01 1", "2026-01-01 1"]
    );
    assert_eq!(
        starts(Span::Year, Dating::Opened),
        ["2025-01-01 1", "2026-01-01 1"]
    );
    assert_eq!(
        starts(Span::Month, Dating::Closed),
        ["2026-01-01 1", "2026-02-01 0", "2026-03-01 1"]
    );
    assert_eq!(rows(&[], Span::Month, Dating::Opened, &[]), []);
}

#[test]
fn s4_11_a_new_definition_breaks_the_line() {
    let version = |number, from| Version {
        number,
        from: date(from),
    };
    let versions = [
        version(2, "2026-03-15"),
        version(1, "2026-01-01"),
        version(3, "2026-05-01"),
    ];
    let cases = [
        closed("2025-12-02", Means::Service, None),
        closed("2026-06-02", Means::Service, None),
    ];
    let told: Vec<(InForce, bool)> = rows(&cases, Span::Month, Dating::Opened, &versions)
        .iter()
        .map(|row| (row.definition, row.joins_previous))
        .collect();
    assert_eq!(
        told,
        [
            (InForce::None, false),
            (InForce::One(1), false),
            (InForce::One(1), true),
            (InForce::Several, false),
            (InForce::One(2), false),
            (InForce::One(3), false),
            (InForce::One(3), true),
        ]
    );
    let same_day = [version(1, "2026-01-01"), version(2, "2026-01-01")];
    let january = Span::Month.around(date("2026-01-09"));
    assert_eq!(in_force(january, &same_day), InForce::One(2));
}

fn case() -> impl Strategy<Value = Counted> {
    let stages = Stage::ALL
        .iter()
        .cloned()
        .chain([Stage::Unknown("x".to_owned())]);
    let means = Means::ALL
        .iter()
        .cloned()
        .chain([Means::Unknown("x".to_owned())]);
    (
        0..900_i64,
        prop::option::of(0..90_i64),
        prop::sample::select(vec!["a", "b", "c"]),
        prop::sample::select(means.collect::<Vec<_>>()),
        prop::sample::select(stages.collect::<Vec<_>>()),
        prop::option::of(0..7_u8),
        prop::option::of(Just(WithheldReason::Law)),
    )
        .prop_map(|(day, took, service, means, stage, rating, withheld)| {
            let opened_on = date("2024-06-17").plus_days(day);
            Counted {
                opened_on,
                closed_on: took.map(|took| opened_on.plus_days(took)),
                service: service.into(),
                means,
                stage,
                rating,
                withheld,
            }
        })
}

fn selected(cases: &[Counted], filter: &Filter) -> u32 {
    let selected = cases.iter().filter(|case| filter.selects(case)).count();
    u32::try_from(selected).expect("few")
}

proptest! {
    #[test]
    fn parts_sum_to_the_whole_and_each_filter_selects_what_its_figure_says(
        cases in prop::collection::vec(case(), 0..120),
        span in prop::sample::select(vec![Span::Month, Span::Quarter, Span::Year]),
        dating in prop::sample::select(vec![Dating::Opened, Dating::Closed]),
    ) {
        let dated = cases.iter().filter(|case| dating.day(case).is_some()).count();
        let rows = rows(&cases, span, dating, &[]);
        let total: u32 = rows.iter().map(|row| row.count.total).sum();
        prop_assert_eq!(total as usize, dated);
        for pair in rows.windows(2) {
            prop_assert_eq!(pair[0].filter.span.until, pair[1].filter.span.from);
        }
        for row in &rows {
            let count = &row.count;
            prop_assert_eq!(selected(&cases, &row.filter), count.total);
            let parts: u32 = Class::ALL.iter().map(|class| count.class(class)).sum();
            prop_assert_eq!(parts, count.total);
            prop_assert!(count.withheld <= count.total);
            for class in Class::ALL {
                prop_assert_eq!(selected(&cases, &row.filter.of_class(class.clone())), count.class(class));
                let ratings = count.ratings(class);
                prop_assert!(ratings.count <= count.class(class));
                prop_assert!(ratings.mean_tenths().is_none_or(|mean| (10..=50).contains(&mean)));
            }
            let kinds = by_kind(&cases, row.filter.span, dating);
            let of_kinds: u32 = kinds.iter().map(|kind| kind.count.total).sum();
            prop_assert_eq!(of_kinds, count.total);
            for kind in &kinds {
                prop_assert_eq!(selected(&cases, &kind.filter), kind.count.total);
            }
            match count.shares() {
                None => prop_assert!(count.closed() < FEWEST_FOR_SHARES),
                Some(shares) => {
                    prop_assert_eq!(shares.iter().map(|s| s.per_mille).sum::<u32>(), 1000);
                    for share in shares {
                        let exact = u64::from(count.class(&share.class)) * 1000;
                        let told = u64::from(share.per_mille) * u64::from(count.closed());
                        prop_assert!(exact.abs_diff(told) < u64::from(count.closed()));
                    }
                }
            }
        }
    }

    #[test]
    fn a_span_holds_the_day_it_is_around(day in -700_000..3_000_000_i64) {
        let day = Date::from_day_number(day);
        for span in [Span::Month, Span::Quarter, Span::Year] {
            let DateSpan { from, until } = span.around(day);
            prop_assert!(from <= day && day < until);
            prop_assert_eq!(span.around(from), span.around(until.previous()));
        }
    }
}
