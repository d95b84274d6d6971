//! A case for whoever handles it.

use api::{CaseFile, ClosingLine, LogLine, PublicVersion, SaidLine, SuspectLine};
use civic::cases::handling::{Actor, Event, Role, Slot, State, Step};
use civic::cases::personal_data::scan;

use super::context::{Desk, DeskError};
use crate::store::StoredCase;

impl Desk<'_> {
    pub(super) async fn describe(
        &self,
        found: &StoredCase,
        state: &State,
        actor: &Actor,
    ) -> Result<CaseFile, DeskError> {
        let zone = &self.snapshot.manifest.time_zone;
        let today = zone.local(self.now).date;
        let photos = self.store.photos(found.row.number).await?;
        // Whoever clears a case for publication has no need to know whom to ask.
        let contact = match actor.role() {
            Some(Role::Reviewer) => None,
            _ => self.store.contact(found.row.number).await?,
        };
        let clock = state.clock.by_days(zone);
        let ground = state.ground().map(|words| words.text());
        let closing = state.closing.as_ref().map(|closing| ClosingLine {
            at: zone.timestamp(closing.at),
            reason: closing.reason.clone(),
            means: closing.means.clone(),
            ground: ground.unwrap_or_default(),
        });
        let public = state.cleared.as_ref().map(|cleared| {
            let text = |zh, en| state.wording(cleared.entry, zh, en).text();
            PublicVersion {
                title: text(&Slot::PublicTitleZh, &Slot::PublicTitleEn),
                description: text(&Slot::PublicDescriptionZh, &Slot::PublicDescriptionEn),
                place: cleared.place.clone(),
                about: cleared.about.clone(),
            }
        });
        Ok(CaseFile {
            summary: self.summary(&found.row, state),
            entries: found.row.entries,
            log: state
                .history
                .iter()
                .map(|step| self.log_line(step, state))
                .collect(),
            choices: state.received.choices.clone(),
            publication: state.received.publication.clone(),
            contact,
            photos: photos.iter().map(|photo| photo.number.0).collect(),
            handlers: state.handlers.clone(),
            closing,
            working_days: clock.used(today, &self.snapshot.city.calendar),
            rating: state.rating,
            withheld: state.withheld.clone(),
            public,
            is_clearing_current: state.is_clearing_current(),
            is_published_current: state.is_published_current(),
            led_to: state.led_to.clone(),
            suspects: suspects(state),
            unknown: state.unknown.clone(),
        })
    }

    fn log_line(&self, step: &Step, state: &State) -> LogLine {
        let zone = &self.snapshot.manifest.time_zone;
        let words = state
            .texts
            .iter()
            .filter(|spoken| spoken.entry == step.entry);
        LogLine {
            at: zone.timestamp(step.at),
            kind: step.event.kind(),
            stage: step.stage.clone(),
            name: step.by.name().unwrap_or_default().to_owned(),
            role: step.by.role().cloned(),
            by_reporter: step.by == Actor::Reporter,
            unit: step.unit.clone(),
            pause: match &step.event {
                Event::Paused { reason } => Some(reason.clone()),
                _ => None,
            },
            words: words
                .map(|spoken| SaidLine {
                    slot: spoken.slot.clone(),
                    question: spoken.question.clone(),
                    text: spoken.said.text().map(str::to_owned),
                })
                .collect(),
        }
    }
}

/// What in the texts may be personal data, but for where it is.
fn suspects(state: &State) -> Vec<SuspectLine> {
    let mut suspects: Vec<SuspectLine> = Vec::new();
    for spoken in &state.texts {
        if matches!(spoken.slot, Slot::Point | Slot::NotPersonal) {
            continue;
        }
        let text = spoken.said.text().unwrap_or_default();
        for suspect in scan(text) {
            let line = SuspectLine {
                slot: spoken.slot.clone(),
                kind: suspect.kind,
                text: text
                    .get(suspect.start..suspect.end)
                    .unwrap_or_default()
                    .to_owned(),
            };
            if !suspects.contains(&line) {
                suspects.push(line);
            }
        }
    }
    suspects
}
