//! What a person did to a draft, taken over into the draft of a text that was read again.

use super::entries::{ByHand, Draft, Entry};
use crate::reading::Reading;
use crate::text::Span;

impl Draft {
    /// Takes over what a person did to an earlier draft, of the text `before_text`, into this one,
    /// that of the `reading` of `text`. What was added is added again; what was changed, taken out or
    /// added to a sentence is, where the same words stand in the same sentence. Gives how many did not
    /// fit: their sentences are gone.
    pub fn take_over(
        &mut self,
        text: &str,
        reading: &Reading,
        before: &Draft,
        before_text: &str,
    ) -> usize {
        let mut lost = 0;
        let touched: Vec<Entry> = before.touched().cloned().collect();
        for entry in touched {
            let Some(was) = entry.read_at else {
                let id = self.add(entry.value.clone());
                if !entry.counts() {
                    self.remove(id);
                }
                continue;
            };
            if entry.is_written() {
                if !self.add_again(text, reading, &entry, before_text) {
                    lost += 1;
                }
                continue;
            }
            let same = |new: &&Entry| {
                new.by_hand == ByHand::Untouched
                    && new.value.kind() == entry.read.as_ref().unwrap_or(&entry.value).kind()
                    && new.read_at.is_some_and(|at| {
                        at.span.of(text) == was.span.of(before_text)
                            && at.sentence.of(text) == was.sentence.of(before_text)
                    })
            };
            let Some(id) = self.entries().iter().find(same).map(|new| new.id) else {
                lost += 1;
                continue;
            };
            if entry.read.is_some() {
                self.change(id, entry.value.clone());
            }
            if !entry.counts() {
                self.remove(id);
            }
        }
        lost
    }
    /// Adds what a person read in a sentence to the same sentence of a new text: the nearest, where it
    /// stands there more than once. `false` if it is gone.
    fn add_again(
        &mut self,
        text: &str,
        reading: &Reading,
        entry: &Entry,
        before_text: &str,
    ) -> bool {
        let Some(was) = entry.read_at else {
            return false;
        };
        let sentence = was.sentence.of(before_text);
        let same = reading.sentences.iter().map(|sentence| sentence.span);
        let nearest = same
            .filter(|span| span.of(text) == sentence)
            .min_by_key(|span| span.start.abs_diff(was.sentence.start));
        let Some(now) = nearest else {
            return false;
        };
        let moved = |byte: usize| {
            now.start
                .saturating_add(byte.saturating_sub(was.sentence.start))
        };
        let words = Span {
            start: moved(was.span.start),
            end: moved(was.span.end),
        };
        // The program may read it by now.
        let is_read = self.entries().iter().any(|other| {
            other.value == entry.value
                && !other.is_written()
                && other
                    .read_at
                    .is_some_and(|at| at.sentence == now && at.span.meets(words))
        });
        if !is_read {
            let id = self.add_at(entry.value.clone(), now, words);
            if !entry.counts() {
                self.remove(id);
            }
        }
        true
    }
}
