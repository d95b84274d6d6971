//! What is found in a draft notice.

use civic::documents::LimitKind;
use civic::duties::DutyList;
use civic::duties::added_demands::Flag;
use civic::{DocumentId, DutyId, Text};

use crate::text::Span;

/// The rule that a draft notice goes against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// A limit on official documents.
    Limit(LimitKind),
    /// It adds to what the level above demands.
    Added(Flag),
    /// It gives a duty that was taken back or may not be asked.
    Duty {
        /// The duty item.
        duty: DutyId,
        /// Its list.
        list: DutyList,
    },
}

/// A finding in a draft notice. It is to be checked: the program decides nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFinding {
    /// The sentence; `None` if it is about the notice as a whole.
    pub sentence: Option<Span>,
    /// The words within it.
    pub words: Option<Span>,
    /// The entry of the draft that is at fault; `None` if it is about a sentence or the whole.
    pub entry: Option<u32>,
    /// The sentences of the level above that it is measured against, where its text was pasted.
    pub above: Vec<Span>,
    /// The rule.
    pub breach: Breach,
    /// What was found.
    pub what: Text,
    /// The article of the rule, or its heading.
    pub article: Text,
    /// The document of the rule.
    pub document: DocumentId,
    /// How to put it.
    pub advice: Text,
}
