//! Which published cases are asked for, as GeoReport filters them (GET `requests.json`).

use api::Status;
use civic::cases::Case;
use civic::time::{Date, Instant, Local, Timestamp, Zone};
use civic::{CaseId, ServiceCode};

use super::request::{requested_at, status};
use crate::published::Snapshot;

/// The last second of a day.
const LAST_SECOND: u32 = 86_399;

/// A filter. Without one every case is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    /// These and no others, whatever else is said; empty for any.
    ids: Vec<CaseId>,
    /// Any of these kinds; empty for any.
    services: Vec<ServiceCode>,
    /// Any of these; empty for any.
    statuses: Vec<Status>,
    /// Received then or later.
    from: Option<Instant>,
    /// Received then or earlier.
    to: Option<Instant>,
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
}

impl FilterProblem {
    /// The name of the parameter.
    pub(crate) fn parameter(&self) -> &'static str {
        match self {
            Self::Status => STATUS,
            Self::Service => SERVICE_CODE,
            Self::Time(name) => name,
        }
    }
}

const SERVICE_REQUEST_ID: &str = "service_request_id";
const SERVICE_CODE: &str = "service_code";
const STATUS: &str = "status";
const START_DATE: &str = "start_date";
const END_DATE: &str = "end_date";

impl Filter {
    /// Reads the parameters of a query. Those that GeoReport does not filter by are left alone; each
    /// of the others may be repeated, and may be a list with commas.
    pub(crate) fn read(
        pairs: &[(String, String)],
        snapshot: &Snapshot,
    ) -> Result<Self, FilterProblem> {
        let values = |name: &'static str| {
            let named = pairs.iter().filter(move |(key, _)| key == name);
            let values = named.flat_map(|(_, value)| value.split(','));
            values.map(str::trim).filter(|value| !value.is_empty())
        };
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
        let zone = &snapshot.manifest.time_zone;
        let time = |name, second| {
            let mut times = values(name).map(|text| instant(text, zone, second));
            match (times.next(), times.next()) {
                (None, _) => Ok(None),
                (Some(Some(at)), None) => Ok(Some(at)),
                _ => Err(FilterProblem::Time(name)),
            }
        };
        Ok(Self {
            ids: values(SERVICE_REQUEST_ID).map(CaseId::from).collect(),
            services,
            statuses,
            from: time(START_DATE, 0)?,
            to: time(END_DATE, LAST_SECOND)?,
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
            && self.from.is_none_or(|from| from <= at)
            && self.to.is_none_or(|to| at <= to)
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
