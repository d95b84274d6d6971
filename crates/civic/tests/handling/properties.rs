//! Random lives of cases.

use std::collections::BTreeSet;

use civic::cases::handling::{Action, Actor, Entry, EventKind, Role, Said, State, ends};
use civic::cases::personal_data::scan;
use civic::cases::{Means, Publication, Stage};
use civic::time::Date;
use proptest::prelude::*;

use crate::deleted_words::without_words;
use crate::desk::*;

/// Somebody who may do it, if anyone may, or somebody at random.
fn actor(action: &Action, choice: u8) -> Actor {
    let handlers = [handler(), second_handler(), other_handler()];
    let reviewers = [
        reviewer(),
        staff("hana", Role::Reviewer, None),
        staff("rosa", Role::Reviewer, None),
    ];
    let at = usize::from(choice);
    let any = [
        Actor::Reporter,
        Actor::System,
        screener(),
        handlers[at % 3].clone(),
        reviewers[at % 3].clone(),
    ];
    if choice.is_multiple_of(5) {
        return any[at / 5 % any.len()].clone();
    }
    match action.kind() {
        EventKind::Contested | EventKind::Remark | EventKind::Rated | EventKind::Withdrawn => {
            Actor::Reporter
        }
        EventKind::TextsDeleted | EventKind::Grouped => Actor::System,
        EventKind::Screened
        | EventKind::MergedInto
        | EventKind::Assigned
        | EventKind::Referred
        | EventKind::Noted
        | EventKind::Redacted => screener(),
        EventKind::Reopened
        | EventKind::Cleared
        | EventKind::Published
        | EventKind::Withheld
        | EventKind::Reclassified => reviewers[at % 3].clone(),
        _ => handlers[at % 2].clone(),
    }
}

/// Actions that lead on more often than those that end.
fn action() -> impl Strategy<Value = Action> {
    let all = actions();
    let weights = all.into_iter().map(|action| {
        let weight = match action.kind() {
            EventKind::Screened
            | EventKind::Assigned
            | EventKind::Answered
            | EventKind::Closed
            | EventKind::Cleared
            | EventKind::Published => 6,
            EventKind::Progress | EventKind::Resumed | EventKind::Contested => 4,
            EventKind::MergedInto | EventKind::Referred | EventKind::Withdrawn => 1,
            _ => 2,
        };
        (weight, Just(action))
    });
    proptest::strategy::Union::new_weighted(weights.collect())
}

/// The log of a case that people tried to do these things to.
fn live(publication: Publication, tries: Vec<(Action, u8, i64)>) -> Desk {
    let mut desk = Desk::new(publication);
    desk.other = Some(desk.state());
    for (action, choice, hours) in tries {
        desk.now.0 += hours * 3600;
        let actor = actor(&action, choice);
        // Most are refused; what is not is in the log.
        let _ = desk.try_act(&actor, action);
    }
    desk
}

fn publication() -> impl Strategy<Value = Publication> {
    prop_oneof![4 => Just(Publication::Each), 1 => Just(Publication::Grouped)]
}

fn desk() -> impl Strategy<Value = Desk> {
    let tries = prop::collection::vec((action(), any::<u8>(), 0..60_i64), 0..60);
    (publication(), tries).prop_map(|(publication, tries)| live(publication, tries))
}

/// The state without its words.
fn silent(mut state: State) -> State {
    for spoken in &mut state.texts {
        spoken.said = Said::Deleted;
    }
    state
}

fn kinds(log: &[Entry]) -> Vec<EventKind> {
    log.iter().map(|entry| entry.event.kind()).collect()
}

