//! The answer that was shown last, kept on the phone to be shown at once on the next visit. It is
//! shown only while it cannot have become wrong.

use serde::{Deserialize, Serialize};

use super::{Answer, Engine, HORIZON_DAYS, Segment, Verdict};
use crate::places::{Place, Side};
use crate::rules::Goods;
use crate::time::{DAY_SECONDS, Instant, Timestamp};
use crate::{GoodsId, PlaceId, Text};

/// What is shown of an answer on the home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastAnswer {
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
    /// When it was asked, in the city's local time.
    pub at: Timestamp,
    /// The verdict.
    pub verdict: Verdict,
    /// Until when the verdict and its conditions apply; `None` if nothing changes within the horizon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// When it is next permitted, if it is not permitted now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_permitted: Option<Timestamp>,
    /// The number of its conditions.
    pub conditions: u32,
    /// The reason, if a temporary rule decides.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub temporary: Text,
    /// The day of `at`, without its conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub day: Vec<Segment>,
    /// The sequence number of the snapshot.
    pub sequence: u64,
}

impl LastAnswer {
    /// What is shown of an answer about a place and goods of the snapshot with this sequence number.
    pub fn of(
        engine: &Engine,
        (place, goods): (&Place, &Goods),
        answer: &Answer,
        sequence: u64,
    ) -> Self {
        let day = engine.day(&place.id, &goods.id, answer.local.local().date);
        let mut day = day.unwrap_or_default();
        for segment in &mut day {
            segment.conditions.clear();
        }
        Self {
            place: place.id.clone(),
            place_name: place.name.clone(),
            section: place.section.clone(),
            side: place.side.clone(),
            goods: goods.id.clone(),
            goods_name: goods.name.clone(),
            at: answer.local,
            verdict: answer.verdict.clone(),
            until: answer.until,
            next_permitted: answer.next_permitted,
            conditions: u32::try_from(answer.conditions.len()).unwrap_or(u32::MAX),
            temporary: answer
                .temporary
                .as_ref()
                .map_or_else(Text::default, |temporary| temporary.reason.clone()),
            day,
            sequence,
        }
    }

    /// True while the answer is still the one to its question: by the snapshot it was computed from,
    /// and until it changes. A clock that was set back tells nothing.
    pub fn holds(&self, now: Instant, sequence: u64) -> bool {
        let horizon = Instant(self.at.instant.0 + HORIZON_DAYS * DAY_SECONDS);
        let until = self.until.map_or(horizon, |until| until.instant);
        self.sequence == sequence && (self.at.instant..until).contains(&now)
    }

    /// The minute of `now` on the day that `day` shows; `None` on another day.
    pub fn minute(&self, now: Instant) -> Option<u16> {
        let asked = self.at.local().second;
        let since = i64::from(asked) + now.0 - self.at.instant.0;
        let second = (0..DAY_SECONDS).contains(&since).then_some(since)?;
        u16::try_from(second / 60).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("a timestamp")
    }

    fn asked(until: Option<&str>) -> LastAnswer {
        LastAnswer {
            place: "Z-001".into(),
            place_name: Text::new("莫家街", "Mojia Street"),
            section: Text::default(),
            side: Side::Both,
            goods: "snack".into(),
            goods_name: Text::new("小吃", "Snacks"),
            at: at("2026-11-23T10:00:30+08:00"),
            verdict: Verdict::PermittedIf,
            until: until.map(at),
            next_permitted: None,
            conditions: 4,
            temporary: Text::default(),
            day: Vec::new(),
            sequence: 7,
        }
    }

    #[test]
    fn it_holds_from_when_it_was_asked_until_it_changes_and_for_its_snapshot_alone() {
        let answer = asked(Some("2026-11-23T21:00:00+08:00"));
        let holds = |now: &str, sequence| answer.holds(at(now).instant, sequence);
        assert!(holds("2026-11-23T10:00:30+08:00", 7));
        assert!(holds("2026-11-23T20:59:59+08:00", 7));
        assert!(!holds("2026-11-23T21:00:00+08:00", 7), "it has changed");
        assert!(!holds("2026-11-23T10:00:29+08:00", 7), "the clock is wrong");
        assert!(!holds("2026-11-23T12:00:00+08:00", 8), "a newer snapshot");
        let lasting = asked(None);
        assert!(lasting.holds(at("2027-12-01T12:00:00+08:00").instant, 7));
        assert!(!lasting.holds(at("2028-01-01T12:00:00+08:00").instant, 7));
    }

    #[test]
    fn the_minute_is_that_of_its_own_day() {
        let minute = |now: &str| asked(None).minute(at(now).instant);
        assert_eq!(minute("2026-11-23T18:37:59+08:00"), Some(18 * 60 + 37));
        assert_eq!(minute("2026-11-23T23:59:59+08:00"), Some(1439));
        assert_eq!(minute("2026-11-24T00:00:00+08:00"), None);
        assert_eq!(minute("2026-11-22T23:59:59+08:00"), None);
    }

    #[test]
    fn it_is_kept_and_read_again() {
        let kept = asked(Some("2026-11-23T21:00:00+08:00"));
        let text = serde_json::to_string(&kept).expect("written");
        assert_eq!(serde_json::from_str::<LastAnswer>(&text).ok(), Some(kept));
    }
}
