//! Day patterns 时间图: the verdicts of many days for one place and one kind of goods.
//!
//! Most days of a year are alike: each is decided by what the schedules say of it and of the day
//! before, so a day is worked out once for every such combination.

use crate::answer::day_plan::DayKey;
use crate::answer::{Engine, Segment, Verdict};
use crate::time::{Date, DateSpan};
use crate::{GoodsId, PlaceId, RuleId};

/// What a day says at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayState {
    /// Permitted all day, with or without conditions.
    AllDay,
    /// Permitted at some time of the day.
    Sometimes,
    /// Never permitted, and prohibited at some time.
    Never,
    /// Nothing is published for any time of the day.
    NotPublished,
    /// Never surely permitted; at some time a calendar that is not published would decide.
    Stale,
}

impl DayState {
    /// The state of a day with these verdicts.
    pub fn of(segments: &[Segment]) -> Self {
        let any = |wanted: fn(&Verdict) -> bool| segments.iter().any(|s| wanted(&s.verdict));
        if any(Verdict::permits) {
            if any(|v| !v.permits()) {
                Self::Sometimes
            } else {
                Self::AllDay
            }
        } else if any(|v| *v == Verdict::Stale) {
            Self::Stale
        } else if any(|v| *v == Verdict::Prohibited) {
            Self::Never
        } else {
            Self::NotPublished
        }
    }
}

/// The verdicts that one or more days of a day patterns have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The verdicts from midnight to midnight on the city's clocks.
    pub segments: Vec<Segment>,
    /// The same at a glance.
    pub state: DayState,
}

/// One day of a day patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Its pattern's position in [`DayPatterns::patterns`].
    pub pattern: usize,
}

/// The verdicts of days that follow each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayPatterns {
    /// The days, in order.
    pub days: Vec<Day>,
    /// What they say, each once, in the order in which it first comes.
    pub patterns: Vec<Pattern>,
    /// The rules that decide at some time of these days, or would, were the calendar published;
    /// in the order of their identifiers.
    pub rules: Vec<RuleId>,
}

/// The days of one month that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The pattern's position in [`DayPatterns::patterns`].
    pub pattern: usize,
    /// The days, in order; neighbours are one span.
    pub spans: Vec<DateSpan>,
}

/// One month of a day patterns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// The first day of it that the day patterns holds.
    pub first: Date,
    /// Its days that the day patterns holds.
    pub days: Vec<Day>,
    /// The same, by what they say, in the order in which it first comes.
    pub alike: Vec<Alike>,
}

impl DayPatterns {
    /// What a day of this day patterns says.
    pub fn pattern(&self, day: Day) -> Option<&Pattern> {
        self.patterns.get(day.pattern)
    }

    /// The day patterns by months.
    pub fn months(&self) -> Vec<Month> {
        let mut months: Vec<Month> = Vec::new();
        for day in &self.days {
            let of = |date: Date| (date.year(), date.month());
            if months
                .last()
                .is_none_or(|month| of(month.first) != of(day.date))
            {
                months.push(Month {
                    first: day.date,
                    days: Vec::new(),
                    alike: Vec::new(),
                });
            }
            if let Some(month) = months.last_mut() {
                month.add(*day);
            }
        }
        months
    }
}

impl Month {
    fn add(&mut self, day: Day) {
        self.days.push(day);
        let span = DateSpan::day(day.date);
        match self.alike.iter_mut().find(|a| a.pattern == day.pattern) {
            Some(alike) => match alike.spans.last_mut() {
                Some(last) if last.until == span.from => last.until = span.until,
                _ => alike.spans.push(span),
            },
            None => self.alike.push(Alike {
                pattern: day.pattern,
                spans: vec![span],
            }),
        }
    }
}

/// The first day of the month that lies so many months after the date's own.
pub fn month_start(date: Date, months_after: i32) -> Date {
    let month = date.year() * 12 + i32::try_from(date.month()).unwrap_or(1) - 1 + months_after;
    let in_year = u32::try_from(month.rem_euclid(12)).unwrap_or(0) + 1;
    Date::new(month.div_euclid(12), in_year, 1).unwrap_or(date)
}

impl Engine {
    /// The verdicts of the days `[from, until)`; `None` where the place is not one of this
    /// engine's.
    pub fn day_patterns(
        &self,
        place: &PlaceId,
        goods: &GoodsId,
        from: Date,
        until: Date,
    ) -> Option<DayPatterns> {
        let here = self.here(place, goods)?;
        let mut day_patterns = DayPatterns::default();
        let mut seen: Vec<(DayKey, usize)> = Vec::new();
        let mut date = from;
        while date < until {
            let key = here.key(date);
            let known = seen.iter().rev().find(|(k, _)| *k == key);
            let pattern = if let Some((_, pattern)) = known {
                *pattern
            } else {
                let decided = here.day(date);
                for rule in decided.rules {
                    if let Err(at) = day_patterns.rules.binary_search(&rule) {
                        day_patterns.rules.insert(at, rule);
                    }
                }
                let alike = |p: &Pattern| p.segments == decided.segments;
                let pattern = day_patterns
                    .patterns
                    .iter()
                    .position(alike)
                    .unwrap_or_else(|| {
                        day_patterns.patterns.push(Pattern {
                            state: DayState::of(&decided.segments),
                            segments: decided.segments.clone(),
                        });
                        day_patterns.patterns.len() - 1
                    });
                seen.push((key, pattern));
                pattern
            };
            day_patterns.days.push(Day { date, pattern });
            date = date.plus_days(1);
        }
        Some(day_patterns)
    }
}
