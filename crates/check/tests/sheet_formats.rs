//! The declaration of the sheets, and what is held to it: the tables of `docs/sheets.md`, which
//! `UPDATE_DOCS=1 cargo test -p check` writes again, and the headings of the sample city.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "the test has the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use check::Severity;
use check::columns::{self, Column, Entry, Kind, Presence, SHEETS, SheetFormat};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn table(sheet: &SheetFormat) -> String {
    let mut lines = vec![
        "| heading | English | cell | needed | meaning |".to_owned(),
        "|---|---|---|---|---|".to_owned(),
    ];
    for entry in sheet.entries {
        let (column, zh, en) = match *entry {
            // Every sheet ends in the same two; the document says so once.
            Entry::Column(c)
                if [columns::source::KIND, columns::source::REFERENCE].contains(&c) =>
            {
                continue;
            }
            Entry::Column(c) => (c, format!("`{}`", c.zh), format!("`{}`", c.en)),
            Entry::ColumnPair(pair) => (
                pair.zh,
                format!("`{}` / `{}`", pair.zh.zh, pair.en.zh),
                format!("`{}` / `{}`", pair.zh.en, pair.en.en),
            ),
        };
        let needed = match column.presence {
            Presence::Required => "yes",
            Presence::Stated => "column",
            Presence::Optional => "",
        };
        let cells = [&zh, &en, &column.kind.to_string(), needed, column.meaning];
        let cells = cells.map(|cell| {
            if cell.is_empty() {
                " ".to_owned()
            } else {
                format!(" {cell} ")
            }
        });
        lines.push(format!("|{}|", cells.join("|")));
    }
    lines.join("\n")
}

/// The document with every sheet's table as it should be.
fn with_tables(document: &str) -> String {
    let mut lines: Vec<&str> = document.lines().collect();
    let tables: Vec<(String, String)> = SHEETS
        .iter()
        .map(|sheet| {
            (
                format!("## {} ({})", sheet.file, sheet.english),
                table(sheet),
            )
        })
        .collect();
    for (heading, table) in &tables {
        let start = lines.iter().position(|line| line == heading);
        let start = start.expect(heading);
        let is_row = |line: &&str| line.starts_with('|');
        let old = lines[start + 1..]
            .iter()
            .take_while(|line| is_row(line))
            .count();
        lines.splice(start + 1..start + 1 + old, table.lines());
    }
    lines.join("\n") + "\n"
}

#[test]
fn the_document_has_every_sheet_as_it_is_declared() {
    let path = root().join("docs/sheets.md");
    let document = fs::read_to_string(&path).expect("docs/sheets.md");
    let optional = SHEETS.iter().filter(|s| s.missing == Severity::Info);
    let files: Vec<&str> = optional.map(|s| s.file).collect();
    let sentence = format!("A city may do without {}.", files.join(", "));
    assert!(document.contains(&sentence), "{sentence}");
    let expected = with_tables(&document);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, expected).expect("written");
        return;
    }
    assert_eq!(
        document, expected,
        "the tables of docs/sheets.md are not as declared: run UPDATE_DOCS=1 cargo test -p check"
    );
}

#[test]
fn the_sample_city_has_every_column_in_the_declared_order() {
    for sheet in SHEETS {
        let path = root().join("cities/xining").join(sheet.file);
        let text = fs::read_to_string(&path).expect("a sheet of the sample city");
        let headings: Vec<&str> = sheet.columns().map(|c| c.zh).collect();
        let first = text.lines().next().expect("a heading");
        assert_eq!(
            first.trim_start_matches('\u{feff}'),
            headings.join(","),
            "{}",
            sheet.file
        );
    }
}

#[test]
fn a_heading_means_one_column_of_its_sheet() {
    for sheet in SHEETS {
        let mut headings = BTreeSet::new();
        for column in sheet.columns_read() {
            assert!(headings.insert(column.zh), "{}: {}", sheet.file, column.zh);
            assert!(headings.insert(column.en), "{}: {}", sheet.file, column.en);
        }
    }
}

#[test]
fn a_reference_names_a_sheet_that_has_identifiers() {
    let has_id = |file: &str| {
        let mut sheets = SHEETS.iter().filter(|s| s.file == file);
        sheets.any(|s| s.columns().any(|c| c.kind == Kind::Id))
    };
    for column in SHEETS.iter().flat_map(SheetFormat::columns) {
        if let Kind::Reference(file) | Kind::References(file) = column.kind {
            assert!(has_id(file), "{} refers to {file}", column.zh);
        }
    }
}

/// A temporary change is checked as the rule it becomes: a finding names the cell by the rule's
/// column, whichever sheet the row is in.
#[test]
fn changes_share_the_headings_of_rules() {
    let shared: [(Column, Column); 4] = [
        (columns::changes::PLACES, columns::rules::SCOPE),
        (columns::changes::GOODS, columns::rules::GOODS),
        (columns::changes::WINDOWS, columns::rules::WINDOWS),
        (columns::changes::DOCUMENTS, columns::rules::DOCUMENTS),
    ];
    for (change, rule) in shared {
        assert_eq!(change.zh, rule.zh);
    }
}
