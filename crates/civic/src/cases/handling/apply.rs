//! The fold: a log, entry by entry, to the state of its case.

use std::collections::BTreeSet;

use super::broken::{Broken, BrokenBy};
use super::stages::{is_possible, leads_to};
use super::state::{
    Clearing, Closing, GivenAnswer, Publishing, Running, Spoken, State, Step, Stopped,
};
use super::{Entry, Event, EventKind, Received, Said, Slot, Words};
use crate::CaseId;
use crate::cases::Stage;
use crate::time::{Date, Instant};

impl State {
    /// The state that a log adds up to.
    pub fn of(entries: &[Entry]) -> Result<Self, Broken> {
        let (first, rest) = entries.split_first().ok_or(Broken {
            entry: 0,
            by: BrokenBy::Empty,
        })?;
        let mut state = Self::begin(first)?;
        for entry in rest {
            state.apply(entry)?;
        }
        Ok(state)
    }

    fn begin(entry: &Entry) -> Result<Self, Broken> {
        let Event::Received(received) = &entry.event else {
            return Err(Broken {
                entry: 0,
                by: BrokenBy::NotReceived,
            });
        };
        let mut state = Self::received(received.clone(), entry.at);
        state.remember(entry);
        Ok(state)
    }

    fn received(received: Received, at: Instant) -> Self {
        Self {
            clock: Running::new(at, received.due),
            photos: received.photos,
            received,
            received_at: at,
            stage: Stage::Received,
            stage_since: at,
            unit: None,
            handlers: Vec::new(),
            earlier_clocks: Vec::new(),
            answers: Vec::new(),
            closing: None,
            barred: BTreeSet::new(),
            merged_into: None,
            rating: None,
            remarks: 0,
            cleared: None,
            public_change: None,
            published: None,
            withheld: None,
            led_to: Vec::new(),
            group: None,
            authors: BTreeSet::new(),
            history: Vec::new(),
            texts: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// Takes one entry more. Where it cannot follow, the state stays as it was.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), Broken> {
        self.check(entry).map_err(|by| Broken {
            entry: self.entries(),
            by,
        })?;
        self.take(entry);
        if let Some(stage) = leads_to(&entry.event.kind()) {
            self.stage = stage;
            self.stage_since = entry.at;
            if self.stage.is_final() || self.stage == Stage::Answered {
                self.end_clock(entry.at);
            }
        }
        self.remember(entry);
        Ok(())
    }

    fn check(&self, entry: &Entry) -> Result<(), BrokenBy> {
        let event = &entry.event;
        let kind = event.kind();
        if !is_possible(&kind, &self.stage) {
            return Err(match self.unknown.first() {
                Some(unknown) => BrokenBy::NotUnderstood {
                    event: kind,
                    unknown: unknown.clone(),
                },
                None => BrokenBy::Impossible {
                    event: kind,
                    stage: self.stage.clone(),
                },
            });
        }
        let is_grouped = !self.received.publication.is_each();
        let fault = match event {
            Event::Paused { .. } if self.clock.is_paused() => BrokenBy::Clock,
            Event::Resumed {} if !self.clock.is_paused() => BrokenBy::Clock,
            Event::Answered { .. } if self.unit.is_none() => BrokenBy::NotAssigned,
            Event::Cleared { .. } | Event::Published { .. } if is_grouped => BrokenBy::Grouped,
            Event::Published { .. } if !self.may_be_published() => BrokenBy::NotCleared,
            Event::Published { id } if self.published.as_ref().is_some_and(|p| p.id != *id) => {
                BrokenBy::TwoIdentifiers
            }
            Event::Rated { score } if !(1..=5).contains(score) => BrokenBy::Rating(*score),
            _ => return Ok(()),
        };
        Err(fault)
    }

    fn may_be_published(&self) -> bool {
        self.is_clearing_current() && self.withheld.is_none()
    }

    fn take(&mut self, entry: &Entry) {
        let number = self.entries();
        match &entry.event {
            Event::Received(_)
            | Event::Screened {}
            | Event::Referred { .. }
            | Event::Progress {}
            | Event::Withdrawn {}
            | Event::Noted {}
            | Event::Redacted { .. } => {}
            Event::MergedInto { into } => self.merged_into = Some(into.clone()),
            Event::Assigned { unit, handlers } => {
                self.unit = Some(unit.clone());
                self.handlers.clone_from(handlers);
            }
            Event::Paused { reason } => self.clock.pauses.push(Stopped {
                from: entry.at,
                until: None,
                reason: reason.clone(),
            }),
            Event::Resumed {} => self.end_pause(entry.at),
            Event::Answered { basis } => self.answers.push(GivenAnswer {
                entry: number,
                at: entry.at,
                unit: self.unit.clone(),
                basis: basis.clone(),
            }),
            Event::Closed { reason, means } => {
                self.closing = Some(Closing {
                    at: entry.at,
                    by: entry.by.clone(),
                    reason: reason.clone(),
                    means: means.clone(),
                    ground: number,
                    means_before: None,
                });
            }
            Event::Reclassified { means } => {
                if let Some(closing) = &mut self.closing {
                    let before = std::mem::replace(&mut closing.means, means.clone());
                    closing.means_before.get_or_insert(before);
                    closing.ground = number;
                }
            }
            Event::Reopened { due } | Event::Contested { due, .. } => self.reopen(entry.at, *due),
            Event::Remark { photos } => {
                self.remarks = self.remarks.saturating_add(1);
                self.photos = self.photos.saturating_add(*photos);
            }
            Event::Rated { score } => self.rating = Some(*score),
            Event::Cleared {
                place,
                about,
                left_out,
                photos,
            } => {
                self.withheld = None;
                self.cleared = Some(Clearing {
                    entry: number,
                    at: entry.at,
                    by: entry.by.clone(),
                    place: place.clone(),
                    about: about.clone(),
                    left_out: left_out.clone(),
                    photos: photos.clone(),
                });
            }
            Event::Published { id } => self.publish(id, entry.at),
            Event::Withheld { reason } => self.withheld = Some(reason.clone()),
            Event::TextsDeleted { slots } => {
                for spoken in &mut self.texts {
                    if slots.contains(&spoken.slot) {
                        spoken.said = Said::Deleted;
                    }
                }
            }
            Event::LedTo { to } => {
                if !self.led_to.contains(to) {
                    self.led_to.push(to.clone());
                }
            }
            Event::Grouped { group } => self.group = Some(*group),
            Event::Unknown(_) => {
                let kind = entry.event.kind();
                self.unknown.push(kind.code().to_owned());
            }
        }
    }

    fn reopen(&mut self, at: Instant, due: Option<Date>) {
        let closing = self.closing.take();
        let closer = closing.and_then(|c| c.by.name().map(str::to_owned));
        self.barred.extend(closer);
        self.handlers.retain(|name| !self.barred.contains(name));
        let clock = std::mem::replace(&mut self.clock, Running::new(at, due));
        self.earlier_clocks.push(clock);
        self.rating = None;
    }

    fn publish(&mut self, id: &CaseId, at: Instant) {
        let entry = self.entries();
        let first = self.published.as_ref().map_or(at, |p| p.first);
        self.published = self.cleared.clone().map(|cleared| Publishing {
            id: id.clone(),
            first,
            last: at,
            entry,
            cleared,
        });
    }

    fn end_pause(&mut self, at: Instant) {
        if let Some(pause) = self.clock.pauses.last_mut() {
            pause.until.get_or_insert(at);
        }
    }

    fn end_clock(&mut self, at: Instant) {
        self.end_pause(at);
        self.clock.ended.get_or_insert(at);
    }

    /// Keeps the step, what was said with it, and who said it.
    fn remember(&mut self, entry: &Entry) {
        let number = self.entries();
        let kind = entry.event.kind();
        let mut words: Vec<&Words> = entry.words.iter().collect();
        // What must have been said and is not there was deleted: it is not "nothing".
        let needed: Vec<Words> = needed_slots(&entry.event)
            .iter()
            .filter(|slot| !words.iter().any(|words| words.slot == **slot))
            .map(|slot| Words {
                slot: slot.clone(),
                question: None,
                said: Said::Deleted,
            })
            .collect();
        words.extend(&needed);
        let says_in_public = words.iter().any(|words| words.slot.is_public());
        if says_in_public && kind != EventKind::Cleared {
            self.public_change = Some(number);
        }
        if says_in_public || is_work(&entry.event) {
            let name = entry.by.name().filter(|_| kind != EventKind::Cleared);
            self.authors.extend(name.map(str::to_owned));
        }
        self.texts.extend(words.into_iter().map(|words| Spoken {
            entry: number,
            slot: words.slot.clone(),
            question: words.question.clone(),
            said: words.said.clone(),
        }));
        self.history.push(Step {
            entry: number,
            at: entry.at,
            by: entry.by.clone(),
            unit: self.unit.clone(),
            event: entry.event.clone(),
            stage: self.stage.clone(),
        });
    }
}

/// The texts that an event cannot be without.
fn needed_slots(event: &Event) -> &'static [Slot] {
    match event {
        Event::Received(_) => &[Slot::Description],
        Event::Referred { .. } => &[Slot::ReferralZh],
        Event::Progress {} => &[Slot::StepZh],
        Event::Answered { .. } => &[Slot::AnswerZh],
        Event::Closed { .. } | Event::Reclassified { .. } => &[Slot::GroundZh],
        Event::Reopened { .. } | Event::Noted {} => &[Slot::Note],
        Event::Contested { .. } => &[Slot::Contest],
        Event::Redacted { .. } | Event::Cleared { .. } => {
            &[Slot::PublicTitleZh, Slot::PublicDescriptionZh]
        }
        Event::Screened {}
        | Event::MergedInto { .. }
        | Event::Assigned { .. }
        | Event::Paused { .. }
        | Event::Resumed {}
        // A remark may be photos alone.
        | Event::Remark { .. }
        | Event::Rated { .. }
        | Event::Withdrawn {}
        | Event::Published { .. }
        | Event::Withheld { .. }
        | Event::TextsDeleted { .. }
        | Event::LedTo { .. }
        | Event::Grouped { .. }
        | Event::Unknown(_) => &[],
    }
}

/// True for what is done about the matter itself: whoever did it does not clear it.
fn is_work(event: &Event) -> bool {
    matches!(
        event,
        Event::Progress {}
            | Event::Paused { .. }
            | Event::Answered { .. }
            | Event::Closed { .. }
            | Event::Reclassified { .. }
            | Event::Redacted { .. }
    )
}