fn says_in_public(entry: &Entry) -> bool {
    entry.words.iter().any(|words| words.slot.is_public())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_decide_lets_through_folds_and_each_prefix_does(desk in desk()) {
        let mut step = State::of(&desk.log[..1]).expect("the receipt");
        for (at, entry) in desk.log.iter().enumerate().skip(1) {
            step.apply(entry).expect("an entry that decide wrote");
            let whole = State::of(&desk.log[..=at]).expect("a prefix");
            prop_assert_eq!(&whole, &step);
        }
        let json = serde_json::to_string(&desk.log).expect("json");
        let read: Vec<Entry> = serde_json::from_str(&json).expect("a log");
        prop_assert_eq!(State::of(&read), State::of(&desk.log));
    }

    #[test]
    fn without_its_words_the_state_is_the_same_but_for_them(desk in desk()) {
        let bare = State::of(&without_words(&desk.log)).expect("whole");
        prop_assert_eq!(bare, silent(desk.state()));
    }

    #[test]
    fn nothing_is_closed_without_answer_reason_class_and_ground(desk in desk()) {
        for at in 0..desk.log.len() {
            let state = State::of(&desk.log[..=at]).expect("a prefix");
            if state.stage != Stage::Closed {
                prop_assert!(state.closing.is_none());
                continue;
            }
            let closing = state.closing.as_ref().expect("closed");
            prop_assert!(state.answer().is_some());
            prop_assert!(Means::ALL.contains(&closing.means));
            prop_assert!(state.ground().is_some_and(|ground| !ground.text().zh.is_empty()));
            prop_assert!(state.clock.ended.is_some() && !state.clock.is_paused());
        }
    }

    #[test]
    fn whoever_closed_a_case_does_not_answer_or_close_it_after_it_was_opened_again(desk in desk()) {
        let mut closers = BTreeSet::new();
        let mut barred = BTreeSet::new();
        for entry in &desk.log {
            match entry.event.kind() {
                EventKind::Closed => {
                    prop_assert!(!barred.contains(&entry.by.name()));
                    closers.insert(entry.by.name());
                }
                EventKind::Answered => prop_assert!(!barred.contains(&entry.by.name())),
                EventKind::Contested | EventKind::Reopened => barred.append(&mut closers),
                _ => {}
            }
        }
    }

    #[test]
    fn a_publication_follows_a_clearing_after_which_nothing_was_said_in_public(desk in desk()) {
        for (at, entry) in desk.log.iter().enumerate() {
            if entry.event.kind() != EventKind::Published {
                continue;
            }
            let before = &desk.log[..at];
            let cleared = before.iter().rposition(|e| e.event.kind() == EventKind::Cleared);
            let cleared = cleared.expect("cleared");
            prop_assert!(!before[cleared + 1..].iter().any(says_in_public));
            prop_assert!(!kinds(&before[cleared..]).contains(&EventKind::Withheld));
            let clearer = before[cleared].by.name();
            let wrote = before
                .iter()
                .filter(|e| says_in_public(e) && e.event.kind() != EventKind::Cleared)
                .any(|e| e.by.name() == clearer);
            prop_assert!(!wrote, "{:?} cleared their own words", clearer);
            for words in before.iter().flat_map(|e| &e.words).filter(|w| w.slot.is_public()) {
                prop_assert!(scan(words.said.text().unwrap_or_default()).is_empty());
            }
        }
    }

    #[test]
    fn what_has_ended_accepts_no_more_handling(desk in desk()) {
        let ended = desk.log.iter().enumerate().find(|(at, _)| {
            ends(&State::of(&desk.log[..=*at]).expect("a prefix").stage)
        });
        if let Some((at, _)) = ended {
            let withdrawn = desk.state().stage == Stage::Withdrawn;
            for kind in kinds(&desk.log[at + 1..]) {
                let is_allowed = match kind {
                    EventKind::Noted
                    | EventKind::Withheld
                    | EventKind::TextsDeleted
                    | EventKind::Grouped => true,
                    EventKind::Redacted | EventKind::Cleared | EventKind::Published => !withdrawn,
                    _ => false,
                };
                prop_assert!(is_allowed, "{kind:?}");
            }
        }
    }

    #[test]
    fn a_public_case_holds_nothing_private_and_one_in_groups_is_never_one(desk in desk()) {
        for at in 0..desk.log.len() {
            let state = State::of(&desk.log[..=at]).expect("a prefix");
            let Some(case) = state.public_case() else { continue };
            prop_assert!(desk.service.publication.is_each());
            prop_assert!(state.withheld.is_none());
            let said = format!("{case:?}");
            for private in ["PRIVATE", "hana", "hugo", "sara", "vera", "rosa", "C-1"] {
                prop_assert!(!said.contains(private), "{private} in {said}");
            }
        }
        if !desk.service.publication.is_each() {
            let kinds = kinds(&desk.log);
            prop_assert!(!kinds.contains(&EventKind::Cleared));
        }
    }

    #[test]
    fn clocks_never_panic_and_agree_with_the_stage(desk in desk(), days in 0..2000_i64) {
        let state = desk.state();
        let today: Date = desk.zone.local(desk.now).date.plus_days(days);
        for clock in state.earlier_clocks.iter().chain([&state.clock]) {
            let clock = clock.by_days(&desk.zone);
            let due = clock.due_on(today, &desk.calendar);
            if let (Some(due), Some(promised)) = (due, clock.due) {
                prop_assert!(due >= promised);
            }
            let _ = (clock.used(today, &desk.calendar), clock.is_overdue(today, &desk.calendar));
        }
        let has_ended = state.stage.is_final() || state.stage == Stage::Answered;
        prop_assert_eq!(state.clock.ended.is_some(), has_ended);
    }
}

#[test]
fn random_lives_reach_every_stage_and_every_event() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let mut stages = BTreeSet::new();
    let mut events = BTreeSet::new();
    for _ in 0..150 {
        let desk = desk().new_tree(&mut runner).expect("a life").current();
        events.extend(kinds(&desk.log));
        for at in 0..desk.log.len() {
            stages.insert(State::of(&desk.log[..=at]).expect("a prefix").stage);
        }
    }
    assert_eq!(stages.len(), Stage::ALL.len());
    assert_eq!(events.len(), EventKind::ALL.len());
}
