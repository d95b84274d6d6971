//! The log as JSON, and logs that cannot be.

use civic::cases::handling::{
    Actor, BrokenBy, Entry, Event, EventKind, Received, Role, Said, Slot, State, UnknownEvent,
    Words, receive,
};
use civic::cases::{Answer, Question, QuestionKind, QuestionOption, Stage, Submission};
use civic::{Bilingual, QuestionCode, Text};
use fixtures::date;

use crate::desk::*;

fn broken(log: &[Entry]) -> (usize, BrokenBy) {
    let broken = State::of(log).expect_err("broken");
    assert!(!broken.text().zh.is_empty());
    (broken.entry, broken.by)
}

#[test]
fn a_log_that_cannot_be_is_refused_at_the_entry_that_breaks_it() {
    assert_eq!(broken(&[]), (0, BrokenBy::Empty));
    let desk = Desk::at(&Stage::Closed);
    let log = &desk.log;
    assert_eq!(broken(&log[1..]), (0, BrokenBy::NotReceived));
    let twice = [&log[..], &log[..1]].concat();
    let impossible = |event, stage| BrokenBy::Impossible { event, stage };
    assert_eq!(
        broken(&twice),
        (5, impossible(EventKind::Received, Stage::Closed))
    );
    // Without the answer, nothing closes it.
    let unanswered: Vec<Entry> = log
        .iter()
        .filter(|entry| entry.event.kind() != EventKind::Answered)
        .cloned()
        .collect();
    assert_eq!(
        broken(&unanswered),
        (3, impossible(EventKind::Closed, Stage::Assigned))
    );
    let follow = |event: Event| {
        let mut log = log.clone();
        log.push(Entry {
            at: desk.now,
            by: Actor::System,
            event,
            words: Vec::new(),
        });
        broken(&log)
    };
    assert_eq!(
        follow(Event::Published { id: "q".into() }),
        (5, BrokenBy::NotCleared)
    );
    assert_eq!(follow(Event::Rated { score: 9 }), (5, BrokenBy::Rating(9)));
}

#[test]
fn an_entry_that_cannot_follow_leaves_the_state_as_it_was() {
    let desk = Desk::at(&Stage::Assigned);
    let mut state = desk.state();
    let before = state.clone();
    let entry = Entry {
        at: desk.now,
        by: Actor::System,
        event: Event::Resumed {},
        words: Vec::new(),
    };
    assert_eq!(state.apply(&entry).map_err(|b| b.by), Err(BrokenBy::Clock));
    assert_eq!(state, before);
}

#[test]
fn a_known_event_that_cannot_be_read_is_an_error_and_not_an_unknown_one() {
    for bad in [
        r#"{"kind":"closed","reason":"done"}"#,
        r#"{"kind":"rated","score":"five"}"#,
        r#"{"kind":7}"#,
        r#"{"reason":"done"}"#,
        r#"["closed"]"#,
    ] {
        let read: Result<Event, _> = serde_json::from_str(bad);
        assert!(read.is_err(), "{bad}");
    }
}

