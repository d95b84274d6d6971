//! The icons of the sprite `style/icons.svg`, which is part of the page that the program starts in.

use civic::GoodsId;
use leptos::prelude::*;

/// An icon, by its name in the sprite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Icon(&'static str);

/// Declares the icons, and the list of them all that the test compares with the sprite.
macro_rules! icons {
    ($($constant:ident = $name:literal;)+) => {
        impl Icon {
            $(pub(crate) const $constant: Self = Self($name);)+
            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$constant),+];
        }
    };
}

icons! {
    BACK = "back";
    BROOM = "broom";
    CALENDAR = "calendar";
    CAMERA = "camera";
    CARD = "card";
    CLOCK = "clock";
    CLOSE = "close";
    COPY = "copy";
    DOC = "doc";
    DOWN = "down";
    EYE = "eye";
    FORM = "form";
    HOME = "home";
    IF = "if";
    INFO = "info";
    LOCATE = "locate";
    MAP = "map";
    ME = "me";
    NEWS = "news";
    NEXT = "next";
    NO = "no";
    NONE = "none";
    OFFLINE = "offline";
    PHONE = "phone";
    PIN = "pin";
    PLUS = "plus";
    PRINT = "print";
    QR = "qr";
    RIGHT = "right";
    SAVE = "save";
    SEARCH = "search";
    SEND = "send";
    SHARE = "share";
    SIZE = "size";
    SMOKE = "smoke";
    SPEAK = "speak";
    STAIRS = "stairs";
    STALE = "stale";
    STALL = "stall";
    TACTILE = "tactile";
    TEXT = "text";
    WAIT = "wait";
    WALK = "walk";
    WARN = "warn";
    WIDTH = "width";
    YES = "yes";
}

/// The goods that have an icon of their own, by their identifier.
const GOODS: [&str; 16] = [
    "produce",
    "self-grown",
    "breakfast",
    "snack",
    "grill",
    "yogurt",
    "bakery",
    "drink",
    "repair",
    "daily",
    "clothing",
    "craft",
    "book",
    "flower",
    "festive",
    "sidewalk-cafe",
];

impl Icon {
    /// The icon of goods; a stall for those without one.
    pub(crate) fn of_goods(goods: &GoodsId) -> Self {
        let own = GOODS
            .into_iter()
            .find(|name| name.replace('-', "_") == goods.as_str().replace('-', "_"));
        own.map_or(Self::STALL, Self)
    }
}

/// Shows an icon. It is hidden from assistive technology: the words beside it say the same.
#[component]
pub(crate) fn Glyph(icon: Icon) -> impl IntoView {
    glyph("i", icon)
}

/// Shows an icon of the height of small text.
#[component]
pub(crate) fn SmallGlyph(icon: Icon) -> impl IntoView {
    glyph("i i-s", icon)
}

fn glyph(class: &'static str, icon: Icon) -> AnyView {
    let address = format!("#i-{}", icon.0);
    // With a size of its own it stays small where there is no style sheet.
    view! {
        <svg class=class width="24" height="24" aria-hidden="true" focusable="false"><use_ href=address></use_></svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_sprite_has_the_icons_that_are_used_and_no_other() {
        let sprite = include_str!("../../style/icons.svg");
        let drawn: BTreeSet<&str> = sprite
            .split("<symbol id=\"i-")
            .skip(1)
            .filter_map(|symbol| symbol.split('"').next())
            .collect();
        let used = Icon::ALL.iter().map(|icon| icon.0).chain(GOODS);
        assert_eq!(used.collect::<BTreeSet<_>>(), drawn);
    }
}
