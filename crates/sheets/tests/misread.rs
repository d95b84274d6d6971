//! What was not understood is never taken for "nothing said": headings that are nearly right, merged
//! cells, rows that vanish, files that lie beside, encodings that only seem to fit.

use check::{Finding, Severity, check};
use civic::rules::Rule;
use civic::time::Date;
use proptest::prelude::*;
use sheets::Files;
use sheets::city::{self, Imported};

const GOODS: &str = "品类编号,名称,食品,登记要求,来源类型\nsnack,小吃,是,登记卡,示例\n";
const PLACES: &str = "地点编号,名称,类型,侧,等级,单位代码,来源类型\n\
    Z-001,莫家街,街道路段,两侧,疏导,630103001,示例\n";
const HEADINGS: &str =
    "规则编号,适用地点,效力,品类,时段,星期,日期类型,季节,时段外,生效,失效,文件,备注,来源类型";
const ROW: &str = "R-1,Z-001,准许,小吃,18:00-22:00,周一至周五,工作日,4月25日至10月8日,禁止,2025-04-01,2027-01-01,D-1,本项目编写,示例";

fn read(rules: impl Into<Vec<u8>>) -> Imported {
    read_with(|files| files.insert("规则.csv", rules))
}

fn read_with(add: impl FnOnce(&mut Files)) -> Imported {
    let mut files = Files::default();
    files.insert("品类.csv", GOODS);
    files.insert("地点.csv", PLACES);
    add(&mut files);
    city::read(&files)
}

fn rules(imported: &Imported) -> Vec<&Rule> {
    let own = imported.sources.rules.iter().map(|r| &r.value);
    own.filter(|r| !r.outside_times).collect()
}

fn sheet(headings: &str, rows: &[&str]) -> String {
    format!("{headings}\n{}\n", rows.join("\n"))
}

/// The findings about the sheet of rules of this severity, missing files aside.
fn found(imported: &Imported, severity: Severity) -> Vec<&Finding> {
    let of_rules = imported
        .findings
        .iter()
        .filter(|f| f.location.file.starts_with("规则"));
    of_rules.filter(|f| f.severity == severity).collect()
}

fn codes(findings: &[&Finding]) -> Vec<(u32, String, String)> {
    let shown = |f: &&Finding| (f.location.row, f.location.column.clone(), f.code.clone());
    findings.iter().map(shown).collect()
}

#[test]
fn a_heading_that_is_nearly_ours_is_read_and_told() {
    let plain = read(sheet(HEADINGS, &[ROW]));
    let expected = rules(&plain);
    assert_eq!(
        (expected.len(), found(&plain, Severity::Info).len()),
        (1, 0)
    );
    for (ours, theirs) in [
        ("时段", "时间段"),
        ("时段", "时段（24小时制）"),
        ("时段", "\"时\n段\""),
        ("时段", " 时 段 "),
        ("失效", "失效日期"),
        ("失效", "失效时间"),
        ("生效", "生效日期"),
        ("星期", "星期（选填）"),
        ("适用地点", "地点"),
        ("日期类型", "日期类型*"),
        ("规则编号", "ID"),
        ("时段外", "Outside "),
    ] {
        let headings: Vec<&str> = HEADINGS
            .split(',')
            .map(|h| if h == ours { theirs } else { h })
            .collect();
        let imported = read(sheet(&headings.join(","), &[ROW]));
        assert_eq!(rules(&imported), expected, "{theirs}");
        assert_eq!(
            found(&imported, Severity::Error),
            Vec::<&Finding>::new(),
            "{theirs}"
        );
        let told = codes(&found(&imported, Severity::Info));
        let is_exact = theirs.trim().eq_ignore_ascii_case("id") || theirs.trim() == "Outside";
        assert_eq!(told.len(), usize::from(!is_exact), "{theirs}: {told:?}");
    }
}

#[test]
fn a_column_that_decides_and_is_missing_is_an_error_that_names_the_likely_heading() {
    let columns: Vec<&str> = HEADINGS.split(',').collect();
    for (column, theirs) in [
        ("时段", "时段（夏季）"),
        ("时段", "摆摊时段安排"),
        ("星期", "星期几"),
        ("日期类型", "日期的类型"),
        ("季节", "季节性"),
        ("失效", "失效（含当日）"),
        ("品类", "经营品类"),
        ("效力", "效力等级"),
        ("时段外", "时段以外"),
        ("优先级", "优先级别"),
    ] {
        let headings: Vec<&str> = columns
            .iter()
            .map(|h| if *h == column { theirs } else { h })
            .collect();
        let mut headings = headings.join(",");
        let mut row = ROW.to_owned();
        if !columns.contains(&column) {
            headings.extend([",", theirs]);
            row += ",50";
        }
        let imported = read(sheet(&headings, &[&row]));
        let errors = found(&imported, Severity::Error);
        let error = errors
            .iter()
            .find(|f| f.code == "column_missing")
            .expect(theirs);
        assert_eq!(
            (error.location.column.as_str(), error.value.as_str()),
            (column, theirs)
        );
        for text in [&error.what.zh, &error.what.en, &error.fix.zh, &error.fix.en] {
            assert!(text.contains(theirs), "{text}");
        }
        assert!(error.fix.zh.contains(column));
        assert_eq!(
            rules(&imported).len(),
            0,
            "{theirs}: no rule is read without it"
        );
        assert_eq!(
            found(&imported, Severity::Info).len(),
            0,
            "{theirs}: said once"
        );
    }
}

