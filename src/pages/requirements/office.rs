//! What lands on one office in a year: who asked for how much, what was taken away, and the
//! requirements behind each figure.

use civic::duties::added_demands::AdditionState;
use civic::duties::burden::{
    AskedTwice, Asker, BurdenKind, Cut, KindYear, Landed, LevelShare, OfficeYear, Share, Uncounted,
    office_year,
};
use civic::duties::comparison::{Part, short_level};
use civic::published::{OfficeFile, OfficePart, name};
use civic::time::Date;
use civic::{RequirementId, Text, UnitCode};
use leptos::prelude::*;
use routes::Page;
use routes::query::OfficeFilter;
use web::i18n::{lang, localized};
use web::location::use_query;
use web::published::{Loaded, tree, use_file};
use web::{clock, format};

use super::bars::{Scale, bar, legend_of};
use crate::components::{
    Breadcrumbs, Choice, Citation, Heading, Icon, SmallGlyph, StateTag, when_ready,
};
use crate::messages::{frame, office};

/// The page of an office's year.
#[component]
pub(crate) fn OfficePage<'a>(unit: &'a UnitCode) -> impl IntoView + use<> {
    let lang = lang();
    let file = use_file::<OfficeFile>(format!("{}{unit}", name::OFFICES_DIR));
    let title = move || match file.get() {
        Loaded::Ready(file) => {
            let title = office::TITLE.text();
            title.replace("{unit}", lang.pick(&file.unit.name))
        }
        _ => office::TITLE_ALONE.text().to_owned(),
    };
    let wanted = use_query::<OfficeFilter>();
    view! {
        <Breadcrumbs parents={vec![(Page::Tasks, frame::TASKS.text().to_owned())]}/>
        <Heading text=Signal::derive(title)/>
        {when_ready(file, move |file| match wanted.get().part {
            None => whole(&file),
            Some(part) => opened(&file, &part),
        })}
    }
}

/// The day in the city.
fn today() -> Option<Date> {
    tree().manifest.with_untracked(|manifest| {
        let manifest = manifest.as_ref()?;
        Some(manifest.time_zone.local(clock::now()).date)
    })
}

fn year_of(file: &OfficeFile) -> OfficeYear {
    // Before the clock is known, everything that was decided counts.
    let today = today().unwrap_or_else(|| Date::from_day_number(i64::MAX));
    office_year(&file.figures, today)
}

fn part_href(file: &OfficeFile, part: Option<&str>) -> String {
    let part = part.map(str::to_owned);
    OfficeFilter { part }.href(&file.unit.code, lang())
}

/// The ways to the unit's lists and to its year.
fn views(file: &OfficeFile, is_whole: bool) -> AnyView {
    let duties = (file.duties > 0).then(|| {
        let href = Page::Unit(file.unit.code.clone()).path(lang());
        let count = usize::try_from(file.duties).unwrap_or_default();
        view! { <Choice href label=office::DUTIES.text() count is_current=Box::new(|| false)/> }
    });
    let (href, label) = if is_whole {
        (part_href(file, None), office::YEAR.text())
    } else {
        (part_href(file, None), office::WHOLE.text())
    };
    view! {
        <nav class="part-3 no-print" aria-label=office::THIS_UNIT.text()>
            <ul class="chips">{duties}<Choice href label is_current=Box::new(move || is_whole)/></ul>
        </nav>
    }
    .into_any()
}

fn whole(file: &OfficeFile) -> AnyView {
    let year = year_of(file);
    let lead = office::LEAD.text();
    let lead = lead.replace("{n}", &file.requirements.to_string());
    let all = &year.all;
    if all.before() == 0 {
        return view! {
            <p class="soft">{lead}</p>
            {views(file, true)}
            <p class="part-3">{office::NOTHING.text()}</p>
            {also(file)}
            {rules()}
        }
        .into_any();
    }
    view! {
        <p class="soft">{lead}</p>
        {views(file, true)}
        {sum(all)}
        {bar(&parts(all), Scale::of(all.before()))}
        {legend_of(|part| parts(all).iter().any(|(other, n)| *other == part && *n > 0))}
        <section class="part">
            <h2>{office::BY_KIND.text()} " " <span class="soft s">{office::SAME_SCALE.text()}</span></h2>
            {by_kind(file, &year)}
        </section>
        <section class="part"><h2>{office::TABLE.text()}</h2>{table(file, &year)}</section>
        {latest_cuts(file)}
        {also(file)}
        {rules()}
    }
    .into_any()
}

/// The parts of a bar: what is original, what was added and stands, what was taken away.
fn parts(year: &KindYear) -> Vec<(Part, u64)> {
    let of = |share: fn(&LevelShare) -> u64| year.added.iter().map(share).sum();
    vec![
        (Part::Original, year.original),
        (Part::Justified, of(|share| share.justified)),
        (Part::Added, of(|share| share.standing)),
        (Part::Gone, year.gone()),
    ]
}

