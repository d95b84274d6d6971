//! What an unmodified GeoReport client reads: discovery, services, published cases.

use api::{Request, Service, ServiceType, Status};
use serde_json::Value;

use crate::support::Site;

#[tokio::test]
async fn discovery_names_the_endpoint_and_the_citys_hotline() {
    let site = Site::start();
    let answer = site.get("/open311/v2/discovery.json", &[]).await;
    assert_eq!(answer.status, 200);
    let discovery: api::Discovery = answer.read();
    assert_eq!(discovery.contact, "12345");
    assert_eq!(discovery.endpoints[0].url, "/open311/v2");
}

#[tokio::test]
async fn services_are_listed_and_read_one_by_one() {
    let site = Site::start();
    let all: Vec<Service> = site.get("/open311/v2/services.json", &[]).await.read();
    assert!(!all.is_empty());
    assert!(
        all.iter()
            .all(|s| s.kind == ServiceType::Batch && !s.metadata)
    );
    let path = routes::api::service(all[0].service_code.as_str());
    let one: Service = site.get(&path, &[]).await.read();
    assert_eq!(one, all[0]);
    let none = site.get("/open311/v2/services/none.json", &[]).await;
    assert_eq!(none.status, 404);
    assert_eq!(none.first()["error_code"], "not_found");
}

#[tokio::test]
async fn published_cases_are_listed_with_their_place_in_degrees() {
    let site = Site::start();
    let answer = site.get("/open311/v2/requests.json", &[]).await;
    let list = answer.json();
    let list = list.as_array().expect("a list");
    let case = list
        .iter()
        .find(|case| case["service_request_id"] == "K-001")
        .expect("the case");
    assert_eq!(case["address_id"], "Z-005");
    assert_eq!(case["status"], "closed");
    assert_eq!(case["status_notes"], "搬到冷湖路疏导点。");
    assert_eq!(case["status_notes_en"], "Moved to Lenghu Road.");
    let degrees = |name: &str| case[name].as_f64().expect("a number");
    assert!((36.0..37.5).contains(&degrees("lat")), "{case}");
    assert!((101.0..102.5).contains(&degrees("long")), "{case}");
    let one = site.get(&routes::api::request("K-001"), &[]).await;
    assert_eq!(one.json(), Value::Array(vec![case.clone()]));
    let [request] = one.read::<[Request; 1]>();
    assert_eq!(request.status, Status::Closed);
    let none = site.get("/open311/v2/requests/none.json", &[]).await;
    assert_eq!(none.status, 404);
}
