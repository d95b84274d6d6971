//! Both documents side by side, a row a kind.

use leptos::prelude::*;
use notices::limits::{Beside, Demanded, DraftFinding, Said};
use web::i18n::{lang, localized};

use super::against::Against;
use super::desk::{Desk, Read, Side};
use crate::components::{Icon, SmallGlyph};
use crate::messages::compare;

/// The table; on a phone its rows are stacked, each with what both documents say below it.
pub(super) fn table(
    desk: &Desk,
    here: &Read,
    against: &Against,
    found: &[DraftFinding],
) -> AnyView {
    let desk = *desk;
    let above = against.above();
    let rows = Beside::of(above.as_ref(), &here.draft, found);
    let title = if above.is_some() {
        compare::BESIDE.text()
    } else {
        compare::BESIDE_ALONE.text()
    };
    if rows.is_empty() {
        return view! { <section class="part"><h2>{title}</h2><p>{compare::NOTHING_READ.text()}</p></section> }
            .into_any();
    }
    let column = |label: &'static str| {
        view! { <th scope="col" role="columnheader"><b>{label}</b></th> }.into_any()
    };
    let is_compared = above.is_some();
    let heads = [
        is_compared.then(|| column(compare::COLUMN_ABOVE.text())),
        Some(column(compare::COLUMN_HERE.text())),
    ];
    let heads: Vec<AnyView> = heads.into_iter().flatten().collect();
    let read_above = against
        .level
        .as_ref()
        .and_then(|level| level.read.as_deref());
    let rows: Vec<AnyView> = rows
        .iter()
        .map(|row| {
            let above = is_compared.then(|| {
                let said = row.above.iter().map(|said| of_above(&desk, read_above, said));
                cell(compare::COLUMN_ABOVE.text(), false, said.collect())
            });
            // Of several demands each that was added is marked, not the cell.
            let is_alone = row.here.len() == 1;
            let is_added = row.here.iter().any(|demanded| demanded.flag.is_some());
            let demanded = row.here.iter().map(|demanded| {
                let class = (!is_alone && demanded.flag.is_some()).then_some("still");
                let shown = of_here(&desk, here, demanded, is_compared);
                view! { <div class=class>{shown}</div> }.into_any()
            });
            let demanded = demanded.collect();
            let here = cell(
                compare::COLUMN_HERE.text(),
                is_alone && is_added,
                demanded,
            );
            view! {
                <tr role="row"><th scope="row" role="rowheader">{localized(&row.kind.name())}</th>{above}{here}</tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="part">
            <h2>{title}</h2>
            <table class="lad" role="table">
                <caption class="off">{compare::CAPTION.text()}</caption>
                <thead role="rowgroup"><tr role="row"><td role="cell"></td>{heads}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn cell(label: &'static str, is_added: bool, values: Vec<AnyView>) -> AnyView {
    let values = if values.is_empty() {
        vec![view! { <span class="same">{compare::NOT_SAID.text()}</span> }.into_any()]
    } else {
        values
    };
    let class = is_added.then_some("still");
    view! { <td role="cell" data-l=label class=class>{values}</td> }.into_any()
}

fn of_above(desk: &Desk, read: Option<&Read>, said: &Said) -> AnyView {
    let desk = *desk;
    let sentence = said.entry.zip(read).and_then(|(id, read)| {
        let at = read
            .draft
            .entries()
            .iter()
            .find(|entry| entry.id == id)?
            .read_at?;
        Some(to_sentence(&desk, Side::Above, read.place_of(at.sentence)?))
    });
    let apart = (!said.is_compared).then(not_compared);
    view! { <div><span class="v">{localized(&said.words)}</span>{apart}{sentence}</div> }.into_any()
}

fn of_here(desk: &Desk, read: &Read, demanded: &Demanded<'_>, is_compared: bool) -> AnyView {
    let desk = *desk;
    let entry = demanded.entry;
    let at = entry.read_at.and_then(|at| read.place_of(at.sentence));
    let sentence = at.map(|place| to_sentence(&desk, Side::Here, place));
    let added = demanded.flag.as_ref().map(|flag| {
        let name = lang().term(flag.zh(), flag.en()).to_owned();
        view! { <span class="grow"><SmallGlyph icon=Icon::PLUS/>{name}</span> }
    });
    let apart = (is_compared && !demanded.is_compared).then(not_compared);
    let written = entry.is_written().then(by_hand);
    view! { <span class="v">{localized(&entry.value.in_words())}</span>{added}{apart}{written}{sentence} }
        .into_any()
}

fn by_hand() -> AnyView {
    view! { <span class="s soft">{compare::ADDED_MARK.text()}</span> }.into_any()
}

fn not_compared() -> AnyView {
    view! { <span class="s soft">{compare::NOT_COMPARED.text()}</span> }.into_any()
}

/// The way to a sentence.
fn to_sentence(desk: &Desk, side: Side, place: usize) -> AnyView {
    let desk = *desk;
    let number = compare::SENTENCE
        .text()
        .replace("{n}", &(place + 1).to_string());
    view! {
        <button class="say" type="button" on:click=move |_| desk.go_to(side, place)>{number}</button>
    }
    .into_any()
}
