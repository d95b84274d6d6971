//! What lives as long as the program, and which page is shown.

use civic::published::{CityFile, name};
use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;

use crate::chunks::Chunks;
use crate::components::frame;
use crate::lang::Lang;
use crate::messages::Messages;
use crate::pages;
use crate::pages::feedback::Draft;
use crate::paths::Page;
use crate::published::{File, Loaded, Tree, use_file};
use crate::reactive::{changed, follow, reactive};
use crate::storage;

/// State above the pages: a page owns only what dies with it.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    /// The published tree.
    pub(crate) tree: Tree,
    /// The language and page of the address.
    pub(crate) here: Memo<(Lang, Page)>,
    /// The query and fragment of the address, for the other language's link.
    pub(crate) query: Memo<String>,
    /// True in elder mode 长辈版.
    pub(crate) big: RwSignal<bool>,
    /// The parts of the program that come later.
    pub(crate) chunks: Chunks,
    /// The feedback being written.
    pub(crate) draft: RwSignal<Draft>,
}

#[derive(Clone, Copy)]
struct City(File<CityFile>);

/// The state above the pages.
pub(crate) fn site() -> Site {
    expect_context()
}

/// The goods, units, calendar and numbers of the city.
pub(crate) fn city() -> File<CityFile> {
    expect_context::<City>().0
}

/// The language of the page: a page is built anew when it changes.
pub(crate) fn lang() -> Lang {
    site().here.with_untracked(|(lang, _)| *lang)
}

/// The words of the page's language.
pub(crate) fn m() -> &'static Messages {
    Messages::of(lang())
}

/// The program.
pub(crate) fn root() -> impl IntoView {
    view! { <Router>{shell()}</Router> }
}

fn shell() -> impl IntoView {
    let location = use_location();
    let path = location.pathname;
    let here = Memo::new(move |_| path.with(|path| Page::parse(path)));
    let search = location.search;
    let query = Memo::new(move |_| {
        search.with(|search| {
            if search.is_empty() {
                String::new()
            } else {
                format!("?{search}")
            }
        })
    });
    let site = Site {
        tree: Tree::new(),
        here,
        query,
        big: RwSignal::new(storage::get(storage::SIZE).is_some()),
        chunks: Chunks::new(),
        draft: RwSignal::new(Draft::default()),
    };
    provide_context(site);
    site.tree.start();
    site.tree.follow_worker();
    let city = use_file(name::CITY);
    provide_context(City(city));
    follow_route(here);
    follow_chunks(site, city);
    follow_size(site.big);
    let language = Memo::new(move |_| here.with(|(lang, _)| *lang));
    view! {
        // The pages are chosen by `Page`, which knows every address both ways; the router keeps
        // the history and the links.
        <FlatRoutes fallback=|| ()>
            <Route path=WildcardSegment("any") view=|| ()/>
        </FlatRoutes>
        {reactive(move || {
            // Read, not only tracked: a memo that nobody reads never learns of a change.
            language.get();
            frame::frame(reactive(move || pages::show(&here.get().1)))
        })}
    }
}

/// Chunks come ahead once the page that was asked for has what it is made of.
fn follow_chunks(site: Site, city: File<CityFile>) {
    changed(site.here, move |_| site.chunks.moved());
    site.chunks.follow_pointer();
    let read = Memo::new(move |_| !matches!(city.get(), Loaded::Loading));
    changed(read, move |_| site.chunks.fetch_ahead());
}

/// The title's own language and the focus follow the route; not on the first page, which the
/// browser has announced itself.
fn follow_route(here: Memo<(Lang, Page)>) {
    follow(move || {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", here.get().0.tag());
        }
    });
    let tree = site().tree;
    changed(here, move |_| {
        tree.turn();
        request_animation_frame(focus_heading);
    });
    changed(site().query, move |_| tree.turn());
}

/// Moves the focus to the page's heading.
pub(crate) fn focus_heading() {
    focus("main h1");
}

/// Moves the focus to the first element that matches.
pub(crate) fn focus(selector: &str) {
    use leptos::wasm_bindgen::JsCast;
    if let Ok(Some(element)) = document().query_selector(selector)
        && let Some(element) = element.dyn_ref::<leptos::web_sys::HtmlElement>()
    {
        let _ = element.focus();
    }
}

fn follow_size(big: RwSignal<bool>) {
    follow(move || {
        if let Some(root) = document().document_element() {
            let _ = if big.get() {
                root.set_attribute("data-size", "big")
            } else {
                root.remove_attribute("data-size")
            };
        }
    });
    changed(Memo::new(move |_| big.get()), |big| {
        storage::set(storage::SIZE, if big { "big" } else { "" });
    });
}
