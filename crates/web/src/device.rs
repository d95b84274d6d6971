//! What only some browsers can do: hand a page on to an app, copy a text, read one aloud. Each is
//! looked for before it is offered.

use civic::lang::Lang;
use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::window;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};

use crate::dom::{call, property};

/// How a page was handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandedOn {
    /// The browser took it, or the person thought better of it.
    ToTheBrowser,
    /// Its address was copied.
    Copied,
    /// Neither worked.
    Failed,
}

fn has(of: &JsValue, name: &str) -> bool {
    property(of, name).is_function()
}

/// Whether this browser can hand a page on, or copy its address.
pub fn can_hand_on() -> bool {
    let navigator = window().navigator();
    has(&navigator, "share") || has(&property(&navigator, "clipboard"), "writeText")
}

/// Hands a page on: as the browser's own choice of apps, or by copying its address. `done` is called
/// once.
pub fn hand_on(title: &str, address: &str, done: impl Fn(HandedOn) + Clone + 'static) {
    let navigator = window().navigator();
    let (asked, then) = if has(&navigator, "share") {
        let page = Object::new();
        let _ = Reflect::set(&page, &"title".into(), &title.into());
        let _ = Reflect::set(&page, &"url".into(), &address.into());
        (
            call(&navigator, "share", &[&page]),
            (HandedOn::ToTheBrowser, HandedOn::ToTheBrowser),
        )
    } else {
        let clipboard = property(&navigator, "clipboard");
        (
            call(&clipboard, "writeText", &[&address.into()]),
            (HandedOn::Copied, HandedOn::Failed),
        )
    };
    let Ok(promise) = asked else {
        done(HandedOn::Failed);
        return;
    };
    let (well, badly) = (done.clone(), done);
    let well = Closure::once_into_js(move |_: JsValue| well(then.0));
    let badly = Closure::once_into_js(move |_: JsValue| badly(then.1));
    let _ = call(&promise, "then", &[&well, &badly]);
}

/// Whether this browser can read a text aloud.
pub fn can_speak() -> bool {
    has(&property(&window(), "speechSynthesis"), "speak")
        && has(&window(), "SpeechSynthesisUtterance")
}

/// Reads a text aloud, or falls silent if something is being read.
pub fn speak(text: &str, lang: Lang) {
    let window = window();
    let voice = property(&window, "speechSynthesis");
    if property(&voice, "speaking").is_truthy() {
        be_silent();
        return;
    }
    let Ok(utterance) = property(&window, "SpeechSynthesisUtterance").dyn_into::<Function>() else {
        return;
    };
    if let Ok(utterance) = Reflect::construct(&utterance, &Array::of1(&text.into())) {
        let _ = Reflect::set(&utterance, &"lang".into(), &lang.tag().into());
        let _ = call(&voice, "speak", &[&utterance]);
    }
}

/// Stops reading aloud.
pub fn be_silent() {
    let _ = call(&property(&window(), "speechSynthesis"), "cancel", &[]);
}
