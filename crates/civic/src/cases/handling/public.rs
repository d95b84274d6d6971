//! What anyone may see of a case.
//!
//! Facts (stages, days, units, classes, ratings, what it led to) are those of now. Texts are those
//! that were cleared when the case was last published: one that came later is not shown, and it is
//! said that there is one.

use super::{Event, EventKind, PauseReason, Reference, Slot, State, Step, Wording};
use crate::cases::{CloseReason, ContestGround, Means, Stage};
use crate::time::Instant;
use crate::{CaseId, PlaceId, ServiceCode, UnitCode};

/// A case as anyone may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicCase {
    /// Its identifier.
    pub id: CaseId,
    /// Its kind.
    pub service: ServiceCode,
    /// Its title.
    pub title: Wording,
    /// What happened, without personal data.
    pub description: Wording,
    /// What the person wrote that is left out.
    pub left_out: Vec<Slot>,
    /// The photos that may be public, counted from 0.
    pub photos: Vec<u32>,
    /// The place it is about.
    pub place: Option<PlaceId>,
    /// What else it is about.
    pub about: Vec<Reference>,
    /// When it came in.
    pub received_at: Instant,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// The stage it has reached.
    pub stage: Stage,
    /// The unit that handles it.
    pub unit: Option<UnitCode>,
    /// The last answer that was cleared.
    pub answer: Option<PublicAnswer>,
    /// Why it was closed.
    pub reason: Option<CloseReason>,
    /// Its class; [`Means::Unclassified`] while it is not closed.
    pub means: Means,
    /// The class before an audit changed it.
    pub means_before: Option<Means>,
    /// Why it is of its class; `None` until that was cleared.
    pub ground: Option<Wording>,
    /// The holder's own rating, 1 to 5.
    pub rating: Option<u8>,
    /// What it led to.
    pub led_to: Vec<Reference>,
    /// What happened, oldest first.
    pub steps: Vec<PublicStep>,
    /// When it was last published.
    pub published_at: Instant,
    /// False where something was said since that is not shown yet.
    pub is_current: bool,
}

/// An answer as anyone may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAnswer {
    /// When it was given.
    pub at: Instant,
    /// The unit that gave it.
    pub unit: Option<UnitCode>,
    /// What was said.
    pub text: Wording,
    /// What it rests on.
    pub basis: Vec<Reference>,
    /// False where the case was reopened since, or answered anew in words that are not shown yet.
    pub holds: bool,
}

/// Something that happened, as anyone, or the holder of the receipt, may see it. No person is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicStep {
    /// When.
    pub at: Instant,
    /// What.
    pub kind: EventKind,
    /// The stage that the case had reached with it.
    pub stage: Stage,
    /// The unit that handled the case.
    pub unit: Option<UnitCode>,
    /// Why the clock was stopped, for [`EventKind::Paused`].
    pub pause: Option<PauseReason>,
    /// Why the closing was contested, for [`EventKind::Contested`].
    pub contest: Option<ContestGround>,
    /// What was told with it; for anyone, as far as it was cleared.
    pub text: Wording,
    /// True where something was told that is not shown yet.
    pub is_text_pending: bool,
}

