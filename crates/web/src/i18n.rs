//! The language of the page, and texts in it. Chinese is the original: if a row has no English
//! text, the Chinese one is shown and marked as Chinese.

use std::cell::Cell;

use civic::Text;
use civic::lang::Lang;
use leptos::prelude::*;

thread_local! {
    static LANG: Cell<Lang> = const { Cell::new(Lang::Zh) };
}

/// The language of the page. It is not reactive: a page is rebuilt when the language changes.
pub fn lang() -> Lang {
    LANG.get()
}

/// Sets the language of the page, before anything of it is built.
pub fn set_lang(lang: Lang) {
    LANG.set(lang);
}

/// A message of the user interface, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// The Chinese text.
    pub zh: &'static str,
    /// The English text.
    pub en: &'static str,
}

impl Message {
    /// The text in the language of the page.
    #[expect(
        clippy::inline_always,
        reason = "with a plain `inline` the chunks are 2 KB (Brotli) larger"
    )]
    #[inline(always)]
    pub fn text(&'static self) -> &'static str {
        self.in_page_language()
    }

    /// A thin pointer to the text. WebAssembly returns it in a register, but a `&str` through
    /// memory, which would take code at each of the hundreds of calls.
    #[inline(never)]
    fn in_page_language(&'static self) -> &'static &'static str {
        match lang() {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The text in the given language.
    pub const fn of(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// Declares messages, each as a static of its own: a chunk then contains the messages that only it
/// uses, and an unused one is reported as dead code.
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

/// A text of the data, marked if it is not in the language of the page.
pub fn localized(text: &Text) -> AnyView {
    let lang = lang();
    let own = match lang {
        Lang::Zh => &text.zh,
        Lang::En => &text.en,
    };
    let shown = lang.pick(text).to_owned();
    if own.is_empty() && !shown.is_empty() {
        view! { <span lang=lang.other().tag()>{shown}</span> }.into_any()
    } else {
        shown.into_any()
    }
}
