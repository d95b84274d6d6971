//! 小票: answers saved on this phone. They are shown from the saved data alone, without the tree.

use civic::answer::Verdict;
use civic::answer::saved_answer::{SavedAnswer, Standing};
use civic::documents::SourceKind;
use leptos::prelude::*;
use routes::Page;
use routes::query::{Lookup, Parameter, SavedAnswer as SavedAnswerQuery};
use web::dom::{address_of, focus_heading, print};
use web::i18n::{lang, localized};
use web::location::{Open, use_address, use_query};
use web::published::tree;
use web::reactive::reactive;
use web::{clock, format};

use crate::components::day_strip::class;
use crate::components::{
    Breadcrumbs, Fact, FactRow, FixedHeading, Glyph, Icon, Note, NoteKind, QrCode, SignWord,
    SmallGlyph, Status, Tag, TagKind, WordAs, alone_on_paper, sign_class, verdict_icon,
};
use crate::messages::{components, frame, lookup, saved, sign};
use crate::state::saved_answers;

/// All saved answers of this phone.
#[component]
pub(crate) fn SavedAnswersPage() -> impl IntoView {
    let answers = RwSignal::new(saved_answers::kept());
    let said = RwSignal::new(String::new());
    let rows = reactive(move || {
        let rows: Vec<AnyView> =
            answers.with(|all| all.iter().map(|saved| row(saved, answers, said)).collect());
        if rows.is_empty() {
            let again = Page::Lookup.path(lang());
            return view! {
                <div class="empty part-2">
                    <Glyph icon=Icon::ME/>
                    <p>{saved::NONE.text()}</p>
                    <p><a href=again>{frame::LOOKUP.text()}</a></p>
                </div>
            }
            .into_any();
        }
        view! { <ul class="list part-2" aria-label=saved::ALL.text()>{rows}</ul> }.into_any()
    });
    view! {
        <Breadcrumbs parents=Vec::new()/>
        <FixedHeading text=saved::ALL.text()/>
        <p class="soft">{saved::LEAD.text()}</p>
        <Status said/>
        {rows}
    }
}

fn row(
    saved: &SavedAnswer,
    answers: RwSignal<Vec<SavedAnswer>>,
    said: RwSignal<String>,
) -> AnyView {
    let lang = lang();
    let open = saved_answers::address(saved).href(lang);
    let name = name(saved);
    let label = format!("{} {name}", saved::DELETE.text());
    let target = saved.clone();
    let delete = move |_| {
        answers.update(|answers| {
            answers.retain(|saved| !saved.is_same(&target));
            saved_answers::write(answers);
        });
        said.set(saved::DELETED.text().to_owned());
        request_animation_frame(focus_heading);
    };
    let until = saved.until.map(|until| {
        let until = format::later(lang, until, saved.at);
        view! { <small class="nb">{sign::UNTIL.text()} " " {until}</small> }
    });
    view! {
        <li class="keep-row">
            <a class="list-link" href=open>
                <span>
                    <b>{name}</b><br/>
                    <VerdictWord verdict=&saved.verdict/> " " {until}<br/>
                    <small class="soft">{format::moment(lang, saved.at)}</small> " " {standing(saved)}
                </span>
                <Glyph icon=Icon::RIGHT/>
            </a>
            <button class="btn btn-2" type="button" aria-label=label on:click=delete>{saved::DELETE.text()}</button>
        </li>
    }
    .into_any()
}

/// Its place and goods.
fn name(saved: &SavedAnswer) -> String {
    let lang = lang();
    [&saved.place_name, &saved.goods_name]
        .map(|name| lang.pick(name))
        .join(frame::COMMA.text())
}

/// Whether it still holds. What was published since is said once it is known.
fn standing(saved: &SavedAnswer) -> AnyView {
    let (saved, manifest) = (saved.clone(), tree().manifest);
    reactive(move || {
        let newest = manifest.with(|manifest| manifest.as_ref().map(|m| m.sequence));
        let (kind, icon, label) = match saved.standing(clock::now(), newest) {
            Standing::Holds => (TagKind::Good, Icon::YES, saved::STANDS.text()),
            Standing::Ahead => (TagKind::Plain, Icon::CLOCK, saved::STANDS_AHEAD.text()),
            Standing::NewerData => (TagKind::Pending, Icon::BACK, saved::STANDS_NEWER.text()),
            Standing::Over => (TagKind::Plain, Icon::WAIT, saved::STANDS_OVER.text()),
        };
        view! { <Tag kind icon label/> }.into_any()
    })
}

