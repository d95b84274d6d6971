//! The place and goods looked up last, and the goods before these.

use civic::{GoodsId, PlaceId};
use web::storage;

/// The storage key of the place and the goods, separated by a space.
const ASKED: &str = "mingdan.asked";
/// The storage key of the goods looked up lately, separated by spaces, the last one first.
const GOODS: &str = "mingdan.goods";
/// How many goods are remembered.
const MAX_GOODS: usize = 4;

/// The last question; `None` if there was none on this phone.
pub(crate) fn kept() -> Option<(PlaceId, GoodsId)> {
    let kept = storage::get(ASKED)?;
    let (place, goods) = kept.split_once(' ')?;
    Some((place.into(), goods.into()))
}

/// The goods looked up lately, the last one first.
pub(crate) fn lately() -> Vec<GoodsId> {
    let kept = storage::get(GOODS).unwrap_or_default();
    kept.split_whitespace().map(GoodsId::from).collect()
}

/// Stores a question, replacing the previous one.
pub(crate) fn keep(place: &PlaceId, goods: &GoodsId) {
    storage::set(ASKED, &format!("{place} {goods}"));
    let others = lately().into_iter().filter(|other| other != goods);
    let all = std::iter::once(goods.clone()).chain(others);
    let all: Vec<String> = all.take(MAX_GOODS).map(|goods| goods.0).collect();
    storage::set(GOODS, &all.join(" "));
}
