//! Which published cases are asked for, as GeoReport filters them (GET `requests`), and which page of
//! them.

use api::Status;
use civic::cases::Case;
use civic::time::{Date, Instant, Local, Timestamp, Zone};
use civic::{CaseId, ServiceCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::request::{requested_at, status};
use crate::published::Snapshot;

/// The last second of a day.
const LAST_SECOND: u32 = 86_399;
/// The most days that a list spans, and those that it spans where none are named; GeoReport's own figure.
pub(crate) const LONGEST_SPAN_DAYS: i64 = 90;
/// The most cases on a page, and as many as there are on it where nothing is said; GeoReport's own figure.
pub(crate) const MOST_ON_A_PAGE: usize = 1000;

/// A filter, and the page that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filter {
    /// These and no others, whatever else is said; empty for any.
    ids: Vec<CaseId>,
    /// Any of these kinds; empty for any.
    services: Vec<ServiceCode>,
    /// Any of these; empty for any.
    statuses: Vec<Status>,
    /// Received then or later.
    from: Instant,
    /// Received then or earlier.
    to: Instant,
    page: Page,
    /// The parameters, without the page.
    others: Vec<(String, String)>,
}

/// A page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// From 1.
    number: usize,
    /// How many there are on it at the most.
    pub(crate) size: usize,
}

impl Page {
    /// How many come before it.
    pub(crate) fn skipped(self) -> usize {
        (self.number - 1).saturating_mul(self.size)
    }
}

/// A parameter whose value cannot be understood: it never counts as not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FilterProblem {
    /// Neither open nor closed.
    Status,
    /// No kind of feedback that the city has or had.
    Service,
    /// No time.
    Time(&'static str),
    /// The span ends before it begins.
    Order,
    /// The span is longer than GeoReport allows.
    Span,
    /// No page, or too large a one.
    Page(&'static str),
}

impl FilterProblem {
    /// The name of the parameter.
    pub(crate) fn parameter(&self) -> &'static str {
        match self {
            Self::Status => STATUS,
            Self::Service => SERVICE_CODE,
            Self::Order | Self::Span => END_DATE,
            Self::Time(name) | Self::Page(name) => name,
        }
    }
}

const SERVICE_REQUEST_ID: &str = "service_request_id";
const SERVICE_CODE: &str = "service_code";
const STATUS: &str = "status";
const START_DATE: &str = "start_date";
const END_DATE: &str = "end_date";
const PAGE: &str = "page";
const PAGE_SIZE: &str = "page_size";

impl Filter {
    /// Reads the parameters of a query. Those that GeoReport does not filter by are left alone; each
    /// of the others may be repeated, and may be a list with commas.
    ///
    /// Of a span that is given by one end, the other end lies the most days away. Where neither is
    /// given, it is the latest such span.
    pub(crate) fn read(
        pairs: &[(String, String)],
        snapshot: &Snapshot,
        now: Instant,
    ) -> Result<Self, FilterProblem> {
        let values = |name| values(pairs, name);
        let services: Vec<ServiceCode> = values(SERVICE_CODE).map(ServiceCode::from).collect();
        let known = |code: &ServiceCode| {
            let mut services = snapshot.feedback.services.iter();
            let mut cases = snapshot.cases.cases.iter();
            services.any(|service| service.code == *code) || cases.any(|case| case.service == *code)
        };
        if !services.iter().all(known) {
            return Err(FilterProblem::Service);
        }
        let statuses: Vec<Status> = values(STATUS)
            .map(|code| Status::from_code(&code.to_ascii_lowercase()))
            .collect();
        if statuses
            .iter()
            .any(|status| matches!(status, Status::Unknown(_)))
        {
            return Err(FilterProblem::Status);
        }
        let (from, to) = span(pairs, &snapshot.manifest.time_zone, now)?;
        let is_page = |name: &str| matches!(name, PAGE | PAGE_SIZE);
        Ok(Self {
            ids: values(SERVICE_REQUEST_ID).map(CaseId::from).collect(),
            services,
            statuses,
            from,
            to,
            page: Page {
                number: whole_number(pairs, PAGE, usize::MAX)?.unwrap_or(1),
                size: whole_number(pairs, PAGE_SIZE, MOST_ON_A_PAGE)?.unwrap_or(MOST_ON_A_PAGE),
            },
            others: pairs
                .iter()
                .filter(|(name, _)| !is_page(name))
                .cloned()
                .collect(),
        })
    }

