//! The text, sentence by sentence: what was read, what was set aside and why, what was not read. Nothing
//! of it is left out.

use civic::Text;
use leptos::prelude::*;
use notices::draft::{ByHand, Entry, likely_kind};
use notices::{Kind, Sentence, Span};
use web::i18n::{Message, lang, localized};
use web::reactive::reactive;

use super::desk::{Desk, Editing, Piece, Read, SENTENCES, Side, words};
use super::edit::{adder, editor};
use crate::components::{Icon, SmallGlyph, Tag, TagKind};
use crate::messages::{compare, frame};

/// A document, sentence by sentence; nothing if it was not read. Tracked.
pub(super) fn sentences(desk: &Desk, side: Side) -> AnyView {
    let desk = *desk;
    let Some(read) = desk.read(side).get() else {
        return ().into_any();
    };
    let title = match side {
        Side::Above => compare::ABOVE.text(),
        Side::Here => compare::HERE.text(),
    };
    let all = read.reading.sentences.len();
    let shown = desk.shown(side);
    let until = shown.get().min(all);
    let rows: Vec<AnyView> = read
        .reading
        .sentences
        .iter()
        .take(until)
        .enumerate()
        .map(|(place, sentence)| row(&desk, side, &read, place, sentence))
        .collect();
    let more = (until < all).then(|| {
        let label = compare::MORE_SENTENCES.text();
        let label = label.replace("{n}", &(all - until).to_string());
        let show = move |_| {
            shown.update(|shown| *shown += SENTENCES);
            desk.go_to(side, until);
        };
        view! { <p class="next-bar"><button class="btn btn-2" type="button" on:click=show>{label}</button></p> }
    });
    let by_hand: Vec<AnyView> = read
        .draft
        .entries()
        .iter()
        .filter(|entry| entry.read_at.is_none())
        .map(|entry| of_entry(&desk, side, &read, entry))
        .collect();
    let by_hand = (!by_hand.is_empty())
        .then(|| view! { <h3 class="part-3">{compare::ADDED_BY_HAND.text()}</h3>{by_hand} });
    view! {
        <section class="part">
            <h2>{compare::SENTENCES.text()}{frame::COMMA.text()}{title}</h2>
            {legend()}
            <ol class="list">{rows}</ol>
            {more}
            {by_hand}
            {adding(&desk, side)}
        </section>
    }
    .into_any()
}

/// How the marks look.
fn legend() -> AnyView {
    view! {
        <p class="s hit">
            {compare::MARKS.text()}
            <mark>{compare::MARK_READ.text()}</mark> " "
            <span class="cut-out">{compare::MARK_ASIDE.text()}</span> " "
            <span class="mk">{compare::MARK_UNREAD.text()}</span>
        </p>
    }
    .into_any()
}

/// What words of a sentence were taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Read,
    Removed,
    Aside,
    Unread,
}

fn row(desk: &Desk, side: Side, read: &Read, place: usize, sentence: &Sentence) -> AnyView {
    let desk = *desk;
    let text = &read.text;
    let entries: Vec<&Entry> = read
        .draft
        .entries()
        .iter()
        .filter(|entry| entry.read_at.is_some_and(|at| at.sentence == sentence.span))
        .collect();
    let mut marks: Vec<(Span, Mark)> = Vec::new();
    for entry in &entries {
        let mark = if entry.counts() {
            Mark::Read
        } else {
            Mark::Removed
        };
        marks.extend(entry.marked().map(|span| (span, mark)));
    }
    let draft = &read.draft;
    let aside = || draft.set_aside(sentence);
    let unread = || draft.unread(sentence);
    marks.extend(aside().map(|aside| (aside.span, Mark::Aside)));
    marks.extend(unread().map(|unread| (unread.span, Mark::Unread)));
    marks.sort_by_key(|(span, _)| (span.start, span.end));
    let entries: Vec<AnyView> = entries
        .into_iter()
        .map(|entry| of_entry(&desk, side, read, entry))
        .collect();
    let found = |piece: Piece, likely: Kind, span: Span| Found {
        mine: Editing::In(side, place, piece),
        likely,
        sentence: sentence.span,
        words: span,
        quoted: span.of(text).to_owned(),
    };
    let aside = aside().enumerate().map(|(n, aside)| {
        let why = aside.why.why();
        let found = found(Piece::Aside(n), Kind::Deadline, aside.span);
        noted(&desk, &compare::MARK_ASIDE, why, found)
    });
    let unread = unread().enumerate().map(|(n, unread)| {
        let look = unread.look.name();
        let found = found(Piece::Unread(n), likely_kind(unread.look), unread.span);
        noted(&desk, &compare::MARK_UNREAD, look, found)
    });
    let notes: Vec<AnyView> = aside.chain(unread).collect();
    let whole = found(Piece::Whole, Kind::Deadline, sentence.span);
    let id = format!("{}-s{place}", side.code());
    let number = compare::SENTENCE
        .text()
        .replace("{n}", &(place + 1).to_string());
    view! {
        <li class="keep hit" id=id tabindex="-1">
            <blockquote class="as-written" lang="zh-CN"><span class="off">{number.clone()} " "</span>{marked(text, sentence.span, &marks)}</blockquote>
            {entries}
            {notes}
            {adding_to(&desk, number, whole)}
        </li>
    }
    .into_any()
}

