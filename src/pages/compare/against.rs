//! Everything that a draft is held against: the level above, the limits, the duty lists.

use std::sync::Arc;

use civic::DocumentId;
use civic::documents::Document;
use civic::duties::{DutyItem, Step};
use civic::published::{DutyFile, LimitsFile, RequirementFile};
use leptos::prelude::*;
use notices::limits::Above;
use web::published::{DataError, File, Loaded, Published};

use super::desk::{Desk, LevelAbove, Read};
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

/// A part of it still loads.
pub(super) struct StillLoading;

/// A file; `None` where there is none, or where it could not be read.
fn loaded<T: Published>(
    file: File<T>,
    failed: &mut Vec<DataError>,
) -> Result<Option<Arc<T>>, StillLoading> {
    match file.get() {
        Loaded::Loading => Err(StillLoading),
        Loaded::Ready(file) => Ok(Some(file)),
        Loaded::Failed(DataError::Absent) => Ok(None),
        Loaded::Failed(error) => {
            if !failed.contains(&error) {
                failed.push(error);
            }
            Ok(None)
        }
    }
}

/// What the draft is held against, once all of it is there. Tracked.
pub(super) fn against(desk: &Desk) -> Result<Against, StillLoading> {
    let desk = *desk;
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
    Ok(Against {
        level,
        limits,
        duties,
        buffer_days,
        failed,
    })
}