#[test]
fn a_column_that_decides_and_is_not_there_is_an_error() {
    let columns: Vec<&str> = HEADINGS.split(',').collect();
    let cells: Vec<&str> = ROW.split(',').collect();
    for column in [
        "时段",
        "星期",
        "日期类型",
        "季节",
        "失效",
        "品类",
        "效力",
        "时段外",
    ] {
        let kept: Vec<usize> = (0..columns.len())
            .filter(|i| columns[*i] != column)
            .collect();
        let pick = |of: &[&str]| kept.iter().map(|i| of[*i]).collect::<Vec<_>>().join(",");
        let imported = read(sheet(&pick(&columns), &[&pick(&cells)]));
        let today = Date::new(2026, 6, 1).expect("a date");
        let mut findings = imported.findings.clone();
        findings.extend(check(&imported.sources, None, today));
        let at: Vec<_> = findings
            .iter()
            .filter(|f| f.location.file == "规则.csv" && f.severity == Severity::Error)
            .map(|f| (f.location.row, f.location.column.as_str()))
            .collect();
        assert!(at.contains(&(1, column)), "{column}: {at:?}");
    }
}

#[test]
fn two_columns_of_one_heading_are_an_error() {
    for column in HEADINGS.split(',') {
        let imported = read(sheet(
            &format!("{HEADINGS},{column}"),
            &[&format!("{ROW},")],
        ));
        let errors = found(&imported, Severity::Error);
        assert_eq!(
            codes(&errors),
            [(1, column.to_owned(), "column_twice".to_owned())]
        );
        assert!(rules(&imported).is_empty());
    }
    let imported = read(sheet(
        &format!("{HEADINGS},时段（24小时制）"),
        &[&format!("{ROW},06:00-08:00")],
    ));
    assert_eq!(found(&imported, Severity::Error)[0].code, "column_twice");
}

#[test]
fn a_column_without_a_heading_and_a_cell_beyond_the_last_are_errors() {
    let imported = read(sheet(
        &format!("{HEADINGS},"),
        &[&format!("{ROW},节假日除外")],
    ));
    let errors = found(&imported, Severity::Error);
    assert_eq!(
        codes(&errors),
        [(1, "O".to_owned(), "column_unnamed".to_owned())]
    );
    let imported = read(sheet(
        HEADINGS,
        &[ROW, &ROW.replace("小吃", "小吃,饮料").replace("R-1", "R-2")],
    ));
    assert_eq!(
        codes(&found(&imported, Severity::Error)),
        [(3, String::new(), "row_too_long".to_owned())]
    );
    assert_eq!(rules(&imported).len(), 1);
    // Commas at the end, as a spreadsheet writes them, hold nothing.
    let imported = read(sheet(&format!("{HEADINGS},,"), &[&format!("{ROW},,,,")]));
    assert!(found(&imported, Severity::Error).is_empty() && rules(&imported).len() == 1);
}

#[test]
fn blanks_that_a_merged_cell_leaves_are_passed_on() {
    let below = "R-2,Z-001,准许,小吃,,周六、周日,,,禁止,2025-04-01,,D-1,,示例";
    let third = below.replace("R-2", "R-3");
    let other = below.replace("R-2", "R-4").replace("Z-001", "Z-002");
    let imported = read(sheet(HEADINGS, &[ROW, below, &third, &other]));
    let blanks: Vec<_> = imported
        .sources
        .blanks
        .iter()
        .map(|b| {
            (
                b.rule.as_str(),
                b.above.as_str(),
                b.column.zh,
                b.location.row,
            )
        })
        .collect();
    assert_eq!(
        blanks,
        [
            ("R-2", "R-1", "时段", 3),
            ("R-2", "R-1", "日期类型", 3),
            ("R-2", "R-1", "季节", 3),
            ("R-2", "R-1", "失效", 3),
            ("R-3", "R-1", "时段", 4),
            ("R-3", "R-1", "日期类型", 4),
            ("R-3", "R-1", "季节", 4),
            ("R-3", "R-1", "失效", 4),
        ]
    );
    // What is said in words is not asked about.
    let said = "R-2,Z-001,准许,小吃,全天,周六、周日,每天,全年,禁止,2025-04-01,长期,D-1,,示例";
    assert!(
        read(sheet(HEADINGS, &[ROW, said]))
            .sources
            .blanks
            .is_empty()
    );
}

