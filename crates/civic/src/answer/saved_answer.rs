//! The saved answer 小票: an answer as it was given, stored with everything that is shown of it, so
//! that it can be read without the data it came from.

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Verdict};
use crate::documents::{Document, Source};
use crate::places::{Place, Side};
use crate::published::{CityFile, Manifest};
use crate::rules::{Goods, Rule};
use crate::time::{Instant, Timestamp};
use crate::{GoodsId, PlaceId, RuleId, Text};

/// The maximum number of saved answers; the oldest is dropped first.
pub const MAX_SAVED_ANSWERS: usize = 50;

/// A document as a saved answer names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedDocument {
    /// Its number, such as 宁城管〔2025〕11号.
    pub number: String,
    /// Its title.
    pub title: Text,
}

/// A saved answer 小票.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedAnswer {
    /// Where.
    pub place: PlaceId,
    /// Its name.
    pub place_name: Text,
    /// The stretch 路段; empty for the whole street.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub section: Text,
    /// The side of the street.
    pub side: Side,
    /// The goods.
    pub goods: GoodsId,
    /// Its name.
    pub goods_name: Text,
    /// The time asked about, in the city's local time.
    pub at: Timestamp,
    /// The verdict.
    pub verdict: Verdict,
    /// Set if the calendar that decides the type of the day was not published, and the verdict is
    /// the same whatever it says.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub calendar_pending: bool,
    /// Until when the verdict applies; `None` if nothing changes within the horizon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// When it is next permitted, if it is not permitted now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_permitted: Option<Timestamp>,
    /// The conditions of the permission.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Text>,
    /// The reason, if a temporary rule decides.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub temporary: Text,
    /// Where to go instead.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub instead: Text,
    /// The deciding rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleId>,
    /// Where that rule comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The documents the rule is based on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<CitedDocument>,
    /// What happens at a first breach.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub first_breach: Text,
    /// The sequence number of the snapshot the answer was computed from.
    pub sequence: u64,
    /// When that snapshot was published.
    pub published_at: Timestamp,
    /// The city.
    pub city_name: Text,
    /// The city's hotline.
    pub hotline: String,
}

/// Whether a saved answer still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is what would be answered now.
    Holds,
    /// The time that was asked about is still to come.
    Ahead,
    /// Newer data was published since; it may say something else.
    NewerData,
    /// Its time has passed.
    Over,
}

impl SavedAnswer {
    /// Whether it still holds at an instant. `newest` is the sequence number of the newest snapshot,
    /// `None` if that is not known. A time that has passed is over whatever the data says.
    pub fn standing(&self, now: Instant, newest: Option<u64>) -> Standing {
        if self.until.is_some_and(|until| until.instant <= now) {
            Standing::Over
        } else if newest.is_some_and(|newest| newest > self.sequence) {
            Standing::NewerData
        } else if self.at.instant > now {
            Standing::Ahead
        } else {
            Standing::Holds
        }
    }

    /// Saves an answer about a place and goods, with the deciding rule and the snapshot it was
    /// computed from. Cited documents are looked up in `documents`; a missing one is named by its
    /// identifier.
    pub fn of(
        (place, goods): (&Place, &Goods),
        answer: &Answer,
        (rule, documents): (Option<&Rule>, &[Document]),
        (manifest, city): (&Manifest, &CityFile),
    ) -> Self {
        let cited = answer.documents.iter().map(|id| {
            documents.iter().find(|d| d.id == *id).map_or_else(
                || CitedDocument {
                    number: id.to_string(),
                    title: Text::default(),
                },
                |document| CitedDocument {
                    number: document.number.clone(),
                    title: document.title.clone(),
                },
            )
        });
        let temporary = answer.temporary.as_ref();
        Self {
            place: place.id.clone(),
            place_name: place.name.clone(),
            section: place.section.clone(),
            side: place.side.clone(),
            goods: goods.id.clone(),
            goods_name: goods.name.clone(),
            at: answer.local,
            verdict: answer.verdict.clone(),
            calendar_pending: answer.calendar_pending,
            until: answer.until,
            next_permitted: answer.next_permitted,
            conditions: answer.conditions.clone(),
            temporary: temporary.map(|t| t.reason.clone()).unwrap_or_default(),
            instead: temporary.map(|t| t.instead.clone()).unwrap_or_default(),
            rule: answer.deciding.clone(),
            source: rule.map(|r| r.source.clone()),
            documents: cited.collect(),
            first_breach: answer.first_breach.clone(),
            sequence: manifest.sequence,
            published_at: manifest.published_at,
            city_name: manifest.city_name.clone(),
            hotline: city.hotline.clone(),
        }
    }

    /// Returns `true` if both answer the same question from the same snapshot.
    pub fn is_same(&self, other: &Self) -> bool {
        self.place == other.place
            && self.goods == other.goods
            && self.at == other.at
            && self.sequence == other.sequence
    }
}

/// Puts a saved answer first in the list, replacing an equal one (see [`SavedAnswer::is_same`]),
/// and truncates the list to [`MAX_SAVED_ANSWERS`].
pub fn keep(answers: &mut Vec<SavedAnswer>, saved: SavedAnswer) {
    answers.retain(|kept| !kept.is_same(&saved));
    answers.insert(0, saved);
    answers.truncate(MAX_SAVED_ANSWERS);
}
