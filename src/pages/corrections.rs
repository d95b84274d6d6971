//! The corrections of a year, filtered: before, after, why, by whom, from when, and how long it took.

use civic::documents::{Correction, CorrectionTarget, FoundBy};
use civic::duties::added_demands::Flag;
use civic::published::{CorrectionYears, CorrectionsFile, Subject, SubjectKind, name};
use leptos::prelude::*;
use routes::Page;
use routes::query::CorrectionFilter;
use web::format;
use web::i18n::{Message, lang, localized};
use web::location::use_query;
use web::published::use_file;

use crate::components::{
    Breadcrumbs, CasesAbout, Choice, CorrectionText, FixedHeading, Tag, TagKind, page_about,
    when_ready,
};
use crate::messages::{corrections, frame};

/// The page of the corrections.
#[component]
pub(crate) fn CorrectionsPage() -> impl IntoView {
    let years = use_file::<CorrectionYears>(name::CORRECTIONS);
    let wanted = use_query::<CorrectionFilter>();
    view! {
        <Breadcrumbs parents={vec![(Page::Updates, frame::UPDATES.text().to_owned())]}/>
        <FixedHeading text=corrections::TITLE.text()/>
        <p class="soft">{corrections::LEAD.text()}</p>
        {when_ready(years, move |years| of_year(&years, wanted.get()))}
    }
}

/// The year that is asked for, or the latest.
fn of_year(years: &CorrectionYears, wanted: CorrectionFilter) -> AnyView {
    let Some((latest, _)) = years.years.first() else {
        return view! { <p>{corrections::NONE.text()}</p> }.into_any();
    };
    let year = wanted.year.clone().unwrap_or_else(|| latest.to_string());
    let choices: Vec<AnyView> = years
        .years
        .iter()
        .map(|(of, count)| {
            let of = of.to_string();
            let is_current = of == year;
            // It says how many there are in all, so it opens them all.
            let filter = CorrectionFilter {
                year: Some(of.clone()),
                ..CorrectionFilter::default()
            };
            let count = usize::try_from(*count).unwrap_or_default();
            view! { <Choice href=filter.href(lang()) label=&of count is_current=Box::new(move || is_current)/> }
                .into_any()
        })
        .collect();
    let file = use_file::<CorrectionsFile>(format!("{}{year}", name::CORRECTIONS_DIR));
    view! {
        {group(&corrections::BY_YEAR, choices)}
        {when_ready(file, move |file| list(&file, &wanted))}
    }
    .into_any()
}

/// One filter: its name and its choices.
fn group(title: &'static Message, choices: Vec<AnyView>) -> AnyView {
    view! {
        <p class="s soft part-3" aria-hidden="true">{title.text()}</p>
        <nav aria-label=title.text()><ul class="chips">{choices}</ul></nav>
    }
    .into_any()
}

