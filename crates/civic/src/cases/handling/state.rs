//! The state of a case: what its log adds up to.

use std::collections::BTreeSet;

use super::{Actor, Event, PauseReason, Received, Reference, Said, Slot, WithheldReason, Wording};
use crate::cases::clock::{Clock, Pause};
use crate::cases::grouped::GroupId;
use crate::cases::{CloseReason, Means, Stage};
use crate::time::{Date, Instant, Zone};
use crate::{CaseId, CaseKey, PlaceId, QuestionCode, UnitCode};

/// The state of a case. What was said lies in [`State::texts`] alone: a log whose texts were deleted
/// folds to the same state but for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// How it came in.
    pub received: Received,
    /// When it came in.
    pub received_at: Instant,
    /// The stage it has reached.
    pub stage: Stage,
    /// When it reached it.
    pub stage_since: Instant,
    /// The unit that handles it.
    pub unit: Option<UnitCode>,
    /// Those of the unit who handle it; anyone of the unit where empty.
    pub handlers: Vec<String>,
    /// The clock that runs, or ran last: since the receipt, or since the case was last reopened.
    pub clock: Running,
    /// The clocks before, oldest first.
    pub earlier_clocks: Vec<Running>,
    /// Every answer, oldest first; the last one holds.
    pub answers: Vec<GivenAnswer>,
    /// How it was closed; `None` while it is open, and once it was reopened.
    pub closing: Option<Closing>,
    /// Who closed it before it was contested or reopened, and may not handle it again.
    pub barred: BTreeSet<String>,
    /// The case it was merged into.
    pub merged_into: Option<CaseKey>,
    /// How the holder of the receipt rated the answer, 1 to 5.
    pub rating: Option<u8>,
    /// How often the holder of the receipt added something.
    pub remarks: u32,
    /// How many photos there are.
    pub photos: u32,
    /// The clearing that came last.
    pub cleared: Option<Clearing>,
    /// The entry with which something public was last said, a clearing not counted.
    pub public_change: Option<usize>,
    /// How it was published.
    pub published: Option<Publishing>,
    /// Why it is not published; `None` once it was cleared after all.
    pub withheld: Option<WithheldReason>,
    /// What it led to.
    pub led_to: Vec<Reference>,
    /// The published group it is counted in.
    pub group: Option<GroupId>,
    /// Who worked on it or said something of it in public: they do not clear it.
    pub authors: BTreeSet<String>,
    /// Everything that happened, oldest first. Events hold no text.
    pub history: Vec<Step>,
    /// Everything that was said, oldest first.
    pub texts: Vec<Spoken>,
    /// The kinds of events that this version does not know. While there is one, the state may be
    /// another than it seems.
    pub unknown: Vec<String>,
}

/// A clock, from the instant it was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// When it was started.
    pub since: Instant,
    /// The last day for the answer, as promised, without pauses.
    pub due: Option<Date>,
    /// When it was stopped for a while; the last one may still last.
    pub pauses: Vec<Stopped>,
    /// When it ended: with the first answer, or with the case.
    pub ended: Option<Instant>,
}

impl Running {
    pub(super) fn new(since: Instant, due: Option<Date>) -> Self {
        Self {
            since,
            due,
            pauses: Vec::new(),
            ended: None,
        }
    }

    /// True while it is stopped.
    pub fn is_paused(&self) -> bool {
        self.pauses
            .last()
            .is_some_and(|pause| pause.until.is_none())
    }

    /// The same by days of the city, to be counted by its calendar.
    pub fn by_days(&self, zone: &Zone) -> Clock {
        let day = |at: Instant| zone.local(at).date;
        Clock {
            started: day(self.since),
            due: self.due,
            pauses: self
                .pauses
                .iter()
                .map(|pause| Pause {
                    from: day(pause.from),
                    until: pause.until.map(day),
                })
                .collect(),
            ended: self.ended.map(day),
        }
    }
}

/// A time in which the clock was stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// When it was stopped.
    pub from: Instant,
    /// When it ran again; `None` while it does not.
    pub until: Option<Instant>,
    /// Why.
    pub reason: PauseReason,
}

/// An answer that was given. Its words are those of its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenAnswer {
    /// Its entry.
    pub entry: usize,
    /// When.
    pub at: Instant,
    /// The unit that gave it.
    pub unit: Option<UnitCode>,
    /// What it rests on.
    pub basis: Vec<Reference>,
}

