//! The portal as a program: see the library.

/// A panic ends the program; `public/boot.js` sees that and says so.
fn main() {
    mingdan_portal::start();
}