fn list(file: &CorrectionsFile, wanted: &CorrectionFilter) -> AnyView {
    let lang = lang();
    let counted = |filter: &CorrectionFilter| {
        let fitting = file.corrections.iter().filter(|c| fits(c, filter));
        fitting.count()
    };
    // A choice keeps what was chosen of the other kinds, and says how many there are with them.
    let choice = |filter: CorrectionFilter, label: &str| {
        let (count, is_current) = (counted(&filter), filter == *wanted);
        (count > 0 || is_current).then(|| {
            let href = filter.href(lang);
            view! { <Choice href label count is_current=Box::new(move || is_current)/> }.into_any()
        })
    };
    let by_state = [
        (None, corrections::ALL.text()),
        (Some(true), corrections::DECIDED.text()),
        (Some(false), corrections::OPEN.text()),
    ];
    let by_state = by_state.into_iter().filter_map(|(decided, label)| {
        let filter = CorrectionFilter {
            decided,
            ..wanted.clone()
        };
        choice(filter, label)
    });
    let by_flag = std::iter::once(None).chain(Flag::ALL.iter().map(Some));
    let by_flag = by_flag.filter_map(|flag| {
        let label = flag.map_or(corrections::ALL.text(), |f| lang.term(f.zh(), f.en()));
        let filter = CorrectionFilter {
            flag: flag.cloned(),
            ..wanted.clone()
        };
        choice(filter, label)
    });
    let by_source = std::iter::once(None).chain(FoundBy::ALL.iter().map(Some));
    let by_source = by_source.filter_map(|found| {
        let label = found.map_or(corrections::ALL.text(), |f| lang.term(f.zh(), f.en()));
        let filter = CorrectionFilter {
            found: found.cloned(),
            ..wanted.clone()
        };
        choice(filter, label)
    });
    let (by_state, by_flag, by_source) = (
        group(&corrections::BY_STATE, by_state.collect()),
        group(&corrections::BY_FLAG, by_flag.collect()),
        group(&corrections::BY_SOURCE, by_source.collect()),
    );
    let entries: Vec<AnyView> = file
        .corrections
        .iter()
        .filter(|correction| fits(correction, wanted))
        .map(|correction| entry(correction, file))
        .collect();
    let entries = if entries.is_empty() {
        view! { <p>{corrections::NONE_FIT.text()}</p> }.into_any()
    } else {
        view! { <ul class="news">{entries}</ul> }.into_any()
    };
    view! {
        {by_state}
        {by_flag}
        {by_source}
        <div class="part-3 narrow"><h2 class="off">{corrections::TITLE.text()}</h2>{entries}</div>
    }
    .into_any()
}

fn fits(correction: &Correction, wanted: &CorrectionFilter) -> bool {
    let is_decided = correction.decided_on.is_some();
    wanted.decided.is_none_or(|decided| decided == is_decided)
        && wanted
            .flag
            .as_ref()
            .is_none_or(|flag| correction.flags.contains(flag))
        && wanted
            .found
            .as_ref()
            .is_none_or(|found| correction.found_by == *found)
}

fn entry(correction: &Correction, file: &CorrectionsFile) -> AnyView {
    let lang = lang();
    let mut subjects = file.subjects.iter();
    let subject = subjects.find(|subject| subject.named == correction.id.as_str());
    let title = match subject {
        Some(subject) => named(subject, correction),
        // What has no page here is at least said by its kind.
        None => match correction.target {
            CorrectionTarget::Requirement(_) => corrections::OF_REQUIREMENT.text().into_any(),
            CorrectionTarget::Place(_) => corrections::OF_PLACE.text().into_any(),
            CorrectionTarget::Case(_) => corrections::OF_CASE.text().into_any(),
        },
    };
    let told_on = correction.told_on();
    // The case that was corrected is its title.
    let count = file.cases.get(correction.id.as_str()).copied();
    let is_other = !matches!(correction.target, CorrectionTarget::Case(_));
    let cases = count.filter(|_| is_other).map(|count| {
        view! { <CasesAbout id=correction.id.as_str() count/> }
    });
    let flags: Vec<AnyView> = correction
        .flags
        .iter()
        .map(|flag| {
            let label = lang.term(flag.zh(), flag.en()).to_owned();
            view! { <Tag kind=TagKind::Plain label/> " " }.into_any()
        })
        .collect();
    view! {
        <li id=correction.id.to_string()>
            <time datetime=told_on.to_string()>{format::date(lang, told_on).replace('年', "年\n")}</time>
            <div>
                <h3>{title}</h3>
                <p class="s">{flags}</p>
                <CorrectionText correction documents=&file.documents/>
                {cases}
            </div>
        </li>
    }
    .into_any()
}

/// The name of what was corrected, with the way to its page, and to the correction where it has it.
fn named(subject: &Subject, correction: &Correction) -> AnyView {
    let name = localized(&subject.name);
    let Some(mut href) = page_about(subject) else {
        return name;
    };
    if subject.kind == SubjectKind::Requirement {
        href = format!("{href}#{}", correction.id);
    }
    view! { <a class="go" href=href>{name}</a> }.into_any()
}
