//! The files of all streets.

use check::{CitySettings, Sources};
use civic::published::name;
use civic::time::Timestamp;
use routes::tree::is_file_name;

use super::street::{City, Moment, Street};
use super::{feed, icalendar};
use crate::file_set::Sink;

/// What is known of the snapshot in force.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// Its sequence number.
    pub sequence: u64,
    /// Its file of a logical name; `None` where it has none, or a damaged one.
    pub file: &'a dyn Fn(&str) -> Option<Vec<u8>>,
}

/// Makes the files of all streets and hands them over. Unchanged content keeps the date of its last
/// change.
pub fn make<S: Sink>(
    sources: &Sources,
    settings: &CitySettings,
    published_at: Timestamp,
    before: Option<Before<'_>>,
    files: &mut S,
) -> Result<(), S::Error> {
    let city = City::new(sources, settings);
    let moment = Moment {
        published_at,
        sequence: before.map_or(1, |before| before.sequence + 1),
    };
    for place in sources.places.iter().map(|r| &r.value) {
        let named = city.named.contains_key(&place.id);
        if !named || !is_file_name(place.id.as_str()) {
            continue;
        }
        let street = Street::of(&city, place);
        let published =
            |directory: &str| before.and_then(|b| (b.file)(&format!("{directory}{}", place.id)));
        let calendar = published(name::CALENDARS_DIR).and_then(|b| String::from_utf8(b).ok());
        let calendar = icalendar::calendar(&street, &moment, calendar.as_deref());
        files.take(
            format!("{}{}", name::CALENDARS_DIR, place.id),
            calendar.into_bytes(),
        )?;
        let feed = feed::feed(&street, &moment, published(name::FEEDS_DIR).as_deref())?;
        files.take(format!("{}{}", name::FEEDS_DIR, place.id), feed)?;
    }
    Ok(())
}
