//! Deleting what was promised to be deleted.

use civic::cases::FeedbackSettings;
use civic::time::Instant;

use crate::store::{CaseStore, Forgotten, Retention, StoreError};

const DAY_SECONDS: i64 = 86_400;

/// Deletes contacts and texts of cases that ended longer ago than the city keeps them.
pub(crate) async fn forget(
    store: &dyn CaseStore,
    settings: &FeedbackSettings,
    now: Instant,
) -> Result<Forgotten, StoreError> {
    let days_ago = |days: u32| Instant(now.0.saturating_sub(i64::from(days) * DAY_SECONDS));
    let retention = Retention {
        contacts_until: days_ago(settings.contact_retention_days),
        texts_until: days_ago(settings.text_retention_days),
    };
    store.forget(retention).await
}
