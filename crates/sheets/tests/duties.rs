//! Duty lists and the admission log: each list's own columns, the one of before that stood for two, and
//! that no word is taken for a decision.

use civic::Text;
use civic::duties::{AdmissionDecision, DutyItem};
use sheets::Files;
use sheets::city::{self, Imported};

/// The city of one sheet.
fn import(file: &str, text: &str) -> Imported {
    let mut files = Files::default();
    files.insert(file, text);
    city::read(&files)
}

fn duties(headings: &str, rows: &[&str]) -> Imported {
    let text = format!("{headings}\n{}\n", rows.join("\n"));
    import("履职事项.csv", &text)
}

/// The findings about a file, as code, row and column.
fn found<'a>(imported: &'a Imported, file: &str) -> Vec<(&'a str, u32, &'a str)> {
    let findings = imported.findings.iter();
    findings
        .filter(|f| f.location.file == file)
        .map(|f| (f.code.as_str(), f.location.row, f.location.column.as_str()))
        .collect()
}

fn items(imported: &Imported) -> Vec<&DutyItem> {
    imported
        .sources
        .duties
        .iter()
        .map(|row| &row.value)
        .collect()
}

fn how<'a>(items: &[&'a DutyItem]) -> Vec<&'a str> {
    items.iter().map(|item| item.how().zh.as_str()).collect()
}

const BEFORE: &str = "事项编号,单位代码,清单,类别,事项名称,牵头或承接部门,街道职责或承接方式,英文街道职责或承接方式,文件,列入日期,来源类型";

#[test]
fn the_column_of_before_means_one_or_the_other_by_the_list() {
    for headings in [
        BEFORE.to_owned(),
        BEFORE
            .replace("英文街道职责或承接方式", "unit_duty_en")
            .replace("街道职责或承接方式", "unit_duty"),
    ] {
        let imported = duties(
            &headings,
            &[
                "A-1,630103001,配合履职,城乡建设,占道经营整治,区城管局,上报,Report,D-1,2025-07-01,示例",
                "R-1,630103001,上级部门收回,城乡建设,房屋安全鉴定,区住建局,由区局鉴定,The bureau does it,D-1,2025-07-01,示例",
            ],
        );
        assert_eq!(found(&imported, "履职事项.csv"), [], "{headings}");
        let items = items(&imported);
        assert_eq!(items[0].unit_duty, Text::new("上报", "Report"));
        assert_eq!(items[0].takeover, Text::default());
        assert_eq!(items[1].unit_duty, Text::default());
        assert_eq!(
            items[1].takeover,
            Text::new("由区局鉴定", "The bureau does it")
        );
        assert_eq!(how(&items), ["上报", "由区局鉴定"]);
    }
}

#[test]
fn both_old_and_new_columns_may_be_there_and_must_not_contradict() {
    let headings = "事项编号,单位代码,清单,类别,事项名称,街道职责,承接方式,街道职责或承接方式,法律依据,文件,列入日期,来源类型";
    let imported = duties(
        headings,
        &[
            "A-1,630103001,配合履职,城乡建设,甲,上报,,,D-2；D-3,D-1,2025-07-01,示例",
            "A-2,630103001,配合履职,城乡建设,乙,上报,,上报,,D-1,2025-07-01,示例",
            "R-1,630103001,上级部门收回,城乡建设,丙,,,由区局办,,D-1,2025-07-01,示例",
            "R-2,630103001,上级部门收回,城乡建设,丁,,由区局办,由市局办,,D-1,2025-07-01,示例",
        ],
    );
    assert_eq!(
        found(&imported, "履职事项.csv"),
        [("duty_said_twice", 5, "街道职责或承接方式")]
    );
    let items = items(&imported);
    assert_eq!(how(&items), ["上报", "上报", "由区局办"]);
    assert_eq!(items[0].legal_basis, ["D-2".into(), "D-3".into()]);
}

/// A sheet without the columns is in order, and the one of before is not missed.
#[test]
fn a_column_of_before_is_not_missed() {
    let imported = duties(
        "事项编号,单位代码,清单,类别,事项名称,文件,列入日期,来源类型",
        &["A-1,630103001,基本履职,城乡建设,甲,D-1,2025-07-01,示例"],
    );
    assert_eq!(found(&imported, "履职事项.csv"), []);
    assert_eq!(imported.sources.duties.len(), 1);
}

#[test]
fn a_word_that_is_not_understood_is_no_refusal() {
    let headings = "准入编号,事项名称,类别,拟承担单位,事项编号,提出单位,提出日期,决定,决定单位,决定日期,文件,理由,来源类型";
    let rows = [
        "ZR-1,甲,城乡建设,630103,,区城管局,2026-02-10,,,,,,示例",
        "ZR-2,乙,城乡建设,630103；630104,U-1；U-2,区城管局,2026-02-10,准入,区政府,2026-03-01,D-1,合适,示例",
        "ZR-3,丙,城乡建设,630103,,区城管局,2026年2月10日,不予准入,区政府,2026-03-01,D-1,没有权限,示例",
        "ZR-4,丁,城乡建设,630103,,区城管局,2026-02-10,暂缓,区政府,2026-03-01,D-1,,示例",
        "ZR-5,戊,城乡建设,630103,,区城管局,2026-02-10,under_review,,,,,示例",
    ];
    let imported = import(
        "职责准入.csv",
        &format!("{headings}\n{}\n", rows.join("\n")),
    );
    assert_eq!(
        found(&imported, "职责准入.csv"),
        [("term_unknown", 5, "决定")]
    );
    let read = imported.sources.admissions.iter();
    let read: Vec<_> = read
        .map(|row| (row.value.id.as_str(), row.value.decision.clone()))
        .collect();
    assert_eq!(
        read,
        [
            ("ZR-1", AdmissionDecision::UnderReview),
            ("ZR-2", AdmissionDecision::Admitted),
            ("ZR-3", AdmissionDecision::Refused),
            ("ZR-5", AdmissionDecision::UnderReview),
        ]
    );
    let admitted = &imported.sources.admissions[1].value;
    assert_eq!(admitted.units, ["630103".into(), "630104".into()]);
    assert_eq!(admitted.duties, ["U-1".into(), "U-2".into()]);
}
