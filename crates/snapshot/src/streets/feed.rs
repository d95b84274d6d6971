//! The feed of a street: what changes on it, as JSON Feed 1.1.

use std::collections::BTreeMap;

use civic::time::Timestamp;
use routes::tree::Format;
use serde::{Deserialize, Serialize};

use super::feed_items::{EXPIRES, FeedItem, RULE, feed_items};
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
    #[serde(rename = "feed_url", skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    authors: Vec<Author>,
    items: Vec<Item>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Author {
    name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Item {
    /// Unique and never reused: the kind of the subject, and its identifier.
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
    let mut items: Vec<Item> = feed_items(street)
        .into_iter()
        .map(|new| {
            let known = before.remove(&new.id);
            dated(item(street, new), known, moment)
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
        address: street.file(Format::Json),
        authors: vec![Author {
            name: settings.name.zh.clone(),
        }],
        items,
    })
}

fn item(street: &Street<'_>, new: FeedItem) -> Item {
    Item {
        id: new.id,
        url: street.page(None),
        title: new.title.zh,
        content_text: new.text.zh,
        date_published: new.on,
        date_modified: None,
        tags: vec![new.tag],
        more: More {
            place: street.place.id.to_string(),
            title_en: new.title.en,
            content_text_en: new.text.en,
        },
    }
}

/// A new item is dated by its subject or, where that lies in the future, by its publication; one
/// whose content changed is modified.
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

const WITHDRAWN: &str = ":withdrawn";

/// A rule that no longer applies to the street was withdrawn; its item stays until the rule returns.
/// Other items disappear with their rows.
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
