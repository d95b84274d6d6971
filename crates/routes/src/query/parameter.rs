//! One value of a query: as it was written, and what it means.

use civic::places::LonLat;

/// A kind of value that a query's text may stand for.
pub trait Value: Sized {
    /// Reads a text that is not empty; `None` where it cannot be read.
    fn read(text: &str) -> Option<Self>;

    /// The text that [`Value::read`] reads.
    fn write(&self) -> String;
}

/// A value of a query, kept as it was written beside what it means: what cannot be read is not
/// taken for what was not said, and an address that is only passed on stays as it was.
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
    /// A value to be written.
    pub fn new(value: &T) -> Self {
        // Read back, so that it means no more than its text says.
        Self::from_text(value.write())
    }

    /// What an address says; empty for nothing.
    pub fn from_text(text: String) -> Self {
        let value = (!text.is_empty()).then(|| T::read(&text)).flatten();
        Self { text, value }
    }
}

impl<T> Parameter<T> {
    /// What it means; `None` where nothing was said or it cannot be read.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// What the address says, decoded; empty for nothing.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// True where the address says nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// True where the address says something that cannot be read: [`Parameter::text`] is then to be
    /// shown to the reader.
    pub fn is_unreadable(&self) -> bool {
        !self.text.is_empty() && self.value.is_none()
    }
}

impl<T: Value> From<Option<String>> for Parameter<T> {
    fn from(text: Option<String>) -> Self {
        Self::from_text(text.unwrap_or_default())
    }
}

/// A point of the map, `101774098,36616857`: longitude and latitude, 1e-6 degree.
impl Value for LonLat {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// A zoom, as web maps count it.
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
    fn what_cannot_be_read_is_not_what_was_not_said() {
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
    fn a_number_stays_as_it_was_written() {
        let sequence = Parameter::<u64>::from_text("007".to_owned());
        assert_eq!((sequence.text(), sequence.value()), ("007", Some(&7)));
        assert!(Parameter::<u8>::from_text("256".to_owned()).is_unreadable());
    }
}
