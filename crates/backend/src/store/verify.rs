//! Walking the whole log: does each entry follow from the one before, and is each text the one that
//! was written.

use std::fmt;

use super::chain::{Linked, digest, link};
use super::head::{Hash, Head};

/// How many faults are named; a log that was written anew has one for each entry.
const MOST_FAULTS: usize = 1000;
/// How many entries are read at once.
pub(super) const PAGE: i64 = 1000;

/// Something that is wrong with a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no entry of this number, though there is a later one.
    Missing {
        /// The number.
        sequence: i64,
    },
    /// There are two entries of this number.
    Doubled {
        /// The number.
        sequence: i64,
    },
    /// The entry, one of its names, or its place is not what was written.
    Broken {
        /// Its number.
        sequence: i64,
    },
    /// A text is not the one that was written.
    TextChanged {
        /// The number of its entry.
        sequence: i64,
        /// What the text is in it.
        slot: String,
    },
    /// There is a text of which the log says nothing.
    TextUnlogged {
        /// The number of the entry that it claims to belong to.
        sequence: i64,
        /// What it claims to be in it.
        slot: String,
    },
    /// A case has another number of entries than it was left with: the end of the log was cut off,
    /// or a case was added beside it.
    CaseCount {
        /// The number of the case.
        case: i64,
    },
    /// The log is not the one whose end was known: it ended earlier, or was written anew.
    NotAsKnown {
        /// The number of the entry that was the last one then.
        sequence: i64,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { sequence } => write!(f, "entry {sequence} is missing"),
            Self::Doubled { sequence } => write!(f, "entry {sequence} is there twice"),
            Self::Broken { sequence } => {
                write!(f, "entry {sequence} does not follow from the one before it")
            }
            Self::TextChanged { sequence, slot } => {
                write!(f, "the text {slot} of entry {sequence} was changed")
            }
            Self::TextUnlogged { sequence, slot } => {
                write!(f, "the text {slot} of entry {sequence} is not in the log")
            }
            Self::CaseCount { case } => {
                write!(f, "case {case} has more or fewer entries than were written")
            }
            Self::NotAsKnown { sequence } => {
                write!(f, "entry {sequence} is not the one that was known")
            }
        }
    }
}

/// What became of walking a log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// The end of the log, as it is.
    pub head: Head,
    /// The texts and photos that are still there and are what was written.
    pub texts: u64,
    /// The texts and photos that were deleted.
    pub deleted: u64,
    /// What is wrong, the first thousand.
    pub faults: Vec<Fault>,
}

impl Verification {
    /// True where nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }
}

/// An entry as it lies in a database.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) sequence: i64,
    pub(super) case: i64,
    pub(super) at: i64,
    pub(super) actor: String,
    pub(super) event: String,
    /// `None` where what lies there is no hash.
    pub(super) hash: Option<Hash>,
    /// In the order of their names, by bytes.
    pub(super) words: Vec<LinkedWord>,
}

/// A word of an entry as it lies in a database.
#[derive(Debug)]
pub(super) struct LinkedWord {
    pub(super) slot: String,
    pub(super) digest: Option<Hash>,
    /// The salt and the bytes; `None` where they were deleted.
    pub(super) text: Option<(Vec<u8>, Vec<u8>)>,
}

/// A walk from the first entry to the last.
#[derive(Debug)]
pub(super) struct Walk {
    done: Verification,
    known: Option<Head>,
}

impl Walk {
    pub(super) fn new(known: Option<Head>) -> Self {
        Self {
            done: Verification::default(),
            known,
        }
    }

    pub(super) fn fault(&mut self, fault: Fault) {
        if self.done.faults.len() < MOST_FAULTS {
            self.done.faults.push(fault);
        }
    }

    /// Takes the next entry, in the order of their numbers.
    pub(super) fn take(&mut self, entry: &Link) {
        let before = self.done.head;
        let sequence = entry.sequence;
        if sequence <= before.sequence {
            self.fault(Fault::Doubled { sequence });
            return;
        }
        let gap = sequence - before.sequence > 1;
        for missing in (before.sequence + 1..sequence).take(MOST_FAULTS) {
            self.fault(Fault::Missing { sequence: missing });
        }
        let linked = Linked {
            sequence,
            case: entry.case,
            at: entry.at,
            actor: &entry.actor,
            event: &entry.event,
        };
        let none = Hash::default();
        let words = entry.words.iter();
        let words = words.map(|word| (word.slot.as_str(), word.digest.as_ref().unwrap_or(&none)));
        let follows = entry.hash == Some(link(&before.hash, &linked, words));
        // Whether an entry after a gap follows cannot be told.
        if !follows && !gap {
            self.fault(Fault::Broken { sequence });
        }
        for word in &entry.words {
            match &word.text {
                None => self.done.deleted += 1,
                Some((salt, bytes)) if Some(digest(salt, bytes)) == word.digest => {
                    self.done.texts += 1;
                }
                Some(_) => self.fault(Fault::TextChanged {
                    sequence,
                    slot: word.slot.clone(),
                }),
            }
        }
        self.done.head = Head {
            sequence,
            hash: entry.hash.unwrap_or_default(),
        };
        self.recognise();
    }

