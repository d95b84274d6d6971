//! The findings, each with its sentence, the rule, and how to put it.

use leptos::prelude::*;
use notices::Span;
use notices::limits::{Breach, DraftFinding};
use web::i18n::{lang, localized};

use super::against::Against;
use super::desk::{Desk, Read, Side};
use crate::components::{Icon, Tag, TagKind};
use crate::messages::compare;

/// How many findings are shown at first.
const FIRST: usize = 30;

/// The findings, those about the whole first.
pub(super) fn findings(
    desk: &Desk,
    here: &Read,
    against: &Against,
    found: &[DraftFinding],
) -> AnyView {
    let desk = *desk;
    if found.is_empty() {
        return view! { <p>{compare::NONE_IS_NOT_ALL.text()}</p> }.into_any();
    }
    let show = |finding: &DraftFinding| one(&desk, here, against, finding);
    let first: Vec<AnyView> = found.iter().take(FIRST).map(show).collect();
    let rest: Vec<AnyView> = found.iter().skip(FIRST).map(show).collect();
    let rest = (!rest.is_empty()).then(|| {
        view! { <details><summary>{compare::FIRST_FOUND.text()}</summary><ul>{rest}</ul></details> }
    });
    view! { <p class="soft">{compare::FOUND_LEAD.text()}</p><ul>{first}</ul>{rest} }.into_any()
}

fn one(desk: &Desk, here: &Read, against: &Against, finding: &DraftFinding) -> AnyView {
    let desk = *desk;
    let lang = lang();
    let (kind, icon, label) = match &finding.breach {
        Breach::Added(flag) => {
            let name = lang.term(flag.zh(), flag.en());
            (
                TagKind::Bad,
                Icon::PLUS,
                format!("{}{name}", compare::ADDED.text()),
            )
        }
        // The finding itself names the kind; on a narrow screen in large text both do not fit a line.
        Breach::Limit(_) => (
            TagKind::Pending,
            Icon::DOC,
            compare::LIMIT.text().to_owned(),
        ),
        Breach::Duty { list, .. } => {
            let name = lang.term(list.zh(), list.en());
            (
                TagKind::Bad,
                Icon::BACK,
                format!("{}{name}", compare::DUTY.text()),
            )
        }
    };
    let quoted = match finding.sentence {
        Some(sentence) => quote(&here.text, sentence, finding.words),
        None if finding.entry.is_some() => {
            view! { <p class="s soft">{compare::BY_HAND_NOTE.text()}</p> }.into_any()
        }
        None => view! { <p class="s soft">{compare::WHOLE.text()}</p> }.into_any(),
    };
    let change = finding.entry.map(|id| {
        view! { <p><button class="say" type="button" on:click=move |_| desk.edit(Side::Here, id)>{compare::READ_WRONG.text()}</button></p> }
    });
    view! {
        <li class="hit">
            <div class="wrap"><Tag kind icon label/></div>
            <h3>{localized(&finding.what)}</h3>
            {quoted}
            {above(against, finding)}
            {rule(against, finding)}
            <p><b>{compare::PUT_IT.text()}</b>{localized(&finding.advice)}</p>
            {change}
        </li>
    }
    .into_any()
}

/// A sentence, with the words that it is about.
fn quote(text: &str, sentence: Span, words: Option<Span>) -> AnyView {
    let words = words.filter(|words| sentence.holds(*words));
    let quoted = match words {
        Some(words) => {
            let part = |start, end| Span { start, end }.of(text).to_owned();
            view! {
                {part(sentence.start, words.start)}<mark>{words.of(text).to_owned()}</mark>{part(words.end, sentence.end)}
            }
            .into_any()
        }
        None => sentence.of(text).to_owned().into_any(),
    };
    view! { <blockquote class="as-written" lang="zh-CN">{quoted}</blockquote> }.into_any()
}

/// What the level above wrote of it, where its text was pasted.
fn above(against: &Against, finding: &DraftFinding) -> AnyView {
    let read = against.level.as_ref().and_then(|level| level.read.as_ref());
    let (Breach::Added(_), Some(read)) = (&finding.breach, read) else {
        return ().into_any();
    };
    if finding.above.is_empty() {
        return view! { <p class="s">{compare::ABOVE_SILENT.text()}</p> }.into_any();
    }
    let quoted: Vec<AnyView> = finding
        .above
        .iter()
        .take(3)
        .map(|sentence| quote(&read.text, *sentence, None))
        .collect();
    view! { <p class="s">{compare::ABOVE_WROTE.text()}</p>{quoted} }.into_any()
}

/// The document and the article that the finding rests on.
fn rule(against: &Against, finding: &DraftFinding) -> AnyView {
    let lang = lang();
    let document = against.document(&finding.document);
    if document.is_none() && finding.article.is_empty() {
        return ().into_any();
    }
    let document = document.map(|document| {
        let title = localized(&document.title);
        let title = if document.link.is_empty() {
            title
        } else {
            view! { <a href=document.link.clone() rel="external noopener">{title}</a> }.into_any()
        };
        let number = document.number.clone();
        view! { <cite>{title}</cite> " " <span lang="zh-CN">{number}</span> " " }
    });
    let article = lang.pick(&finding.article).to_owned();
    view! { <p class="s">{compare::RULE.text()}{document}{article}</p> }.into_any()
}