#[test]
fn an_unclosed_quotation_is_told_at_the_row_where_it_opens_wherever_that_is() {
    let rows: Vec<String> = (1..=9)
        .map(|n| ROW.replace("R-1", &format!("R-{n}")))
        .collect();
    for at in 0..rows.len() {
        let mut broken = rows.clone();
        broken[at] = broken[at].replace("本项目编写", "\"本项目编写");
        let all: Vec<&str> = broken.iter().map(String::as_str).collect();
        let imported = read(sheet(HEADINGS, &all));
        let row = u32::try_from(at + 2).expect("a row");
        assert_eq!(
            codes(&found(&imported, Severity::Error)),
            [(row, String::new(), "quote_unclosed".to_owned())]
        );
        assert_eq!(rules(&imported).len(), 8);
        let count = imported
            .counts
            .iter()
            .find(|c| c.file == "规则.csv")
            .expect("counted");
        assert_eq!((count.rows, count.read, count.refused()), (9, 8, 1));
        let id = format!("R-{}", at + 1);
        assert!(imported.sources.refused["规则.csv"].contains(&id));
    }
}

#[test]
fn s6_1_rows_are_numbered_as_the_spreadsheet_numbers_them() {
    let imported = read(format!(
        "{HEADINGS}\n\n{}\n\n\n{}\n",
        ROW,
        ROW.replace("18:00-22:00", "晚上")
    ));
    assert_eq!(
        codes(&found(&imported, Severity::Error)),
        [(6, "时段".to_owned(), "cell_unreadable".to_owned())]
    );
}

#[test]
fn titles_and_notes_beside_the_table_are_told_and_the_table_is_read() {
    let text = format!(
        "西宁市摆摊规则表,,,\n,,,\n{HEADINGS}\n{ROW}\n备注：以上时段节假日除外\n,,填表人：市城管局\n"
    );
    let imported = read(text);
    assert_eq!(rules(&imported).len(), 1);
    assert!(found(&imported, Severity::Error).is_empty());
    let beside = codes(&found(&imported, Severity::Warning));
    let rows: Vec<u32> = beside.iter().map(|(row, ..)| *row).collect();
    assert_eq!(rows, [1, 5, 6], "{beside:?}");
    let count = imported
        .counts
        .iter()
        .find(|c| c.file == "规则.csv")
        .expect("counted");
    assert_eq!((count.rows, count.refused()), (3, 2));
}

#[test]
fn other_separators_and_encodings_are_read_and_told() {
    let text = sheet(HEADINGS, &[ROW]);
    for separator in [";", "\t", "|"] {
        let imported = read(text.replace(',', separator));
        assert_eq!(rules(&imported).len(), 1, "{separator}");
        assert_eq!(
            found(&imported, Severity::Info)[0].code,
            "separator_read_as"
        );
    }
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let imported = read([b"\xff\xfe".to_vec(), utf16].concat());
    assert_eq!(rules(&imported).len(), 1);
    assert_eq!(found(&imported, Severity::Info)[0].code, "encoding_read_as");
}

#[test]
fn a_file_that_cannot_be_read_is_one_finding_and_what_follows_is_folded() {
    let (big5, _, _) =
        encoding_rs::BIG5.encode("地點編號,名稱,類型\nZ-001,莫家街北段商業區,街道\n");
    for (places, code) in [
        (big5.into_owned(), "encoding_unknown"),
        (b"Z-001\nZ-002\n".to_vec(), "headings_missing"),
        (
            PLACES.replace("名称", "叫法").into_bytes(),
            "column_missing",
        ),
    ] {
        let many: Vec<String> = (1..=40)
            .map(|n| ROW.replace("R-1", &format!("R-{n}")))
            .collect();
        let rows: Vec<&str> = many.iter().map(String::as_str).collect();
        let imported = read_with(|files| {
            files.insert("地点.csv", places);
            files.insert("规则.csv", sheet(HEADINGS, &rows));
        });
        let of_places: Vec<_> = imported
            .findings
            .iter()
            .filter(|f| f.location.file == "地点.csv")
            .collect();
        assert_eq!(of_places.len(), 1, "{of_places:?}");
        assert_eq!(
            (of_places[0].code.as_str(), of_places[0].severity),
            (code, Severity::Error)
        );
        assert!(imported.sources.unread.contains("地点.csv"));
        let today = Date::new(2026, 6, 1).expect("a date");
        let checked = check(&imported.sources, None, today);
        let unknown = checked.iter().filter(|f| f.code == "place_unknown").count();
        assert_eq!(unknown, 0, "{code}");
        let folded = checked.iter().filter(|f| f.code == "follows_from").count();
        assert!(folded > 0, "{code}");
    }
}

