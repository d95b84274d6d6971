//! A city's folder while it is read.

use std::collections::{BTreeMap, BTreeSet};

use check::columns::SheetFormat;
use check::{Finding, Location, Row, Severity};
use civic::Text;

use super::beside;
use super::beside::ENDINGS;
use crate::files::Files;
use crate::table::{RowReader, Sheet, SheetCount};

/// A city's folder while it is read.
pub(crate) struct Folder {
    /// The files that were not read yet.
    files: Files,
    pub(crate) findings: Vec<Finding>,
    /// How many rows of each sheet were read.
    pub(super) counts: Vec<SheetCount>,
    /// The files that were read, or should have been.
    used: BTreeSet<String>,
    /// The sheets, as declared, of which it is not known what they hold.
    pub(super) unread: BTreeSet<String>,
    /// The identifiers of rows that were refused, by the sheet as declared.
    pub(super) refused: BTreeMap<String, BTreeSet<String>>,
    /// How many findings would follow from a sheet or row that was not read, by its sheet.
    pub(super) followed: BTreeMap<String, usize>,
}

impl Folder {
    pub(super) fn new(files: Files) -> Self {
        Self {
            files,
            findings: Vec::new(),
            counts: Vec::new(),
            used: BTreeSet::new(),
            unread: BTreeSet::new(),
            refused: BTreeMap::new(),
            followed: BTreeMap::new(),
        }
    }

    fn report(
        &mut self,
        code: &str,
        severity: Severity,
        file: &str,
        value: &str,
        what: Text,
        fix: Text,
    ) {
        self.findings.push(Finding {
            code: code.to_owned(),
            severity,
            location: Location {
                file: file.to_owned(),
                ..Location::default()
            },
            value: value.to_owned(),
            what,
            fix,
            example: None,
        });
    }

    /// Takes the bytes of a file; a missing one is a finding of this severity.
    pub(crate) fn bytes(&mut self, file: &str, missing: Severity) -> Option<Vec<u8>> {
        let (code, severity, what) = match self.optional(file) {
            Some(Ok(bytes)) => return Some(bytes),
            Some(Err(why)) => {
                let what = Text::new(
                    format!("无法读取：{why}"),
                    format!("It cannot be read: {why}"),
                );
                ("sheet_unreadable", Severity::Error, what)
            }
            None => (
                "sheet_missing",
                missing,
                Text::new("没有这个文件", "This file is missing"),
            ),
        };
        let fix = Text::new(
            format!("把 {file} 放进城市的文件夹"),
            format!("Put {file} into the city's folder"),
        );
        self.report(code, severity, file, "", what, fix);
        None
    }

    /// Takes the bytes of a file that a city may leave out; why it could not be read is for the
    /// caller.
    pub(super) fn optional(&mut self, file: &str) -> Option<Result<Vec<u8>, String>> {
        let read = self.files.take(file)?;
        self.used.insert(file.to_owned());
        Some(read)
    }

    /// A sheet; each cell of its heading that cannot be taken is a finding.
    pub(crate) fn sheet(&mut self, format: &SheetFormat) -> Sheet {
        let stem = format.stem();
        let held: Vec<String> = ENDINGS
            .iter()
            .flat_map(|ending| {
                let named = self.files.names();
                named.filter(move |name| is_named(name, stem, ending))
            })
            .map(str::to_owned)
            .collect();
        self.used.extend(held.iter().cloned());
        if held.len() > 1 {
            let all = held.join("、");
            self.report(
                "sheet_twice",
                Severity::Error,
                format.file,
                &all,
                Text::new(
                    format!("同一个表有 {} 个文件，不知道以哪个为准", held.len()),
                    format!(
                        "The sheet is there {} times: which of them holds is not known",
                        held.len()
                    ),
                ),
                Text::new(
                    format!("只留下一个，其余移出文件夹：{all}"),
                    format!("Leave one of them and move the others out of the folder: {all}"),
                ),
            );
        }
        let file = held.first().map_or(format.file, String::as_str);
        let Some(bytes) = self.bytes(file, format.missing) else {
            if !held.is_empty() || format.missing == Severity::Error {
                self.unread.insert(format.file.to_owned());
            }
            return Sheet::missing();
        };
        let sheet = Sheet::read(format, file, &bytes, &mut self.findings);
        if sheet.is_incomplete() {
            self.unread.insert(format.file.to_owned());
        }
        self.refuse(format.file, sheet.refused_ids());
        sheet
    }

    /// The rows of a sheet that `read` takes; each is counted.
    pub(crate) fn rows<T>(
        &mut self,
        format: &SheetFormat,
        sheet: &Sheet,
        read: impl FnMut(&mut RowReader<'_>) -> Option<T>,
    ) -> Vec<Row<T>> {
        let (rows, refused) = sheet.each(&mut self.findings, read);
        self.refuse(format.file, refused);
        self.counts.extend(sheet.count(rows.len()));
        rows
    }

    /// What a sheet may have although it is not known.
    pub(super) fn unread(&self, file: &str) -> Unread {
        Unread {
            whole: self.unread.contains(file),
            ids: self.refused.get(file).cloned().unwrap_or_default(),
        }
    }

    /// Counts what follows from a sheet or its refused rows, for the check to say once.
    pub(super) fn follow(&mut self, file: &str, count: usize) {
        if count > 0 {
            *self.followed.entry(file.to_owned()).or_default() += count;
        }
    }

    fn refuse(&mut self, file: &str, ids: impl IntoIterator<Item = String>) {
        let mut ids = ids.into_iter().peekable();
        if ids.peek().is_some() {
            self.refused.entry(file.to_owned()).or_default().extend(ids);
        }
    }

    /// Tells of every file that lies in the folder and is not read.
    pub(super) fn tell_what_lies_beside(&mut self) {
        let used = self.used.iter().map(String::as_str).collect();
        for name in self.files.names().filter(|name| !self.used.contains(*name)) {
            self.findings.push(beside::finding(name, &used));
        }
    }
}

/// What was not read of a sheet.
pub(super) struct Unread {
    whole: bool,
    ids: BTreeSet<String>,
}

impl Unread {
    /// True where the sheet may well have a row of this identifier.
    pub(super) fn may_have(&self, id: &str) -> bool {
        self.whole || self.ids.contains(id)
    }
}

/// True where a file is this sheet with this ending, in whatever case.
fn is_named(name: &str, stem: &str, ending: &str) -> bool {
    let parts = name.rsplit_once('.');
    parts.is_some_and(|(name, end)| name == stem && end.eq_ignore_ascii_case(ending))
}
