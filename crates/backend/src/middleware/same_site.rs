//! Feedback is sent by this site's own pages, and by programs: no other site may make a visitor's
//! browser send some.
//!
//! Browsers say where a request comes from: `Sec-Fetch-Site`, or `Origin` where they are older. A
//! program sends neither. The order is that of Go's `http.CrossOriginProtection`.

use std::sync::Arc;

use api::ErrorCode;
use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::config::Settings;
use crate::public_url::PublicUrl;
use crate::response::{Refusal, Wanted};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses what another site sends.
pub(crate) async fn check(
    State(settings): State<Arc<Settings>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let own = settings.public_url.as_ref().map(PublicUrl::authority);
    if is_from_elsewhere(request.headers(), own) {
        let refusal = Refusal::new(
            StatusCode::FORBIDDEN,
            ErrorCode::CrossSite,
            "这个请求来自别的网站，没有受理",
            "This was sent by another site, and was not taken",
        );
        return Err(refusal.in_form(Wanted::of(request.uri())));
    }
    Ok(next.run(request).await)
}

/// True where a browser says that a page of another origin sends this. `own` is the host and port
/// of this site, where the operator has named them; otherwise they are what was asked for.
fn is_from_elsewhere(headers: &HeaderMap, own: Option<&str>) -> bool {
    // What is not text is none of what a browser sends.
    let text = |name: &HeaderName| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    if let Some(site) = text(&SEC_FETCH_SITE) {
        // "none" is a person's own doing, such as a bookmark.
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(&ORIGIN) else {
        return false;
    };
    let host = own.or(text(&HOST)).unwrap_or_default();
    // The scheme is left out: a proxy may have taken the encryption off.
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    !authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn is_refused(pairs: &[(&'static str, &'static str)], own: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, HeaderValue::from_static(value));
        }
        is_from_elsewhere(&headers, own)
    }

    #[test]
    fn pages_of_this_site_and_programs_may_send() {
        let host = ("host", "city.example:8080");
        for headers in [
            &[host][..],
            &[host, ("sec-fetch-site", "same-origin")],
            &[host, ("sec-fetch-site", "none")],
            &[host, ("origin", "https://city.example:8080")],
            &[host, ("origin", "https://City.Example:8080")],
            // A proxy has named another host; the browser's word counts.
            &[
                ("host", "inside"),
                ("origin", "https://city.example"),
                ("sec-fetch-site", "same-origin"),
            ],
        ] {
            assert!(!is_refused(headers, None), "{headers:?}");
        }
        let behind_a_proxy = [("host", "inside"), ("origin", "https://city.example")];
        assert!(is_refused(&behind_a_proxy, None));
        assert!(!is_refused(&behind_a_proxy, Some("city.example")));
    }

    #[test]
    fn pages_of_other_sites_may_not() {
        let host = ("host", "city.example");
        for headers in [
            &[host, ("sec-fetch-site", "cross-site")][..],
            &[host, ("sec-fetch-site", "same-site")],
            &[host, ("sec-fetch-site", "of a newer browser")],
            &[host, ("origin", "https://evil.example")],
            &[host, ("origin", "https://city.example.evil.example")],
            &[host, ("origin", "https://city.example:444")],
            &[host, ("origin", "null")],
            &[host, ("origin", "")],
            &[("origin", "https://city.example")],
            &[
                host,
                ("origin", "https://city.example"),
                ("sec-fetch-site", "cross-site"),
            ],
        ] {
            assert!(is_refused(headers, None), "{headers:?}");
        }
    }
}
