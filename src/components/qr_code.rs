//! A QR code with an address. What draws it (`public/qr.js`) is fetched only where one is shown.

use leptos::prelude::*;

const SCRIPT: &str = "/qr.js";

/// The address as a QR code; where it cannot be drawn, the address beside it still says it.
pub(crate) fn qr(address: &str) -> AnyView {
    load();
    view! { <qr-code class="qr" text=address.to_owned()></qr-code> }.into_any()
}

fn load() {
    let (document, selector) = (document(), format!("script[src='{SCRIPT}']"));
    if document.query_selector(&selector).ok().flatten().is_some() {
        return;
    }
    if let (Ok(script), Some(head)) = (document.create_element("script"), document.head()) {
        let _ = script.set_attribute("type", "module");
        let _ = script.set_attribute("src", SCRIPT);
        let _ = head.append_child(&script);
    }
}

/// The address of a path on this site.
pub(crate) fn address(path: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("{origin}{path}")
}