/// Who added: the level, or that it is the unit itself.
fn adder(share: &LevelShare) -> String {
    let level = lang().pick(&short_level(&share.level)).to_owned();
    if share.own {
        office::OWN.text().replace("{level}", &level)
    } else {
        level
    }
}

fn sum(all: &KindYear) -> AnyView {
    let row = |term: &'static str, n: u64, said: String| {
        view! { <div><dt>{term}</dt><dd><b>{format::number(n)}</b> " " <span class="s">{said}</span></dd></div> }
            .into_any()
    };
    let by: Vec<String> = all
        .added
        .iter()
        .map(|share| format!("{} {}", adder(share), format::number(share.added())))
        .collect();
    let added = if by.is_empty() {
        office::NONE_ADDED_SAID.text().to_owned()
    } else {
        let said = office::ADDED_SAID.text();
        said.replace("{by}", &by.join(frame::COMMA.text()))
    };
    let gone = office::GONE_SAID.text();
    let gone = gone.replace("{n}", &format::number(all.standing()));
    view! {
        <dl class="sum part-3">
            {row(office::ORIGINAL.text(), all.asked(), office::ORIGINAL_SAID.text().to_owned())}
            {row(office::ADDED.text(), all.added_in_all(), added)}
            {row(office::GONE.text(), all.gone(), gone)}
            {row(office::NOW.text(), all.now(), office::STILL_SAID.text().to_owned())}
        </dl>
    }
    .into_any()
}

/// What is asked of a kind now, and what it was.
fn figure(kind: &BurdenKind, year: &KindYear) -> AnyView {
    let was = (year.gone() > 0).then(|| {
        view! { " " <del class="soft">{format::number(year.before())}</del> }
    });
    let now = localized(&kind.counted(&format::number(year.now())));
    view! { <b>{now}</b>{was} }.into_any()
}

/// The kinds on one scale; each leads to its requirements.
fn by_kind(file: &OfficeFile, year: &OfficeYear) -> AnyView {
    let lang = lang();
    let longest = year.kinds.iter().map(|(_, kind)| kind.before()).max();
    let scale = Scale::of(longest.unwrap_or_default());
    let rows: Vec<AnyView> = year
        .kinds
        .iter()
        .map(|(kind, year)| {
            let href = part_href(file, Some(kind.code()));
            view! {
                <li><a class="hit" href=href>
                    {figure(kind, year)}
                    {bar(&parts(year), scale)}
                    <span class="s soft">{said(year)}</span>
                </a></li>
            }
            .into_any()
        })
        .collect();
    let never: Vec<&str> = BurdenKind::ALL
        .iter()
        .filter(|kind| year.kinds.iter().all(|(other, _)| other != *kind))
        .map(|kind| lang.term(kind.zh(), kind.en()))
        .collect();
    let never = (!never.is_empty()).then(|| {
        let which = never.join(frame::AND.text());
        view! { <p class="s soft part-3">{office::NEVER.text().replace("{which}", &which)}</p> }
    });
    view! { <ul>{rows}</ul>{never} }.into_any()
}

/// Who asked for how much, in words.
fn said(year: &KindYear) -> String {
    let number = |message: &'static web::i18n::Message, n: u64| {
        message.text().replace("{n}", &format::number(n))
    };
    let mut said = vec![number(&office::SAID, year.asked())];
    for share in &year.added {
        let plus = number(&office::PLUS_SAID, share.added());
        said.push(plus.replace("{by}", &adder(share)));
    }
    if year.gone() > 0 {
        said.push(number(&office::GONE_OF, year.gone()));
    }
    said.join(office::LIST_STOP.text())
}

