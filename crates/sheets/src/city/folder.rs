//! A city's folder while it is read.

use check::columns::SheetFormat;
use check::{Finding, Location, Severity};
use civic::Text;

use crate::files::Files;
use crate::table::Sheet;

/// A city's folder while it is read.
pub(crate) struct Folder<'a> {
    pub(super) files: &'a Files,
    pub(crate) findings: Vec<Finding>,
}

impl Folder<'_> {
    /// The bytes of a file; a missing one is a finding of this severity.
    pub(crate) fn bytes(&mut self, file: &str, missing: Severity) -> Option<Vec<u8>> {
        let (code, severity, what) = match self.files.get(file) {
            Some(Ok(bytes)) => return Some(bytes.to_vec()),
            None => (
                "sheet_missing",
                missing,
                Text::new("没有这个文件", "This file is missing"),
            ),
            Some(Err(why)) => {
                let what = Text::new(
                    format!("无法读取：{why}"),
                    format!("It cannot be read: {why}"),
                );
                ("sheet_unreadable", Severity::Error, what)
            }
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

    /// A sheet; each cell of its heading that cannot be taken is a finding.
    pub(crate) fn sheet(&mut self, format: &SheetFormat) -> Sheet {
        match self.bytes(format.file, format.missing) {
            Some(bytes) => Sheet::read(format, &bytes, &mut self.findings),
            None => Sheet::default(),
        }
    }
}
