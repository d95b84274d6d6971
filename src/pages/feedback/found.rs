//! What the server has for a receipt.

use api::{Case, NoToken};
use web::http::Reply;

/// What was found for a receipt.
#[derive(Clone)]
pub(super) enum Found {
    Case(Box<Case>),
    /// What was typed is none.
    NoReceipt(String, NoToken),
    NoSuchReceipt,
    Failed,
}

impl Found {
    /// What the server answered.
    pub(super) fn of(reply: &Reply) -> Self {
        match reply.status {
            200..300 => {
                let case = reply.read::<Vec<Case>>().ok();
                let case = case.and_then(|cases| cases.into_iter().next());
                case.map_or(Self::Failed, |case| Self::Case(Box::new(case)))
            }
            404 => Self::NoSuchReceipt,
            _ => Self::Failed,
        }
    }
}