fn table(file: &OfficeFile, year: &OfficeYear) -> AnyView {
    let lang = lang();
    // A column for each level that added something to any kind.
    let levels = &year.all.added;
    let heads: Vec<AnyView> = levels
        .iter()
        .map(|share| {
            let by = office::ADDED_BY.text().replace("{by}", &adder(share));
            view! { <th scope="col" class="num">{by}</th> }.into_any()
        })
        .collect();
    let cell = |n: u64| view! { <td class="num">{format::number(n)}</td> }.into_any();
    let cells = |year: &KindYear| -> Vec<AnyView> {
        let added = levels.iter().map(|level| {
            let mut same = year.added.iter();
            let same = same.find(|s| (&s.level, s.own) == (&level.level, level.own));
            same.map_or(0, LevelShare::added)
        });
        let gone = year.gone();
        let numbers = std::iter::once(year.asked()).chain(added).chain([gone]);
        let mut cells: Vec<AnyView> = numbers.map(cell).collect();
        cells.push(view! { <td class="num"><b>{format::number(year.now())}</b></td> }.into_any());
        cells
    };
    let rows: Vec<AnyView> = year
        .kinds
        .iter()
        .map(|(kind, year)| {
            let href = part_href(file, Some(kind.code()));
            let name = lang.term(kind.zh(), kind.en()).to_owned();
            view! { <tr><th scope="row"><a href=href>{name}</a></th>{cells(year)}</tr> }.into_any()
        })
        .collect();
    view! {
        <div class="wide" tabindex="0" role="region" aria-label=office::TABLE.text()>
            <table class="tbl">
                <caption class="off">{office::CAPTION.text()}</caption>
                <thead><tr>
                    <th scope="col">{office::KIND.text()}</th>
                    <th scope="col" class="num">{office::ORIGINAL.text()}</th>
                    {heads}
                    <th scope="col" class="num">{office::GONE.text()}</th>
                    <th scope="col" class="num">{office::NOW.text()}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><th scope="row">{office::ALL.text()}</th>{cells(&year.all)}</tr></tfoot>
            </table>
        </div>
    }
    .into_any()
}

fn latest_cuts(file: &OfficeFile) -> AnyView {
    if file.latest_cuts.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = file.latest_cuts.iter().map(cut).collect();
    let is_more = usize::try_from(file.cuts).is_ok_and(|cuts| cuts > rows.len());
    let all = is_more.then(|| {
        let label = office::ALL_CUTS
            .text()
            .replace("{n}", &file.cuts.to_string());
        go(part_href(file, Some(name::OFFICE_CUTS)), label)
    });
    view! { <section class="part"><h2>{office::CUTS.text()}</h2><ul>{rows}</ul>{all}</section> }
        .into_any()
}

/// What a correction took: since when, how much, of which requirement, by whose decision.
fn cut(cut: &Cut) -> AnyView {
    let lang = lang();
    let message = if today().is_some_and(|today| today < cut.from) {
        &office::CUT_FROM
    } else {
        &office::CUT_SINCE
    };
    let taken = cut.taken.iter();
    let taken = taken.map(|(kind, n)| kind.counted(&format::number(*n)));
    let taken: Vec<String> = taken.map(|text| lang.pick(&text).to_owned()).collect();
    let said = message
        .text()
        .replace("{day}", &format::date(lang, cut.from))
        .replace("{what}", &taken.join(frame::AND.text()));
    let by = office::DECIDED_BY.text();
    let by = by.replace("{by}", lang.pick(&cut.decided_by));
    view! {
        <li class="hit"><b class="c-yes">{said}</b><p class="s">{link(&cut.requirement, &cut.title)} {frame::COMMA.text()} {by}</p></li>
    }
    .into_any()
}

fn link(requirement: &RequirementId, title: &Text) -> AnyView {
    let href = Page::Requirement(requirement.clone()).path(lang());
    view! { <a href=href><b>{localized(title)}</b></a> }.into_any()
}

fn go(href: String, label: String) -> AnyView {
    view! { <p><a class="go" href=href>{label}<SmallGlyph icon=Icon::NEXT/></a></p> }.into_any()
}

/// What may be asked twice, and what has no number.
fn also(file: &OfficeFile) -> AnyView {
    let see = |title: &'static str, message: &'static str, n: u32, part: &str| {
        (n > 0).then(|| {
            let label = message.replace("{n}", &n.to_string());
            let way = go(part_href(file, Some(part)), label);
            view! { <section class="part"><h2>{title}</h2>{way}</section> }.into_any()
        })
    };
    let (twice, uncounted) = (name::OFFICE_TWICE, name::OFFICE_UNCOUNTED);
    view! {
        <div class="two">
            {see(office::TWICE.text(), office::TWICE_SEE.text(), file.twice, twice)}
            {see(office::UNCOUNTED.text(), office::UNCOUNTED_SEE.text(), file.uncounted, uncounted)}
        </div>
    }
    .into_any()
}

fn rules() -> AnyView {
    let rules: Vec<AnyView> = [
        &office::RULE_YEAR,
        &office::RULE_EACH,
        &office::RULE_ADDED,
        &office::RULE_GONE,
        &office::RULE_REACH,
    ]
    .into_iter()
    .map(|rule| view! { <li>{rule.text()}</li> }.into_any())
    .collect();
    view! { <section class="part"><h2>{office::RULES.text()}</h2><ul class="s soft stack">{rules}</ul></section> }
        .into_any()
}

