//! The root of the program: the state that lives as long as it does, and the choice of the page.

use std::time::Duration;

use civic::lang::Lang;
use civic::published::{CityFile, name};
use leptos::prelude::*;
use routes::Page;
use web::dom::{focus_heading, set_root_attribute};
use web::i18n::set_lang;
use web::location::{Address, provide_address, use_address};
use web::published::{File, Loaded, Tree, provide_tree, use_file};
use web::reactive::{changed, follow, reactive};

use crate::chunks::{Chunk, Chunks};
use crate::components::{Breadcrumbs, FixedHeading, Frame, LookElsewhere};
use crate::messages::trouble;
use crate::pages::home::HomePage;
use crate::state::{Draft, Outbox, Site, TextSize, provide_city, provide_site};

/// Mounts the program in the element `app`; does nothing if there is none.
pub fn start() {
    // In a task of its own: the present one has compiled the program.
    set_timeout(|| web::dom::mount("app", App), Duration::ZERO);
}

/// The state above the pages, and the present page in its frame.
#[component]
fn App() -> impl IntoView {
    let address = Address::follow();
    provide_address(address);
    let Address { path, search, .. } = address;
    let here = Memo::new(move |_| {
        let (lang, page) = path.with(|path| Page::parse(path));
        // Not in an effect: whatever depends on the address must already see its language.
        set_lang(lang);
        (lang, page)
    });
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
        size: RwSignal::new(TextSize::kept()),
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
    TextSize::follow(site.size);
    fetch_what_sends(chunks, site);
    // Whether the city is a sample is said above the page: nothing may move down when it is known.
    let is_known = Memo::new(move |_| {
        tree.manifest.with(Option::is_some) || tree.failed.with(Option::is_some)
    });
    let language = Memo::new(move |_| here.with(|(lang, _)| *lang));
    reactive(move || {
        // Read, not only tracked: a memo that is never read is never recomputed.
        language.get();
        let page: Box<dyn Fn() -> AnyView + Send> =
            Box::new(move || reactive(move || show(chunks, &here.get().1)));
        let said = said_of_outbox(chunks, site);
        view! { <Frame page is_known said/> }.into_any()
    })
}

/// What waits to be sent is sent by a chunk, which a first visit has no use for.
fn said_of_outbox(chunks: Chunks, site: Site) -> AnyView {
    let is_needed = Memo::new(move |_| site.outbox.has_anything());
    reactive(move || {
        let said = is_needed
            .get()
            .then(|| chunks.beside(Chunk::Report, &Page::Home));
        said.flatten().into_any()
    })
}

/// Fetches that chunk where something waits, again until there is a network.
fn fetch_what_sends(chunks: Chunks, site: Site) {
    let look = move || {
        if untrack(|| site.outbox.has_anything()) {
            chunks.want(Chunk::Report);
        }
    };
    // The listener is never removed: it lives as long as the program.
    let _ = window_event_listener_untyped("online", move |_| look());
    set_interval(look, Outbox::retry());
}

/// The view of a page, loading its chunk if it is not part of the first visit.
fn show(chunks: Chunks, page: &Page) -> AnyView {
    let shown = match (page, Chunk::of(page)) {
        (_, Some(chunk)) => chunks.show(chunk, page),
        (Page::Home, None) => view! { <HomePage chunks/> }.into_any(),
        (_, None) => {
            let path = use_address().path.get_untracked();
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
        _ => view! { <div class="w page">{shown}</div> }.into_any(),
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
            // Who went on without 长辈版 has seen it offered.
            if site.size.with_untracked(Option::is_none) {
                site.size.set(Some(TextSize::Usual));
            }
            request_animation_frame(focus_heading);
        },
    );
    changed(move || site.query.get(), move |_| tree.turn());
}
