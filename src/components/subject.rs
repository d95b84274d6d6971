//! What has a history, and the states it went through.

use std::sync::Arc;

use civic::published::{
    DutyFile, DutyHistory, HistoryStart, RequirementFile, RequirementHistory, SnapshotRef,
    Timeline, history_name, name,
};
use civic::{DutyId, RequirementId, UnitCode};
use leptos::prelude::*;
use routes::Page;
use web::format;
use web::i18n::lang;
use web::published::{DataError, File, Loaded, Locator, tree, use_file};

use super::icon::{Icon, SmallGlyph};
use crate::messages::history;

/// What has a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A requirement.
    Requirement(RequirementId),
    /// An item of a unit's lists.
    Item(UnitCode, DutyId),
    /// The lists of a unit.
    Lists(UnitCode),
}

impl Subject {
    /// The logical name of the file that it is in.
    pub(crate) fn file(&self) -> String {
        match self {
            Self::Requirement(id) => format!("{}{id}", name::REQUIREMENTS_DIR),
            Self::Item(unit, _) | Self::Lists(unit) => format!("{}{unit}", name::DUTIES_DIR),
        }
    }

    /// Its file in an earlier snapshot, or in the present one.
    pub(crate) fn file_in(&self, sequence: Option<u64>) -> Locator {
        let file = Locator::Name(self.file());
        match sequence {
            Some(sequence) => Locator::Of(sequence, Box::new(file)),
            None => file,
        }
    }

    /// Its page.
    pub(crate) fn page(&self) -> Page {
        match self.clone() {
            Self::Requirement(id) => Page::Requirement(id),
            Self::Item(unit, duty) => Page::Duty(unit, duty),
            Self::Lists(unit) => Page::Unit(unit),
        }
    }

    /// The page of its history.
    pub(crate) fn history(&self) -> Page {
        match self.clone() {
            Self::Requirement(id) => Page::RequirementHistory(id),
            Self::Item(unit, duty) => Page::DutyHistory(unit, duty),
            Self::Lists(unit) => Page::UnitHistory(unit),
        }
    }
}

/// The way to a history.
pub(crate) fn history_link(subject: &Subject) -> AnyView {
    let href = subject.history().path(lang());
    view! { <p class="no-print"><a class="go" href=href>{history::SEE.text()}<SmallGlyph icon=Icon::NEXT/></a></p> }
    .into_any()
}

/// The states of a subject, tracked. Ready with `None` where the tree does not write down changes.
pub(crate) type Known = Box<dyn Fn() -> Loaded<Option<Timeline>> + Send + Sync>;

/// The history of a subject, and the file that has it if it is published now.
#[derive(Clone)]
enum Files {
    Requirement(File<RequirementHistory>, File<RequirementFile>),
    /// Of an item, or of all.
    Duties(File<DutyHistory>, File<DutyFile>, Option<DutyId>),
}

/// The states of a subject.
pub(crate) fn use_timeline(subject: &Subject) -> Known {
    let start = use_file::<HistoryStart>(name::HISTORY_START);
    let file = subject.file();
    let name = history_name(&file);
    let files = match subject {
        Subject::Requirement(_) => Files::Requirement(use_file(name), use_file(file)),
        Subject::Item(_, id) => Files::Duties(use_file(name), use_file(file), Some(id.clone())),
        Subject::Lists(_) => Files::Duties(use_file(name), use_file(file), None),
    };
    Box::new(move || match timeline(start, &files) {
        Ok(known) => Loaded::Ready(Arc::new(known)),
        Err(Some(error)) => Loaded::Failed(error),
        Err(None) => Loaded::Loading,
    })
}

/// What is still missing: nothing where it is on its way, or why it will not come.
type Missing = Option<DataError>;

fn timeline(start: File<HistoryStart>, files: &Files) -> Result<Option<Timeline>, Missing> {
    let start = if_there(start.get())?;
    let manifest = tree().manifest.get_untracked().ok_or(None)?;
    let Some(start) = HistoryStart::of(&manifest, start.as_deref()) else {
        return Ok(None);
    };
    Ok(Some(match files {
        Files::Requirement(history, now) => {
            let (history, now) = (if_there(history.get())?, if_there(now.get())?);
            Timeline::of_requirement(start, history.as_deref(), now.is_some())
        }
        Files::Duties(history, now, id) => {
            let (history, now) = (if_there(history.get())?, if_there(now.get())?);
            let items = now.as_ref().map_or(&[][..], |now| &now.items);
            match id {
                Some(id) => {
                    let is_now = items.iter().any(|item| item.id == *id);
                    Timeline::of_item(start, history.as_deref(), id, is_now)
                }
                None => Timeline::of_unit(start, history.as_deref(), items.len()),
            }
        }
    }))
}

/// A file that need not be there.
fn if_there<T>(file: Loaded<T>) -> Result<Option<Arc<T>>, Missing> {
    match file {
        Loaded::Ready(file) => Ok(Some(file)),
        Loaded::Failed(DataError::Absent) => Ok(None),
        Loaded::Failed(error) => Err(Some(error)),
        Loaded::Loading => Err(None),
    }
}

/// When a snapshot was published.
pub(crate) fn published_on(snapshot: SnapshotRef) -> String {
    format::moment(lang(), snapshot.published_at)
}

/// The start of the records: the first publication, or a version that may have been so for longer.
pub(crate) fn since(start: SnapshotRef) -> String {
    let message = if start.sequence == 1 {
        &history::SINCE_FIRST
    } else {
        &history::SINCE_VERSION
    };
    with_snapshot(message.text(), start)
}

/// A message with the number and the day of a snapshot.
pub(crate) fn with_snapshot(message: &str, snapshot: SnapshotRef) -> String {
    message
        .replace("{n}", &snapshot.sequence.to_string())
        .replace("{day}", &published_on(snapshot))
}
