//! The place and goods asked about last.

use civic::{GoodsId, PlaceId};
use web::storage;

/// The place and the goods, parted by a space.
const ASKED: &str = "mingdan.asked";

/// The last question; `None` where none was asked on this phone.
pub(crate) fn kept() -> Option<(PlaceId, GoodsId)> {
    let kept = storage::get(ASKED)?;
    let (place, goods) = kept.split_once(' ')?;
    Some((place.into(), goods.into()))
}

/// Keeps a question in the place of the one before.
pub(crate) fn keep(place: &PlaceId, goods: &GoodsId) {
    storage::set(ASKED, &format!("{place} {goods}"));
}
