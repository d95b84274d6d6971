//! What feedback is about, by its name: a street, goods on it, a requirement, a duty.

use std::sync::Arc;

use civic::Text;
use civic::places::Place;
use civic::published::{DutyFile, PlaceShard, RequirementFile, name};
use leptos::prelude::*;
use routes::query::{Step, parts};
use web::i18n::lang;
use web::published::{DataError, File, Loaded, Locator, Published, use_file, use_file_at};
use web::reactive::reactive;

use crate::components::{Glyph, Icon};
use crate::messages::{feedback, frame};
use crate::state::city;

/// What is known of what feedback is about.
pub(super) enum Subject {
    /// It is published under this name.
    Known(Icon, String),
    /// Nothing is published under it: it is somebody's own words, or a broken link.
    Unknown,
    /// What is published cannot be read now.
    NotRead,
}

/// Shows a subject.
pub(super) type Show = Arc<dyn Fn(Subject) -> AnyView + Send + Sync>;

/// Shows what `about` names, once it is known: nothing before.
pub(super) fn subject(about: &str, show: Show) -> AnyView {
    let (whole, part) = parts(about);
    let (whole, part) = (whole.to_owned(), part.map(str::to_owned));
    let Some(part) = part else {
        let file = use_file::<RequirementFile>(format!("{}{whole}", name::REQUIREMENTS_DIR));
        let otherwise = Arc::clone(&show);
        return first_of(
            file,
            |file| Some((Icon::STAIRS, said(&file.requirement.title))),
            show,
            move || at_place(whole.clone(), None, Arc::clone(&otherwise)),
        );
    };
    let file = use_file::<DutyFile>(format!("{}{whole}", name::DUTIES_DIR));
    let (duty, otherwise) = (part.clone(), Arc::clone(&show));
    first_of(
        file,
        move |file| {
            let item = file.items.iter().find(|item| item.id.as_str() == duty)?;
            let names = [said(&item.title), said(&file.unit.name)];
            Some((Icon::STAIRS, names.join(frame::COMMA.text())))
        },
        show,
        move || at_place(whole.clone(), Some(part.clone()), Arc::clone(&otherwise)),
    )
}

/// A place, and goods on it.
fn at_place(id: String, goods: Option<String>, show: Show) -> AnyView {
    let shard = use_file_at::<PlaceShard>(Locator::Place(id.as_str().into()));
    let otherwise = Arc::clone(&show);
    reactive(move || {
        let goods = goods.clone();
        let goods_name = move || {
            let Loaded::Ready(city) = city().get() else {
                return None;
            };
            let goods = city
                .goods
                .iter()
                .find(|g| Some(g.id.as_str()) == goods.as_deref())?;
            Some(said(&goods.name))
        };
        let place = match shard.get() {
            Loaded::Loading => return ().into_any(),
            Loaded::Failed(DataError::Absent) => return otherwise(Subject::Unknown),
            Loaded::Failed(_) => return otherwise(Subject::NotRead),
            Loaded::Ready(shard) => shard.places.iter().find(|p| p.id.as_str() == id).cloned(),
        };
        let Some(place) = place else {
            return otherwise(Subject::Unknown);
        };
        let names: Vec<String> = [place_name(&place)]
            .into_iter()
            .chain(goods_name())
            .collect();
        show(Subject::Known(Icon::STALL, names.join(frame::COMMA.text())))
    })
}

fn place_name(place: &Place) -> String {
    let section = said(&place.section);
    if section.is_empty() {
        said(&place.name)
    } else {
        format!("{} {section}", said(&place.name))
    }
}

fn said(text: &Text) -> String {
    lang().pick(text).to_owned()
}

/// What a file names, or what else may be named.
fn first_of<T: Published>(
    file: File<T>,
    named: impl Fn(&T) -> Option<(Icon, String)> + Send + 'static,
    show: Show,
    otherwise: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    reactive(move || match file.get() {
        Loaded::Loading => ().into_any(),
        Loaded::Ready(file) => match named(&file) {
            Some((icon, name)) => show(Subject::Known(icon, name)),
            None => otherwise(),
        },
        Loaded::Failed(_) => otherwise(),
    })
}

/// The line that names what feedback is about, with the way to change it.
pub(super) fn about_line(icon: Icon, name: &str, change: AnyView) -> AnyView {
    view! {
        <div class="about"><Glyph icon/><p><small class="soft">{feedback::ABOUT.text()}</small><br/><b>{name.to_owned()}</b></p>{change}</div>
    }
    .into_any()
}

/// The link to where it is changed.
pub(super) fn change_link() -> AnyView {
    let name = feedback::ABOUT.text();
    view! { <a href=Step::Where.href(lang())>{feedback::CHANGE_ABOUT.text()}<span class="off">" " {name}</span></a> }
        .into_any()
}
