//! Reads all sheets of a city, each into what it is about.

use check::{Finding, Sources};

use super::{base, duties, feedback, geometry, places, rules, settings};
use crate::city::folder::Folder;
use crate::files::Files;
use crate::table::SheetCount;

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The sources; rows with an error are left out.
    pub sources: Sources,
    /// What was found, sheet by sheet.
    pub findings: Vec<Finding>,
    /// How many rows of each sheet were read.
    pub counts: Vec<SheetCount>,
}

/// Reads a city's folder; the files are named as `docs/sheets.md` names them.
pub fn read(files: &Files) -> Imported {
    read_out(files.clone())
}

/// Reads a city's folder like [`read`], and lets go of each file once it is read: the sheets of a
/// large city take as much again as what is read from them.
pub fn read_out(files: Files) -> Imported {
    let mut folder = Folder::new(files);
    let mut sources = Sources::default();
    places::calendar(&mut folder, &mut sources);
    sources.settings = settings::read(&mut folder, &sources.calendar);
    duties::units(&mut folder, &mut sources);
    duties::documents(&mut folder, &mut sources);
    places::goods(&mut folder, &mut sources);
    places::places(&mut folder, &mut sources);
    sources.geometry_locations = geometry::read(&mut folder, &mut sources.places);
    base::read(&mut folder, &mut sources);
    rules::rules(&mut folder, &mut sources);
    duties::duties_and_requirements(&mut folder, &mut sources);
    feedback::read(&mut folder, &mut sources);
    folder.tell_what_lies_beside();
    sources.unread = folder.unread;
    sources.refused = folder.refused;
    sources.followed = folder.followed;
    Imported {
        sources,
        findings: folder.findings,
        counts: folder.counts,
    }
}
