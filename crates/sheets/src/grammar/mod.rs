//! What an office writes in a cell, read into the domain's types. Pure functions, one grammar
//! each; none panics, and each error explains itself with an example.

mod cell_error;
mod clock;
mod date;
mod days;
mod demands;
mod list;
mod number;
mod span;
mod windows;

pub use cell_error::CellError;
pub(crate) use clock::starts_at;
pub use date::{date, date_spans, end, is_open_end, moment};
pub use days::{day_types, seasons, weekdays};
pub use demands::{AskedCell, TargetCell, asked, frequency, targets};
pub use list::{fold, is_id, list, names};
pub use number::{milli, number, yes_no};
pub(crate) use windows::{WindowsError, window, windows_or_day};
pub use windows::{is_open_ended, windows};