    fn recognise(&mut self) {
        if let Some(known) = self.known
            && known.sequence <= self.done.head.sequence
        {
            self.known = None;
            if known != self.done.head {
                let sequence = known.sequence;
                self.fault(Fault::NotAsKnown { sequence });
            }
        }
    }

    pub(super) fn finish(mut self) -> Verification {
        match self.known.take() {
            Some(Head { sequence, .. }) if sequence > 0 => {
                self.fault(Fault::NotAsKnown { sequence });
            }
            _ => {}
        }
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log of some entries, each with one text.
    fn log(entries: i64) -> Vec<Link> {
        let mut previous = Hash::default();
        let mut log = Vec::new();
        for sequence in 1..=entries {
            let text = format!("text {sequence}").into_bytes();
            let word = digest(&[1; 32], &text);
            let linked = Linked {
                sequence,
                case: 1,
                at: 5,
                actor: "{}",
                event: "{}",
            };
            previous = link(&previous, &linked, [("slot", &word)].into_iter());
            log.push(Link {
                sequence,
                case: 1,
                at: 5,
                actor: "{}".to_owned(),
                event: "{}".to_owned(),
                hash: Some(previous),
                words: vec![LinkedWord {
                    slot: "slot".to_owned(),
                    digest: Some(word),
                    text: Some((vec![1; 32], text)),
                }],
            });
        }
        log
    }

    fn walked(log: &[Link], known: Option<Head>) -> Verification {
        let mut walk = Walk::new(known);
        for entry in log {
            walk.take(entry);
        }
        walk.finish()
    }

    #[test]
    fn a_log_as_it_was_written_is_whole() {
        let done = walked(&log(3), None);
        assert!(done.is_whole(), "{done:?}");
        assert_eq!((done.head.sequence, done.texts, done.deleted), (3, 3, 0));
    }

    #[test]
    fn a_deleted_text_leaves_the_log_whole() {
        let mut log = log(3);
        log[1].words[0].text = None;
        let done = walked(&log, None);
        assert!(done.is_whole(), "{done:?}");
        assert_eq!((done.texts, done.deleted), (2, 1));
    }

    #[test]
    fn a_missing_a_doubled_and_a_changed_entry_are_named() {
        let mut missing = log(4);
        missing.remove(1);
        let faults = walked(&missing, None).faults;
        assert_eq!(faults, [Fault::Missing { sequence: 2 }]);
        let mut doubled = log(3);
        doubled.push(log(3).pop().expect("an entry"));
        let faults = walked(&doubled, None).faults;
        assert_eq!(faults, [Fault::Doubled { sequence: 3 }]);
        let mut changed = log(3);
        changed[1].event = "{\"kind\":\"other\"}".to_owned();
        let faults = walked(&changed, None).faults;
        assert_eq!(faults, [Fault::Broken { sequence: 2 }]);
    }

    #[test]
    fn every_field_of_an_entry_is_covered() {
        let changes: [fn(&mut Link); 7] = [
            |entry| entry.case += 1,
            |entry| entry.at += 1,
            |entry| entry.actor.push(' '),
            |entry| entry.event.push(' '),
            |entry| entry.words[0].slot.push('x'),
            |entry| entry.words.clear(),
            |entry| entry.hash = None,
        ];
        for (number, change) in changes.into_iter().enumerate() {
            let mut log = log(2);
            change(&mut log[1]);
            let faults = walked(&log, None).faults;
            assert_eq!(faults, [Fault::Broken { sequence: 2 }], "{number}");
        }
    }

    #[test]
    fn a_changed_text_is_named() {
        let mut log = log(2);
        log[0].words[0].text = Some((vec![1; 32], b"another".to_vec()));
        let changed = Fault::TextChanged {
            sequence: 1,
            slot: "slot".to_owned(),
        };
        assert_eq!(walked(&log, None).faults, [changed]);
    }

    #[test]
    fn who_knew_the_end_sees_that_it_was_cut_off_or_written_anew() {
        let whole = log(3);
        let known = walked(&whole, None).head;
        assert!(walked(&whole, Some(known)).is_whole());
        assert!(walked(&log(5), Some(known)).is_whole());
        let faults = walked(&log(2), Some(known)).faults;
        assert_eq!(faults, [Fault::NotAsKnown { sequence: 3 }]);
        let other = Head {
            hash: Hash([1; 32]),
            ..known
        };
        let faults = walked(&whole, Some(other)).faults;
        assert_eq!(faults, [Fault::NotAsKnown { sequence: 3 }]);
    }
}
