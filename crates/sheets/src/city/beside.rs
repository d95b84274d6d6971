//! What is said of a file that lies in a city's folder and is not read.
//!
//! A sheet that was meant to be read has often a name that is nearly right: 临时调整表.csv, 规则
//! (1).xlsx. It is never passed over in silence, least of all where the sheet itself is missing.

use std::collections::BTreeSet;

use check::columns::{SHEETS, files};
use check::{Finding, Location, Severity};
use civic::Text;

use crate::grammar::fold;
use crate::likeness::likeness;

/// The endings of files that may hold a sheet, the one in which sheets are declared first.
pub(super) const ENDINGS: [&str; 4] = ["csv", "xlsx", "ods", "xls"];

/// The endings of files that may hold rows or geometry and are not read.
const OTHER_TABLES: [&str; 9] = [
    "txt", "tsv", "xlsm", "xlsb", "et", "numbers", "json", "geojson", "toml",
];

/// What a program puts beside a file that is open.
const OPEN: [&str; 2] = ["~$", ".~lock."];

/// The finding about a file; `used` are those that were read.
pub(super) fn finding(name: &str, used: &BTreeSet<&str>) -> Finding {
    let at = |code: &str, severity, value: &str, what, fix| Finding {
        code: code.to_owned(),
        severity,
        location: Location {
            file: name.to_owned(),
            ..Location::default()
        },
        value: value.to_owned(),
        what,
        fix,
        example: None,
    };
    if OPEN.iter().any(|mark| name.starts_with(mark)) {
        return at(
            "sheet_open",
            Severity::Warning,
            "",
            Text::new(
                "有人正在办公软件里编辑这个表，还没有存的改动不会读入",
                "The sheet is open in an office program; changes that are not saved yet are not read",
            ),
            Text::new(
                "存好、关闭后再检查一次",
                "Save and close it, then check again",
            ),
        );
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending = ending.to_ascii_lowercase();
    let is_table = ENDINGS.contains(&ending.as_str()) || OTHER_TABLES.contains(&ending.as_str());
    let declared = SHEETS.iter().map(|sheet| sheet.file);
    let is_drawn = ending.ends_with("json");
    let like = declared
        .chain([files::GEOMETRY, files::BASE, files::SETTINGS])
        .filter(|file| resembles(stem, stem_of(file)))
        // The longest name: 要求层级 before 要求; geometry before the sheet of the same name.
        .max_by_key(|file| (stem_of(file).len(), (*file == files::GEOMETRY) == is_drawn));
    let Some(declared) = like.filter(|_| is_table) else {
        let severity = if is_table {
            Severity::Warning
        } else {
            Severity::Info
        };
        return at(
            "file_unknown",
            severity,
            "",
            Text::new(
                "这个文件不会读入，也不会发布",
                "This file is not read and not published",
            ),
            Text::new(
                "不需要时移出文件夹；如果是一张表，改成 docs/sheets.md 里的文件名",
                "Move it out of the folder; if it is a sheet, name it as docs/sheets.md does",
            ),
        );
    };
    let sheet = SHEETS.iter().find(|sheet| sheet.file == declared);
    let is_read = used.iter().find(|file| match sheet {
        Some(sheet) => stem_of(file) == sheet.stem() && **file != files::GEOMETRY,
        None => **file == declared,
    });
    let (severity, what) = match is_read {
        Some(read) => (
            Severity::Warning,
            Text::new(
                format!("这个文件没有读入，读的是 {read}；名称相近，可能是更新的一份"),
                format!("This file is not read, {read} is; by its name it may be a newer one"),
            ),
        ),
        None => (
            // A city may do without a base map.
            if declared == files::BASE {
                Severity::Warning
            } else {
                Severity::Error
            },
            Text::new(
                format!("这个文件没有读入；名称与 {declared} 相近，而 {declared} 不在文件夹里"),
                format!(
                    "This file is not read; its name resembles {declared}, which is not in the folder"
                ),
            ),
        ),
    };
    let fix = if let Some(sheet) = sheet.filter(|_| ENDINGS.contains(&ending.as_str())) {
        let like = sheet.stem();
        Text::new(
            format!("如果指的就是它，改名为 {like}.{ending}，只留一份；如果不是，移出文件夹"),
            format!(
                "If it is meant, name it {like}.{ending} and leave no other; if not, move it out of the folder"
            ),
        )
    } else {
        Text::new(
            format!("如果指的就是它，另存为 {declared}；如果不是，移出文件夹"),
            format!("If it is meant, save it as {declared}; if not, move it out of the folder"),
        )
    };
    at("file_beside", severity, declared, what, fix)
}

fn stem_of(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// True where a name holds the name of a sheet, or differs from it in little.
fn resembles(stem: &str, known: &str) -> bool {
    let plain = |text: &str| -> String { fold(text).to_lowercase().split_whitespace().collect() };
    let (stem, known) = (plain(stem), plain(known));
    stem.contains(&known)
        || stem.chars().count() > 1 && (known.contains(&stem) || likeness(&stem, &known) >= 0.6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str, used: &[&str]) -> (String, Severity, String) {
        let used = used.iter().copied().collect();
        let found = finding(name, &used);
        (found.code, found.severity, found.value)
    }

    #[test]
    fn a_sheet_that_lies_beside_is_never_passed_over() {
        let used = ["规则.csv", "地点.geojson", "portal.toml"];
        for (name, severity, like) in [
            ("临时调整表.csv", Severity::Error, "临时调整.csv"),
            ("临时 调整.xlsx", Severity::Error, "临时调整.csv"),
            ("规则(1).csv", Severity::Warning, "规则.csv"),
            ("规则 - 副本.xlsx", Severity::Warning, "规则.csv"),
            ("规则2026.txt", Severity::Warning, "规则.csv"),
            ("地点.json", Severity::Warning, "地点.geojson"),
            ("工作要求层级.csv", Severity::Error, "要求层级.csv"),
            ("底图(1).geojson", Severity::Warning, "底图.geojson"),
        ] {
            assert_eq!(
                said(name, &used),
                ("file_beside".to_owned(), severity, like.to_owned()),
                "{name}"
            );
        }
        assert_eq!(
            said("通讯录.xlsx", &used),
            ("file_unknown".to_owned(), Severity::Warning, String::new())
        );
        assert_eq!(
            said("规则说明.docx", &used),
            ("file_unknown".to_owned(), Severity::Info, String::new())
        );
        assert_eq!(said("~$规则.xlsx", &used).0, "sheet_open");
    }
}
