//! The answer on the home page.

use civic::answer::Verdict;
use civic::answer::last_answer::LastAnswer;
use civic::time::{Local, Timestamp};
use leptos::prelude::*;
use routes::query::{AskedTime, Lookup};
use web::clock;
use web::i18n::{lang, localized};
use web::published::tree;

use super::day_strip::{DayStrip, On};
use super::icon::{Glyph, Icon};
use super::sign::{SignWord, WordAs, sign_class};
use super::until::{Told, Until, start};
use crate::messages::sign;
use crate::state::last_answer;

/// The last answer while it holds; else its place, until the engine has answered anew.
#[component]
pub(crate) fn KeptSign() -> impl IntoView {
    let manifest = tree().manifest;
    let sequence = manifest.with_untracked(|manifest| manifest.as_ref().map(|m| m.sequence));
    let kept = last_answer::kept()
        .filter(|answer| sequence.is_some_and(|sequence| answer.holds(clock::now(), sequence)));
    match kept {
        Some(answer) => view! { <HomeSign answer=&answer/> }.into_any(),
        None => view! { <div class="skeleton home-sign"><div class="bone bone-sign"></div></div> }
            .into_any(),
    }
}

/// An answer that holds now, as a sign.
#[component]
pub(crate) fn HomeSign<'a>(answer: &'a LastAnswer) -> impl IntoView + use<> {
    let (lang, now) = (lang(), clock::now());
    let asking = Lookup::of_place(&answer.place).with_goods(&answer.goods);
    // What is kept may have been asked yesterday: what was tomorrow then is today.
    let local = Timestamp {
        instant: now,
        ..answer.at
    };
    let verdict = &answer.verdict;
    let temporary = (!answer.temporary.is_empty())
        .then(|| view! { <p class="s">{localized(&answer.temporary)}</p> });
    let next = answer.next_permitted.filter(|_| !verdict.permits()).map(|next| {
        view! { <p>{sign::NEXT.text()} <b class="nb">{start(lang, next, local, Told::Now)}</b></p> }
    });
    let until = match verdict {
        Verdict::NoPublishedRule => {
            view! { <p class="until">{sign::NEITHER.text()}</p> }.into_any()
        }
        _ => view! { <Until until=answer.until local now=Some(now)/> }.into_any(),
    };
    let date = answer.at.local().date;
    let href_at: &dyn Fn(u16) -> String = &|minute| {
        let second = u32::from(minute) * 60;
        let at = AskedTime::Local(Local { date, second });
        asking.with_time(at).href(lang)
    };
    // A sign without a fill has no ink of its own to draw in.
    let (on, class) = match verdict {
        Verdict::Permitted | Verdict::PermittedIf | Verdict::Prohibited => (On::Sign, "sg"),
        _ => (On::Page, ""),
    };
    let strip = answer
        .minute(now)
        .filter(|_| !answer.day.is_empty())
        .map(|minute| view! { <DayStrip segments=&answer.day now=Some(minute) href_at on/> });
    let more = match (verdict, answer.conditions) {
        (Verdict::PermittedIf, 1) => format!(
            "{}1{}",
            sign::CONDITIONS_BEFORE.text(),
            sign::CONDITION_AFTER.text()
        ),
        (Verdict::PermittedIf, count) => format!(
            "{}{count}{}",
            sign::CONDITIONS_BEFORE.text(),
            sign::CONDITIONS_AFTER.text()
        ),
        _ => sign::WHY.text().to_owned(),
    };
    let class_of_sign = format!("{} home-sign", sign_class(verdict));
    view! {
        <section class=class_of_sign aria-label=sign::ANSWER_NOW.text()>
            <div class="w">
                <div>
                    {temporary}
                    <SignWord verdict word_as=WordAs::Paragraph/>
                    {until}
                    {next}
                </div>
                <div class=class>
                    {strip}
                    <p><a class="go" href=asking.href(lang)>{more}<Glyph icon=Icon::NEXT/></a></p>
                </div>
            </div>
        </section>
    }
}
