//! Who may do what, and when: by role, by stage, and by what a person did to the case before.

use crate::cases::Stage;
use crate::cases::handling::stages::{ends, is_possible};
use crate::cases::handling::{Action, Actor, Context, EventKind, Refusal, Role, Slot, State};

impl Action {
    /// The kind of event it comes to.
    pub fn kind(&self) -> EventKind {
        match self {
            Self::Screen { .. } => EventKind::Screened,
            Self::Merge { .. } => EventKind::MergedInto,
            Self::Refer { .. } => EventKind::Referred,
            Self::Assign { .. } => EventKind::Assigned,
            Self::Progress { .. } => EventKind::Progress,
            Self::Pause { .. } => EventKind::Paused,
            Self::Resume { .. } => EventKind::Resumed,
            Self::Answer { .. } => EventKind::Answered,
            Self::Close { .. } => EventKind::Closed,
            Self::Reopen { .. } => EventKind::Reopened,
            Self::Contest { .. } => EventKind::Contested,
            Self::Remark { .. } => EventKind::Remark,
            Self::Rate { .. } => EventKind::Rated,
            Self::Withdraw {} => EventKind::Withdrawn,
            Self::Note { .. } => EventKind::Noted,
            Self::Redact { .. } => EventKind::Redacted,
            Self::Clear { .. } => EventKind::Cleared,
            Self::Publish { .. } => EventKind::Published,
            Self::Withhold { .. } => EventKind::Withheld,
            Self::Reclassify { .. } => EventKind::Reclassified,
            Self::Link { .. } => EventKind::LedTo,
            Self::DeleteTexts { .. } => EventKind::TextsDeleted,
            Self::Group { .. } => EventKind::Grouped,
        }
    }
}

/// Whether somebody may do such a thing to any case.
pub(super) fn may_act(actor: &Actor, action: &Action) -> Result<(), Refusal> {
    const SCREENER: &[Role] = &[Role::Screener];
    const HANDLER: &[Role] = &[Role::Handler];
    const REVIEWER: &[Role] = &[Role::Reviewer];
    const HANDLER_REVIEWER: &[Role] = &[Role::Handler, Role::Reviewer];
    const SCREENER_REVIEWER: &[Role] = &[Role::Screener, Role::Reviewer];
    const ANY: &[Role] = &[Role::Screener, Role::Handler, Role::Reviewer];
    let (roles, by_reporter, by_system) = match action {
        Action::Contest { .. }
        | Action::Remark { .. }
        | Action::Rate { .. }
        | Action::Withdraw {} => (&[][..], true, false),
        Action::DeleteTexts { .. } | Action::Group { .. } => (&[][..], false, true),
        Action::Publish { .. } => (REVIEWER, false, true),
        Action::Screen { .. } => (SCREENER, false, false),
        Action::Progress { .. }
        | Action::Pause { .. }
        | Action::Resume { .. }
        | Action::Answer { .. }
        | Action::Close { .. } => (HANDLER, false, false),
        Action::Reopen { .. } | Action::Clear { .. } | Action::Reclassify { .. } => {
            (REVIEWER, false, false)
        }
        Action::Link { .. } => (HANDLER_REVIEWER, false, false),
        Action::Merge { .. } | Action::Withhold { .. } => (SCREENER_REVIEWER, false, false),
        Action::Refer { .. }
        | Action::Assign { .. }
        | Action::Note { .. }
        | Action::Redact { .. } => (ANY, false, false),
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

/// Whether it is possible in the stage.
pub(super) fn may_follow(state: &State, kind: &EventKind) -> Result<(), Refusal> {
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
pub(super) fn is_handled_here(context: &Context<'_>, kind: &EventKind) -> Result<(), Refusal> {
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
pub(super) fn is_theirs(state: &State, actor: &Actor, kind: &EventKind) -> Result<(), Refusal> {
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
