//! Which event is possible in which stage, and what stage it leads to.

use super::EventKind;
use crate::cases::Stage;

/// True where an event may follow in a stage. The first event of a log, [`EventKind::Received`], follows
/// none; what this version does not know may follow anywhere, since nothing is concluded from it.
pub fn is_possible(event: &EventKind, stage: &Stage) -> bool {
    use Stage::{Answered, Assigned, Closed, InProgress, Received, Reopened, Screened, Withdrawn};
    let at_work = matches!(stage, Assigned | InProgress | Reopened);
    let before_answer = at_work || matches!(stage, Received | Screened);
    match event {
        EventKind::Received => false,
        EventKind::Screened => *stage == Received,
        EventKind::MergedInto | EventKind::Referred => before_answer,
        EventKind::Assigned => at_work || *stage == Screened,
        EventKind::Progress | EventKind::Paused | EventKind::Resumed => at_work,
        EventKind::Answered => at_work || *stage == Answered,
        EventKind::Closed => *stage == Answered,
        EventKind::Reopened | EventKind::Contested | EventKind::Reclassified => *stage == Closed,
        EventKind::Remark => before_answer || matches!(stage, Answered | Closed),
        EventKind::Rated => matches!(stage, Answered | Closed),
        EventKind::Withdrawn => before_answer || *stage == Answered,
        EventKind::LedTo => at_work || matches!(stage, Answered | Closed),
        EventKind::Redacted => *stage != Withdrawn && is_known(stage),
        EventKind::Cleared | EventKind::Published => {
            !matches!(stage, Received | Withdrawn) && is_known(stage)
        }
        EventKind::Noted | EventKind::Withheld | EventKind::TextsDeleted | EventKind::Grouped => {
            is_known(stage)
        }
        EventKind::Unknown(_) => true,
    }
}

fn is_known(stage: &Stage) -> bool {
    match stage {
        Stage::Unknown(_) => false,
        Stage::Received
        | Stage::Screened
        | Stage::Assigned
        | Stage::InProgress
        | Stage::Answered
        | Stage::Closed
        | Stage::Reopened
        | Stage::Merged
        | Stage::Referred
        | Stage::Withdrawn => true,
    }
}

/// The stage that an event leads to; `None` where the stage stays.
pub(super) fn leads_to(event: &EventKind) -> Option<Stage> {
    Some(match event {
        EventKind::Received => Stage::Received,
        EventKind::Screened => Stage::Screened,
        EventKind::MergedInto => Stage::Merged,
        EventKind::Referred => Stage::Referred,
        EventKind::Assigned => Stage::Assigned,
        EventKind::Progress => Stage::InProgress,
        EventKind::Answered => Stage::Answered,
        EventKind::Closed => Stage::Closed,
        EventKind::Reopened | EventKind::Contested => Stage::Reopened,
        EventKind::Withdrawn => Stage::Withdrawn,
        EventKind::Paused
        | EventKind::Resumed
        | EventKind::Remark
        | EventKind::Rated
        | EventKind::Noted
        | EventKind::Redacted
        | EventKind::Cleared
        | EventKind::Published
        | EventKind::Withheld
        | EventKind::TextsDeleted
        | EventKind::Reclassified
        | EventKind::LedTo
        | EventKind::Grouped
        | EventKind::Unknown(_) => return None,
    })
}

/// True where nobody can open the case again: merged, referred and withdrawn cases have ended for good,
/// a closed one can be contested or reopened.
pub fn ends(stage: &Stage) -> bool {
    matches!(stage, Stage::Merged | Stage::Referred | Stage::Withdrawn)
}
