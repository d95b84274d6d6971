//! The frame of every page: the header, the notice above the content, the footer.

use leptos::prelude::*;
use routes::Page;
use web::dom::focus_heading;
use web::i18n::lang;
use web::published::{DataError, Loaded, Trouble, tree};
use web::reactive::{attr, reactive};
use web::{clock, format};

use super::status::Failure;
use crate::messages::{frame, saved, trouble};
use crate::state::{city, site};

/// The frame around a page.
#[component]
pub(crate) fn Frame(page: AnyView) -> impl IntoView {
    view! {
        <a class="skip" href="#main" on:click=move |event| {
            event.prevent_default();
            focus_heading();
        }>{frame::SKIP.text()}</a>
        <Header/>
        <DataNotice/>
        <main id="main" class="page">{page}</main>
        <Footer/>
    }
}

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
            name.unwrap_or_default().to_owned().into_any()
        })
    });
    let big = site.big;
    view! {
        <header class="bar">
            <div class="bar-in">
                <a class="brand" href=Page::Home.path(lang)>
                    <span class="brand-mark" aria-hidden="true" lang="zh-CN">{frame::MARK.zh}</span>
                    <span>{frame::BRAND.text()} " " <span class="brand-city">{city_name}</span></span>
                </a>
                <div class="bar-tools">
                    <button
                        class="tool"
                        type="button"
                        aria-pressed=attr(move || Some(if big.get() { "true" } else { "false" }))
                        on:click=move |_| big.update(|big| *big = !*big)
                    >{frame::BIG_TEXT.text()}</button>
                    <a class="tool" href=switch lang=other.tag() hreflang=other.tag()>{frame::OTHER_LANGUAGE.text()}</a>
                </div>
                <nav class="doors" aria-label=frame::MAIN_MENU.text()>
                    <ul>
                        <MenuLink page=Page::Lookup label=frame::LOOKUP.text() has=|page| {
                            matches!(page, Page::Lookup | Page::Map | Page::SavedAnswers | Page::SavedAnswer | Page::StreetNotice)
                        }/>
                        <MenuLink page=Page::Tasks label=frame::TASKS.text() has=|page| matches!(
                            page,
                            Page::Tasks | Page::Unit(_) | Page::Duty(..) | Page::Requirements | Page::Requirement(_)
                        )/>
                        <MenuLink page=Page::Feedback label=frame::FEEDBACK.text() has=|page| matches!(page, Page::Feedback | Page::Follow)/>
                        <MenuLink page=Page::Updates label=frame::UPDATES.text() has=|page| *page == Page::Updates/>
                    </ul>
                </nav>
            </div>
        </header>
    }
}

/// A link of the main menu, marked on the pages of its part.
#[component]
fn MenuLink(page: Page, label: &'static str, has: fn(&Page) -> bool) -> impl IntoView {
    let here = site().here;
    let current = attr(move || here.with(|(_, page)| has(page)).then_some("page"));
    view! { <li><a href=page.path(lang()) aria-current=current>{label}</a></li> }
}

/// The notice that the data shown is not the newest, or that there is none at all; and that feedback
/// was sent by itself.
#[component]
fn DataNotice() -> impl IntoView {
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
            <div class="callout callout-warn">
                <p>{why}</p>
                <p>
                    {trouble::SHOWN_INSTEAD.text()} " " {frame::SNAPSHOT_NO.text()} " " {manifest.sequence} " ("
                    {format::moment(lang, manifest.published_at)} ", "
                    {format::age(lang, manifest.published_at, clock::now())} ")"
                </p>
                <p><button class="button button-plain" type="button" on:click=move |_| tree.start()>{frame::AGAIN.text()}</button></p>
            </div>
        }
        .into_any()
    });
    let outbox = site().outbox;
    let sent = reactive(move || {
        if !outbox.is_sent.get() {
            return ().into_any();
        }
        view! {
            <div class="callout callout-good">
                <p>{frame::SENT_BY_ITSELF.text()} " " <a href=Page::Follow.path(lang)>{frame::FOLLOW.text()}</a></p>
                <p><button class="button button-plain" type="button" on:click=move |_| outbox.acknowledge()>{frame::SEEN.text()}</button></p>
            </div>
        }
        .into_any()
    });
    view! { <div class="page-callout" role="status">{sent}{notice}</div> }
}

#[component]
fn Footer() -> impl IntoView {
    let (lang, tree, city) = (lang(), tree(), city());
    let version = reactive(move || {
        let Some(manifest) = tree.manifest.get() else {
            return ().into_any();
        };
        view! {
            <p>
                {frame::DATA_OF.text()} " " <a href=Page::OpenData.path(lang)>{frame::SNAPSHOT_NO.text()} " " {manifest.sequence}</a> ", "
                {format::moment(lang, manifest.published_at)} ", "
                {format::age(lang, manifest.published_at, clock::now())}
            </p>
        }
        .into_any()
    });
    let numbers = reactive(move || match city.get() {
        Loaded::Ready(city) => {
            let emergency = city.emergency.join(" · ");
            view! {
                <p>
                    {frame::HOTLINE.text()} " " <a href=format!("tel:{}", city.hotline)>{city.hotline.clone()}</a> " · "
                    {frame::EMERGENCY.text()} " " {emergency}
                </p>
            }
            .into_any()
        }
        _ => ().into_any(),
    });
    view! {
        <footer class="foot">
            <div class="foot-in">
                {version}
                {numbers}
                <p>{frame::NOT_OFFICIAL.text()}</p>
                <nav aria-label=frame::FOOT_MENU.text()>
                    <ul>
                        <li><a href=Page::OpenData.path(lang)>{frame::OPEN_DATA.text()}</a></li>
                        <li><a href=Page::SavedAnswers.path(lang)>{saved::ALL.text()}</a></li>
                        <li><a href=Page::Follow.path(lang)>{frame::FOLLOW.text()}</a></li>
                        <li><a href=Page::About.path(lang)>{frame::ABOUT.text()}</a></li>
                    </ul>
                </nav>
            </div>
        </footer>
    }
}
