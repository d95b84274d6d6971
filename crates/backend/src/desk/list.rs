//! Cases in a list.

use api::{CaseList, CaseSummary};
use civic::cases::Stage;
use civic::cases::handling::{Actor, Role, Slot, State};
use civic::{ServiceCode, Text, UnitCode};

use super::context::{Desk, DeskError};
use super::fold::Folded;
use super::log::state;
use crate::store::{CaseFilter, CaseKey, CaseNumber, CaseRow};

/// The characters of a text that a list shows.
const BEGINS: usize = 60;
/// How many rows are read at once.
const PAGE: u32 = 200;

/// Which cases are asked for. Without any condition all are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// At any of these stages; empty for any.
    pub stages: Vec<Stage>,
    /// Handled by any of these units; empty for any or none.
    pub units: Vec<UnitCode>,
    /// Of any of these kinds; empty for any.
    pub services: Vec<ServiceCode>,
    /// Those alone that are overdue.
    pub overdue: bool,
    /// Those alone that are to be cleared.
    pub to_clear: bool,
    /// A line for each, also of a flood of those that say the same; otherwise that has one line.
    pub each: bool,
    /// Those with a higher number than this.
    pub after: i64,
    /// How many at most.
    pub most: u32,
}

impl Desk<'_> {
    /// The cases of a query that somebody may see: a handler those of their unit.
    pub async fn list(&self, query: &ListQuery, actor: &Actor) -> Result<CaseList, DeskError> {
        let zone = &self.snapshot.manifest.time_zone;
        let today = zone.local(self.now).date;
        let units = match (actor.role(), actor.unit()) {
            (Some(Role::Handler), Some(own)) => {
                if query.units.iter().any(|unit| unit != own) {
                    return Ok(CaseList {
                        cases: Vec::new(),
                        next: None,
                    });
                }
                vec![own.clone()]
            }
            _ => query.units.clone(),
        };
        let filter = CaseFilter {
            stages: query.stages.clone(),
            units,
            services: query.services.clone(),
            due_before: query.overdue.then_some(today),
            needs_clearing: query.to_clear.then_some(true),
            ..CaseFilter::default()
        };
        let is_folded =
            !query.each && (query.stages.is_empty() || query.stages.contains(&Stage::Received));
        let folded = if is_folded {
            self.folded().await?
        } else {
            Folded::default()
        };
        let mut cases = Vec::new();
        let mut after = CaseNumber(query.after);
        let most = usize::try_from(query.most).unwrap_or(usize::MAX);
        loop {
            let rows = self.store.list(filter.clone(), after, PAGE).await?;
            let is_last = rows.len() < PAGE as usize;
            for row in rows {
                after = row.number;
                // It is never hidden under a case that this list does not show.
                let first = folded.first(row.number);
                let is_listed = |first: i64| {
                    let mut listed = cases.iter();
                    first <= query.after || listed.any(|case: &CaseSummary| case.number == first)
                };
                if first.is_some_and(is_listed) {
                    continue;
                }
                let Some(found) = self.store.find(CaseKey::Number(row.number)).await? else {
                    continue;
                };
                let mut summary = self.summary(&found.row, &state(&found)?);
                summary.alike = folded.under(row.number);
                // What has only just come in is not cleared yet, whatever it may hold.
                let is_new = matches!(summary.stage, Stage::Received | Stage::Withdrawn);
                if query.overdue && !summary.overdue || query.to_clear && is_new {
                    continue;
                }
                if cases.len() == most {
                    let next = cases.last().map(|case: &CaseSummary| case.number);
                    return Ok(CaseList { cases, next });
                }
                cases.push(summary);
            }
            if is_last {
                return Ok(CaseList { cases, next: None });
            }
        }
    }

    pub(super) fn summary(&self, row: &CaseRow, state: &State) -> CaseSummary {
        let snapshot = self.snapshot;
        let zone = &snapshot.manifest.time_zone;
        let calendar = &snapshot.city.calendar;
        let today = zone.local(self.now).date;
        let clock = state.clock.by_days(zone);
        let begins = state.said(&Slot::Description).and_then(|said| said.text());
        CaseSummary {
            number: row.number.0,
            service: row.service.clone(),
            service_name: self.service_name(&row.service),
            stage: state.stage.clone(),
            unit: state.unit.clone(),
            unit_name: state
                .unit
                .as_ref()
                .map(|unit| self.unit_name(unit))
                .unwrap_or_default(),
            received: zone.timestamp(state.received_at),
            changed: zone.timestamp(row.changed_at),
            due_on: clock.due_on(today, calendar),
            overdue: clock.is_overdue(today, calendar) == Some(true),
            paused: clock.is_paused(),
            needs_clearing: row.index.needs_clearing,
            published_as: state
                .published
                .as_ref()
                .map(|published| published.id.clone()),
            begins: begins.unwrap_or_default().chars().take(BEGINS).collect(),
            alike: Vec::new(),
        }
    }

    pub(super) fn service_name(&self, code: &ServiceCode) -> Text {
        let mut services = self.snapshot.feedback.services.iter();
        let service = services.find(|service| service.code == *code);
        service.map_or_else(Text::default, |service| service.name.clone())
    }

    /// What a unit is called; empty where the city no longer has it.
    pub(crate) fn unit_name(&self, code: &UnitCode) -> Text {
        let mut units = self.snapshot.city.units.iter();
        let unit = units.find(|unit| unit.code == *code);
        unit.map_or_else(Text::default, |unit| unit.name.clone())
    }
}
