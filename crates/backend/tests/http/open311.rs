//! What an unmodified GeoReport client reads: discovery, services, published cases.

use api::{Request, Service, ServiceDefinition, ServiceType, Status};
use backend::config::Settings;
use civic::time::Timestamp;
use serde_json::Value;

use crate::support::{SUBMISSIONS, Site, good, november};

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
        // A later snapshot, or a later program, sorts after this one.
        assert!(
            changeset.ends_with("+08:00") && **changeset > *"2025-06-01",
            "{changeset}"
        );
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
    let site = Site::start().with(|server| server.with_clock(november));
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

async fn listed(site: &Site, query: &str) -> Vec<Request> {
    let answer = site.get(&format!("{SUBMISSIONS}{query}"), &[]).await;
    assert_eq!(answer.status, 200, "{query} {}", answer.text());
    serde_json::from_slice(&answer.body).expect("a list")
}

async fn ids(site: &Site, query: &str) -> Vec<String> {
    let all = listed(site, query).await;
    let ids = all
        .iter()
        .map(|one| one.service_request_id.as_str().to_owned());
    ids.collect()
}

#[tokio::test]
async fn requests_are_filtered_as_georeport_says() {
    let site = Site::start().with(|server| server.with_clock(november));
    let ids = async |query: &str| ids(&site, query).await;
    let all = listed(&site, "").await;
    let days: Vec<_> = all
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
    let code = all[0].service_code.clone();
    let expected = those(&|one| one.service_code == code);
    assert_eq!(ids(&format!("?service_code={code}")).await, expected);
    assert_eq!(
        ids(&format!("?service_code={code}&service_code={code}")).await,
        expected
    );
    // The identifiers override all else.
    assert_eq!(ids("?service_request_id=K-001").await, ["K-001"]);
    assert_eq!(
        ids("?service_request_id=K-001,K-002&status=open&start_date=2026-11-01")
            .await
            .len(),
        2
    );
    assert_eq!(ids("?service_request_id=none").await, [""; 0]);
    // What GeoReport does not filter by is left alone, and a parameter that is empty is none.
    assert_eq!(
        ids("?jurisdiction_id=city.example&status=&start_date=")
            .await
            .len(),
        all.len()
    );
}

#[tokio::test]
async fn a_list_spans_90_days_and_the_latest_where_none_are_named() {
    let site = Site::start().with(|server| server.with_clock(november));
    let days = async |query: &str| -> Vec<String> {
        let all = listed(&site, query).await;
        let days = all
            .iter()
            .map(|one| one.requested_datetime.to_string()[..10].to_owned());
        days.collect()
    };
    let within = |day: &str, from: &str, to: &str| from <= day && day <= to;
    let latest = days("").await;
    assert!(latest.len() > 3);
    assert!(
        latest
            .iter()
            .all(|day| within(day, "2026-08-31", "2026-11-28"))
    );
    // From one end the span reaches 90 days.
    let from = days("?start_date=2025-05-06").await;
    assert!(from.contains(&"2025-05-06".to_owned()) && from.contains(&"2025-08-01".to_owned()));
    assert!(
        from.iter()
            .all(|day| within(day, "2025-05-06", "2025-08-04"))
    );
    let to = days("?end_date=2025-08-01").await;
    assert!(to.contains(&"2025-08-01".to_owned()) && to.contains(&"2025-05-06".to_owned()));
    assert!(to.iter().all(|day| within(day, "2025-05-03", "2025-08-01")));
    // Both ends belong to it, a day or an instant; the offset's plus sign may arrive as a space.
    for start in [
        "2025-05-09",
        "2025-05-09T00:00:00%2B08:00",
        "2025-05-09T00:00:00+08:00",
        "2025-05-08T16:00:00Z",
    ] {
        for end in ["2025-05-15", "2025-05-15T00:00:00%2B08:00"] {
            let found = days(&format!("?start_date={start}&end_date={end}")).await;
            assert_eq!(found, ["2025-05-15", "2025-05-09"], "{start} {end}");
        }
    }
    assert_eq!(days("?start_date=2100-01-01T00:00:00Z").await, [""; 0]);
}

#[tokio::test]
async fn a_list_comes_in_pages_that_hold_each_request_once() {
    let site = Site::start().with(|server| server.with_clock(november));
    let span = "start_date=2025-05-06&end_date=2025-08-01";
    let all = ids(&site, &format!("?{span}")).await;
    assert!(all.len() > 7);
    let mut query = format!("{span}&page_size=3");
    let mut found = Vec::new();
    let mut pages = 0;
    loop {
        let answer = site.get(&format!("{SUBMISSIONS}?{query}"), &[]).await;
        let page: Vec<Request> = answer.read();
        found.extend(page.iter().map(|one| one.service_request_id.to_string()));
        pages += 1;
        let link = answer.header("link");
        let Some(next) = link.strip_prefix("<?") else {
            assert!(link.is_empty(), "{link}");
            break;
        };
        assert_eq!(page.len(), 3);
        let (next, relation) = next.split_once('>').expect("an address");
        assert_eq!(relation, "; rel=\"next\"");
        next.clone_into(&mut query);
    }
    assert_eq!((&found, pages), (&all, all.len().div_ceil(3)));
    assert_eq!(ids(&site, &format!("?{span}&page=99")).await, [""; 0]);
    assert_eq!(
        ids(&site, &format!("?{span}&page=18446744073709551615")).await,
        [""; 0]
    );
}

#[tokio::test]
async fn a_case_of_a_kind_that_is_published_in_groups_is_never_given_alone() {
    let site = Site::start().with(|server| server.with_clock(november));
    for query in [
        "?service_code=burden&start_date=2026-09-01",
        "?service_request_id=K-022",
    ] {
        assert_eq!(ids(&site, query).await, [""; 0], "{query}");
    }
    assert_eq!(
        site.get(&routes::api::request("K-022"), &[]).await.status,
        404
    );
    assert_eq!(
        site.get(&routes::api::request("K-021"), &[]).await.status,
        200
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
        ("start_date=2025-06-02&end_date=2025-06-01", "end_date"),
        ("start_date=2025-01-01&end_date=2025-04-02", "end_date"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=1,2", "page"),
        ("page=first", "page"),
        ("page_size=0", "page_size"),
        ("page_size=1001", "page_size"),
        ("page_size=%2B5", "page_size"),
        ("page_size=99999999999999999999", "page_size"),
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
    assert!(all.iter().all(|s| s.kind == ServiceType::Batch));
    let path = routes::api::service(all[0].service_code.as_str());
    let one: ServiceDefinition = site.get(&path, &[]).await.read();
    assert_eq!(one.service_code, all[0].service_code);
    assert_eq!(one.service_name, all[0].service_name);
    let none = site.get("/open311/v2/services/none.json", &[]).await;
    assert_eq!(none.status, 404);
    assert_eq!(none.first()["error_code"], "not_found");
}

#[tokio::test]
async fn published_cases_are_listed_with_their_place_in_degrees() {
    let site = Site::start();
    let answer = site
        .get("/open311/v2/requests.json?service_request_id=K-001", &[])
        .await;
    let list = answer.json();
    let list = list.as_array().expect("a list");
    let case = list.first().expect("the case");
    assert_eq!(case["address_id"], "Z-005");
    assert_eq!(case["address"], "五四大街，全段");
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
