//! Who may do what to a case, and what it comes to.
//!
//! In this order: whether the actor may do such a thing at all, whether the log is understood, whether
//! it is possible in the stage, whether this person may do it to this case, and then what the action
//! itself needs. A refusal is the first that applies.

use super::check_words::Checked;
use super::publishing::suspects;
use super::rights::{is_handled_here, is_theirs, may_act, may_follow};
use super::{
    Action, Actor, CaseKey, Context, Event, EventKind, NotListed, PauseReason, Reference,
    ReferenceKind, Refusal, Role, Slot, State, WithheldReason, Words,
};
use crate::cases::deadline::due_on;
use crate::cases::{CloseReason, ContestGround, Means};
use crate::time::Date;
use crate::{CaseId, Text, UnitCode};

/// What an action comes to: the event of the next entry, and its words.
pub type Decided = (Event, Vec<Words>);

/// The most remarks of the holder of a receipt on one case.
pub const MAX_REMARKS: u32 = 50;

/// What an action comes to, or why it is not done.
pub fn decide(
    state: &State,
    context: &Context<'_>,
    actor: &Actor,
    action: Action,
) -> Result<Decided, Refusal> {
    may_act(actor, &action)?;
    let kind = action.kind();
    if let Some(unknown) = state.unknown.first()
        && !matches!(kind, EventKind::Remark | EventKind::Noted)
    {
        return Err(Refusal::NotUnderstood(unknown.clone()));
    }
    may_follow(state, &kind)?;
    is_handled_here(context, &kind)?;
    is_theirs(state, actor, &kind)?;
    Decision { state, context }.of(actor, action)
}

/// What an action itself needs.
struct Decision<'a> {
    state: &'a State,
    context: &'a Context<'a>,
}

