//! The two languages. Chinese is the original; where a row has no English, the Chinese is shown
//! and marked as Chinese.

use civic::Text;
use leptos::prelude::*;

use crate::app::lang;

/// A language of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lang {
    /// Chinese 中文.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Its BCP 47 tag.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// The term in this language.
    pub(crate) fn term<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The text in this language, or in the one it has.
    pub(crate) fn pick(self, text: &Text) -> &str {
        let (first, second) = match self {
            Self::Zh => (&text.zh, &text.en),
            Self::En => (&text.en, &text.zh),
        };
        if first.is_empty() { second } else { first }
    }
}

/// A text, marked where it is not in the language of the page.
pub(crate) fn localized(text: &Text) -> AnyView {
    let lang = lang();
    let own = match lang {
        Lang::Zh => &text.zh,
        Lang::En => &text.en,
    };
    let said = lang.pick(text).to_owned();
    if own.is_empty() && !said.is_empty() {
        view! { <span lang=lang.other().tag()>{said}</span> }.into_any()
    } else {
        said.into_any()
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
