//! Scripts and style sheets that are fetched on demand.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;

/// Marks an element whose file has loaded.
const LOADED: &str = "data-loaded";

/// A file loaded by an element in the document's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asset {
    /// A classic script.
    Script(&'static str),
    /// A module script.
    Module(&'static str),
    /// A style sheet.
    Style(&'static str),
}

impl Asset {
    /// The element's tag, the attribute with the address, and the address.
    fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Script(file) | Self::Module(file) => ("script", "src", file),
            Self::Style(file) => ("link", "href", file),
        }
    }

    fn selector(self) -> String {
        let (tag, name, file) = self.parts();
        format!("{tag}[{name}='{file}']")
    }

    /// Whether the file has loaded.
    pub fn is_loaded(self) -> bool {
        let loaded = document().query_selector(&format!("{}[{LOADED}]", self.selector()));
        loaded.is_ok_and(|loaded| loaded.is_some())
    }

    /// Loads the file unless it is loaded, and calls `done` with whether that succeeded. A failed
    /// attempt leaves no element behind, so that the next one starts again.
    pub fn load(self, done: impl Fn(bool) + Clone + 'static) {
        if self.is_loaded() {
            done(true);
            return;
        }
        let (tag, name, file) = self.parts();
        let (Ok(element), Some(head)) = (document().create_element(tag), document().head()) else {
            done(false);
            return;
        };
        match self {
            Self::Script(_) => {}
            Self::Module(_) => {
                let _ = element.set_attribute("type", "module");
            }
            Self::Style(_) => {
                let _ = element.set_attribute("rel", "stylesheet");
            }
        }
        let (loaded, succeed) = (element.clone(), done.clone());
        let on_load = Closure::once_into_js(move || {
            let _ = loaded.set_attribute(LOADED, "");
            succeed(true);
        });
        let failed = element.clone();
        let on_error = Closure::once_into_js(move || {
            failed.remove();
            done(false);
        });
        let _ = element.add_event_listener_with_callback("load", on_load.unchecked_ref());
        let _ = element.add_event_listener_with_callback("error", on_error.unchecked_ref());
        let _ = element.set_attribute(name, file);
        let _ = head.append_child(&element);
    }

    /// Starts loading the file unless that has been started before.
    pub fn request(self) {
        let element = document().query_selector(&self.selector());
        if !element.is_ok_and(|element| element.is_some()) {
            self.load(|_| ());
        }
    }
}
