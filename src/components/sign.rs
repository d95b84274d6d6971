//! The answer as a sign: a band in the verdict's colour, with its shape and its word.

use civic::answer::Verdict;
use civic::lang::Lang;
use leptos::prelude::*;
use web::i18n::{Message, lang};

use super::icon::Icon;
use crate::messages::sign;

/// The look of a sign.
#[derive(Clone, Copy)]
struct Look {
    class: &'static str,
    /// The content of the shape's SVG.
    shape: &'static str,
    /// What stands above the word, smaller.
    before: Option<&'static Message>,
    word: &'static Message,
    /// Whether the word is long, and so set smaller.
    is_long: bool,
}

fn look(verdict: &Verdict) -> Look {
    match verdict {
        Verdict::Permitted => Look {
            class: "sign s-yes",
            shape: r#"<circle cx="32" cy="32" r="30"/><path class="cut" d="m18 33 10 10 19-21"/>"#,
            before: None,
            word: &sign::YES,
            is_long: false,
        },
        Verdict::PermittedIf => Look {
            class: "sign s-if",
            shape: r#"<path d="M2 3h43l15 15v43H2Z"/><path class="cut" d="m16 27 8 8 15-17"/><path class="cut thin" d="M15 48h34"/>"#,
            before: Some(&sign::IF),
            word: &sign::YES,
            is_long: false,
        },
        Verdict::Prohibited => Look {
            class: "sign s-no",
            shape: r#"<path d="M20 2h24l18 18v24L44 62H20L2 44V20Z"/><path class="cut" d="M18 32h28"/>"#,
            before: None,
            word: &sign::NO,
            is_long: false,
        },
        Verdict::Stale => Look {
            class: "sign s-stale",
            shape: r#"<path class="line" d="M5 12h54v47H5ZM5 24h54M18 4v13M46 4v13" fill="none" stroke-dasharray="8 4"/><path class="line-t" d="M27 34.5a5.5 5.5 0 1 1 7.5 5.5c-1.8.7-2.5 2-2.5 4M32 51v.5" fill="none"/>"#,
            before: None,
            word: &sign::STALE,
            is_long: true,
        },
        _ => Look {
            class: "sign s-none",
            shape: r#"<circle class="line" cx="32" cy="32" r="28" fill="none" stroke-dasharray="6.5 4.5"/><path class="line-t" d="M24 25a8 8 0 1 1 11 8c-2.5 1-3.3 2.8-3.3 5.5M31.7 47v.5" fill="none"/>"#,
            before: None,
            word: &sign::NONE,
            is_long: true,
        },
    }
}

/// The class of the band.
pub(crate) fn sign_class(verdict: &Verdict) -> &'static str {
    look(verdict).class
}

/// The icon of a verdict in a line of text.
pub(crate) fn verdict_icon(verdict: &Verdict) -> Icon {
    match verdict {
        Verdict::Permitted => Icon::YES,
        Verdict::PermittedIf => Icon::IF,
        Verdict::Prohibited => Icon::NO,
        Verdict::Stale => Icon::STALE,
        _ => Icon::NONE,
    }
}

/// What the word of a sign is on its page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordAs {
    /// The page's heading.
    Heading,
    /// A paragraph.
    Paragraph,
}

/// The shape and the word of a verdict, and what stands above the word if not the usual.
#[component]
pub(crate) fn SignWord<'a>(
    verdict: &'a Verdict,
    #[prop(optional)] before: Option<&'static str>,
    word_as: WordAs,
) -> impl IntoView + use<> {
    let look = look(verdict);
    let class = match (look.is_long, lang()) {
        (true, Lang::Zh) => "word word-l",
        (true, Lang::En) => "word word-l word-en",
        (false, Lang::Zh) => "word",
        (false, Lang::En) => "word word-en",
    };
    let before = before.or(look.before.map(Message::text));
    let before = before.map(|before| view! { <span class="pre">{before}</span> });
    let mut parts = look.word.text().split('|');
    let first = parts.next();
    let rest: Vec<AnyView> = parts
        .map(|part| view! { <wbr/>{part} }.into_any())
        .collect();
    let word = view! { {before} {first} {rest} };
    let word = match word_as {
        WordAs::Heading => view! { <h1 class=class tabindex="-1">{word}</h1> }.into_any(),
        WordAs::Paragraph => view! { <p class=class>{word}</p> }.into_any(),
    };
    view! {
        <div class="sign-main">
            <svg class="shape" width="64" height="64" viewBox="0 0 64 64" aria-hidden="true" focusable="false" inner_html=look.shape></svg>
            {word}
        </div>
    }
}
