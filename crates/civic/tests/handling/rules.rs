//! What each action needs, and what it is refused with.

use civic::cases::handling::{
    Action, Actor, Event, EventKind, MAX_REMARKS, NotListed, PauseReason, Refusal, Role, Slot,
    Stopped,
};
use civic::cases::{CloseReason, Means, Publication, Stage};
use civic::{Bilingual, Text};
use fixtures::date;

use crate::desk::*;

#[test]
fn s4_7_closing_needs_an_answer_a_reason_a_class_and_its_ground() {
    let close = |reason, means, ground: &str| Action::Close {
        reason,
        means,
        ground: Text::new(ground, ""),
    };
    let done = || Some(CloseReason::Done);
    let service = || Some(Means::Service);
    let refused = |action| Desk::at(&Stage::Answered).refusal(&handler(), action);
    assert_eq!(
        refused(close(None, service(), "因")),
        Refusal::NotChosen(NotListed::CloseReason)
    );
    assert_eq!(
        refused(close(done(), None, "因")),
        Refusal::NotChosen(NotListed::Means)
    );
    assert_eq!(
        refused(close(done(), service(), " \n")),
        Refusal::Missing(Slot::GroundZh)
    );
    assert_eq!(
        refused(close(
            Some(CloseReason::Unknown("x".into())),
            service(),
            "因"
        )),
        Refusal::NotInList {
            list: NotListed::CloseReason,
            given: "x".to_owned()
        }
    );
    for stage in [Stage::Assigned, Stage::InProgress, Stage::Reopened] {
        assert_eq!(
            Desk::at(&stage).refusal(&second_handler(), close(done(), service(), "因")),
            Refusal::Missing(Slot::AnswerZh),
            "{stage:?}"
        );
    }
    let mut desk = Desk::at(&Stage::Answered);
    desk.act(
        &handler(),
        close(done(), Some(Means::Unclassified), "还没查清"),
    );
    assert_eq!(desk.state().stage, Stage::Closed);
}

#[test]
fn s4_7_a_closing_can_be_contested_within_the_stated_time() {
    let mut desk = Desk::at(&Stage::Closed);
    desk.pass_days(10);
    let on_the_last_day = desk.clone();
    assert!(on_the_last_day.decide(&Actor::Reporter, contest()).is_ok());
    desk.pass_days(1);
    let over = Refusal::ContestOver {
        until: date("2026-06-11"),
    };
    assert_eq!(desk.refusal(&Actor::Reporter, contest()), over);
    assert_eq!(desk.refusal(&Actor::Reporter, remark()), over);
    // A rating is welcome at any time.
    assert!(desk.decide(&Actor::Reporter, rate()).is_ok());
}

#[test]
fn s4_7_a_contested_case_is_handled_by_another_person_within_a_new_time() {
    let mut desk = Desk::at(&Stage::Closed);
    desk.pass_days(3);
    desk.act(&Actor::Reporter, contest());
    let state = desk.state();
    assert_eq!(state.stage, Stage::Reopened);
    assert_eq!(state.clock.due, Some(date("2026-06-11")));
    assert!(state.closing.is_none() && state.answer().is_none());
    for action in [progress(), answer(), pause()] {
        assert_eq!(desk.refusal(&handler(), action), Refusal::AnotherPerson);
    }
    let to = |name: &str| Action::Assign {
        unit: UNIT.into(),
        handlers: vec![name.to_owned()],
        text: Text::default(),
    };
    assert_eq!(
        desk.refusal(&screener(), to("hana")),
        Refusal::AnotherPerson
    );
    desk.act(&screener(), to("hugo"));
    desk.act(&second_handler(), answer());
    assert_eq!(desk.refusal(&handler(), close()), Refusal::AnotherPerson);
    desk.act(&second_handler(), close());
}

#[test]
fn a_contested_case_that_one_person_handled_is_open_to_the_others_of_the_unit() {
    let mut desk = Desk::at(&Stage::Screened);
    desk.act(
        &screener(),
        Action::Assign {
            unit: UNIT.into(),
            handlers: vec!["hana".to_owned()],
            text: Text::default(),
        },
    );
    desk.act(&handler(), answer());
    desk.act(&handler(), close());
    desk.act(&Actor::Reporter, contest());
    desk.act(&second_handler(), progress());
}

