//! The root of the program: the state that lives as long as it does, and the choice of the page.

use civic::lang::Lang;
use civic::published::{CityFile, name};
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::{NavigateOptions, WildcardSegment};
use routes::Page;
use web::dom::{clicked_in_drawing, focus_heading, set_root_attribute};
use web::i18n::set_lang;
use web::published::{File, Loaded, Tree, provide_tree, use_file};
use web::reactive::{changed, follow, reactive};
use web::storage;

use crate::chunks::{Chunk, Chunks};
use crate::components::{Breadcrumbs, FixedHeading, Frame, LookElsewhere};
use crate::messages::trouble;
use crate::pages::home::HomePage;
use crate::state::{Draft, Outbox, Site, provide_city, provide_site};

/// The storage key of the chosen text size.
const SIZE: &str = "mingdan.size";

/// Mounts the program in the element `app`; does nothing if there is none.
pub fn start() {
    web::dom::mount("app", App);
}

#[component]
fn App() -> impl IntoView {
    view! { <Router><Shell/></Router> }
}

/// The state above the pages, and the present page in its frame.
#[component]
fn Shell() -> impl IntoView {
    let location = use_location();
    let path = location.pathname;
    let here = Memo::new(move |_| {
        let (lang, page) = path.with(|path| Page::parse(path));
        // Not in an effect: whatever depends on the address must already see its language.
        set_lang(lang);
        (lang, page)
    });
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
        here,
        query,
        big: RwSignal::new(storage::get(SIZE).is_some()),
        draft: RwSignal::new(Draft::default()),
        outbox: Outbox::kept(),
    };
    let (tree, chunks) = (Tree::new(), Chunks::new());
    provide_site(site);
    provide_tree(tree);
    tree.start();
    tree.follow_worker();
    let city = use_file(name::CITY);
    provide_city(city);
    follow_route(site, tree);
    follow_chunks(chunks, site, city);
    follow_size(site.big);
    follow_drawn_links();
    site.outbox.start();
    let language = Memo::new(move |_| here.with(|(lang, _)| *lang));
    view! {
        // `Page` parses and writes every address; the router handles only history and links.
        <FlatRoutes fallback=|| ()>
            <Route path=WildcardSegment("any") view=|| ()/>
        </FlatRoutes>
        {reactive(move || {
            // Read, not only tracked: a memo that is never read is never recomputed.
            language.get();
            view! { <Frame page={reactive(move || show(chunks, &here.get().1))}/> }.into_any()
        })}
    }
}

/// The view of a page, loading its chunk if it is not part of the first visit.
fn show(chunks: Chunks, page: &Page) -> AnyView {
    let shown = match (page, Chunk::of(page)) {
        (_, Some(chunk)) => chunks.show(chunk, page),
        (Page::Home, None) => view! { <HomePage/> }.into_any(),
        (_, None) => {
            let path = untrack(|| use_location().pathname.get());
            view! {
                <div class="narrow">
                    <Breadcrumbs parents=Vec::new()/>
                    <FixedHeading text=trouble::NOT_FOUND.text()/>
                    <p><code>{path}</code></p>
                    <LookElsewhere title={().into_any()}/>
                </div>
            }
            .into_any()
        }
    };
    match page {
        // Their signs go from edge to edge.
        Page::Home | Page::Lookup | Page::Feedback => shown,
        _ => view! { <div class="w">{shown}</div> }.into_any(),
    }
}

/// Prefetches chunks once the city's own file has been read, or has failed.
fn follow_chunks(chunks: Chunks, site: Site, city: File<CityFile>) {
    changed(move || site.here.get(), move |_| chunks.on_navigation());
    chunks.follow_pointer();
    let is_read = move || !matches!(city.get(), Loaded::Loading);
    changed(is_read, move |_| chunks.fetch_ahead());
}

/// Keeps the document's language in step with the route, and moves the focus to the heading on
/// navigation. The browser itself announces the first page.
fn follow_route(site: Site, tree: Tree) {
    let here: Memo<(Lang, Page)> = site.here;
    follow(move || set_root_attribute("lang", Some(here.get().0.tag())));
    changed(
        move || here.get(),
        move |_| {
            tree.turn();
            request_animation_frame(focus_heading);
        },
    );
    changed(move || site.query.get(), move |_| tree.turn());
}

/// Opens the links of drawings like all others, where the reader is.
fn follow_drawn_links() {
    let navigate = use_navigate();
    window_event_listener_untyped("click", move |event| {
        if let Some(href) = clicked_in_drawing(&event) {
            event.prevent_default();
            navigate(
                &href,
                NavigateOptions {
                    scroll: false,
                    ..NavigateOptions::default()
                },
            );
        }
    });
}

fn follow_size(big: RwSignal<bool>) {
    follow(move || set_root_attribute("data-size", big.get().then_some("big")));
    changed(
        move || big.get(),
        |big| {
            storage::set(SIZE, if *big { "big" } else { "" });
        },
    );
}