    /// True where a case is asked for.
    pub(crate) fn has(&self, case: &Case, zone: &Zone) -> bool {
        if !self.ids.is_empty() {
            return self.ids.contains(&case.id);
        }
        let at = requested_at(case, zone).instant;
        (self.services.is_empty() || self.services.contains(&case.service))
            && (self.statuses.is_empty() || self.statuses.contains(&status(case)))
            && self.from <= at
            && at <= self.to
    }

    /// The page that is asked for.
    pub(crate) fn page(&self) -> Page {
        self.page
    }

    /// The query of the page after it.
    pub(crate) fn next_page(&self) -> String {
        let Page { number, size } = self.page;
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let others = self.others.iter();
        let others = others.map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        let next = format!("{PAGE}={}", number.saturating_add(1));
        let pairs = others.chain([next, format!("{PAGE_SIZE}={size}")]);
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// The values of a parameter that are not empty.
fn values<'a>(
    pairs: &'a [(String, String)],
    name: &'static str,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let named = pairs.iter().filter(move |(key, _)| key == name);
    let values = named.flat_map(|(_, value)| value.split(','));
    values.map(str::trim).filter(|value| !value.is_empty())
}

/// The one value of a parameter, a whole number from 1 to `most`.
fn whole_number(
    pairs: &[(String, String)],
    name: &'static str,
    most: usize,
) -> Result<Option<usize>, FilterProblem> {
    let mut values = values(pairs, name);
    let (Some(value), rest) = (values.next(), values.next()) else {
        return Ok(None);
    };
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    let number = value.parse().ok().filter(|_| digits && rest.is_none());
    match number {
        Some(number) if (1..=most).contains(&number) => Ok(Some(number)),
        _ => Err(FilterProblem::Page(name)),
    }
}

/// The first and the last instant that are asked for.
fn span(
    pairs: &[(String, String)],
    zone: &Zone,
    now: Instant,
) -> Result<(Instant, Instant), FilterProblem> {
    let time = |name, second| {
        let mut times = values(pairs, name).map(|text| instant(text, zone, second));
        match (times.next(), times.next()) {
            (None, _) => Ok(None),
            (Some(Some(at)), None) => Ok(Some(at)),
            _ => Err(FilterProblem::Time(name)),
        }
    };
    // By the city's days, of which two a year are an hour longer or shorter where clocks are changed.
    let moved = |at: Instant, days: i64| {
        let Local { date, second } = zone.local(at);
        let date = date.plus_days(days);
        zone.instant(Local { date, second })
    };
    let later = |at| moved(at, LONGEST_SPAN_DAYS);
    let earlier = |at| moved(at, -LONGEST_SPAN_DAYS);
    match (time(START_DATE, 0)?, time(END_DATE, LAST_SECOND)?) {
        (None, None) => Ok((earlier(now), Instant(i64::MAX))),
        (Some(from), None) => Ok((from, later(from))),
        (None, Some(to)) => Ok((earlier(to), to)),
        (Some(from), Some(to)) if to < from => Err(FilterProblem::Order),
        (Some(from), Some(to)) if later(from) < to => Err(FilterProblem::Span),
        (Some(from), Some(to)) => Ok((from, to)),
    }
}

/// A time in W3C's form, or a day of the city, of which the given second counts.
fn instant(text: &str, zone: &Zone, second: u32) -> Option<Instant> {
    if let Some(date) = Date::parse(text) {
        return Some(zone.instant(Local { date, second }));
    }
    let read = |text: &str| Timestamp::parse(text).map(|at| at.instant);
    // The plus sign of an offset arrives as a space where it was not encoded.
    let with_plus = || {
        let (time, offset) = text.rsplit_once(' ')?;
        time.contains('T').then(|| format!("{time}+{offset}"))
    };
    read(text).or_else(|| read(&with_plus()?))
}

#[cfg(test)]
mod tests {
    use civic::time::Transition;

    use super::*;

    #[test]
    fn ninety_days_may_hold_a_change_of_the_clocks() {
        let mut zone = Zone::fixed("America/New_York", -240);
        zone.transitions.push(Transition {
            at: 1_414_908_000,
            offset_minutes: -300,
        });
        let query = |end: &str| {
            let pairs = [(START_DATE, "2014-09-28"), (END_DATE, end)];
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        assert!(span(&query("2014-12-26"), &zone, Instant(0)).is_ok());
        let longer = span(&query("2014-12-27"), &zone, Instant(0));
        assert_eq!(longer, Err(FilterProblem::Span));
    }
}