impl Decision<'_> {
    fn of(&self, actor: &Actor, action: Action) -> Result<Decided, Refusal> {
        let words = || Checked::new(self.context.settings.text_max_chars);
        let step = |text: &Text| words().may_both(Slot::StepZh, Slot::StepEn, text);
        let decided = match action {
            Action::Screen { text } => (Event::Screened {}, step(&text)?),
            Action::Merge { into, text } => {
                self.check_merge(&into)?;
                (Event::MergedInto { into }, step(&text)?)
            }
            Action::Refer { to, text } => {
                to.as_ref().map_or(Ok(()), |unit| self.check_unit(unit))?;
                let words = words().must_both(Slot::ReferralZh, Slot::ReferralEn, &text)?;
                (Event::Referred { to }, words)
            }
            Action::Assign {
                unit,
                handlers,
                text,
            } => {
                self.check_unit(&unit)?;
                let is_passed_on = self.state.unit.as_ref() != Some(&unit);
                if actor.role() == Some(&Role::Handler) && is_passed_on {
                    let unit = self.state.unit.clone();
                    return Err(Refusal::OtherUnit { unit });
                }
                if handlers.iter().any(|name| self.state.barred.contains(name)) {
                    return Err(Refusal::AnotherPerson);
                }
                (Event::Assigned { unit, handlers }, step(&text)?)
            }
            Action::Progress { text } => {
                let words = words().must_both(Slot::StepZh, Slot::StepEn, &text)?;
                (Event::Progress {}, words)
            }
            Action::Pause { reason, text } => {
                if self.state.clock.is_paused() {
                    return Err(Refusal::ClockStopped);
                }
                let reason = listed(
                    reason,
                    PauseReason::ALL,
                    PauseReason::code,
                    NotListed::PauseReason,
                )?;
                (Event::Paused { reason }, step(&text)?)
            }
            Action::Resume { text } => {
                if !self.state.clock.is_paused() {
                    return Err(Refusal::ClockRuns);
                }
                (Event::Resumed {}, step(&text)?)
            }
            Action::Answer { text, basis } => {
                if self.state.clock.is_paused() {
                    return Err(Refusal::ClockStopped);
                }
                check_references(&basis)?;
                let words = words().must_both(Slot::AnswerZh, Slot::AnswerEn, &text)?;
                (Event::Answered { basis }, words)
            }
            Action::Close {
                reason,
                means,
                ground,
            } => {
                let reason = listed(
                    reason,
                    CloseReason::ALL,
                    CloseReason::code,
                    NotListed::CloseReason,
                )?;
                let means = listed_means(means)?;
                let words = words().must_both(Slot::GroundZh, Slot::GroundEn, &ground)?;
                (Event::Closed { reason, means }, words)
            }
            Action::Reopen { note } => {
                let due = self.next_due();
                (Event::Reopened { due }, words().must(Slot::Note, &note)?)
            }
            Action::Contest { ground, text } => {
                self.check_contest_time()?;
                let ground = listed(
                    ground,
                    ContestGround::ALL,
                    ContestGround::code,
                    NotListed::ContestGround,
                )?;
                let due = self.next_due();
                let words = words().must(Slot::Contest, &text)?;
                (Event::Contested { ground, due }, words)
            }
            Action::Remark { text, photos } => {
                self.check_contest_time()?;
                if self.state.remarks >= MAX_REMARKS {
                    return Err(Refusal::TooManyRemarks(MAX_REMARKS));
                }
                let words = if photos == 0 {
                    words().must(Slot::Remark, &text)?
                } else {
                    words().may(Slot::Remark, &text)?
                };
                (Event::Remark { photos }, words)
            }
            Action::Rate { score, comment } => {
                if !(1..=5).contains(&score) {
                    return Err(Refusal::Score(score));
                }
                let words = words().may(Slot::RatingComment, &comment)?;
                (Event::Rated { score }, words)
            }
            Action::Withdraw {} => (Event::Withdrawn {}, words()),
            Action::Note { text } => (Event::Noted {}, words().must(Slot::Note, &text)?),
            Action::Redact {
                title,
                description,
                left_out,
            } => {
                self.is_published_by_itself()?;
                check_slots(&left_out, Slot::is_reporters)?;
                let words = version(words(), &title, &description)?;
                (Event::Redacted { left_out }, words)
            }
            Action::Clear {
                title,
                description,
                place,
                about,
                left_out,
                photos,
                not_personal,
            } => {
                self.is_published_by_itself()?;
                check_references(&about)?;
                check_slots(&left_out, Slot::is_reporters)?;
                if let Some(photo) = photos.iter().find(|photo| **photo >= self.state.photos) {
                    return Err(Refusal::NoSuchPhoto(*photo));
                }
                let words = version(words(), &title, &description)?;
                let words = self.confirm(words, &not_personal)?;
                let cleared = Event::Cleared {
                    place,
                    about,
                    left_out,
                    photos,
                };
                (cleared, words)
            }
            Action::Publish { id } => {
                self.is_published_by_itself()?;
                self.check_publication(&id)?;
                (Event::Published { id }, words())
            }
            Action::Withhold { reason, note } => {
                self.is_published_by_itself()?;
                let reason = listed(
                    reason,
                    WithheldReason::ALL,
                    WithheldReason::code,
                    NotListed::WithheldReason,
                )?;
                (Event::Withheld { reason }, words().may(Slot::Note, &note)?)
            }
            Action::Reclassify { means, ground } => {
                let means = listed_means(means)?;
                if self
                    .state
                    .closing
                    .as_ref()
                    .is_some_and(|c| c.means == means)
                {
                    return Err(Refusal::SameMeans);
                }
                let words = words().must_both(Slot::GroundZh, Slot::GroundEn, &ground)?;
                (Event::Reclassified { means }, words)
            }
            Action::Link { to } => {
                check_references(std::slice::from_ref(&to))?;
                (Event::LedTo { to }, words())
            }
            Action::DeleteTexts { slots } => {
                if !self.state.stage.is_final() {
                    return Err(Refusal::WrongStage(self.state.stage.clone()));
                }
                if slots.is_empty() {
                    return Err(Refusal::NotChosen(NotListed::Slot));
                }
                check_slots(&slots, |slot| !slot.is_public())?;
                (Event::TextsDeleted { slots }, words())
            }
            Action::Group { group } => {
                if self.state.received.publication.is_each() {
                    return Err(Refusal::NotInGroups);
                }
                if self.state.group.is_some() {
                    return Err(Refusal::GroupedAlready);
                }
                (Event::Grouped { group }, words())
            }
        };
        let (event, words) = decided;
        Ok((event, words.done()))
    }

    fn today(&self) -> Date {
        self.context.zone.local(self.context.now).date
    }

    /// The last day for a new answer to a case that is opened again today.
    fn next_due(&self) -> Option<Date> {
        due_on(self.context.service?, self.today(), self.context.calendar)
    }

    fn check_merge(&self, into: &CaseKey) -> Result<(), Refusal> {
        if into == self.context.key {
            return Err(Refusal::MergeIntoItself);
        }
        let other = self.context.other.ok_or(Refusal::NoOtherCase)?;
        // A case that was merged has ended, so that no circle can come about.
        if other.stage.is_final() {
            return Err(Refusal::OtherEnded(other.stage.clone()));
        }
        if other.received.publication != self.state.received.publication {
            return Err(Refusal::OtherPublication);
        }
        Ok(())
    }

    fn check_unit(&self, unit: &UnitCode) -> Result<(), Refusal> {
        if self.context.units.iter().any(|known| known.code == *unit) {
            return Ok(());
        }
        Err(Refusal::NoSuchUnit(unit.clone()))
    }

    /// A closing can be contested, and added to, within the stated time.
    fn check_contest_time(&self) -> Result<(), Refusal> {
        let days = self.context.settings.contest_days;
        match self.state.contest_until(days, self.context.zone) {
            Some(until) if self.today() > until => Err(Refusal::ContestOver { until }),
            _ => Ok(()),
        }
    }

    /// Neither what was promised when the case was sent nor what holds now lets it be published in
    /// groups only.
    fn is_published_by_itself(&self) -> Result<(), Refusal> {
        let promised = self.state.received.publication.is_each();
        let now = self.context.service.is_none_or(|s| s.publication.is_each());
        if promised && now {
            Ok(())
        } else {
            Err(Refusal::GroupsOnly)
        }
    }

    /// The words of a clearing with what was confirmed as not personal, where nothing else is left that
    /// may be.
    fn confirm(&self, version: Checked, not_personal: &[String]) -> Result<Checked, Refusal> {
        let is_confirmed = |text: &str| not_personal.iter().any(|part| part.trim() == text.trim());
        let new = version.texts();
        let found = suspects(new.chain(self.state.said_in_public()));
        let (confirmed, open): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|s| is_confirmed(&s.text));
        if !open.is_empty() {
            return Err(Refusal::PersonalData(open));
        }
        let mut parts: Vec<String> = confirmed.into_iter().map(|s| s.text).collect();
        parts.sort();
        parts.dedup();
        parts
            .iter()
            .try_fold(version, |words, part| words.may(Slot::NotPersonal, part))
    }

    fn check_publication(&self, id: &CaseId) -> Result<(), Refusal> {
        if self.state.withheld.is_some() {
            return Err(Refusal::Withheld);
        }
        if self.state.cleared.is_none() {
            return Err(Refusal::NotCleared);
        }
        if !self.state.is_clearing_current() {
            return Err(Refusal::ClearingStale);
        }
        match &self.state.published {
            Some(before) if before.id != *id => {
                return Err(Refusal::OtherIdentifier(before.id.clone()));
            }
            Some(_) if self.state.is_published_current() => return Err(Refusal::NothingToPublish),
            _ => {}
        }
        let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let length = id.as_str().len();
        if (1..=64).contains(&length) && id.as_str().bytes().all(is_plain) {
            Ok(())
        } else {
            Err(Refusal::BadIdentifier(id.clone()))
        }
    }
}

