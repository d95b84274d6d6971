//! What an office has to answer soon, as a calendar.

use civic::cases::clock::Clock;
use civic::cases::due_calendar::{Due, OpenCase, due_calendar, due_within};
use civic::{CaseKey as DomainKey, Text, UnitCode};

use super::context::{Desk, DeskError, domain_key};
use super::log::state;
use crate::store::{CaseFilter, CaseKey, CaseNumber};

/// How many rows are read at once.
const PAGE: u32 = 500;

/// A case that is open.
struct Open {
    key: DomainKey,
    service: Text,
    clock: Clock,
}

impl Desk<'_> {
    /// What is due within so many working days for a unit, or for all, as iCalendar; and of how many
    /// nobody can say when they are due.
    pub async fn due(
        &self,
        unit: Option<&UnitCode>,
        within: u32,
    ) -> Result<(String, usize), DeskError> {
        let snapshot = self.snapshot;
        let zone = &snapshot.manifest.time_zone;
        let mut open = Vec::new();
        let mut after = CaseNumber(0);
        let filter = CaseFilter {
            units: unit.into_iter().cloned().collect(),
            ..CaseFilter::default()
        };
        loop {
            let rows = self.store.list(filter.clone(), after, PAGE).await?;
            let is_last = rows.len() < PAGE as usize;
            for row in rows {
                after = row.number;
                if row.index.ended_at.is_some() {
                    continue;
                }
                if let Some(found) = self.store.find(CaseKey::Number(row.number)).await? {
                    open.push(Open {
                        key: domain_key(row.number),
                        service: self.service_name(&row.service),
                        clock: state(&found)?.clock.by_days(zone),
                    });
                }
            }
            if is_last {
                break;
            }
        }
        let today = zone.local(self.now).date;
        let cases = open.iter().map(|case| OpenCase {
            key: &case.key,
            service: &case.service,
            clock: &case.clock,
        });
        let due: Due<'_> = due_within(cases, today, within, &snapshot.city.calendar);
        let office = match unit {
            Some(unit) => self.unit_name(unit),
            None => snapshot.manifest.city_name.clone(),
        };
        let city = &snapshot.manifest.city;
        let calendar = due_calendar(&due, &office, city, self.now, |_| None);
        Ok((calendar, due.without_day))
    }
}
