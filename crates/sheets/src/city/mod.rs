//! Reads a city's folder, as `docs/sheets.md` describes it, into typed sources. Every bad cell of
//! every sheet is a finding; nothing stops at the first.

mod base;
mod beside;
mod duties;
mod feedback;
mod folder;
mod geometry;
mod paired;
mod places;
mod questions;
mod read;
mod rules;
mod settings;

pub use read::{Imported, read, read_out};
