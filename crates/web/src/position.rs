//! Where the phone is, asked only when a person asks for it.

use civic::places::LonLat;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::{PositionError, PositionOptions};

/// How long the phone may look for its position, in milliseconds.
const PATIENCE_MS: u32 = 20_000;

/// What a phone says of its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// It is here, give or take so many metres.
    Here {
        /// Where.
        point: LonLat,
        /// How far off that may be, in metres.
        accuracy_metres: u32,
    },
    /// The person or the browser refused.
    Refused,
    /// It could not be found.
    Failed,
    /// This browser cannot tell.
    Missing,
}

/// Asks the phone; `answer` is called once, later or at once.
pub fn ask(answer: impl Fn(Position) + Clone + 'static) {
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
    options.set_timeout(PATIENCE_MS);
    let asked = phone.get_current_position_with_error_callback_and_options(
        found.unchecked_ref(),
        Some(failed.unchecked_ref()),
        &options,
    );
    if asked.is_err() {
        answer(Position::Missing);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast of a float stops at the bounds, and degrees stay within them"
)]
fn millionths(degrees: f64) -> i32 {
    (degrees * 1e6) as i32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a float stops at the bounds, and no accuracy is negative"
)]
fn metres(accuracy: f64) -> u32 {
    accuracy as u32
}