/// What is behind one figure.
fn opened(file: &OfficeFile, part: &str) -> AnyView {
    let path = format!("{}{}/{part}", name::OFFICES_DIR, file.unit.code);
    let behind = use_file::<OfficePart>(path);
    let year = year_of(file);
    let kind = BurdenKind::from_code(part);
    let own = year.kinds.iter().find(|(other, _)| *other == kind);
    let title = match part {
        name::OFFICE_CUTS => office::CUTS.text().to_owned(),
        name::OFFICE_TWICE => office::TWICE.text().to_owned(),
        name::OFFICE_UNCOUNTED => office::UNCOUNTED.text().to_owned(),
        _ => lang().term(kind.zh(), kind.en()).to_owned(),
    };
    let head = own.map(|(kind, year)| {
        view! {
            <p class="part-3">{figure(kind, year)}</p>
            {bar(&parts(year), Scale::of(year.before()))}
            {legend_of(|part| parts(year).iter().any(|(other, n)| *other == part && *n > 0))}
        }
    });
    let longest = own.map_or(0, |(_, year)| year.before());
    let twice = file.twice;
    view! {
        {views(file, false)}
        <section class="part">
            <h2>{title}</h2>
            {head}
            {when_ready(behind, move |behind| content(&behind, longest, twice))}
        </section>
    }
    .into_any()
}

fn content(part: &OfficePart, longest: u64, in_all: u32) -> AnyView {
    let landed = part.landed.iter().map(|landed| row(landed, longest));
    let uncounted = part.uncounted.iter().map(without_number);
    let cuts = part.cuts.iter().map(cut);
    let rows: Vec<AnyView> = landed.chain(uncounted).chain(cuts).collect();
    let note = (!part.uncounted.is_empty())
        .then(|| view! { <p class="soft">{office::UNCOUNTED_LEAD.text()}</p> });
    let pairs: Vec<AnyView> = part.twice.iter().map(|twice| pair(twice, part)).collect();
    let pairs = (!pairs.is_empty()).then(|| {
        let is_cut = usize::try_from(in_all).is_ok_and(|all| all > pairs.len());
        let first = is_cut.then(|| {
            let first = office::TWICE_FIRST.text();
            first.replace("{n}", &pairs.len().to_string())
        });
        view! { <p class="soft">{office::TWICE_LEAD.text()} {first}</p> {pairs} }
    });
    view! { {note}<ul>{rows}</ul>{pairs} }.into_any()
}

/// One requirement and its part in a figure.
fn row(landed: &Landed, longest: u64) -> AnyView {
    let lang = lang();
    let today = today().unwrap_or_else(|| Date::from_day_number(i64::MAX));
    let drawn = |share: &Share| match &share.state {
        _ if share.is_over(today) => Part::Gone,
        None => Part::Original,
        Some(AdditionState::Justified) => Part::Justified,
        Some(_) => Part::Added,
    };
    let parts: Vec<(Part, u64)> = landed.shares.iter().map(|s| (drawn(s), s.a_year)).collect();
    let mut said: Vec<AnyView> = Vec::new();
    for share in &landed.shares {
        if !said.is_empty() {
            said.push(office::LIST_STOP.text().into_any());
        }
        let by = lang.pick(&share.by).to_owned();
        let n = format::number(share.a_year);
        let state = share
            .state
            .as_ref()
            .map(|state| view! { " " <StateTag state/> });
        let words = if share.state.is_none() {
            office::SAID.text().replace("{n}", &n)
        } else {
            let plus = office::PLUS_SAID.text().replace("{n}", &n);
            plus.replace("{by}", &by)
        };
        said.push(view! { {words}{state} }.into_any());
    }
    view! {
        <li class="hit">
            {link(&landed.requirement, &landed.title)}
            {bar(&parts, Scale::of(longest))}
            <p class="s">{localized(&landed.said)}</p>
            <p class="s">{said}</p>
        </li>
    }
    .into_any()
}

fn without_number(item: &Uncounted) -> AnyView {
    let reason = lang().term(item.reason.zh(), item.reason.en()).to_owned();
    view! {
        <li class="hit">
            {link(&item.requirement, &item.title)}<br/><span class="c-if">{reason}</span>
            <p class="s">{localized(&item.said)}</p>
        </li>
    }
    .into_any()
}

/// Two demands that may be the same, with both documents.
fn pair(twice: &AskedTwice, part: &OfficePart) -> AnyView {
    let side = |asker: &Asker| {
        let document = part.documents.iter().find(|d| d.id == asker.document);
        let cited = document.map(|document| view! { <Citation document/> });
        view! {
            <div>
                <p>{link(&asker.requirement, &asker.title)}</p>
                <p class="s">{localized(&asker.department)} {frame::COMMA.text()} {localized(&asker.said)}</p>
                {cited}
            </div>
        }
        .into_any()
    };
    let words = office::SHARED.text();
    let words = words.replace("{words}", &twice.shared.join(frame::AND.text()));
    view! {
        <article class="why part-3">
            <div class="two">{side(&twice.one)}{side(&twice.other)}</div>
            <p class="s soft">{words}</p>
        </article>
    }
    .into_any()
}
