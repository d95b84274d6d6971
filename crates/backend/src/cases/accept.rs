//! Taking a submission in: checked, stored durably, answered with a receipt.

use api::Receipt;
use civic::QuestionCode;
use civic::cases::deadline::{due_at, due_on};
use civic::cases::personal_data::scan;
use civic::cases::{Field, Problem, Submission, check_answers, check_submission};
use civic::places::LonLat;
use civic::time::{Date, Instant};

use super::{IdempotencyKey, Secret};
use crate::hash::sha256;
use crate::published::Snapshot;
use crate::store::{CaseStore, Insertion, NewCase, StoreError};

/// What was sent.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) submission: Submission,
    /// The point that it is about.
    pub(crate) point: Option<LonLat>,
}

/// A submission that is durable.
#[derive(Debug)]
pub(crate) struct Accepted {
    pub(crate) receipt: Receipt,
    /// False where the same had been sent under the same idempotency key.
    pub(crate) is_new: bool,
}

/// Why a submission was not taken in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AcceptError {
    /// It breaks rules of the domain.
    #[error("the submission breaks {} rules", .0.len() + .1.len())]
    Invalid(Vec<(Field, Problem)>, Vec<(QuestionCode, Problem)>),
    /// Something else had been sent under the same idempotency key.
    #[error("the idempotency key was used before")]
    KeyReused,
    /// No receipt could be made.
    #[error("no receipt can be made")]
    Receipt(#[source] std::io::Error),
    /// It could not be stored.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes a submission in. When this returns a receipt, the case survives a power cut.
pub(crate) async fn accept(
    store: &dyn CaseStore,
    snapshot: &Snapshot,
    secret: &Secret,
    report: Report,
    key: Option<&IdempotencyKey>,
    now: Instant,
) -> Result<Accepted, AcceptError> {
    let Report { submission, point } = report;
    let feedback = &snapshot.feedback;
    let problems = check_submission(&submission, &feedback.services, &feedback.settings);
    let mut services = feedback.services.iter();
    let service = services.find(|service| service.code == submission.service_code);
    let answers =
        service.map(|service| check_answers(&submission.answers, service, &feedback.settings));
    let answers = answers.unwrap_or_default();
    if !(problems.is_empty() && answers.is_empty()) {
        return Err(AcceptError::Invalid(problems, answers));
    }
    let body_hash = body_hash(&submission, point);
    let token = secret.token(key, &body_hash);
    let mut token = token.map_err(AcceptError::Receipt)?;
    let idempotency_hash = key.map(|key| secret.hash(key)).transpose();
    let due_on = promised(snapshot, &submission, now);
    let token_hash = sha256(&token);
    let case = NewCase {
        token_hash: token_hash.clone(),
        idempotency_hash: idempotency_hash.map_err(AcceptError::Receipt)?,
        body_hash: body_hash.clone(),
        needs_clearing: needs_clearing(&submission),
        submission,
        point,
        created_at: now,
        due_on,
    };
    let (is_new, due_on) = match store.insert(case).await? {
        Insertion::New => (true, due_on),
        Insertion::Repeated {
            token_hash: given,
            due_on,
        } => {
            if let Some(key) = key.filter(|_| given != token_hash) {
                let before = secret.token_before(key, &body_hash);
                token = before.map_err(AcceptError::Receipt)?;
            }
            (false, due_on)
        }
        Insertion::KeyReused => return Err(AcceptError::KeyReused),
    };
    let zone = &snapshot.manifest.time_zone;
    Ok(Accepted {
        receipt: Receipt {
            token,
            service_notice: "请保存回执，凭它查看办理进度。".to_owned(),
            service_notice_en: "Keep the receipt: you follow your case with it.".to_owned(),
            expected_datetime: due_on.map(|due| due_at(due, zone)),
        },
        is_new,
    })
}

/// The SHA-256 of what was sent.
fn body_hash(submission: &Submission, point: Option<LonLat>) -> String {
    let mut body = serde_json::to_vec(submission).unwrap_or_default();
    if let Some(LonLat { lon_e6, lat_e6 }) = point {
        body.extend(format!("{lat_e6},{lon_e6}").into_bytes());
    }
    sha256(body)
}

/// The day by which an answer is promised to what is received now.
fn promised(snapshot: &Snapshot, submission: &Submission, now: Instant) -> Option<Date> {
    let mut services = snapshot.feedback.services.iter();
    let service = services.find(|service| service.code == submission.service_code)?;
    let today = snapshot.manifest.time_zone.local(now).date;
    due_on(service, today, &snapshot.city.calendar)
}

/// True where a text may hold personal data: a person has to clear it before anything of it is
/// published.
fn needs_clearing(submission: &Submission) -> bool {
    let texts = [
        &submission.description,
        &submission.address_string,
        &submission.happened,
    ];
    let answers = submission.answers.iter().flat_map(|answer| &answer.values);
    let mut texts = texts.into_iter().chain(answers);
    texts.any(|text| !scan(text).is_empty())
}
