//! 小票: answers kept on this phone. They are shown from what was kept alone.

use civic::answer::Verdict;
use civic::answer::saved_answer::{SavedAnswer, keep};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::app::{lang, m};
use crate::components::day_strip::{class, shape};
use crate::components::qr_code::{address, qr};
use crate::components::{crumbs, fact, fact_view, heading, source};
use crate::format;
use crate::lang::localized;
use crate::paths::Page;
use crate::published::from_slice;
use crate::reactive::reactive;
use crate::storage;

/// The saved answers kept, newest first; a line that cannot be read is passed over.
pub(crate) fn kept() -> Vec<SavedAnswer> {
    let lines = storage::get(storage::SAVED_ANSWERS).unwrap_or_default();
    lines
        .lines()
        .filter_map(|line| from_slice(line.as_bytes()).ok())
        .collect()
}

fn write(answers: &[SavedAnswer]) {
    let lines: Vec<String> = answers
        .iter()
        .filter_map(|saved| serde_json::to_string(saved).ok())
        .collect();
    storage::set(storage::SAVED_ANSWERS, &lines.join("\n"));
}

fn is_kept(saved: &SavedAnswer) -> bool {
    kept().iter().any(|kept| kept.is_same(saved))
}

/// What an address says of a saved answer: enough to find it here, and to ask the same elsewhere.
fn query(saved: &SavedAnswer) -> [(&'static str, String); 4] {
    [
        ("place", saved.place.to_string()),
        ("goods", saved.goods.to_string()),
        ("at", saved.at.to_string()),
        ("seq", saved.sequence.to_string()),
    ]
}

fn href(page: &Page, query: &[(&'static str, String)]) -> String {
    let query: Vec<(&str, &str)> = query.iter().map(|(k, v)| (*k, v.as_str())).collect();
    page.with(lang(), &query)
}

/// One tap keeps the answer, and says so.
pub(crate) fn save(saved: SavedAnswer) -> AnyView {
    let m = m();
    let open = href(&Page::SavedAnswer, &query(&saved));
    let said = RwSignal::new(None::<bool>);
    let on_save = move |_| {
        let mut answers = kept();
        keep(&mut answers, saved.clone());
        write(&answers);
        said.set(Some(is_kept(&saved)));
    };
    let status = reactive(move || match said.get() {
        None => ().into_any(),
        Some(true) => {
            view! { {m.slip_saved} " " <a href=open.clone()>{m.open_slip}</a> }.into_any()
        }
        Some(false) => m.slip_not_saved.into_any(),
    });
    view! {
        <div class="save">
            <button class="button" type="button" on:click=on_save>{m.save_slip}</button>
            <p role="status">{status}</p>
        </div>
    }
    .into_any()
}

/// All saved answers of this phone.
pub(crate) fn list() -> AnyView {
    let (lang, m) = (lang(), m());
    let answers = RwSignal::new(kept());
    let deleted = RwSignal::new("");
    let row = move |saved: &SavedAnswer| {
        let open = href(&Page::SavedAnswer, &query(saved));
        let name = format!(
            "{} · {}",
            lang.pick(&saved.place_name),
            lang.pick(&saved.goods_name)
        );
        let label = format!("{} {name}", m.delete_slip);
        let gone = saved.clone();
        let delete = move |_| {
            answers.update(|answers| {
                answers.retain(|saved| !saved.is_same(&gone));
                write(answers);
            });
            deleted.set(m.slip_deleted);
        };
        view! {
            <li>
                <a href=open>{name}</a> " " {word(&saved.verdict)}
                <p class="meta">{format::moment(lang, saved.at)}</p>
                <button class="button button-plain" type="button" aria-label=label on:click=delete>{m.delete_slip}</button>
            </li>
        }
        .into_any()
    };
    let rows = reactive(move || {
        let rows: Vec<AnyView> = answers.with(|answers| answers.iter().map(row).collect());
        if rows.is_empty() {
            view! { <p>{m.no_slips}</p> }.into_any()
        } else {
            view! { <ul class="rows saved-answers" aria-label=m.slips>{rows}</ul> }.into_any()
        }
    });
    view! {
        {crumbs(vec![(Page::Lookup, m.vendor.to_owned())])}
        {heading(move || m.slips.to_owned())}
        <p class="lead">{m.slips_lead}</p>
        <p role="status">{reactive(move || deleted.get().into_any())}</p>
        {rows}
    }
    .into_any()
}

/// The verdict's word and shape in a box.
fn word(verdict: &Verdict) -> AnyView {
    let said = lang().term(verdict.zh(), verdict.en()).to_owned();
    view! { <span class=format!("tag tag-{}", class(verdict))>{said}</span> }.into_any()
}

/// One saved answer.
pub(crate) fn page() -> AnyView {
    let m = m();
    let asked = use_query_map();
    let shown = reactive(move || {
        let asked: [(&'static str, String); 4] = asked.with(|q| {
            ["place", "goods", "at", "seq"].map(|key| (key, q.get(key).unwrap_or_default()))
        });
        if let Some(saved) = kept().iter().find(|saved| query(saved) == asked) {
            return card(saved);
        }
        let again = href(&Page::Lookup, &asked);
        view! {
            <div class="callout">
                <p>{m.no_such_slip}</p>
                <p><a class="go" href=again>{m.ask_the_same}</a></p>
            </div>
        }
        .into_any()
    });
    view! {
        {crumbs(vec![(Page::Lookup, m.vendor.to_owned()), (Page::SavedAnswers, m.slips.to_owned())])}
        {heading(move || m.slip.to_owned())}
        {shown}
    }
    .into_any()
}

fn card(saved: &SavedAnswer) -> AnyView {
    let (lang, m) = (lang(), m());
    let verdict = &saved.verdict;
    let open = href(&Page::Lookup, &query(saved));
    let address = address(&open);
    let gone = saved.clone();
    let navigate = use_navigate();
    let delete = move |_| {
        let mut answers = kept();
        answers.retain(|saved| !saved.is_same(&gone));
        write(&answers);
        navigate(
            &Page::SavedAnswers.path(lang),
            leptos_router::NavigateOptions::default(),
        );
    };
    view! {
        <article class="saved-answer">
            <p class="saved-answer-head"><strong>{m.brand}</strong> " " {localized(&saved.city_name)} " " {saved.source.as_ref().map(source)}</p>
            <div class=format!("verdict verdict-{}", class(verdict))>
                <p class="verdict-when">{m.asked_for} ": " <span class="whole">{format::moment(lang, saved.at)}</span></p>
                <h2 class="verdict-word"><span class="verdict-shape" aria-hidden="true">{shape(verdict)}</span> {lang.term(verdict.zh(), verdict.en()).to_owned()}</h2>
                {until(saved)}
            </div>
            <dl class="facts">{facts(saved)}</dl>
            <div class="saved-answer-code">
                {qr(&address)}
                <p>{m.scan_slip}</p>
                <p class="address"><a href=open>{address.clone()}</a></p>
            </div>
            <p class="meta">{m.slip_is_not} " " {m.hotline} " " {saved.hotline.clone()}</p>
        </article>
        <div class="actions">
            <button class="button" type="button" on:click=|_| print()>{m.print}</button>
            <button class="button button-plain" type="button" on:click=delete>{m.delete_slip}</button>
        </div>
    }
    .into_any()
}

fn until(saved: &SavedAnswer) -> AnyView {
    let (lang, m) = (lang(), m());
    let until = match saved.until {
        Some(until) => view! { <p class="until">{m.until} " " <strong>{format::later(lang, until, saved.at)}</strong></p> }.into_any(),
        None => view! { <p class="until">{m.no_change}</p> }.into_any(),
    };
    let next = saved.next_permitted.map(|next| {
        view! { <p class="next">{m.next_permitted} " " <strong>{format::later(lang, next, saved.at)}</strong></p> }
    });
    view! { {until} {next} }.into_any()
}

fn facts(saved: &SavedAnswer) -> AnyView {
    let (lang, m) = (lang(), m());
    let side = (saved.side != civic::places::Side::Both)
        .then(|| format!(" · {}", lang.term(saved.side.zh(), saved.side.en())));
    let conditions: Vec<AnyView> = saved
        .conditions
        .iter()
        .map(|c| view! { <li>{localized(c)}</li> }.into_any())
        .collect();
    let documents: Vec<AnyView> = saved
        .documents
        .iter()
        .map(|d| {
            view! { <li><span lang="zh-CN">{d.number.clone()}</span> " " {localized(&d.title)}</li> }
                .into_any()
        })
        .collect();
    let list = |term, rows: Vec<AnyView>| {
        (!rows.is_empty()).then(|| fact_view(term, view! { <ul>{rows}</ul> }.into_any()))
    };
    let rule = saved
        .rule
        .as_ref()
        .map(|rule| fact_view(m.rule_no, rule.to_string().into_any()));
    let version = format!(
        "{} {}, {} {}",
        m.snapshot_no,
        saved.sequence,
        m.published_at,
        format::moment(lang, saved.published_at)
    );
    view! {
        {fact_view(m.where_label, view! { {localized(&saved.place_name)} " " {localized(&saved.section)} {side} }.into_any())}
        {fact(m.what_label, &saved.goods_name)}
        {list(m.conditions, conditions)}
        {fact(m.temporary, &saved.temporary)}
        {fact(m.instead, &saved.instead)}
        {fact(m.first_breach, &saved.first_breach)}
        {rule}
        {list(m.documents, documents)}
        {fact_view(m.data_version, version.into_any())}
    }
    .into_any()
}

/// The browser's own dialogue for printing.
pub(crate) fn print() {
    let _ = window().print();
}
