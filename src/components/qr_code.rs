//! A QR code of an address. The script that draws it (`public/qr.js`) is fetched on first use.

use leptos::prelude::*;
use routes::files::QR;
use web::assets::Asset;

/// The address as a QR code. Callers also show the address as text, in case it cannot be drawn.
#[component]
pub(crate) fn QrCode<'a>(address: &'a str) -> impl IntoView + use<> {
    Asset::Module(QR).request();
    view! { <qr-code class="qr" text=address.to_owned()></qr-code> }
}
