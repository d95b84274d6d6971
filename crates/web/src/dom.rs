//! Access to the document and the window, so that pages need neither.

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::{document, request_animation_frame, window};
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Element, Event, HtmlElement};
use wasm_bindgen_futures::JsFuture;

use crate::reactive::spawn;

const HEADING: &str = "main h1";

/// Moves the focus to the first element that matches.
pub fn focus(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector)
        && let Some(element) = element.dyn_ref::<HtmlElement>()
    {
        let _ = element.focus();
    }
}

/// Moves the focus to the page's heading.
pub fn focus_heading() {
    focus(HEADING);
}

/// Whether the page's heading has the focus.
pub fn heading_has_focus() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| element.matches(HEADING).unwrap_or(false))
}

/// Called before a part of the page is built again: if the focus is on an element of it with an
/// identifier, it moves to the new element of that identifier, or to `otherwise` if there is none.
pub fn keep_focus(otherwise: &'static str) {
    let id = document().active_element().map(|element| element.id());
    let Some(id) = id.filter(|id| !id.is_empty()) else {
        return;
    };
    request_animation_frame(move || {
        // The focus of an element that was removed falls to the body.
        if document()
            .active_element()
            .is_some_and(|now| now.tag_name() == "BODY")
        {
            let element = document().get_element_by_id(&id);
            let element = element.or_else(|| document().get_element_by_id(otherwise));
            if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
                let _ = element.focus();
            }
        }
    });
}

/// Calls `seen` once, when the element with this identifier comes on screen or near it; at once where
/// the browser cannot tell.
pub fn when_seen(id: String, seen: impl Fn() + 'static) {
    request_animation_frame(move || {
        let Some(element) = document().get_element_by_id(&id) else {
            return;
        };
        let observer: Result<Function, _> = property(&window(), "IntersectionObserver").dyn_into();
        let Ok(observer) = observer else {
            seen();
            return;
        };
        let called =
            Closure::<dyn FnMut(Array, JsValue)>::new(move |entries: Array, observer: JsValue| {
                let is_seen = |entry: JsValue| property(&entry, "isIntersecting").is_truthy();
                if entries.iter().any(is_seen) {
                    let _ = call(&observer, "disconnect", &[]);
                    seen();
                }
            });
        let near = Object::new();
        let _ = Reflect::set(&near, &"rootMargin".into(), &"200px".into());
        let observer = Reflect::construct(&observer, &Array::of2(called.as_ref(), &near));
        if let Ok(observer) = observer {
            let _ = call(&observer, "observe", &[&element]);
        }
        // It lives as long as the observer does.
        called.forget();
    });
}

/// Calls a method that the browser may not have.
pub(crate) fn call(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = property(of, name).dyn_into()?;
    method.apply(of, &arguments.iter().copied().collect::<Array>())
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets an attribute of the document's root; `None` removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Opens the browser's print dialogue.
pub fn print() {
    let _ = window().print();
}

/// The full address of the page.
pub fn address() -> String {
    window().location().href().unwrap_or_default()
}

/// The address of a path on this site.
pub fn address_of(path: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("{origin}{path}")
}

/// The `href` of the link within this site that an event was dispatched in.
pub fn link_of(event: &Event) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href^='/']").ok()??;
    link.get_attribute("href")
}

/// This many random bytes in lowercase hexadecimal; zeros if the browser has no source of them.
pub fn random_hex<const BYTES: usize>() -> String {
    let mut bytes = [0_u8; BYTES];
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    crate::format::hex(&bytes)
}

/// Whether the visitor has asked the browser to save data.
pub fn saves_data() -> bool {
    let navigator = window().navigator();
    property(&property(&navigator, "connection"), "saveData").is_truthy()
}

/// A property of a JavaScript value that not every browser has.
pub(crate) fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// Mounts a program in the element with this identifier, replacing its content; does nothing if
/// there is no such element.
pub fn mount<V: leptos::IntoView + 'static>(id: &str, program: impl FnOnce() -> V + 'static) {
    let Some(root) = document().get_element_by_id(id) else {
        return;
    };
    root.set_inner_html("");
    leptos::mount::mount_to(root.unchecked_into::<HtmlElement>(), program).forget();
}

/// The detail of a custom event, if it is a string.
pub fn detail(event: &Event) -> Option<String> {
    property(event, "detail").as_string()
}

/// Where a pointer is within the element that its event is handled for, as shares of the element's
/// width and height, from 0 to 1; `None` if the element has no size.
pub fn pointed_at(event: &Event) -> Option<(f64, f64)> {
    let frame: JsValue = event.current_target()?.into();
    let frame = call(&frame, "getBoundingClientRect", &[]).ok()?;
    let number = |of: &JsValue, name| property(of, name).as_f64();
    let share = |at, start, size| {
        let size = number(&frame, size).filter(|size| *size > 0.0)?;
        Some(((number(event, at)? - number(&frame, start)?) / size).clamp(0.0, 1.0))
    };
    Some((
        share("clientX", "left", "width")?,
        share("clientY", "top", "height")?,
    ))
}

/// Has an element receive every event of the pointer that pressed on it, until it is released.
pub fn hold_pointer(event: &Event) {
    if let Some(target) = event.current_target() {
        let _ = call(
            &target,
            "setPointerCapture",
            &[&property(event, "pointerId")],
        );
    }
}

/// Sets an attribute of an element unless it has that value: setting it again would notify its
/// observers.
pub fn set_attribute(element: &impl AsRef<Element>, name: &str, value: &str) {
    let element = element.as_ref();
    if element.get_attribute(name).as_deref() != Some(value) {
        let _ = element.set_attribute(name, value);
    }
}

/// Puts a text on the clipboard; `done` is called with whether the browser did.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let clipboard = property(&window().navigator(), "clipboard");
    let write = property(&clipboard, "writeText").dyn_into::<js_sys::Function>();
    let written = write
        .and_then(|write| write.call1(&clipboard, &text.into()))
        .and_then(JsCast::dyn_into::<js_sys::Promise>);
    spawn(async move {
        let is_written = match written {
            Ok(written) => JsFuture::from(written).await.is_ok(),
            Err(_) => false,
        };
        done(is_written);
    });
}
