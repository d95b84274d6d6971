//! The frame of every page: the header, the notice above the content, the footer.

use civic::lang::Lang;
use leptos::prelude::*;
use routes::Page;
use routes::query::Feedback;
use web::dom::focus_heading;
use web::i18n::{lang, localized};
use web::published::{DataError, Loaded, Trouble, tree};
use web::reactive::{Attr, afterwards, attr, reactive};
use web::{clock, format};

use super::icon::{Glyph, Icon};
use super::note::{Note, NoteKind};
use super::status::{Failure, Skeleton};
use crate::messages::{components, frame, trouble};
use crate::state::{TextSize, city, site};

/// The frame around a page. What stands below the page comes with it, once it is known which snapshot
/// there is: nothing moves down later.
#[component]
pub(crate) fn Frame(
    page: Box<dyn Fn() -> AnyView + Send>,
    is_known: Memo<bool>,
    /// What is said of feedback that was sent by itself.
    said: AnyView,
) -> impl IntoView {
    let main = reactive(move || {
        if is_known.get() {
            view! { <main id="main">{page()}</main> }.into_any()
        } else {
            // Another element: the same one would be filled anew, and the ribbon would move it.
            view! { <div class="w opening part"><Skeleton/></div> }.into_any()
        }
    });
    let below = reactive(move || {
        let below = is_known.get();
        let below = below.then(|| afterwards(|| view! { <Footer/><Dock/> }.into_any()));
        below.into_any()
    });
    view! {
        <a class="skip" href="#main" on:click=move |event| {
            event.prevent_default();
            focus_heading();
        }>{frame::SKIP.text()}</a>
        <Header/>
        <DataNotice said/>
        {main}
        {below}
    }
}

/// The mark: a sun and a moon on a ruled line.
const MARK: &str = r#"<circle class="mark-sun" cx="9" cy="11" r="7"/><path class="mark-moon" d="M31.5 15.5A8 8 0 1 1 24 3.3a6.6 6.6 0 0 0 7.5 12.2Z"/><path class="mark-line" d="M1 25h34M9 25v-3M18 25v-3M27 25v-3"/>"#;

#[component]
fn Header() -> impl IntoView {
    let (lang, site) = (lang(), site());
    let other = lang.other();
    let switch = move || {
        let path = site.here.with(|(_, page)| page.path(other));
        format!("{path}{}", site.query.get())
    };
    let city_name = reactive(move || {
        tree().manifest.with(|manifest| {
            let name = manifest.as_ref().map(|m| lang.pick(&m.city_name));
            name.map(|name| view! { <span>{name.to_owned()}</span> })
                .into_any()
        })
    });
    view! {
        <header class="top">
            <div class="w top-in">
                <a class="brand" href=Page::Home.path(lang)>
                    <svg width="36" height="28" viewBox="0 0 36 28" aria-hidden="true" focusable="false" inner_html=MARK></svg>
                    {frame::BRAND.text()}{city_name}
                </a>
                <nav class="top-doors" aria-label=frame::MAIN_MENU.text()>
                    {[Door::Lookup, Door::Tasks, Door::Feedback, Door::Updates].map(Door::in_header).into_iter().collect::<Vec<_>>()}
                </nav>
                <div class="tools">
                    <ElderMode/>
                    <a class="tool" href=switch lang=other.tag() hreflang=other.tag()>{frame::OTHER_LANGUAGE.text()}</a>
                </div>
            </div>
            <TextSizes/>
            <Ribbon/>
        </header>
    }
}

/// The button that turns 长辈版 on and off.
#[component]
fn ElderMode() -> impl IntoView {
    let size = site().size;
    let is_on = move || TextSize::is_large(size.get());
    let label = reactive(move || {
        let label = if is_on() {
            frame::USUAL_TEXT.text()
        } else {
            frame::BIG_TEXT.text()
        };
        label.into_any()
    });
    let toggle = move |_| {
        let large = TextSize::is_large(size.get_untracked());
        size.set(Some(if large {
            TextSize::Usual
        } else {
            TextSize::Large
        }));
    };
    view! { <button class="tool" type="button" on:click=toggle><Glyph icon=Icon::TEXT/>{label}</button> }
}

