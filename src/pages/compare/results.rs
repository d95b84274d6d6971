//! What was found: everything that the draft is held against, and what follows from it.

use std::sync::Arc;

use civic::DocumentId;
use civic::documents::Document;
use civic::duties::{DutyItem, DutyList, Step};
use civic::published::{DutyFile, LimitsFile, RequirementFile};
use leptos::prelude::*;
use notices::limits::{Above, Checked, check_draft};
use web::i18n::lang;
use web::published::{DataError, File, Loaded, Published};
use web::reactive::reactive;

use super::desk::{Desk, LevelAbove, Read, Side};
use super::findings::findings;
use super::rows::rows;
use super::sentences::sentences;
use super::table::table;
use crate::components::{Failure, Icon, Note, NoteKind, Skeleton};
use crate::messages::compare;
use crate::state::city;

/// What the draft is held against.
pub(super) struct Against {
    /// The level above.
    pub(super) level: Option<Level>,
    /// The city's limits; `None` if it has none, or if they could not be read.
    pub(super) limits: Option<Arc<LimitsFile>>,
    /// The lists of the unit that was chosen.
    pub(super) duties: Option<Arc<DutyFile>>,
    /// By how many days a deadline may be earlier.
    buffer_days: u32,
    /// Why something could not be read.
    pub(super) failed: Vec<DataError>,
}

/// The level above, pasted or published.
pub(super) struct Level {
    pub(super) step: Step,
    pub(super) read: Option<Arc<Read>>,
    pub(super) file: Option<Arc<RequirementFile>>,
}

impl Against {
    pub(super) fn above(&self) -> Option<Above<'_>> {
        self.level.as_ref().map(|level| Above {
            step: &level.step,
            draft: level.read.as_ref().map(|read| &read.draft),
            deadline_buffer_days: self.buffer_days,
        })
    }

    /// The items of the unit's lists.
    pub(super) fn items(&self) -> &[DutyItem] {
        self.duties.as_ref().map_or(&[], |file| &file.items)
    }

    /// A document that a finding names.
    pub(super) fn document(&self, id: &DocumentId) -> Option<&Document> {
        let level = self.level.as_ref().and_then(|level| level.file.as_ref());
        let limits = self.limits.iter().flat_map(|file| &file.documents);
        let duties = self.duties.iter().flat_map(|file| &file.documents);
        let levels = level.into_iter().flat_map(|file| &file.documents);
        limits.chain(duties).chain(levels).find(|d| d.id == *id)
    }
}

/// Everything below the form: nothing until something was read.
pub(super) fn results(desk: Desk) -> AnyView {
    // What was read before stands beside no text that was refused.
    let is_good = Memo::new(move |_| desk.problems.with(Vec::is_empty));
    let found = reactive(move || {
        let Some(here) = desk.here.get().filter(|_| is_good.get()) else {
            return ().into_any();
        };
        match against(desk) {
            Some(against) => whole(desk, &here, &against),
            None => view! { <Skeleton/> }.into_any(),
        }
    });
    let of = move |side: Side| {
        reactive(move || {
            let is_held = side == Side::Here || desk.level.get() == LevelAbove::Pasted;
            let is_shown = is_good.get() && is_held;
            is_shown.then(|| sentences(desk, side)).into_any()
        })
    };
    let is_read = Memo::new(move |_| is_good.get() && desk.here.with(Option::is_some));
    let rows = reactive(move || is_read.get().then(|| rows(desk)).into_any());
    view! { {found}{of(Side::Here)}{of(Side::Above)}{rows} }.into_any()
}

/// A file: `None` while it loads; within, `None` where there is none.
fn loaded<T: Published>(file: File<T>, failed: &mut Vec<DataError>) -> Option<Option<Arc<T>>> {
    match file.get() {
        Loaded::Loading => None,
        Loaded::Ready(file) => Some(Some(file)),
        Loaded::Failed(DataError::Absent) => Some(None),
        Loaded::Failed(error) => {
            if !failed.contains(&error) {
                failed.push(error);
            }
            Some(None)
        }
    }
}