#[test]
fn what_somebody_can_do_now_is_told_beforehand() {
    let desk = Desk::at(&Stage::Closed);
    let reporter = |desk: &Desk| desk.possible(&Actor::Reporter);
    assert_eq!(
        reporter(&desk),
        [EventKind::Contested, EventKind::Remark, EventKind::Rated]
    );
    let mut later = desk.clone();
    later.pass_days(11);
    assert_eq!(reporter(&later), [EventKind::Rated]);
    assert_eq!(
        reporter(&Desk::at(&Stage::Received)),
        [EventKind::Remark, EventKind::Withdrawn]
    );
    assert_eq!(reporter(&Desk::at(&Stage::Merged)), []);
    assert_eq!(
        desk.possible(&handler()),
        [EventKind::Noted, EventKind::Redacted, EventKind::LedTo]
    );
    assert_eq!(desk.possible(&Actor::Unknown), []);
}

#[test]
fn those_a_case_is_assigned_to_handle_it_and_no_others() {
    let mut desk = Desk::at(&Stage::Screened);
    assert_eq!(
        desk.refusal(&handler(), refer()),
        Refusal::OtherUnit { unit: None }
    );
    desk.act(
        &screener(),
        Action::Assign {
            unit: UNIT.into(),
            handlers: vec!["hana".to_owned()],
            text: Text::default(),
        },
    );
    assert_eq!(
        desk.refusal(&other_handler(), progress()),
        Refusal::OtherUnit {
            unit: Some(UNIT.into())
        }
    );
    assert_eq!(
        desk.refusal(&second_handler(), progress()),
        Refusal::OtherHandlers(vec!["hana".to_owned()])
    );
    // A handler passes it on within the unit, and only there.
    let to = |unit: &str| Action::Assign {
        unit: unit.into(),
        handlers: vec!["hugo".to_owned()],
        text: Text::default(),
    };
    assert_eq!(
        desk.refusal(&handler(), to(OTHER_UNIT)),
        Refusal::OtherUnit {
            unit: Some(UNIT.into())
        }
    );
    desk.act(&handler(), to(UNIT));
    desk.act(&second_handler(), progress());
    assert_eq!(
        desk.refusal(&screener(), to("nowhere")),
        Refusal::NoSuchUnit("nowhere".into())
    );
}

#[test]
fn a_case_is_merged_into_an_open_one_of_the_same_publication_and_never_in_a_circle() {
    let merge_into = |key: &str| Action::Merge {
        into: key.into(),
        text: Text::default(),
    };
    let mut desk = Desk::at(&Stage::Screened);
    assert_eq!(
        desk.refusal(&screener(), merge_into("C-1")),
        Refusal::MergeIntoItself
    );
    desk.other = None;
    assert_eq!(
        desk.refusal(&screener(), merge_into("C-2")),
        Refusal::NoOtherCase
    );
    // One that was merged has ended: whatever it was merged into is not reached from here.
    for ended in [
        Stage::Merged,
        Stage::Referred,
        Stage::Withdrawn,
        Stage::Closed,
    ] {
        desk.other = Some(Desk::at(&ended).state());
        assert_eq!(
            desk.refusal(&screener(), merge_into("C-2")),
            Refusal::OtherEnded(ended)
        );
    }
    desk.other = Some(Desk::new(Publication::Grouped).state());
    assert_eq!(
        desk.refusal(&screener(), merge_into("C-2")),
        Refusal::OtherPublication
    );
    desk.other = Some(Desk::at(&Stage::InProgress).state());
    desk.act(&screener(), merge_into("C-2"));
    assert_eq!(desk.state().merged_into, Some("C-2".into()));
}

#[test]
fn merged_referred_and_withdrawn_cases_have_ended_for_good() {
    for stage in [Stage::Merged, Stage::Referred, Stage::Withdrawn] {
        let desk = Desk::at(&stage);
        for (actor, action) in [
            (screener(), assign()),
            (handler(), answer()),
            (reviewer(), reopen()),
            (Actor::Reporter, contest()),
            (Actor::Reporter, Action::Withdraw {}),
            (Actor::Reporter, remark()),
        ] {
            assert_eq!(desk.refusal(&actor, action), Refusal::Ended(stage.clone()));
        }
    }
}

#[test]
fn an_emergency_is_passed_on_and_not_handled() {
    let mut desk = Desk::at(&Stage::Received);
    desk.service.redirect = true;
    assert_eq!(desk.refusal(&screener(), screen()), Refusal::NotHandledHere);
    desk.act(&screener(), refer());
    assert_eq!(desk.state().stage, Stage::Referred);
}

