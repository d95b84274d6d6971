//! 小票: answers kept on this phone. They are shown from what was kept alone.

use civic::answer::Verdict;
use civic::slip::{Slip, keep};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::app::{lang, m};
use crate::data::from_slice;
use crate::format;
use crate::lang::say;
use crate::live::live;
use crate::parts::qr::{address, qr};
use crate::parts::strip::{class, shape};
use crate::parts::{crumbs, fact, fact_view, heading, source};
use crate::paths::Page;
use crate::remember;

/// The slips kept, newest first; a line that cannot be read is passed over.
pub(crate) fn kept() -> Vec<Slip> {
    let lines = remember::get(remember::SLIPS).unwrap_or_default();
    lines
        .lines()
        .filter_map(|line| from_slice(line.as_bytes()).ok())
        .collect()
}

fn write(slips: &[Slip]) {
    let lines: Vec<String> = slips
        .iter()
        .filter_map(|slip| serde_json::to_string(slip).ok())
        .collect();
    remember::set(remember::SLIPS, &lines.join("\n"));
}

fn is_kept(slip: &Slip) -> bool {
    kept().iter().any(|kept| kept.is_same(slip))
}

/// What an address says of a slip: enough to find it here, and to ask the same elsewhere.
fn query(slip: &Slip) -> [(&'static str, String); 4] {
    [
        ("place", slip.place.to_string()),
        ("goods", slip.goods.to_string()),
        ("at", slip.at.to_string()),
        ("seq", slip.sequence.to_string()),
    ]
}

fn href(page: &Page, query: &[(&'static str, String)]) -> String {
    let query: Vec<(&str, &str)> = query.iter().map(|(k, v)| (*k, v.as_str())).collect();
    page.with(lang(), &query)
}

/// One tap keeps the answer, and says so.
pub(crate) fn save(slip: Slip) -> AnyView {
    let m = m();
    let open = href(&Page::Slip, &query(&slip));
    let said = RwSignal::new(None::<bool>);
    let on_save = move |_| {
        let mut slips = kept();
        keep(&mut slips, slip.clone());
        write(&slips);
        said.set(Some(is_kept(&slip)));
    };
    let status = live(move || match said.get() {
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

/// All slips of this phone.
pub(crate) fn list() -> AnyView {
    let (lang, m) = (lang(), m());
    let slips = RwSignal::new(kept());
    let deleted = RwSignal::new("");
    let row = move |slip: &Slip| {
        let open = href(&Page::Slip, &query(slip));
        let name = format!(
            "{} · {}",
            lang.pick(&slip.place_name),
            lang.pick(&slip.goods_name)
        );
        let label = format!("{} {name}", m.delete_slip);
        let gone = slip.clone();
        let delete = move |_| {
            slips.update(|slips| {
                slips.retain(|slip| !slip.is_same(&gone));
                write(slips);
            });
            deleted.set(m.slip_deleted);
        };
        view! {
            <li>
                <a href=open>{name}</a> " " {word(&slip.verdict)}
                <p class="meta">{format::moment(lang, slip.at)}</p>
                <button class="button button-plain" type="button" aria-label=label on:click=delete>{m.delete_slip}</button>
            </li>
        }
        .into_any()
    };
    let rows = live(move || {
        let rows: Vec<AnyView> = slips.with(|slips| slips.iter().map(row).collect());
        if rows.is_empty() {
            view! { <p>{m.no_slips}</p> }.into_any()
        } else {
            view! { <ul class="rows slips" aria-label=m.slips>{rows}</ul> }.into_any()
        }
    });
    view! {
        {crumbs(vec![(Page::Vendor, m.vendor.to_owned())])}
        {heading(move || m.slips.to_owned())}
        <p class="lead">{m.slips_lead}</p>
        <p role="status">{live(move || deleted.get().into_any())}</p>
        {rows}
    }
    .into_any()
}

/// The verdict's word and shape in a box.
fn word(verdict: &Verdict) -> AnyView {
    let said = lang().term(verdict.zh(), verdict.en()).to_owned();
    view! { <span class=format!("tag tag-{}", class(verdict))>{said}</span> }.into_any()
}

/// One slip.
pub(crate) fn page() -> AnyView {
    let m = m();
    let asked = use_query_map();
    let shown = live(move || {
        let asked: [(&'static str, String); 4] = asked.with(|q| {
            ["place", "goods", "at", "seq"].map(|key| (key, q.get(key).unwrap_or_default()))
        });
        if let Some(slip) = kept().iter().find(|slip| query(slip) == asked) {
            return card(slip);
        }
        let again = href(&Page::Vendor, &asked);
        view! {
            <div class="notice">
                <p>{m.no_such_slip}</p>
                <p><a class="go" href=again>{m.ask_the_same}</a></p>
            </div>
        }
        .into_any()
    });
    view! {
        {crumbs(vec![(Page::Vendor, m.vendor.to_owned()), (Page::Slips, m.slips.to_owned())])}
        {heading(move || m.slip.to_owned())}
        {shown}
    }
    .into_any()
}

fn card(slip: &Slip) -> AnyView {
    let (lang, m) = (lang(), m());
    let verdict = &slip.verdict;
    let open = href(&Page::Vendor, &query(slip));
    let address = address(&open);
    let gone = slip.clone();
    let navigate = use_navigate();
    let delete = move |_| {
        let mut slips = kept();
        slips.retain(|slip| !slip.is_same(&gone));
        write(&slips);
        navigate(
            &Page::Slips.path(lang),
            leptos_router::NavigateOptions::default(),
        );
    };
    view! {
        <article class="slip">
            <p class="slip-head"><strong>{m.brand}</strong> " " {say(&slip.city_name)} " " {slip.source.as_ref().map(source)}</p>
            <div class=format!("verdict verdict-{}", class(verdict))>
                <p class="verdict-when">{m.asked_for} ": " <span class="whole">{format::moment(lang, slip.at)}</span></p>
                <h2 class="verdict-word"><span class="verdict-shape" aria-hidden="true">{shape(verdict)}</span> {lang.term(verdict.zh(), verdict.en()).to_owned()}</h2>
                {until(slip)}
            </div>
            <dl class="facts">{facts(slip)}</dl>
            <div class="slip-code">
                {qr(&address)}
                <p>{m.scan_slip}</p>
                <p class="address"><a href=open>{address.clone()}</a></p>
            </div>
            <p class="meta">{m.slip_is_not} " " {m.hotline} " " {slip.hotline.clone()}</p>
        </article>
        <div class="actions">
            <button class="button" type="button" on:click=|_| print()>{m.print}</button>
            <button class="button button-plain" type="button" on:click=delete>{m.delete_slip}</button>
        </div>
    }
    .into_any()
}

fn until(slip: &Slip) -> AnyView {
    let (lang, m) = (lang(), m());
    let until = match slip.until {
        Some(until) => view! { <p class="until">{m.until} " " <strong>{format::later(lang, until, slip.at)}</strong></p> }.into_any(),
        None => view! { <p class="until">{m.no_change}</p> }.into_any(),
    };
    let next = slip.next_permitted.map(|next| {
        view! { <p class="next">{m.next_permitted} " " <strong>{format::later(lang, next, slip.at)}</strong></p> }
    });
    view! { {until} {next} }.into_any()
}

fn facts(slip: &Slip) -> AnyView {
    let (lang, m) = (lang(), m());
    let side = (slip.side != civic::place::Side::Both)
        .then(|| format!(" · {}", lang.term(slip.side.zh(), slip.side.en())));
    let conditions: Vec<AnyView> = slip
        .conditions
        .iter()
        .map(|c| view! { <li>{say(c)}</li> }.into_any())
        .collect();
    let documents: Vec<AnyView> = slip
        .documents
        .iter()
        .map(|d| {
            view! { <li><span lang="zh-CN">{d.number.clone()}</span> " " {say(&d.title)}</li> }
                .into_any()
        })
        .collect();
    let list = |term, rows: Vec<AnyView>| {
        (!rows.is_empty()).then(|| fact_view(term, view! { <ul>{rows}</ul> }.into_any()))
    };
    let rule = slip
        .rule
        .as_ref()
        .map(|rule| fact_view(m.rule_no, rule.to_string().into_any()));
    let version = format!(
        "{} {}, {} {}",
        m.snapshot_no,
        slip.sequence,
        m.published_at,
        format::moment(lang, slip.published_at)
    );
    view! {
        {fact_view(m.where_label, view! { {say(&slip.place_name)} " " {say(&slip.section)} {side} }.into_any())}
        {fact(m.what_label, &slip.goods_name)}
        {list(m.conditions, conditions)}
        {fact(m.temporary, &slip.temporary)}
        {fact(m.instead, &slip.instead)}
        {fact(m.first_breach, &slip.first_breach)}
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