/// What the draft is held against; `None` while a part of it loads. Tracked.
fn against(desk: Desk) -> Option<Against> {
    let mut failed = Vec::new();
    let limits = loaded(desk.limits, &mut failed)?;
    let duties = match desk.duty_file.get() {
        Some(file) => loaded(file, &mut failed)?,
        None => None,
    };
    // Without the city's file nothing says how much earlier a deadline may be.
    let buffer_days = loaded(city(), &mut failed)?.map_or(0, |city| city.deadline_buffer_days);
    let level = match desk.level.get() {
        LevelAbove::Nothing => None,
        LevelAbove::Pasted => desk.above.get().map(|read| Level {
            step: read.draft.step(None),
            read: Some(read),
            file: None,
        }),
        LevelAbove::Published => {
            let file = match desk.requirement_file.get() {
                Some(file) => loaded(file, &mut failed)?,
                None => None,
            };
            file.and_then(|file| {
                let mut steps = file.requirement.steps.iter();
                let step = desk
                    .step
                    .with(|id| steps.find(|s| s.id.as_str() == id).cloned())?;
                Some(Level {
                    step,
                    read: None,
                    file: Some(file),
                })
            })
        }
    };
    Some(Against {
        level,
        limits,
        duties,
        buffer_days,
        failed,
    })
}

fn whole(desk: Desk, here: &Read, against: &Against) -> AnyView {
    let checked = Checked {
        text: &here.text,
        reading: &here.reading,
        draft: &here.draft,
    };
    let limits = against.limits.as_ref().map_or(&[][..], |file| &file.limits);
    let above = against.above();
    let found = check_draft(checked, above.as_ref(), against.items(), limits);
    let sentences = &here.reading.sentences;
    let count = |n: usize| n.to_string();
    let said = compare::SAID
        .text()
        .replace("{read}", &count(here.reading.demands().count()))
        .replace(
            "{aside}",
            &count(sentences.iter().map(|s| s.set_aside.len()).sum()),
        )
        .replace(
            "{unread}",
            &count(sentences.iter().map(|s| s.unread.len()).sum()),
        )
        .replace("{found}", &count(found.len()));
    desk.said.set(said);
    let lost = desk.lost.get();
    let lost = (lost > 0).then(|| {
        let lost = compare::LOST.text().replace("{n}", &count(lost));
        view! { <div class="part-3"><Note kind=NoteKind::Warn icon=Icon::WARN><p>{lost}</p></Note></div> }
    });
    let title = if found.is_empty() {
        compare::FOUND_NONE.text().to_owned()
    } else {
        compare::FOUND.text().replace("{n}", &count(found.len()))
    };
    view! {
        <section class="part">
            <h2 id="found" tabindex="-1">{title}</h2>
            {lost}
            {findings(desk, here, against, &found)}
            {held_against(against)}
        </section>
        {table(desk, here, against, &found)}
    }
    .into_any()
}

/// What was compared, and what was not: nothing found means little without it.
fn held_against(against: &Against) -> AnyView {
    let lang = lang();
    let level = match &against.level {
        None => compare::AGAINST_NO_LEVEL.text().to_owned(),
        Some(level) => {
            let title = level
                .read
                .as_ref()
                .and_then(|read| read.reading.head.title.as_ref());
            let name = match (&level.file, title) {
                (Some(file), _) => format!(
                    "{} {}",
                    lang.pick(&level.step.unit_name),
                    lang.pick(&file.requirement.title)
                ),
                (None, Some(title)) => title.value.clone(),
                (None, None) => compare::LEVEL_PASTED.text().to_owned(),
            };
            format!("{}{name}", compare::AGAINST_LEVEL.text())
        }
    };
    let limits = match &against.limits {
        Some(file) => {
            let limits = compare::AGAINST_LIMITS.text();
            limits.replace("{n}", &file.limits.len().to_string())
        }
        None => compare::AGAINST_NO_LIMITS.text().to_owned(),
    };
    let duties = match &against.duties {
        Some(file) => {
            let off =
                |item: &&DutyItem| matches!(item.list, DutyList::TakenBack | DutyList::Barred);
            let n = file.items.iter().filter(off).count();
            let said = compare::AGAINST_UNIT.text();
            let said = said.replace("{unit}", lang.pick(&file.unit.name));
            said.replace("{n}", &n.to_string())
        }
        None => compare::AGAINST_NO_UNIT.text().to_owned(),
    };
    let failed: Vec<AnyView> = against
        .failed
        .iter()
        .map(|error| view! { <Failure error/> }.into_any())
        .collect();
    view! {
        <h3 class="part-3">{compare::HELD_AGAINST.text()}</h3>
        <ul class="s soft"><li>{level}</li><li>{limits}</li><li>{duties}</li></ul>
        {failed}
    }
    .into_any()
}
