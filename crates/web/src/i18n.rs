//! The language of the page, and what is said in it. Chinese is the original; where a row has no
//! English, the Chinese is shown and marked as Chinese.

use std::cell::Cell;

use civic::Text;
use civic::lang::Lang;
use leptos::prelude::*;

thread_local! {
    static LANG: Cell<Lang> = const { Cell::new(Lang::Zh) };
}

/// The language of the page. A page is built again when it changes, so nothing follows it.
pub fn lang() -> Lang {
    LANG.get()
}

/// Sets the language of the page, before anything of it is built.
pub fn set_lang(lang: Lang) {
    LANG.set(lang);
}

/// Something a program says, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Message {
    /// In the language of the page.
    pub fn text(&self) -> &'static str {
        self.of(lang())
    }

    /// In a language.
    pub const fn of(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// Declares messages, each a static of its own: a part of the program that comes later carries
/// those that it alone says, and one that nobody says any more is reported as dead code.
#[macro_export]
macro_rules! messages {
    ($($name:ident: $zh:literal, $en:literal;)+) => {
        $(
            #[doc = $zh]
            pub(crate) static $name: $crate::i18n::Message = $crate::i18n::Message {
                zh: $zh,
                en: $en,
            };
        )+
    };
}

/// A text, marked where it is not in the language of the page.
pub fn localized(text: &Text) -> AnyView {
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
