//! A published case, as GeoReport has it.

use api::{Degrees, Request, Status};
use civic::Text;
use civic::cases::Case;

use crate::published::Snapshot;

/// A published case as a request, with the name of its service and where its place is.
pub(crate) fn request(snapshot: &Snapshot, case: &Case) -> Request {
    let mut services = snapshot.feedback.services.iter();
    let service = services.find(|service| service.code == case.service);
    let Text { zh, en } = service.map_or_else(Text::default, |service| service.name.clone());
    let place = case.place.as_ref();
    let point = place.and_then(|place| snapshot.places.get(place));
    Request {
        service_request_id: case.id.clone(),
        status: if case.closed_on.is_some() {
            Status::Closed
        } else {
            Status::Open
        },
        status_notes: case.answer.zh.clone(),
        status_notes_en: case.answer.en.clone(),
        stage: case.stage.clone(),
        service_name: zh,
        service_name_en: en,
        service_code: case.service.clone(),
        description: case.title.zh.clone(),
        description_en: case.title.en.clone(),
        requested_datetime: case.opened_on,
        address_id: case.place.clone(),
        lat: point.map(|point| Degrees { e6: point.lat_e6 }),
        long: point.map(|point| Degrees { e6: point.lon_e6 }),
    }
}
