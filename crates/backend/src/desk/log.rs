//! The log of a case between its store, which knows no domain, and the domain.

use civic::cases::handling::{Actor, Broken, Entry, Event, Said, Slot, State, Words};
use civic::time::Instant;

use crate::store::{NewEntry, StoredCase, StoredWord, Word};

/// Why a stored log cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// An entry is not what any version writes.
    #[error("entry {0} of the log cannot be read")]
    Entry(i64, #[source] serde_json::Error),
    /// The entries do not add up.
    #[error("the log of case {0} does not add up")]
    Broken(i64, #[source] Broken),
    /// What came in is of no kind that the city has.
    #[error("there is no such kind of feedback")]
    NoService,
    /// An event cannot be written.
    #[error("an entry cannot be written")]
    Written(#[source] serde_json::Error),
}

/// The name under which the store keeps the digest of a photo, which is no text.
const PHOTO: &str = "photo";

/// An entry as it is stored.
pub(crate) fn stored(
    at: Instant,
    by: &Actor,
    event: &Event,
    words: &[Words],
) -> Result<NewEntry, LogError> {
    let mut stored: Vec<Word> = Vec::with_capacity(words.len());
    for said in words {
        // What was deleted before it was ever stored is nothing.
        let Some(text) = said.said.text() else {
            continue;
        };
        let plain = said.slot.code().to_owned();
        let mut name = match &said.question {
            None => plain,
            Some(question) => format!("{plain}/{question}"),
        };
        if name.contains(['/', '#']) || stored.iter().any(|word| word.slot == name) {
            let base = name.clone();
            let mut number = 1_u32;
            while stored
                .iter()
                .any(|word| word.slot == format!("{base}#{number}"))
            {
                number += 1;
            }
            name = format!("{base}#{number}");
        }
        stored.push(Word::new(name, text));
    }
    Ok(NewEntry {
        at,
        actor: serde_json::to_string(by).map_err(LogError::Written)?,
        event: serde_json::to_string(event).map_err(LogError::Written)?,
        words: stored,
    })
}

/// What a name of a stored text says: the slot, and the question that it answers.
fn read_word(word: &StoredWord) -> Words {
    let name = match word.slot.rsplit_once('#') {
        Some((name, number)) if number.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => &word.slot,
    };
    let (slot, question) = match name.split_once('/') {
        Some((slot, question)) => (slot, Some(question.into())),
        None => (name, None),
    };
    Words {
        slot: Slot::from_code(slot),
        question,
        said: word.text.clone().map_or(Said::Deleted, Said::Kept),
    }
}

/// The log of a stored case.
pub(crate) fn read(case: &StoredCase) -> Result<Vec<Entry>, LogError> {
    let entries = case.log.iter();
    let entries = entries.map(|entry| {
        let unreadable = |error| LogError::Entry(entry.sequence.0, error);
        Ok(Entry {
            at: entry.at,
            by: serde_json::from_str(&entry.actor).map_err(unreadable)?,
            event: serde_json::from_str(&entry.event).map_err(unreadable)?,
            words: entry
                .words
                .iter()
                .filter(|word| word.slot != PHOTO)
                .map(read_word)
                .collect(),
        })
    });
    entries.collect()
}

/// What the log of a stored case adds up to.
pub(crate) fn state(case: &StoredCase) -> Result<State, LogError> {
    let broken = |error| LogError::Broken(case.row.number.0, error);
    State::of(&read(case)?).map_err(broken)
}
