//! A case in the list.

use civic::cases::register::CaseEntry;
use civic::cases::{Means, Stage};
use civic::published::RegisterFile;
use civic::{ServiceCode, Text};
use leptos::prelude::*;
use routes::Page;
use web::format;
use web::i18n::{lang, localized};

use crate::components::{Icon, Tag, TagKind};
use crate::messages::{cases, frame};

/// The stage of a case as a tag, with its class where it is closed.
pub(super) fn stage_tag(stage: &Stage, means: Option<&Means>) -> AnyView {
    let lang = lang();
    let mut label = lang.term(stage.zh(), stage.en()).to_owned();
    if let Some(means) = means.filter(|means| **means != Means::Unclassified) {
        label = format!(
            "{label}{}{}",
            frame::COMMA.text(),
            lang.term(means.zh(), means.en())
        );
    }
    let (kind, icon) = match stage {
        Stage::Closed => (TagKind::Good, Icon::YES),
        stage if stage.is_final() => (TagKind::Plain, Icon::RIGHT),
        _ => (TagKind::Pending, Icon::WAIT),
    };
    view! { <Tag kind icon label/> }.into_any()
}

/// The name of a kind, or its code where the register does not name it.
pub(super) fn kind_name(register: &RegisterFile, code: &ServiceCode) -> String {
    let kind = register.kinds.iter().find(|(known, _)| known == code);
    kind.map_or_else(
        || code.to_string(),
        |(_, name)| lang().pick(name).to_owned(),
    )
}

/// What a case is called: that it is withheld, and of a group how many it is.
pub(super) fn title(title: &Text, is_withheld: bool, group: Option<u32>) -> AnyView {
    if is_withheld {
        return cases::WITHHELD_TITLE.text().into_any();
    }
    let group = group.map(|n| cases::GROUP.text().replace("{n}", &n.to_string()));
    view! { {localized(title)}{group} }.into_any()
}

pub(super) fn entry(entry: &CaseEntry, register: &RegisterFile) -> AnyView {
    let lang = lang();
    let href = Page::Case(entry.id.clone()).path(lang);
    let name = title(&entry.title, entry.withheld.is_some(), entry.group);
    // What is dated by the month alone is said so.
    let day = match entry.group {
        Some(_) => format::month(lang, entry.opened_on),
        None => format::date(lang, entry.opened_on),
    };
    let place = lang.pick(&entry.place);
    let kind = kind_name(register, &entry.service);
    let about = [kind.as_str(), place, day.as_str()]
        .into_iter()
        .filter(|text| !text.is_empty());
    let about = about.collect::<Vec<_>>().join(frame::COMMA.text());
    let outcome = match &entry.withheld {
        Some(why) => {
            let why = lang.term(why.zh(), why.en());
            format!("{}{why}", cases::WITHHELD_WHY.text()).into_any()
        }
        None => localized(&entry.outcome),
    };
    let is_closed = entry.stage == Stage::Closed;
    view! {
        <li>
            <a class="hit" href=href>
                <b>{name}</b>
                <p class="s">{about}</p>
                <p>{outcome}</p>
                <span class="row">{stage_tag(&entry.stage, is_closed.then_some(&entry.means))}</span>
            </a>
        </li>
    }
    .into_any()
}
