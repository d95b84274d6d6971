//! What feedback is about, by its name: a street with goods and the time that was asked about, a
//! requirement with a level, a duty, a unit, a published case, a page.

use civic::Text;
use civic::places::{LonLat, Place};
use civic::published::{CasesFile, DutyFile, PlaceShard, RequirementFile, name};
use leptos::prelude::*;
use routes::Page;
use routes::query::{AskedTime, Pairs, Parameter, Query, Search, asked_at, parts};
use web::format;
use web::i18n::lang;
use web::published::{DataError, File, Loaded, Locator, Published, tree, use_file, use_file_at};
use web::reactive::follow;

use crate::components::{Glyph, Icon};
use crate::messages::{
    cases, compare, corrections, feedback, frame, history, map, requirements, saved,
};
use crate::state::asked_time::instant;
use crate::state::city;

/// What is known of what feedback is about.
#[derive(Clone, PartialEq)]
pub(super) enum Subject {
    /// It is published.
    Known(Known),
    /// Nothing is published under it: it is somebody's own words, or a broken link.
    Unknown,
    /// What is published cannot be read now.
    NotRead,
}

/// Something published.
#[derive(Clone, PartialEq)]
pub(super) struct Known {
    pub(super) kind: Kind,
    /// What it is called.
    pub(super) name: String,
    /// The time that was asked about, or the level.
    pub(super) detail: String,
}

/// What is published.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// A place, with a point of it.
    Place(Option<LonLat>),
    Requirement,
    Duty,
    Unit,
    Case,
    /// A page of the portal.
    Page,
}

impl Subject {
    /// A point of the place that it is, if it is one.
    pub(super) fn point(&self) -> Option<LonLat> {
        match self.known()?.kind {
            Kind::Place(point) => point,
            _ => None,
        }
    }

    /// The name of the place that it is, if it is one.
    pub(super) fn place(&self) -> Option<String> {
        let known = self.known()?;
        matches!(known.kind, Kind::Place(_)).then(|| known.name.clone())
    }

    /// What it is, if it is published.
    pub(super) fn known(&self) -> Option<&Known> {
        match self {
            Self::Known(known) => Some(known),
            _ => None,
        }
    }
}

impl Known {
    fn new(kind: Kind, name: String) -> Self {
        Self {
            kind,
            name,
            detail: String::new(),
        }
    }

    fn icon(&self) -> Icon {
        match self.kind {
            Kind::Place(_) => Icon::STALL,
            Kind::Page => Icon::DOC,
            _ => Icon::STAIRS,
        }
    }
}

/// What `about` names; `None` until that is known.
pub(super) fn use_subject(about: impl Fn() -> String + 'static) -> Memo<Option<Subject>> {
    let at_once = |about: &str| {
        if about.is_empty() {
            return Some(Subject::Unknown);
        }
        page(about)
    };
    let found = RwSignal::new(at_once(&untrack(&about)));
    follow(move || {
        let about = about();
        let known = at_once(&about);
        let is_known = known.is_some();
        found.set(known);
        if !is_known {
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
    let asked = Parameter::<AskedTime>::from_text(asked_at(about).unwrap_or_default().to_owned());
    let asked = if asked.is_empty() {
        None
    } else {
        instant(&asked)
    };
    let asked = asked.zip(tree().manifest.get_untracked());
    let asked = asked.map(|(at, manifest)| {
        let local = manifest.time_zone.local(at);
        let (day, clock) = (
            format::near_day(lang(), local.date),
            format::clock(local.second),
        );
        format!("{}{day} {clock}", feedback::ASKED_AT.text())
    });
    let asked = asked.unwrap_or_default();
    let requirement = use_file::<RequirementFile>(format!("{}{whole}", name::REQUIREMENTS_DIR));
    let Some(part) = part else {
        let named = |file: &RequirementFile| {
            Some(Known::new(Kind::Requirement, said(&file.requirement.title)))
        };
        return first_of(requirement, found, named, move || {
            at_place(&whole, None, &asked, found);
        });
    };
    let file = use_file::<DutyFile>(format!("{}{whole}", name::DUTIES_DIR));
    let duty = part.clone();
    let named = move |file: &DutyFile| {
        let item = file.items.iter().find(|item| item.id.as_str() == duty)?;
        let names = [said(&item.title), said(&file.unit.name)];
        Some(Known::new(Kind::Duty, names.join(frame::COMMA.text())))
    };
    first_of(file, found, named, move || {
        let step = part.clone();
        let named = move |file: &RequirementFile| {
            let mut steps = file.requirement.steps.iter();
            let step = steps.find(|known| known.id.as_str() == step)?;
            let level = lang().term(step.level.zh(), step.level.en()).to_owned();
            Some(Known {
                detail: [said(&step.unit_name), level].join(frame::COMMA.text()),
                ..Known::new(Kind::Requirement, said(&file.requirement.title))
            })
        };
        let (whole, part, asked) = (whole.clone(), part.clone(), asked.clone());
        first_of(requirement, found, named, move || {
            at_place(&whole, Some(part.clone()), &asked, found);
        });
    });
}

/// A place, and goods on it, at the time that was asked about.
fn at_place(id: &str, goods: Option<String>, asked: &str, found: Found) {
    let shard = use_file_at::<PlaceShard>(Locator::Place(id.into()));
    let (id, asked) = (id.to_owned(), asked.to_owned());
    let is_whole = goods.is_none();
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
            Loaded::Failed(DataError::Absent) => return of_unit(&id, is_whole, found),
            Loaded::Failed(_) => Subject::NotRead,
            Loaded::Ready(shard) => match shard.places.iter().find(|p| p.id.as_str() == id) {
                None => Subject::Unknown,
                Some(place) => {
                    let names = [place_name(place)].into_iter().chain(goods_name());
                    let names: Vec<String> = names.collect();
                    let point = place.geometry.as_ref().and_then(|g| g.points.first());
                    Subject::Known(Known {
                        detail: asked.clone(),
                        ..Known::new(Kind::Place(point.copied()), names.join(frame::COMMA.text()))
                    })
                }
            },
        };
        found.set(Some(subject));
    });
}

