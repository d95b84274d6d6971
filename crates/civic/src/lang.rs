//! The two languages. Chinese is the original and is shown if a text has no English.

use crate::Text;

/// A language in which the city's texts are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Chinese 中文.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// The one of two terms that is in this language.
    pub fn term<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The text in this language, or in the other one if it is missing.
    pub fn pick(self, text: &Text) -> &str {
        let (first, second) = match self {
            Self::Zh => (&text.zh, &text.en),
            Self::En => (&text.en, &text.zh),
        };
        if first.is_empty() { second } else { first }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_english_is_shown_in_chinese() {
        let text = Text::new("莫家街", "");
        assert_eq!(Lang::En.pick(&text), "莫家街");
        assert_eq!(Lang::Zh.pick(&text), "莫家街");
    }
}