impl State {
    /// The case as anyone may see it. `None` where it was not published, is withheld or withdrawn, or
    /// is of a kind that is published in groups only.
    pub fn public_case(&self) -> Option<PublicCase> {
        let published = self.published.as_ref()?;
        let is_open_to_all = self.received.publication.is_each()
            && self.withheld.is_none()
            && self.stage != Stage::Withdrawn;
        if !is_open_to_all {
            return None;
        }
        let cleared = &published.cleared;
        let shown_until = cleared.entry;
        let answer = self.answers.iter().rev().find(|a| a.entry < shown_until);
        let closing = self.closing.as_ref();
        let ground = closing.filter(|closing| closing.ground < shown_until);
        let last_answer = self.answer().map(|(answer, _)| answer.entry);
        Some(PublicCase {
            id: published.id.clone(),
            service: self.received.service.clone(),
            title: self.wording(shown_until, &Slot::PublicTitleZh, &Slot::PublicTitleEn),
            description: self.wording(
                shown_until,
                &Slot::PublicDescriptionZh,
                &Slot::PublicDescriptionEn,
            ),
            left_out: cleared.left_out.clone(),
            photos: cleared.photos.clone(),
            place: cleared.place.clone(),
            about: cleared.about.clone(),
            received_at: self.received_at,
            closed_at: closing.map(|closing| closing.at),
            stage: self.stage.clone(),
            unit: self.unit.clone(),
            answer: answer.map(|answer| PublicAnswer {
                at: answer.at,
                unit: answer.unit.clone(),
                text: self.wording(answer.entry, &Slot::AnswerZh, &Slot::AnswerEn),
                basis: answer.basis.clone(),
                holds: last_answer == Some(answer.entry),
            }),
            reason: closing.map(|closing| closing.reason.clone()),
            means: closing.map_or(Means::Unclassified, |closing| closing.means.clone()),
            means_before: closing.and_then(|closing| closing.means_before.clone()),
            ground: ground
                .map(|closing| self.wording(closing.ground, &Slot::GroundZh, &Slot::GroundEn)),
            rating: self.rating,
            led_to: self.led_to.clone(),
            steps: self
                .history
                .iter()
                .filter_map(|step| self.public_step(step, shown_until))
                .collect(),
            published_at: published.last,
            is_current: self.is_published_current(),
        })
    }

    /// What the holder of the receipt may see of what happened: what anyone may see, with every public
    /// text whether or not it was cleared; what they said themselves; and what became of it in public.
    pub fn holder_steps(&self) -> Vec<PublicStep> {
        let steps = self.history.iter();
        steps
            .filter_map(|step| {
                let slots = public_slots(&step.event).or_else(|| holder_slots(&step.event))?;
                Some(self.told(step, &slots, usize::MAX))
            })
            .collect()
    }

    fn public_step(&self, step: &Step, shown_until: usize) -> Option<PublicStep> {
        Some(self.told(step, &public_slots(&step.event)?, shown_until))
    }

    fn told(&self, step: &Step, (zh, en): &(Slot, Slot), shown_until: usize) -> PublicStep {
        let said = self.wording(step.entry, zh, en);
        let is_shown = step.entry < shown_until;
        PublicStep {
            at: step.at,
            kind: step.event.kind(),
            stage: step.stage.clone(),
            unit: step.unit.clone(),
            pause: match &step.event {
                Event::Paused { reason } => Some(reason.clone()),
                _ => None,
            },
            contest: match &step.event {
                Event::Contested { ground, .. } => Some(ground.clone()),
                _ => None,
            },
            is_text_pending: !is_shown && !said.is_silent(),
            text: if is_shown { said } else { Wording::default() },
        }
    }
}

/// Where what anyone may read of an event is said; `None` for an event that is not public.
fn public_slots(event: &Event) -> Option<(Slot, Slot)> {
    Some(match event {
        Event::Received(_)
        | Event::Screened {}
        | Event::MergedInto { .. }
        | Event::Assigned { .. }
        | Event::Progress {}
        | Event::Paused { .. }
        | Event::Resumed {}
        | Event::Reopened { .. }
        | Event::Contested { .. }
        | Event::LedTo { .. } => (Slot::StepZh, Slot::StepEn),
        Event::Referred { .. } => (Slot::ReferralZh, Slot::ReferralEn),
        Event::Answered { .. } => (Slot::AnswerZh, Slot::AnswerEn),
        Event::Closed { .. } | Event::Reclassified { .. } => (Slot::GroundZh, Slot::GroundEn),
        Event::Remark { .. }
        | Event::Rated { .. }
        | Event::Withdrawn {}
        | Event::Noted {}
        | Event::Redacted { .. }
        | Event::Cleared { .. }
        | Event::Published { .. }
        | Event::Withheld { .. }
        | Event::TextsDeleted { .. }
        | Event::Grouped { .. }
        | Event::Unknown(_) => return None,
    })
}

/// The same for events that the holder of the receipt may see beside those.
fn holder_slots(event: &Event) -> Option<(Slot, Slot)> {
    match event {
        Event::Remark { .. } => Some((Slot::Remark, Slot::StepEn)),
        Event::Rated { .. } => Some((Slot::RatingComment, Slot::StepEn)),
        Event::Withdrawn {}
        | Event::Published { .. }
        | Event::Withheld { .. }
        | Event::TextsDeleted { .. } => Some((Slot::StepZh, Slot::StepEn)),
        _ => None,
    }
}
