//! Who may do what, and when: by role, by stage, and by what a person did to the case before.

use crate::cases::Stage;
use crate::cases::handling::stages::{ends, is_possible};
use crate::cases::handling::{Actor, Context, EventKind, Refusal, Role, Slot, State};

/// What somebody can do to a case now, as far as that depends on who they are, on the stage and on the
/// time. What the action itself needs, such as a text, is not asked.
pub fn possible(state: &State, context: &Context<'_>, actor: &Actor) -> Vec<EventKind> {
    EventKind::ALL
        .iter()
        .filter(|kind| may(state, context, actor, kind).is_ok())
        .cloned()
        .collect()
}

/// Whether somebody may do such a thing to this case now.
pub(super) fn may(
    state: &State,
    context: &Context<'_>,
    actor: &Actor,
    kind: &EventKind,
) -> Result<(), Refusal> {
    may_act(actor, kind)?;
    is_understood(state, kind)?;
    may_follow(state, kind)?;
    is_handled_here(context, kind)?;
    is_published_so(state, context, kind)?;
    is_theirs(state, actor, kind)?;
    is_in_time(state, context, kind)?;
    is_clock_so(state, kind)
}

/// Whether somebody may do such a thing to any case.
fn may_act(actor: &Actor, kind: &EventKind) -> Result<(), Refusal> {
    const SCREENER: &[Role] = &[Role::Screener];
    const HANDLER: &[Role] = &[Role::Handler];
    const REVIEWER: &[Role] = &[Role::Reviewer];
    const HANDLER_REVIEWER: &[Role] = &[Role::Handler, Role::Reviewer];
    const SCREENER_REVIEWER: &[Role] = &[Role::Screener, Role::Reviewer];
    const ANY: &[Role] = &[Role::Screener, Role::Handler, Role::Reviewer];
    let (roles, by_reporter, by_system) = match kind {
        EventKind::Contested | EventKind::Remark | EventKind::Rated | EventKind::Withdrawn => {
            (&[][..], true, false)
        }
        EventKind::TextsDeleted | EventKind::Grouped => (&[][..], false, true),
        EventKind::Received | EventKind::Unknown(_) => (&[][..], false, false),
        EventKind::Published => (REVIEWER, false, true),
        EventKind::Screened => (SCREENER, false, false),
        EventKind::Progress
        | EventKind::Paused
        | EventKind::Resumed
        | EventKind::Answered
        | EventKind::Closed => (HANDLER, false, false),
        EventKind::Reopened | EventKind::Cleared | EventKind::Reclassified => {
            (REVIEWER, false, false)
        }
        EventKind::LedTo => (HANDLER_REVIEWER, false, false),
        EventKind::MergedInto | EventKind::Withheld => (SCREENER_REVIEWER, false, false),
        EventKind::Referred | EventKind::Assigned | EventKind::Noted | EventKind::Redacted => {
            (ANY, false, false)
        }
    };
    let may = match actor {
        Actor::Reporter => by_reporter,
        Actor::System => by_system,
        Actor::Staff { role, .. } => roles.contains(role),
        Actor::Unknown => false,
    };
    if may {
        Ok(())
    } else {
        Err(Refusal::NotYours { roles, by_system })
    }
}

/// While a log has an event that is not understood, nothing is done that could rest on it.
fn is_understood(state: &State, kind: &EventKind) -> Result<(), Refusal> {
    match state.unknown.first() {
        Some(unknown) if !matches!(kind, EventKind::Remark | EventKind::Noted) => {
            Err(Refusal::NotUnderstood(unknown.clone()))
        }
        _ => Ok(()),
    }
}

/// Whether it is possible in the stage.
fn may_follow(state: &State, kind: &EventKind) -> Result<(), Refusal> {
    let reached = &state.stage;
    if is_possible(kind, reached) {
        return Ok(());
    }
    let is_assigned = matches!(
        reached,
        Stage::Assigned | Stage::InProgress | Stage::Reopened
    );
    Err(match kind {
        _ if ends(reached) => Refusal::Ended(reached.clone()),
        EventKind::Closed if is_assigned => Refusal::Missing(Slot::AnswerZh),
        _ => Refusal::WrongStage(reached.clone()),
    })
}