/// Offers 长辈版 on the first page of a first visit; while it is on, its two sizes.
#[component]
fn TextSizes() -> impl IntoView {
    let size = site().size;
    let choice = move |of: TextSize, label: &'static str, is_toggle: bool| {
        let pressed = attr(move || {
            let is_on = size.get() == Some(of);
            is_toggle.then_some(if is_on { "true" } else { "false" })
        });
        view! { <button class="tool" type="button" aria-pressed=pressed on:click=move |_| size.set(Some(of))>{label}</button> }.into_any()
    };
    let shown = Memo::new(move |_| {
        let size = size.get();
        (size.is_none(), TextSize::is_large(size))
    });
    reactive(move || {
        let choices = match shown.get() {
            (true, _) => view! {
                <span>{frame::TOO_SMALL.text()}</span>
                {choice(TextSize::Large, frame::LARGER.text(), false)}
                {choice(TextSize::Usual, frame::NOT_LARGER.text(), false)}
            }
            .into_any(),
            (_, true) => view! {
                {choice(TextSize::Large, frame::LARGE.text(), true)}
                {choice(TextSize::Largest, frame::LARGEST.text(), true)}
            }
            .into_any(),
            _ => return ().into_any(),
        };
        view! {
            <div class="ribbon" role="group" aria-label=frame::TEXT_SIZE.text()><div class="w">{choices}</div></div>
        }
        .into_any()
    })
}

/// Says once that a city is a sample.
#[component]
fn Ribbon() -> impl IntoView {
    let (lang, tree, city) = (lang(), tree(), city());
    reactive(move || {
        let Some(manifest) = tree.manifest.get().filter(|manifest| manifest.sample) else {
            return ().into_any();
        };
        let hotline = reactive(move || match city.get() {
            Loaded::Ready(city) if !city.hotline.is_empty() => {
                // It comes later: where there is no room for it on the same line, it is in the footer.
                view! { <span class="wide-only">{frame::REALLY_CALL.text()} {city.hotline.clone()}</span> }.into_any()
            }
            _ => ().into_any(),
        });
        view! {
            <div class="ribbon"><p class="w">
                <b>{components::SAMPLE.text()}</b>
                <span>{frame::NOT_REAL_BEFORE.text()}{lang.pick(&manifest.city_name).to_owned()}{frame::NOT_REAL_AFTER.text()}{hotline}</span>
            </p></div>
        }
        .into_any()
    })
}

/// A part of the portal that the menus lead to.
#[derive(Clone, Copy)]
enum Door {
    Home,
    Lookup,
    Tasks,
    Feedback,
    Updates,
    Mine,
}

impl Door {
    /// Its first page.
    fn page(self) -> Page {
        match self {
            Self::Home => Page::Home,
            Self::Lookup => Page::Lookup,
            Self::Tasks => Page::Tasks,
            Self::Feedback => Page::Feedback,
            Self::Updates => Page::Updates,
            Self::Mine => Page::SavedAnswers,
        }
    }

    /// Whether a page belongs to it.
    fn has(self, page: &Page) -> bool {
        match self {
            Self::Home => *page == Page::Home,
            Self::Lookup => matches!(page, Page::Lookup | Page::Map | Page::StreetNotice),
            Self::Tasks => matches!(
                page,
                Page::Tasks
                    | Page::Admissions
                    | Page::Unit(_)
                    | Page::Duty(..)
                    | Page::Office(_)
                    | Page::Glance
                    | Page::Requirements
                    | Page::Requirement(_)
            ),
            Self::Feedback => matches!(
                page,
                Page::Feedback | Page::Follow | Page::Cases | Page::Case(_) | Page::Seven
            ),
            Self::Updates => matches!(page, Page::Updates | Page::Corrections),
            Self::Mine => matches!(page, Page::SavedAnswers | Page::SavedAnswer),
        }
    }

    fn current(self) -> Attr {
        let here = site().here;
        attr(move || here.with(|(_, page)| self.has(page)).then_some("page"))
    }

    /// Its link in the header, which is wide.
    fn in_header(self) -> AnyView {
        let label = match self {
            Self::Lookup => frame::LOOKUP.text(),
            Self::Tasks => frame::TASKS.text(),
            Self::Feedback => frame::FEEDBACK.text(),
            _ => frame::UPDATES.text(),
        };
        view! { <a href=self.page().path(lang()) aria-current=self.current()>{label}</a> }
            .into_any()
    }

    /// Its link in the bar at the bottom of a phone.
    fn in_dock(self) -> AnyView {
        let (icon, label) = match self {
            Self::Lookup => (Icon::STALL, frame::DOCK_LOOKUP.text()),
            Self::Tasks => (Icon::STAIRS, frame::DOCK_TASKS.text()),
            Self::Feedback => (Icon::SPEAK, frame::DOCK_FEEDBACK.text()),
            Self::Mine => (Icon::ME, frame::DOCK_MINE.text()),
            _ => (Icon::HOME, frame::HOME.text()),
        };
        // There is room for three in large text.
        let class = matches!(self, Self::Tasks | Self::Feedback).then_some("dock-rest");
        view! { <li class=class><a href=self.page().path(lang()) aria-current=self.current()><Glyph icon/>{label}</a></li> }.into_any()
    }
}

