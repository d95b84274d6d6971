//! The latest answers, as JSON Feed 1.1 and as Atom (RFC 4287). Both say the same, in Chinese with the English
//! beside it.

use check::{CitySettings, Sources};
use civic::Text;
use civic::cases::Stage;
use civic::lang::Lang;
use civic::time::{Date, Local, Timestamp};
use quick_xml::escape::escape;
use routes::Page;
use routes::tree::{Format, TreePath};
use serde_json::json;

use super::Register;

/// How many answers a feed holds.
const MAX_ANSWERS: usize = 50;

/// The latest answers.
pub(crate) struct Answers(Vec<Answer>);

struct Answer {
    id: String,
    url: Option<String>,
    title: Text,
    text: Text,
    kind: Text,
    at: Timestamp,
}

/// The title of the feeds.
pub(crate) fn title(settings: &CitySettings) -> Text {
    let Text { zh, en } = &settings.name;
    let en = if en.is_empty() { zh } else { en };
    Text::new(
        format!("{zh}新答复的诉求"),
        format!("Cases of {en} that were answered"),
    )
}

/// The answers, the latest first.
pub(crate) fn answers(sources: &Sources, settings: &CitySettings, register: &Register) -> Answers {
    let answered = register.cases().iter().filter(|case| {
        let is_answered = matches!(case.stage, Stage::Closed | Stage::Answered);
        is_answered && case.withheld.is_none()
    });
    let mut answered: Vec<_> = answered.collect();
    answered.sort_by(|a, b| (b.updated_on(), &a.id).cmp(&(a.updated_on(), &b.id)));
    let begins = |date: Date| {
        let zone = &settings.zone;
        zone.timestamp(zone.instant(Local { date, second: 0 }))
    };
    let kinds = || sources.services.iter().map(|row| &row.value);
    let answer = |case: &&civic::cases::Case| {
        let kind = kinds().find(|service| service.code == case.service);
        Answer {
            id: format!("urn:mingdan:{}:case:{}", settings.id, case.id),
            url: address(settings, &Page::Case(case.id.clone())),
            title: case.title.clone(),
            text: case.answer.clone(),
            kind: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
            at: begins(case.updated_on()),
        }
    };
    Answers(answered.iter().take(MAX_ANSWERS).map(answer).collect())
}

fn address(settings: &CitySettings, page: &Page) -> Option<String> {
    let site = settings.site.as_ref()?;
    Some(format!("{site}{}", page.path(Lang::Zh)))
}

fn own_address(settings: &CitySettings, format: Format) -> Option<String> {
    let site = settings.site.as_ref()?;
    Some(format!("{site}{}", TreePath::CasesFeed { format }.url()))
}

impl Answers {
    pub(crate) fn json(&self, settings: &CitySettings) -> Result<Vec<u8>, serde_json::Error> {
        let item = |answer: &Answer| {
            let mut item = json!({
                "id": answer.id,
                "title": answer.title.zh,
                "content_text": answer.text.zh,
                "date_published": answer.at,
                "tags": [answer.kind.zh],
                "_mingdan": {
                    "title_en": answer.title.en,
                    "content_text_en": answer.text.en,
                },
            });
            if let Some(url) = &answer.url {
                item["url"] = json!(url);
            }
            item
        };
        let mut feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": title(settings).zh,
            "description": settings.notice.zh,
            "language": "zh-CN",
            "authors": [{ "name": settings.name.zh }],
            "items": self.0.iter().map(item).collect::<Vec<_>>(),
        });
        if let Some(home) = address(settings, &Page::Cases) {
            feed["home_page_url"] = json!(home);
        }
        if let Some(own) = own_address(settings, Format::Json) {
            feed["feed_url"] = json!(own);
        }
        serde_json::to_vec(&feed)
    }

    pub(crate) fn atom(&self, settings: &CitySettings) -> Vec<u8> {
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n",
        );
        element(
            &mut xml,
            "id",
            &format!("urn:mingdan:{}:cases", settings.id),
        );
        element(&mut xml, "title", &title(settings).zh);
        element(&mut xml, "subtitle", &settings.notice.zh);
        // The day of the latest answer: the feed of a city without any has not changed since it began.
        let updated = self.0.first().map(|answer| answer.at.to_string());
        element(
            &mut xml,
            "updated",
            updated.as_deref().unwrap_or("1970-01-01T00:00:00Z"),
        );
        author(&mut xml, &settings.name.zh);
        link(&mut xml, "self", own_address(settings, Format::Atom));
        link(&mut xml, "alternate", address(settings, &Page::Cases));
        for answer in &self.0 {
            xml.push_str("<entry>\n");
            element(&mut xml, "id", &answer.id);
            element(&mut xml, "title", &answer.title.zh);
            element(&mut xml, "updated", &answer.at.to_string());
            link(&mut xml, "alternate", answer.url.clone());
            xml.push_str("<category term=\"");
            push(&mut xml, &answer.kind.zh);
            xml.push_str("\"/>\n");
            element(&mut xml, "content", &answer.text.zh);
            xml.push_str("</entry>\n");
        }
        xml.push_str("</feed>\n");
        xml.into_bytes()
    }
}

fn author(xml: &mut String, name: &str) {
    xml.push_str("<author>");
    element(xml, "name", name);
    xml.push_str("</author>\n");
}

fn link(xml: &mut String, rel: &str, href: Option<String>) {
    if let Some(href) = href {
        xml.push_str("<link rel=\"");
        push(xml, rel);
        xml.push_str("\" href=\"");
        push(xml, &href);
        xml.push_str("\"/>\n");
    }
}

fn element(xml: &mut String, name: &str, text: &str) {
    xml.push('<');
    xml.push_str(name);
    xml.push('>');
    push(xml, text);
    xml.push_str("</");
    xml.push_str(name);
    xml.push_str(">\n");
}

/// A text without the characters that XML 1.0 cannot hold, escaped.
fn push(xml: &mut String, text: &str) {
    let is_held = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let held: String = text.chars().filter(|c| is_held(*c)).collect();
    xml.push_str(&escape(held.as_str()));
}
