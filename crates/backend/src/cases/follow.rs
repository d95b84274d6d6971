//! A case as its receipt opens it, and what the holder of the receipt does.

use api::{Basis, Case, CaseStep, Degrees, FollowUp, FollowUpKind, Status, StepKind, read_token};
use civic::Text;
use civic::cases::deadline::due_at;
use civic::cases::handling::{
    Action, Actor, Context, Event, EventKind, PublicStep, Reference, ReferenceKind, Slot, State,
    decide,
};
use civic::lang::Lang;
use civic::time::Instant;
use routes::Page;

use crate::desk::{Desk, DeskError, LogError, domain_key, state};
use crate::hash::sha256;
use crate::published::Snapshot;
use crate::store::{Appended, CaseKey, CaseStore, StoreError, StoredCase};

/// Why a receipt opens nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FollowError {
    /// No case has this receipt.
    #[error("there is no such receipt")]
    NoSuchReceipt,
    /// The log of the case cannot be read.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The store could not be asked.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The case of a receipt, as of `now`, however the receipt is typed.
pub(crate) async fn follow(
    store: &dyn CaseStore,
    snapshot: &Snapshot,
    token: &str,
    now: Instant,
) -> Result<Case, FollowError> {
    let (token, found) = open(store, token).await?;
    let state = state(&found)?;
    Ok(describe(
        &Desk {
            store,
            snapshot,
            now,
        },
        &found,
        &state,
        token,
    ))
}

/// The stored case of a receipt, and the receipt as it was given.
pub(crate) async fn open(
    store: &dyn CaseStore,
    token: &str,
) -> Result<(String, StoredCase), FollowError> {
    let token = read_token(token).map_err(|_| FollowError::NoSuchReceipt)?;
    let found = store.find(CaseKey::Token(sha256(&token))).await?;
    Ok((token, found.ok_or(FollowError::NoSuchReceipt)?))
}

/// Why something that the holder of a receipt asks for is not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FollowUpError {
    /// The receipt opens nothing.
    #[error(transparent)]
    Follow(#[from] FollowError),
    /// The rules do not let it be done, or the case could not be changed.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// It is none of what a holder can do.
    #[error("the holder of a receipt cannot do that")]
    Unknown,
}

/// Does what the holder of a receipt asks for. The same sent again right after it is done is done once.
pub(crate) async fn follow_up(
    store: &dyn CaseStore,
    snapshot: &Snapshot,
    token: &str,
    asked: FollowUp,
    now: Instant,
) -> Result<Case, FollowUpError> {
    let action = match asked.kind {
        FollowUpKind::Remark => Action::Remark {
            text: asked.text,
            photos: 0,
        },
        FollowUpKind::Contest => Action::Contest {
            ground: asked.ground,
            text: asked.text,
        },
        FollowUpKind::Rate => Action::Rate {
            score: asked.score.unwrap_or_default(),
            comment: asked.text,
        },
        FollowUpKind::Withdraw => Action::Withdraw {},
        FollowUpKind::Unknown(_) => return Err(FollowUpError::Unknown),
    };
    let desk = Desk {
        store,
        snapshot,
        now,
    };
    loop {
        let (token, found) = open(store, token).await?;
        let mut known = state(&found).map_err(DeskError::Log)?;
        if is_repeated(&known, &action) {
            return Ok(describe(&desk, &found, &known, token));
        }
        let entry = desk.decide(&found, &known, &Actor::Reporter, action.clone());
        let entry = entry.await?;
        match desk.append(&found, &mut known, entry).await? {
            Appended::Done => {
                let (token, found) = open(store, &token).await?;
                let known = state(&found).map_err(DeskError::Log)?;
                return Ok(describe(&desk, &found, &known, token));
            }
            Appended::NoSuchCase(_) => return Err(FollowError::NoSuchReceipt.into()),
            // Somebody of the staff acted meanwhile: whether it may still be done is decided anew.
            Appended::Conflict(_) => {}
        }
    }
}

/// True where the last thing that happened is the same, as when an answer was lost on its way to the
/// phone and it sends again.
fn is_repeated(state: &State, action: &Action) -> bool {
    let Some(last) = state
        .history
        .last()
        .filter(|step| step.by == Actor::Reporter)
    else {
        return false;
    };
    let said = |slot: &Slot| {
        let spoken = state.texts.iter();
        let mut spoken = spoken.filter(|spoken| spoken.entry == last.entry);
        let found = spoken.find(|spoken| spoken.slot == *slot);
        found
            .and_then(|spoken| spoken.said.text())
            .unwrap_or_default()
            .to_owned()
    };
    match (&last.event, action) {
        (Event::Remark { .. }, Action::Remark { text, photos: 0 }) => {
            !text.trim().is_empty() && said(&Slot::Remark) == text.trim()
        }
        (Event::Contested { .. }, Action::Contest { text, .. }) => {
            said(&Slot::Contest) == text.trim()
        }
        (Event::Rated { score: given }, Action::Rate { score, comment }) => {
            given == score && said(&Slot::RatingComment) == comment.trim()
        }
        (Event::Withdrawn {}, Action::Withdraw {}) => true,
        _ => false,
    }
}

