//! The items of a street's feed: its rules, the updates and the corrections.

use civic::Text;
use civic::documents::{Correction, CorrectionTarget, Update};
use civic::rules::{Effect, Rule, Scope};
use civic::time::{Date, Local, Timestamp};

use super::street::Street;

/// How the identifier of a rule's item begins.
pub(super) const RULE: &str = "rule:";
/// How the identifier of an expiry ends.
pub(super) const EXPIRES: &str = ":expires";

/// The content of an item, before its date of publication is known.
pub(super) struct FeedItem {
    pub(super) id: String,
    pub(super) title: Text,
    pub(super) text: Text,
    /// When it happened, or will.
    pub(super) on: Timestamp,
    pub(super) tag: String,
}

/// All items of a street, in no order.
pub(super) fn feed_items(street: &Street<'_>) -> Vec<FeedItem> {
    let city = street.city;
    let rules = street.rules.iter();
    let here: Vec<&Rule> = rules.filter(|r| !r.outside_times).collect();
    let mut items: Vec<FeedItem> = Vec::new();
    for rule in &here {
        items.push(rule_starts(street, rule));
        items.extend(rule_ends(street, rule));
    }
    let corrected = |c: &&&Correction| c.target == CorrectionTarget::Place(street.place.id.clone());
    let corrections: Vec<&Correction> =
        city.corrections.iter().filter(corrected).copied().collect();
    items.extend(corrections.iter().map(|c| correction(street, c)));
    let concerns = |update: &&&Update| {
        let named = |rule: &Rule| matches!(rule.scope, Scope::Places(_));
        update.affects.iter().any(|id| {
            *id == street.place.id.0
                || here.iter().any(|r| named(r) && r.id.0 == *id)
                || corrections.iter().any(|c| c.id.0 == *id)
        })
    };
    let updates = city.updates.iter().filter(concerns);
    items.extend(updates.map(|u| update(street, u)));
    items
}

fn midnight(street: &Street<'_>, date: Date) -> Timestamp {
    let zone = &street.city.settings.zone;
    zone.timestamp(zone.instant(Local { date, second: 0 }))
}

fn update(street: &Street<'_>, update: &Update) -> FeedItem {
    FeedItem {
        id: format!("update:{}", update.id),
        title: update.title.clone(),
        text: update.body.clone(),
        on: midnight(street, update.date),
        tag: update.kind.zh().to_owned(),
    }
}

fn correction(street: &Street<'_>, correction: &Correction) -> FeedItem {
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
    FeedItem {
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
fn rule_starts(street: &Street<'_>, rule: &Rule) -> FeedItem {
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
    let mut line = |name: &str, text: &str| {
        if !text.is_empty() {
            en.push(format!("{name}: {text}"));
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
    FeedItem {
        id: format!("{RULE}{}", rule.id),
        title: heading,
        text: Text::new(zh.join("\n"), en.join("\n")),
        on: rule.in_force,
        tag: tag(rule),
    }
}

/// A permanent rule expires; another day is another item. The item of a temporary one has its end.
fn rule_ends(street: &Street<'_>, rule: &Rule) -> Option<FeedItem> {
    let on = rule.expires.filter(|_| rule.overrides.is_none())?;
    let (heading, day) = (heading(street, rule), moment_text(on));
    Some(FeedItem {
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
