//! Text in both languages.

use serde::{Deserialize, Serialize};

/// A text in Chinese and English. The Chinese is the original; the English may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Text {
    /// Chinese 中文.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub zh: String,
    /// English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
}

impl Text {
    /// Creates a text from both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// Returns `true` if it is empty in both languages.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// What reads in both languages: an error that people see. Its `Display` is the English
/// alone, for logs and for the errors around it.
pub trait Bilingual {
    /// The same in Chinese and English.
    fn text(&self) -> Text;
}
