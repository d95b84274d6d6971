//! One file for each kind of address: it reads the request, asks, and writes the answer.

pub(crate) mod desk;
pub(crate) mod health;
pub(crate) mod open311;
pub(crate) mod receipt;
pub(crate) mod static_files;
