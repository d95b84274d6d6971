//! The home page is the question: what, where, now. Its answer is shown in place.

use civic::answer::last_answer::LastAnswer;
use civic::lang::Lang;
use civic::published::{HomeFile, name};
use leptos::prelude::*;
use routes::Page;
use routes::query::Lookup;
use web::format;
use web::i18n::{lang, localized};
use web::published::{Loaded, use_file};
use web::reactive::reactive;

use crate::chunks::{Chunk, Chunks};
use crate::components::{Failure, Glyph, Icon, KeptSign, Skeleton, UpdateEntry, set_title_of_page};
use crate::messages::{frame, home};
use crate::state::{city, last_answer, receipts, saved_answers};

/// How many goods and saved answers the page offers.
const FEW: usize = 8;
const FEWEST: usize = 3;

#[component]
pub(crate) fn HomePage(chunks: Chunks) -> impl IntoView {
    set_title_of_page(home::TITLE.text());
    let home = use_file::<HomeFile>(name::HOME);
    let last = last_answer::kept();
    let question = match &last {
        Some(last) => view! { <Asked last/> }.into_any(),
        None => view! { <Open/> }.into_any(),
    };
    let answer = last.is_some().then(|| {
        reactive(move || {
            let confirmed = chunks.beside(Chunk::Lookup, &Page::Home);
            confirmed.unwrap_or_else(|| view! { <KeptSign/> }.into_any())
        })
    });
    let city = city();
    // What stands below comes at once: nothing moves when the goods and the counts are known.
    let below = reactive(move || match (home.get(), city.get()) {
        (_, Loaded::Loading) => view! { <section class="w part"><Skeleton/></section> }.into_any(),
        // Another element: the same one would be moved by the goods above it.
        (Loaded::Loading, _) => view! { <div class="w part"><Skeleton/></div> }.into_any(),
        (home, _) => view! { <Below home/> }.into_any(),
    });
    view! {
        <div class="w">{question}</div>
        {answer}
        {below}
    }
}

/// The ways into the three parts, what is kept on this phone, and what changed lately.
#[component]
fn Below(home: Loaded<HomeFile>) -> impl IntoView {
    let (places, requirements, lately) = match home {
        Loaded::Ready(home) => {
            let updates: Vec<AnyView> = home
                .updates
                .iter()
                .map(|update| view! { <UpdateEntry update subjects=&home.subjects/> }.into_any())
                .collect();
            let places = view! { {home.places} {home::COUNT_PLACES.text()} }.into_any();
            let requirements = view! { {home.requirements} {home::COUNT_REQUIREMENTS.text()} };
            let lately = view! {
                <ul class="news">{updates}</ul>
                <p><a class="go" href=Page::Updates.path(lang())>{home::ALL_UPDATES.text()}<Glyph icon=Icon::NEXT/></a></p>
            };
            (places, requirements.into_any(), lately.into_any())
        }
        Loaded::Failed(error) => {
            let failure = view! { <Failure error=&error/> }.into_any();
            (().into_any(), ().into_any(), failure)
        }
        Loaded::Loading => (().into_any(), ().into_any(), ().into_any()),
    };
    view! {
        <div class="w home2 part">
            <section aria-labelledby="doors">
                <h2 class="rule" id="doors">{home::DOORS.text()}</h2>
                <ul class="doors3">
                    <Door page=Page::Lookup icon=Icon::STALL title=home::DOOR_VENDOR.text() text=places/>
                    <Door page=Page::Tasks icon=Icon::STAIRS title=home::DOOR_TASKS.text() text=requirements/>
                    <Door page=Page::Feedback icon=Icon::SPEAK title=home::DOOR_FEEDBACK.text() text=home::DOOR_FEEDBACK_TEXT.text().into_any()/>
                </ul>
                <OnThisPhone/>
            </section>
            <section aria-labelledby="lately">
                <h2 class="rule" id="lately">{home::LATELY.text()}</h2>
                {lately}
            </section>
        </div>
    }
}

/// A part of the question: a link that changes it.
fn slot(class: &'static str, href: String, words: AnyView) -> AnyView {
    view! { <a class=class href=href>{words}<Glyph icon=Icon::DOWN/></a> }.into_any()
}

