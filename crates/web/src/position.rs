//! The phone's position, requested only when the visitor asks for it.

use civic::places::LonLat;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::{PositionError, PositionOptions};

/// How long to wait for the position, in milliseconds.
const TIMEOUT_MS: u32 = 20_000;

/// The outcome of a request for the position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The position was found.
    Here {
        /// The position.
        point: LonLat,
        /// The accuracy in metres.
        accuracy_metres: u32,
    },
    /// The person or the browser refused.
    Refused,
    /// The position could not be determined.
    Failed,
    /// This browser has no geolocation.
    Missing,
}

/// Requests the position; `answer` is called once, possibly before this returns.
pub fn request(answer: impl Fn(Position) + Clone + 'static) {
    let Some(phone) = web_sys::window().and_then(|w| w.navigator().geolocation().ok()) else {
        answer(Position::Missing);
        return;
    };
    let (found, failed) = (answer.clone(), answer.clone());
    let found = Closure::once_into_js(move |position: web_sys::Position| {
        let coordinates = position.coords();
        found(Position::Here {
            point: LonLat::new(
                millionths(coordinates.longitude()),
                millionths(coordinates.latitude()),
            ),
            accuracy_metres: metres(coordinates.accuracy()),
        });
    });
    let failed = Closure::once_into_js(move |error: PositionError| {
        failed(if error.code() == PositionError::PERMISSION_DENIED {
            Position::Refused
        } else {
            Position::Failed
        });
    });
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(TIMEOUT_MS);
    let requested = phone.get_current_position_with_error_callback_and_options(
        found.unchecked_ref(),
        Some(failed.unchecked_ref()),
        &options,
    );
    if requested.is_err() {
        answer(Position::Missing);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the cast saturates, and degrees stay within the bounds"
)]
fn millionths(degrees: f64) -> i32 {
    (degrees * 1e6) as i32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and no accuracy is negative"
)]
fn metres(accuracy: f64) -> u32 {
    accuracy as u32
}
