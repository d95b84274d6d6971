//! Contract §6: what single findings of the check say, and in which order.

use Severity::{Error, Info};
use check::{Finding, Severity, Sources, check};
use civic::Text;
use civic::duties::{AdmissionDecision, DutyList};
use civic::places::LonLat;
use civic::published::IdsFile;
use fixtures::date;
use fixtures::sources::city;

fn found(sources: &Sources) -> Vec<Finding> {
    check(sources, None, date("2026-06-01"))
}

#[test]
fn s6_4_swapped_axes_are_named() {
    let mut sources = city();
    let geometry = sources.places[0].value.geometry.as_mut().expect("drawn");
    for point in &mut geometry.points {
        *point = LonLat::new(point.lat_e6, point.lon_e6);
    }
    let findings = found(&sources);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].code, "coordinates_outside");
    assert!(findings[0].what.en.contains("look swapped"));
    assert!(findings[0].fix.zh.contains("[101.780000, 36.620000]"));
}

#[test]
fn s5_8_an_identifier_keeps_its_meaning() {
    let meant = |name: &str| IdsFile {
        ids: [("place:Z-1".to_owned(), name.to_owned())].into(),
    };
    let of = |name: &str| {
        check(&city(), Some(&meant(name)), date("2026-06-01"))
            .into_iter()
            .map(|f| (f.code, f.severity))
            .collect::<Vec<_>>()
    };
    assert_eq!(of("莫家街"), []);
    assert_eq!(of("莫家街（西段）"), [("id_renamed".to_owned(), Info)]);
    assert_eq!(of("水井巷"), [("id_reused".to_owned(), Error)]);
    let written_otherwise = IdsFile {
        ids: [("place:z-1".to_owned(), "莫家街".to_owned())].into(),
    };
    let found = check(&city(), Some(&written_otherwise), date("2026-06-01"));
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].code.as_str(), found[0].severity),
        ("id_differs_by_case", Error)
    );
    assert!(found[0].fix.zh.contains("写“z-1”"), "{}", found[0].fix.zh);
}

#[test]
fn s6_4_personal_data_is_not_repeated_in_full() {
    let mut sources = city();
    sources.cases[0].value.title.zh = String::from("身份证11010519491231002X");
    let findings = found(&sources);
    assert_eq!(findings[0].value, "110*************2X");
    let shown = format!("{:?}", findings[0]);
    assert!(!shown.contains("19491231"), "{shown}");
}

#[test]
fn s6_4_next_years_calendar_is_due_in_december() {
    let in_november = check(&city(), None, date("2026-11-30"));
    let in_december = check(&city(), None, date("2026-12-01"));
    assert!(
        in_november
            .iter()
            .all(|f| f.code != "calendar_year_missing")
    );
    assert!(in_december.iter().any(|f| f.value == "2027"));
}

#[test]
fn s6_2_all_is_said_in_one_pass_and_in_order() {
    let mut sources = city();
    sources.rules[2].value.documents = vec!["D-9".into()];
    sources.rules[0].value.documents = vec!["D-8".into()];
    sources.cases[0].value.answer = Text::default();
    let findings = found(&sources);
    let places: Vec<_> = findings
        .iter()
        .map(|f| (f.location.file.as_str(), f.location.row))
        .collect();
    assert_eq!(
        places,
        [("规则.csv", 2), ("规则.csv", 4), ("诉求案例.csv", 2)]
    );
}

#[test]
fn s6_1_a_number_in_an_english_text_is_found_in_the_column_it_is_in() {
    let mut sources = city();
    sources.duties[0].value.title.en = "Call 13800138000".to_owned();
    let findings = found(&sources);
    let found: Vec<_> = findings
        .iter()
        .map(|f| (f.code.as_str(), f.location.column.as_str()))
        .collect();
    assert_eq!(found, [("personal_data_suspected", "英文名称")]);
}

#[test]
fn of_a_duty_that_was_proposed_again_the_lists_follow_the_last_proposal() {
    let mut sources = city();
    let mut again = sources.admissions[0].clone();
    sources.admissions[0].value.decision = AdmissionDecision::Refused;
    again.value.id = "ZR-2".into();
    again.location.row = 3;
    again.value.proposed_on = date("2024-11-21");
    again.value.decided_on = Some(date("2024-12-20"));
    sources.admissions.push(again);
    assert_eq!(found(&sources), []);
    sources.admissions.swap(0, 1);
    assert_eq!(found(&sources), [], "in whatever order they are written");
    sources.admissions[0].value.decision = AdmissionDecision::Refused;
    sources.admissions[1].value.decision = AdmissionDecision::Admitted;
    let found = found(&sources);
    let codes: Vec<_> = found
        .iter()
        .map(|f| (f.code.as_str(), f.location.row))
        .collect();
    assert_eq!(codes, [("admission_refused_listed", 3)]);
}

/// A row that was not read may well name the item: what follows from it is said once.
#[test]
fn an_unread_row_of_the_log_is_not_taken_for_a_missing_one() {
    let mut sources = city();
    sources.duties[0].value.list = DutyList::Proposed;
    sources.admissions.clear();
    let refused = sources.refused.entry("职责准入.csv".to_owned());
    refused.or_default().insert("ZR-1".to_owned());
    let found = found(&sources);
    let codes: Vec<_> = found.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["follows_from"]);
}
