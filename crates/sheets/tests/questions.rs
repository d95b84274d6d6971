//! 诉求问题.csv: what kinds of feedback ask is read, checked, and never half taken.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use check::{Finding, Severity, check};
use civic::cases::{QuestionKind, Service};
use civic::time::Date;
use sheets::Files;
use sheets::city::{self, Imported};

const SERVICES: &str = "类别编号,名称,引导到其他渠道,来源类型\n\
    rule,摆摊规定,否,示例\nask,咨询,否,示例\ncall,紧急情况,是,示例\n";
const HEADINGS: &str =
    "类别编号,问题编号,问题,英文问题,提示,回答方式,必答,选项,英文选项,顺序,来源类型\n";

fn import(rows: &str) -> Imported {
    let mut files = Files::default();
    files.insert("诉求类别.csv", SERVICES);
    files.insert("诉求问题.csv", format!("{HEADINGS}{rows}"));
    city::read(&files)
}

fn service<'a>(imported: &'a Imported, code: &str) -> &'a Service {
    let mut services = imported.sources.services.iter();
    let row = services.find(|row| row.value.code.as_str() == code);
    &row.expect("the kind").value
}

/// The findings about the sheet: code, severity, row, column.
fn told(imported: &Imported) -> Vec<(String, Severity, u32, String)> {
    let today = Date::parse("2026-06-01").expect("a day");
    let found = check(&imported.sources, None, today);
    let all = imported.findings.iter().chain(&found);
    let here = all.filter(|found| found.location.file == "诉求问题.csv");
    let said = |found: &Finding| {
        let at = &found.location;
        (
            found.code.clone(),
            found.severity,
            at.row,
            at.column.clone(),
        )
    };
    here.map(said).collect()
}

#[test]
fn the_questions_of_a_kind_are_read_in_their_order() {
    let imported = import(
        "rule,last,最后,Last,,一段文字,否,,,,示例\n\
         rule,second,第二,Second,提示,多选,是,ａ＝甲；b = 乙,A；B,2,示例\n\
         ask,only,只有,Only,,日期,,,,,示例\n\
         rule,first,第一,First,,singlevaluelist,,a=甲；b=乙,,1,示例\n",
    );
    assert_eq!(told(&imported), []);
    let questions = &service(&imported, "rule").questions;
    let codes: Vec<&str> = questions.iter().map(|q| q.code.as_str()).collect();
    assert_eq!(codes, ["first", "second", "last"]);
    let second = &questions[1];
    assert!(second.required && second.kind == QuestionKind::Many);
    assert_eq!(second.hint.zh, "提示");
    let options: Vec<_> = second
        .options
        .iter()
        .map(|o| (o.key.as_str(), o.name.zh.as_str(), o.name.en.as_str()))
        .collect();
    assert_eq!(options, [("a", "甲", "A"), ("b", "乙", "B")]);
    assert_eq!(questions[0].options[0].name.en, "");
    assert_eq!(service(&imported, "ask").questions.len(), 1);
    let rows = &imported.sources.question_locations[&"rule".into()];
    let rows: Vec<u32> = rows.iter().map(|at| at.row).collect();
    assert_eq!(rows, [5, 3, 2]);
}

#[test]
fn a_row_that_cannot_be_read_is_refused_by_its_cell() {
    for (row, code, column) in [
        (
            "none,a,甲,,,一行文字,,,,,示例",
            "cell_unreadable",
            "类别编号",
        ),
        (",a,甲,,,一行文字,,,,,示例", "cell_missing", "类别编号"),
        ("rule,,甲,,,一行文字,,,,,示例", "cell_missing", "问题编号"),
        (
            "rule,a],甲,,,一行文字,,,,,示例",
            "cell_unreadable",
            "问题编号",
        ),
        ("rule,a,,,,一行文字,,,,,示例", "cell_missing", "问题"),
        ("rule,a,甲,,,,,,,,示例", "cell_missing", "回答方式"),
        ("rule,a,甲,,,打勾,,,,,示例", "term_unknown", "回答方式"),
        ("rule,a,甲,,,单选,,甲；乙,,,示例", "cell_unreadable", "选项"),
        (
            "rule,a,甲,,,单选,,a=；b=乙,,,示例",
            "cell_unreadable",
            "选项",
        ),
        (
            "rule,a,甲,,,单选,,a b=甲；c=乙,,,示例",
            "cell_unreadable",
            "选项",
        ),
        (
            "rule,a,甲,,,单选,,a=甲；b=乙,A,,示例",
            "list_unpaired",
            "英文选项",
        ),
        (
            "rule,a,甲,,,一行文字,,,,第一,示例",
            "cell_unreadable",
            "顺序",
        ),
    ] {
        let imported = import(&format!("{row}\n"));
        let expected = (code.to_owned(), Severity::Error, 2, column.to_owned());
        assert_eq!(told(&imported), [expected], "{row}");
        assert!(service(&imported, "rule").questions.is_empty(), "{row}");
    }
}

#[test]
fn what_does_not_fit_together_is_told() {
    use Severity::{Error, Warning};
    for (rows, code, severity, row, column) in [
        (
            "rule,a,甲,,,一行文字,,,,,示例\nrule,a,乙,,,数字,,,,,示例",
            "duplicate_id",
            Error,
            3,
            "问题编号",
        ),
        (
            "rule,a,甲,,,单选,,,,,示例",
            "options_missing",
            Error,
            2,
            "选项",
        ),
        (
            "rule,a,甲,,,多选,,,,,示例",
            "options_missing",
            Error,
            2,
            "选项",
        ),
        (
            "rule,a,甲,,,单选,,a=甲,,,示例",
            "options_missing",
            Error,
            2,
            "选项",
        ),
        (
            "rule,a,甲,,,数字,,a=甲,,,示例",
            "options_superfluous",
            Error,
            2,
            "选项",
        ),
        (
            "rule,a,甲,,,多选,,a=甲；a=乙,,,示例",
            "option_twice",
            Error,
            2,
            "选项",
        ),
        (
            "call,a,甲,,,一行文字,,,,,示例",
            "question_never_asked",
            Warning,
            2,
            "类别编号",
        ),
        (
            "rule,a,甲,,找13800138000,一行文字,,,,,示例",
            "personal_data_suspected",
            Warning,
            2,
            "提示",
        ),
    ] {
        let expected = (code.to_owned(), severity, row, column.to_owned());
        assert_eq!(told(&import(&format!("{rows}\n"))), [expected], "{rows}");
    }
    // Two kinds may ask the same, and one box may be ticked alone.
    let imported = import("rule,a,甲,,,多选,,a=甲,,,示例\nask,a,甲,,,一行文字,,,,,示例\n");
    assert_eq!(told(&imported), []);
}

#[test]
fn a_question_of_a_kind_that_was_refused_is_told_once_with_it() {
    let mut files = Files::default();
    files.insert("诉求类别.csv", SERVICES.replace("rule,摆摊规定", "rule,"));
    files.insert(
        "诉求问题.csv",
        format!("{HEADINGS}rule,a,甲,,,一行文字,,,,,示例\n"),
    );
    let imported = city::read(&files);
    assert_eq!(told(&imported), []);
    assert_eq!(imported.sources.followed["诉求类别.csv"], 1);
}
