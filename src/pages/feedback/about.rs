//! What feedback is about, by its name: a street, goods on it, a requirement, a duty.

use civic::Text;
use civic::places::Place;
use civic::published::{DutyFile, PlaceShard, RequirementFile, name};
use leptos::prelude::*;
use routes::query::{Step, parts};
use web::i18n::lang;
use web::published::{DataError, File, Loaded, Locator, Published, use_file, use_file_at};
use web::reactive::follow;

use crate::components::{Glyph, Icon};
use crate::messages::{feedback, frame};
use crate::state::city;

/// What is known of what feedback is about.
#[derive(Clone, PartialEq)]
pub(super) enum Subject {
    /// It is published under this name.
    Known(Icon, String),
    /// Nothing is published under it: it is somebody's own words, or a broken link.
    Unknown,
    /// What is published cannot be read now.
    NotRead,
}

/// What `about` names; `None` until that is known.
pub(super) fn use_subject(about: impl Fn() -> String + 'static) -> Memo<Option<Subject>> {
    let unnamed = |about: &str| about.is_empty().then_some(Subject::Unknown);
    let found = RwSignal::new(unnamed(&untrack(&about)));
    follow(move || {
        let about = about();
        found.set(unnamed(&about));
        if !about.is_empty() {
            look_up(&about, found);
        }
    });
    // The same again, as with a new snapshot, is no change.
    Memo::new(move |_| found.get())
}

type Found = RwSignal<Option<Subject>>;

fn look_up(about: &str, found: Found) {
    let (whole, part) = parts(about);
    let (whole, part) = (whole.to_owned(), part.map(str::to_owned));
    let Some(part) = part else {
        let file = use_file::<RequirementFile>(format!("{}{whole}", name::REQUIREMENTS_DIR));
        let named = |file: &RequirementFile| Some(said(&file.requirement.title));
        return first_of(file, found, named, move || at_place(&whole, None, found));
    };
    let file = use_file::<DutyFile>(format!("{}{whole}", name::DUTIES_DIR));
    let duty = part.clone();
    let named = move |file: &DutyFile| {
        let item = file.items.iter().find(|item| item.id.as_str() == duty)?;
        let names = [said(&item.title), said(&file.unit.name)];
        Some(names.join(frame::COMMA.text()))
    };
    first_of(file, found, named, move || {
        at_place(&whole, Some(part.clone()), found);
    });
}

/// A place, and goods on it.
fn at_place(id: &str, goods: Option<String>, found: Found) {
    let shard = use_file_at::<PlaceShard>(Locator::Place(id.into()));
    let id = id.to_owned();
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
    follow(move || {
        let subject = match shard.get() {
            Loaded::Loading => return,
            Loaded::Failed(DataError::Absent) => Subject::Unknown,
            Loaded::Failed(_) => Subject::NotRead,
            Loaded::Ready(shard) => match shard.places.iter().find(|p| p.id.as_str() == id) {
                None => Subject::Unknown,
                Some(place) => {
                    let names = [place_name(place)].into_iter().chain(goods_name());
                    let names: Vec<String> = names.collect();
                    Subject::Known(Icon::STALL, names.join(frame::COMMA.text()))
                }
            },
        };
        found.set(Some(subject));
    });
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
    found: Found,
    named: impl Fn(&T) -> Option<String> + 'static,
    otherwise: impl Fn() + 'static,
) {
    follow(move || match file.get() {
        Loaded::Loading => {}
        Loaded::Ready(file) => match named(&file) {
            Some(name) => found.set(Some(Subject::Known(Icon::STAIRS, name))),
            None => otherwise(),
        },
        Loaded::Failed(_) => otherwise(),
    });
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
