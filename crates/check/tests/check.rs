//! Contract §6: the check of a city's sheets. Each code is raised by one spoilt thing; a city in
//! order, and what only looks wrong, raises nothing.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use check::{Finding, Severity, Sources, check};
use civic::Text;
use civic::documents::{CorrectionTarget, DocumentStatus};
use civic::duties::{AdmissionDecision, Basis, DutyItem, DutyList, Level, RequirementStatus};
use civic::places::{GeometryKind, Grade, LonLat};
use civic::rules::{GoodsSet, Scope};
use fixtures::sources::{city, document, square, step, target};
use fixtures::{date, local, overriding, season, weekdays};

/// What is found, but for how days are read: that is told of each, whatever is wrong.
fn found(sources: &Sources) -> Vec<Finding> {
    let findings = check(sources, None, date("2026-06-01")).into_iter();
    findings.filter(|f| f.code != "expiry_day_read").collect()
}

/// The duty of the city, taken back by somebody who says how.
fn taken_back(sources: &mut Sources) -> &mut DutyItem {
    let item = &mut sources.duties[0].value;
    item.list = DutyList::TakenBack;
    item.lead = Text::new("市城管局", "");
    item.takeover = Text::new("由市局检查", "");
    sources.admissions[0].value.decision = AdmissionDecision::Refused;
    item
}