/// The bar at the bottom of a phone.
#[component]
fn Dock() -> impl IntoView {
    let doors = [
        Door::Home,
        Door::Lookup,
        Door::Tasks,
        Door::Feedback,
        Door::Mine,
    ];
    let links: Vec<AnyView> = doors.map(Door::in_dock).into_iter().collect();
    view! { <nav class="dock" aria-label=frame::MAIN_MENU.text()><ul>{links}</ul></nav> }
}

/// The notice that the data shown is not the newest, or that there is none at all; and that feedback
/// was sent by itself.
#[component]
fn DataNotice(said: AnyView) -> impl IntoView {
    let (lang, tree) = (lang(), tree());
    let notice = reactive(move || {
        if let Some(error) = tree.failed.get().filter(|e| *e != DataError::Absent) {
            return view! { <Failure error=&error/> }.into_any();
        }
        let (Some(trouble), Some(manifest)) = (tree.trouble.get(), tree.manifest.get()) else {
            return ().into_any();
        };
        let why = match trouble {
            Trouble::Offline => trouble::OFFLINE.text(),
            Trouble::Damaged => trouble::DAMAGED.text(),
        };
        view! {
            <Note kind=NoteKind::Warn icon=Icon::OFFLINE>
                <p>{why}</p>
                <p>
                    {trouble::SHOWN_INSTEAD.text()} " " {frame::SNAPSHOT_NO.text()} " " {manifest.sequence} " ("
                    {format::moment(lang, manifest.published_at)} ", "
                    {format::age(lang, manifest.published_at, clock::now())} ")"
                </p>
                <p><button class="btn btn-2" type="button" on:click=move |_| tree.start()>{frame::AGAIN.text()}</button></p>
            </Note>
        }
        .into_any()
    });
    view! { <div class="w page-callout" role="status">{said}{notice}</div> }
}

#[component]
fn Footer() -> impl IntoView {
    let (lang, tree, city, site) = (lang(), tree(), city(), site());
    let about_this = move || {
        let path = site.here.with(|(_, page)| page.path(Lang::Zh));
        Feedback::about_page(&format!("{path}{}", site.query.get())).href(lang)
    };
    let version = reactive(move || {
        let Some(manifest) = tree.manifest.get() else {
            return ().into_any();
        };
        view! {
            <p>
                {frame::DATA_OF.text()} {manifest.sequence} {frame::DATA_OF_AFTER.text()}
                {format::moment(lang, manifest.published_at)} {frame::COMMA.text()}
                {format::age(lang, manifest.published_at, clock::now())} {frame::STOP.text()}
            </p>
        }
        .into_any()
    });
    let numbers = reactive(move || match city.get() {
        Loaded::Ready(city) => {
            let hotline = (!city.hotline.is_empty()).then(|| {
                view! { {frame::HOTLINE.text()} " " <a href=format!("tel:{}", city.hotline)>{city.hotline.clone()}</a> {frame::STOP.text()} }
            });
            let emergency = city.emergency.join(frame::AND.text());
            let emergency = (!emergency.is_empty())
                .then(|| view! { {frame::EMERGENCY.text()} " " {emergency} {frame::STOP.text()} });
            let notice =
                (!city.notice.is_empty()).then(|| view! { <p>{localized(&city.notice)}</p> });
            view! { <p>{hotline} {emergency} {frame::NOT_OFFICIAL.text()}</p> {notice} }.into_any()
        }
        _ => ().into_any(),
    });
    view! {
        <footer class="foot">
            <div class="w">
                {version}
                {numbers}
                <nav class="no-print" aria-label=frame::FOOT_MENU.text()>
                    <a href=about_this>{frame::ABOUT_THIS_PAGE.text()}</a>
                    <a href=Page::OpenData.path(lang)>{frame::OPEN_DATA.text()}</a>
                    <a href=Page::Updates.path(lang)>{frame::UPDATES.text()}</a>
                    <a href=Page::Follow.path(lang)>{frame::FOLLOW.text()}</a>
                    <a href=Page::About.path(lang)>{frame::ABOUT.text()}</a>
                </nav>
            </div>
        </footer>
    }
}
