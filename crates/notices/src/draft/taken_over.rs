//! What a person did to a draft, taken over into the draft of a text that was read again.

use super::entries::{ByHand, Draft, Entry};

impl Draft {
    /// Takes over what a person did to an earlier draft, of the text `before_text`, into this one,
    /// of `text`. What was added is added again; what was changed or taken out is, where the same
    /// words stand in the same sentence. Gives how many did not fit: their sentences are gone.
    pub fn take_over(&mut self, text: &str, before: &Draft, before_text: &str) -> usize {
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
}