type Spoil = fn(&mut Sources);
type Expected = (&'static str, Severity, &'static str, u32, &'static str);

use Severity::{Error, Info, Warning};

/// What spoils the city, and the one finding that must come of it: code, severity, file, row,
/// column.
const SPOILT: &[(Spoil, Expected)] = &[
    (
        |s| s.places[1].value.id = "Z-1".into(),
        ("duplicate_id", Error, "地点.csv", 3, "地点编号"),
    ),
    (
        |s| s.limits[0].value.threshold = None,
        ("limit_without_threshold", Error, "公文规范.csv", 2, "限值"),
    ),
    (
        |s| taken_back(s).lead = Text::default(),
        (
            "takeover_unsaid",
            Warning,
            "履职事项.csv",
            2,
            "牵头或承接部门",
        ),
    ),
    (
        |s| taken_back(s).takeover = Text::default(),
        ("takeover_unsaid", Warning, "履职事项.csv", 2, "承接方式"),
    ),
    (
        |s| taken_back(s).unit_duty = Text::new("只转线索", ""),
        ("duty_column_unfit", Error, "履职事项.csv", 2, "街道职责"),
    ),
    (
        |s| s.duties[0].value.takeover = Text::new("由区局检查", ""),
        ("duty_column_unfit", Error, "履职事项.csv", 2, "承接方式"),
    ),
    (
        |s| {
            s.duties[0].value.list = DutyList::Barred;
            s.duties[0].value.unit_duty = Text::new("每周巡查", "");
            s.admissions[0].value.decision = AdmissionDecision::Refused;
        },
        ("duty_column_unfit", Warning, "履职事项.csv", 2, "街道职责"),
    ),
    (
        |s| s.duties[0].value.legal_basis.push("D-9".into()),
        ("document_missing", Error, "履职事项.csv", 2, "法律依据"),
    ),
    (
        |s| s.admissions[0].value.decided_by = Text::default(),
        ("admission_incomplete", Error, "职责准入.csv", 2, "决定单位"),
    ),
    (
        |s| s.admissions[0].value.decided_on = None,
        ("admission_incomplete", Error, "职责准入.csv", 2, "决定日期"),
    ),
    (
        |s| s.admissions[0].value.document = None,
        ("admission_incomplete", Error, "职责准入.csv", 2, "文件"),
    ),
    (
        |s| s.admissions[0].value.decision = AdmissionDecision::UnderReview,
        ("admission_incomplete", Error, "职责准入.csv", 2, "决定"),
    ),
    (
        |s| s.admissions[0].value.proposed_on = date("2024-11-21"),
        (
            "admission_decided_before_proposed",
            Error,
            "职责准入.csv",
            2,
            "决定日期",
        ),
    ),
    (
        |s| {
            s.admissions[0].value.decision = AdmissionDecision::Refused;
            s.admissions[0].value.duties.clear();
            s.admissions[0].value.reason = Text::default();
        },
        (
            "admission_without_reason",
            Warning,
            "职责准入.csv",
            2,
            "理由",
        ),
    ),
    (
        |s| s.admissions[0].value.duties.clear(),
        (
            "admission_not_listed",
            Warning,
            "职责准入.csv",
            2,
            "事项编号",
        ),
    ),
    (
        |s| s.duties[0].value.list = DutyList::Proposed,
        (
            "admission_not_listed",
            Warning,
            "职责准入.csv",
            2,
            "事项编号",
        ),
    ),
    (
        |s| s.admissions[0].value.decision = AdmissionDecision::Refused,
        (
            "admission_refused_listed",
            Warning,
            "职责准入.csv",
            2,
            "事项编号",
        ),
    ),
    (
        |s| {
            s.duties[0].value.list = DutyList::Proposed;
            s.admissions[0].value.decision = AdmissionDecision::Refused;
        },
        (
            "admission_refused_listed",
            Info,
            "职责准入.csv",
            2,
            "事项编号",
        ),
    ),
    (
        |s| {
            s.duties[0].value.list = DutyList::Proposed;
            s.admissions.clear();
        },
        ("admission_missing", Warning, "职责准入.csv", 0, ""),
    ),
    (
        |s| {
            s.duties[0].value.list = DutyList::Proposed;
            s.admissions[0].value.decision = AdmissionDecision::Refused;
            s.admissions[0].value.duties.clear();
        },
        ("admission_missing", Warning, "履职事项.csv", 2, "清单"),
    ),
    (
        |s| s.admissions[0].value.units = vec!["630199".into()],
        ("unit_unknown", Error, "职责准入.csv", 2, "拟承担单位"),
    ),
    (
        |s| s.admissions[0].value.duties.push("U-9".into()),
        ("duty_unknown", Error, "职责准入.csv", 2, "事项编号"),
    ),
    (
        |s| s.admissions[0].value.document = Some("D-9".into()),
        ("document_missing", Error, "职责准入.csv", 2, "文件"),
    ),
    (
        |s| s.synonyms[0].value.words = vec!["摆摊".into(), "摆摊".into()],
        ("synonym_alone", Warning, "同义词.csv", 2, "同义词"),
    ),
    (
        |s| s.synonyms[1].value.words.push("占道".into()),
        ("synonym_twice", Warning, "同义词.csv", 3, "同义词"),
    ),
    (
        |s| s.limits[0].value.document = "D-9".into(),
        ("document_missing", Error, "公文规范.csv", 2, "文件"),
    ),
    (
        |s| s.rules[2].value.id = "R-1.outside".into(),
        ("duplicate_id", Error, "规则.csv", 4, "规则编号"),
    ),
    (
        |s| s.requirements[0].value.steps[1].id = "T-1.1".into(),
        ("duplicate_id", Error, "要求层级.csv", 3, "层级编号"),
    ),
    (
        |s| {
            let again = s.calendar[0].value.days[0].clone();
            s.calendar[0].value.days.push(again);
        },
        ("duplicate_id", Error, "日历.csv", 0, "日期"),
    ),
    (
        |s| s.rules[0].value.documents = vec!["D-9".into()],
        ("document_missing", Error, "规则.csv", 2, "文件"),
    ),
    (
        |s| s.rules[0].value.documents.clear(),
        ("document_missing", Error, "规则.csv", 2, "文件"),
    ),
    (
        |s| s.requirements[0].value.steps[1].document = "D-9".into(),
        ("document_missing", Error, "要求层级.csv", 3, "文件"),
    ),
    (
        |s| {
            let revoked = document("D-2", DocumentStatus::Revoked);
            s.documents
                .extend(fixtures::sources::rows("文件.csv", vec![revoked]));
            s.rules[2].value.documents = vec!["D-2".into()];
        },
        ("document_revoked", Error, "规则.csv", 4, "文件"),
    ),
    (
        |s| {
            let mut ended = document("D-2", DocumentStatus::InForce);
            ended.expires_on = Some(date("2026-06-01"));
            s.documents
                .extend(fixtures::sources::rows("文件.csv", vec![ended]));
            s.duties[0].value.document = "D-2".into();
        },
        ("document_revoked", Warning, "履职事项.csv", 2, "文件"),
    ),
    (
        |s| {
            s.rules[2].value.expires = Some(local("2026-06-01 00:00"));
            s.places.truncate(1);
        },
        ("rule_expired", Warning, "规则.csv", 4, "失效"),
    ),
    (
        |s| {
            s.rules[2].value.expires = Some(local("2026-05-01 00:00"));
            s.rules[2].value.overrides = Some(overriding(&["R-1"]));
            s.places.truncate(1);
        },
        ("rule_expired", Info, "规则.csv", 4, "结束"),
    ),
    (
        |s| {
            s.rules[2].value.schedule.seasons = vec![season("04-01", "05-01")];
            s.rules[2].value.schedule.dates = vec![civic::time::DateSpan::day(date("2026-06-06"))];
        },
        ("window_never_holds", Error, "规则.csv", 4, "仅限日期"),
    ),
    (
        |s| {
            s.rules[2].value.schedule.windows = fixtures::windows(&["18:00-22:00", "06:00-08:00"]);
            s.rules[2].value.in_force = local("2026-06-06 12:00");
            s.rules[2].value.expires = Some(local("2026-06-07 00:00"));
        },
        ("window_never_holds", Warning, "规则.csv", 4, "时段"),
    ),
    (
        |s| {
            s.rules[2].value.in_force = local("2026-12-01 00:00");
            s.rules[2].value.expires = Some(local("2026-12-01 00:00"));
        },
        ("window_never_holds", Error, "规则.csv", 4, "失效"),
    ),
    (
        |s| s.rules[0].value.goods = GoodsSet::Only(vec!["ice".into(), "snack".into()]),
        ("goods_unknown", Error, "规则.csv", 2, "品类"),
    ),
    (
        |s| s.rules[0].value.goods = GoodsSet::Only(Vec::new()),
        ("goods_unknown", Error, "规则.csv", 2, "品类"),
    ),
    (
        |s| {
            s.rules.remove(1);
        },
        ("outside_times_missing", Info, "规则.csv", 2, "时段外"),
    ),
    (
        |s| {
            s.rules.remove(1);
            let at = check::Location {
                column: "时段外".to_owned(),
                ..s.rules[0].location.clone()
            };
            s.outside_unsaid.insert("R-1".into(), at);
        },
        ("outside_times_missing", Warning, "规则.csv", 2, "时段外"),
    ),
    (
        |s| {
            s.outside_column_missing.insert(check::Location {
                file: "规则.csv".to_owned(),
                row: 1,
                column: "时段外".to_owned(),
            });
        },
        ("outside_times_missing", Error, "规则.csv", 1, "时段外"),
    ),
    // A rule for the whole city about other goods leaves the grade without one.
    (
        |s| {
            s.rules[2].value.scope = Scope::City;
            s.rules[2].value.goods = GoodsSet::Only(vec!["bbq".into()]);
        },
        ("grade_without_rule", Warning, "地点.csv", 3, "等级"),
    ),
    (
        |s| s.rules[2].value.scope = Scope::Grade(Grade::Open),
        ("grade_without_rule", Warning, "地点.csv", 3, "等级"),
    ),
    (
        |s| s.places[0].value.grade = Grade::Ungraded,
        ("street_without_grade", Info, "地点.csv", 2, "等级"),
    ),
    (
        |s| {
            let bow = [(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)];
            s.places[0].value.geometry = Some(square(GeometryKind::Polygon, &bow));
        },
        ("geometry_self_crossing", Error, "地点.csv", 2, "geometry"),
    ),
    (
        |s| {
            s.places[0].value.geometry =
                Some(square(GeometryKind::Line, &[(0, 0), (4, 0), (2, 0)]));
        },
        ("geometry_self_crossing", Error, "地点.csv", 2, "geometry"),
    ),
    (
        |s| {
            let geometry = s.places[0].value.geometry.as_mut().expect("drawn");
            geometry.kind = GeometryKind::Point;
            geometry.points = vec![LonLat::new(116_400_000, 39_900_000)];
        },
        ("coordinates_outside", Error, "地点.csv", 2, "geometry"),
    ),
    (
        |s| s.calendar.retain(|y| y.value.year != 2026),
        ("calendar_year_missing", Warning, "日历.csv", 0, "年份"),
    ),
    (
        |s| s.calendar.retain(|y| y.value.year != 2025),
        ("calendar_year_missing", Warning, "日历.csv", 0, "年份"),
    ),
    (
        |s| s.cases[0].value.answer.zh = String::from("请找13800138000"),
        ("personal_data_suspected", Error, "诉求案例.csv", 2, "答复"),
    ),
    (
        |s| s.updates[0].value.body.en = String::from("call 0971-8230000"),
        (
            "personal_data_suspected",
            Warning,
            "动态.csv",
            2,
            "英文内容",
        ),
    ),
    (
        |s| s.cases[0].value.answer = Text::default(),
        (
            "answer_missing_on_closing",
            Error,
            "诉求案例.csv",
            2,
            "答复",
        ),
    ),
    (
        |s| s.cases[0].value.closed_on = None,
        (
            "closing_date_missing",
            Warning,
            "诉求案例.csv",
            2,
            "办结日期",
        ),
    ),
    (
        |s| s.cases[0].value.closed_on = Some(date("2025-05-05")),
        ("closed_before_opened", Error, "诉求案例.csv", 2, "办结日期"),
    ),
    (
        |s| s.requirements[0].value.steps[1].assessment.ranking = true,
        (
            "added_demand_without_basis",
            Warning,
            "要求层级.csv",
            3,
            "依据",
        ),
    ),
    (
        |s| {
            s.requirements[0].value.steps[1].assessment.ranking = true;
            s.requirements[0].value.status = RequirementStatus::Open;
        },
        (
            "added_demand_without_basis",
            Info,
            "要求层级.csv",
            3,
            "依据",
        ),
    ),
    (
        |s| {
            s.requirements[0].value.steps[1].assessment.ranking = true;
            s.requirements[0].value.status = RequirementStatus::Corrected;
        },
        ("correction_missing", Warning, "工作要求.csv", 2, "状态"),
    ),
    (
        |s| {
            share_out(s, 60, &[40, 40]);
            s.requirements[0].value.status = RequirementStatus::Confirmed;
        },
        (
            "target_sum_exceeds_parent",
            Warning,
            "要求层级.csv",
            2,
            "指标",
        ),
    ),
    (
        |s| s.units[1].value.parent = Some("63".into()),
        ("unit_unknown", Error, "单位.csv", 3, "上级代码"),
    ),
    (
        |s| s.places[0].value.unit = "630199001".into(),
        ("unit_unknown", Error, "地点.csv", 2, "单位代码"),
    ),
    (
        |s| s.rules[2].value.scope = Scope::Places(vec!["Z-2".into(), "Z-9".into()]),
        ("place_unknown", Error, "规则.csv", 4, "适用地点"),
    ),
    (
        |s| s.rules[2].value.overrides = Some(overriding(&["R-9"])),
        ("rule_unknown", Error, "规则.csv", 4, "被调整规则"),
    ),
    (
        |s| s.requirements[0].value.duties.push("U-9".into()),
        ("duty_unknown", Error, "工作要求.csv", 2, "事项编号"),
    ),
    (
        |s| s.corrections[0].value.target = CorrectionTarget::Requirement("T-9".into()),
        ("requirement_unknown", Error, "纠偏.csv", 2, "对象编号"),
    ),
    (
        |s| s.corrections[0].value.target = CorrectionTarget::Case("C-9".into()),
        ("case_unknown", Error, "纠偏.csv", 2, "对象编号"),
    ),
    (
        |s| s.cases[0].value.service = "none".into(),
        ("service_unknown", Error, "诉求案例.csv", 2, "类别编号"),
    ),
    (
        |s| s.updates[0].value.affects.push("Z-9".to_owned()),
        ("reference_unknown", Warning, "动态.csv", 2, "涉及编号"),
    ),
    (
        |s| s.requirements[0].value.steps[1].parent = Some("T-9".into()),
        ("step_parent_unknown", Error, "要求层级.csv", 3, "上一层级"),
    ),
    (
        |s| s.requirements[0].value.steps[0].parent = Some("T-1.2".into()),
        ("step_loop", Error, "要求层级.csv", 2, "上一层级"),
    ),
    (
        |s| s.requirements[0].value.steps.reverse(),
        ("step_before_parent", Error, "要求层级.csv", 2, "上一层级"),
    ),
    (
        |s| s.requirements[0].value.steps.clear(),
        (
            "requirement_without_steps",
            Warning,
            "工作要求.csv",
            2,
            "要求编号",
        ),
    ),
    (
        |s| {
            s.rules[0].value.overrides = Some(overriding(&["R-2"]));
            s.rules[2].value.overrides = Some(overriding(&["R-1"]));
        },
        ("override_cycle", Error, "规则.csv", 4, "被调整规则"),
    ),
    (
        |s| s.places[1].value.id = "z-1".into(),
        ("id_differs_by_case", Error, "地点.csv", 3, "地点编号"),
    ),
    (
        |s| s.rules[2].value.id = "r-1".into(),
        ("id_differs_by_case", Error, "规则.csv", 4, "规则编号"),
    ),
    (
        |s| s.units[0].value.parent = Some("630103".into()),
        ("unit_loop", Error, "单位.csv", 3, "上级代码"),
    ),
    (
        |s| s.units[0].value.parent = Some("6301".into()),
        ("unit_loop", Error, "单位.csv", 2, "上级代码"),
    ),
    (
        |s| {
            let mut day = s.calendar[0].value.days[0].clone();
            day.date = date("2052-10-01");
            s.calendar[0].value.days.push(day);
        },
        ("calendar_day_of_other_year", Error, "日历.csv", 2, "日期"),
    ),
    (
        |s| {
            let mut day = s.calendar[2].value.days[0].clone();
            day.date = date("2025-12-31");
            s.calendar[2].value.days.push(day);
        },
        ("calendar_day_of_other_year", Info, "日历.csv", 4, "日期"),
    ),
    (
        |s| s.places[0].value.name.zh = String::from("莫家\u{200b}街"),
        ("hidden_character", Warning, "地点.csv", 2, "名称"),
    ),
    (
        |s| s.rules[0].value.note.en = String::from("until \u{202e}3202"),
        ("hidden_character", Error, "规则.csv", 2, "英文备注"),
    ),
    (
        |s| s.updates[0].value.title.zh = String::from("纠偏\u{8}"),
        ("hidden_character", Error, "动态.csv", 2, "标题"),
    ),
    (
        |s| s.updates[0].value.id = "N-1\u{ad}".into(),
        ("hidden_character", Error, "动态.csv", 2, "动态编号"),
    ),
    (
        |s| s.goods[0].value.aliases = vec!["凉皮".to_owned(), "\u{e5e5}凉粉".to_owned()],
        ("hidden_character", Warning, "品类.csv", 2, "别名"),
    ),
    (
        |s| settings(s).notice.zh = String::from("示例\u{378}"),
        ("hidden_character", Warning, "portal.toml", 0, "notice"),
    ),
    (
        |s| s.places[0].value.name.en = String::from("=HYPERLINK(\"https://a\")"),
        ("formula_like", Warning, "地点.csv", 2, "英文名称"),
    ),
    (
        |s| s.cases[0].value.answer.zh = String::from("-已答复"),
        ("formula_like", Warning, "诉求案例.csv", 2, "答复"),
    ),
    (
        |s| s.requirements[0].value.steps[1].note.zh = String::from("@SUM(A1)"),
        ("formula_like", Warning, "要求层级.csv", 3, "备注"),
    ),
    (
        |s| s.documents[0].value.link = String::from("javascript:alert(1)"),
        ("link_not_web", Error, "文件.csv", 2, "链接"),
    ),
    (
        |s| settings(s).licence_url = String::from("javascript:alert(1)"),
        ("link_not_web", Error, "portal.toml", 0, "licence.url"),
    ),
    (
        |s| settings(s).licence_url = String::from("见附件"),
        ("link_not_web", Error, "portal.toml", 0, "licence.url"),
    ),
    (
        |s| settings(s).site = Some(String::from("ftp://example.org")),
        ("link_not_web", Error, "portal.toml", 0, "site"),
    ),
    (
        |s| {
            settings(s).tiles = Some(civic::places::tiles::Tiles {
                template: String::from("data:image/png,{z}{x}{y}"),
                attribution: Text::new("底图", "Map"),
            });
        },
        ("link_not_web", Error, "portal.toml", 0, "map.tiles"),
    ),
    (
        |s| s.updates[0].value.body.zh = String::from("见 JavaScript:alert(1)"),
        ("link_not_web", Error, "动态.csv", 2, "内容"),
    ),
    (
        |s| s.services[0].value.description.en = String::from("see ftp://example.org/a"),
        ("link_not_web", Warning, "诉求类别.csv", 2, "英文说明"),
    ),
];

fn settings(sources: &mut Sources) -> &mut check::CitySettings {
    sources.settings.as_mut().expect("settings")
}

/// One step asks for a number of stalls; those below it share it.
fn share_out(sources: &mut Sources, whole: i64, parts: &[i64]) {
    let steps = &mut sources.requirements[0].value.steps;
    steps.truncate(1);
    steps[0].targets = vec![target(whole)];
    for (i, part) in parts.iter().enumerate() {
        let mut child = step(&format!("T-1.2{i}"), Some("T-1.1"), Level::County);
        child.targets = vec![target(*part)];
        steps.push(child);
    }
}

#[test]
fn s6_4_a_city_in_order_raises_nothing() {
    assert_eq!(found(&city()), []);
}

#[test]
fn s6_4_each_code_is_raised_by_what_it_names() {
    for (spoil, (code, severity, file, row, column)) in SPOILT {
        let mut sources = city();
        spoil(&mut sources);
        let findings = found(&sources);
        let raised: Vec<_> = findings
            .iter()
            .map(|f| {
                let at = &f.location;
                (
                    f.code.as_str(),
                    f.severity,
                    at.file.as_str(),
                    at.row,
                    at.column.as_str(),
                )
            })
            .collect();
        assert_eq!(raised, [(*code, *severity, *file, *row, *column)]);
        for finding in &findings {
            for text in [&finding.what, &finding.fix] {
                assert!(!text.zh.is_empty() && !text.en.is_empty(), "{code}");
            }
        }
    }
}

/// Words that let something stay as it is.
const KEEP: [&str; 17] = [
    "可以保留",
    "可保留",
    "可以不改",
    "不用改",
    "不必改",
    "不用管",
    "可以忽略",
    "可忽略",
    "may stay",
    "can stay",
    "may be kept",
    "can be kept",
    "may keep",
    "may remain",
    "ignore",
    "leave it as",
    "leave them",
];

/// What is called an ERROR is never advised to be kept; `leave it` is, but not `leave it empty`.
#[test]
fn s6_1_no_error_comes_with_the_advice_to_keep_it() {
    let conflict: Spoil = |s| {
        s.rules[2].value.scope = s.rules[0].value.scope.clone();
        s.rules[2].value.priority = s.rules[0].value.priority;
    };
    let spoils = SPOILT.iter().map(|(spoil, _)| *spoil);
    let mut errors = 0;
    for spoil in spoils.chain([conflict]) {
        let mut sources = city();
        spoil(&mut sources);
        let before = [
            ("place:Z-1", "水井巷"),
            ("place:z-2", "Z-2"),
            ("goods:bbq", "书"),
        ];
        let before = civic::published::IdsFile {
            ids: before
                .map(|(key, name)| (key.to_owned(), name.to_owned()))
                .into(),
        };
        let findings = check(&sources, Some(&before), date("2026-06-01"));
        for finding in findings.iter().filter(|f| f.severity == Error) {
            errors += 1;
            let fix =
                [&finding.fix.zh, &finding.fix.en].map(|fix| fix.replace("leave it empty", ""));
            for kept in KEEP.iter().chain(&["leave it;", "leave it.", "leave it,"]) {
                for fix in &fix {
                    assert!(!fix.contains(kept), "{}: {fix}", finding.code);
                    assert!(!fix.ends_with("leave it"), "{}: {fix}", finding.code);
                }
            }
        }
    }
    assert!(
        errors > SPOILT.len(),
        "there are errors to look at: {errors}"
    );
}

#[test]
fn s6_4_what_only_looks_wrong_raises_nothing() {
    let harmless: &[Spoil] = &[
        // Over, so its revoked document is history.
        |s| {
            s.requirements[0].value.status = RequirementStatus::Corrected;
            s.documents.extend(fixtures::sources::rows(
                "文件.csv",
                vec![document("D-2", DocumentStatus::Revoked)],
            ));
            s.requirements[0].value.steps[1].document = "D-2".into();
        },
        |s| s.rules[2].value.expires = Some(local("2026-06-01 00:01")),
        // 29 February on a Sunday: it comes, in 2032.
        |s| {
            s.rules[2].value.schedule.seasons = vec![season("02-29", "03-01")];
            s.rules[2].value.schedule.weekdays = weekdays("7");
        },
        // A ring road, and a place without a drawing.
        |s| {
            s.places[0].value.geometry = Some(square(
                GeometryKind::Line,
                &[(0, 0), (1, 0), (1, 1), (0, 0)],
            ));
        },
        |s| s.places[0].value.geometry = None,
        |s| share_out(s, 60, &[20, 40]),
        // What is added rests on an equal level.
        |s| {
            let step = &mut s.requirements[0].value.steps[1];
            step.assessment.ranking = true;
            step.basis = Some(Basis {
                text: Text::new("市通知", "City notice"),
                level: Level::City,
                emergency: false,
                document: None,
            });
        },
        // A ministry is not one of the city's units, but has a name.
        |s| s.requirements[0].value.steps[0].unit = "100000".into(),
        |s| s.updates[0].value.body.zh = String::from("拨打 12345，2025-06-06 18:00 起"),
        |s| s.places[1].value.kind = civic::places::PlaceKind::Zone,
        // The whole city is spoken for at all times, so a grade needs no rule of its own.
        |s| s.rules[2].value.scope = Scope::City,
        // Two permissions fill the day, so that neither needs a rule for the time outside.
        |s| {
            s.rules[1].value.effect = civic::rules::Effect::Permit;
            s.rules[1].value.schedule.windows = fixtures::windows(&["22:00-18:00+1"]);
            s.outside_unsaid
                .insert("R-1".into(), s.rules[0].location.clone());
        },
        // A duty list that cites a document of today.
        |s| s.documents[0].value.expires_on = Some(date("2026-06-02")),
    ];
    for (i, spoil) in harmless.iter().enumerate() {
        let mut sources = city();
        spoil(&mut sources);
        assert_eq!(found(&sources), [], "harmless change {i}");
    }
}
