//! A draft notice before it goes out: against the limits on official documents, against the level
//! above, and against the duty lists.

mod above;
mod check;
mod duties;
mod finding;
mod papers;

pub use above::Above;
pub use check::{Checked, check_draft};
pub use civic::documents::{Limit, LimitKind};
pub use finding::{Breach, DraftFinding};
