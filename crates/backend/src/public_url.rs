//! The address under which visitors reach the server.

use std::fmt;
use std::str::FromStr;

use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::http::uri::{Authority, Scheme, Uri};
use serde::Deserialize;

/// A scheme, a host and perhaps a port, such as `https://city.example`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PublicUrl {
    scheme: Scheme,
    authority: Authority,
}

/// A text is not the address of a site.
#[derive(Debug, thiserror::Error)]
#[error("write it as https://city.example 写成 https://city.example")]
pub struct NotASite;

impl PublicUrl {
    /// The host and the port, as a browser names them.
    pub fn authority(&self) -> &str {
        self.authority.as_str()
    }

    /// What a client asked for, over plain HTTP; `None` where it names no host that can be one.
    pub(crate) fn asked_for(headers: &HeaderMap) -> Option<Self> {
        let host = headers.get(HOST)?.to_str().ok()?;
        Self::new(Scheme::HTTP, host.parse().ok()?)
    }

    fn new(scheme: Scheme, authority: Authority) -> Option<Self> {
        let is_site = !authority.host().is_empty() && !authority.as_str().contains('@');
        is_site.then_some(Self { scheme, authority })
    }
}

impl FromStr for PublicUrl {
    type Err = NotASite;

    fn from_str(text: &str) -> Result<Self, NotASite> {
        let parts = text.parse::<Uri>().map_err(|_| NotASite)?.into_parts();
        let path = parts
            .path_and_query
            .as_ref()
            .map_or("", |path| path.as_str());
        match (parts.scheme, parts.authority) {
            (Some(scheme), Some(authority))
                if matches!(path, "" | "/") && matches!(scheme.as_str(), "http" | "https") =>
            {
                Self::new(scheme, authority).ok_or(NotASite)
            }
            _ => Err(NotASite),
        }
    }
}

impl TryFrom<String> for PublicUrl {
    type Error = NotASite;

    fn try_from(text: String) -> Result<Self, NotASite> {
        text.parse()
    }
}

/// Without a slash at the end, so that a path can follow.
impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.authority)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_site_has_a_scheme_and_a_host_and_nothing_else() {
        for (text, expected) in [
            ("https://city.example", "https://city.example"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ] {
            let url: PublicUrl = text.parse().expect("a site");
            assert_eq!(url.to_string(), expected);
        }
        for text in [
            "",
            "city.example",
            "/",
            "ftp://city.example",
            "https://city.example/portal",
            "https://me@city.example",
            "https://",
        ] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_host_that_can_be_none_is_none() {
        let asked_for = |host: &'static [u8]| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_bytes(host).expect("a header"));
            PublicUrl::asked_for(&headers).map(|url| url.to_string())
        };
        let expected = Some("http://city.example:8080".to_owned());
        assert_eq!(asked_for(b"city.example:8080"), expected);
        for host in [&b""[..], b"a b", b"a/b", b"me@city", b"\xff", b"a:b:c"] {
            assert_eq!(asked_for(host), None, "{host:?}");
        }
    }
}
