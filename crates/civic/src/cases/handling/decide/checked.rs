//! Texts of an action, checked.

use crate::Text;
use crate::cases::MAX_SHORT_FIELD;
use crate::cases::handling::{Refusal, Slot, Words};

/// The texts of one action as they are checked.
pub(super) struct Checked {
    max: u32,
    words: Vec<Words>,
}

impl Checked {
    /// No text yet; each may have this many characters.
    pub(super) fn new(max: u32) -> Self {
        Self {
            max,
            words: Vec::new(),
        }
    }

    /// A text that may be left out.
    pub(super) fn may(mut self, slot: Slot, text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(self);
        }
        if text.chars().nth(self.max as usize).is_some() {
            let max = self.max;
            return Err(Refusal::TooLong { slot, max });
        }
        if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        {
            return Err(Refusal::ControlCharacter(slot));
        }
        self.words.push(Words::new(slot, text));
        Ok(self)
    }

    /// A title in both languages of which the Chinese has to be there.
    pub(super) fn title(mut self, zh: Slot, en: Slot, text: &Text) -> Result<Self, Refusal> {
        let max = std::mem::replace(&mut self.max, MAX_SHORT_FIELD);
        let mut titled = self.must_both(zh, en, text)?;
        titled.max = max;
        Ok(titled)
    }

    /// A text that has to be there.
    pub(super) fn must(self, slot: Slot, text: &str) -> Result<Self, Refusal> {
        if text.trim().is_empty() {
            return Err(Refusal::Missing(slot));
        }
        self.may(slot, text)
    }

    /// A text in both languages that may be left out. English alone is refused: the Chinese is the
    /// original.
    pub(super) fn may_both(self, zh: Slot, en: Slot, text: &Text) -> Result<Self, Refusal> {
        if text.zh.trim().is_empty() && !text.en.trim().is_empty() {
            return Err(Refusal::Missing(zh));
        }
        self.may(zh, &text.zh)?.may(en, &text.en)
    }

    /// A text in both languages of which the Chinese has to be there.
    pub(super) fn must_both(self, zh: Slot, en: Slot, text: &Text) -> Result<Self, Refusal> {
        self.must(zh, &text.zh)?.may(en, &text.en)
    }

    /// The texts so far.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&Slot, &str)> {
        self.words
            .iter()
            .filter_map(|words| Some((&words.slot, words.said.text()?)))
    }

    /// The texts, to be kept.
    pub(super) fn done(self) -> Vec<Words> {
        self.words
    }
}