#[test]
fn s4_8_a_pause_has_a_reason_and_ends_before_the_answer() {
    let mut desk = Desk::at(&Stage::InProgress);
    let without = Action::Pause {
        reason: None,
        text: both("等"),
    };
    assert_eq!(
        desk.refusal(&handler(), without),
        Refusal::NotChosen(NotListed::PauseReason)
    );
    assert_eq!(desk.refusal(&handler(), resume()), Refusal::ClockRuns);
    desk.act(&handler(), pause());
    let from = desk.now;
    assert_eq!(desk.refusal(&handler(), pause()), Refusal::ClockStopped);
    assert_eq!(desk.refusal(&handler(), answer()), Refusal::ClockStopped);
    desk.pass_days(2);
    desk.act(&handler(), resume());
    desk.act(&handler(), answer());
    let clock = desk.state().clock;
    let pause = Stopped {
        from,
        until: Some(desk.now),
        reason: PauseReason::WaitingForReporter,
    };
    assert_eq!(clock.pauses, [pause]);
    assert_eq!(clock.ended, Some(desk.now));
    let days = clock.by_days(&desk.zone);
    let due = days.due_on(date("2026-06-30"), &desk.calendar);
    // The day of the receipt does not count anyway, so that one working day was lost.
    assert_eq!(due, Some(date("2026-06-09")));
}

#[test]
fn withdrawing_a_case_whose_clock_is_stopped_ends_the_pause() {
    let mut desk = Desk::at(&Stage::InProgress);
    desk.act(&handler(), pause());
    desk.pass_days(1);
    desk.act(&Actor::Reporter, Action::Withdraw {});
    let clock = desk.state().clock;
    assert!(!clock.is_paused());
    assert_eq!(clock.ended, Some(desk.now));
}

#[test]
fn a_rating_is_one_to_five_and_the_last_one_holds_until_the_case_is_opened_again() {
    let rate = |score| Action::Rate {
        score,
        comment: String::new(),
    };
    let mut desk = Desk::at(&Stage::Answered);
    for score in [0, 6, 255] {
        assert_eq!(
            desk.refusal(&Actor::Reporter, rate(score)),
            Refusal::Score(score)
        );
    }
    desk.act(&Actor::Reporter, rate(2));
    desk.act(&Actor::Reporter, rate(5));
    assert_eq!(desk.state().rating, Some(5));
    desk.act(&handler(), close());
    desk.act(&Actor::Reporter, contest());
    assert_eq!(desk.state().rating, None);
}

#[test]
fn remarks_have_words_or_photos_and_an_end() {
    let mut desk = Desk::at(&Stage::Received);
    let remark = |text: &str, photos| Action::Remark {
        text: text.to_owned(),
        photos,
    };
    assert_eq!(
        desk.refusal(&Actor::Reporter, remark(" ", 0)),
        Refusal::Missing(Slot::Remark)
    );
    desk.act(&Actor::Reporter, remark("", 3));
    assert_eq!(desk.state().photos, 5);
    for _ in 1..MAX_REMARKS {
        desk.act(&Actor::Reporter, remark("还有", 0));
    }
    assert_eq!(
        desk.refusal(&Actor::Reporter, remark("还有", 0)),
        Refusal::TooManyRemarks(MAX_REMARKS)
    );
}

#[test]
fn a_class_is_changed_by_a_reviewer_who_did_not_close_with_a_ground() {
    let mut desk = Desk::at(&Stage::Closed);
    let same = Action::Reclassify {
        means: Some(Means::Service),
        ground: both("因"),
    };
    assert_eq!(desk.refusal(&reviewer(), same), Refusal::SameMeans);
    let closer = staff("hana", Role::Reviewer, None);
    assert_eq!(desk.refusal(&closer, reclassify()), Refusal::AnotherPerson);
    assert_eq!(desk.refusal(&closer, reopen()), Refusal::AnotherPerson);
    desk.act(&reviewer(), reclassify());
    let state = desk.state();
    let closing = state.closing.as_ref().expect("closed");
    assert_eq!(closing.means, Means::Management);
    assert_eq!(closing.means_before, Some(Means::Service));
    let ground = state.ground().expect("closed").text();
    assert_eq!(ground, both("要求商户清扫"));
}

