//! What became of the items of a unit's lists.

use std::collections::BTreeMap;

use crate::DutyId;
use crate::duties::DutyItem;
use crate::published::Revised;

/// The items that were added, changed or removed, by their identifiers; an item that is no longer there
/// as it was, any other as it is.
pub fn revised_items<'a>(
    before: &'a [DutyItem],
    after: &'a [DutyItem],
) -> Vec<(&'a DutyItem, Revised)> {
    let by_id = |items: &'a [DutyItem]| -> BTreeMap<&'a DutyId, &'a DutyItem> {
        items.iter().map(|item| (&item.id, item)).collect()
    };
    let (old, new) = (by_id(before), by_id(after));
    let gone = old.iter().filter(|(id, _)| !new.contains_key(*id));
    let mut revised: Vec<(&DutyItem, Revised)> =
        gone.map(|(_, item)| (*item, Revised::Removed)).collect();
    for (id, item) in &new {
        match old.get(id) {
            None => revised.push((item, Revised::Added)),
            Some(was) if was != item => revised.push((item, Revised::Changed)),
            Some(_) => {}
        }
    }
    revised.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    revised
}
