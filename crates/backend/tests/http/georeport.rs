//! Every resource in both formats, held against each other and against the tables and examples of the
//! specification (GeoReport v2 and Service Discovery, as the wiki of open311.org has them).

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use serde_json::{Value, json};

use crate::support::{Answer, Site, good, november};

/// An element: its name, and its text or what is in it.
#[derive(Debug)]
pub(crate) struct Element {
    name: String,
    text: String,
    elements: Vec<Element>,
}

impl Element {
    fn names(&self) -> Vec<&str> {
        self.elements.iter().map(|e| e.name.as_str()).collect()
    }

    fn get(&self, name: &str) -> &Element {
        let mut found = self.elements.iter().filter(|e| e.name == name);
        let one = found.next().expect(name);
        assert!(found.next().is_none(), "{name} is there twice");
        one
    }
}

/// The root of a document, as a parser that knows nothing of us reads it.
pub(crate) fn parse(xml: &str) -> Element {
    assert!(
        xml.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
        "{xml}"
    );
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element {
        name: String::new(),
        text: String::new(),
        elements: Vec::new(),
    }];
    loop {
        let event = reader.read_event().expect("well-formed");
        let last = open.last_mut().expect("open");
        match event {
            Event::Start(start) => {
                assert_eq!(start.attributes().count(), 0, "no attribute, no namespace");
                open.push(Element {
                    name: start.name().as_ref().to_owned(),
                    text: String::new(),
                    elements: Vec::new(),
                });
            }
            Event::End(_) => {
                let closed = open.pop().expect("open");
                open.last_mut().expect("open").elements.push(closed);
            }
            Event::Text(text) => last.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let text = format!("&{};", &*reference);
                last.text.push_str(&unescape(&text).expect("a known one"));
            }
            Event::Decl(_) => {}
            Event::Eof => break,
            other => panic!("{other:?}"),
        }
    }
    let mut roots = open.pop().expect("open").elements;
    assert_eq!(roots.len(), 1, "{xml}");
    roots.pop().expect("a root")
}

/// Fails unless an element says what a value says: lists have elements inside their own, members are
/// elements, `null` is an empty one.
fn agree(element: &Element, value: &Value, whole: bool) {
    match value {
        Value::Null => assert!(element.text.is_empty() && element.elements.is_empty()),
        Value::String(text) => assert_eq!(&element.text, text, "{element:?}"),
        Value::Bool(_) | Value::Number(_) => assert_eq!(element.text, value.to_string()),
        Value::Array(items) => {
            assert_eq!(element.elements.len(), items.len(), "{}", element.name);
            for (element, item) in element.elements.iter().zip(items) {
                agree(element, item, whole);
            }
        }
        Value::Object(members) => {
            for element in &element.elements {
                let value = members.get(&element.name);
                agree(element, value.expect(&element.name), whole);
            }
            if whole {
                assert_eq!(element.elements.len(), members.len(), "{}", element.name);
            }
        }
    }
}

fn xml_of(answer: &Answer) -> Element {
    assert_eq!(answer.header("content-type"), "text/xml; charset=utf-8");
    parse(&answer.text())
}

/// A resource, by its path without a format, in XML. Both formats were held against each other.
async fn both(site: &Site, path: &str, status: u16) -> (Element, Value) {
    let get = async |path: String| {
        let answer = site.get(&path, &[]).await;
        assert_eq!(answer.status, status, "{path} {}", answer.text());
        answer
    };
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let answer = get(format!("{path}.json?{query}")).await;
    assert_eq!(
        answer.header("content-type"),
        "application/json; charset=utf-8"
    );
    let value = answer.json();
    let whole = xml_of(&get(format!("{path}.xml?{query}&extensions=true")).await);
    agree(&whole, &value, true);
    let plain = xml_of(&get(format!("{path}.xml?{query}")).await);
    agree(&plain, &value, false);
    (plain, value)
}

const SERVICE: [&str; 7] = [
    "service_code",
    "service_name",
    "description",
    "metadata",
    "type",
    "keywords",
    "group",
];
const REQUEST: [&str; 17] = [
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
];

