//! A case in a list.

use serde::{Deserialize, Serialize};

use crate::cases::{Case, Means, Month, Stage, WithheldReason};
use crate::time::Date;
use crate::{CaseId, ServiceCode, Text};

/// How many characters of the outcome a list shows, in Chinese and in English.
const OUTCOME: (usize, usize) = (48, 120);

/// What a list shows of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseEntry {
    /// The case.
    pub id: CaseId,
    /// Its kind.
    pub service: ServiceCode,
    /// What it is about; empty where the case is withheld.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// How many cases it is together; `None` for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<u32>,
    /// The name of its place.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub place: Text,
    /// When it was opened.
    pub opened_on: Date,
    /// Its stage.
    pub stage: Stage,
    /// Its 721 class.
    pub means: Means,
    /// What came of it: the beginning of the answer or, before there is one, the last thing that was done.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub outcome: Text,
    /// Why nothing else of it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<WithheldReason>,
    /// The reporter's own rating, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
}

impl CaseEntry {
    /// The entry of a case, whose place is called `place`.
    pub fn of(case: &Case, place: Text) -> Self {
        let last = || case.events.last().map(|event| event.text.clone());
        let outcome = if case.answer.is_empty() {
            last().unwrap_or_default()
        } else {
            case.answer.clone()
        };
        Self {
            id: case.id.clone(),
            service: case.service.clone(),
            title: case.title.clone(),
            group: case.group,
            place,
            opened_on: case.opened_on,
            stage: case.stage.clone(),
            means: case.means.clone(),
            outcome: Text::new(
                beginning(&outcome.zh, OUTCOME.0),
                beginning(&outcome.en, OUTCOME.1),
            ),
            withheld: case.withheld.clone(),
            rating: case.rating,
        }
    }

    /// How many cases it counts as.
    pub fn count(&self) -> u32 {
        self.group.unwrap_or(1)
    }

    /// The month it was opened in, by which it is counted.
    pub fn month(&self) -> Month {
        Month::of(self.opened_on)
    }

    /// The texts that words are looked for in: its title, its place and its outcome, each in both languages.
    pub fn texts(&self) -> [String; 3] {
        let texts = [&self.title, &self.place, &self.outcome];
        texts.map(|text| format!("{} {}", text.zh, text.en))
    }

    /// True where its title, its place or its outcome says all of these words, each folded as by
    /// [`crate::search::folded`].
    pub fn says(&self, words: &[String], folded: impl Fn(&str) -> String) -> bool {
        let texts = self.texts().map(|text| folded(&text));
        words
            .iter()
            .all(|word| texts.iter().any(|text| text.contains(word)))
    }
}

/// The first characters of a text, with what shows that it goes on.
fn beginning(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
