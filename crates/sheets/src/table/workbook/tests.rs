//! Workbooks as spreadsheets write them, and as nobody should.

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use check::{Finding, Severity};
use proptest::prelude::*;
use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::super::grid::Grid;
use super::read;

fn read_file(file: &str, bytes: &[u8]) -> (Grid, Vec<Finding>) {
    let mut findings = Vec::new();
    let grid = read(file, bytes, &mut findings);
    (grid, findings)
}

/// The rows as `1: a|b`.
fn rows(grid: &Grid) -> Vec<String> {
    grid.rows
        .iter()
        .map(|row| format!("{}: {}", row.number, row.cells.join("|")))
        .collect()
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|f| f.code.as_str()).collect()
}

fn found<'a>(findings: &'a [Finding], code: &str) -> &'a Finding {
    findings
        .iter()
        .find(|f| f.code == code)
        .unwrap_or_else(|| panic!("{code} is not among {:?}", codes(findings)))
}

fn workbook(write: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    write(&mut workbook).expect("a workbook");
    workbook.save_to_buffer().expect("a workbook")
}

fn sheet(write: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    workbook(|workbook| write(workbook.add_worksheet()))
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("a file").into_inner()
}

/// The same file with one part changed.
fn changed(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a packed file");
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .collect();
    let mut parts = Vec::new();
    for name in names {
        let mut text = String::new();
        archive
            .by_name(&name)
            .expect("a part")
            .read_to_string(&mut text)
            .expect("text");
        if name == part {
            let after = change(&text);
            assert_ne!(after, text, "{part} is unchanged: {text}");
            text = after;
        }
        parts.push((name, text));
    }
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    packed(&parts)
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// An ODS with these tables and styles.
fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
    ])
}

fn text_cell(text: &str) -> String {
    format!(
        r#"<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
    )
}

#[test]
fn values_are_read_as_the_cells_grammar_reads_them() {
    let bytes = sheet(|sheet| {
        let date = Format::new().set_num_format("yyyy/m/d;@");
        let chinese = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\";@");
        let moment = Format::new().set_num_format("yyyy/m/d\\ h:mm;@");
        let time = Format::new().set_num_format("h:mm");
        let by_number = Format::new().set_num_format_index(31);
        let percent = Format::new().set_num_format("0%");
        let padded = Format::new().set_num_format("000");
        let labour_day = ExcelDateTime::from_ymd(2025, 5, 1)?;
        let evening = ExcelDateTime::from_ymd(2025, 5, 1)?.and_hms(18, 0, 0)?;
        sheet.write(0, 0, "编号")?;
        sheet.write(1, 0, "0012")?;
        sheet.write(1, 1, 630_104_001_001_i64)?;
        sheet.write_with_format(1, 2, &labour_day, &date)?;
        sheet.write_with_format(1, 3, &labour_day, &chinese)?;
        sheet.write_with_format(1, 4, &evening, &moment)?;
        sheet.write_with_format(1, 5, 0.75, &time)?;
        sheet.write_with_format(1, 6, 45_778, &by_number)?;
        sheet.write_with_format(1, 7, 0.85, &percent)?;
        sheet.write(1, 8, true)?;
        sheet.write(1, 9, false)?;
        sheet.write(1, 10, "2025年5月1日")?;
        sheet.write(1, 11, 1.5)?;
        sheet.write_with_format(1, 12, 7, &padded)?;
        // A number typed as a date without the format of one is left to the grammar of dates.
        sheet.write(1, 13, 45_778)?;
        Ok(())
    });
    let (grid, findings) = read_file("规则.xlsx", &bytes);
    assert_eq!(
        rows(&grid),
        [
            "1: 编号",
            "2: 0012|630104001001|2025-05-01|2025-05-01|2025-05-01 18:00|18:00|2025-05-01|85%|是|否|2025年5月1日|1.5|007|45778"
        ]
    );
    assert_eq!(codes(&findings), [""; 0]);
}

