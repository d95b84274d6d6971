//! What making a case public needs: a person who cleared it, and nothing left that may be personal.

use super::checked::Checked;
use super::decision::{Decision, Half, check_references, check_slots, listed};
use crate::cases::handling::{
    Event, NotListed, PersonalSuspect, PublicVersion, Refusal, Slot, State, WithheldReason,
};
use crate::cases::personal_data::scan;
use crate::{CaseId, Text};

impl Decision<'_> {
    pub(super) fn redact(&self, title: &Text, description: &Text, left_out: Vec<Slot>) -> Half {
        check_slots(&left_out, Slot::is_reporters)?;
        let words = self.version(title, description)?;
        Ok((Event::Redacted { left_out }, words))
    }

    pub(super) fn clear(&self, version: PublicVersion) -> Half {
        check_references(&version.about)?;
        check_slots(&version.left_out, Slot::is_reporters)?;
        let mut photos = version.photos.iter();
        if let Some(photo) = photos.find(|photo| **photo >= self.state.photos) {
            return Err(Refusal::NoSuchPhoto(*photo));
        }
        let words = self.version(&version.title, &version.description)?;
        let words = self.confirm(words, &version.not_personal)?;
        let cleared = Event::Cleared {
            place: version.place,
            about: version.about,
            left_out: version.left_out,
            photos: version.photos,
        };
        Ok((cleared, words))
    }

    pub(super) fn publish(&self, id: CaseId) -> Half {
        let state = self.state;
        if state.withheld.is_some() {
            return Err(Refusal::Withheld);
        }
        if state.cleared.is_none() {
            return Err(Refusal::NotCleared);
        }
        if !state.is_clearing_current() {
            return Err(Refusal::ClearingStale);
        }
        match &state.published {
            Some(before) if before.id != id => {
                return Err(Refusal::OtherIdentifier(before.id.clone()));
            }
            Some(_) if state.is_published_current() => return Err(Refusal::NothingToPublish),
            _ => {}
        }
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        let length = id.as_str().len();
        if !(1..=64).contains(&length) || !id.as_str().bytes().all(is_plain) {
            return Err(Refusal::BadIdentifier(id));
        }
        Ok((Event::Published { id }, self.words()))
    }

    pub(super) fn withhold(&self, reason: Option<WithheldReason>, note: &str) -> Half {
        let list = NotListed::WithheldReason;
        let reason = listed(reason, WithheldReason::ALL, WithheldReason::code, list)?;
        Ok((
            Event::Withheld { reason },
            self.words().may(Slot::Note, note)?,
        ))
    }

    pub(super) fn delete_texts(&self, slots: Vec<Slot>) -> Half {
        if !self.state.stage.is_final() {
            return Err(Refusal::WrongStage(self.state.stage.clone()));
        }
        if slots.is_empty() {
            return Err(Refusal::NotChosen(NotListed::Slot));
        }
        check_slots(&slots, |slot| !slot.is_public())?;
        Ok((Event::TextsDeleted { slots }, self.words()))
    }

    fn version(&self, title: &Text, description: &Text) -> Result<Checked, Refusal> {
        self.words()
            .title(Slot::PublicTitleZh, Slot::PublicTitleEn, title)?
            .must_both(
                Slot::PublicDescriptionZh,
                Slot::PublicDescriptionEn,
                description,
            )
    }

    /// The words of a clearing with what was confirmed as not personal, where nothing else is left that
    /// may be.
    fn confirm(&self, version: Checked, not_personal: &[String]) -> Result<Checked, Refusal> {
        let is_confirmed = |text: &str| not_personal.iter().any(|part| part.trim() == text.trim());
        let found = suspects(version.texts().chain(self.state.said_in_public()));
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
}

/// Everything in the texts that may be personal data, each as it is written.
fn suspects<'a>(texts: impl IntoIterator<Item = (&'a Slot, &'a str)>) -> Vec<PersonalSuspect> {
    let in_text = |(slot, text): (&'a Slot, &'a str)| {
        scan(text).into_iter().map(move |suspect| PersonalSuspect {
            slot: slot.clone(),
            kind: suspect.kind,
            text: text
                .get(suspect.start..suspect.end)
                .unwrap_or(text)
                .to_owned(),
        })
    };
    texts.into_iter().flat_map(in_text).collect()
}

impl State {
    /// What would be public beside a public version: every public text but the titles and descriptions
    /// of versions and drafts before it.
    fn said_in_public(&self) -> impl Iterator<Item = (&Slot, &str)> {
        let is_version = |slot: &Slot| {
            matches!(
                slot,
                Slot::PublicTitleZh
                    | Slot::PublicTitleEn
                    | Slot::PublicDescriptionZh
                    | Slot::PublicDescriptionEn
            )
        };
        self.texts
            .iter()
            .filter(move |spoken| spoken.slot.is_public() && !is_version(&spoken.slot))
            .filter_map(|spoken| Some((&spoken.slot, spoken.said.text()?)))
    }
}
