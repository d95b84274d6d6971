//! What handling a case needs: where it goes, how it is worked on, and how it is closed.

use super::checked::Checked;
use super::decision::{Decision, Half, check_references, listed, listed_means};
use crate::cases::deadline::due_on;
use crate::cases::handling::{
    Actor, Event, NotListed, PauseReason, Reference, Refusal, Role, Slot,
};
use crate::cases::{CloseReason, Means};
use crate::time::Date;
use crate::{CaseKey, Text, UnitCode};

impl Decision<'_> {
    pub(super) fn merge(&self, into: CaseKey, text: &Text) -> Half {
        if into == *self.context.key {
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
        Ok((Event::MergedInto { into }, self.step(text)?))
    }

    pub(super) fn refer(&self, to: Option<UnitCode>, text: &Text) -> Half {
        if let Some(unit) = &to {
            self.check_unit(unit)?;
        }
        let words = self.words();
        let words = words.must_both(Slot::ReferralZh, Slot::ReferralEn, text)?;
        Ok((Event::Referred { to }, words))
    }

    pub(super) fn assign(
        &self,
        actor: &Actor,
        unit: UnitCode,
        handlers: Vec<String>,
        text: &Text,
    ) -> Half {
        self.check_unit(&unit)?;
        let is_passed_on = self.state.unit.as_ref() != Some(&unit);
        if actor.role() == Some(&Role::Handler) && is_passed_on {
            let unit = self.state.unit.clone();
            return Err(Refusal::OtherUnit { unit });
        }
        if handlers.iter().any(|name| self.state.barred.contains(name)) {
            return Err(Refusal::AnotherPerson);
        }
        Ok((Event::Assigned { unit, handlers }, self.step(text)?))
    }

    pub(super) fn pause(&self, reason: Option<PauseReason>, text: &Text) -> Half {
        let list = NotListed::PauseReason;
        let reason = listed(reason, PauseReason::ALL, PauseReason::code, list)?;
        Ok((Event::Paused { reason }, self.step(text)?))
    }

    pub(super) fn answer(&self, text: &Text, basis: Vec<Reference>) -> Half {
        check_references(&basis)?;
        let words = self.words();
        let words = words.must_both(Slot::AnswerZh, Slot::AnswerEn, text)?;
        Ok((Event::Answered { basis }, words))
    }

    pub(super) fn close(
        &self,
        reason: Option<CloseReason>,
        means: Option<Means>,
        ground: &Text,
    ) -> Half {
        let list = NotListed::CloseReason;
        let reason = listed(reason, CloseReason::ALL, CloseReason::code, list)?;
        let means = listed_means(means)?;
        Ok((Event::Closed { reason, means }, self.ground(ground)?))
    }

    pub(super) fn reclassify(&self, means: Option<Means>, ground: &Text) -> Half {
        let means = listed_means(means)?;
        let closing = self.state.closing.as_ref();
        if closing.is_some_and(|closing| closing.means == means) {
            return Err(Refusal::SameMeans);
        }
        Ok((Event::Reclassified { means }, self.ground(ground)?))
    }

    /// The last day for a new answer to a case that is opened again today.
    pub(super) fn next_due(&self) -> Option<Date> {
        due_on(self.context.service?, self.today(), self.context.calendar)
    }

    fn ground(&self, text: &Text) -> Result<Checked, Refusal> {
        self.words().must_both(Slot::GroundZh, Slot::GroundEn, text)
    }

    fn check_unit(&self, unit: &UnitCode) -> Result<(), Refusal> {
        if self.context.units.iter().any(|known| known.code == *unit) {
            return Ok(());
        }
        Err(Refusal::NoSuchUnit(unit.clone()))
    }
}