/// A unit with duty lists.
fn of_unit(id: &str, is_whole: bool, found: Found) {
    if !is_whole {
        return found.set(Some(Subject::Unknown));
    }
    let file = use_file::<DutyFile>(format!("{}{id}", name::DUTIES_DIR));
    let named = |file: &DutyFile| Some(Known::new(Kind::Unit, said(&file.unit.name)));
    let id = id.to_owned();
    first_of(file, found, named, move || of_case(&id, found));
}

/// A published case.
fn of_case(id: &str, found: Found) {
    let file = use_file_at::<CasesFile>(Locator::Case(id.into()));
    let id = id.to_owned();
    let named = move |file: &CasesFile| {
        let case = file.cases.iter().find(|case| case.id.as_str() == id)?;
        let name = match case.withheld {
            Some(_) => cases::WITHHELD_TITLE.text().to_owned(),
            None => said(&case.title),
        };
        Some(Known::new(Kind::Case, name))
    };
    first_of(file, found, named, move || {
        found.set(Some(Subject::Unknown));
    });
}

/// A page of the portal, with the words of a search.
fn page(about: &str) -> Option<Subject> {
    if !about.starts_with('/') {
        return None;
    }
    let (path, search) = about.split_once('?').unwrap_or((about, ""));
    let name = match Page::parse(path).1 {
        Page::Home => frame::HOME.text(),
        Page::Lookup | Page::StreetNotice => frame::LOOKUP.text(),
        Page::Map => map::TITLE.text(),
        Page::SavedAnswers | Page::SavedAnswer => saved::ALL.text(),
        Page::Updates => frame::UPDATES.text(),
        Page::Corrections => corrections::TITLE.text(),
        Page::Requirements | Page::Glance => requirements::TITLE.text(),
        Page::Compare => compare::TITLE.text(),
        Page::OpenData => frame::OPEN_DATA.text(),
        Page::About => frame::ABOUT.text(),
        Page::Follow => frame::FOLLOW.text(),
        Page::Feedback => frame::FEEDBACK.text(),
        Page::Cases => cases::TITLE.text(),
        Page::Seven => cases::SEVEN.text(),
        Page::NotFound => return Some(Subject::Unknown),
        Page::RequirementHistory(_) | Page::UnitHistory(_) | Page::DutyHistory(..) => {
            history::TITLE.text()
        }
        Page::Tasks
        | Page::Admissions
        | Page::Unit(_)
        | Page::Duty(..)
        | Page::Office(_)
        | Page::Requirement(_) => frame::TASKS.text(),
        Page::Case(_) => cases::CASE.text(),
    };
    let pairs = Pairs::parse(search);
    let words = Search::read(|key| pairs.get(key)).words;
    let mut known = Known::new(Kind::Page, name.to_owned());
    if !words.is_empty() {
        known.detail = feedback::SEARCHED_FOR.text().replace("{}", &words);
    }
    Some(Subject::Known(known))
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
    named: impl Fn(&T) -> Option<Known> + 'static,
    otherwise: impl Fn() + 'static,
) {
    follow(move || match file.get() {
        Loaded::Loading => {}
        Loaded::Ready(file) => match named(&file) {
            Some(known) => found.set(Some(Subject::Known(known))),
            None => otherwise(),
        },
        Loaded::Failed(_) => otherwise(),
    });
}

/// The line that names what feedback is about, and what was asked about it.
pub(super) fn about_line(known: &Known, drop: AnyView) -> AnyView {
    let detail = (!known.detail.is_empty())
        .then(|| view! { <br/><small class="soft">{known.detail.clone()}</small> });
    view! {
        <div class="about"><Glyph icon=known.icon()/><p><small class="soft">{feedback::ABOUT.text()}</small><br/><b>{known.name.clone()}</b>{detail}</p>{drop}</div>
    }
    .into_any()
}
