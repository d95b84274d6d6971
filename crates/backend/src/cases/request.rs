//! A published case, as GeoReport has it.
//!
//! Cases of a kind that is published in groups are never given one by one: a single one could give its
//! reporter away.

use api::{Degrees, Request, Status};
use civic::Text;
use civic::cases::Case;
use civic::time::{Date, Local, Timestamp, Zone};

use crate::published::Snapshot;

/// When a case was received: only the day is published, and it begins then.
pub(super) fn requested_at(case: &Case, zone: &Zone) -> Timestamp {
    beginning(case.opened_on, zone)
}

fn beginning(date: Date, zone: &Zone) -> Timestamp {
    zone.timestamp(zone.instant(Local { date, second: 0 }))
}

/// Whether a case is being worked on.
pub(super) fn status(case: &Case) -> Status {
    if case.closed_on.is_some() {
        Status::Closed
    } else {
        Status::Open
    }
}

/// The published cases that are public one by one. Those of a kind that the city no longer has were.
pub(crate) fn public(snapshot: &Snapshot) -> impl Iterator<Item = &Case> {
    let services = &snapshot.feedback.services;
    let is_grouped = |case: &Case| {
        let mut services = services.iter();
        services.any(|service| service.code == case.service && !service.publication.is_each())
    };
    snapshot
        .cases
        .cases
        .iter()
        .filter(move |case| !is_grouped(case))
}

/// A published case as a request, with the name of its service and where its place is.
pub(crate) fn request(snapshot: &Snapshot, case: &Case) -> Request {
    let mut services = snapshot.feedback.services.iter();
    let service = services.find(|service| service.code == case.service);
    let Text { zh, en } = service.map_or_else(Text::default, |service| service.name.clone());
    let zone = &snapshot.manifest.time_zone;
    let last_event = case.events.iter().map(|event| event.on).max();
    let place = case.place.as_ref();
    let place = place.and_then(|place| snapshot.places.get(place));
    let point = place.and_then(|place| place.at);
    let address = place.map(|place| place.address.clone()).unwrap_or_default();
    // Of a withheld case nothing is told but why.
    let notes = case.withheld.as_ref().map_or_else(
        || case.answer.clone(),
        |reason| Text::new(reason.zh(), reason.en()),
    );
    Request {
        service_request_id: case.id.clone(),
        status: status(case),
        status_notes: notes.zh,
        status_notes_en: notes.en,
        stage: case.stage.clone(),
        service_name: zh,
        service_name_en: en,
        service_code: case.service.clone(),
        description: case.title.zh.clone(),
        description_en: case.title.en.clone(),
        requested_datetime: requested_at(case, zone),
        updated_datetime: case
            .closed_on
            .or(last_event)
            .map(|date| beginning(date, zone)),
        address: address.zh,
        address_en: address.en,
        address_id: case.place.clone(),
        lat: point.map(|point| Degrees { e6: point.lat_e6 }),
        long: point.map(|point| Degrees { e6: point.lon_e6 }),
    }
}
