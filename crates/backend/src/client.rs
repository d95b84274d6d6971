//! Who sends a request, as far as the network tells. Nothing of an address is stored or logged.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

/// The part of a network address that one customer has: all of an IPv4 address, or the /64 of an
/// IPv6 one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Client(u128);

impl Client {
    /// The other end of the connection, or the client that a trusted proxy names in a header.
    pub(crate) fn of(headers: &HeaderMap, extensions: &Extensions, trusted: Option<&str>) -> Self {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>();
        trusted
            .and_then(|name| headers.get(name)?.to_str().ok()?.trim().parse().ok())
            .or(peer.map(|info| info.0.ip()))
            .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
            .into()
    }

    /// The same, as bytes to be hashed.
    pub(crate) fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }
}

impl From<IpAddr> for Client {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(v4) => u128::from(v4.to_bits()),
            IpAddr::V6(v6) => v6.to_bits() >> 64 | 1 << 127,
        })
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_proxys_word_counts_only_where_a_header_is_trusted() {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 50_000))));
        let proxy = Client::from(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let named = Client::from(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7)));
        let mut headers = HeaderMap::new();
        headers.insert("x-real-ip", HeaderValue::from_static("192.0.2.7"));
        assert_eq!(Client::of(&headers, &extensions, Some("x-real-ip")), named);
        assert_eq!(Client::of(&headers, &extensions, None), proxy);
        headers.insert("x-real-ip", HeaderValue::from_static("somebody"));
        assert_eq!(Client::of(&headers, &extensions, Some("x-real-ip")), proxy);
    }

    #[test]
    fn one_customer_is_one_client() {
        let client = |text: &str| Client::from(text.parse::<IpAddr>().expect("an address"));
        assert_eq!(client("2001:db8::1"), client("2001:db8::2"));
        assert_ne!(client("2001:db8::1"), client("2001:db8:0:1::1"));
        assert_eq!(client("::ffff:192.0.2.7"), client("192.0.2.7"));
        assert_ne!(client("192.0.2.7"), client("192.0.2.8"));
    }
}
