//! Scripts and style sheets beside the program, fetched where something needs them.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;

/// Marks an element whose file has come.
const LOADED: &str = "data-loaded";

/// A file that is fetched by an element in the document's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asset {
    /// A classic script.
    Script(&'static str),
    /// A script that is a module.
    Module(&'static str),
    /// A style sheet.
    Style(&'static str),
}

impl Asset {
    /// The tag, the attribute that names the file, and the file.
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

    /// True where the file has come.
    pub fn is_loaded(self) -> bool {
        let loaded = document().query_selector(&format!("{}[{LOADED}]", self.selector()));
        loaded.is_ok_and(|loaded| loaded.is_some())
    }

    /// Fetches the file, once a visit; `done` is called with whether it came. A failed attempt
    /// leaves nothing behind, so that the next begins again.
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
        let (came, loaded) = (element.clone(), done.clone());
        let came = Closure::once_into_js(move || {
            let _ = came.set_attribute(LOADED, "");
            loaded(true);
        });
        let lost = element.clone();
        let lost = Closure::once_into_js(move || {
            lost.remove();
            done(false);
        });
        let _ = element.add_event_listener_with_callback("load", came.unchecked_ref());
        let _ = element.add_event_listener_with_callback("error", lost.unchecked_ref());
        let _ = element.set_attribute(name, file);
        let _ = head.append_child(&element);
    }

    /// Has the file fetched, where nobody waits for it; asked again, it is not fetched again.
    pub fn request(self) {
        let asked = document().query_selector(&self.selector());
        if !asked.is_ok_and(|asked| asked.is_some()) {
            self.load(|_| ());
        }
    }
}
