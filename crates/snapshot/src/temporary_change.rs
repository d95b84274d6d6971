//! What a temporary rule changes, before and after, in words.

use std::collections::BTreeSet;

use check::Sources;
use civic::answer::{Engine, Verdict};
use civic::places::Place;
use civic::rules::{Effect, Rule, Scope};
use civic::time::Date;
use civic::{GoodsId, PlaceId, Text};

/// For how many days from its first one a difference is looked for: a rule for one weekday has one
/// within a week, one for a kind of day may have to wait for it.
const DAYS: i64 = 14;

/// The permitted times without and with a temporary rule, on the first day on which they differ, if
/// they are the same for all its places and goods. A closing that is not is told in general words.
pub(crate) fn temporary_change(sources: &Sources, id: &str) -> Option<(Text, Text)> {
    let rules = || sources.rules.iter().map(|row| &row.value);
    let rule = rules().find(|rule| rule.id.as_str() == id)?;
    let (Some(overrides), Scope::Places(named)) = (&rule.overrides, &rule.scope) else {
        return None;
    };
    let settings = sources.settings.as_ref()?;
    let calendar = sources.calendar.iter().map(|row| row.value.clone());
    let calendar = calendar.collect::<Vec<_>>().into();
    let places: Vec<Place> = sources
        .places
        .iter()
        .map(|row| &row.value)
        .filter(|place| named.contains(&place.id))
        .cloned()
        .collect();
    let all: Vec<Rule> = rules()
        .filter(|other| places.iter().any(|place| other.scope.holds(place)))
        .cloned()
        .collect();
    let mut others = all.clone();
    others.retain(|other| other.id != rule.id);
    let engine = |rules: &[Rule]| Engine::new(&places, rules, &calendar, &settings.zone);
    let (without, with) = (engine(&others), engine(&all));
    let first = settings.zone.local(rule.in_force.instant).date;

    let mut changes = BTreeSet::new();
    for place in &places {
        let goods = sources.goods.iter().map(|row| &row.value.id);
        for goods in goods.filter(|goods| rule.goods.holds(goods)) {
            let mut days = (0..DAYS).map(|days| first.plus_days(days));
            changes.extend(days.find_map(|date| {
                let before = permitted(&without, &place.id, goods, date)?;
                let after = permitted(&with, &place.id, goods, date)?;
                (before != after).then_some((before, after))
            }));
        }
    }
    let instead = (!overrides.instead.is_empty()).then(|| Text {
        zh: format!("改到{}", overrides.instead.zh),
        en: format!("moved to {}", overrides.instead.en),
    });
    let closed = instead.unwrap_or_else(|| text("暂停", "closed"));
    let prohibits = rule.effect == Effect::Prohibit;
    match changes.iter().collect::<Vec<_>>().as_slice() {
        [] => None,
        [(before, after)] if prohibits && after.spans.is_empty() => {
            Some((in_words(before), closed))
        }
        [(before, after)] => Some((in_words(before), in_words(after))),
        _ if prohibits => Some((text("照常", "as usual"), closed)),
        [(_, after), rest @ ..] if rest.iter().all(|(_, other)| other == after) => {
            let is_new = changes.iter().all(|(before, _)| before.spans.is_empty());
            is_new.then(|| (text("没有", "none"), in_words(after)))
        }
        _ => None,
    }
}

/// The minutes of a day.
const DAY: u16 = 1440;

/// When something is permitted on a day.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Permitted {
    /// Spans in minutes from the start of the day; one that began the day before is left out, and
    /// one that runs on ends after [`DAY`].
    spans: Vec<(u16, u16)>,
    /// Whether no rule says anything.
    is_silent: bool,
}

/// `None` if the day's verdict cannot be told yet.
fn permitted(engine: &Engine, place: &PlaceId, goods: &GoodsId, date: Date) -> Option<Permitted> {
    let of = |date: Date| -> Option<Permitted> {
        let segments = engine.day(place, goods, date)?;
        let mut spans: Vec<(u16, u16)> = Vec::new();
        for segment in &segments {
            match (&segment.verdict, spans.last_mut()) {
                (Verdict::Stale, _) => return None,
                (verdict, _) if !verdict.permits() => {}
                (_, Some((_, end))) if *end == segment.from => *end = segment.until,
                _ => spans.push((segment.from, segment.until)),
            }
        }
        let is_silent = segments
            .iter()
            .all(|segment| segment.verdict == Verdict::NoPublishedRule);
        Some(Permitted { spans, is_silent })
    };
    let (yesterday, mut today, tomorrow) = (of(date.previous())?, of(date)?, of(date.next())?);
    let ran_on = yesterday.spans.last().is_some_and(|(_, end)| *end == DAY);
    let is_rest = |(start, end): &(u16, u16)| *start == 0 && *end < DAY;
    if ran_on && today.spans.first().is_some_and(is_rest) {
        today.spans.remove(0);
    }
    if let (Some((_, end)), Some(rest)) = (today.spans.last_mut(), tomorrow.spans.first())
        && *end == DAY
        && is_rest(rest)
    {
        *end += rest.1;
    }
    Some(today)
}

fn in_words(permitted: &Permitted) -> Text {
    let spans = &permitted.spans;
    if permitted.is_silent {
        return text("没有规定", "no rule");
    }
    if spans.is_empty() {
        return text("不能摆", "not allowed");
    }
    if spans.as_slice() == [(0, DAY)] {
        return text("全天", "all day");
    }
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let words = |next_day: &str, between: &str| {
        let of = |(start, end): &(u16, u16)| match end.checked_sub(DAY) {
            Some(rest) if rest > 0 => format!("{}–{next_day}{}", clock(*start), clock(rest)),
            _ => format!("{}–{}", clock(*start), clock(*end)),
        };
        spans.iter().map(of).collect::<Vec<_>>().join(between)
    };
    Text {
        zh: words("次日", "、"),
        en: words("next day ", ", "),
    }
}

fn text(zh: &str, en: &str) -> Text {
    Text {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}
