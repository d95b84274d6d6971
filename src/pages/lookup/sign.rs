//! The answer as a sign: what was asked, the verdict, until when, and what follows from it.

use civic::Text;
use civic::answer::{Answer, Verdict};
use civic::lang::Lang;
use civic::places::PlaceSummary;
use civic::rules::Goods;
use leptos::prelude::*;
use routes::query::{AskedTime, Feedback, Lookup};
use web::i18n::{lang, localized};
use web::{clock, format};

use super::snapshot::Version;
use crate::components::until::{Told, day, end, start};
use crate::components::{Glyph, Icon, SignWord, Until, WordAs, sign_class};
use crate::messages::{frame, lookup, sign};

/// What is asked, and the answer.
pub(super) struct Asked<'a> {
    pub(super) place: &'a PlaceSummary,
    pub(super) goods: &'a Goods,
    pub(super) query: &'a Lookup,
    pub(super) version: &'a Version,
    pub(super) answer: &'a Answer,
}

impl Asked<'_> {
    fn told(&self) -> Told {
        if self.query.at.is_empty() {
            Told::Now
        } else {
            Told::Then
        }
    }

    fn until(&self, lang: Lang) -> Option<String> {
        let answer = self.answer;
        let until = answer.until?;
        Some(end(lang, until, answer.local, self.told()))
    }

    /// The answer in one sentence, for a title and to be read aloud.
    pub(super) fn sentence(&self) -> String {
        let lang = lang();
        let (place, goods) = (lang.pick(&self.place.name), lang.pick(&self.goods.name));
        let verdict = match &self.answer.verdict {
            Verdict::Permitted => sign::SAID_YES.text(),
            Verdict::PermittedIf => sign::SAID_IF.text(),
            Verdict::Prohibited => sign::SAID_NO.text(),
            Verdict::Stale => sign::SAID_STALE.text(),
            _ => sign::SAID_NONE.text(),
        };
        let until = self.until(lang);
        let until = until.map(|until| format!("{}{until}", lookup::SAID_UNTIL.text()));
        format!(
            "{place}{}{goods}{}{verdict}{}",
            frame::COMMA.text(),
            lookup::COLON.text(),
            until.unwrap_or_default()
        )
    }

    /// All that the sign says, to be read aloud.
    pub(super) fn aloud(&self) -> String {
        let lang = lang();
        let conditions = self.answer.conditions.iter().map(|c| lang.pick(c));
        let temporary = self.answer.temporary.iter().map(|t| lang.pick(&t.reason));
        let sentence = self.sentence();
        let all: Vec<&str> = std::iter::once(sentence.as_str())
            .chain(temporary)
            .chain(conditions)
            .collect();
        all.join(frame::STOP.text())
    }
}

/// The sign. `actions` is what can be done with the answer.
#[component]
pub(super) fn VerdictSign<'a>(asked: &'a Asked<'a>, actions: AnyView) -> impl IntoView + use<> {
    let (lang, answer) = (lang(), asked.answer);
    let verdict = &answer.verdict;
    let before = answer.temporary.is_some().then(|| match verdict {
        Verdict::PermittedIf => lookup::FOR_NOW_IF.text(),
        _ if asked.told() == Told::Now => lookup::FOR_TODAY.text(),
        _ => lookup::FOR_NOW.text(),
    });
    let word = match before {
        Some(before) => view! { <SignWord verdict before word_as=WordAs::Heading/> }.into_any(),
        None => view! { <SignWord verdict word_as=WordAs::Heading/> }.into_any(),
    };
    let now = (asked.told() == Told::Now).then_some(answer.local.instant);
    let until = view! { <Until until=answer.until local=answer.local now/> }.into_any();
    let by = format!("{}{}", clock_words(asked), lookup_time(lang, asked));
    view! {
        <section class=sign_class(verdict) aria-label=lookup::ANSWER.text()>
            <div class="w v-sign">
                {ask(asked)}
                {word}
                {until}
                <p class="s">{by}</p>
                {rows(asked)}
                {actions}
            </div>
        </section>
    }
}

/// The place and the goods, each a link to choose another.
fn ask(asked: &Asked<'_>) -> AnyView {
    let lang = lang();
    let (place, query) = (asked.place, asked.query);
    let mut beside: Vec<String> = Vec::new();
    if !place.section.is_empty() {
        beside.push(lang.pick(&place.section).to_owned());
    }
    if place.side != civic::places::Side::Both {
        beside.push(lang.term(place.side.zh(), place.side.en()).to_owned());
    }
    let beside = if beside.is_empty() {
        view! { <span class="c">{frame::COMMA.text()}</span> }.into_any()
    } else {
        view! { <span>{beside.join(" · ")}{frame::COMMA.text()}</span> }.into_any()
    };
    let link = |label: &'static str, name: &Text, href: String| {
        view! { <a href=href><span class="off">{label}{lookup::COLON.text()}</span>{localized(name)}</a> }
            .into_any()
    };
    let place = link(
        lookup::CHANGE_PLACE.text(),
        &place.name,
        query.without_place().href(lang),
    );
    let goods = link(
        lookup::CHANGE_GOODS.text(),
        &asked.goods.name,
        query.without_goods().href(lang),
    );
    view! { <p class="sign-ask">{place}{beside}{goods}</p> }.into_any()
}

