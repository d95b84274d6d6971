//! Contract §4.5 and §4.10: nothing is published before a person cleared it, and nothing private is.

use civic::cases::handling::{
    Action, Actor, EventKind, NotListed, PersonalSuspect, PublicVersion, Refusal, Role, Slot,
};
use civic::cases::personal_data::SuspectKind;
use civic::cases::{Means, Publication, Stage};
use civic::{Bilingual, Text};

use crate::desk::*;

fn published() -> Desk {
    let mut desk = Desk::at(&Stage::Closed);
    desk.act(&reviewer(), clear());
    desk.act(&Actor::System, publish());
    desk
}

#[test]
fn s4_5_what_may_be_personal_blocks_a_clearing_until_each_part_is_confirmed() {
    let mut desk = Desk::at(&Stage::InProgress);
    let text = Text::new("请打办公室电话 0971-8230000", "");
    desk.act(
        &handler(),
        Action::Answer {
            text,
            basis: Vec::new(),
        },
    );
    let version = |description: &str, not_personal: &[&str]| {
        Action::Clear(PublicVersion {
            title: both("门前积雪"),
            description: Text::new(description, ""),
            not_personal: not_personal.iter().map(|p| (*p).to_owned()).collect(),
            ..PublicVersion::default()
        })
    };
    let suspect = |slot, kind, text: &str| PersonalSuspect {
        slot,
        kind,
        text: text.to_owned(),
    };
    let office = suspect(Slot::AnswerZh, SuspectKind::Telephone, "0971-8230000");
    let plate = suspect(
        Slot::PublicDescriptionZh,
        SuspectKind::NumberPlate,
        "青A12345",
    );
    assert_eq!(
        desk.refusal(&reviewer(), version("车 青A12345 停着", &[])),
        Refusal::PersonalData(vec![plate.clone(), office])
    );
    let refused = desk.refusal(&reviewer(), version("车 青A12345 停着", &["0971-8230000"]));
    assert_eq!(refused, Refusal::PersonalData(vec![plate]));
    assert_eq!(
        refused.text().zh,
        "可能有个人信息：“青A12345”（车牌号，在公开描述里）。请去掉，或逐个确认不是个人信息"
    );
    desk.act(&reviewer(), version("车停着", &["0971-8230000", "x"]));
    let state = desk.state();
    let confirmed: Vec<_> = state
        .texts
        .iter()
        .filter(|spoken| spoken.slot == Slot::NotPersonal)
        .filter_map(|spoken| spoken.said.text())
        .collect();
    assert_eq!(confirmed, ["0971-8230000"]);
}

#[test]
fn s4_5_nobody_clears_what_they_worked_on_or_wrote() {
    let mut desk = Desk::at(&Stage::Closed);
    let as_reviewer = |name| staff(name, Role::Reviewer, None);
    assert_eq!(
        desk.refusal(&as_reviewer("hana"), clear()),
        Refusal::FourEyes
    );
    assert_eq!(
        desk.refusal(&as_reviewer("hana"), withhold()),
        Refusal::FourEyes
    );
    desk.act(&screener(), redact());
    assert_eq!(
        desk.refusal(&as_reviewer("sara"), clear()),
        Refusal::FourEyes
    );
    desk.act(&reviewer(), clear());
    // Who cleared once may clear again.
    desk.act(&reviewer(), clear());
}

#[test]
fn s4_10_it_is_published_as_it_was_cleared_and_what_comes_later_is_cleared_again() {
    let mut desk = Desk::at(&Stage::InProgress);
    assert_eq!(desk.refusal(&reviewer(), publish()), Refusal::NotCleared);
    desk.act(&reviewer(), clear());
    desk.act(&reviewer(), publish());
    assert_eq!(
        desk.refusal(&reviewer(), publish()),
        Refusal::NothingToPublish
    );
    desk.act(&second_handler(), answer());
    desk.act(&second_handler(), close());
    let case = desk.state().public_case().expect("published");
    assert!(!case.is_current);
    // The facts are those of now; the words wait to be cleared.
    assert_eq!((case.stage, case.means), (Stage::Closed, Means::Service));
    assert_eq!((case.answer, case.ground), (None, None));
    let pending: Vec<_> = case
        .steps
        .iter()
        .filter(|step| step.is_text_pending)
        .map(|step| step.kind.clone())
        .collect();
    assert_eq!(pending, [EventKind::Answered, EventKind::Closed]);
    let shown = case.steps.iter().find(|s| s.kind == EventKind::Progress);
    assert_eq!(shown.map(|s| s.text.text()), Some(both("已清主要路段")));

    assert_eq!(desk.refusal(&reviewer(), publish()), Refusal::ClearingStale);
    desk.act(&reviewer(), clear());
    assert_eq!(
        desk.state().public_case().expect("published").answer,
        None,
        "cleared and not published yet"
    );
    let other = Action::Publish { id: "q-2".into() };
    assert_eq!(
        desk.refusal(&reviewer(), other),
        Refusal::OtherIdentifier("q-2026-001".into())
    );
    desk.act(&reviewer(), publish());
    let case = desk.state().public_case().expect("published");
    assert!(case.is_current);
    let answer = case.answer.expect("cleared");
    assert_eq!(answer.text.text(), both("已清完"));
    assert!(answer.holds);
    assert_eq!(
        case.ground.map(|g| g.text()),
        Some(both("组织清扫，没有对谁提要求"))
    );
}

