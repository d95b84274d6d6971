//! A QR code of an address. The script that draws it (`public/qr.js`) is fetched on first use.

use leptos::prelude::*;
use routes::files::QR;
use web::assets::Asset;

/// The address as a QR code. Callers also show the address as text, in case it cannot be drawn.
pub(crate) fn qr(address: &str) -> AnyView {
    Asset::Module(QR).request();
    view! { <qr-code class="qr" text=address.to_owned()></qr-code> }.into_any()
}