/// Whose clock the answer goes by.
fn clock_words(asked: &Asked<'_>) -> String {
    let zone = &asked.version.manifest.time_zone;
    if asked.told() == Told::Then {
        return lookup::TIME_ASKED.text().to_owned();
    }
    if clock::offset_minutes() == zone.offset_at(asked.answer.local.instant) {
        return lookup::TIME_OF_PHONE.text().to_owned();
    }
    let city = lang().pick(&asked.version.manifest.city_name);
    format!("{city}{}", lookup::TIME_OF_CITY.text())
}

/// The time that the answer is for.
fn lookup_time(lang: Lang, asked: &Asked<'_>) -> String {
    let at = asked.answer.local;
    if asked.told() == Told::Then {
        return format::moment(lang, at);
    }
    let local = at.local();
    let minute = local.second / 60 * 60;
    format!("{} {}", day(lang, local.date), format::clock(minute))
}

/// What to know and to do, a row each.
fn rows(asked: &Asked<'_>) -> AnyView {
    let (lang, answer) = (lang(), asked.answer);
    let mut rows: Vec<AnyView> = Vec::new();
    if let Some(temporary) = &answer.temporary {
        if !temporary.reason.is_empty() {
            rows.push(row(Icon::INFO, localized(&temporary.reason)));
        }
        if !temporary.instead.is_empty() {
            let instead =
                view! { {lookup::INSTEAD.text()}<b>{localized(&temporary.instead)}</b> }.into_any();
            rows.push(row(Icon::WALK, instead));
        }
    }
    if let Some(next) = answer.next_permitted {
        let at = start(lang, next, answer.local, asked.told());
        let href = asked.query.with_time(AskedTime::Timestamp(next)).href(lang);
        let next = view! { {lookup::NEXT_PERMITTED.text()}<a href=href>{at}</a> }.into_any();
        rows.push(row(Icon::CLOCK, next));
    }
    match answer.verdict {
        Verdict::NoPublishedRule => {
            rows.push(row(Icon::NONE, lookup::NO_RULE_TEXT.text().into_any()));
            rows.extend(hotline(asked));
            let href = Feedback::about(asked.place.id.as_str()).href(lang);
            let ask = view! { <a href=href>{lookup::ASK_TO_PUBLISH.text()}</a> }.into_any();
            rows.push(row(Icon::SPEAK, ask));
        }
        Verdict::Stale => {
            rows.push(row(Icon::CALENDAR, lookup::STALE_TEXT.text().into_any()));
            rows.extend(hotline(asked));
        }
        _ if answer.calendar_pending => {
            rows.push(row(
                Icon::CALENDAR,
                lookup::CALENDAR_PENDING.text().into_any(),
            ));
        }
        _ => {}
    }
    let list = |rows: Vec<AnyView>, class: &'static str| {
        (!rows.is_empty()).then(|| view! { <ul class=class>{rows}</ul> })
    };
    let conditions: Vec<AnyView> = answer
        .conditions
        .iter()
        .map(|condition| row(icon_of(condition), localized(condition)))
        .collect();
    let title = (!conditions.is_empty())
        .then(|| view! { <h2 class="off">{lookup::CONDITIONS.text()}</h2> });
    view! { {list(rows, "todo")} {title} {list(conditions, "todo conditions")} }.into_any()
}

fn row(icon: Icon, words: AnyView) -> AnyView {
    view! { <li><Glyph icon/><span>{words}</span></li> }.into_any()
}

fn hotline(asked: &Asked<'_>) -> Option<AnyView> {
    let number = &asked.version.city.hotline;
    (!number.is_empty()).then(|| {
        let call =
            view! { {lookup::CALL.text()}<a href=format!("tel:{number}")>{number.clone()}</a> };
        row(Icon::PHONE, call.into_any())
    })
}

/// What a condition is about, by its Chinese words.
const ABOUT: [(&[&str], Icon); 9] = [
    (&["盲道", "消防"], Icon::TACTILE),
    (&["人行道", "通道"], Icon::WIDTH),
    (&["平方米", "摊位"], Icon::SIZE),
    (&["登记卡", "持", "证"], Icon::CARD),
    (&["责任书", "签"], Icon::DOC),
    (&["烟", "炉", "油"], Icon::SMOKE),
    (&["清扫", "干净", "垃圾"], Icon::BROOM),
    (&["学校", "医院", "距"], Icon::PIN),
    (&["桌椅", "边线"], Icon::SIZE),
];

/// The picture beside a condition; a tick if its words name nothing that has one.
fn icon_of(condition: &Text) -> Icon {
    let named = |(words, _): &&(&[&str], Icon)| words.iter().any(|w| condition.zh.contains(w));
    ABOUT
        .iter()
        .find(named)
        .map_or(Icon::YES, |(_, icon)| *icon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_has_the_picture_of_what_it_is_about() {
        for (words, icon) in [
            ("持免费登记卡", Icon::CARD),
            ("单个摊位不超过2平方米（宽1.5米、深1.2米）", Icon::SIZE),
            ("人行道留出1.5米通道", Icon::WIDTH),
            ("不占盲道和消防通道", Icon::TACTILE),
            ("收摊时清扫干净", Icon::BROOM),
            ("仅限本地农户自产", Icon::YES),
        ] {
            assert_eq!(icon_of(&Text::new(words, "")), icon, "{words}");
        }
    }
}