/// The verdict in a line of text.
#[component]
fn VerdictWord<'a>(verdict: &'a Verdict) -> impl IntoView + use<> {
    let term = lang().term(verdict.zh(), verdict.en()).to_owned();
    let class = format!("word-s c-{}", class(verdict));
    view! { <span class=class><SmallGlyph icon=verdict_icon(verdict)/>{term}</span> }
}

/// One saved answer.
#[component]
pub(crate) fn SavedAnswerPage() -> impl IntoView {
    alone_on_paper();
    let query = use_query::<SavedAnswerQuery>();
    let shown = reactive(move || {
        let query = query.get();
        let mut kept = saved_answers::kept().into_iter();
        if let Some(saved) = kept.find(|saved| saved_answers::address(saved) == query) {
            return view! { <SavedAnswerCard saved=&saved/> }.into_any();
        }
        not_here(&query)
    });
    view! {
        <Breadcrumbs parents={vec![(Page::SavedAnswers, saved::ALL.text().to_owned())]}/>
        <div class="no-print"><FixedHeading text=saved::ONE.text()/></div>
        {shown}
    }
}

/// What is said of an answer that is not kept here: what of its address cannot be read, and the way
/// on with the rest.
fn not_here(query: &SavedAnswerQuery) -> AnyView {
    let mut wrong: Vec<String> = Vec::new();
    let mut say = |is_wrong: bool, what: &'static str, text: &str| {
        if is_wrong {
            wrong.push(format!("{what}{text}"));
        }
    };
    let (at, seq) = (&query.at, &query.seq);
    say(query.place.is_none(), saved::BROKEN_PLACE.text(), "");
    say(query.goods.is_none(), saved::BROKEN_GOODS.text(), "");
    say(at.is_unreadable(), saved::BROKEN_AT.text(), at.text());
    say(at.is_empty(), saved::NO_AT.text(), "");
    say(seq.is_unreadable(), saved::BROKEN_SEQ.text(), seq.text());
    say(seq.is_empty(), saved::NO_SEQ.text(), "");
    let is_whole = wrong.is_empty();
    let (kind, what, rest, go) = if is_whole {
        let words = (saved::NO_SUCH.text(), saved::NO_SUCH_TEXT.text());
        (
            NoteKind::Plain,
            words.0,
            words.1,
            saved::ASK_THE_SAME.text(),
        )
    } else {
        let words = (saved::BROKEN.text(), saved::BROKEN_REST.text());
        (NoteKind::Warn, words.0, words.1, saved::ASK_REST.text())
    };
    let icon = if is_whole { Icon::INFO } else { Icon::WARN };
    let lookup = query.lookup();
    // What cannot be read is not asked again.
    let again = Lookup {
        at: if at.is_unreadable() {
            Parameter::default()
        } else {
            lookup.at.clone()
        },
        seq: if seq.is_unreadable() {
            Parameter::default()
        } else {
            lookup.seq.clone()
        },
        ..lookup
    };
    let again = again.href(lang());
    let rows: Vec<AnyView> = wrong
        .into_iter()
        .map(|row| view! { <li>{row}</li> }.into_any())
        .collect();
    let rows = (!is_whole).then(|| view! { <ul>{rows}</ul> });
    view! {
        <div class="part-2">
            <Note kind icon>
                <p><b>{what}</b></p>
                {rows}
                <p>{rest}</p>
                <p class="wrap"><a class="btn" href=again>{go}</a></p>
            </Note>
        </div>
    }
    .into_any()
}

#[component]
fn SavedAnswerCard<'a>(saved: &'a SavedAnswer) -> impl IntoView + use<> {
    let lang = lang();
    let verdict = &saved.verdict;
    let open = saved_answers::address(saved).lookup().href(lang);
    let now = Lookup::of_place(&saved.place).with_goods(&saved.goods);
    let now = now.href(lang);
    let address = address_of(&open);
    let target = saved.clone();
    let here = use_address();
    let delete = move |_| {
        let mut answers = saved_answers::kept();
        answers.retain(|saved| !saved.is_same(&target));
        saved_answers::write(&answers);
        here.open(&Page::SavedAnswers.path(lang), Open::Page);
    };
    view! {
        <p class="no-print">{standing(saved)}</p>
        <article class="saved part-2">
            <div class=sign_class(verdict)>
                <SignWord verdict word_as=WordAs::Paragraph/>
                <SavedUntil saved/>
            </div>
            <div class="tear"></div>
            <div class="in-b">
                <dl class="facts"><SavedFacts saved/></dl>
                <div class="saved-qr">
                    <QrCode address=&address/>
                    <div class="s">
                        <p>{saved::SCAN.text()}</p>
                        <p>{saved::IS_NOT.text()}</p>
                    </div>
                </div>
                <p class="s address"><a href=open>{address.clone()}</a></p>
                <p class="s soft">{frame::BRAND.text()} " " {localized(&saved.city_name)} {frame::COMMA.text()} {frame::HOTLINE.text()} " " {saved.hotline.clone()}</p>
            </div>
        </article>
        <p class="wrap part-2 no-print">
            <a class="btn" href=now><Glyph icon=Icon::CLOCK/>{saved::ASK_NOW.text()}</a>
            <button class="btn btn-2" type="button" on:click=|_| print()><Glyph icon=Icon::PRINT/>{components::PRINT.text()}</button>
            <button class="btn btn-2" type="button" on:click=delete><Glyph icon=Icon::CLOSE/>{saved::DELETE.text()}</button>
        </p>
    }
}

