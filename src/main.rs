//! The portal's binary; see the library.

/// A panic aborts the program; `public/boot.js` detects that and shows a message.
fn main() {
    mingdan_portal::start();
}
