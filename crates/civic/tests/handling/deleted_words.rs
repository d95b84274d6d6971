//! A log is whole without its texts, and never says that nothing was said.

use civic::cases::Stage;
use civic::cases::handling::{Actor, Entry, Said, Slot, State};

use crate::desk::*;

pub(crate) fn without_words(log: &[Entry]) -> Vec<Entry> {
    let mut log = log.to_vec();
    for words in log.iter_mut().flat_map(|entry| &mut entry.words) {
        words.said = Said::Deleted;
    }
    log
}

#[test]
fn deleted_words_were_said() {
    let desk = Desk::at(&Stage::Closed);
    let state = State::of(&without_words(&desk.log)).expect("whole");
    let (_, answer) = state.answer().expect("answered");
    assert_eq!(answer.zh, Some(Said::Deleted));
    assert!(!answer.is_silent());
    assert_eq!(state.said(&Slot::Description), Some(&Said::Deleted));
    // Nothing was ever said about a point.
    assert_eq!(state.said(&Slot::Point), None);
}

#[test]
fn words_that_are_missing_altogether_count_as_deleted_where_there_must_have_been_some() {
    let desk = Desk::at(&Stage::Closed);
    let mut log = desk.log.clone();
    for entry in &mut log {
        entry.words.clear();
    }
    let state = State::of(&log).expect("whole");
    assert_eq!(state.said(&Slot::Description), Some(&Said::Deleted));
    assert_eq!(state.said(&Slot::AnswerZh), Some(&Said::Deleted));
    assert_eq!(state.said(&Slot::GroundZh), Some(&Said::Deleted));
    assert_eq!(state.said(&Slot::AnswerEn), None);
    assert_eq!(state.stage, Stage::Closed);
}

#[test]
fn an_entry_that_says_texts_were_deleted_hides_them_even_where_the_store_still_has_them() {
    let mut desk = Desk::at(&Stage::Closed);
    desk.act(&Actor::System, delete_texts());
    let state = desk.state();
    assert_eq!(state.said(&Slot::Description), Some(&Said::Deleted));
    assert_eq!(state.said(&Slot::Address), Some(&Said::Deleted));
    let answer = state.said(&Slot::AnswerZh).and_then(Said::text);
    assert_eq!(answer, Some("已清完"));
}
