//! What of the store may be public: the one way from what people sent to what is published.

use std::collections::HashMap;

use civic::cases::grouped::{Outcome, Period, Table, TableRow};
use civic::cases::handling::{EventKind, PublicCase, PublicStep, Reference, State, Stopped};
use civic::cases::{Case, CaseEvent, Means, Pause, Service, Stage};
use civic::documents::{Source, SourceKind};
use civic::time::{Calendar, Date, Instant, Zone};
use civic::{CaseId, CaseKey as DomainKey, Text};

use super::context::DeskError;
use super::log::state;
use crate::store::{CaseFilter, CaseKey, CaseNumber, CaseStore, StoredCase};

/// How many rows are read at once.
const PAGE: u32 = 500;
/// The digits that tell a withheld case from others.
const ID_DIGITS: usize = 16;

/// What may be published: a case that a person cleared and that was published, one that is withheld,
/// without a word, or a group of officials' reports. Only this module makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleared {
    case: Case,
    number: i64,
}

impl Cleared {
    /// Its number in the store, for whoever has to mend it there; 0 for a group.
    pub fn number(&self) -> i64 {
        self.number
    }

    /// The case as it is published.
    pub fn into_case(self) -> Case {
        self.case
    }
}

/// Every single case of a store that may be public, by the days and the calendar of the city, on the day
/// of `now`. A case that is withheld is there without a word, so that it counts; one that was merged is
/// there once the case that goes on for it is.
pub async fn cleared(
    store: &dyn CaseStore,
    zone: &Zone,
    calendar: &Calendar,
    now: Instant,
) -> Result<Vec<Cleared>, DeskError> {
    let today = zone.local(now).date;
    let mut all = Vec::new();
    let mut after = CaseNumber(0);
    loop {
        let rows = store.list(CaseFilter::default(), after, PAGE).await?;
        let is_last = rows.len() < PAGE as usize;
        for row in rows {
            after = row.number;
            let Some(found) = store.find(CaseKey::Number(row.number)).await? else {
                continue;
            };
            let state = state(&found)?;
            let clock = state.clock.by_days(zone);
            let due_on = clock.due_on(today, calendar);
            let case = match state.public_case() {
                Some(public) => Some(Case {
                    // While it is stopped there is no such day yet.
                    due_on: due_on.filter(|_| !clock.is_paused()),
                    ..case(&state, public, zone)
                }),
                // Its pauses are not told: while one lasts, the day is that if it ended today.
                None => withheld(&found, &state, zone).map(|case| Case { due_on, ..case }),
            };
            all.extend(case.map(|case| {
                let into = state.merged_into.filter(|_| case.withheld.is_none());
                let number = row.number.0;
                (Cleared { case, number }, into)
            }));
        }
        if is_last {
            return Ok(with_mergers(all));
        }
    }
}

/// Says of each merged case which one goes on for it. Where that is not public yet, the merged one waits:
/// it would lead nowhere.
fn with_mergers(mut all: Vec<(Cleared, Option<DomainKey>)>) -> Vec<Cleared> {
    loop {
        let public = all.len();
        let ids: HashMap<String, CaseId> = all
            .iter()
            .map(|(cleared, _)| (cleared.number.to_string(), cleared.case.id.clone()))
            .collect();
        all.retain_mut(|(cleared, into)| {
            let Some(into) = into else {
                return true;
            };
            cleared.case.merged_into = ids.get(&into.0).cloned();
            cleared.case.merged_into.is_some()
        });
        if all.len() == public {
            return all.into_iter().map(|(cleared, _)| cleared).collect();
        }
    }
}

