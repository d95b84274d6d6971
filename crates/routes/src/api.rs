//! The URLs of the server's API: the Open311 GeoReport v2 intake and the health check.
//!
//! Constants are route patterns in the syntax of axum 0.8; functions build the paths that match
//! them. GeoReport appends the format to the path, and a pattern cannot split a segment, so the
//! parameter captured is `<identifier>.json`; [`identifier`] strips the format.

use crate::percent::encode;

/// The base path of the intake, as named by service discovery.
pub const ROOT: &str = "/open311/v2";
/// The prefix of all Open311 paths, whatever the version.
pub const OPEN311: &str = "/open311/";
/// Service discovery (GET).
pub const DISCOVERY: &str = "/open311/v2/discovery.json";
/// The kinds of feedback (GET).
pub const SERVICES: &str = "/open311/v2/services.json";
/// One kind of feedback (GET); [`service`] builds it.
pub const SERVICE: &str = "/open311/v2/services/{file}";
/// The published cases (GET); submits feedback (POST).
pub const REQUESTS: &str = "/open311/v2/requests.json";
/// One published case (GET); [`request`] builds it.
pub const REQUEST: &str = "/open311/v2/requests/{file}";
/// The case with a receipt (GET); [`token`] builds it.
pub const TOKEN: &str = "/open311/v2/tokens/{file}";
/// Whether the server does its work, and which snapshot it serves (GET).
pub const HEALTH: &str = "/healthz";

/// Every pattern that the server's handlers match.
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

/// The path of the case with a receipt, by the receipt's token.
pub fn token(token: &str) -> String {
    build(TOKEN, token)
}

/// The path to which the holder of a receipt sends what they add (POST).
pub fn follow_ups(token: &str) -> String {
    format!("{ROOT}/tokens/{}/follow_ups{FORMAT}", encode(token))
}

/// The path to which the photos of a case go, one a request (POST).
pub fn photos(token: &str) -> String {
    format!("{ROOT}/tokens/{}/photos", encode(token))
}

/// The identifier in a captured and decoded last segment; `None` if the format is missing or not
/// JSON.
pub fn identifier(file: &str) -> Option<&str> {
    file.strip_suffix(FORMAT).filter(|id| !id.is_empty())
}

/// Returns `true` for a path reserved for the intake or the health check, whether or not a handler
/// exists: it is never a page of the portal.
pub fn has(path: &str) -> bool {
    path == HEALTH || path.starts_with(OPEN311)
}

/// The pattern that matches a path; `None` if no handler of the API does.
pub fn pattern(path: &str) -> Option<&'static str> {
    PATTERNS.into_iter().find(|pattern| {
        let file = |prefix| path.strip_prefix(prefix);
        match pattern.split_once("{file}") {
            Some((prefix, _)) => file(prefix).is_some_and(|f| !f.is_empty() && !f.contains('/')),
            None => path == *pattern,
        }
    })
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
    fn fixed_paths_match_themselves() {
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
    fn an_identifier_is_followed_by_its_format() {
        assert_eq!(token("ABCD-1234"), "/open311/v2/tokens/ABCD-1234.json");
        assert_eq!(
            follow_ups("ABCD-1234"),
            "/open311/v2/tokens/ABCD-1234/follow_ups.json"
        );
        assert_eq!(photos("ABCD-1234"), "/open311/v2/tokens/ABCD-1234/photos");
        assert_eq!(identifier("ABCD-1234.json"), Some("ABCD-1234"));
        for file in ["ABCD-1234", "ABCD-1234.xml", ".json"] {
            assert_eq!(identifier(file), None, "{file}");
        }
    }

    proptest! {
        #[test]
        fn the_pattern_of_a_path_is_that_of_a_router(
            path in prop_oneof![
                proptest::sample::select(PATTERNS.to_vec()).prop_map(str::to_owned),
                "/(open311|healthz)?/?(v2)?(/(services|requests|tokens|discovery)){0,2}/?[a.{}%/]{0,3}(.json)?",
                ".*",
            ],
        ) {
            let router = router();
            prop_assert_eq!(pattern(&path), router.at(&path).ok().map(|m| *m.value));
        }

        #[test]
        fn built_paths_match_their_pattern_and_parse_back(id in ".+") {
            let router = router();
            for (pattern, path) in [
                (SERVICE, service(&id)),
                (REQUEST, request(&id)),
                (TOKEN, token(&id)),
            ] {
                prop_assert!(has(&path));
                let matched = router.at(&path).expect("a match");
                prop_assert_eq!(*matched.value, pattern);
                let file = decode(matched.params.get("file").expect("a segment"));
                prop_assert_eq!(identifier(&file), Some(id.as_str()));
            }
        }
    }
}
