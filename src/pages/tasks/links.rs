//! Where what was found is shown.

use civic::search::{ItemKind, Named};
use routes::Page;
use routes::query::Lookup;
use web::i18n::lang;

/// The address of an item.
pub(super) fn href(kind: &ItemKind, item: &Named) -> String {
    let lang = lang();
    let id = item.id();
    match kind {
        ItemKind::Place => Lookup::of_place(&id.into()).href(lang),
        ItemKind::Duty => Page::Duty(item.unit(), id.into()).path(lang),
        _ => Page::Requirement(id.into()).path(lang),
    }
}
