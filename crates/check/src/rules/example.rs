//! Examples 例: the instant that shows what a finding means, in the city's local time.

use civic::places::Place;
use civic::time::{Date, Instant};
use civic::{GoodsId, Text};

use crate::Example;
use crate::checker::Check;

const WEEKDAYS: [(&str, &str); 7] = [
    ("周一", "Monday"),
    ("周二", "Tuesday"),
    ("周三", "Wednesday"),
    ("周四", "Thursday"),
    ("周五", "Friday"),
    ("周六", "Saturday"),
    ("周日", "Sunday"),
];

/// The weekday by its ISO number.
pub(crate) fn weekday(number: u8) -> Text {
    let i = usize::from(number).saturating_sub(1);
    let (zh, en) = WEEKDAYS.get(i).copied().unwrap_or_default();
    Text::new(zh, en)
}

/// A day: `2026-06-01（周一）`, `Monday 2026-06-01`.
pub(crate) fn day(date: Date) -> Text {
    let name = weekday(date.weekday());
    Text::new(
        format!("{date}（{}）", name.zh),
        format!("{} {date}", name.en),
    )
}

/// The English where there is one.
pub(crate) fn or_zh(text: &Text) -> &str {
    if text.en.is_empty() {
        &text.zh
    } else {
        &text.en
    }
}

impl Check<'_> {
    /// What the city's clocks show at an instant: `2026-06-01（周一）21:30`. Seconds are named
    /// where there are any; the offset from UTC, where the clocks show this time twice.
    pub(crate) fn clock(&self, at: Instant) -> Text {
        let local = self.zone.local(at);
        let (minute, second) = (local.second / 60, local.second % 60);
        let mut clock = format!("{:02}:{:02}", minute / 60, minute % 60);
        if second != 0 {
            clock = format!("{clock}:{second:02}");
        }
        if self.zone.instant(local) != at || self.zone.second_instant(local).is_some() {
            let offset = self.zone.offset_at(at);
            let sign = if offset < 0 { '-' } else { '+' };
            let minutes = offset.abs();
            clock = format!("{clock} UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60);
        }
        let day = day(local.date);
        Text::new(format!("{}{clock}", day.zh), format!("{} {clock}", day.en))
    }

    /// An example without a place.
    pub(crate) fn instant(&self, at: Instant) -> Example {
        Example {
            at: self.zone.timestamp(at),
            place: None,
            goods: None,
        }
    }

    /// What goods are called.
    pub(crate) fn goods_name(&self, id: &GoodsId) -> Text {
        let mut goods = self.sources.goods.iter().map(|g| &g.value);
        goods.find(|g| g.id == *id).map_or_else(
            || Text::new(id.as_str(), id.as_str()),
            |g| Text::new(g.name.zh.as_str(), or_zh(&g.name)),
        )
    }

    /// The example for an instant, a place and goods, and its text.
    pub(crate) fn question(&self, at: Instant, place: &Place, goods: &GoodsId) -> (Example, Text) {
        let (clock, sold, id) = (self.clock(at), self.goods_name(goods), &place.id);
        let said = Text::new(
            format!("{}，{}（{id}），{}", clock.zh, place.name.zh, sold.zh),
            format!("{}, {} ({id}), {}", clock.en, or_zh(&place.name), sold.en),
        );
        let example = Example {
            at: self.zone.timestamp(at),
            place: Some(place.id.clone()),
            goods: Some(goods.clone()),
        };
        (example, said)
    }
}
