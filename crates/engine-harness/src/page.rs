//! What the page's global object gets, so that no exported function, and so no unsafe code, is
//! needed:
//! - `harnessAnswers(published, questions)`: the answers, as lines of JSON;
//! - `harnessNames(places)`: a function `(query, limit)` to positions in the list;
//! - `harnessStates(published)`: a function `(place, goods, instants)` to states;
//! - `harnessLookups(published, squares)`: functions `place(longitude, latitude)` to an identifier
//!   and `states(longitudes, latitudes, goods, instants)` to states.
//!
//! Instants are seconds since the epoch, longitudes and latitudes millionths of a degree. A state
//! is two numbers: 1 where it is permitted, 0 where it is not, -1 where nothing is near; and the
//! instant until which that lasts, -1 where nothing changes.

use std::rc::Rc;

use civic::answer::State;
use civic::places::LonLat;
use civic::time::Instant;
use civic::{GoodsId, PlaceId};
use engine_harness::{Harness, HarnessError, Lookups};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

type Thrown<T> = Result<T, JsValue>;

fn thrown(error: &HarnessError) -> JsValue {
    js_sys::Error::new(&error.to_string()).into()
}

// The page has no other use for the module: what is put there lives as long as the page.
fn put(on: &JsValue, name: &str, function: &JsValue) {
    let _ = js_sys::Reflect::set(on, &JsValue::from_str(name), function);
}

pub(crate) fn put_all() {
    let page: JsValue = js_sys::global().into();
    let answers = Closure::<dyn Fn(String, String) -> Thrown<String>>::new(
        |published: String, questions: String| {
            Harness::decode(&published)
                .and_then(|harness| harness.answers(&questions))
                .map_err(|error| thrown(&error))
        },
    );
    put(&page, "harnessAnswers", &answers.into_js_value());
    let names = Closure::<dyn Fn(String) -> Thrown<JsValue>>::new(|places: String| names(&places));
    put(&page, "harnessNames", &names.into_js_value());
    let states = Closure::<dyn Fn(String) -> Thrown<JsValue>>::new(|text: String| states(&text));
    put(&page, "harnessStates", &states.into_js_value());
    let lookups = Closure::<dyn Fn(String, Vec<String>) -> Thrown<JsValue>>::new(
        |published: String, squares: Vec<String>| lookups(&published, &squares),
    );
    put(&page, "harnessLookups", &lookups.into_js_value());
}

fn names(places: &str) -> Thrown<JsValue> {
    let names = engine_harness::names(places).map_err(|error| thrown(&error))?;
    let search =
        Closure::<dyn Fn(String, usize) -> Vec<usize>>::new(move |query: String, limit: usize| {
            let found = names.search(&query, limit);
            found.into_iter().map(|m| m.place).collect()
        });
    Ok(search.into_js_value())
}

fn states(published: &str) -> Thrown<JsValue> {
    let harness = Harness::decode(published).map_err(|error| thrown(&error))?;
    let states = Closure::<dyn Fn(String, String, Vec<f64>) -> Thrown<Vec<f64>>>::new(
        move |place: String, goods: String, instants: Vec<f64>| {
            let place = PlaceId::from(place.as_str());
            let goods = GoodsId::from(goods.as_str());
            let states = harness
                .states(&place, &goods, instants.into_iter().map(instant))
                .ok_or_else(|| thrown(&HarnessError::Place(place)))?;
            Ok(states.iter().flat_map(numbers).collect())
        },
    );
    Ok(states.into_js_value())
}

fn lookups(published: &str, squares: &[String]) -> Thrown<JsValue> {
    let lookups = Lookups::decode(published, squares).map_err(|error| thrown(&error))?;
    let lookups = Rc::new(lookups);
    let functions: JsValue = js_sys::Object::new().into();
    let found = Rc::clone(&lookups);
    let place = Closure::<dyn Fn(i32, i32) -> Option<String>>::new(move |x: i32, y: i32| {
        found.place(LonLat::new(x, y)).map(ToString::to_string)
    });
    put(&functions, "place", &place.into_js_value());
    let states = Closure::<dyn Fn(Vec<i32>, Vec<i32>, String, Vec<f64>) -> Vec<f64>>::new(
        move |longitudes: Vec<i32>, latitudes: Vec<i32>, goods: String, instants: Vec<f64>| {
            let goods = GoodsId::from(goods.as_str());
            let points = longitudes.into_iter().zip(latitudes);
            points
                .zip(instants)
                .map(|((x, y), at)| lookups.state(LonLat::new(x, y), &goods, instant(at)))
                .flat_map(|state| state.as_ref().map_or([-1.0, -1.0], numbers))
                .collect()
        },
    );
    put(&functions, "states", &states.into_js_value());
    Ok(functions)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "seconds of this age are whole numbers far below where floats lose any"
)]
fn instant(seconds: f64) -> Instant {
    Instant(seconds as i64)
}

#[expect(clippy::cast_precision_loss, reason = "as above")]
fn numbers(state: &State) -> [f64; 2] {
    [
        if state.verdict.permits() { 1.0 } else { 0.0 },
        state.until.map_or(-1.0, |until| until.0 as f64),
    ]
}