#[test]
fn a_sheet_that_lies_beside_is_told() {
    let imported = read_with(|files| {
        files.insert("规则.csv", sheet(HEADINGS, &[ROW]));
        files.insert("规则.xlsx", b"PK".to_vec());
        files.insert("临时调整表.csv", "a,b\n");
    });
    let said: Vec<_> = imported
        .findings
        .iter()
        .filter(|f| ["sheet_twice", "file_beside"].contains(&f.code.as_str()))
        .map(|f| (f.code.as_str(), f.severity, f.location.file.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("sheet_twice", Severity::Error, "规则.csv"),
            ("file_beside", Severity::Error, "临时调整表.csv"),
        ]
    );
}

#[test]
fn characters_copied_from_a_pdf_are_read_as_those_meant_and_told() {
    let imported = read_with(|files| {
        files.insert("规则.csv", sheet(HEADINGS, &[ROW]));
        files.insert("地点.csv", PLACES.replace("莫家街", "⻄⼤街"));
    });
    assert_eq!(imported.sources.places[0].value.name.zh, "西大街");
    let told = imported
        .findings
        .iter()
        .find(|f| f.code == "ideograph_replaced");
    let told = told.expect("told");
    assert_eq!((told.location.row, told.value.as_str()), (2, "⻄⼤街"));
}

#[test]
fn an_expiry_says_in_words_that_there_is_none_or_is_refused_with_them() {
    let documents = "文件编号,标题,层级,失效日期,效力,来源类型\nD-1,通告,市,长期,有效,示例\n";
    let imported = read_with(|files| {
        files.insert(
            "规则.csv",
            sheet(HEADINGS, &[&ROW.replace("2027-01-01", "待定")]),
        );
        files.insert("文件.csv", documents);
    });
    assert_eq!(imported.sources.documents[0].value.expires_on, None);
    let errors = found(&imported, Severity::Error);
    assert_eq!(
        codes(&errors),
        [(2, "失效".to_owned(), "cell_unreadable".to_owned())]
    );
    assert!(errors[0].fix.zh.contains("长期") && errors[0].what.en.contains("长期"));
}

#[test]
fn features_are_counted_as_rows_are() {
    let feature = |id: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"id":"{id}"}},"geometry":{{"type":"Point","coordinates":[101.7,36.6]}}}}"#
        )
    };
    let features = [feature("Z-001"), feature("Z-404")].join(",");
    let imported = read_with(|files| {
        files.insert("规则.csv", sheet(HEADINGS, &[ROW]));
        files.insert(
            "地点.geojson",
            format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#),
        );
    });
    let count = imported
        .counts
        .iter()
        .find(|c| c.file == "地点.geojson")
        .expect("counted");
    assert_eq!((count.rows, count.read, count.refused()), (2, 1, 1));
}

#[test]
fn an_empty_file_is_never_an_empty_sheet() {
    for bytes in ["", "\n\n", ",,\n", "\u{feff}"] {
        let imported = read(bytes);
        let errors = found(&imported, Severity::Error);
        assert_eq!(errors.len(), 1, "{bytes:?}");
        assert_eq!(errors[0].code, "headings_missing");
        assert!(imported.sources.unread.contains("规则.csv"));
    }
    let imported = read(format!("{HEADINGS}\n"));
    let warned = codes(&found(&imported, Severity::Warning));
    assert_eq!(warned, [(1, String::new(), "sheet_empty".to_owned())]);
}

proptest! {
    /// Rows read and rows refused are the rows of the file, whatever it holds.
    #[test]
    fn every_row_is_read_or_refused(
        rows in proptest::collection::vec("(R-[0-9],Z-001|[A-Z\",;]{0,5}|备注：[a-z]{3}|\"[a-z\n]{0,4}\"?){0,4}", 0..12)
    ) {
        let text = format!("{HEADINGS}\n{ROW}\n{}\n", rows.join("\n"));
        let imported = read(text.clone());
        let count = imported.counts.iter().find(|c| c.file == "规则.csv").expect("counted");
        prop_assert!(count.read >= 1 && count.read <= count.rows);
        let told = imported
            .findings
            .iter()
            .filter(|f| f.location.file == "规则.csv" && f.severity >= Severity::Warning && f.location.row > 1)
            .map(|f| f.location.row)
            .collect::<std::collections::BTreeSet<_>>();
        prop_assert_eq!(told.len(), count.refused(), "{}", text);
        prop_assert_eq!(rules(&imported).len(), count.read);
    }
}
