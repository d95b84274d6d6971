//! A draft notice before it goes out: against the limits on official documents, against the level
//! above, and against the duty lists.

mod above;
mod beside;
mod check;
mod checked;
mod duties;
mod finding;
mod papers;

pub use above::Above;
pub use beside::{Beside, Demanded, Said};
pub use check::check_draft;
pub use checked::Checked;
pub use civic::documents::{Limit, LimitKind};
pub use duties::is_off;
pub use finding::{Breach, DraftFinding};
