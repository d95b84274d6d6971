//! A query parameter: its text and its parsed value.

use civic::places::LonLat;

/// A type that can be parsed from a query parameter.
pub trait Value: Sized {
    /// Parses a non-empty text; `None` if it is invalid.
    fn read(text: &str) -> Option<Self>;

    /// The text that [`Value::read`] parses.
    fn write(&self) -> String;
}

/// A query parameter with its original text, so that an invalid value is not mistaken for a missing
/// one and a URL that is only passed on does not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter<T> {
    text: String,
    value: Option<T>,
}

impl<T> Default for Parameter<T> {
    fn default() -> Self {
        Self {
            text: String::new(),
            value: None,
        }
    }
}

impl<T: Value> Parameter<T> {
    /// A parameter with this value.
    pub fn new(value: &T) -> Self {
        // Parsed back, so that the value has no more precision than its text.
        Self::from_text(value.write())
    }

    /// Parses the decoded text of a parameter; empty if it is missing.
    pub fn from_text(text: String) -> Self {
        let value = (!text.is_empty()).then(|| T::read(&text)).flatten();
        Self { text, value }
    }
}

impl<T> Parameter<T> {
    /// The parsed value; `None` if it is missing or invalid.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The decoded text; empty if it is missing.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns `true` if the parameter is missing or empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Returns `true` if the text is invalid. [`Parameter::text`] should then be shown to the user.
    pub fn is_unreadable(&self) -> bool {
        !self.text.is_empty() && self.value.is_none()
    }
}

impl<T: Value> From<Option<String>> for Parameter<T> {
    fn from(text: Option<String>) -> Self {
        Self::from_text(text.unwrap_or_default())
    }
}

/// A point on the map, `101774098,36616857`: longitude and latitude in 1e-6 degree.
impl Value for LonLat {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// A zoom level, as in web maps.
impl Value for u8 {
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// The sequence number of a snapshot.
impl Value for u64 {
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_value_is_not_a_missing_one() {
        let missing = Parameter::<LonLat>::from(None);
        assert!(missing.is_empty() && !missing.is_unreadable());
        assert_eq!(missing, Parameter::default());
        let wrong = Parameter::<LonLat>::from_text("here".to_owned());
        assert!(wrong.is_unreadable());
        assert_eq!((wrong.text(), wrong.value()), ("here", None));
        let point = Parameter::<LonLat>::from_text("101774098,36616857".to_owned());
        assert!(!point.is_empty() && !point.is_unreadable());
        assert_eq!(point.value(), LonLat::parse("101774098,36616857").as_ref());
    }

    #[test]
    fn the_text_of_a_number_is_kept() {
        let sequence = Parameter::<u64>::from_text("007".to_owned());
        assert_eq!((sequence.text(), sequence.value()), ("007", Some(&7)));
        assert!(Parameter::<u8>::from_text("256".to_owned()).is_unreadable());
    }
}
