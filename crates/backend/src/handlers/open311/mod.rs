//! Open311 GeoReport v2, in JSON and in XML: a file for each resource. `asked` is what all of them read
//! of a request, and how they answer; `submission` and `attributes` read what a person sends, `wrong`
//! says what of it cannot be taken.

mod asked;
mod attributes;
mod discovery;
mod requests;
mod services;
mod submission;
mod submit;
mod tokens;
mod wrong;

pub(crate) use asked::other;
pub(crate) use discovery::discovery;
pub(crate) use requests::{request, requests};
pub(crate) use services::{service, services};
pub(crate) use submit::{not_received, submit};
pub(crate) use tokens::{no_such_receipt, token};
