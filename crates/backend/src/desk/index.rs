//! What lists and filters of the store go by, derived from the state of a case.

use civic::cases::Stage;
use civic::cases::handling::State;
use civic::time::Instant;

use crate::published::Snapshot;
use crate::store::CaseIndex;

/// Where a case stands.
pub(crate) fn index(state: &State, snapshot: &Snapshot, now: Instant) -> CaseIndex {
    let zone = &snapshot.manifest.time_zone;
    let today = zone.local(now).date;
    let clock = state.clock.by_days(zone);
    CaseIndex {
        stage: state.stage.clone(),
        unit: state.unit.clone(),
        // Without a calendar for a year on the way, what was promised is still a day to look at.
        due_on: clock.due_on(today, &snapshot.city.calendar).or(clock.due),
        ended_at: state.stage.is_final().then_some(state.stage_since),
        published_as: state
            .published
            .as_ref()
            .map(|published| published.id.clone()),
        needs_clearing: needs_clearing(state),
    }
}

/// True where somebody has to clear what is public of it before it is published: it is public by itself, and
/// nobody cleared it as it is or decided to withhold it, while it was answered or has ended, or while what
/// was written may hold personal data.
fn needs_clearing(state: &State) -> bool {
    let is_ready = matches!(
        state.stage,
        Stage::Answered | Stage::Closed | Stage::Merged | Stage::Referred
    );
    state.received.publication.is_each()
        && (is_ready || state.received.needs_clearing)
        && state.withheld.is_none()
        && !state.is_clearing_current()
}