#[tokio::test]
async fn discovery_has_the_fields_of_its_specification_in_both_formats() {
    let site = Site::start();
    let (xml, json) = both(&site, "/open311/v2/discovery", 200).await;
    assert_eq!(xml.name, "discovery");
    assert_eq!(
        xml.names(),
        ["changeset", "contact", "key_service", "endpoints"]
    );
    let endpoint = xml.get("endpoints").get("endpoint");
    assert_eq!(
        endpoint.names(),
        ["specification", "url", "changeset", "type", "formats"]
    );
    let specification = &endpoint.get("specification").text;
    assert_eq!(specification, "http://wiki.open311.org/GeoReport_v2");
    assert_eq!(endpoint.get("type").text, "production");
    let formats = &endpoint.get("formats").elements;
    let formats: Vec<_> = formats.iter().map(|f| (&*f.name, &*f.text)).collect();
    assert_eq!(
        formats,
        [("format", "text/xml"), ("format", "application/json")]
    );
    assert_eq!(
        json["endpoints"][0]["formats"],
        json!(["text/xml", "application/json"])
    );
    let url = endpoint.get("url").text.parse::<axum::http::Uri>();
    assert!(
        url.expect("an address").authority().is_some(),
        "it is absolute"
    );
}

#[tokio::test]
async fn services_have_the_fields_of_the_specification_in_both_formats() {
    let site = Site::start();
    let (xml, json) = both(&site, "/open311/v2/services", 200).await;
    assert_eq!(xml.name, "services");
    assert_eq!(xml.elements.len(), json.as_array().expect("a list").len());
    for service in &xml.elements {
        assert_eq!(service.name, "service");
        assert_eq!(service.names(), SERVICE);
        assert!(["true", "false"].contains(&&*service.get("metadata").text));
        assert_eq!(service.get("type").text, "batch");
    }
}

#[tokio::test]
async fn a_definition_has_the_fields_of_the_specification_in_both_formats() {
    let site = Site::start();
    let (xml, _) = both(&site, "/open311/v2/services/enforcement", 200).await;
    assert_eq!(xml.name, "service_definition");
    assert_eq!(xml.names(), ["service_code", "attributes"]);
    let attributes = &xml.get("attributes").elements;
    assert!(attributes.iter().all(|a| a.name == "attribute"));
    let first = &attributes[0];
    assert_eq!(
        first.names(),
        [
            "variable",
            "code",
            "datatype",
            "required",
            "datatype_description",
            "order",
            "description",
            "values"
        ]
    );
    let said = |name: &str| first.get(name).text.as_str();
    assert_eq!(
        ["variable", "code", "datatype", "required", "order"].map(said),
        ["true", "done", "singlevaluelist", "true", "1"]
    );
    let values = &first.get("values").elements;
    assert!(
        values
            .iter()
            .all(|v| v.name == "value" && v.names() == ["key", "name"])
    );
    let orders: Vec<&str> = attributes.iter().map(|a| &*a.get("order").text).collect();
    assert_eq!(orders, ["1", "2", "3", "4"]);
    let (xml, json) = both(&site, "/open311/v2/services/ask", 200).await;
    assert_eq!(json["attributes"], json!([]));
    assert!(xml.get("attributes").elements.is_empty());
}

#[tokio::test]
async fn metadata_says_for_every_service_whether_it_has_questions() {
    let site = Site::start();
    let services = site.get("/open311/v2/services.json", &[]).await.json();
    let mut seen = [false; 2];
    for service in services.as_array().expect("a list") {
        let code = service["service_code"].as_str().expect("a code");
        let definition = site.get(&routes::api::service(code), &[]).await.json();
        let has_questions = definition["attributes"] != json!([]);
        assert_eq!(service["metadata"], has_questions, "{code}");
        seen[usize::from(has_questions)] = true;
    }
    assert_eq!(seen, [true; 2]);
}

#[tokio::test]
async fn requests_have_the_fields_of_the_specification_in_both_formats() {
    let site = Site::start().with(|server| server.with_clock(november));
    let (xml, json) = both(&site, "/open311/v2/requests", 200).await;
    assert_eq!(xml.name, "service_requests");
    assert!(xml.elements.len() > 2);
    assert_eq!(xml.elements.len(), json.as_array().expect("a list").len());
    for request in &xml.elements {
        assert_eq!(request.name, "request");
        let names = request.names();
        let mut expected = REQUEST.into_iter().filter(|name| names.contains(name));
        assert!(
            names.iter().all(|name| expected.next() == Some(*name)),
            "{names:?}"
        );
        assert!(["open", "closed"].contains(&&*request.get("status").text));
    }
    let (one, json) = both(&site, "/open311/v2/requests/K-001", 200).await;
    let request = one.get("request");
    assert_eq!(request.get("address_id").text, "Z-005");
    assert!(!request.get("address").text.is_empty());
    // When it was closed, not when something was last written down.
    assert_eq!(json[0]["updated_datetime"], "2025-05-06T00:00:00+08:00");
}

