//! The rows of the page: one for each month, quarter or year, and one for each kind.

use std::collections::BTreeSet;

use super::{Count, Counted, Dating, Filter, InForce, Version, in_force};
use crate::ServiceCode;
use crate::time::{Date, DateSpan};

/// How long a row's time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
}

impl Span {
    /// The span of this length that a day lies in.
    pub fn around(self, day: Date) -> DateSpan {
        let months: u32 = match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        };
        let first = (day.month() - 1) / months * months + 1;
        let (year, after) = match first + months {
            13.. => (day.year() + 1, 1),
            after => (day.year(), after),
        };
        // At the ends of time there is no such day: the span is then the day itself.
        let from = Date::new(day.year(), first, 1).unwrap_or(day);
        let until = Date::new(year, after, 1).unwrap_or_else(|| day.next());
        DateSpan { from, until }
    }
}

/// A row of the page: a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it counts.
    pub filter: Filter,
    /// The counts.
    pub count: Count,
    /// The definition that holds.
    pub definition: InForce,
    /// True where a line may join it with the row before.
    pub joins_previous: bool,
}

/// A row for each month, quarter or year from the first case to the last, those without cases among
/// them, in chronological order.
pub fn rows(cases: &[Counted], span: Span, dating: Dating, versions: &[Version]) -> Vec<Row> {
    let days = || cases.iter().filter_map(|case| dating.day(case));
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return Vec::new();
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut next = span.around(first);
    loop {
        let filter = Filter {
            dating,
            span: next,
            service: None,
            class: None,
        };
        let definition = in_force(next, versions);
        let before = rows.last().map(|row| row.definition);
        rows.push(Row {
            count: Count::of(cases.iter().filter(|case| filter.selects(case))),
            filter,
            definition,
            joins_previous: before.is_some_and(|before| before.joins(definition)),
        });
        if last < next.until || next.until <= next.from {
            return rows;
        }
        next = span.around(next.until);
    }
}

/// A row of the page: a kind of feedback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindRow {
    /// What it counts; the kind is in it.
    pub filter: Filter,
    /// The counts.
    pub count: Count,
}

/// A row for each kind of which there are cases in a span, in the order of their codes: it says nothing
/// about which is better.
pub fn by_kind(cases: &[Counted], span: DateSpan, dating: Dating) -> Vec<KindRow> {
    let kinds: BTreeSet<&ServiceCode> = cases
        .iter()
        .filter(|case| dating.day(case).is_some_and(|day| span.holds(day)))
        .map(|case| &case.service)
        .collect();
    let row = |service: &ServiceCode| {
        let filter = Filter {
            dating,
            span,
            service: Some(service.clone()),
            class: None,
        };
        KindRow {
            count: Count::of(cases.iter().filter(|case| filter.selects(case))),
            filter,
        }
    };
    kinds.into_iter().map(row).collect()
}
