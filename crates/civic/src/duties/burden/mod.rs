//! What lands on one unit 基层负担: how many reports, forms, photos, meetings, ledgers and uses of phone
//! tools a year the published requirements ask of it, who asked for how much of that, and what
//! corrections took away.
//!
//! The counting rules are written down in `docs/counting.md`, each with its test. In short: what is
//! written is turned into a year and nothing is guessed; what has no number is listed instead.
//!
//! `reach` says which steps reach a unit, `year` counts what a step asks in a year, `landing` puts
//! both together for every unit, `figures` adds up on a day, `cuts` says what each correction took
//! away, and `twice` looks for what two departments ask of the same unit.

mod cuts;
mod figures;
mod kind;
mod landing;
mod reach;
mod twice;
mod year;

pub use cuts::{Cut, cuts};
pub use figures::{Figure, KindYear, LevelShare, OfficeYear, figures, office_year};
pub use kind::BurdenKind;
pub use landing::{Burden, Ended, Landed, Share, Uncounted, burdens};
pub use twice::{AskedTwice, Asker, MIN_SHARED_TERMS, asked_twice};
pub use year::{Measure, Reason, measures, times_a_year};
