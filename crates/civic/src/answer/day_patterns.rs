//! Day patterns 时间图: the verdicts of many days for one place and one kind of goods.
//!
//! Most days of a year are alike: what decides on a day depends on whether each schedule holds on
//! it and on the day before. The verdicts are computed once for every such combination.
//!
//! [`Engine::day_patterns`] builds the [`DayPatterns`]; [`DayPatterns::months`] groups them.

use crate::answer::day_plan::DayKey;
use crate::answer::{Engine, Segment, Verdict};
use crate::time::{Date, DateSpan};
use crate::{GoodsId, PlaceId, RuleId};

/// The verdicts of a day, summarised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayState {
    /// Permitted all day, with or without conditions.
    AllDay,
    /// Permitted at some time of the day.
    Sometimes,
    /// Never permitted, and prohibited at some time of the day.
    Never,
    /// No rule is published for any time of the day.
    NotPublished,
    /// Never permitted as far as is known: at some time the decision depends on a calendar that is
    /// not published.
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

/// The verdicts that one or more days of [`DayPatterns`] have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The verdicts from midnight to midnight in the city's local time.
    pub segments: Vec<Segment>,
    /// The same, summarised.
    pub state: DayState,
}

/// One day of [`DayPatterns`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// The index of its pattern in [`DayPatterns::patterns`].
    pub pattern: usize,
}

/// The verdicts of consecutive days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayPatterns {
    /// The days, in order.
    pub days: Vec<Day>,
    /// The distinct patterns, in order of first appearance.
    pub patterns: Vec<Pattern>,
    /// The rules that decide at some time of these days, or would decide if the calendar were
    /// published; sorted by identifier.
    pub rules: Vec<RuleId>,
}

/// The days of one month that share a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternDays {
    /// The index of the pattern in [`DayPatterns::patterns`].
    pub pattern: usize,
    /// The days, in order; consecutive days form one span.
    pub spans: Vec<DateSpan>,
}

/// One month of [`DayPatterns`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// The first day of the month that is included.
    pub first: Date,
    /// The days of the month that are included.
    pub days: Vec<Day>,
    /// The same days grouped by pattern, in order of first appearance.
    pub groups: Vec<PatternDays>,
}

impl DayPatterns {
    /// The pattern of a day.
    pub fn pattern(&self, day: Day) -> Option<&Pattern> {
        self.patterns.get(day.pattern)
    }

    /// The days grouped by month.
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
                    groups: Vec::new(),
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
        match self.groups.iter_mut().find(|a| a.pattern == day.pattern) {
            Some(group) => match group.spans.last_mut() {
                Some(last) if last.until == span.from => last.until = span.until,
                _ => group.spans.push(span),
            },
            None => self.groups.push(PatternDays {
                pattern: day.pattern,
                spans: vec![span],
            }),
        }
    }
}

/// The first day of the month that is `months_after` months after the month of `date`.
pub fn month_start(date: Date, months_after: i32) -> Date {
    let month = date.year() * 12 + i32::try_from(date.month()).unwrap_or(1) - 1 + months_after;
    let in_year = u32::try_from(month.rem_euclid(12)).unwrap_or(0) + 1;
    Date::new(month.div_euclid(12), in_year, 1).unwrap_or(date)
}

impl Engine {
    /// The verdicts of the days `[from, until)`; `None` if the engine does not know the place.
    pub fn day_patterns(
        &self,
        place: &PlaceId,
        goods: &GoodsId,
        from: Date,
        until: Date,
    ) -> Option<DayPatterns> {
        let rules = self.rules_at(place, goods)?;
        let mut day_patterns = DayPatterns::default();
        let mut seen: Vec<(DayKey, usize)> = Vec::new();
        let mut date = from;
        while date < until {
            let key = rules.key(date);
            let known = seen.iter().rev().find(|(k, _)| *k == key);
            let pattern = if let Some((_, pattern)) = known {
                *pattern
            } else {
                let decided = rules.day(date);
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