/// How a case was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// When.
    pub at: Instant,
    /// Who closed it.
    pub by: Actor,
    /// Why.
    pub reason: CloseReason,
    /// Its class, as it is now.
    pub means: Means,
    /// The entry in which its ground is said: of the closing, or of a later classification.
    pub ground: usize,
    /// The class it was closed with, where an audit changed it.
    pub means_before: Option<Means>,
}

/// A clearing for publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clearing {
    /// Its entry: what is public of what was said up to there may be shown.
    pub entry: usize,
    /// When.
    pub at: Instant,
    /// Who cleared it.
    pub by: Actor,
    /// The place it is about.
    pub place: Option<PlaceId>,
    /// What else it is about.
    pub about: Vec<Reference>,
    /// What the person wrote that is left out.
    pub left_out: Vec<Slot>,
    /// The photos that may be public.
    pub photos: Vec<u32>,
}

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publishing {
    /// The identifier of the published case. It never changes.
    pub id: CaseId,
    /// When it was first published.
    pub first: Instant,
    /// When it was last published.
    pub last: Instant,
    /// The entry with which it was last published.
    pub entry: usize,
    /// What was published: the public version as it was cleared.
    pub cleared: Clearing,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its entry, counted from 0.
    pub entry: usize,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: Actor,
    /// The unit that handled the case then, with this step.
    pub unit: Option<UnitCode>,
    /// What.
    pub event: Event,
    /// The stage that the case had reached with it.
    pub stage: Stage,
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The entry it was said in.
    pub entry: usize,
    /// What it is.
    pub slot: Slot,
    /// The question it answers.
    pub question: Option<QuestionCode>,
    /// What was said.
    pub said: Said,
}

impl State {
    /// What was said in an entry, in both languages.
    pub fn wording(&self, entry: usize, zh: &Slot, en: &Slot) -> Wording {
        let said = |slot: &Slot| {
            self.texts
                .iter()
                .find(|spoken| spoken.entry == entry && spoken.slot == *slot)
                .map(|spoken| spoken.said.clone())
        };
        Wording {
            zh: said(zh),
            en: said(en),
        }
    }

    /// What was said first under a name, such as the description.
    pub fn said(&self, slot: &Slot) -> Option<&Said> {
        let spoken = self.texts.iter().find(|spoken| spoken.slot == *slot);
        spoken.map(|spoken| &spoken.said)
    }

    /// The answer that holds, and its words. `None` where there is none, or where the case was
    /// reopened since.
    pub fn answer(&self) -> Option<(&GivenAnswer, Wording)> {
        let answer = self.answers.last()?;
        self.is_answered().then(|| {
            let words = self.wording(answer.entry, &Slot::AnswerZh, &Slot::AnswerEn);
            (answer, words)
        })
    }

    fn is_answered(&self) -> bool {
        matches!(self.stage, Stage::Answered | Stage::Closed)
    }

    /// Why the case is of its class, in words. `None` while it is not closed.
    pub fn ground(&self) -> Option<Wording> {
        let entry = self.closing.as_ref()?.ground;
        Some(self.wording(entry, &Slot::GroundZh, &Slot::GroundEn))
    }

    /// The last day on which a closing can be contested; `None` where the case is not closed.
    pub fn contest_until(&self, contest_days: u32, zone: &Zone) -> Option<Date> {
        let closed_on = zone.local(self.closing.as_ref()?.at).date;
        Some(closed_on.plus_days(i64::from(contest_days)))
    }

    /// True where everything that is public so far was cleared.
    pub fn is_clearing_current(&self) -> bool {
        match (&self.cleared, self.public_change) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(cleared), Some(change)) => change < cleared.entry,
        }
    }

    /// True where nothing was cleared since the case was last published, and nothing changed that
    /// has to be cleared.
    pub fn is_published_current(&self) -> bool {
        match (&self.published, &self.cleared) {
            (Some(published), Some(cleared)) => {
                self.is_clearing_current() && cleared.entry < published.entry
            }
            _ => false,
        }
    }

    /// How many entries its log has.
    pub fn entries(&self) -> usize {
        self.history.len()
    }
}
