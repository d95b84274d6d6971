//! The kinds of what is found.

use crate::open_enum::open_enum;

open_enum! {
    /// The kind of an entry. Of entries that match equally well, places come first, then
    /// requirements, then duty items.
    ItemKind {
        /// A place.
        Place = "place", "地点", "Place";
        /// A requirement.
        Requirement = "requirement", "工作要求", "Requirement";
        /// A duty item.
        Duty = "duty", "履职事项", "Duty item";
    }
}
