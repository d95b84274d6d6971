//! A QR code with an address. What draws it (`public/qr.js`) is fetched only where one is shown.

use leptos::prelude::*;
use routes::files::QR;
use web::assets::Asset;

/// The address as a QR code; where it cannot be drawn, the address beside it still says it.
pub(crate) fn qr(address: &str) -> AnyView {
    Asset::Module(QR).request();
    view! { <qr-code class="qr" text=address.to_owned()></qr-code> }.into_any()
}