#[component]
fn SavedUntil<'a>(saved: &'a SavedAnswer) -> impl IntoView + use<> {
    let lang = lang();
    let later = |at| format::later(lang, at, saved.at);
    let until = match saved.until {
        Some(until) => view! { {sign::UNTIL.text()} " " <b>{later(until)}</b> }.into_any(),
        None => view! { <small>{sign::NO_CHANGE.text()}</small> }.into_any(),
    };
    let pending = saved
        .calendar_pending
        .then(|| view! { <p class="s">{lookup::CALENDAR_PENDING.text()}</p> });
    let next = saved
        .next_permitted
        .map(|next| view! { <p>{lookup::NEXT_PERMITTED.text()} " " <b>{later(next)}</b></p> });
    view! { <p class="until">{until}</p> {next} {pending} }
}

#[component]
fn SavedFacts<'a>(saved: &'a SavedAnswer) -> impl IntoView + use<> {
    let lang = lang();
    let side = (saved.side != civic::places::Side::Both).then(|| {
        format!(
            "{}{}",
            frame::COMMA.text(),
            lang.term(saved.side.zh(), saved.side.en())
        )
    });
    let section = (!saved.section.is_empty())
        .then(|| view! { {frame::COMMA.text()} {localized(&saved.section)} });
    let conditions: Vec<AnyView> = saved
        .conditions
        .iter()
        .map(|c| view! { <li>{localized(c)}</li> }.into_any())
        .collect();
    // The number and the rule are for an office; the title names the document.
    let documents: Vec<AnyView> = saved
        .documents
        .iter()
        .map(|d| {
            view! { <li>{localized(&d.title)} " " <small class="soft" lang="zh-CN">{d.number.clone()}</small></li> }
                .into_any()
        })
        .collect();
    let rule = saved.rule.as_ref().map(|rule| {
        view! { <p><small class="soft">{saved::RULE_NO.text()} " " {rule.to_string()}</small></p> }
    });
    // On the screen the ribbon says it.
    let is_sample = saved
        .source
        .as_ref()
        .is_some_and(|s| s.kind == SourceKind::Sample);
    let source = is_sample.then(|| {
        view! { <p class="print-only"><Tag kind=TagKind::Source label=components::SAMPLE.text()/></p> }
    });
    let basis = (!documents.is_empty() || rule.is_some()).then(|| {
        let value = view! { <ul>{documents}</ul> {rule} {source} };
        view! { <FactRow term=saved::BASED_ON.text() value=value.into_any()/> }
    });
    let conditions = (!conditions.is_empty()).then(|| {
        view! { <FactRow term=saved::CONDITIONS.text() value={view! { <ul>{conditions}</ul> }.into_any()}/> }
    });
    let version = format!(
        "{}{}{}{}{}",
        saved::DATA_VERSION.text(),
        saved.sequence,
        saved::DATA_VERSION_AFTER.text(),
        format::moment(lang, saved.published_at),
        saved::DATA_PUBLISHED.text()
    );
    view! {
        <FactRow term=lookup::WHERE_LABEL.text() value={view! { <b>{localized(&saved.place_name)} {section} {side}</b> }.into_any()}/>
        <FactRow term=lookup::WHAT_LABEL.text() value={view! { <b>{localized(&saved.goods_name)}</b> }.into_any()}/>
        <FactRow term=saved::ASKED_FOR.text() value=format::moment(lang, saved.at).into_any()/>
        {conditions}
        <Fact term=lookup::TEMPORARY.text() value=&saved.temporary/>
        <Fact term=lookup::INSTEAD.text() value=&saved.instead/>
        <Fact term=saved::FIRST_BREACH.text() value=&saved.first_breach/>
        {basis}
        <FactRow term=saved::DATA.text() value=version.into_any()/>
    }
}
