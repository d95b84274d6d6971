//! Typed rows written back as the rows of the sheets they were read from: whoever publishes a duty
//! list, a requirement, a correction, a case or the admission log hands it on as the sheet that an office could import.
//!
//! `row` is one row and its line of CSV; `duties`, `admissions`, `requirements`, `corrections` and `cases` say what stands in
//! each cell. What the reader of sheets read is written so that it reads the same again.

mod admissions;
mod cases;
mod corrections;
mod duties;
mod requirements;
mod row;

pub use admissions::admission;
pub use cases::case;
pub use corrections::correction;
pub use duties::duty;
pub use requirements::{requirement, step};
pub use row::{SheetRow, UTF8_MARK, heading, inert, level_term, line};
