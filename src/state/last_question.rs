//! The place and goods looked up last.

use civic::{GoodsId, PlaceId};
use web::storage;

/// The storage key of the place and the goods, separated by a space.
const ASKED: &str = "mingdan.asked";

/// The last question; `None` if there was none on this phone.
pub(crate) fn kept() -> Option<(PlaceId, GoodsId)> {
    let kept = storage::get(ASKED)?;
    let (place, goods) = kept.split_once(' ')?;
    Some((place.into(), goods.into()))
}

/// Stores a question, replacing the previous one.
pub(crate) fn keep(place: &PlaceId, goods: &GoodsId) {
    storage::set(ASKED, &format!("{place} {goods}"));
}
