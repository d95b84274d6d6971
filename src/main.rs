//! Mingdan 明单: the public portal. It reads the published tree, and nothing else, and answers in
//! the browser with the same domain code that checked the data.

mod app;
mod chunks;
mod clock;
mod components;
mod format;
mod lang;
mod messages;
mod pages;
mod paths;
mod published;
mod reactive;
mod storage;

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// A panic ends the program; `public/boot.js` sees that and says so.
fn main() {
    let Some(root) = document().get_element_by_id("app") else {
        return;
    };
    root.set_inner_html("");
    leptos::mount::mount_to(root.unchecked_into::<HtmlElement>(), app::root).forget();
}