/// An emergency that was sent under a kind that is not accepted here is only passed on.
fn is_handled_here(context: &Context<'_>, kind: &EventKind) -> Result<(), Refusal> {
    let is_redirected = context.service.is_some_and(|service| service.redirect);
    let is_handling = !matches!(
        kind,
        EventKind::Referred
            | EventKind::Withdrawn
            | EventKind::Remark
            | EventKind::Noted
            | EventKind::Withheld
            | EventKind::TextsDeleted
    );
    if is_redirected && is_handling {
        return Err(Refusal::NotHandledHere);
    }
    Ok(())
}

/// Whether this person may do it to this case.
fn is_theirs(state: &State, actor: &Actor, kind: &EventKind) -> Result<(), Refusal> {
    let Some(name) = actor.name() else {
        return Ok(());
    };
    let is_on_the_matter = matches!(
        kind,
        EventKind::Progress
            | EventKind::Paused
            | EventKind::Resumed
            | EventKind::Answered
            | EventKind::Closed
    );
    if is_on_the_matter && state.barred.contains(name) {
        return Err(Refusal::AnotherPerson);
    }
    if actor.role() == Some(&Role::Handler) && *kind != EventKind::Noted {
        is_handler(state, actor, name)?;
    }
    let has_closed = || {
        state
            .closing
            .as_ref()
            .is_some_and(|c| c.by.name() == Some(name))
    };
    match kind {
        EventKind::Reopened | EventKind::Reclassified if has_closed() => {
            Err(Refusal::AnotherPerson)
        }
        EventKind::Cleared | EventKind::Withheld if state.authors.contains(name) => {
            Err(Refusal::FourEyes)
        }
        _ => Ok(()),
    }
}

fn is_handler(state: &State, actor: &Actor, name: &str) -> Result<(), Refusal> {
    if state.handlers.iter().any(|handler| handler == name) {
        return Ok(());
    }
    let unit = &state.unit;
    if unit.is_none() || actor.unit() != unit.as_ref() {
        return Err(Refusal::OtherUnit { unit: unit.clone() });
    }
    if !state.handlers.is_empty() {
        return Err(Refusal::OtherHandlers(state.handlers.clone()));
    }
    Ok(())
}

/// A case is public by itself only where both what was promised when it was sent and what holds now
/// let it.
fn is_published_so(state: &State, context: &Context<'_>, kind: &EventKind) -> Result<(), Refusal> {
    let promised = state.received.publication.is_each();
    let now = context.service.is_none_or(|s| s.publication.is_each());
    match kind {
        EventKind::Redacted | EventKind::Cleared | EventKind::Published | EventKind::Withheld
            if !(promised && now) =>
        {
            Err(Refusal::GroupsOnly)
        }
        EventKind::Grouped if promised => Err(Refusal::NotInGroups),
        EventKind::Grouped if state.group.is_some() => Err(Refusal::GroupedAlready),
        _ => Ok(()),
    }
}

/// A closing can be contested, and added to, within the stated time.
fn is_in_time(state: &State, context: &Context<'_>, kind: &EventKind) -> Result<(), Refusal> {
    if !matches!(kind, EventKind::Contested | EventKind::Remark) {
        return Ok(());
    }
    let today = context.zone.local(context.now).date;
    match state.contest_until(context.settings.contest_days, context.zone) {
        Some(until) if today > until => Err(Refusal::ContestOver { until }),
        _ => Ok(()),
    }
}

/// A clock is stopped once at a time, and runs when the case is answered.
fn is_clock_so(state: &State, kind: &EventKind) -> Result<(), Refusal> {
    let is_paused = state.clock.is_paused();
    match kind {
        EventKind::Paused | EventKind::Answered if is_paused => Err(Refusal::ClockStopped),
        EventKind::Resumed if !is_paused => Err(Refusal::ClockRuns),
        _ => Ok(()),
    }
}
