//! A case as its receipt opens it.

use api::{Case, CaseStep, Degrees, Status, StepKind, read_token};
use civic::Text;
use civic::cases::Stage;
use civic::cases::deadline::{due_at, is_overdue};
use civic::time::Instant;

use super::event::{answer, stage};
use crate::hash::sha256;
use crate::published::Snapshot;
use crate::store::{CaseKey, CaseStore, StoreError, StoredCase};

/// Why a receipt opens nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FollowError {
    /// No case has this receipt.
    #[error("there is no such receipt")]
    NoSuchReceipt,
    /// The store could not be asked.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The case of a receipt, as of `now`, however it is typed.
pub(crate) async fn follow(
    store: &dyn CaseStore,
    snapshot: &Snapshot,
    token: &str,
    now: Instant,
) -> Result<Case, FollowError> {
    let token = read_token(token).map_err(|_| FollowError::NoSuchReceipt)?;
    let stored = store.find(CaseKey::Token(sha256(&token))).await?;
    let stored = stored.ok_or(FollowError::NoSuchReceipt)?;
    Ok(describe(snapshot, stored, token, now))
}

fn describe(snapshot: &Snapshot, stored: StoredCase, token: String, now: Instant) -> Case {
    let zone = &snapshot.manifest.time_zone;
    let StoredCase { row, log } = stored;
    // An entry that this version does not know is none of its stages.
    let stages: Vec<(Stage, Instant)> = log
        .iter()
        .filter_map(|entry| Some((stage(entry)?, entry.at)))
        .collect();
    let (stage, updated) = match stages.last() {
        Some((stage, at)) => (stage.clone(), *at),
        None => (Stage::Received, row.created_at),
    };
    let published = row.index.published_as.and_then(|id| {
        let mut cases = snapshot.cases.cases.iter();
        cases.find(|case| case.id == id)
    });
    let public_answer = published.map(|case| case.answer.clone());
    let answer = answer(&log).or(public_answer);
    let mut services = snapshot.feedback.services.iter();
    let service = services.find(|service| service.code == row.service);
    let Text { zh, en } = service.map_or_else(Text::default, |service| service.name.clone());
    Case {
        token,
        service_request_id: published.map(|case| case.id.clone()),
        status: if stage.is_final() {
            Status::Closed
        } else {
            Status::Open
        },
        overdue: is_overdue(row.index.due_on, &stage, zone.local(now).date),
        stage,
        lat: row.point.map(|point| Degrees { e6: point.lat_e6 }),
        long: row.point.map(|point| Degrees { e6: point.lon_e6 }),
        service_code: row.service,
        service_name: zh,
        service_name_en: en,
        requested_datetime: zone.timestamp(row.created_at),
        updated_datetime: zone.timestamp(updated),
        expected_datetime: row.index.due_on.map(|due| due_at(due, zone)),
        history: stages
            .into_iter()
            .map(|(stage, at)| CaseStep {
                kind: StepKind::Stage,
                stage,
                at: zone.timestamp(at),
                by: Text::default(),
                text: Text::default(),
            })
            .collect(),
        answer: answer.filter(|answer| !answer.is_empty()),
        description: String::new(),
        unit: Text::default(),
        reason: None,
        means: None,
        ground: Text::default(),
        basis: Vec::new(),
        working_days: None,
        contest_until: None,
        score: None,
        follow_ups: Vec::new(),
    }
}
