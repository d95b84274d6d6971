//! The URLs by which cases are handled: by the holder of a receipt, below the receipt's own URL, and by
//! the staff, below `/api/cases`.
//!
//! Constants are route patterns in the syntax of axum 0.8; functions build the paths that match them.

use crate::api::TOKEN;
use crate::percent::encode;

/// What the holder of a receipt does with the case (POST); [`follow_ups`] builds it.
pub const FOLLOW_UPS: &str = "/open311/v2/tokens/{token}/follow_ups.json";
/// Adds a photo to the case of a receipt (POST); [`photos`] builds it.
pub const PHOTOS: &str = "/open311/v2/tokens/{token}/photos";
/// The cases that somebody of the staff may see (GET).
pub const CASES: &str = "/api/cases";
/// One of them (GET); does something to it (POST). [`case`] builds it.
pub const CASE: &str = "/api/cases/{number}";
/// A photo of a case (GET); [`case_photo`] builds it.
pub const CASE_PHOTO: &str = "/api/cases/{number}/photos/{photo}";

/// Every pattern that the server's handlers match.
pub const PATTERNS: [&str; 5] = [FOLLOW_UPS, PHOTOS, CASES, CASE, CASE_PHOTO];

/// The prefix of what the staff uses.
const STAFF: &str = "/api/";

/// The path of what the holder of a receipt does.
pub fn follow_ups(token: &str) -> String {
    of_token(FOLLOW_UPS, token)
}

/// The path of the photos of a receipt.
pub fn photos(token: &str) -> String {
    of_token(PHOTOS, token)
}

/// The path of a case, by its number in the store.
pub fn case(number: i64) -> String {
    CASE.replace("{number}", &number.to_string())
}

/// The path of a photo, by its number in the store.
pub fn case_photo(number: i64, photo: i64) -> String {
    CASE_PHOTO
        .replace("{number}", &number.to_string())
        .replace("{photo}", &photo.to_string())
}

/// Returns `true` for a path reserved for the staff, whether or not a handler exists.
pub fn has(path: &str) -> bool {
    path.starts_with(STAFF)
}

/// The pattern that matches a path; `None` if no handler does.
pub fn pattern(path: &str) -> Option<&'static str> {
    PATTERNS.into_iter().find(|pattern| {
        let mut segments = path.split('/');
        let matches = pattern.split('/').all(|wanted| match segments.next() {
            Some(segment) if wanted.starts_with('{') => !segment.is_empty(),
            Some(segment) => segment == wanted,
            None => false,
        });
        matches && segments.next().is_none()
    })
}

fn of_token(pattern: &str, token: &str) -> String {
    debug_assert!(pattern.starts_with(TOKEN.trim_end_matches("{file}")));
    pattern.replace("{token}", &encode(token))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
    fn built_paths_match_their_patterns() {
        let token = "K7QM-3XFD";
        for (path, wanted) in [
            (follow_ups(token), FOLLOW_UPS),
            (photos(token), PHOTOS),
            (CASES.to_owned(), CASES),
            (case(17), CASE),
            (case_photo(17, 3), CASE_PHOTO),
        ] {
            assert_eq!(pattern(&path), Some(wanted), "{path}");
        }
        assert_eq!(case_photo(17, 3), "/api/cases/17/photos/3");
        for path in ["/api", "/api/cases/", "/cases", "/open311/v2/tokens/x.json"] {
            assert_eq!(pattern(path), None, "{path}");
        }
    }

    proptest! {
        #[test]
        fn the_pattern_of_a_path_is_that_of_a_router(
            path in "(/(open311|v2|tokens|api|cases|photos|follow_ups.json|17|K7)){0,6}/?",
        ) {
            let router = router();
            prop_assert_eq!(pattern(&path), router.at(&path).ok().map(|m| *m.value));
        }
    }
}
