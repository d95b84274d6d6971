//! Publishes a city grown so many times, for measurements: `grow CITY TIMES OUT`.
//!
//! Every copy of the streets lies beside the one before, with its own identifiers, names and
//! rules; the units, the goods, the calendar and the rules for a whole grade, unit or the city
//! stay as they are.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a program of its own, not the crate"
)]

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use check::{Row, Sources};
use civic::places::{LonLat, Place};
use civic::rules::{Rule, Scope};
use civic::time::Timestamp;
use civic::{PlaceId, RuleId};
use publish::{Folder, Publication, city_folder, publish};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [city, times, out] = arguments.as_slice() else {
        return Err("usage: grow CITY TIMES OUT".into());
    };
    let mut sources = sheets::city::read(&city_folder::read(Path::new(city))?).sources;
    grow(&mut sources, times.parse()?);
    let publication = Publication {
        sources: &sources,
        target: &Folder::new(out),
        published_at: Timestamp::parse("2026-11-23T08:00:00+08:00").ok_or("a time")?,
        force: false,
    };
    publish(&publication, &mut |_| Ok(()))?;
    println!(
        "{} places, {} rules",
        sources.places.len(),
        sources.rules.len()
    );
    Ok(())
}

fn grow(sources: &mut Sources, times: i32) {
    let (south_west, north_east) = sources
        .settings
        .as_ref()
        .map_or((LonLat::new(0, 0), LonLat::new(0, 0)), |s| s.bounds);
    let (width, height) = (
        north_east.lon_e6 - south_west.lon_e6,
        north_east.lat_e6 - south_west.lat_e6,
    );
    let (places, rules) = (sources.places.clone(), sources.rules.clone());
    let named: BTreeSet<RuleId> = rules
        .iter()
        .filter(|r| matches!(r.value.scope, Scope::Places(_)))
        .map(|r| r.value.id.clone())
        .collect();
    for copy in 1..times {
        // Ten copies in a row from west to east.
        let (east, north) = (width * (copy % 10), height * (copy / 10));
        let places = places.iter().map(|row| beside(row, copy, east, north));
        sources.places.extend(places);
        let rules = rules.iter().filter(|r| named.contains(&r.value.id));
        sources
            .rules
            .extend(rules.map(|row| copied(row, copy, &named)));
    }
}

fn beside(row: &Row<Place>, copy: i32, east: i32, north: i32) -> Row<Place> {
    let mut row = row.clone();
    let place = &mut row.value;
    place.id = place_id(&place.id, copy);
    place.name.zh += &copy.to_string();
    for point in place.geometry.iter_mut().flat_map(|g| &mut g.points) {
        *point = LonLat::new(point.lon_e6 + east, point.lat_e6 + north);
    }
    row
}

fn copied(row: &Row<Rule>, copy: i32, named: &BTreeSet<RuleId>) -> Row<Rule> {
    let mut row = row.clone();
    let rule = &mut row.value;
    rule.id = rule_id(&rule.id, copy);
    if let Scope::Places(ids) = &mut rule.scope {
        for id in ids {
            *id = place_id(id, copy);
        }
    }
    for target in rule.overrides.iter_mut().flat_map(|o| &mut o.targets) {
        if named.contains(target) {
            *target = rule_id(target, copy);
        }
    }
    row
}

fn place_id(id: &PlaceId, copy: i32) -> PlaceId {
    format!("{id}-{copy}").as_str().into()
}

fn rule_id(id: &RuleId, copy: i32) -> RuleId {
    format!("{id}-{copy}").as_str().into()
}