fn case(state: &State, public: PublicCase, zone: &Zone) -> Case {
    let day = |at| zone.local(at).date;
    let description = public.description.text();
    let answer = public.answer.as_ref();
    let referred = public.steps.iter().rev();
    let referred = referred.filter(|step| step.stage == Stage::Referred);
    Case {
        id: public.id,
        service: public.service,
        title: public.title.text(),
        group: None,
        place: public.place,
        about: ids(&public.about),
        opened_on: day(public.received_at),
        due_on: None,
        closed_on: state.stage.is_final().then(|| day(state.stage_since)),
        stage: public.stage,
        close_reason: public.reason,
        means: public.means,
        means_ground: public.ground.map(|words| words.text()).unwrap_or_default(),
        basis: answer.map(|answer| ids(&answer.basis)).unwrap_or_default(),
        pauses: pauses(state, zone),
        events: events(&public.steps, &description, zone),
        answer: answer
            .filter(|answer| answer.holds)
            .map(|answer| answer.text.text())
            .unwrap_or_default(),
        unit: answer
            .and_then(|answer| answer.unit.clone())
            .or(public.unit),
        referred_to: referred
            .map(|step| step.text.text())
            .next()
            .unwrap_or_default(),
        merged_into: None,
        led_to: ids(&public.led_to),
        withheld: None,
        rating: public.rating,
        source: from_the_city(),
    }
}

/// A case of which nothing but that it is one may be public.
fn withheld(found: &StoredCase, state: &State, zone: &Zone) -> Option<Case> {
    let reason = state.withheld.clone()?;
    let is_each = state.received.publication.is_each();
    if !is_each || state.stage == Stage::Withdrawn {
        return None;
    }
    let hash = found.log.first().map(|entry| entry.hash.to_string());
    let hash: String = hash.unwrap_or_default().chars().take(ID_DIGITS).collect();
    let known = state
        .published
        .as_ref()
        .map(|published| published.id.clone());
    let closing = state.closing.as_ref();
    Some(Case {
        withheld: Some(reason),
        rating: state.rating,
        close_reason: closing.map(|closing| closing.reason.clone()),
        means: closing.map_or(Means::Unclassified, |closing| closing.means.clone()),
        closed_on: state
            .stage
            .is_final()
            .then(|| zone.local(state.stage_since).date),
        ..bare(
            known.unwrap_or_else(|| format!("w-{hash}").as_str().into()),
            state.received.service.clone(),
            zone.local(state.received_at).date,
            state.stage.clone(),
        )
    })
}

/// The groups of officials' reports, as the rows of their table. `service` is the kind of those whose kind
/// is not told: the only one that is published in groups, where there is only one.
pub fn grouped(table: &Table, services: &[Service]) -> Vec<Cleared> {
    let mut in_groups = services
        .iter()
        .filter(|service| !service.publication.is_each());
    let only = match (in_groups.next(), in_groups.next()) {
        (Some(service), None) => Some(service.code.clone()),
        _ => None,
    };
    let mut all = Vec::new();
    for row in &table.rows {
        let Some(code) = row.cell.service.clone().or_else(|| only.clone()) else {
            continue;
        };
        let kind = services.iter().find(|service| service.code == code);
        let name = kind.map(|service| service.name.clone()).unwrap_or_default();
        let parts = [(Outcome::Pending, row.pending), (Outcome::Ended, row.ended)];
        for (outcome, count) in parts {
            let stage = match outcome {
                Outcome::Pending => Stage::InProgress,
                Outcome::Ended | Outcome::ByMeans(_) => Stage::Closed,
            };
            all.extend(part(row, &code, &name, &stage, Means::Unclassified, count));
        }
        for ended in &row.by_means {
            let means = ended.means.clone();
            all.extend(part(row, &code, &name, &Stage::Closed, means, ended.count));
        }
    }
    all
}

