//! What is published of each case.

use std::collections::{BTreeMap, BTreeSet};

use check::Sources;
use civic::Text;
use civic::cases::register::CaseEntry;
use civic::cases::{Case, deadline};
use civic::documents::CorrectionTarget;
use civic::time::{Calendar, CalendarYear};

/// The cases of a snapshot.
pub(crate) struct Register {
    /// The latest first.
    pub(super) cases: Vec<Case>,
    /// What a list shows of each, in the same order.
    pub(super) entries: Vec<CaseEntry>,
    /// The places in the list of the cases that name a thing, or led to a correction of it, by its identifier.
    /// Documents are left out: a law is named by half of them.
    pub(super) naming: BTreeMap<String, Vec<usize>>,
}

impl Register {
    pub(crate) fn of(sources: &Sources) -> Self {
        let calendar = sources.calendar.iter().map(|row| row.value.clone());
        let calendar: Calendar = calendar.collect::<Vec<CalendarYear>>().into();
        let services = sources.services.iter().map(|row| &row.value);
        let services: BTreeMap<_, _> = services.map(|s| (&s.code, s)).collect();
        let corrections = sources.corrections.iter().map(|row| &row.value);
        let mut corrected: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for correction in corrections {
            if let CorrectionTarget::Case(case) = &correction.target {
                let of = corrected.entry(case.as_str()).or_default();
                of.push(correction.id.as_str());
            }
        }
        let published = |case: &Case| {
            let mut case = case.clone();
            if let Some(service) = services.get(&case.service)
                && case.group.is_none()
                // What was handled here has a clock of its own, which starts anew where it is reopened.
                && case.due_on.is_none()
            {
                case.due_on = deadline::due_on_with_pauses(service, &case, &calendar);
            }
            for correction in corrected.get(case.id.as_str()).into_iter().flatten() {
                if case.led_to.iter().all(|known| known != correction) {
                    case.led_to.push((*correction).to_owned());
                }
            }
            if case.withheld.is_some() {
                case.without_words()
            } else {
                case
            }
        };
        let mut cases: Vec<Case> = sources
            .cases
            .iter()
            .map(|row| published(&row.value))
            .collect();
        cases.sort_by(|a, b| (b.opened_on, &a.id).cmp(&(a.opened_on, &b.id)));
        let places = sources.places.iter().map(|row| &row.value);
        let places: BTreeMap<_, &Text> = places.map(|place| (&place.id, &place.name)).collect();
        let entry = |case: &Case| {
            let place = case.place.as_ref().and_then(|place| places.get(place));
            CaseEntry::of(case, place.map(|name| (*name).clone()).unwrap_or_default())
        };
        let entries = cases.iter().map(entry).collect();
        let documents = sources.documents.iter();
        let documents: BTreeSet<&str> = documents.map(|row| row.value.id.as_str()).collect();
        let corrections = sources.corrections.iter().map(|row| &row.value);
        let targets: BTreeMap<&str, &str> = corrections
            .filter_map(|correction| Some((correction.id.as_str(), target_of(&correction.target)?)))
            .collect();
        let target = |correction: &str| targets.get(correction).copied();
        let mut naming: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (n, case) in cases.iter().enumerate() {
            let corrected = case.led_to.iter().filter_map(|id| target(id.as_str()));
            let named: BTreeSet<&str> = case.named().chain(corrected).collect();
            for id in named.into_iter().filter(|id| !documents.contains(id)) {
                naming.entry(id.to_owned()).or_default().push(n);
            }
        }
        Self {
            cases,
            entries,
            naming,
        }
    }

    /// How many cases name the thing with this identifier.
    pub(crate) fn count_naming(&self, id: &str) -> u32 {
        let named = self.naming.get(id).into_iter().flatten();
        let counts = named.filter_map(|n| self.entries.get(*n).map(CaseEntry::count));
        counts.fold(0, u32::saturating_add)
    }

    /// How many cases name each of these things, by its identifier, without those that none names.
    pub(crate) fn counts_naming<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> BTreeMap<String, u32> {
        let counts = ids.into_iter().map(|id| (id, self.count_naming(id)));
        let counts = counts.filter(|(_, count)| *count > 0);
        counts.map(|(id, count)| (id.to_owned(), count)).collect()
    }

    /// All cases, the latest first.
    pub(crate) fn cases(&self) -> &[Case] {
        &self.cases
    }
}

/// The identifier of what was corrected, other than a case.
fn target_of(target: &CorrectionTarget) -> Option<&str> {
    match target {
        CorrectionTarget::Requirement(id) => Some(id.as_str()),
        CorrectionTarget::Place(id) => Some(id.as_str()),
        CorrectionTarget::Case(_) => None,
    }
}
