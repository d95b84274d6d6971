//! The frame of every page: the bar, the notices above the page, the foot.

use leptos::prelude::*;

use super::failure;
use crate::app::{city, lang, m, site};
use crate::clock;
use crate::format;
use crate::paths::Page;
use crate::published::{DataError, Loaded, Trouble};
use crate::reactive::{attr, reactive};

/// The frame around a page.
pub(crate) fn frame(page: AnyView) -> AnyView {
    view! {
        <a class="skip" href="#main" on:click=move |event| {
            event.prevent_default();
            crate::app::focus_heading();
        }>{m().skip}</a>
        {bar()}
        {trouble()}
        <main id="main" class="page">{page}</main>
        {foot()}
    }
    .into_any()
}

fn bar() -> AnyView {
    let (lang, m, site) = (lang(), m(), site());
    let link = |door: Page, name: &'static str, inside: fn(&Page) -> bool| {
        let current = attr(move || site.here.with(|(_, page)| inside(page)).then_some("page"));
        view! { <li><a href=door.path(lang) aria-current=current>{name}</a></li> }.into_any()
    };
    let other = lang.other();
    let switch = move || {
        let path = site.here.with(|(_, page)| page.path(other));
        format!("{path}{}", site.query.get())
    };
    let city_name = reactive(move || {
        site.tree.manifest.with(|manifest| {
            let name = manifest.as_ref().map(|m| lang.pick(&m.city_name));
            name.unwrap_or_default().to_owned().into_any()
        })
    });
    let big = site.big;
    view! {
        <header class="bar">
            <div class="bar-in">
                <a class="brand" href=Page::Home.path(lang)>
                    <span class="brand-mark" aria-hidden="true" lang="zh-CN">"明"</span>
                    <span>{m.brand} " " <span class="brand-city">{city_name}</span></span>
                </a>
                <div class="bar-tools">
                    <button
                        class="tool"
                        type="button"
                        aria-pressed=attr(move || Some(if big.get() { "true" } else { "false" }))
                        on:click=move |_| big.update(|big| *big = !*big)
                    >{m.big_text}</button>
                    <a class="tool" href=switch lang=other.tag() hreflang=other.tag()>{m.other_language}</a>
                </div>
                <nav class="doors" aria-label=m.main_menu>
                    <ul>
                        {link(Page::Lookup, m.vendor, |p| {
                            matches!(p, Page::Lookup | Page::Map | Page::SavedAnswers | Page::SavedAnswer | Page::StreetNotice)
                        })}
                        {link(Page::Tasks, m.tasks, |p| matches!(
                            p,
                            Page::Tasks | Page::Unit(_) | Page::Duty(..) | Page::Requirements | Page::Requirement(_)
                        ))}
                        {link(Page::Feedback, m.feedback, |p| matches!(p, Page::Feedback | Page::Follow))}
                        {link(Page::Updates, m.updates, |p| *p == Page::Updates)}
                    </ul>
                </nav>
            </div>
        </header>
    }
    .into_any()
}

/// Says plainly where what is shown is not the newest, or not to be had at all.
fn trouble() -> AnyView {
    let (lang, m, tree) = (lang(), m(), site().tree);
    reactive(move || {
        if let Some(error) = tree.failed.get().filter(|e| *e != DataError::Absent) {
            return view! { <div class="page-callout">{failure(&error)}</div> }.into_any();
        }
        let (Some(trouble), Some(manifest)) = (tree.trouble.get(), tree.manifest.get()) else {
            return ().into_any();
        };
        let why = match trouble {
            Trouble::Offline => m.trouble_offline,
            Trouble::Damaged => m.trouble_damaged,
        };
        view! {
            <div class="page-callout" role="status">
                <div class="callout callout-warn">
                    <p>{why}</p>
                    <p>
                        {m.shown_instead} " " {m.snapshot_no} " " {manifest.sequence} " ("
                        {format::moment(lang, manifest.published_at)} ", "
                        {format::age(lang, manifest.published_at, clock::now())} ")"
                    </p>
                    <p><button class="button button-plain" type="button" on:click=move |_| tree.start()>{m.again}</button></p>
                </div>
            </div>
        }
        .into_any()
    })
}

fn foot() -> AnyView {
    let (lang, m, tree, city) = (lang(), m(), site().tree, city());
    let version = reactive(move || {
        let Some(manifest) = tree.manifest.get() else {
            return ().into_any();
        };
        view! {
            <p>
                {m.data_of} " " <a href=Page::OpenData.path(lang)>{m.snapshot_no} " " {manifest.sequence}</a> ", "
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
                    {m.hotline} " " <a href=format!("tel:{}", city.hotline)>{city.hotline.clone()}</a> " · "
                    {m.emergency} " " {emergency}
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
                <p>{m.not_official}</p>
                <nav aria-label=m.foot_menu>
                    <ul>
                        <li><a href=Page::OpenData.path(lang)>{m.open_data}</a></li>
                        <li><a href=Page::SavedAnswers.path(lang)>{m.slips}</a></li>
                        <li><a href=Page::Follow.path(lang)>{m.follow}</a></li>
                        <li><a href=Page::About.path(lang)>{m.about}</a></li>
                    </ul>
                </nav>
            </div>
        </footer>
    }
    .into_any()
}
