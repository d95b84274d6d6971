//! Updates 动态: what changed, and when.

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{Text, UpdateId};

open_enum! {
    /// The kind of an update.
    UpdateKind {
        /// A season opens.
        SeasonOpen = "season_open", "季节开放", "Season opens";
        /// The rules of a place changed.
        ZoneChange = "zone_change", "规则调整", "Rules changed";
        /// A place is closed for a time.
        TemporaryClosure = "temporary_closure", "临时关闭", "Temporary closing";
        /// Something was corrected.
        Correction = "correction", "纠偏", "Correction";
        /// A duty list changed.
        ListUpdate = "list_update", "清单调整", "List changed";
        /// A monthly report.
        MonthlyReport = "monthly_report", "月度通报", "Monthly report";
    }
}

/// An update 动态.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Its identifier.
    pub id: UpdateId,
    /// The day it was published.
    pub date: Date,
    /// Its kind.
    pub kind: UpdateKind,
    /// Its title.
    pub title: Text,
    /// What changed.
    pub body: Text,
    /// The identifiers of the places, requirements, duties and corrections it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affects: Vec<String>,
    /// The first day on which it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<Date>,
    /// The first day on which it no longer applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where this row comes from.
    pub source: Source,
}

impl Update {
    /// The day from which it applies, or on which it was published.
    pub fn since(&self) -> Date {
        self.effective_on.unwrap_or(self.date)
    }

    /// The last day on which it applies; `None` if it has no end.
    pub fn last_day(&self) -> Option<Date> {
        Some(self.until?.plus_days(-1))
    }

    /// Whether it no longer applies on a day.
    pub fn is_over(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until <= today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::SourceKind;

    #[test]
    fn an_end_is_the_last_day_and_over_on_the_next() {
        let day = |text: &str| Date::parse(text).expect("a date");
        let mut update = Update {
            id: "N-1".into(),
            date: day("2026-11-20"),
            kind: UpdateKind::ZoneChange,
            title: Text::default(),
            body: Text::default(),
            affects: Vec::new(),
            effective_on: None,
            until: None,
            source: Source {
                kind: SourceKind::Sample,
                reference: String::new(),
            },
        };
        assert_eq!(update.since(), day("2026-11-20"));
        assert_eq!(update.last_day(), None);
        assert!(!update.is_over(day("2099-01-01")));
        update.effective_on = Some(day("2026-12-01"));
        update.until = Some(day("2027-03-01"));
        assert_eq!(update.since(), day("2026-12-01"));
        assert_eq!(update.last_day(), Some(day("2027-02-28")));
        assert!(!update.is_over(day("2027-02-28")));
        assert!(update.is_over(day("2027-03-01")));
    }
}
