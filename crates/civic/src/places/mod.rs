//! Places 地点: streets and zones, where they lie, and how they are found by name or by point.

mod base;
pub mod grid;
pub mod locate;
pub mod names;
mod place;
mod summary;
pub mod tiles;

pub use base::{BaseFeature, BaseKind};
pub use place::*;
pub use summary::PlaceSummary;
