//! The events of a place, computed from the days on which its rules permit.

use super::{days, series};
use crate::answer::permitted_times::event::{City, Event};
use crate::places::Place;
use crate::rules::Rule;
use crate::time::Date;

/// The horizon of the published calendar files, `[from, until)`: from the start of the year of
/// `today` to the end of the second year after it.
pub fn horizon(today: Date) -> Option<(Date, Date)> {
    let year = today.year();
    Date::new(year, 1, 1).zip(Date::new(year + 3, 1, 1))
}

/// The events of a place, sorted by rule and first occurrence, for the windows that start within
/// the horizon. `rules` may contain rules for other places.
pub fn events<'a>(city: &City<'_>, place: &Place, rules: &'a [Rule]) -> Vec<Event<'a>> {
    let mut events = Vec::new();
    for permission in days::permissions(city, place, rules) {
        events.extend(series::events(city.zone, &permission));
    }
    events.sort_by(|a, b| (&a.rule.id, a.first, &a.key).cmp(&(&b.rule.id, b.first, &b.key)));
    events
}
