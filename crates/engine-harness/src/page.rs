//! The functions set on the page's global object. Exported functions would need unsafe code.
//!
//! - `harnessAnswers(published, questions)`: the answers, as lines of JSON;
//! - `harnessNames(places)`: a function from `(query, limit)` to indexes into the list;
//! - `harnessStates(published)`: a function from `(place, goods, instants)` to states;
//! - `harnessLookups(published, squares)`: an object with the functions
//!   `place(longitude, latitude)`, which returns an identifier, and
//!   `states(longitudes, latitudes, goods, instants)`, which returns states.
//! - `harnessSearch(head, shards)`: a function from `(query, limit)` to entries of a search index.
//!
//! Instants are seconds since the epoch, longitudes and latitudes millionths of a degree. A state
//! is two numbers: 1 if it is permitted, 0 if not, -1 if no street is near; and the instant until
//! which that lasts, -1 if nothing changes.

use std::rc::Rc;

use civic::answer::State;
use civic::places::LonLat;
use civic::time::Instant;
use civic::{GoodsId, PlaceId};
use engine_harness::{Harness, HarnessError, Lookups, Searched};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

type JsResult<T> = Result<T, JsValue>;

fn js_error(error: &HarnessError) -> JsValue {
    js_sys::Error::new(&error.to_string()).into()
}

// The closures are leaked on purpose: they live as long as the page.
fn set(on: &JsValue, name: &str, function: &JsValue) {
    let _ = js_sys::Reflect::set(on, &JsValue::from_str(name), function);
}

pub(crate) fn install() {
    let page: JsValue = js_sys::global().into();
    let answers = Closure::<dyn Fn(String, String) -> JsResult<String>>::new(
        |published: String, questions: String| {
            Harness::decode(&published)
                .and_then(|harness| harness.answers(&questions))
                .map_err(|error| js_error(&error))
        },
    );
    set(&page, "harnessAnswers", &answers.into_js_value());
    let names =
        Closure::<dyn Fn(String) -> JsResult<JsValue>>::new(|places: String| names(&places));
    set(&page, "harnessNames", &names.into_js_value());
    let searched = Closure::<dyn Fn(String, Vec<String>) -> JsResult<JsValue>>::new(
        |head: String, shards: Vec<String>| search(&head, &shards),
    );
    set(&page, "harnessSearch", &searched.into_js_value());
    let states = Closure::<dyn Fn(String) -> JsResult<JsValue>>::new(|text: String| states(&text));
    set(&page, "harnessStates", &states.into_js_value());
    let lookups = Closure::<dyn Fn(String, Vec<String>) -> JsResult<JsValue>>::new(
        |published: String, squares: Vec<String>| lookups(&published, &squares),
    );
    set(&page, "harnessLookups", &lookups.into_js_value());
}

fn names(places: &str) -> JsResult<JsValue> {
    let names = engine_harness::names(places).map_err(|error| js_error(&error))?;
    let search =
        Closure::<dyn Fn(String, usize) -> Vec<usize>>::new(move |query: String, limit: usize| {
            let found = names.search(&query, limit);
            found.into_iter().map(|m| m.place).collect()
        });
    Ok(search.into_js_value())
}

fn search(head: &str, shards: &[String]) -> JsResult<JsValue> {
    let index = Searched::decode(head, shards).map_err(|error| js_error(&error))?;
    let search =
        Closure::<dyn Fn(String, usize) -> Vec<u32>>::new(move |query: String, limit: usize| {
            index.search(&query, limit)
        });
    Ok(search.into_js_value())
}

fn states(published: &str) -> JsResult<JsValue> {
    let harness = Harness::decode(published).map_err(|error| js_error(&error))?;
    let states = Closure::<dyn Fn(String, String, Vec<f64>) -> JsResult<Vec<f64>>>::new(
        move |place: String, goods: String, instants: Vec<f64>| {
            let place = PlaceId::from(place.as_str());
            let goods = GoodsId::from(goods.as_str());
            let states = harness
                .states(&place, &goods, instants.into_iter().map(instant))
                .ok_or_else(|| js_error(&HarnessError::Place(place)))?;
            Ok(states.iter().flat_map(numbers).collect())
        },
    );
    Ok(states.into_js_value())
}

fn lookups(published: &str, squares: &[String]) -> JsResult<JsValue> {
    let lookups = Lookups::decode(published, squares).map_err(|error| js_error(&error))?;
    let lookups = Rc::new(lookups);
    let functions: JsValue = js_sys::Object::new().into();
    let found = Rc::clone(&lookups);
    let place = Closure::<dyn Fn(i32, i32) -> Option<String>>::new(move |x: i32, y: i32| {
        found.place(LonLat::new(x, y)).map(ToString::to_string)
    });
    set(&functions, "place", &place.into_js_value());
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
    set(&functions, "states", &states.into_js_value());
    Ok(functions)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "such seconds are integers that an f64 represents exactly"
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
