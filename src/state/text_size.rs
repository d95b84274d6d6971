//! The size of the text: 长辈版 has large text and targets, in two sizes.

use leptos::prelude::*;
use web::dom::set_root_attribute;
use web::reactive::{changed, follow};
use web::storage;

/// The storage key of the size.
const SIZE: &str = "mingdan.size";

/// The size of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextSize {
    /// As the browser has it.
    Usual,
    /// Large text and targets.
    Large,
    /// Larger still.
    Largest,
}

impl TextSize {
    /// What is stored; `public/boot.js` reads it before the program has started.
    const fn stored(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Large => "big",
            Self::Largest => "huge",
        }
    }

    /// The size chosen on this phone; `None` where none was chosen yet.
    pub(crate) fn kept() -> Option<Self> {
        match storage::get(SIZE)?.as_str() {
            "huge" => Some(Self::Largest),
            "usual" => Some(Self::Usual),
            _ => Some(Self::Large),
        }
    }

    /// Whether text and targets are larger than usual.
    pub(crate) fn is_large(size: Option<Self>) -> bool {
        !matches!(size, None | Some(Self::Usual))
    }

    /// Keeps the size on this phone and on the page in step with the signal.
    pub(crate) fn follow(size: RwSignal<Option<Self>>) {
        follow(move || {
            let size = size.get();
            set_root_attribute("data-size", Self::is_large(size).then_some("big"));
            set_root_attribute(
                "data-scale",
                (size == Some(Self::Largest)).then_some("huge"),
            );
        });
        changed(
            move || size.get(),
            |size| {
                if let Some(size) = size {
                    storage::set(SIZE, size.stored());
                }
            },
        );
    }
}
