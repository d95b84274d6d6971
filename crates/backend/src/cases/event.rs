//! What the log of a case says, as the intake writes and reads it.

use civic::Text;
use civic::cases::Stage;
use serde::{Deserialize, Serialize};

use crate::store::Entry;

/// The name of the answers to the questions of a kind, as JSON, among the texts of an
/// [`Event::Received`].
pub(super) const ANSWERS: &str = "answers";
/// The name of the answer in Chinese among the texts of an [`Event::Answer`].
pub(super) const ANSWER_ZH: &str = "answer_zh";
/// The same in English.
pub(super) const ANSWER_EN: &str = "answer_en";

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Actor {
    /// Whoever sent it.
    Reporter,
    /// The server itself.
    System,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Event {
    /// The case was received, with what was sent.
    Received,
    /// It came to a stage.
    Stage { stage: Stage },
    /// It was answered, with the answer.
    Answer,
    /// The contact was deleted.
    ContactDeleted,
    /// Texts and photos were deleted.
    TextsDeleted,
}

/// Actors and events as the store keeps them.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The event of an entry; `None` where it is of a kind that this version does not know.
pub(super) fn event(entry: &Entry) -> Option<Event> {
    serde_json::from_str(&entry.event).ok()
}

/// The stage that an entry brought the case to; `None` where it left it at its stage.
pub(super) fn stage(entry: &Entry) -> Option<Stage> {
    match event(entry)? {
        Event::Received => Some(Stage::Received),
        Event::Stage { stage } => Some(stage),
        Event::Answer | Event::ContactDeleted | Event::TextsDeleted => None,
    }
}

/// The last answer of a log; `None` where there is none, or it was deleted.
pub(super) fn answer(log: &[Entry]) -> Option<Text> {
    let mut answers = log.iter().rev();
    let answer = answers.find(|entry| event(entry) == Some(Event::Answer))?;
    let word = |slot| answer.word(slot).unwrap_or_default().to_owned();
    let answer = Text {
        zh: word(ANSWER_ZH),
        en: word(ANSWER_EN),
    };
    Some(answer).filter(|answer| !answer.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_written_as_stores_of_before_were_migrated_to() {
        assert_eq!(json(&Event::Received), r#"{"kind":"received"}"#);
        let stage = Event::Stage {
            stage: Stage::InProgress,
        };
        let written = r#"{"kind":"stage","stage":"in_progress"}"#;
        assert_eq!(json(&stage), written);
        assert_eq!(json(&Event::Answer), r#"{"kind":"answer"}"#);
        assert_eq!(json(&Actor::Reporter), r#"{"kind":"reporter"}"#);
        assert_eq!(json(&Actor::System), r#"{"kind":"system"}"#);
    }
}
