//! Where it was: the place that was brought along, another by its name, where the phone is, in words, or
//! nowhere. For kinds that are public only in groups: the county, no more.

use civic::PlaceId;
use civic::cases::Field;
use civic::duties::Level;
use civic::places::PlaceSummary;
use leptos::prelude::*;
use web::i18n::{lang, localized};
use web::position::{self, Position};
use web::published::Loaded;
use web::reactive::reactive;
use web::text::folded;

use super::about::{Kind, Subject};
use super::fields::TextField;
use super::point_on_map::PointOnMap;
use super::steps::{Problems, field_id};
use crate::components::place_search::{Answers, List, listed, with_places};
use crate::components::{Failure, Glyph, Icon, PlaceName, SmallGlyph, Status};
use crate::messages::{feedback, lookup};
use crate::state::{PlaceBy, city, site};

/// The ways to tell a place.
#[component]
pub(super) fn Place(problems: RwSignal<Problems>, subject: Memo<Option<Subject>>) -> impl IntoView {
    let draft = site().draft;
    let place_by = Memo::new(move |_| draft.with(|draft| draft.place_by));
    let brought = Memo::new(move |_| {
        let is_other = place_by.get() == PlaceBy::Name;
        let place = subject.with(|subject| subject.as_ref().and_then(Subject::place));
        place.filter(|_| !is_other)
    });
    // A place that was brought along is the place until another is chosen.
    if place_by.get_untracked() == PlaceBy::Unsaid && brought.with_untracked(Option::is_some) {
        draft.update(|draft| draft.place_by = PlaceBy::Brought);
    }
    let first = reactive(move || {
        let name = brought.get();
        let row = name.map(|name| option(PlaceBy::Brought, name, feedback::PLACE_BROUGHT.text()));
        row.into_any()
    });
    let within =
        move |by: PlaceBy, show: fn(RwSignal<Problems>, Memo<Option<Subject>>) -> AnyView| {
            let is_it = Memo::new(move |_| place_by.get() == by);
            reactive(move || is_it.get().then(|| show(problems, subject)).into_any())
        };
    let more = reactive(move || {
        if matches!(place_by.get(), PlaceBy::Nowhere | PlaceBy::Unsaid) {
            return ().into_any();
        }
        let around = subject.with_untracked(|subject| subject.as_ref().and_then(Subject::point));
        view! { <PointOnMap around/> }.into_any()
    });
    view! {
        <fieldset class="opts">
            <legend class="off">{feedback::STEP_WHERE.text()}</legend>
            {first}
            {option(PlaceBy::Name, feedback::PLACE_NAME.text().to_owned(), lookup::WHERE_HINT.text())}
            {within(PlaceBy::Name, |_, subject| view! { <ByName subject/> }.into_any())}
            {option(PlaceBy::Here, feedback::PLACE_HERE.text().to_owned(), feedback::PLACE_HERE_HINT.text())}
            {within(PlaceBy::Here, |_, _| view! { <Here/> }.into_any())}
            {option(PlaceBy::Words, feedback::PLACE_WORDS.text().to_owned(), feedback::WHERE_QUESTION_HINT.text())}
            {within(PlaceBy::Words, |problems, _| view! {
                <TextField field=Field::AddressString label=feedback::WHERE_QUESTION.text() hint=feedback::WHERE_NO_HOME.text() problems/>
            }.into_any())}
            {option(PlaceBy::Nowhere, feedback::PLACE_NOWHERE.text().to_owned(), feedback::PLACE_NOWHERE_HINT.text())}
        </fieldset>
        {more}
    }
}

fn option(by: PlaceBy, label: String, hint: &'static str) -> AnyView {
    let draft = site().draft;
    let id = format!("by-{}", by.code());
    let checked = move || draft.with(|draft| draft.place_by == by);
    let choose = move |_| {
        draft.update(|draft| {
            draft.edit();
            draft.place_by = by;
            if by == PlaceBy::Nowhere {
                draft.point = None;
                draft.edit().address_string.clear();
            }
        });
    };
    let hint = (!hint.is_empty()).then(|| view! { <small>{hint}</small> });
    view! {
        <div class="opt">
            <input type="radio" name="place" id=id.clone() prop:checked=checked on:change=choose/>
            <label for=id>{label}{hint}</label>
        </div>
    }
    .into_any()
}

/// A place by its name.
#[component]
fn ByName(subject: Memo<Option<Subject>>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    let chosen = reactive(move || {
        let draft = site().draft;
        let of_about = subject.with(|subject| subject.as_ref().and_then(Subject::place));
        let words = draft.with(|draft| draft.submission.address_string.clone());
        let name = of_about.or_else(|| (!words.is_empty()).then_some(words));
        let name =
            name.map(|name| view! { <p class="row"><SmallGlyph icon=Icon::YES/><b>{name}</b></p> });
        name.into_any()
    });
    let found = with_places(Box::new(move |all| {
        let places = listed(all, typed);
        reactive(move || matches(&typed.get(), places, said, subject))
    }));
    view! {
        <div role="status">{chosen}</div>
        <div class="searchbox">
            <label class="off" for="place-name">{lookup::WHERE_LABEL.text()}</label>
            <input
                class="in" id="place-name" type="search" autocomplete="off" placeholder=lookup::WHERE_HINT.text()
                on:input=move |event| typed.set(folded(&event_target_value(&event)))
                on:keydown=move |event| if event.key() == "Enter" { event.prevent_default() }
            />
            <Glyph icon=Icon::SEARCH/>
        </div>
        <Status said/>
        {found}
    }
}