/// The sentence with its marks; where two meet, the first is shown, and both have a line below.
fn marked(text: &str, sentence: Span, marks: &[(Span, Mark)]) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::new();
    let mut at = sentence.start;
    let part = |start: usize, end: usize| Span { start, end }.of(text).to_owned();
    for (span, mark) in marks {
        if span.start < at || !sentence.holds(*span) {
            continue;
        }
        parts.push(part(at, span.start).into_any());
        let words = span.of(text).to_owned();
        parts.push(match mark {
            Mark::Read => view! { <mark>{words}</mark> }.into_any(),
            Mark::Removed => view! { <del>{words}</del> }.into_any(),
            Mark::Aside => view! { <span class="cut-out">{words}</span> }.into_any(),
            Mark::Unread => view! { <span class="mk">{words}</span> }.into_any(),
        });
        at = span.end;
    }
    parts.push(part(at, sentence.end).into_any());
    parts.into_any()
}

/// What a person may make a demand of.
struct Found {
    mine: Editing,
    likely: Kind,
    sentence: Span,
    words: Span,
    quoted: String,
}

/// What was set aside or not read, and why, with the way to make a demand of it.
fn noted(desk: &Desk, mark: &'static Message, why: Text, found: Found) -> AnyView {
    let desk = *desk;
    let words = format!("“{}”", found.quoted);
    let is_open = desk.is_editing(found.mine);
    reactive(move || {
        let said = view! {
            {mark.text()} " " <span lang="zh-CN">{words.clone()}</span> {frame::COMMA.text()} {localized(&why)} " "
        };
        if is_open.get() {
            return view! { <p class="s">{said}</p>{found.adder(&desk)} }.into_any();
        }
        let open = found.opener(&desk, &compare::MAKE_DEMAND, words.clone());
        view! { <div class="s soft">{said}{open}</div> }.into_any()
    })
}

/// The button that adds a demand to a sentence, and its fields once it was pressed.
fn adding_to(desk: &Desk, number: String, found: Found) -> AnyView {
    let desk = *desk;
    let is_open = desk.is_editing(found.mine);
    reactive(move || {
        if is_open.get() {
            return found.adder(&desk);
        }
        let open = found.opener(&desk, &compare::ADD_HERE, number.clone());
        view! { <div>{open}</div> }.into_any()
    })
}

impl Found {
    fn adder(&self, desk: &Desk) -> AnyView {
        let at = Some((self.sentence, self.words));
        adder(desk, self.mine, self.likely, at, Some(&self.quoted))
    }

    /// The button that opens it; `named` says to whoever hears it which words or which sentence.
    fn opener(&self, desk: &Desk, label: &'static Message, named: String) -> AnyView {
        let (desk, mine) = (*desk, self.mine);
        view! {
            <button class="say" type="button" id=mine.opener() on:click=move |_| desk.open_editor(mine)>{label.text()}<span class="off">" "{named}</span></button>
        }
        .into_any()
    }
}