fn part(
    row: &TableRow,
    code: &civic::ServiceCode,
    name: &Text,
    stage: &Stage,
    means: Means,
    count: u32,
) -> Option<Cleared> {
    if count == 0 {
        return None;
    }
    let cell = &row.cell;
    let mut zh = vec![format!("{}：{}", cell.period, name.zh)];
    let mut en = vec![format!("{}: {}", cell.period, name.en)];
    let mut id = vec![format!("g-{}-{code}", cell.period).to_lowercase()];
    id.extend(cell.county.as_ref().map(|county| county.code().to_string()));
    if let Some(level) = &cell.level {
        id.push(level.code().to_owned());
        zh.push(format!("{}一级的要求", level.zh()));
        en.push(format!("demanded by {}", level.en().to_lowercase()));
    }
    if let Some(topic) = &cell.topic {
        id.push(topic.code().to_owned());
        zh.push(topic.zh().to_owned());
        en.push(topic.en().to_lowercase());
    }
    id.extend([stage.code().to_owned(), means.code().to_owned()]);
    let (id, title) = (id.join("-"), Text::new(zh.join("，"), en.join(", ")));
    let opened_on = first_day(cell.period)?;
    let case = Case {
        title,
        group: Some(count),
        means,
        unit: cell.county.as_ref().map(|county| county.code().clone()),
        ..bare(id.as_str().into(), code.clone(), opened_on, stage.clone())
    };
    Some(Cleared { case, number: 0 })
}

/// The first day of a time.
fn first_day(period: Period) -> Option<Date> {
    let (year, month) = match period {
        Period::Year(year) => (year, 1),
        Period::Quarter(year, quarter) => (year, quarter * 3 - 2),
        Period::Month(month) => (month.year(), month.number()),
    };
    Date::parse(&format!("{year:04}-{month:02}-01"))
}

/// A case without a word.
fn bare(id: CaseId, service: civic::ServiceCode, opened_on: Date, stage: Stage) -> Case {
    Case {
        id,
        service,
        title: Text::default(),
        group: None,
        place: None,
        about: Vec::new(),
        opened_on,
        due_on: None,
        closed_on: None,
        stage,
        close_reason: None,
        means: Means::Unclassified,
        means_ground: Text::default(),
        basis: Vec::new(),
        pauses: Vec::new(),
        events: Vec::new(),
        answer: Text::default(),
        unit: None,
        referred_to: Text::default(),
        merged_into: None,
        led_to: Vec::new(),
        withheld: None,
        rating: None,
        source: from_the_city(),
    }
}

fn ids(references: &[Reference]) -> Vec<String> {
    references
        .iter()
        .map(|reference| reference.id.clone())
        .collect()
}

/// When the clock stood still, a day at least: one that is begun and ended on one day costs nothing.
fn pauses(state: &State, zone: &Zone) -> Vec<Pause> {
    let clocks = state.earlier_clocks.iter().chain([&state.clock]);
    let stopped = clocks.flat_map(|clock| &clock.pauses);
    let pause = |stopped: &Stopped| Pause {
        from: zone.local(stopped.from).date,
        until: stopped.until.map(|until| zone.local(until).date),
        reason: Text::new(stopped.reason.zh(), stopped.reason.en()),
    };
    stopped
        .map(pause)
        .filter(|pause| pause.until != Some(pause.from))
        .collect()
}

/// The steps by their days. With the receipt comes what was written, as it was cleared.
fn events(steps: &[PublicStep], description: &Text, zone: &Zone) -> Vec<CaseEvent> {
    let both = |kind: &str, said: &str, colon: &str| {
        if said.is_empty() {
            kind.to_owned()
        } else {
            format!("{kind}{colon}{said}")
        }
    };
    let event = |step: &PublicStep| {
        let said = match step.kind {
            EventKind::Received => description.clone(),
            _ => step.text.text(),
        };
        CaseEvent {
            on: zone.local(step.at).date,
            text: Text::new(
                both(step.kind.zh(), &said.zh, "："),
                both(step.kind.en(), &said.en, ": "),
            ),
        }
    };
    steps.iter().map(event).collect()
}

/// What a case that came in here rests on.
fn from_the_city() -> Source {
    Source {
        kind: SourceKind::Official,
        reference: String::new(),
    }
}