#[tokio::test]
async fn an_accepted_request_is_answered_with_a_token_alone_in_both_formats() {
    let site = Site::start();
    let headers = [(
        "content-type",
        "application/x-www-form-urlencoded; charset=utf-8",
    )];
    // The example of the specification, with a service of this city and without a photo.
    let body = "api_key=xyz&jurisdiction_id=city.gov&service_code=vendor_rule&lat=36.62&long=101.77\
        &address_string=1234+5th+street&email=smit333%40sfgov.edu&device_id=tt222111\
        &account_id=123456&first_name=john&last_name=smith&phone=111111111\
        &description=A+large+sinkhole+is+destroying+the+street&attribute[told]=COISL001";
    let path = "/open311/v2/requests.xml";
    let answer = site.request("POST", path, &headers, body).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let xml = xml_of(&answer);
    assert_eq!(xml.name, "service_requests");
    assert_eq!(xml.get("request").names(), ["token", "service_notice"]);
    let token = xml.get("request").get("token").text.clone();

    let (xml, json) = both(&site, &format!("/open311/v2/tokens/{token}"), 200).await;
    assert_eq!(xml.name, "service_requests");
    let request = xml.get("request");
    // Not yet published: there is no identifier yet, which an empty element says.
    assert_eq!(request.names(), ["service_request_id", "token"]);
    assert_eq!(request.get("service_request_id").text, "");
    assert_eq!(request.get("token").text, token);
    assert_eq!(json[0]["service_request_id"], Value::Null);

    let answer = site
        .post("/open311/v2/requests.json", None, &good().to_string())
        .await;
    let receipt = answer.first();
    assert!(receipt["token"].is_string() && receipt["service_notice"].is_string());
    assert!(receipt.get("service_request_id").is_none());
}

#[tokio::test]
async fn an_error_has_the_format_that_was_asked_for() {
    let site = Site::start();
    for (path, status) in [
        ("/open311/v2/services/none", 404),
        ("/open311/v2/requests/none", 404),
        ("/open311/v2/tokens/none", 404),
        ("/open311/v2/none", 404),
        ("/open311/v2/requests?status=done", 400),
        ("/open311/v2/requests?status=done&start_date=x", 400),
    ] {
        let (xml, json) = both(&site, path, status).await;
        assert_eq!(xml.name, "errors");
        for (element, error) in xml.elements.iter().zip(json.as_array().expect("a list")) {
            assert_eq!(element.name, "error");
            assert_eq!(element.names(), ["code", "description"]);
            assert_eq!(element.get("code").text, status.to_string());
            assert_eq!(error["code"], status);
        }
    }
    let post = async |path: &str, body: &str| {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        site.request("POST", path, &headers, body).await
    };
    let path = "/open311/v2/requests.xml";
    let answer = post(path, "description=x&lat=north&media_url=http://a/b.jpg").await;
    assert_eq!((answer.status, xml_of(&answer).elements.len()), (400, 2));
    // A service that is not there is not found, one that is not named is a bad request.
    let unknown = post(path, "service_code=none&description=x").await;
    assert_eq!(unknown.status, 404);
    assert_eq!(xml_of(&unknown).get("error").get("code").text, "404");
    assert_eq!(post(path, "description=x").await.status, 400);
    let elsewhere = [("origin", "https://evil.example"), ("host", "city.example")];
    let answer = site.request("POST", path, &elsewhere, "").await;
    assert_eq!(
        (answer.status, xml_of(&answer).name.as_str()),
        (403, "errors")
    );
}

#[tokio::test]
async fn a_format_that_is_not_spoken_is_said_to_be_so() {
    let site = Site::start();
    for path in [
        "/open311/v2/services",
        "/open311/v2/services.yaml",
        "/open311/v2/services.XML",
        "/open311/v2/requests.",
        "/open311/v2/discovery.html",
        "/open311/v2/services/ask",
        "/open311/v2/services/ask.csv",
        "/open311/v2/requests/K-001.rss",
        "/open311/v2/tokens/2222",
    ] {
        let answer = site.get(path, &[]).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.first()["error_code"], "unknown_format", "{path}");
        assert_eq!(answer.first()["en"], "End the address in .json or .xml");
    }
    let answer = site.post("/open311/v2/requests", None, "{}").await;
    assert_eq!(answer.first()["error_code"], "unknown_format");
    // With a format it is no resource, or none of that name.
    let answer = site.get("/open311/v2/updates.json", &[]).await;
    assert_eq!(answer.first()["error_code"], "not_found");
}
