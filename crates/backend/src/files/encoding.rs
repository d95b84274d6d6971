//! Which packing of a file a client takes (RFC 9110 §12.5.3).

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_ENCODING;

/// A packing of a file: the file itself, or a twin beside it with an extension more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// Every packing, the smallest first: of two that a client likes equally, the earlier is sent.
    pub(crate) const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Identity];

    /// What a twin's name has after that of the file, with its dot.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }

    /// The content coding; `None` for the file itself.
    pub(crate) fn coding(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    fn is_named(self, coding: &str) -> bool {
        let named = |name: &str| coding.eq_ignore_ascii_case(name);
        match self {
            Self::Brotli => named("br"),
            Self::Gzip => named("gzip") || named("x-gzip"),
            Self::Identity => named("identity"),
        }
    }
}

/// The packing to send of those that exist: the one that the client likes most. The file itself
/// where it takes none of them: a client that refuses even that is still better served with it than
/// with an error.
pub(crate) fn preferred(headers: &HeaderMap, exists: impl Fn(Encoding) -> bool) -> Encoding {
    let mut best = (Encoding::Identity, Weight::NONE);
    for encoding in Encoding::ALL {
        let weight = weight(headers, encoding);
        if weight > best.1 && exists(encoding) {
            best = (encoding, weight);
        }
    }
    best.0
}

/// A `qvalue`, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Weight(u16);

impl Weight {
    const NONE: Self = Self(0);
    const FULL: Self = Self(1000);

    /// One that cannot be read is none: a packing is never sent by mistake.
    fn read(text: &str) -> Self {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        if fraction.len() > 3 || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
            return Self::NONE;
        }
        let thousandths = fraction.bytes().chain(*b"000").take(3);
        let thousandths = thousandths.fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
        match whole {
            "0" => Self(thousandths),
            "1" if thousandths == 0 => Self::FULL,
            _ => Self::NONE,
        }
    }
}

/// How much a client likes a packing. What it does not name has the weight of `*`; without that, it
/// takes the file itself and nothing else.
fn weight(headers: &HeaderMap, encoding: Encoding) -> Weight {
    let mut any = match encoding {
        // The least there is, so that what is named with any weight wins.
        Encoding::Identity => Weight(1),
        _ => Weight::NONE,
    };
    for header in headers.get_all(ACCEPT_ENCODING) {
        // What is not ASCII names no coding.
        for item in header.to_str().unwrap_or_default().split(',') {
            let (coding, parameter) = item.split_once(';').unwrap_or((item, ""));
            let weight = match parameter.trim().split_once('=') {
                Some((name, value)) if name.trim().eq_ignore_ascii_case("q") => {
                    Weight::read(value.trim())
                }
                _ => Weight::FULL,
            };
            let coding = coding.trim();
            if encoding.is_named(coding) {
                return weight;
            }
            if coding == "*" {
                any = weight;
            }
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn sent(accept: &[&str], exists: &[Encoding]) -> Encoding {
        let mut headers = HeaderMap::new();
        for value in accept {
            let value = HeaderValue::from_bytes(value.as_bytes()).expect("a header");
            headers.append(ACCEPT_ENCODING, value);
        }
        preferred(&headers, |encoding| exists.contains(&encoding))
    }

    #[test]
    fn the_best_packing_that_exists_and_is_taken_is_sent() {
        use Encoding::{Brotli, Gzip, Identity};
        let all = &Encoding::ALL[..];
        for (accept, exists, expected) in [
            (&[][..], all, Identity),
            (&["gzip, deflate, br"], all, Brotli),
            (&["gzip, deflate"], all, Gzip),
            (&["gzip", "br"], all, Brotli),
            (&["GZIP"], all, Gzip),
            (&["x-gzip"], all, Gzip),
            (&["gzip, br"], &[Gzip, Identity], Gzip),
            (&["gzip, br"], &[Identity], Identity),
            (&["br;q=0.1, gzip;q=0.9"], all, Gzip),
            (&["br;q=0, gzip;q=0"], all, Identity),
            (&["br; q=0.001"], all, Brotli),
            (&["*"], all, Brotli),
            (&["*;q=0"], all, Identity),
            (&["identity;q=1, br;q=0.5"], all, Identity),
            (&["br;q=2, gzip"], all, Gzip),
            (&["br;q=0.1234"], all, Identity),
            (&["br;q=, ;;,=;q"], all, Identity),
            (&["\u{e9}, gzip"], all, Identity),
        ] {
            assert_eq!(sent(accept, exists), expected, "{accept:?}");
        }
    }
}
