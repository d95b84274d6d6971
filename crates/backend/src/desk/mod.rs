//! Handling cases, without HTTP: what the staff sees and does, and what of it may be published. It holds
//! no rules: `civic::cases::handling` decides.

mod act;
mod cabinet;
mod context;
mod describe;
mod due;
mod fold;
mod groups;
mod index;
mod list;
mod log;
mod publish;
mod staff;

pub use cabinet::{Cabinet, CabinetError};
pub(crate) use context::domain_key;
pub use context::{Desk, DeskError};
pub use groups::{GroupsError, groups};
pub(crate) use index::index;
pub use list::ListQuery;
pub use log::LogError;
pub(crate) use log::{state, stored};
pub use publish::{Cleared, cleared, grouped};
pub use staff::{Staff, StaffError, StaffKey};
