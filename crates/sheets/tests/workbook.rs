//! A city that keeps workbooks says what it says in CSV.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::path::Path;

use check::{Finding, Severity};
use publish::city_folder;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sheets::Files;
use sheets::city::{self, Imported};

/// The sample city.
fn sample() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
    city_folder::read(&folder).expect("the sample city")
}

/// A CSV as a workbook, its dates as a spreadsheet keeps them, and how many dates it has.
fn workbook(csv: &[u8]) -> (Vec<u8>, usize) {
    let mut dates = 0;
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("yyyy/m/d");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(csv.strip_prefix(b"\xef\xbb\xbf").unwrap_or(csv));
    for (row, record) in reader.records().enumerate() {
        let row = u32::try_from(row).expect("a row");
        for (column, cell) in record.expect("a record").iter().enumerate() {
            let column = u16::try_from(column).expect("a column");
            let day = cell.len() == "2025-05-01".len();
            match ExcelDateTime::parse_from_str(cell) {
                Ok(moment) if day && cell.starts_with("20") => {
                    dates += 1;
                    sheet.write_with_format(row, column, &moment, &date)
                }
                _ => sheet.write(row, column, cell),
            }
            .expect("a cell");
        }
    }
    (workbook.save_to_buffer().expect("a workbook"), dates)
}

fn errors(imported: &Imported) -> Vec<&Finding> {
    let errors = imported.findings.iter();
    errors.filter(|f| f.severity == Severity::Error).collect()
}

#[test]
fn the_sample_city_in_workbooks_is_the_sample_city() {
    let files = sample();
    let mut workbooks = Files::default();
    let (mut turned, mut dates) = (0, 0);
    for (name, bytes) in files.read() {
        match name.strip_suffix(".csv") {
            Some(stem) => {
                turned += 1;
                let (workbook, count) = workbook(bytes);
                dates += count;
                workbooks.insert(format!("{stem}.xlsx"), workbook);
            }
            None => workbooks.insert(name, bytes),
        }
    }
    assert_eq!(turned, 18);
    assert!(dates > 100, "{dates}");
    let (from_csv, from_workbooks) = (city::read(&files), city::read(&workbooks));
    assert_eq!(errors(&from_workbooks), Vec::<&Finding>::new());
    // The places of rows name their files, which differ in nothing but the ending.
    let said = |imported: &Imported| format!("{:?}", imported.sources).replace(".xlsx", ".csv");
    assert_eq!(said(&from_workbooks), said(&from_csv));
}

#[test]
fn a_workbook_that_cannot_be_read_is_told_once() {
    let mut files = Files::default();
    for (name, bytes) in sample().read() {
        if name != "规则.csv" {
            files.insert(name, bytes);
        }
    }
    files.insert("规则.xls", &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"[..]);
    let imported = city::read(&files);
    let of_rules: Vec<&str> = errors(&imported)
        .iter()
        .filter(|f| f.location.file == "规则.xls")
        .map(|f| f.code.as_str())
        .collect();
    assert_eq!(of_rules, ["workbook_format"]);
}