/// The last question again.
#[component]
fn Asked<'a>(last: &'a LastAnswer) -> impl IntoView + use<> {
    let lang = lang();
    let asking = Lookup::of_place(&last.place).with_goods(&last.goods);
    let street = slot(
        "slot",
        asking.without_place().href(lang),
        localized(&last.place_name),
    );
    let goods = slot(
        "slot",
        asking.without_goods().href(lang),
        localized(&last.goods_name),
    );
    view! { <h1 class="ask" tabindex="-1">{sentence(lang, street, goods, home::NOW.text())}</h1> }
}

/// `在 莫家街 卖 小吃，现在`, `Selling snacks on Mojia Street now`.
fn sentence(lang: Lang, street: AnyView, goods: AnyView, end: &'static str) -> AnyView {
    match lang {
        Lang::Zh => view! { "在 " {street} " 卖 " <span class="nb">{goods}{frame::COMMA.text()}</span> {end} }.into_any(),
        Lang::En => view! { "Selling " {goods} " on " {street} " " {end} }.into_any(),
    }
}

/// The question of someone who has not asked yet, with the goods to choose from.
#[component]
fn Open() -> impl IntoView {
    let (lang, city) = (lang(), city());
    let lookup = || Page::Lookup.path(lang);
    let street = slot(
        "slot slot-empty",
        lookup(),
        home::WHICH_STREET.text().into_any(),
    );
    let goods = slot("slot slot-empty", lookup(), home::WHAT.text().into_any());
    let goods_chips = reactive(move || match city.get() {
        Loaded::Ready(city) => {
            let chips: Vec<AnyView> = city
                .goods
                .iter()
                .take(FEW)
                .map(|goods| {
                    let href = Lookup::default().with_goods(&goods.id).href(lang);
                    view! { <li><a class="chip" href=href><Glyph icon=Icon::of_goods(&goods.id)/>{localized(&goods.name)}</a></li> }.into_any()
                })
                .collect();
            view! { <ul class="chips" aria-labelledby="goods">{chips}</ul> }.into_any()
        }
        _ => view! { <div class="skeleton"><div class="bone bone-sign"></div></div> }.into_any(),
    });
    view! {
        <h1 class="ask" tabindex="-1">{sentence(lang, street, goods, home::MAY_I_NOW.text())}</h1>
        <p class="soft s" id="goods">{home::SELL_WHAT.text()}</p>
        {goods_chips}
    }
}

/// The way into one of the three parts.
#[component]
fn Door(page: Page, icon: Icon, title: &'static str, text: AnyView) -> impl IntoView {
    view! {
        <li><a class="door" href=page.path(lang())>
            <Glyph icon/>
            <div><b>{title}</b><span>{text}</span></div>
            <Glyph icon=Icon::RIGHT/>
        </a></li>
    }
}

/// What is kept on this phone; nothing where nothing is.
#[component]
fn OnThisPhone() -> impl IntoView {
    let lang = lang();
    let saved = saved_answers::heads();
    let mut rows: Vec<AnyView> = saved
        .iter()
        .take(FEWEST)
        .map(|saved| {
            let title = view! { {localized(&saved.place_name)} {home::SELLING.text()} {localized(&saved.goods_name)} };
            let when = format!("{}{}", format::moment(lang, saved.at), home::SAVED_AT.text());
            row(saved.address().href(lang), title.into_any(), when.into_any())
        })
        .collect();
    if saved.len() > FEWEST {
        let all = view! { {home::ALL_SAVED.text()} " " {saved.len()} };
        rows.push(row(
            Page::SavedAnswers.path(lang),
            all.into_any(),
            ().into_any(),
        ));
    }
    let receipts = receipts::kept().len();
    if receipts > 0 {
        let title = frame::FOLLOW.text().into_any();
        let count = view! { {receipts} {home::RECEIPTS.text()} };
        rows.push(row(Page::Follow.path(lang), title, count.into_any()));
    }
    (!rows.is_empty()).then(|| {
        view! { <h2 class="rule part-2">{home::ON_THIS_PHONE.text()}</h2><ul class="list">{rows}</ul> }
    })
}

fn row(href: String, title: AnyView, more: AnyView) -> AnyView {
    view! {
        <li><a class="list-link" href=href><span><b>{title}</b><br/><small class="soft">{more}</small></span><Glyph icon=Icon::RIGHT/></a></li>
    }
    .into_any()
}