fn version(words: Checked, title: &Text, description: &Text) -> Result<Checked, Refusal> {
    words
        .title(Slot::PublicTitleZh, Slot::PublicTitleEn, title)?
        .must_both(
            Slot::PublicDescriptionZh,
            Slot::PublicDescriptionEn,
            description,
        )
}

/// What was chosen, where it is one of the list.
fn listed<T: PartialEq>(
    chosen: Option<T>,
    all: &[T],
    code: impl Fn(&T) -> &str,
    list: NotListed,
) -> Result<T, Refusal> {
    let chosen = chosen.ok_or(Refusal::NotChosen(list))?;
    if all.contains(&chosen) {
        return Ok(chosen);
    }
    let given = code(&chosen).to_owned();
    Err(Refusal::NotInList { list, given })
}

fn listed_means(means: Option<Means>) -> Result<Means, Refusal> {
    listed(means, Means::ALL, Means::code, NotListed::Means)
}

fn check_references(references: &[Reference]) -> Result<(), Refusal> {
    let bad = references.iter().find(|reference| {
        !ReferenceKind::ALL.contains(&reference.kind) || reference.id.trim().is_empty()
    });
    match bad {
        None => Ok(()),
        Some(bad) => Err(Refusal::NotInList {
            list: NotListed::ReferenceKind,
            given: format!("{} {}", bad.kind.code(), bad.id),
        }),
    }
}

fn check_slots(slots: &[Slot], is_allowed: impl Fn(&Slot) -> bool) -> Result<(), Refusal> {
    let bad = slots
        .iter()
        .find(|slot| !Slot::ALL.contains(slot) || !is_allowed(slot));
    match bad {
        None => Ok(()),
        Some(bad) => Err(Refusal::NotInList {
            list: NotListed::Slot,
            given: bad.code().to_owned(),
        }),
    }
}
