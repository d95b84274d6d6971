//! Mingdan 明单: the public portal. It reads the published tree, and nothing else, and answers in
//! the browser with the same domain code that checked the data.

mod app;
mod clock;
mod data;
mod format;
mod lang;
mod live;
mod messages;
mod pages;
mod parts;
mod paths;
mod remember;

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

fn main() {
    // A panic ends the program, and nothing on the page would answer any more: say so.
    std::panic::set_hook(Box::new(|_| {
        if let Some(notice) = document().get_element_by_id("broken") {
            let _ = notice.remove_attribute("hidden");
            notice.scroll_into_view();
        }
    }));
    let Some(root) = document().get_element_by_id("app") else {
        return;
    };
    root.set_inner_html("");
    leptos::mount::mount_to(root.unchecked_into::<HtmlElement>(), app::root).forget();
}
