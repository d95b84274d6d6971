//! One file for each kind of address: it reads the request, asks, and writes the answer.

pub(crate) mod health;
pub(crate) mod open311;
pub(crate) mod static_files;
