//! What an unmodified GeoReport client reads: discovery, services, published cases.

use api::{Request, Service, ServiceType, Status};
use backend::config::Settings;
use civic::time::Timestamp;
use serde_json::Value;

use crate::support::{SUBMISSIONS, Site, good};

#[tokio::test]
async fn discovery_names_the_endpoint_and_the_citys_hotline() {
    let site = Site::start();
    let answer = site.get("/open311/v2/discovery.json", &[]).await;
    assert_eq!(answer.status, 200);
    let discovery: api::Discovery = answer.read();
    assert_eq!(discovery.contact, "12345");
}

#[tokio::test]
async fn discovery_has_an_absolute_url_and_says_when_it_last_changed() {
    let site = Site::start();
    let discovery = async |site: &Site, headers: &[(&str, &str)]| {
        let answer = site.get("/open311/v2/discovery.json", headers).await;
        answer.read::<api::Discovery>()
    };
    let found = discovery(&site, &[("host", "city.example:8080")]).await;
    let endpoint = &found.endpoints[0];
    assert_eq!(endpoint.url, "http://city.example:8080/open311/v2");
    for changeset in [&found.changeset, &endpoint.changeset] {
        assert!(Timestamp::parse(changeset).is_some(), "{changeset}");
    }
    for host in ["", "a/b", "a b", "me@city.example"] {
        let found = discovery(&site, &[("host", host)]).await;
        assert_eq!(found.endpoints[0].url, "http://127.0.0.1:8080/open311/v2");
    }
    let site = Site::start_with(|settings| Settings {
        public_url: "https://city.example".parse().ok(),
        ..settings
    });
    let found = discovery(&site, &[("host", "inside")]).await;
    assert_eq!(found.endpoints[0].url, "https://city.example/open311/v2");
}

#[tokio::test]
async fn a_service_is_of_type_batch_and_a_submission_is_answered_with_a_token() {
    let site = Site::start();
    let services = site.get("/open311/v2/services.json", &[]).await;
    let services = services.json();
    let services = services.as_array().expect("a list");
    assert!(services.iter().all(|service| service["type"] == "batch"));
    let receipt = site
        .post(SUBMISSIONS, None, &good().to_string())
        .await
        .first();
    assert!(receipt["token"].is_string());
    assert!(receipt.get("service_request_id").is_none());
}

#[tokio::test]
async fn times_are_in_w3cs_form_with_a_zone() {
    let site = Site::start();
    let list = site.get(SUBMISSIONS, &[]).await.json();
    let list = list.as_array().expect("a list");
    assert!(!list.is_empty());
    for case in list {
        for name in ["requested_datetime", "updated_datetime"] {
            let text = case[name].as_str().expect("text");
            let time = Timestamp::parse(text).expect(text);
            assert_eq!(time.offset_minutes, 480, "{text}");
            assert!(text.ends_with("T00:00:00+08:00"), "{text}");
        }
    }
}

#[tokio::test]
async fn requests_are_filtered_as_georeport_says() {
    let site = Site::start();
    let ids = async |query: &str| -> Vec<String> {
        let answer = site.get(&format!("{SUBMISSIONS}{query}"), &[]).await;
        assert_eq!(answer.status, 200, "{query} {}", answer.text());
        let all: Vec<Request> = serde_json::from_slice(&answer.body).expect("a list");
        let ids = all
            .iter()
            .map(|one| one.service_request_id.as_str().to_owned());
        ids.collect()
    };
    let answer = site.get(SUBMISSIONS, &[]).await;
    let all: Vec<Request> = answer.read();
    let mut days: Vec<_> = all
        .iter()
        .map(|one| one.requested_datetime.instant)
        .collect();
    assert!(
        days.len() > 3 && days.iter().rev().is_sorted(),
        "the latest first"
    );
    let those = |is: &dyn Fn(&Request) -> bool| -> Vec<String> {
        let those = all.iter().filter(|one| is(one));
        those
            .map(|one| one.service_request_id.as_str().to_owned())
            .collect()
    };
    for status in ["open", "closed"] {
        let expected = those(&|one| one.status.code() == status);
        assert!(
            !expected.is_empty() && expected.len() < all.len(),
            "{status}"
        );
        assert_eq!(ids(&format!("?status={status}")).await, expected);
    }
    assert_eq!(ids("?status=OPEN,closed").await.len(), all.len());
    assert_eq!(ids("?service_request_id=K-001").await, ["K-001"]);
    assert_eq!(
        ids("?service_request_id=K-001,K-002&status=open")
            .await
            .len(),
        2
    );
    assert_eq!(ids("?service_request_id=none").await, [""; 0]);
    let code = all[0].service_code.clone();
    let expected = those(&|one| one.service_code == code);
    assert_eq!(ids(&format!("?service_code={code}")).await, expected);
    assert_eq!(
        ids(&format!("?service_code={code}&service_code={code}")).await,
        expected
    );

    days.sort();
    let middle = days[days.len() / 2];
    let since = those(&|one| one.requested_datetime.instant >= middle);
    let until = those(&|one| one.requested_datetime.instant <= middle);
    assert!(since.len() < all.len() && until.len() < all.len());
    let at = all
        .iter()
        .find(|one| one.requested_datetime.instant == middle);
    let at = at.expect("one of that day").requested_datetime.to_string();
    let day = &at[..10];
    for start in [day, &at, &at.replace('+', "%2B"), &at.replace('+', "%20")] {
        assert_eq!(ids(&format!("?start_date={start}")).await, since, "{start}");
    }
    assert_eq!(ids(&format!("?end_date={day}")).await, until);
    assert_eq!(
        ids(&format!("?end_date={day}T00:00:00%2B08:00")).await,
        until
    );
    let on_that_day = those(&|one| one.requested_datetime.instant == middle);
    assert_eq!(
        ids(&format!("?start_date={day}&end_date={day}")).await,
        on_that_day
    );
    assert_eq!(ids("?start_date=2100-01-01T00:00:00Z").await, [""; 0]);
    // What GeoReport does not filter by is left alone.
    assert_eq!(
        ids("?jurisdiction_id=city.example&status=").await.len(),
        all.len()
    );
}

#[tokio::test]
async fn a_filter_that_is_not_understood_is_refused_by_name() {
    let site = Site::start();
    for (query, field) in [
        ("status=done", "status"),
        ("status=open,done", "status"),
        ("service_code=none", "service_code"),
        ("start_date=yesterday", "start_date"),
        ("end_date=2025-02-30", "end_date"),
        ("end_date=2025-01-01T00:00:00", "end_date"),
        ("start_date=2025-01-01,2025-01-02", "start_date"),
    ] {
        let answer = site.get(&format!("{SUBMISSIONS}?{query}"), &[]).await;
        assert_eq!(answer.status, 400, "{query}");
        assert_eq!(answer.first()["field"], field, "{query}");
        assert_eq!(answer.first()["error_code"], "invalid_value", "{query}");
    }
    let answer = site.get(&format!("{SUBMISSIONS}?status=%FF"), &[]).await;
    assert_eq!(answer.status, 400);
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