#[test]
fn rows_are_numbered_as_the_spreadsheet_numbers_them() {
    let bytes = sheet(|sheet| {
        sheet.write(0, 0, "编号")?;
        sheet.write(3, 1, "四")?;
        sheet.write(4, 0, "  ")?;
        sheet.write(9, 0, " 十 ")?;
        Ok(())
    });
    let (grid, _) = read_file("规则.xlsx", &bytes);
    assert_eq!(rows(&grid), ["1: 编号", "4: |四", "10: 十"]);
}

#[test]
fn a_workbook_that_counts_from_1904_has_the_same_dates() {
    let dated = sheet(|sheet| {
        let date = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(0, 0, 44_316, &date)?;
        Ok(())
    });
    let bytes = changed(&dated, "xl/workbook.xml", |text| {
        text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    let (grid, _) = read_file("规则.xlsx", &bytes);
    assert_eq!(rows(&grid), ["1: 2025-05-01"]);
}

#[test]
fn every_cell_of_a_merge_has_its_value() {
    let bytes = sheet(|sheet| {
        let format = Format::new().set_align(FormatAlign::Center);
        sheet.merge_range(0, 0, 0, 3, "规则表", &format)?;
        sheet.write_row(1, 0, ["编号", "地点", "时段", "备注"])?;
        for row in 2..5 {
            sheet.write(row, 0, format!("R-{row}"))?;
        }
        sheet.merge_range(2, 2, 4, 2, "18:00-22:00", &format)?;
        sheet.merge_range(2, 1, 3, 1, "莫家街", &format)?;
        sheet.write(4, 1, "东关")?;
        sheet.write(5, 0, "R-5")?;
        sheet.merge_range(5, 1, 5, 2, "全天", &format)?;
        sheet.merge_range(7, 0, 9, 3, "注：示例", &format)?;
        Ok(())
    });
    let (grid, findings) = read_file("规则.xlsx", &bytes);
    assert_eq!(
        rows(&grid),
        [
            "1: 规则表",
            "2: 编号|地点|时段|备注",
            "3: R-2|莫家街|18:00-22:00",
            "4: R-3|莫家街|18:00-22:00",
            "5: R-4|东关|18:00-22:00",
            "6: R-5|全天|全天",
            "8: 注：示例",
        ]
    );
    let told = found(&findings, "merged_cells");
    assert_eq!(told.severity, Severity::Info);
    assert_eq!(
        told.what.en,
        "Each cell of a merged region has the value of its first: A1:D1, C3:C5, B3:B4, B6:C6, A8:D10"
    );
    assert_eq!(codes(&findings), ["merged_cells"]);
}

#[test]
fn what_lies_under_a_merge_is_told() {
    let merged = sheet(|sheet| {
        sheet.write_row(0, 0, ["编号", "时段"])?;
        sheet.write_row(1, 0, ["R-1", "06:00-08:00"])?;
        sheet.write_row(2, 0, ["R-2", "18:00-22:00"])?;
        Ok(())
    });
    let bytes = changed(&merged, SHEET, |text| {
        text.replace(
            "</sheetData>",
            "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B2:B3\"/></mergeCells>",
        )
    });
    let (grid, findings) = read_file("规则.xlsx", &bytes);
    assert_eq!(
        rows(&grid),
        ["1: 编号|时段", "2: R-1|06:00-08:00", "3: R-2|06:00-08:00"]
    );
    let told = found(&findings, "merge_covers_text");
    assert_eq!(told.severity, Severity::Warning);
    assert!(told.what.zh.ends_with("：B3"), "{}", told.what.zh);
}

#[test]
fn hidden_rows_and_columns_are_read_and_told() {
    let bytes = sheet(|sheet| {
        sheet.write_row(0, 0, ["编号", "时段"])?;
        sheet.write_row(1, 0, ["R-1", "全天"])?;
        sheet.write_row(2, 0, ["R-2", "全天"])?;
        sheet.set_row_hidden(2)?;
        sheet.set_row_hidden(9)?;
        sheet.set_column_hidden(1)?;
        sheet.set_column_hidden(5)?;
        Ok(())
    });
    let (grid, findings) = read_file("规则.xlsx", &bytes);
    assert_eq!(rows(&grid), ["1: 编号|时段", "2: R-1|全天", "3: R-2|全天"]);
    let told = found(&findings, "rows_hidden");
    assert_eq!(told.severity, Severity::Warning);
    assert_eq!(
        told.what.en,
        "Rows that are hidden or filtered out are published all the same: 3"
    );
    assert_eq!(
        found(&findings, "columns_hidden").what.en,
        "Hidden columns are read all the same: B"
    );
}

#[test]
fn a_formula_has_the_value_that_was_saved() {
    let written = sheet(|sheet| {
        sheet.write(0, 0, "编号")?;
        sheet.write_formula(1, 0, Formula::new("=\"R-\"&1").set_result("R-1"))?;
        sheet.write_formula(2, 0, Formula::new("=IF(TRUE,\"\",1)").set_result(""))?;
        sheet.write(2, 1, "备注")?;
        Ok(())
    });
    let written = changed(&written, SHEET, |text| {
        text.replace(
            "<c r=\"A3\"><f>IF(TRUE,\"\",1)</f><v>0</v>",
            "<c r=\"A3\" t=\"str\"><f>IF(TRUE,\"\",1)</f><v></v>",
        )
    });
    // This writer does not calculate, and says so.
    let (grid, findings) = read_file("规则.xlsx", &written);
    assert_eq!(rows(&grid), ["1: 编号", "2: R-1", "3: |备注"]);
    assert_eq!(codes(&findings), ["formulas_not_calculated"]);
    let saved = changed(&written, "xl/workbook.xml", |text| {
        text.replace(" fullCalcOnLoad=\"1\"", "")
    });
    let (_, findings) = read_file("规则.xlsx", &saved);
    assert_eq!(codes(&findings), ["formulas_read"]);
    let told = found(&findings, "formulas_read");
    assert_eq!(told.severity, Severity::Info);
    assert!(told.what.en.ends_with(": A2"), "{}", told.what.en);
}

#[test]
fn a_formula_without_a_value_and_an_error_value_refuse_their_rows() {
    let written = sheet(|sheet| {
        sheet.write_row(0, 0, ["编号", "数"])?;
        sheet.write(1, 0, "R-1")?;
        sheet.write_formula(1, 1, Formula::new("=B9").set_result("#REF!"))?;
        sheet.write(2, 0, "R-2")?;
        sheet.write_formula(2, 1, Formula::new("=B10").set_result("17"))?;
        sheet.write_row(3, 0, ["R-3", "1"])?;
        Ok(())
    });
    let bytes = changed(&written, SHEET, |text| text.replace("<v>17</v>", ""));
    let (grid, findings) = read_file("规则.xlsx", &bytes);
    assert_eq!(rows(&grid), ["1: 编号|数", "4: R-3|1"]);
    assert_eq!(grid.refused.keys().copied().collect::<Vec<_>>(), [2, 3]);
    assert_eq!(grid.refused.get(&2).map(|cells| &*cells[0]), Some("R-1"));
    let error = found(&findings, "cell_error_value");
    assert_eq!(
        (
            error.severity,
            error.location.row,
            &*error.location.column,
            &*error.value
        ),
        (Severity::Error, 2, "B", "#REF!")
    );
    let missing = found(&findings, "cell_not_calculated");
    assert_eq!(missing.severity, Severity::Error);
    assert!(missing.what.en.ends_with("in B3"), "{}", missing.what.en);
    assert_eq!(
        codes(&findings),
        ["cell_error_value", "cell_not_calculated"]
    );
}

#[test]
fn a_fault_that_a_column_shares_is_told_once() {
    let bytes = sheet(|sheet| {
        sheet.write(0, 0, "编号")?;
        for row in 1..30 {
            sheet.write_formula(row, 0, Formula::new("=Z9").set_result("#N/A"))?;
        }
        Ok(())
    });
    let (grid, findings) = read_file("规则.xlsx", &bytes);
    assert_eq!(grid.refused.len(), 29);
    assert_eq!(codes(&findings), ["cell_error_value"]);
    assert_eq!(
        found(&findings, "cell_error_value").what.zh,
        "公式出错（如 #N/A）的单元格：A2、A3、A4、A5、A6、A7、A8、A9 等，共 29"
    );
}

#[test]
fn a_number_longer_than_fifteen_digits_is_refused() {
    let bytes = sheet(|sheet| {
        sheet.write(0, 0, "编号")?;
        sheet.write(1, 0, 632_101_199_001_011_234_f64)?;
        Ok(())
    });
    let (grid, findings) = read_file("规则.xlsx", &bytes);
    assert_eq!(rows(&grid), ["1: 编号"]);
    let told = found(&findings, "cell_digits_lost");
    assert_eq!((told.severity, told.location.row), (Severity::Error, 2));
}

#[test]
fn a_date_that_is_a_formula_of_an_empty_cell_is_refused() {
    let bytes = sheet(|sheet| {
        let date = Format::new().set_num_format("yyyy/m/d");
        sheet.write(0, 0, "失效")?;
        sheet.write_formula_with_format(1, 0, Formula::new("=A9").set_result("0"), &date)?;
        Ok(())
    });
    let (grid, findings) = read_file("规则.xlsx", &bytes);
    assert_eq!(rows(&grid), ["1: 失效"]);
    assert_eq!(found(&findings, "cell_not_a_date").location.row, 2);
}

#[test]
fn what_looks_other_than_it_is_is_told() {
    let bytes = sheet(|sheet| {
        let prefixed = Format::new().set_num_format("\"Z-\"000");
        let struck = Format::new().set_font_strikethrough();
        sheet.write_with_format(0, 0, 7, &prefixed)?;
        sheet.write_with_format(1, 0, "旧规则", &struck)?;
        Ok(())
    });
    let (grid, findings) = read_file("规则.xlsx", &bytes);
    assert_eq!(rows(&grid), ["1: 007", "2: 旧规则"]);
    assert_eq!(
        codes(&findings),
        ["number_format_adds_text", "text_struck_through"]
    );
    assert_eq!(found(&findings, "number_format_adds_text").value, "Z-");
}

#[test]
fn worksheets_that_are_not_read_are_told() {
    let of = |names: &[&str]| {
        workbook(|workbook| {
            for name in names {
                let sheet = workbook.add_worksheet();
                sheet.set_name(*name)?;
                sheet.write(0, 0, *name)?;
            }
            Ok(())
        })
    };
    let (grid, findings) = read_file("规则.xlsx", &of(&["旧", "规则"]));
    assert_eq!(rows(&grid), ["1: 规则"]);
    let told = found(&findings, "worksheets_not_read");
    assert_eq!(told.severity, Severity::Warning);
    assert!(told.what.zh.ends_with("：旧"), "{}", told.what.zh);
    let (grid, findings) = read_file("规则.xlsx", &of(&["甲", "乙"]));
    assert_eq!(grid, Grid::default());
    let told = found(&findings, "worksheet_unclear");
    assert_eq!(told.severity, Severity::Error);
    assert!(told.what.zh.contains("甲、乙"), "{}", told.what.zh);
    assert!(told.fix.zh.contains("“规则”"), "{}", told.fix.zh);

    let hidden = workbook(|workbook| {
        workbook.add_worksheet().write(0, 0, "编号")?;
        let list = workbook.add_worksheet();
        list.set_name("名单")?;
        list.set_very_hidden(true);
        list.write(0, 0, "甲")?;
        Ok(())
    });
    let (grid, findings) = read_file("规则.xlsx", &hidden);
    assert_eq!(rows(&grid), ["1: 编号"]);
    assert!(
        found(&findings, "worksheets_not_read")
            .what
            .en
            .ends_with("名单 (hidden)")
    );
}

#[test]
fn what_is_no_workbook_is_named() {
    let whole = sheet(|sheet| sheet.write(0, 0, "编号").map(|_| ()));
    let compound = |stream: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.extend(vec![0; 504]);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    for (bytes, code, says) in [
        (
            compound("EncryptedPackage"),
            "workbook_encrypted",
            "password",
        ),
        (compound("Workbook"), "workbook_format", ".xls"),
        (
            packed(&[("xl/workbook.bin", "?")]),
            "workbook_format",
            ".xlsb",
        ),
        (
            packed(&[("word/document.xml", "<w/>")]),
            "workbook_format",
            "without worksheets",
        ),
        (
            "<html><table>".as_bytes().to_vec(),
            "workbook_format",
            "web page",
        ),
        (
            "编号,名称\n".as_bytes().to_vec(),
            "workbook_format",
            "plain text",
        ),
        (Vec::new(), "workbook_damaged", "empty"),
        (
            whole[..whole.len() / 2].to_vec(),
            "workbook_damaged",
            "copied whole",
        ),
        (sheet(|_| Ok(())), "workbook_empty", "No worksheet"),
        (
            packed(&[
                (
                    "META-INF/manifest.xml",
                    "<m><manifest:encryption-data/></m>",
                ),
                ("content.xml", "?"),
            ]),
            "workbook_encrypted",
            "password",
        ),
    ] {
        let (grid, findings) = read_file("规则.xlsx", &bytes);
        assert_eq!(grid, Grid::default());
        assert_eq!(codes(&findings), [code]);
        let told = found(&findings, code);
        assert_eq!(told.severity, Severity::Error);
        assert!(told.what.en.contains(says), "{}", told.what.en);
        assert!(!told.fix.zh.is_empty());
    }
}

#[test]
fn what_unpacks_without_end_is_refused() {
    let written = sheet(|sheet| sheet.write(0, 0, "编号").map(|_| ()));
    let long = " ".repeat(65 << 20);
    let unpacks = changed(&written, SHEET, |text| format!("{text}{long}"));
    // One text in every cell of many rows.
    let text = "字".repeat(20_000);
    let mut cells = String::new();
    for row in 1..20_000 {
        use std::fmt::Write as _;
        write!(
            cells,
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"
        )
        .expect("text");
    }
    let repeats = changed(
        &changed(&written, "xl/sharedStrings.xml", |shared| {
            shared.replace("编号", &text)
        }),
        SHEET,
        |sheet| {
            let (start, rest) = sheet.split_once("<sheetData>").expect("data");
            let (_, end) = rest.split_once("</sheetData>").expect("data");
            format!("{start}<sheetData>{cells}</sheetData>{end}")
        },
    );
    let tables = ods(
        "",
        &format!(
            r#"<table:table table:name="规则"><table:table-row table:number-rows-repeated="1048576">{}</table:table-row></table:table>"#,
            text_cell(&"字".repeat(100))
        ),
    );
    for bytes in [unpacks, repeats, tables] {
        let (grid, findings) = read_file("规则.xlsx", &bytes);
        assert_eq!(grid, Grid::default());
        assert_eq!(codes(&findings), ["workbook_too_large"]);
    }
}

#[test]
fn merges_over_merges_end() {
    let written = sheet(|sheet| {
        sheet.write_row(0, 0, ["编号", "地点"])?;
        Ok(())
    });
    let bytes = changed(&written, SHEET, |sheet| {
        sheet.replace(
            "</sheetData>",
            &format!(
                "<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row></sheetData><mergeCells>{}</mergeCells>",
                "<mergeCell ref=\"A1:B1048576\"/>".repeat(500_000)
            ),
        )
    });
    let (_, findings) = read_file("规则.xlsx", &bytes);
    assert_eq!(codes(&findings), ["workbook_too_large"]);
}

#[test]
fn numbers_that_calamine_trusts_are_checked() {
    let written = sheet(|sheet| {
        sheet.write(0, 0, "编号")?;
        sheet.write(1, 0, 5)?;
        Ok(())
    });
    for (part, from, to) in [
        (
            "xl/sharedStrings.xml",
            "uniqueCount=\"1\"",
            "uniqueCount=\"99999999999999\"",
        ),
        (
            SHEET,
            "<dimension ref=\"A1:A2\"/>",
            "<dimension ref=\"B5:A1\"/>",
        ),
        (SHEET, "r=\"A2\"", "r=\"AAAAAAAAAA2\""),
        (SHEET, "r=\"A2\"", "r=\"A99999999999\""),
        (SHEET, "<row r=\"2\"", "<row r=\"99999999999\""),
        (SHEET, "<v>5</v>", "<v>+5</v>"),
        (SHEET, "</worksheet>", ""),
    ] {
        let bytes = changed(&written, part, |text| {
            text.replace(from, to)
                .replace("<c r=\"A2\">", "<c r=\"A2\" t=\"n\">")
        });
        let (grid, findings) = read_file("规则.xlsx", &bytes);
        assert_eq!(codes(&findings), ["workbook_damaged"], "{to}");
        assert_eq!(grid, Grid::default());
    }
}

#[test]
fn an_ods_is_read_alike() {
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let value = |kind: &str, attribute: &str, value: &str, shown: &str| {
        format!(
            r#"<table:table-cell office:value-type="{kind}" office:{attribute}="{value}"><text:p>{shown}</text:p></table:table-cell>"#
        )
    };
    let values = [
        value("float", "value", "630104001001", "6.3E+11"),
        value("float", "value", "7", "007"),
        value("percentage", "value", "0.85", "85%"),
        value("date", "date-value", "2025-05-01", "2025年5月1日"),
        value("date", "date-value", "2025-05-01T18:00:00", "5月1日 18:00"),
        value("time", "time-value", "PT18H00M00S", "18:00"),
        value("boolean", "boolean-value", "true", "TRUE"),
        r#"<table:table-cell office:value-type="string"><text:p>一<text:s text:c="2"/><text:span>二</text:span>&amp;&#19977;</text:p><text:p>四</text:p></table:table-cell>"#.to_owned(),
        r#"<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>正文</text:p></table:table-cell>"#.to_owned(),
    ]
    .concat();
    let bytes = ods(
        "",
        &format!(
            r#"<table:table table:name="Sheet1"><table:table-column table:number-columns-repeated="16384"/><table:table-header-rows>{}</table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>{}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#,
            row(&text_cell("编号")),
            row(&values),
        ),
    );
    let (grid, findings) = read_file("规则.ods", &bytes);
    assert_eq!(
        rows(&grid),
        [
            "1: 编号",
            "4: 630104001001|007|85%|2025-05-01|2025-05-01 18:00|18:00|是|一  二&三\n四|正文"
        ]
    );
    assert_eq!(codes(&findings), [""; 0]);
}

#[test]
fn merges_hidden_rows_and_formulas_of_an_ods_are_told() {
    let tables = format!(
        r#"<table:table table:name="规则"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-row>{id}{window}</table:table-row><table:table-row table:visibility="filter">{first}<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1" office:value-type="string"><text:p>18:00-22:00</text:p></table:table-cell></table:table-row><table:table-row>{second}<table:covered-table-cell/></table:table-row><table:table-row table:visibility="collapse"><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell table:formula="of:=A99" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell table:formula="of:=A98"/></table:table-row></table:table><table:table table:name="藏" table:style-name="ta2"><table:table-row>{id}</table:table-row></table:table>"#,
        id = text_cell("编号"),
        window = text_cell("时段"),
        first = text_cell("R-1"),
        second = text_cell("R-2"),
    );
    let bytes = ods(
        r#"<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>"#,
        &tables,
    );
    let (grid, findings) = read_file("规则.ods", &bytes);
    assert_eq!(
        rows(&grid),
        [
            "1: 编号|时段",
            "2: R-1|18:00-22:00",
            "3: R-2|18:00-22:00",
            "4: 2"
        ]
    );
    assert_eq!(grid.refused.keys().copied().collect::<Vec<_>>(), [5, 6]);
    assert_eq!(
        codes(&findings),
        [
            "cell_error_value",
            "cell_not_calculated",
            "worksheets_not_read",
            "rows_hidden",
            "columns_hidden",
            "formulas_read",
            "merged_cells"
        ]
    );
    assert!(found(&findings, "rows_hidden").what.en.ends_with(": 2, 4"));
    assert!(found(&findings, "columns_hidden").what.en.ends_with(": B"));
    assert!(
        found(&findings, "merged_cells")
            .what
            .en
            .ends_with(": B2:B3")
    );
    assert!(
        found(&findings, "worksheets_not_read")
            .what
            .zh
            .ends_with("藏（隐藏）")
    );
}

#[test]
fn copies_of_other_files_in_an_ods_are_no_worksheets() {
    let row = format!("<table:table-row>{}</table:table-row>", text_cell("编号"));
    let bytes = ods(
        "",
        &format!(
            r#"<table:table table:name="Sheet1">{row}</table:table><table:table table:name="'file:///C:/%E6%97%A7.ods'#$Sheet1"><table:table-source/>{row}</table:table><table:dde-links><table:dde-link><table:table>{row}</table:table></table:dde-link></table:dde-links>"#
        ),
    );
    let (grid, findings) = read_file("规则.ods", &bytes);
    assert_eq!(rows(&grid), ["1: 编号"]);
    assert_eq!(codes(&findings), [""; 0]);
}

#[test]
fn an_ods_that_is_cut_off_ends() {
    let bytes = ods("", "<table:table table:name=\"规则\"><table:table-row>");
    let (_, findings) = read_file("规则.ods", &bytes);
    assert_eq!(codes(&findings), ["workbook_damaged"]);
}

static EXAMPLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    sheet(|sheet| {
        let date = Format::new().set_num_format("yyyy/m/d");
        let format = Format::new();
        sheet.write_row(0, 0, ["编号", "时段", "生效"])?;
        sheet.merge_range(1, 1, 2, 1, "全天", &format)?;
        sheet.write_with_format(1, 2, 45_778, &date)?;
        sheet.write_formula(2, 2, Formula::new("=C2").set_result("45778"))?;
        sheet.set_row_hidden(2)?;
        Ok(())
    })
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_panic(start in prop::sample::select(vec![
        &b""[..], b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<",
    ]), bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let bytes = [start, &bytes].concat();
        let (grid, findings) = read_file("规则.xlsx", &bytes);
        prop_assert_eq!(grid, Grid::default());
        prop_assert_eq!(findings.len(), 1);
    }

    #[test]
    fn no_damage_to_a_file_panics(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = EXAMPLE.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read_file("规则.xlsx", &bytes);
    }

    /// Changes inside the packed parts, where no checksum finds them.
    #[test]
    fn no_change_of_a_part_panics(
        part in prop::sample::select(vec![
            SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels", "_rels/.rels",
        ]),
        changes in prop::collection::vec(
            (any::<prop::sample::Index>(), prop::sample::select(vec!["", "9", "<", ">", "\"", "/>", "A", "0", "-", "&", "%", "字"])),
            1..4,
        ),
    ) {
        let bytes = changed(&EXAMPLE, part, |text| {
            let mut characters: Vec<String> = text.chars().map(String::from).collect();
            for (at, to) in &changes {
                let at = at.index(characters.len());
                characters[at] = (*to).to_owned();
            }
            characters.concat() + " "
        });
        let _ = read_file("规则.xlsx", &bytes);
    }

    #[test]
    fn no_change_of_an_ods_panics(changes in prop::collection::vec(
        (any::<prop::sample::Index>(), prop::sample::select(vec!["", "9", "<", ">", "\"", "/>", "A", "0", "-", "&", "字"])),
        1..4,
    )) {
        let tables = format!(
            r#"<table:table table:name="规则"><table:table-row table:number-rows-repeated="2">{}<table:table-cell table:number-rows-spanned="2" office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell></table:table-row></table:table>"#,
            text_cell("编号")
        );
        let bytes = changed(&ods("", &tables), "content.xml", |text| {
            let mut characters: Vec<String> = text.chars().map(String::from).collect();
            for (at, to) in &changes {
                let at = at.index(characters.len());
                characters[at] = (*to).to_owned();
            }
            characters.concat() + " "
        });
        let _ = read_file("规则.ods", &bytes);
    }
}
