//! Contract §6, line 4: what may be personal data is told, and ordinary numbers are not.

use check::{Finding, Severity, Sources, check};
use fixtures::date;
use fixtures::sources::city;

fn found(sources: &Sources) -> Vec<Finding> {
    let found = check(sources, None, date("2026-06-01")).into_iter();
    found
        .filter(|f| f.code == "personal_data_suspected")
        .collect()
}

#[test]
fn every_spelling_in_a_published_case_is_an_error_that_nothing_may_keep() {
    for text in [
        "(0971)1234567",
        "0971—123—4567",
        "138 0013 8000",
        "138-0013-8000",
        "138.0013.8000",
        "１３８００１３８０００",
        "+86 138 0013 8000",
        "一三八零零一三八零零零",
        "zhang.san@example.com",
        "微信：zhangsan",
        "QQ 12345678",
    ] {
        let mut sources = city();
        sources.cases[0].value.title.zh = format!("请联系{text}");
        let findings = found(&sources);
        assert_eq!(findings.len(), 1, "{text}: {findings:?}");
        let finding = &findings[0];
        assert_eq!(finding.severity, Severity::Error, "{text}");
        assert!(
            !finding.fix.zh.contains("保留") && !finding.fix.en.contains("stay"),
            "{finding:?}"
        );
        assert!(!finding.what.zh.contains(text), "{finding:?}");
    }
}

#[test]
fn an_office_may_keep_its_own() {
    let mut sources = city();
    sources.places[0].value.note.zh = "咨询电话 0971-8230000，邮箱 office@example.com".to_owned();
    let findings = found(&sources);
    assert_eq!(findings.len(), 2, "{findings:?}");
    for finding in findings {
        assert_eq!(finding.severity, Severity::Warning);
        assert!(finding.fix.zh.contains("保留"), "{finding:?}");
    }
}

#[test]
fn numbers_in_names_are_no_telephone_numbers() {
    for name in [
        "Route 101 0971 8230000",
        "Route 138 0971 1234",
        "Road 138001380001234",
        "0971 8230000号院",
        "4111111111111111",
        "1380 0138 Main St",
    ] {
        let mut sources = city();
        sources.places[0].value.name.zh = name.to_owned();
        sources.places[0].value.source.reference = format!("{name}, way 13800138000");
        assert_eq!(found(&sources), [], "{name}");
    }
    for name in [
        "老张烧烤13800138000",
        "老张烧烤（电话0971-8230000）",
        "老张 zhang@example.com",
    ] {
        let mut sources = city();
        sources.places[0].value.name.zh = name.to_owned();
        assert_eq!(found(&sources).len(), 1, "{name}");
    }
}
