//! Connections: how many there may be, how long each may keep the server waiting, and how they end.
//!
//! HTTP can only limit a request that has arrived. What never becomes one, such as half a header or
//! a response that is not read, is limited here, where the bytes pass.

mod accept;
mod activity;
mod descriptors;
mod open;
mod socket;

pub(crate) use accept::accept;
pub(crate) use descriptors::most_connections;
pub(crate) use open::Limits;
