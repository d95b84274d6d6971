//! The rows of each sheet.

use check::Sources;
use check::columns::{SheetFormat, admissions, cases, corrections, duties, requirements, steps};
use check::written::{self, SheetRow, UTF8_MARK, heading, inert, line};
use civic::Text;
use civic::duties::DutyItem;

/// A sheet of the whole city.
pub(super) struct Table {
    /// The name of its file, without the ending.
    pub(super) name: &'static str,
    /// What it holds.
    pub(super) title: (&'static str, &'static str),
    pub(super) format: &'static SheetFormat,
    rows: for<'a> fn(&'a Sources) -> Rows<'a>,
}

type Rows<'a> = Box<dyn Iterator<Item = SheetRow> + 'a>;

/// The sheets of the whole city.
pub(super) const TABLES: [Table; 6] = [
    Table {
        name: "duties",
        title: ("履职事项清单", "Duty lists"),
        format: &duties::SHEET,
        rows: |sources| Box::new(sources.duties.iter().map(|row| written::duty(&row.value))),
    },
    Table {
        name: "admissions",
        title: ("职责准入", "Admission log"),
        format: &admissions::SHEET,
        rows: |sources| {
            let all = sources.admissions.iter();
            Box::new(all.map(|row| written::admission(&row.value)))
        },
    },
    Table {
        name: "requirements",
        title: ("工作要求", "Requirements"),
        format: &requirements::SHEET,
        rows: |sources| {
            let all = sources.requirements.iter();
            Box::new(all.map(|row| written::requirement(&row.value)))
        },
    },
    Table {
        name: "requirement-steps",
        title: ("工作要求的各个层级", "The levels of each requirement"),
        format: &steps::SHEET,
        rows: |sources| {
            let all = sources.requirements.iter().map(|row| &row.value);
            Box::new(all.flat_map(|requirement| {
                let steps = requirement.steps.iter();
                steps.map(|step| written::step(requirement, step))
            }))
        },
    },
    Table {
        name: "corrections",
        title: ("纠偏", "Corrections"),
        format: &corrections::SHEET,
        rows: |sources| {
            let all = sources.corrections.iter();
            Box::new(all.map(|row| written::correction(&row.value)))
        },
    },
    Table {
        name: "cases",
        title: ("公开的诉求", "Published cases"),
        format: &cases::SHEET,
        rows: |sources| Box::new(sources.cases.iter().map(|row| written::case(&row.value))),
    },
];

impl Table {
    pub(super) fn title(&self) -> Text {
        Text::new(self.title.0, self.title.1)
    }

    /// The sheet as CSV.
    pub(super) fn csv(&self, sources: &Sources) -> Vec<u8> {
        csv(self.format, (self.rows)(sources))
    }
}

/// Rows of a sheet as CSV: what begins as a formula is kept from being run.
fn csv(format: &SheetFormat, rows: impl Iterator<Item = SheetRow>) -> Vec<u8> {
    let mut text = UTF8_MARK.to_owned() + &line(&heading(format));
    for row in rows {
        let cells: Vec<_> = row.cells(format).into_iter().map(inert).collect();
        let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
        text.push_str(&line(&cells));
    }
    text.into_bytes()
}

/// The list of one unit as CSV.
pub(super) fn duty_list(items: &[&DutyItem]) -> Vec<u8> {
    csv(&duties::SHEET, items.iter().map(|item| written::duty(item)))
}
