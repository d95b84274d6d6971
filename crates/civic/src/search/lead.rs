//! Who leads 谁牵头: what the duty items that were found say of a topic.

use crate::Text;
use crate::duties::DutyList;
use crate::search::entry::Entry;
use crate::search::kind::ItemKind;

/// Duty items on the same list that the same department leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leading<'a> {
    /// The list.
    pub list: &'a DutyList,
    /// The department; empty where the list names none.
    pub lead: &'a Text,
    /// The items, by their places in what was found.
    pub entries: Vec<usize>,
}

/// What duty items say of who leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer<'a> {
    /// Who leads, in the order of what was found.
    pub leading: Vec<Leading<'a>>,
    /// The titles of which the lists of different units say different things.
    pub disputed: Vec<&'a Text>,
}

/// Who leads, by these entries; those that are no duty items say nothing of it.
pub fn who_leads<'a>(entries: &[&'a Entry]) -> Answer<'a> {
    let mut answer = Answer::default();
    for (at, entry) in entries.iter().copied().enumerate() {
        let Some(list) = entry.list.as_ref().filter(|_| entry.kind == ItemKind::Duty) else {
            continue;
        };
        let lead = &entry.lead;
        let mut same = answer.leading.iter_mut();
        match same.find(|other| other.list == list && other.lead == lead) {
            Some(known) => known.entries.push(at),
            None => answer.leading.push(Leading {
                list,
                lead,
                entries: vec![at],
            }),
        }
        let differs = |other: &&Entry| {
            other.title == entry.title && (other.list.as_ref(), &other.lead) != (Some(list), lead)
        };
        let is_disputed = entries.iter().take(at).any(differs);
        if is_disputed && !answer.disputed.contains(&&entry.title) {
            answer.disputed.push(&entry.title);
        }
    }
    answer
}
