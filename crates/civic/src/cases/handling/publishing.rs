//! What looks like personal data in what would be public.

use super::{Slot, State};
use crate::cases::personal_data::{SuspectKind, scan};

/// A part of a public text that may be personal data, and that nobody confirmed as not personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalSuspect {
    /// The text it stands in.
    pub slot: Slot,
    /// What it may be.
    pub kind: SuspectKind,
    /// The part, as it is written.
    pub text: String,
}

/// Everything in the texts that may be personal data, each as it is written.
pub(super) fn suspects<'a>(
    texts: impl IntoIterator<Item = (&'a Slot, &'a str)>,
) -> Vec<PersonalSuspect> {
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
    pub(super) fn said_in_public(&self) -> impl Iterator<Item = (&Slot, &str)> {
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
