//! Every address of the portal, both ways: the address bar is state.

use civic::lang::Lang;

/// A page and what its path says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// The three doors.
    Home,
    /// The duty lists by unit, and the search.
    Tasks,
    /// One unit's lists.
    Unit(String),
    /// One duty item of a unit.
    Duty(String, String),
    /// All requirements.
    Requirements,
    /// One requirement's chain.
    Requirement(String),
    /// 能不能摆.
    Lookup,
    /// The map of streets and zones.
    Map,
    /// The saved answers on this phone.
    SavedAnswers,
    /// One saved answer 小票; its query says which.
    SavedAnswer,
    /// The street notice 街道告示 of the place in its query.
    StreetNotice,
    /// The feedback form.
    Feedback,
    /// A case by its receipt.
    Follow,
    /// What changed.
    Updates,
    /// The published files.
    OpenData,
    /// What this is.
    About,
    /// No such address.
    NotFound,
}

impl Page {
    /// Reads a path into its language and page.
    pub(crate) fn parse(path: &str) -> (Lang, Self) {
        let mut segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
        let lang = if segments.first() == Some(&"en") {
            segments.remove(0);
            Lang::En
        } else {
            Lang::Zh
        };
        let page = match segments.as_slice() {
            [] => Self::Home,
            ["tasks"] => Self::Tasks,
            ["tasks", unit] => Self::Unit((*unit).to_owned()),
            ["tasks", unit, duty] => Self::Duty((*unit).to_owned(), (*duty).to_owned()),
            ["requirements"] => Self::Requirements,
            ["requirements", id] => Self::Requirement((*id).to_owned()),
            ["vendor"] => Self::Lookup,
            ["map"] => Self::Map,
            ["slips"] => Self::SavedAnswers,
            ["slip"] => Self::SavedAnswer,
            ["notice"] => Self::StreetNotice,
            ["feedback"] => Self::Feedback,
            ["feedback", "follow"] => Self::Follow,
            ["updates"] => Self::Updates,
            ["open-data"] => Self::OpenData,
            ["about"] => Self::About,
            _ => Self::NotFound,
        };
        (lang, page)
    }

    /// The path of the page in a language.
    pub(crate) fn path(&self, lang: Lang) -> String {
        let rest = match self {
            Self::Home | Self::NotFound => String::new(),
            Self::Tasks => "/tasks".to_owned(),
            Self::Unit(unit) => format!("/tasks/{unit}"),
            Self::Duty(unit, duty) => format!("/tasks/{unit}/{duty}"),
            Self::Requirements => "/requirements".to_owned(),
            Self::Requirement(id) => format!("/requirements/{id}"),
            Self::Lookup => "/vendor".to_owned(),
            Self::Map => "/map".to_owned(),
            Self::SavedAnswers => "/slips".to_owned(),
            Self::SavedAnswer => "/slip".to_owned(),
            Self::StreetNotice => "/notice".to_owned(),
            Self::Feedback => "/feedback".to_owned(),
            Self::Follow => "/feedback/follow".to_owned(),
            Self::Updates => "/updates".to_owned(),
            Self::OpenData => "/open-data".to_owned(),
            Self::About => "/about".to_owned(),
        };
        match (lang, rest.is_empty()) {
            (Lang::Zh, true) => "/".to_owned(),
            (Lang::Zh, false) => rest,
            (Lang::En, _) => format!("/en{rest}"),
        }
    }

    /// The path with a query; empty values are left out.
    pub(crate) fn with(&self, lang: Lang, query: &[(&str, &str)]) -> String {
        let mut path = self.path(lang);
        let mut joint = '?';
        for (key, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
            path.push(joint);
            path.push_str(key);
            path.push('=');
            path.push_str(&encode(value));
            joint = '&';
        }
        path
    }
}

/// Percent-encodes a query value (RFC 3986, all but the unreserved characters, `:` and `,`).
fn encode(value: &str) -> String {
    let mut out = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_read_back_from_its_path_in_both_languages() {
        let pages = [
            Page::Home,
            Page::Tasks,
            Page::Unit("630104003".into()),
            Page::Duty("630104003".into(), "DL-1".into()),
            Page::Requirements,
            Page::Requirement("T-001".into()),
            Page::Lookup,
            Page::Map,
            Page::SavedAnswers,
            Page::SavedAnswer,
            Page::StreetNotice,
            Page::Feedback,
            Page::Follow,
            Page::Updates,
            Page::OpenData,
            Page::About,
        ];
        for page in pages {
            for lang in [Lang::Zh, Lang::En] {
                assert_eq!(Page::parse(&page.path(lang)), (lang, page.clone()));
            }
        }
    }

    #[test]
    fn an_unknown_address_is_a_page_of_its_own() {
        for path in ["/nothing", "/tasks/a/b/c", "/en/vendors", "/feedback/x"] {
            assert_eq!(Page::parse(path).1, Page::NotFound, "{path}");
        }
    }

    #[test]
    fn a_query_is_encoded_and_empty_values_are_left_out() {
        let path = Page::Lookup.with(
            Lang::En,
            &[("place", "Z-1"), ("goods", ""), ("q", "莫家 & co")],
        );
        assert_eq!(path, "/en/vendor?place=Z-1&q=%E8%8E%AB%E5%AE%B6%20%26%20co");
    }
}