#[test]
fn an_answer_of_before_a_case_was_reopened_is_shown_as_such() {
    let mut desk = published();
    desk.act(&Actor::Reporter, contest());
    let case = desk.state().public_case().expect("published");
    assert_eq!(
        (case.stage, case.means),
        (Stage::Reopened, Means::Unclassified)
    );
    assert!(!case.answer.expect("shown").holds);
    assert_eq!((case.reason, case.ground), (None, None));
    assert!(case.is_current, "a contest says nothing in public");
}

#[test]
fn s4_10_no_private_text_no_name_and_no_key_is_in_a_public_case() {
    let mut desk = Desk::at(&Stage::Screened);
    desk.act(&screener(), note());
    desk.act(
        &screener(),
        Action::Assign {
            unit: UNIT.into(),
            handlers: vec!["hana".to_owned()],
            text: both("清单写着由它组织清扫"),
        },
    );
    desk.act(&Actor::Reporter, remark());
    desk.act(&handler(), answer());
    desk.act(&handler(), close());
    desk.act(&Actor::Reporter, rate());
    desk.act(&screener(), redact());
    desk.act(&reviewer(), clear());
    desk.act(&reviewer(), publish());
    let case = desk.state().public_case().expect("published");
    assert_eq!(case.rating, Some(4));
    let said = format!("{case:?}");
    for private in ["PRIVATE", "hana", "sara", "vera", "C-1"] {
        assert!(!said.contains(private), "{private}");
    }
}

#[test]
fn s4_10_a_withheld_case_is_not_public_has_a_reason_and_counts() {
    let mut desk = published();
    let without = Action::Withhold {
        reason: None,
        note: String::new(),
    };
    assert_eq!(
        desk.refusal(&reviewer(), without),
        Refusal::NotChosen(NotListed::WithheldReason)
    );
    desk.act(&reviewer(), withhold());
    let state = desk.state();
    assert_eq!(state.public_case(), None);
    assert_eq!(desk.refusal(&reviewer(), publish()), Refusal::Withheld);
    desk.act(&reviewer(), clear());
    desk.act(&reviewer(), publish());
    assert!(desk.state().public_case().is_some());
}

#[test]
fn a_case_that_its_reporter_withdrew_is_not_public() {
    let mut desk = Desk::at(&Stage::InProgress);
    desk.act(&reviewer(), clear());
    desk.act(&reviewer(), publish());
    assert!(desk.state().public_case().is_some());
    desk.act(&Actor::Reporter, Action::Withdraw {});
    assert_eq!(desk.state().public_case(), None);
}

#[test]
fn s4_9_a_case_of_a_kind_published_in_groups_is_never_public_by_itself() {
    let mut desk = Desk::of(Publication::Grouped, &Stage::Closed);
    for action in [clear(), publish(), redact(), withhold()] {
        assert_eq!(desk.refusal(&reviewer(), action), Refusal::GroupsOnly);
    }
    desk.act(&Actor::System, group());
    assert_eq!(
        desk.refusal(&Actor::System, group()),
        Refusal::GroupedAlready
    );
    // What was promised when it was sent holds, whatever the settings say now.
    desk.service.publication = Publication::Each;
    assert_eq!(desk.refusal(&reviewer(), clear()), Refusal::GroupsOnly);
    // And a kind that is published in groups now is not published one by one any more.
    let mut desk = Desk::at(&Stage::Closed);
    desk.service.publication = Publication::Grouped;
    assert_eq!(desk.refusal(&reviewer(), clear()), Refusal::GroupsOnly);
}

#[test]
fn an_identifier_can_stand_in_an_address() {
    let mut desk = Desk::at(&Stage::Closed);
    desk.act(&reviewer(), clear());
    for id in ["", "q.1", "q/1", "q 1", "雪", &"q".repeat(65)] {
        let refused = desk.refusal(&reviewer(), Action::Publish { id: id.into() });
        assert_eq!(refused, Refusal::BadIdentifier(id.into()));
    }
}

#[test]
fn only_photos_that_there_are_can_be_public() {
    let desk = Desk::at(&Stage::Closed);
    let with = |photos: &[u32]| {
        Action::Clear(PublicVersion {
            title: both("题"),
            description: both("事"),
            photos: photos.to_vec(),
            ..PublicVersion::default()
        })
    };
    assert!(desk.decide(&reviewer(), with(&[0, 1])).is_ok());
    assert_eq!(
        desk.refusal(&reviewer(), with(&[0, 2])),
        Refusal::NoSuchPhoto(2)
    );
}

#[test]
fn the_holder_of_the_receipt_sees_every_answer_at_once_and_no_name() {
    let mut desk = Desk::at(&Stage::InProgress);
    desk.act(&screener(), note());
    desk.act(&Actor::Reporter, remark());
    desk.act(&handler(), answer());
    desk.act(&handler(), close());
    desk.act(&Actor::Reporter, rate());
    desk.act(&reviewer(), withhold());
    let steps = desk.state().holder_steps();
    let told: Vec<(&str, String)> = steps
        .iter()
        .map(|step| (step.kind.code(), step.text.text().zh))
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(k, t)| (*k, t.as_str())).collect();
    assert_eq!(
        told,
        [
            ("received", ""),
            ("screened", ""),
            ("assigned", ""),
            ("progress", "已清主要路段"),
            ("remark", "PRIVATE 门前还有冰"),
            ("answered", "已清完"),
            ("closed", "组织清扫，没有对谁提要求"),
            ("rated", "PRIVATE 谢谢"),
            ("withheld", ""),
        ]
    );
    let said = format!("{steps:?}");
    for name in ["hana", "sara", "vera", "问过社区", "只有一家"] {
        assert!(!said.contains(name), "{name}");
    }
}
