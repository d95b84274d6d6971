//! Deleting what was promised to be deleted.

use civic::cases::FeedbackSettings;
use civic::cases::handling::{Actor, Event, Slot};
use civic::time::Instant;
use serde::Serialize;

use crate::store::{CaseStore, Forgotten, Retention, StoreError};

const DAY_SECONDS: i64 = 86_400;

/// Deletes contacts, texts and photos of cases that ended longer ago than the city keeps them, and
/// says so in their logs. What the city said in public stays, for whoever has the receipt.
pub(crate) async fn forget(
    store: &dyn CaseStore,
    settings: &FeedbackSettings,
    now: Instant,
) -> Result<Forgotten, StoreError> {
    let days_ago = |days: u32| Instant(now.0.saturating_sub(i64::from(days) * DAY_SECONDS));
    let (kept, deleted): (Vec<&Slot>, Vec<&Slot>) =
        Slot::ALL.iter().partition(|slot| slot.is_public());
    let deleted = deleted.into_iter().filter(|slot| **slot != Slot::Contact);
    let event = |slots: Vec<Slot>| json(&Event::TextsDeleted { slots });
    let retention = Retention {
        at: now,
        actor: json(&Actor::System)?,
        contacts_until: days_ago(settings.contact_retention_days),
        contacts_event: event(vec![Slot::Contact])?,
        texts_until: days_ago(settings.text_retention_days),
        texts_event: event(deleted.cloned().collect())?,
        kept_slots: kept.iter().map(|slot| slot.code().to_owned()).collect(),
    };
    store.forget(retention).await
}

fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::new("be told what to delete", error))
}