pub(crate) fn describe(desk: &Desk<'_>, found: &StoredCase, state: &State, token: String) -> Case {
    let snapshot = desk.snapshot;
    let zone = &snapshot.manifest.time_zone;
    let calendar = &snapshot.city.calendar;
    let today = zone.local(desk.now).date;
    let clock = state.clock.by_days(zone);
    let mut services = snapshot.feedback.services.iter();
    let service = services.find(|service| service.code == found.row.service);
    let name = service.map_or_else(Text::default, |service| service.name.clone());
    let answer = state.answer();
    let basis = answer.as_ref().map(|(answer, _)| answer.basis.as_slice());
    let closing = state.closing.as_ref();
    let days = snapshot.feedback.settings.contest_days;
    let follow_ups = follow_ups(desk, found, state);
    let contest_until = state.contest_until(days, zone);
    let published = state
        .published
        .as_ref()
        .filter(|_| state.public_case().is_some());
    Case {
        token,
        service_request_id: published.map(|published| published.id.clone()),
        status: if state.stage.is_final() {
            Status::Closed
        } else {
            Status::Open
        },
        stage: state.stage.clone(),
        service_code: found.row.service.clone(),
        service_name: name.zh,
        service_name_en: name.en,
        lat: found.row.point.map(|point| Degrees { e6: point.lat_e6 }),
        long: found.row.point.map(|point| Degrees { e6: point.lon_e6 }),
        requested_datetime: zone.timestamp(state.received_at),
        updated_datetime: zone.timestamp(state.history.last().map_or(state.received_at, |s| s.at)),
        expected_datetime: clock.due_on(today, calendar).map(|due| due_at(due, zone)),
        overdue: clock.is_overdue(today, calendar) == Some(true),
        history: state
            .holder_steps()
            .into_iter()
            .map(|step| self::step(desk, step))
            .collect(),
        answer: answer
            .map(|(_, words)| words.text())
            .filter(|text| !text.is_empty()),
        description: state
            .said(&Slot::Description)
            .and_then(|said| said.text())
            .unwrap_or_default()
            .to_owned(),
        unit: state
            .unit
            .as_ref()
            .map(|unit| desk.unit_name(unit))
            .unwrap_or_default(),
        reason: closing.map(|closing| closing.reason.clone()),
        means: closing.map(|closing| closing.means.clone()),
        ground: state.ground().map(|words| words.text()).unwrap_or_default(),
        basis: basis.unwrap_or_default().iter().map(basis_of).collect(),
        working_days: clock.used(today, calendar),
        contest_until: contest_until
            .filter(|_| follow_ups.contains(&FollowUpKind::Contest))
            .map(|until| due_at(until, zone)),
        score: state.rating,
        follow_ups,
    }
}

/// What the rules let the holder do now.
fn follow_ups(desk: &Desk<'_>, found: &StoredCase, state: &State) -> Vec<FollowUpKind> {
    let snapshot = desk.snapshot;
    let mut services = snapshot.feedback.services.iter();
    let context = Context {
        key: &domain_key(found.row.number),
        now: desk.now,
        zone: &snapshot.manifest.time_zone,
        calendar: &snapshot.city.calendar,
        settings: &snapshot.feedback.settings,
        service: services.find(|service| service.code == found.row.service),
        units: &snapshot.city.units,
        other: None,
    };
    let example = "…";
    let tried = [
        (
            FollowUpKind::Remark,
            Action::Remark {
                text: example.to_owned(),
                photos: 0,
            },
        ),
        (
            FollowUpKind::Contest,
            Action::Contest {
                ground: Some(civic::cases::ContestGround::NotSolved),
                text: example.to_owned(),
            },
        ),
        (
            FollowUpKind::Rate,
            Action::Rate {
                score: 3,
                comment: String::new(),
            },
        ),
        (FollowUpKind::Withdraw, Action::Withdraw {}),
    ];
    let tried = tried.into_iter();
    tried
        .filter(|(_, action)| decide(state, &context, &Actor::Reporter, action.clone()).is_ok())
        .map(|(kind, _)| kind)
        .collect()
}

fn step(desk: &Desk<'_>, step: PublicStep) -> CaseStep {
    let kind = match step.kind {
        EventKind::Progress | EventKind::LedTo => StepKind::Note,
        EventKind::Answered => StepKind::Answer,
        EventKind::Paused => StepKind::Paused,
        EventKind::Resumed => StepKind::Resumed,
        EventKind::Remark => StepKind::Remark,
        EventKind::Contested => StepKind::Contested,
        EventKind::Rated => StepKind::Rated,
        EventKind::Reclassified => StepKind::Reclassified,
        EventKind::Published => StepKind::Published,
        EventKind::Withheld => StepKind::Withheld,
        EventKind::TextsDeleted => StepKind::TextsDeleted,
        _ => StepKind::Stage,
    };
    let mut text = step.text.text();
    if text.is_empty() {
        text = match (&step.kind, &step.pause, &step.contest) {
            (_, Some(reason), _) => Text::new(reason.zh(), reason.en()),
            (_, _, Some(ground)) => Text::new(ground.zh(), ground.en()),
            (EventKind::Remark, _, _) => Text::new("一张照片", "A photo"),
            (EventKind::LedTo, _, _) => Text::new(step.kind.zh(), step.kind.en()),
            _ => text,
        };
    }
    let is_own = matches!(
        step.kind,
        EventKind::Received
            | EventKind::Remark
            | EventKind::Contested
            | EventKind::Rated
            | EventKind::Withdrawn
    );
    let by = step
        .unit
        .as_ref()
        .filter(|_| !is_own)
        .map(|unit| desk.unit_name(unit));
    CaseStep {
        kind,
        stage: step.stage,
        at: desk.snapshot.manifest.time_zone.timestamp(step.at),
        by: by.unwrap_or_default(),
        text,
    }
}

fn basis_of(reference: &Reference) -> Basis {
    let Reference { kind, id } = reference;
    Basis {
        title: Text::new(format!("{} {id}", kind.zh()), format!("{} {id}", kind.en())),
        page: match kind {
            ReferenceKind::Requirement => Page::Requirement(id.as_str().into()).path(Lang::Zh),
            _ => String::new(),
        },
    }
}