#[test]
fn each_event_is_written_under_its_kind_and_read_again() {
    let mut kinds = Vec::new();
    let mut logs: Vec<Entry> = Stage::ALL.iter().flat_map(|s| Desk::at(s).log).collect();
    let grouped = Desk::of(civic::cases::Publication::Grouped, &Stage::Closed);
    let mut other = Vec::new();
    for (desk, actor, action) in vec![
        (Desk::at(&Stage::InProgress), handler(), pause()),
        (Desk::at(&Stage::Closed), reviewer(), reopen()),
        (Desk::at(&Stage::Closed), Actor::Reporter, remark()),
        (Desk::at(&Stage::Closed), Actor::Reporter, rate()),
        (Desk::at(&Stage::Closed), handler(), note()),
        (Desk::at(&Stage::Closed), screener(), redact()),
        (Desk::at(&Stage::Closed), reviewer(), clear()),
        (Desk::at(&Stage::Closed), reviewer(), withhold()),
        (Desk::at(&Stage::Closed), reviewer(), reclassify()),
        (Desk::at(&Stage::Closed), reviewer(), link()),
        (Desk::at(&Stage::Closed), Actor::System, delete_texts()),
        (grouped, Actor::System, group()),
    ] {
        other.push(desk.decide(&actor, action).expect("allowed"));
    }
    logs.extend(other);
    let bare = |event| Entry {
        at: logs[0].at,
        by: Actor::System,
        event,
        words: Vec::new(),
    };
    logs.extend([
        bare(Event::Resumed {}),
        bare(Event::Published { id: "q".into() }),
    ]);
    for entry in &logs {
        let json = serde_json::to_string(entry).expect("json");
        let back: Entry = serde_json::from_str(&json).expect(&json);
        assert_eq!(back, *entry, "{json}");
        let kind = entry.event.kind();
        assert!(
            json.contains(&format!(r#""kind":"{}""#, kind.code())),
            "{json}"
        );
        kinds.push(kind);
    }
    for kind in EventKind::ALL {
        assert!(kinds.contains(kind), "no example of {}", kind.code());
    }
}

#[test]
fn an_entry_reads_like_this() {
    let entry = Desk::at(&Stage::Closed).log.pop().expect("closed");
    let json = r#"{"at":1780275600,"by":{"who":"staff","name":"hana","role":"handler","unit":"630102001"},"event":{"kind":"closed","reason":"done","means":"service"},"words":[{"slot":"ground_zh","said":"组织清扫，没有对谁提要求"},{"slot":"ground_en","said":"组织清扫，没有对谁提要求 (en)"}]}"#;
    assert_eq!(serde_json::to_string(&entry).expect("json"), json);
    let newer = r#"{"at":1,"by":{"who":"council","seat":3},"event":{"kind":"voted","yes":7},"words":[{"slot":"speech","said":null}]}"#;
    let entry: Entry = serde_json::from_str(newer).expect("an entry of a newer version");
    assert_eq!(entry.by, Actor::Unknown);
    assert!(matches!(&entry.event, Event::Unknown(UnknownEvent { members }) if members.len() == 2));
    assert_eq!(
        entry.words,
        [Words {
            slot: Slot::Unknown("speech".to_owned()),
            question: None,
            said: Said::Deleted
        }]
    );
}

#[test]
fn what_is_chosen_is_in_the_event_and_what_is_typed_is_in_words() {
    let mut service = Desk::new(civic::cases::Publication::Grouped).service;
    let question = |code: &str, kind, options: &[&str]| Question {
        code: code.into(),
        kind,
        required: false,
        label: Text::default(),
        hint: Text::default(),
        options: options
            .iter()
            .map(|key| QuestionOption {
                key: (*key).to_owned(),
                name: Text::default(),
            })
            .collect(),
    };
    service.questions = vec![
        question("level", QuestionKind::One, &["city", "county"]),
        question("what", QuestionKind::Paragraph, &[]),
    ];
    let answer = |question: &str, value: &str| Answer {
        question: question.into(),
        values: vec![value.to_owned()],
    };
    let submission = Submission {
        answers: vec![answer("level", "city"), answer("what", "打 13800138000")],
        contact: "secret".to_owned(),
        description: "要求每天报表".to_owned(),
        ..Submission::default()
    };
    let day = date("2026-06-01");
    let (event, words) = receive(
        &submission,
        &service,
        &fixtures::calendar(),
        day,
        Some("36.6,101.8"),
        0,
    );
    let Event::Received(Received {
        choices,
        needs_clearing,
        due,
        ..
    }) = &event
    else {
        panic!("{event:?}")
    };
    assert_eq!(*choices, [answer("level", "city")]);
    assert!(*needs_clearing);
    assert_eq!(*due, Some(date("2026-06-08")));
    let said: Vec<_> = words
        .iter()
        .map(|w| (w.slot.code(), w.question.as_ref().map(QuestionCode::as_str)))
        .collect();
    assert_eq!(
        said,
        [
            ("description", None),
            ("point", None),
            ("answered", Some("what"))
        ]
    );
    let written = serde_json::to_string(&(event, words)).expect("json");
    assert!(!written.contains("secret"), "the contact lies apart");
}

#[test]
fn nobody_acts_in_a_role_that_this_version_does_not_know() {
    let desk = Desk::at(&Stage::Received);
    let judge = staff("jude", Role::Unknown("judge".to_owned()), None);
    for action in actions() {
        assert!(desk.decide(&judge, action.clone()).is_err(), "{action:?}");
    }
}
