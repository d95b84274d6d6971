//! Deleting what was promised to be deleted.

use civic::cases::FeedbackSettings;
use civic::time::Instant;

use super::event::{ANSWER_EN, ANSWER_ZH, Actor, Event, json};
use crate::store::{CaseStore, Forgotten, Retention, StoreError};

const DAY_SECONDS: i64 = 86_400;

/// Deletes contacts, texts and photos of cases that ended longer ago than the city keeps them, and
/// says so in their logs. What the city answered stays, for whoever has the receipt.
pub(crate) async fn forget(
    store: &dyn CaseStore,
    settings: &FeedbackSettings,
    now: Instant,
) -> Result<Forgotten, StoreError> {
    let days_ago = |days: u32| Instant(now.0.saturating_sub(i64::from(days) * DAY_SECONDS));
    let retention = Retention {
        at: now,
        actor: json(&Actor::System),
        contacts_until: days_ago(settings.contact_retention_days),
        contacts_event: json(&Event::ContactDeleted),
        texts_until: days_ago(settings.text_retention_days),
        texts_event: json(&Event::TextsDeleted),
        kept_slots: vec![ANSWER_ZH.to_owned(), ANSWER_EN.to_owned()],
    };
    store.forget(retention).await
}