fn matches(
    text: &str,
    places: List,
    said: RwSignal<String>,
    subject: Memo<Option<Subject>>,
) -> AnyView {
    if text.trim().is_empty() {
        said.set(String::new());
        return ().into_any();
    }
    let Loaded::Ready(city) = city().get() else {
        return ().into_any();
    };
    let known = match places.known.get() {
        Loaded::Loading => return ().into_any(),
        Loaded::Failed(error) => return view! { <Failure error=&error/> }.into_any(),
        Loaded::Ready(known) => known,
    };
    let found = known.search(text, &city);
    if found.is_empty() {
        let is_known = !matches!(known.answers(text), Answers::NotYet);
        let none = if is_known {
            lookup::NO_SUCH_PLACE.text()
        } else {
            ""
        };
        said.set(none.to_owned());
        return ().into_any();
    }
    said.set(String::new());
    let rows: Vec<AnyView> = found
        .into_iter()
        .map(|(place, _)| {
            let unit = city.units.iter().find(|unit| unit.code == place.unit);
            let unit = unit.map(|unit| localized(&unit.name));
            let (id, name) = (place.id.clone(), name_of(place));
            let choose = move |_| self::choose(&id, &name, subject);
            view! { <li><button class="list-link" type="button" on:click=choose><b><PlaceName place/></b><span class="s soft">{unit}</span></button></li> }
                .into_any()
        })
        .collect();
    view! { <ul class="list" aria-label=lookup::PLACES.text()>{rows}</ul> }.into_any()
}

fn name_of(place: &PlaceSummary) -> String {
    let lang = lang();
    let section = lang.pick(&place.section);
    format!("{} {section}", lang.pick(&place.name))
        .trim_end()
        .to_owned()
}

/// It is this place. Where the feedback is about something else, it is the place of that, in words.
fn choose(id: &PlaceId, name: &str, subject: Memo<Option<Subject>>) {
    let is_else = subject.with_untracked(|subject| {
        let known = subject.as_ref().and_then(Subject::known);
        known.is_some_and(|known| !matches!(known.kind, Kind::Place(_) | Kind::Page))
    });
    site().draft.update(|draft| {
        let submission = draft.edit();
        if is_else {
            name.clone_into(&mut submission.address_string);
        } else {
            submission.about = id.to_string();
            submission.address_string.clear();
        }
        draft.place_by = PlaceBy::Name;
    });
}

/// Where the phone is, asked for on a tap and used this once.
#[component]
fn Here() -> impl IntoView {
    let draft = site().draft;
    let said = RwSignal::new(String::new());
    let ask = move |_| {
        said.set(lookup::LOCATION_ASKING.text().to_owned());
        position::request(move |position| {
            let text = match position {
                Position::Here {
                    point,
                    accuracy_metres,
                } => {
                    draft.update(|draft| {
                        draft.edit();
                        draft.point = Some(point);
                    });
                    feedback::HERE_NOTED
                        .text()
                        .replace("{}", &accuracy_metres.to_string())
                }
                Position::Refused => lookup::LOCATION_REFUSED.text().to_owned(),
                Position::Failed => lookup::LOCATION_FAILED.text().to_owned(),
                Position::Missing => lookup::LOCATION_MISSING.text().to_owned(),
            };
            said.try_set(text);
        });
    };
    view! {
        <p class="part-3"><button class="btn btn-2" type="button" on:click=ask><Glyph icon=Icon::LOCATE/>{lookup::USE_LOCATION.text()}</button></p>
        <Status said/>
    }
}

/// The county, for kinds of which nothing finer is asked.
#[component]
pub(super) fn CountyField() -> impl IntoView {
    let draft = site().draft;
    let id = field_id(Field::AddressString);
    let city = city();
    let options = reactive(move || {
        let Loaded::Ready(city) = city.get() else {
            return ().into_any();
        };
        let counties = city.units.iter().filter(|unit| unit.level == Level::County);
        let counties = counties.map(|unit| lang().pick(&unit.name).to_owned());
        let said = draft.with_untracked(|draft| draft.submission.address_string.clone());
        let rows: Vec<AnyView> = counties
            .map(|name| {
                let selected = name == said;
                view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
                    .into_any()
            })
            .collect();
        rows.into_any()
    });
    view! {
        <div class="field">
            <label for=id.clone()>{feedback::COUNTY_QUESTION.text()}</label>
            <p class="hint" id="county-hint">{feedback::COUNTY_HINT.text()}</p>
            <select
                class="in" id=id aria-describedby="county-hint"
                on:change=move |event| draft.update(|draft| draft.edit().address_string = event_target_value(&event))
            >
                <option value="">{feedback::COUNTY_UNSAID.text()}</option>
                {options}
            </select>
        </div>
    }
}
