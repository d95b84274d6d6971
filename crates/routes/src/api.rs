//! The server's own addresses: the Open311 GeoReport v2 intake and the health check.
//!
//! A constant is a pattern as axum 0.8 takes it; a function builds a path that the pattern matches.
//! GeoReport names the format at the end of a path, and a pattern cannot split a segment: what is
//! captured is `<identifier>.json`, which [`identifier`] takes apart.

use crate::percent::encode;

/// What every path of the intake begins with, and what discovery names.
pub const ROOT: &str = "/open311/v2";
/// What paths of any version of Open311 begin with.
pub const OPEN311: &str = "/open311/";
/// What this server offers (GET).
pub const DISCOVERY: &str = "/open311/v2/discovery.json";
/// The kinds of feedback (GET).
pub const SERVICES: &str = "/open311/v2/services.json";
/// One kind of feedback (GET); [`service`] builds it.
pub const SERVICE: &str = "/open311/v2/services/{file}";
/// The published cases (GET), and where feedback is sent (POST).
pub const REQUESTS: &str = "/open311/v2/requests.json";
/// One published case (GET); [`request`] builds it.
pub const REQUEST: &str = "/open311/v2/requests/{file}";
/// The case of a receipt (GET); [`token`] builds it.
pub const TOKEN: &str = "/open311/v2/tokens/{file}";
/// Whether feedback can be stored, and which snapshot is served (GET).
pub const HEALTH: &str = "/healthz";

/// Every pattern the server's own handlers answer.
pub const PATTERNS: [&str; 7] = [
    DISCOVERY, SERVICES, SERVICE, REQUESTS, REQUEST, TOKEN, HEALTH,
];

const FORMAT: &str = ".json";

/// The path of one kind of feedback, by its `service_code`.
pub fn service(code: &str) -> String {
    build(SERVICE, code)
}

/// The path of one published case, by its `service_request_id`.
pub fn request(id: &str) -> String {
    build(REQUEST, id)
}

/// The path of the case of a receipt, by the receipt's token.
pub fn token(token: &str) -> String {
    build(TOKEN, token)
}

/// The identifier in a captured, decoded last segment; `None` where it names no format, or another
/// than JSON.
pub fn identifier(file: &str) -> Option<&str> {
    file.strip_suffix(FORMAT).filter(|id| !id.is_empty())
}

/// True for a path of the intake or the health check, whether or not the server answers it: it is
/// never a page of the portal.
pub fn has(path: &str) -> bool {
    path == HEALTH || path.starts_with(OPEN311)
}

fn build(pattern: &str, id: &str) -> String {
    let folder = pattern.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{}{FORMAT}", encode(id))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::percent::decode;

    fn router() -> matchit::Router<&'static str> {
        let mut router = matchit::Router::new();
        for pattern in PATTERNS {
            router
                .insert(pattern, pattern)
                .expect("a pattern of its own");
        }
        router
    }

    #[test]
    fn every_fixed_path_is_its_own_pattern() {
        let router = router();
        for path in [DISCOVERY, SERVICES, REQUESTS, HEALTH] {
            assert_eq!(router.at(path).map(|m| *m.value), Ok(path));
            assert!(has(path));
        }
        assert!(router.at("/open311/v2/tokens").is_err());
        assert!(
            PATTERNS.iter().all(|p| p.starts_with(ROOT) || *p == HEALTH)
                && ROOT.starts_with(OPEN311)
        );
        for path in ["/healthz/x", "/open311", "/", "/data/manifest.json"] {
            assert!(!has(path), "{path}");
        }
    }

    #[test]
    fn an_identifier_names_its_format() {
        assert_eq!(token("ABCD-1234"), "/open311/v2/tokens/ABCD-1234.json");
        assert_eq!(identifier("ABCD-1234.json"), Some("ABCD-1234"));
        for file in ["ABCD-1234", "ABCD-1234.xml", ".json"] {
            assert_eq!(identifier(file), None, "{file}");
        }
    }

    proptest! {
        #[test]
        fn what_is_built_is_matched_and_read_back(id in ".+") {
            let router = router();
            for (pattern, path) in [(SERVICE, service(&id)), (REQUEST, request(&id)), (TOKEN, token(&id))] {
                prop_assert!(has(&path));
                let matched = router.at(&path).expect("a match");
                prop_assert_eq!(*matched.value, pattern);
                let file = decode(matched.params.get("file").expect("a segment"));
                prop_assert_eq!(identifier(&file), Some(id.as_str()));
            }
        }
    }
}
