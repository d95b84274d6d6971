//! The feed of a street: what changes on it, as JSON Feed 1.1.

use std::collections::BTreeMap;

use civic::Text;
use civic::correction::{Correction, CorrectionTarget};
use civic::rule::{Effect, Rule, Scope};
use civic::time::{Date, Local, Timestamp};
use civic::update::Update;
use serde::{Deserialize, Serialize};

use super::street::{Moment, Street};

const VERSION: &str = "https://jsonfeed.org/version/1.1";
/// The languages of the fields of the format, and of our own extension.
const LANGUAGE: &str = "zh-CN";

/// A feed, and what is read back of the one published before.
#[derive(Debug, Serialize, Deserialize)]
struct Feed {
    version: String,
    title: String,
    description: String,
    language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<String>,
    authors: Vec<Author>,
    items: Vec<Item>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Author {
    name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Item {
    /// Unique and never used for anything else: what it tells of, and its identifier.
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    title: String,
    content_text: String,
    date_published: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<Timestamp>,
    tags: Vec<String>,
    #[serde(rename = "_mingdan")]
    more: More,
}

/// What the format has no field for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct More {
    /// The place's identifier.
    place: String,
    /// The English of the title and the text; empty where there is none.
    #[serde(default)]
    title_en: String,
    #[serde(default)]
    content_text_en: String,
}

/// What an item tells, before it is known when it was first told.
struct Told {
    id: String,
    title: Text,
    text: Text,
    /// When it happened, or will.
    on: Timestamp,
    tag: String,
}

/// The feed file; `before` is the one of the snapshot before, whose items keep their dates.
pub(super) fn feed(
    street: &Street<'_>,
    moment: &Moment,
    before: Option<&[u8]>,
) -> Result<Vec<u8>, serde_json::Error> {
    let before: Option<Feed> = before.and_then(|b| serde_json::from_slice(b).ok());
    let mut before: BTreeMap<String, Item> = before
        .map(|f| f.items)
        .unwrap_or_default()
        .into_iter()
        .map(|item| (item.id.clone(), item))
        .collect();
    let mut items: Vec<Item> = told(street)
        .into_iter()
        .map(|told| {
            let known = before.remove(&told.id);
            dated(item(street, told), known, moment)
        })
        .collect();
    let again = |item: &Item| {
        let rule = item.id.strip_suffix(WITHDRAWN);
        rule.is_some_and(|rule| items.iter().any(|i| i.id == rule))
    };
    before.retain(|_, item| !again(item));
    items.extend(before.into_values().filter_map(|item| gone(item, moment)));
    items.sort_by(|a, b| (b.date_published.instant, &a.id).cmp(&(a.date_published.instant, &b.id)));
    let settings = street.city.settings;
    serde_json::to_vec(&Feed {
        version: VERSION.to_owned(),
        title: match street.title_en() {
            en if en.is_empty() => format!("{} 摆摊规定变动", street.title()),
            en => format!("{} 摆摊规定变动 · {en}", street.title()),
        },
        description: settings.notice.zh.clone(),
        language: LANGUAGE.to_owned(),
        home_page_url: street.page(None),
        feed_url: street.file("json"),
        authors: vec![Author {
            name: settings.name.zh.clone(),
        }],
        items,
    })
}

fn item(street: &Street<'_>, told: Told) -> Item {
    Item {
        id: told.id,
        url: street.page(None),
        title: told.title.zh,
        content_text: told.text.zh,
        date_published: told.on,
        date_modified: None,
        tags: vec![told.tag],
        more: More {
            place: street.place.id.to_string(),
            title_en: told.title.en,
            content_text_en: told.text.en,
        },
    }
}

/// An item that is new is dated by what it tells of or, where that is still to come, by its
/// publication; one that says something else than before is modified.
fn dated(mut item: Item, before: Option<Item>, moment: &Moment) -> Item {
    let now = moment.published_at;
    match before {
        None => {
            if item.date_published.instant > now.instant {
                item.date_published = now;
            }
        }
        Some(before) => {
            item.date_published = before.date_published;
            item.date_modified = before.date_modified;
            if item != before {
                item.date_modified = Some(now);
            }
        }
    }
    item
}

const RULE: &str = "rule:";
const WITHDRAWN: &str = ":withdrawn";

/// A rule that no longer speaks of the street was withdrawn; that stays told, as long as it does
/// not come back. Other items go as the sheets say.
fn gone(item: Item, moment: &Moment) -> Option<Item> {
    if item.id.ends_with(WITHDRAWN) {
        return Some(item);
    }
    if !item.id.starts_with(RULE) || item.id.ends_with(EXPIRES) {
        return None;
    }
    Some(Item {
        id: format!("{}{WITHDRAWN}", item.id),
        title: format!("不再适用：{}", item.title),
        date_published: moment.published_at,
        date_modified: None,
        more: More {
            title_en: format!("No longer applies: {}", item.more.title_en),
            ..item.more
        },
        ..item
    })
}

const EXPIRES: &str = ":expires";

fn told(street: &Street<'_>) -> Vec<Told> {
    let city = street.city;
    let here: Vec<&Rule> = city
        .rules
        .iter()
        .filter(|r| !r.outside_times && r.scope.holds(street.place))
        .collect();
    let mut told: Vec<Told> = Vec::new();
    for rule in &here {
        told.push(comes(street, rule));
        told.extend(goes(street, rule));
    }
    let corrected = |c: &&&Correction| c.target == CorrectionTarget::Place(street.place.id.clone());
    let corrections: Vec<&Correction> =
        city.corrections.iter().filter(corrected).copied().collect();
    told.extend(corrections.iter().map(|c| correction(street, c)));
    let concerns = |update: &&&Update| {
        let named = |rule: &Rule| matches!(rule.scope, Scope::Places(_));
        update.affects.iter().any(|id| {
            *id == street.place.id.0
                || here.iter().any(|r| named(r) && r.id.0 == *id)
                || corrections.iter().any(|c| c.id.0 == *id)
        })
    };
    let updates = city.updates.iter().filter(concerns);
    told.extend(updates.map(|u| update(street, u)));
    told
}

fn midnight(street: &Street<'_>, date: Date) -> Timestamp {
    let zone = &street.city.settings.zone;
    zone.timestamp(zone.instant(Local { date, second: 0 }))
}

fn update(street: &Street<'_>, update: &Update) -> Told {
    Told {
        id: format!("update:{}", update.id),
        title: update.title.clone(),
        text: update.body.clone(),
        on: midnight(street, update.date),
        tag: update.kind.zh().to_owned(),
    }
}

fn correction(street: &Street<'_>, correction: &Correction) -> Told {
    let date = correction.decided_on.unwrap_or(correction.found_on);
    let state = if correction.decided_on.is_some() {
        Text::new("已纠正", "Corrected")
    } else {
        Text::new("复核中", "Under review")
    };
    let from = correction
        .effective_on
        .map(|d| Text::new(format!("\n自{d}起"), format!("\nFrom {d}")))
        .unwrap_or_default();
    Told {
        id: format!("correction:{}", correction.id),
        title: Text::new(
            format!("纠偏（{}）：{}", state.zh, correction.after.zh),
            format!("Correction ({}): {}", state.en, correction.after.en),
        ),
        text: Text::new(
            format!(
                "原来：{}\n现在：{}\n理由：{}\n决定单位：{}{}",
                correction.before.zh,
                correction.after.zh,
                correction.reason.zh,
                correction.decided_by.zh,
                from.zh
            ),
            format!(
                "Before: {}\nAfter: {}\nReason: {}\nDecided by: {}{}",
                correction.before.en,
                correction.after.en,
                correction.reason.en,
                correction.decided_by.en,
                from.en
            ),
        ),
        on: midnight(street, date),
        tag: "纠偏".to_owned(),
    }
}

/// `2025-05-01`, or with the time where it is not midnight.
fn moment_text(at: Timestamp) -> String {
    let local = at.local();
    match local.second {
        0 => local.date.to_string(),
        second => format!(
            "{} {:02}:{:02}",
            local.date,
            second / 3600,
            second / 60 % 60
        ),
    }
}

fn heading(street: &Street<'_>, rule: &Rule) -> Text {
    let goods = &street.city.goods_of(rule);
    let (zh, en) = (
        street.names(goods, |t| &t.zh).join("、"),
        street.names(goods, |t| &t.en).join(", "),
    );
    let (kind_zh, kind_en) = match (rule.effect, rule.overrides.is_some()) {
        (Effect::Permit, false) => ("准许", "Permitted"),
        (Effect::Prohibit, false) => ("禁止", "Prohibited"),
        (Effect::Permit, true) => ("临时准许", "Permitted for a time"),
        (Effect::Prohibit, true) => ("临时关闭", "Closed for a time"),
    };
    if goods.len() == street.city.all_goods() {
        return Text::new(
            format!("{kind_zh}：全部品类"),
            format!("{kind_en}: all goods"),
        );
    }
    Text::new(format!("{kind_zh}：{zh}"), format!("{kind_en}: {en}"))
}

fn tag(rule: &Rule) -> String {
    let tag = if rule.overrides.is_some() {
        "临时调整"
    } else {
        "规则"
    };
    tag.to_owned()
}

/// A rule comes into force.
fn comes(street: &Street<'_>, rule: &Rule) -> Told {
    let heading = heading(street, rule);
    let from = moment_text(rule.in_force);
    let until = rule.expires.map(moment_text);
    let span = match &until {
        Some(until) => Text::new(
            format!("{from}起，{until}止"),
            format!("From {from} until {until}"),
        ),
        None => Text::new(format!("{from}起"), format!("From {from}")),
    };
    let mut zh = vec![span.zh];
    let mut en = vec![span.en];
    let windows = rule.schedule.windows.iter().map(ToString::to_string);
    let windows: Vec<String> = windows.collect();
    if !windows.is_empty() {
        zh.push(format!("时段：{}", windows.join("；")));
        en.push(format!("Hours: {}", windows.join("; ")));
    }
    zh.extend(street.rule_lines(rule));
    let mut line = |name: &str, said: &str| {
        if !said.is_empty() {
            en.push(format!("{name}: {said}"));
        }
    };
    if let Some(change) = &rule.overrides {
        line("Temporary", &change.reason.en);
        line("Instead", &change.instead.en);
    }
    let conditions: Vec<&str> = rule.conditions.iter().map(|c| c.en.as_str()).collect();
    line("Conditions", &conditions.join("; "));
    line("First breach", &rule.first_breach.en);
    line("Note", &rule.note.en);
    line("Rule", rule.id.as_str());
    Told {
        id: format!("{RULE}{}", rule.id),
        title: heading,
        text: Text::new(zh.join("\n"), en.join("\n")),
        on: rule.in_force,
        tag: tag(rule),
    }
}

/// A lasting rule expires; another day is another item. A temporary one told its end when it began.
fn goes(street: &Street<'_>, rule: &Rule) -> Option<Told> {
    let on = rule.expires.filter(|_| rule.overrides.is_none())?;
    let (heading, day) = (heading(street, rule), moment_text(on));
    Some(Told {
        id: format!("{RULE}{}:{}{EXPIRES}", rule.id, on.local().date),
        title: Text::new(
            format!("{day}起不再执行：{}", heading.zh),
            format!("No longer in force from {day}: {}", heading.en),
        ),
        text: Text::new(
            format!("规则{}自{day}起失效。", rule.id),
            format!("Rule {} expires on {day}.", rule.id),
        ),
        on,
        tag: tag(rule),
    })
}