/// An entry: what it says, why, what a person did to it, and what can be done to it.
fn of_entry(desk: &Desk, side: Side, read: &Read, entry: &Entry) -> AnyView {
    let desk = *desk;
    let mine = Editing::Entry(side, entry.id);
    let entry = entry.clone();
    let quoted = entry.read_at.map(|at| at.span.of(&read.text).to_owned());
    let is_open = desk.is_editing(mine);
    reactive(move || {
        if is_open.get() {
            return editor(&desk, side, &entry);
        }
        line(&desk, side, &entry, quoted.as_deref())
    })
}

fn line(desk: &Desk, side: Side, entry: &Entry, quoted: Option<&str>) -> AnyView {
    let desk = *desk;
    let lang = lang();
    let id = entry.id;
    let kind = lang.pick(&entry.value.kind().name()).to_owned();
    let said = words(&entry.value);
    let said = if entry.counts() {
        view! { <b>{said.clone()}</b> }.into_any()
    } else {
        view! { <del>{said.clone()}</del> }.into_any()
    };
    let principle = entry.in_principle.then(|| {
        view! { " " <Tag kind=TagKind::Plain label=compare::IN_PRINCIPLE.text()/> }
    });
    let hand = match entry.by_hand {
        ByHand::Untouched => None,
        ByHand::Changed => Some(compare::CHANGED.text()),
        ByHand::Added => Some(compare::ADDED_MARK.text()),
        ByHand::Removed => Some(compare::REMOVED.text()),
    };
    let hand = hand.map(|label| view! { " " <Tag kind=TagKind::Pending icon=Icon::FORM label/> });
    let was = entry.read.as_ref().map(|was| {
        view! { <p class="s soft">{compare::WAS_READ.text()}{words(was)}</p> }
    });
    let why = entry.read_at.map(|at| {
        let quoted = quoted.map(|words| format!("“{words}”"));
        view! { <p class="s soft"><span lang="zh-CN">{quoted}</span> {frame::COMMA.text()} {localized(&at.rule.why())}</p> }
    });
    let named = format!(" {kind} {}", words(&entry.value));
    let button = |suffix: &str, label: &'static Message, act: Box<dyn Fn()>| {
        let id = format!("{}-e{id}{suffix}", side.code());
        let named = named.clone();
        view! { <button class="say" type="button" id=id on:click=move |_| act()>{label.text()}<span class="off">{named}</span></button> }
            .into_any()
    };
    let mut acts: Vec<AnyView> = Vec::new();
    if entry.counts() {
        let edit = move || desk.edit(side, id);
        acts.push(button("", &frame::CHANGE, Box::new(edit)));
        let remove = move || {
            desk.correct(side, |draft| {
                draft.remove(id);
            });
        };
        acts.push(button("-out", &compare::REMOVE, Box::new(remove)));
        if let Some(was) = entry.read.clone() {
            let back = move || {
                let was = was.clone();
                desk.correct(side, move |draft| {
                    draft.change(id, was);
                });
            };
            acts.push(button("-back", &compare::BACK_TO_READ, Box::new(back)));
        }
    } else {
        let restore = move || {
            desk.correct(side, |draft| {
                draft.restore(id);
            });
        };
        acts.push(button("-out", &compare::RESTORE, Box::new(restore)));
    }
    view! {
        <div class="part-3">
            <div>{kind}{frame::COMMA.text()}{said}{principle}{hand}</div>
            {was}{why}
            <div>{acts}</div>
        </div>
    }
    .into_any()
}

/// The button that adds a demand, and its fields once it was pressed.
fn adding(desk: &Desk, side: Side) -> AnyView {
    let desk = *desk;
    let mine = Editing::Added(side);
    let is_open = desk.is_editing(mine);
    reactive(move || {
        if is_open.get() {
            return adder(&desk, mine, Kind::Deadline, None, None);
        }
        view! {
            <p class="next-bar"><button class="btn btn-2" type="button" id=mine.opener() on:click=move |_| desk.open_editor(mine)><SmallGlyph icon=Icon::PLUS/>{compare::ADD.text()}</button></p>
        }
        .into_any()
    })
}
