//! Reads a city's folder, as `docs/sheets.md` describes it, into typed sources. Every bad cell of
//! every sheet is a finding; nothing stops at the first.

mod duties;
mod feedback;
mod geometry;
mod places;
mod rules;
mod settings;

use std::path::Path;

use civic::Text;
use civic::finding::{Finding, Location, Severity};
use civic::sources::Sources;

use crate::table::{Column, Sheet};

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The sources; rows with an error are left out.
    pub sources: Sources,
    /// What was found, sheet by sheet.
    pub findings: Vec<Finding>,
}

/// A city's folder while it is read.
struct Folder<'a> {
    path: &'a Path,
    findings: Vec<Finding>,
}

impl Folder<'_> {
    /// The bytes of a file; a missing one is a finding of this severity.
    fn bytes(&mut self, file: &str, missing: Severity) -> Option<Vec<u8>> {
        let error = match std::fs::read(self.path.join(file)) {
            Ok(bytes) => return Some(bytes),
            Err(error) => error,
        };
        let absent = error.kind() == std::io::ErrorKind::NotFound;
        let (code, severity, what) = if absent {
            (
                "sheet_missing",
                missing,
                Text::new("没有这个文件", "This file is missing"),
            )
        } else {
            let what = Text::new(
                format!("无法读取：{error}"),
                format!("It cannot be read: {error}"),
            );
            ("sheet_unreadable", Severity::Error, what)
        };
        self.findings.push(Finding {
            code: code.to_owned(),
            severity,
            location: Location {
                file: file.to_owned(),
                ..Location::default()
            },
            value: String::new(),
            what,
            fix: Text::new(
                format!("把 {file} 放进城市的文件夹"),
                format!("Put {file} into the city's folder"),
            ),
            example: None,
        });
        None
    }

    fn sheet(&mut self, file: &str, columns: &[Column], missing: Severity) -> Sheet {
        match self.bytes(file, missing) {
            Some(bytes) => Sheet::read(file, &bytes, columns, &mut self.findings),
            None => Sheet::default(),
        }
    }
}

/// Reads a city's folder.
pub fn city(path: &Path) -> Imported {
    let mut folder = Folder {
        path,
        findings: Vec::new(),
    };
    let mut sources = Sources::default();
    duties::units(&mut folder, &mut sources);
    duties::documents(&mut folder, &mut sources);
    places::goods(&mut folder, &mut sources);
    places::places(&mut folder, &mut sources);
    places::calendar(&mut folder, &mut sources);
    sources.settings = settings::read(&mut folder, &sources.calendar);
    sources.geometry_locations = geometry::read(&mut folder, &mut sources.places);
    rules::rules(&mut folder, &mut sources);
    duties::duties_and_requirements(&mut folder, &mut sources);
    feedback::read(&mut folder, &mut sources);
    Imported {
        sources,
        findings: folder.findings,
    }
}
