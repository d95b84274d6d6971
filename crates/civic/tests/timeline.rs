//! The states of a thing by the snapshots that changed it.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::DutyId;
use civic::published::{
    DutyHistory, DutyRevision, HistoryStart, Opening, Revised, SnapshotRef, Timeline,
};
use civic::time::{Date, Timestamp, Zone};
use proptest::prelude::*;

fn snapshot(sequence: u64, at: &str) -> SnapshotRef {
    SnapshotRef {
        sequence,
        published_at: Timestamp::parse(at).expect("a time"),
    }
}

fn start() -> HistoryStart {
    HistoryStart {
        since: snapshot(1, "2026-11-01T10:00:00+08:00"),
    }
}

fn xining() -> Zone {
    Zone::fixed("Asia/Shanghai", 480)
}

fn day(day: u32) -> Date {
    Date::new(2026, 11, day).expect("a date")
}

fn changed_twice() -> Timeline {
    let revisions = [
        (snapshot(4, "2026-11-10T23:59:59+08:00"), Revised::Changed),
        (snapshot(5, "2026-11-11T00:00:00+08:00"), Revised::Removed),
    ];
    Timeline::new(start(), revisions, false)
}

#[test]
fn a_day_picks_the_state_at_its_end_by_the_clocks_of_the_city() {
    let timeline = changed_twice();
    let opening = |n| {
        timeline
            .on(day(n), &xining())
            .map(|state| state.opening.clone())
    };
    assert_eq!(opening(9), Some(Opening::Start));
    assert_eq!(opening(10), Some(Opening::By(Revised::Changed)));
    assert_eq!(opening(11), Some(Opening::By(Revised::Removed)));
    // At Greenwich both were on the 10th.
    let greenwich = timeline
        .on(day(10), &Zone::fixed("UTC", 0))
        .expect("a state");
    assert_eq!(greenwich.opening, Opening::By(Revised::Removed));
    assert!(!greenwich.is_published());
}

#[test]
fn before_the_first_snapshot_there_is_no_state() {
    let timeline = changed_twice();
    let before = Date::new(2026, 10, 31).expect("a date");
    assert_eq!(timeline.on(before, &xining()), None);
    assert!(timeline.on(day(1), &xining()).is_some());
    assert_eq!(timeline.at(0), None);
    assert_eq!(timeline.since().sequence, 1);
}

#[test]
fn a_snapshot_between_two_changes_has_the_state_of_the_first() {
    let timeline = changed_twice();
    let from = |n| timeline.at(n).map(|state| state.from.sequence);
    assert_eq!(
        [1, 3, 4, 5, 9].map(from),
        [Some(1), Some(1), Some(4), Some(5), Some(5)]
    );
    let until = timeline.at(3).expect("a state").until.expect("a next one");
    assert_eq!(until.sequence, 4);
}

#[test]
fn what_never_changed_has_been_so_since_the_start_or_never_was() {
    let here = Timeline::new(start(), [], true);
    assert_eq!(here.states().len(), 1);
    assert_eq!(here.states()[0].opening, Opening::Start);
    assert_eq!(Timeline::new(start(), [], false).states(), []);
}

#[test]
fn what_was_added_later_was_not_there_at_the_start() {
    let revisions = [(snapshot(3, "2026-11-05T10:00:00+08:00"), Revised::Added)];
    let timeline = Timeline::new(start(), revisions, true);
    let first = timeline.on(day(2), &xining()).expect("a state");
    assert_eq!(
        (first.opening.clone(), first.is_published()),
        (Opening::NotYet, false)
    );
    assert!(
        timeline
            .on(day(5), &xining())
            .expect("a state")
            .is_published()
    );
}

fn lists() -> DutyHistory {
    let revision = |n, added: &[&str], changed: &[&str], removed: &[&str]| {
        let ids = |ids: &[&str]| ids.iter().map(|id| DutyId::from(*id)).collect();
        DutyRevision {
            snapshot: snapshot(n, &format!("2026-11-{:02}T10:00:00+08:00", n + 1)),
            added: ids(added),
            changed: ids(changed),
            removed: ids(removed),
        }
    };
    DutyHistory {
        revisions: vec![
            revision(2, &["A", "B"], &[], &[]),
            revision(3, &[], &["A"], &["B"]),
            revision(4, &[], &[], &["A"]),
            revision(5, &["C"], &[], &[]),
        ],
    }
}

#[test]
fn an_item_has_the_changes_of_its_unit_that_name_it() {
    let history = lists();
    let of = |item: &str, is_published| -> Vec<(u64, Opening)> {
        let timeline = Timeline::of_item(start(), Some(&history), &item.into(), is_published);
        let states = timeline.states().iter();
        states
            .map(|s| (s.from.sequence, s.opening.clone()))
            .collect()
    };
    assert_eq!(
        of("A", false),
        [
            (1, Opening::NotYet),
            (2, Opening::By(Revised::Added)),
            (3, Opening::By(Revised::Changed)),
            (4, Opening::By(Revised::Removed)),
        ]
    );
    assert_eq!(of("D", true), [(1, Opening::Start)]);
    assert_eq!(of("D", false), []);
}

#[test]
fn the_lists_of_a_unit_are_there_as_long_as_they_have_an_item() {
    let timeline = Timeline::of_unit(start(), Some(&lists()), 1);
    let openings: Vec<Opening> = timeline
        .states()
        .iter()
        .map(|s| s.opening.clone())
        .collect();
    assert_eq!(
        openings,
        [
            Opening::NotYet,
            Opening::By(Revised::Added),
            Opening::By(Revised::Changed),
            Opening::By(Revised::Removed),
            Opening::By(Revised::Added),
        ]
    );
}

proptest! {
    #[test]
    fn states_follow_one_another_without_a_gap(gaps in prop::collection::vec(1_u64..5, 0..8)) {
        let mut sequence = 1;
        let revisions: Vec<_> = gaps.iter().map(|gap| {
            sequence += gap;
            (snapshot(sequence, "2026-11-05T10:00:00+08:00"), Revised::Changed)
        }).collect();
        let timeline = Timeline::new(start(), revisions, true);
        for pair in timeline.states().windows(2) {
            prop_assert_eq!(pair[0].until, Some(pair[1].from));
        }
        prop_assert_eq!(timeline.states().last().and_then(|last| last.until), None);
        for n in 1..40 {
            let state = timeline.at(n).expect("a state");
            prop_assert!(state.from.sequence <= n);
            prop_assert!(state.until.is_none_or(|until| n < until.sequence));
        }
    }
}
