//! The feedback being written.

use civic::cases::{Service, Submission, Told};
use civic::places::LonLat;
use serde::Deserialize;
use web::json::from_slice;
use web::storage;

use super::photos::KeptPhoto;
use super::receipts::KeptReceipt;

/// The storage key of the draft, in lines: the receipt, as it is kept; the idempotency key; the
/// submission as JSON; how the place is told, with the point; the photos.
const DRAFT: &str = "mingdan.draft";

/// What has been written so far, and the receipt of what was sent last. It survives navigation and
/// a reload, and is gone with the window: the next person at a shared phone does not find it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) submission: Submission,
    /// The idempotency key of this text, so that a retry never creates a second case; empty until it
    /// is sent.
    key: String,
    /// The receipt, once the case is accepted.
    pub(crate) receipt: Option<KeptReceipt>,
    /// How the place is told.
    pub(crate) place_by: PlaceBy,
    /// The point that it is about, for those who deal with it.
    pub(crate) point: Option<LonLat>,
    pub(crate) photos: Vec<KeptPhoto>,
}

/// How a place is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PlaceBy {
    /// Not at all yet.
    #[default]
    Unsaid,
    /// It is the one that the form was opened from.
    Brought,
    /// Another, found by its name.
    Name,
    /// Where the phone is.
    Here,
    /// In words.
    Words,
    /// It has nothing to do with a place.
    Nowhere,
}

impl PlaceBy {
    pub(crate) const ALL: [Self; 6] = [
        Self::Unsaid,
        Self::Brought,
        Self::Name,
        Self::Here,
        Self::Words,
        Self::Nowhere,
    ];

    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Unsaid => "unsaid",
            Self::Brought => "brought",
            Self::Name => "name",
            Self::Here => "here",
            Self::Words => "words",
            Self::Nowhere => "nowhere",
        }
    }
}

/// The point of a body, as it is sent.
#[derive(Default, Deserialize)]
struct Point {
    #[serde(default)]
    lat: String,
    #[serde(default)]
    long: String,
}

/// Millionths of a degree as degrees: `36.623178`.
fn degrees(e6: i32) -> String {
    let sign = if e6 < 0 { "-" } else { "" };
    let e6 = e6.unsigned_abs();
    format!("{sign}{}.{:06}", e6 / 1_000_000, e6 % 1_000_000)
}

/// Reads what [`degrees`] wrote.
fn millionths(degrees: &str) -> Option<i32> {
    degrees.replacen('.', "", 1).parse().ok()
}

impl Draft {
    /// A draft of what was written before, from its body. Sent again as it is, it is the same case.
    pub(crate) fn of_body(key: &str, body: &str, photos: Vec<KeptPhoto>) -> Self {
        let point: Point = from_slice(body.as_bytes()).unwrap_or_default();
        let point = millionths(&point.long).zip(millionths(&point.lat));
        Self {
            submission: from_slice(body.as_bytes()).unwrap_or_default(),
            key: key.to_owned(),
            place_by: if point.is_some() {
                PlaceBy::Here
            } else {
                PlaceBy::Unsaid
            },
            point: point.map(|(lon, lat)| LonLat::new(lon, lat)),
            photos,
            ..Self::default()
        }
    }

    /// An empty draft with the receipt of the last one.
    pub(crate) fn accepted(receipt: KeptReceipt) -> Self {
        Self {
            receipt: Some(receipt),
            ..Self::default()
        }
    }

    /// Erases what was written, with its photos.
    pub(crate) fn erase(&mut self) {
        self.photos.iter().for_each(KeptPhoto::erase);
        *self = Self::default();
    }

    /// The submission, to be changed: another text has another key.
    pub(crate) fn edit(&mut self) -> &mut Submission {
        self.key.clear();
        &mut self.submission
    }

    /// The key of this text, which is `new` if it has none yet.
    pub(crate) fn key(&mut self, new: impl FnOnce() -> String) -> String {
        if self.key.is_empty() {
            self.key = new();
        }
        self.key.clone()
    }

    /// What is sent of it for its kind, as JSON.
    pub(crate) fn body(&self, service: &Service, told: Told) -> String {
        let submission = self.submission.tailored(service, told);
        let mut body = serde_json::to_string(&submission).unwrap_or_default();
        if let Some(LonLat { lon_e6, lat_e6 }) =
            self.point.filter(|_| service.publication.is_each())
        {
            body.truncate(body.len().saturating_sub(1));
            let (lat, long) = (degrees(lat_e6), degrees(lon_e6));
            body = format!(r#"{body},"lat":"{lat}","long":"{long}"}}"#);
        }
        body
    }

    /// The draft saved for this window, or an empty one.
    pub(crate) fn kept() -> Self {
        let kept = storage::get_session(DRAFT).unwrap_or_default();
        let mut lines = kept.split('\n');
        let mut line = || lines.next().unwrap_or_default();
        let (receipt, key) = (KeptReceipt::read(line()), line().to_owned());
        let submission = from_slice(line().as_bytes()).unwrap_or_default();
        let (by, point) = line().split_once(' ').unwrap_or_default();
        let point = point.split_once(',');
        let point =
            point.and_then(|(lon, lat)| Some(LonLat::new(lon.parse().ok()?, lat.parse().ok()?)));
        Self {
            submission,
            key,
            receipt,
            place_by: PlaceBy::ALL
                .into_iter()
                .find(|known| known.code() == by)
                .unwrap_or_default(),
            point,
            photos: line().split(' ').filter_map(KeptPhoto::read).collect(),
        }
    }

    pub(crate) fn keep(&self) {
        let receipt = self.receipt.as_ref().map(KeptReceipt::line);
        let receipt = receipt.unwrap_or_default();
        let submission = serde_json::to_string(&self.submission).unwrap_or_default();
        let point = self
            .point
            .map(|point| point.to_string())
            .unwrap_or_default();
        let photos: Vec<String> = self.photos.iter().map(KeptPhoto::write).collect();
        let lines = [
            receipt,
            self.key.clone(),
            submission,
            format!("{} {point}", self.place_by.code()),
            photos.join(" "),
        ];
        storage::set_session(DRAFT, &lines.join("\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_read_as_they_were_written() {
        for e6 in [0, 1, -1, 36_623_178, -101_774_098, 180_000_000] {
            assert_eq!(millionths(&degrees(e6)), Some(e6));
        }
        assert_eq!(degrees(-500_000), "-0.500000");
        assert_eq!(millionths(""), None);
    }

    #[test]
    fn the_point_of_a_body_is_read_back() {
        let body =
            r#"{"service_code":"ask","description":"x","lat":"36.623178","long":"101.774098"}"#;
        let draft = Draft::of_body("", body, Vec::new());
        assert_eq!(draft.point, Some(LonLat::new(101_774_098, 36_623_178)));
        assert_eq!(draft.submission.description, "x");
        assert_eq!(Draft::of_body("", "{}", Vec::new()).point, None);
    }
}