#[test]
fn texts_are_bounded_can_be_shown_and_are_chinese_first() {
    let mut desk = Desk::at(&Stage::Assigned);
    let progress = |zh: String, en: &str| Action::Progress {
        text: Text::new(zh, en),
    };
    assert!(
        desk.decide(&handler(), progress("雪".repeat(2000), ""))
            .is_ok()
    );
    assert_eq!(
        desk.refusal(&handler(), progress("雪".repeat(2001), "")),
        Refusal::TooLong {
            slot: Slot::StepZh,
            max: 2000
        }
    );
    assert_eq!(
        desk.refusal(&handler(), progress("雪\u{7}".to_owned(), "")),
        Refusal::ControlCharacter(Slot::StepZh)
    );
    assert_eq!(
        desk.refusal(&handler(), progress(String::new(), "snow")),
        Refusal::Missing(Slot::StepZh)
    );
    let english_alone = Action::Resume {
        text: Text::new("", "on again"),
    };
    desk.act(&handler(), pause());
    assert_eq!(
        desk.refusal(&handler(), english_alone),
        Refusal::Missing(Slot::StepZh)
    );
}

#[test]
fn the_program_deletes_what_people_wrote_once_a_case_has_ended() {
    let open = Desk::at(&Stage::InProgress);
    assert_eq!(
        open.refusal(&Actor::System, delete_texts()),
        Refusal::WrongStage(Stage::InProgress)
    );
    let desk = Desk::at(&Stage::Closed);
    let slots = |slots: &[Slot]| Action::DeleteTexts {
        slots: slots.to_vec(),
    };
    assert_eq!(
        desk.refusal(&Actor::System, slots(&[])),
        Refusal::NotChosen(NotListed::Slot)
    );
    assert_eq!(
        desk.refusal(&Actor::System, slots(&[Slot::AnswerZh])),
        Refusal::NotInList {
            list: NotListed::Slot,
            given: "answer_zh".to_owned()
        }
    );
}

#[test]
fn a_case_with_an_event_of_a_newer_version_is_shown_and_not_worked_on() {
    let mut desk = Desk::at(&Stage::Assigned);
    let before = desk.state();
    let mut entry = desk.log.last().expect("one").clone();
    let json = r#"{"kind":"mediated","with":["a",{"b":1}]}"#;
    entry.event = serde_json::from_str(json).expect("an event");
    desk.log.push(entry);
    let state = desk.state();
    assert_eq!(state.stage, before.stage);
    assert_eq!(state.unknown, ["mediated"]);
    assert_eq!(
        serde_json::to_string(desk.last_event()).expect("json"),
        json
    );
    assert!(matches!(
        state.history.last().map(|s| &s.event),
        Some(Event::Unknown(_))
    ));
    let unknown = Refusal::NotUnderstood("mediated".to_owned());
    for action in [progress(), answer(), refer()] {
        assert_eq!(desk.refusal(&handler(), action), unknown);
    }
    assert_eq!(desk.refusal(&reviewer(), clear()), unknown);
    desk.act(&Actor::Reporter, remark());
    desk.act(&handler(), note());
}

#[test]
fn each_refusal_says_in_both_languages_what_to_do() {
    let refusals = [
        Desk::at(&Stage::Received).refusal(&handler(), screen()),
        Desk::at(&Stage::Received).refusal(&handler(), delete_texts()),
        Desk::at(&Stage::Closed).refusal(&screener(), contest()),
        Desk::at(&Stage::Closed).refusal(&reviewer(), publish()),
        Desk::at(&Stage::Merged).refusal(&screener(), assign()),
    ];
    let told: Vec<Text> = refusals.iter().map(Bilingual::text).collect();
    assert_eq!(
        told,
        [
            Text::new(
                "您现在的角色不能做这一步，请让受理来做",
                "Your role does not do this: ask a screener"
            ),
            Text::new(
                "这一步只由程序自己做",
                "Only the program does this, by itself"
            ),
            Text::new(
                "这一步只有持回执的人能做，请用回执打开",
                "Only the holder of the receipt can do this: open the case with the receipt"
            ),
            Text::new(
                "还没有人审核过，请先审核公开",
                "Nobody has cleared it: clear it first"
            ),
            Text::new(
                "这件已并单，不再办理。需要的话请另报一件",
                "It has ended (merged): send a new one if it is needed"
            ),
        ]
    );
}
