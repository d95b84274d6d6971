//! `mingdan notice`: two notices held against each other, and a draft before it goes out.

mod against;
mod command;
mod file;
mod report;
mod rows;
mod said;

pub(crate) use command::{check, compare};
