//! The files of the custom element `<city-map>`, which draws the map, and what lies below everything on
//! it. `map/map.js` documents the element.

use std::fmt::Write;
use std::sync::Arc;

use civic::Text;
use civic::places::BaseFeature;
use civic::published::BaseFile;
use leptos::prelude::*;
use routes::files::{MAP_SCRIPT, MAP_STYLE};
use web::assets::Asset;
use web::i18n::lang;
use web::published::{File, Loaded};

/// The files that define the element.
const FILES: [Asset; 2] = [Asset::Script(MAP_SCRIPT), Asset::Style(MAP_STYLE)];

/// The state of the element's files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drawing {
    Loading,
    /// The style sheet is here, by which everything has its place.
    Styled,
    Ready,
    Failed,
}

/// The base map once it is loaded. A city need not have one, and the map does without.
pub(crate) fn drawn(base: Option<File<BaseFile>>) -> Option<Arc<BaseFile>> {
    match base?.get() {
        Loaded::Ready(base) => Some(base),
        Loaded::Loading | Loaded::Failed(_) => None,
    }
}

/// The base map as the element takes it; empty until it is loaded.
pub(crate) fn base_lines(base: Option<File<BaseFile>>) -> String {
    let base = drawn(base);
    let features = base.iter().flat_map(|base| &base.features);
    let lines: Vec<String> = features.map(base_line).collect();
    lines.join("\n")
}

/// A name without the tab that separates the fields.
pub(crate) fn field(name: &Text) -> String {
    let name = lang().pick(name).chars();
    name.map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn base_line(feature: &BaseFeature) -> String {
    let (kind, shape) = (feature.kind.code(), feature.shape.code());
    let mut line = format!("{}\t{shape}\t{}", kind, field(&feature.name));
    for part in &feature.parts {
        line.push('\t');
        for point in part {
            let _ = write!(line, "{point} ");
        }
    }
    line
}

/// Loads the element's files; calling it again retries those that failed.
pub(crate) fn fetch(drawing: RwSignal<Drawing>) {
    drawing.set(Drawing::Loading);
    for file in FILES {
        file.load(move |loaded| {
            let now = match file {
                _ if !loaded => Drawing::Failed,
                _ if FILES.into_iter().all(Asset::is_loaded) => Drawing::Ready,
                Asset::Style(_) => Drawing::Styled,
                _ => return,
            };
            // What has failed stays so until the next attempt.
            if drawing.try_get_untracked() != Some(Drawing::Failed) {
                drawing.try_set(now);
            }
        });
    }
}
