//! 小票: answers saved on this phone. They are shown from the saved data alone, without the tree.

use civic::answer::Verdict;
use civic::answer::saved_answer::SavedAnswer;
use leptos::prelude::*;
use routes::Page;
use routes::query::SavedAnswer as SavedAnswerQuery;
use web::dom::{address_of, focus_heading, print};
use web::format;
use web::i18n::{lang, localized};
use web::location::{Open, use_address, use_query};
use web::reactive::reactive;

use crate::components::day_strip::class;
use crate::components::{
    Breadcrumbs, Fact, FactRow, FixedHeading, Icon, Note, NoteKind, QrCode, SignWord, SmallGlyph,
    SourceTag, Status, WordAs, sign_class, verdict_icon,
};
use crate::messages::{components, frame, lookup, saved};
use crate::state::saved_answers;

/// All saved answers of this phone.
#[component]
pub(crate) fn SavedAnswersPage() -> impl IntoView {
    let lang = lang();
    let answers = RwSignal::new(saved_answers::kept());
    let said = RwSignal::new(String::new());
    let row = move |saved: &SavedAnswer| {
        let open = saved_answers::address(saved).href(lang);
        let name = format!(
            "{} · {}",
            lang.pick(&saved.place_name),
            lang.pick(&saved.goods_name)
        );
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
        view! {
            <li>
                <a href=open>{name}</a> " " <VerdictTag verdict=&saved.verdict/>
                <p class="s soft">{format::moment(lang, saved.at)}</p>
                <button class="btn btn-2" type="button" aria-label=label on:click=delete>{saved::DELETE.text()}</button>
            </li>
        }
        .into_any()
    };
    let rows = reactive(move || {
        let rows: Vec<AnyView> = answers.with(|answers| answers.iter().map(row).collect());
        if rows.is_empty() {
            view! { <p>{saved::NONE.text()}</p> }.into_any()
        } else {
            view! { <ul class="list saved-answers" aria-label=saved::ALL.text()>{rows}</ul> }
                .into_any()
        }
    });
    view! {
        <Breadcrumbs parents={vec![(Page::Lookup, frame::LOOKUP.text().to_owned())]}/>
        <FixedHeading text=saved::ALL.text()/>
        <p class="soft">{saved::LEAD.text()}</p>
        <Status said/>
        {rows}
    }
}

/// The verdict as a tag.
#[component]
fn VerdictTag<'a>(verdict: &'a Verdict) -> impl IntoView + use<> {
    let term = lang().term(verdict.zh(), verdict.en()).to_owned();
    let class = format!("word-s c-{}", class(verdict));
    view! { <span class=class><SmallGlyph icon=verdict_icon(verdict)/>{term}</span> }
}

/// One saved answer.
#[component]
pub(crate) fn SavedAnswerPage() -> impl IntoView {
    let query = use_query::<SavedAnswerQuery>();
    let shown = reactive(move || {
        let query = query.get();
        let mut kept = saved_answers::kept().into_iter();
        if let Some(saved) = kept.find(|saved| saved_answers::address(saved) == query) {
            return view! { <SavedAnswerCard saved=&saved/> }.into_any();
        }
        let again = query.lookup().href(lang());
        view! {
            <Note kind=NoteKind::Plain icon=Icon::INFO>
                <p>{saved::NO_SUCH.text()}</p>
                <p><a class="go" href=again>{saved::ASK_THE_SAME.text()}</a></p>
            </Note>
        }
        .into_any()
    });
    view! {
        <Breadcrumbs parents={vec![(Page::Lookup, frame::LOOKUP.text().to_owned()), (Page::SavedAnswers, saved::ALL.text().to_owned())]}/>
        <FixedHeading text=saved::ONE.text()/>
        {shown}
    }
}

#[component]
fn SavedAnswerCard<'a>(saved: &'a SavedAnswer) -> impl IntoView + use<> {
    let lang = lang();
    let verdict = &saved.verdict;
    let open = saved_answers::address(saved).lookup().href(lang);
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
        <article class="saved-answer">
            <p class="saved-answer-head"><strong>{frame::BRAND.text()}</strong> " " {localized(&saved.city_name)} " " {saved.source.as_ref().map(|source| view! { <SourceTag source/> }.into_any())}</p>
            <div class=sign_class(verdict)>
                <p class="verdict-when">{saved::ASKED_FOR.text()} ": " <span class="nb">{format::moment(lang, saved.at)}</span></p>
                <SignWord verdict word_as=WordAs::Paragraph/>
                <SavedUntil saved/>
            </div>
            <dl class="facts"><SavedFacts saved/></dl>
            <div class="saved-answer-code">
                <QrCode address=&address/>
                <p>{saved::SCAN.text()}</p>
                <p class="address"><a href=open>{address.clone()}</a></p>
            </div>
            <p class="s soft">{saved::IS_NOT.text()} " " {frame::HOTLINE.text()} " " {saved.hotline.clone()}</p>
        </article>
        <div class="next-bar">
            <button class="btn" type="button" on:click=|_| print()>{components::PRINT.text()}</button>
            <button class="btn btn-2" type="button" on:click=delete>{saved::DELETE.text()}</button>
        </div>
    }
}

#[component]
fn SavedUntil<'a>(saved: &'a SavedAnswer) -> impl IntoView + use<> {
    let lang = lang();
    let until = match saved.until {
        Some(until) => view! { <p class="until">{lookup::UNTIL.text()} " " <strong>{format::later(lang, until, saved.at)}</strong></p> }.into_any(),
        None => view! { <p class="until">{lookup::NO_CHANGE.text()}</p> }.into_any(),
    };
    let pending = saved
        .calendar_pending
        .then(|| view! { <p>{lookup::CALENDAR_PENDING.text()}</p> });
    let next = saved.next_permitted.map(|next| {
        view! { <p class="next">{lookup::NEXT_PERMITTED.text()} " " <strong>{format::later(lang, next, saved.at)}</strong></p> }
    });
    view! { {until} {next} {pending} }
}

#[component]
fn SavedFacts<'a>(saved: &'a SavedAnswer) -> impl IntoView + use<> {
    let lang = lang();
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
        (!rows.is_empty()).then(|| {
            view! { <FactRow term value={view! { <ul>{rows}</ul> }.into_any()}/> }.into_any()
        })
    };
    let rule = saved.rule.as_ref().map(|rule| {
        view! { <FactRow term=saved::RULE_NO.text() value=rule.to_string().into_any()/> }.into_any()
    });
    let version = format!(
        "{} {}, {} {}",
        frame::SNAPSHOT_NO.text(),
        saved.sequence,
        components::PUBLISHED_AT.text(),
        format::moment(lang, saved.published_at)
    );
    view! {
        <FactRow term=lookup::WHERE_LABEL.text() value={view! { {localized(&saved.place_name)} " " {localized(&saved.section)} {side} }.into_any()}/>
        <Fact term=lookup::WHAT_LABEL.text() value=&saved.goods_name/>
        {list(lookup::CONDITIONS.text(), conditions)}
        <Fact term=lookup::TEMPORARY.text() value=&saved.temporary/>
        <Fact term=lookup::INSTEAD.text() value=&saved.instead/>
        <Fact term=lookup::FIRST_BREACH.text() value=&saved.first_breach/>
        {rule}
        {list(components::DOCUMENTS.text(), documents)}
        <FactRow term=components::DATA_VERSION.text() value=version.into_any()/>
    }
}
