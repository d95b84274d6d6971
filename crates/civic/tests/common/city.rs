//! A small city in which the check finds nothing; each test spoils one thing.

use civic::Text;
use civic::correction::{Correction, CorrectionTarget, FoundBy};
use civic::document::{Document, DocumentStatus};
use civic::duty::{DutyCategory, DutyItem, DutyList};
use civic::feedback::{Case, FeedbackSettings, Means, Service, Stage};
use civic::finding::Location;
use civic::goods::{Goods, Registration};
use civic::place::{Geometry, GeometryKind, Grade, LonLat};
use civic::requirement::{
    Assessment, Bound, Frequency, Milli, Period, Requirement, RequirementStatus, Step, Target,
};
use civic::rule::{Effect, GoodsSet, Rule, Schedule, Scope};
use civic::sources::{CitySettings, Row, Sources};
use civic::unit::{Level, Unit};
use civic::update::{Update, UpdateKind};

use super::{calendar, date, place, rule, sample, windows, xining};

/// Rows of one file, numbered as a spreadsheet does.
pub fn rows<T>(file: &str, values: Vec<T>) -> Vec<Row<T>> {
    let number = |i: usize| u32::try_from(i + 2).expect("a small sheet");
    values
        .into_iter()
        .enumerate()
        .map(|(i, value)| Row {
            location: Location {
                file: file.to_owned(),
                row: number(i),
                column: String::new(),
            },
            value,
        })
        .collect()
}

fn text(zh: &str) -> Text {
    Text::new(zh, format!("{zh} in English"))
}

fn unit(code: &str, level: Level, parent: Option<&str>) -> Unit {
    Unit {
        code: code.into(),
        name: text(code),
        level,
        parent: parent.map(Into::into),
    }
}

pub fn document(id: &str, status: DocumentStatus) -> Document {
    Document {
        id: id.into(),
        number: String::new(),
        title: text("占道经营通告"),
        article: Text::default(),
        text: Text::default(),
        issuer: Text::default(),
        level: Level::City,
        issued_on: None,
        expires_on: None,
        status,
        link: String::new(),
        source: sample(),
    }
}

fn goods(id: &str, name: &str) -> Goods {
    Goods {
        id: id.into(),
        name: Text::new(name, id),
        food: true,
        registration: Registration::Card,
        aliases: Vec::new(),
    }
}

/// A permission at Z-1 for snacks, and the rule for the time outside.
fn permission() -> [Rule; 2] {
    let permission = Rule {
        scope: Scope::Places(vec!["Z-1".into()]),
        goods: GoodsSet::Only(vec!["snack".into()]),
        schedule: Schedule {
            windows: windows(&["18:00-22:00"]),
            ..Schedule::default()
        },
        ..rule("R-1", Effect::Permit, 100)
    };
    let outside = Rule {
        id: "R-1.outside".into(),
        effect: Effect::Prohibit,
        schedule: Schedule::default(),
        priority: 900,
        outside_times: true,
        ..permission.clone()
    };
    [permission, outside]
}

pub fn target(value: i64) -> Target {
    Target {
        measure: text("新增摊点"),
        unit: "处".to_owned(),
        rate: false,
        bound: Bound::AtLeast,
        value: Milli(value * 1000),
    }
}

pub fn step(id: &str, parent: Option<&str>, level: Level) -> Step {
    Step {
        id: id.into(),
        parent: parent.map(Into::into),
        level,
        unit: "630103".into(),
        unit_name: text("区"),
        document: "D-1".into(),
        due_on: None,
        frequency: Some(Frequency {
            times: 1,
            per: Period::Month,
        }),
        targets: Vec::new(),
        deliverables: Vec::new(),
        tools: Vec::new(),
        coverage: None,
        assessment: Assessment::default(),
        role: None,
        basis: None,
        note: Text::default(),
    }
}

fn case() -> Case {
    Case {
        id: "C-1".into(),
        service: "stall".into(),
        title: text("能不能摆摊"),
        place: Some("Z-1".into()),
        opened_on: date("2025-05-06"),
        closed_on: Some(date("2025-05-12")),
        stage: Stage::Closed,
        means: Means::Service,
        events: Vec::new(),
        answer: text("可以"),
        rating: None,
        source: sample(),
    }
}

fn settings() -> CitySettings {
    CitySettings {
        id: "xining".to_owned(),
        name: text("西宁市"),
        zone: xining(),
        site: None,
        licence: text("许可"),
        licence_url: "https://example.org/".to_owned(),
        bounds: (
            LonLat::new(101_000_000, 36_000_000),
            LonLat::new(102_500_000, 37_500_000),
        ),
        deadline_buffer_days: 7,
        hotline: "12345".to_owned(),
        emergency: Vec::new(),
        notice: Text::default(),
        tiles: None,
        feedback: FeedbackSettings {
            text_max_chars: 2000,
            contact_retention_days: 90,
            text_retention_days: 730,
        },
    }
}

pub fn square(kind: GeometryKind, points: &[(i32, i32)]) -> Geometry {
    let at = |(x, y): &(i32, i32)| LonLat::new(101_780_000 + x * 100, 36_620_000 + y * 100);
    Geometry {
        kind,
        points: points.iter().map(at).collect(),
        approximate: true,
    }
}

fn requirement() -> Requirement {
    Requirement {
        id: "T-1".into(),
        title: text("设置临时摊点"),
        category: DutyCategory::Urban,
        list: DutyList::Core,
        duties: vec!["U-1".into()],
        legal_basis: vec!["D-1".into()],
        status: RequirementStatus::Clean,
        steps: vec![
            step("T-1.1", None, Level::City),
            step("T-1.2", Some("T-1.1"), Level::County),
        ],
        note: Text::default(),
        source: sample(),
    }
}

fn duty() -> DutyItem {
    DutyItem {
        id: "U-1".into(),
        unit: "630103001".into(),
        list: DutyList::Core,
        category: DutyCategory::Urban,
        title: text("摊点管理"),
        lead: Text::default(),
        lead_duty: Text::default(),
        unit_duty: Text::default(),
        document: "D-1".into(),
        since: date("2025-01-01"),
        note: Text::default(),
        source: sample(),
    }
}

fn correction() -> Correction {
    Correction {
        id: "K-1".into(),
        target: CorrectionTarget::Requirement("T-1".into()),
        flags: Vec::new(),
        found_by: FoundBy::Comparison,
        found_on: date("2025-05-06"),
        decided_on: None,
        effective_on: None,
        decided_by: text("市"),
        before: text("每天"),
        after: text("每周"),
        reason: text("没有依据"),
        document: Some("D-1".into()),
        source: sample(),
    }
}

fn update() -> Update {
    Update {
        id: "N-1".into(),
        date: date("2025-05-06"),
        kind: UpdateKind::Correction,
        title: text("纠偏"),
        body: text("每天改每周"),
        affects: vec!["Z-1".to_owned(), "K-1".to_owned()],
        effective_on: None,
        until: None,
        source: sample(),
    }
}

fn service() -> Service {
    Service {
        code: "stall".into(),
        name: text("摆摊"),
        description: Text::default(),
        reply_working_days: Some(5),
        redirect: false,
        anonymous: false,
    }
}

pub fn city() -> Sources {
    let mut first = place("Z-1", Grade::Guided);
    first.name = text("莫家街");
    let ring = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)];
    first.geometry = Some(square(GeometryKind::Polygon, &ring));
    let mut strict = rule("R-2", Effect::Prohibit, 200);
    strict.scope = Scope::Grade(Grade::Strict);
    let mut rules = permission().to_vec();
    rules.push(strict);
    let mut sources = Sources {
        settings: Some(settings()),
        units: rows(
            "单位.csv",
            vec![
                unit("6301", Level::City, None),
                unit("630103", Level::County, Some("6301")),
                unit("630103001", Level::Street, Some("630103")),
            ],
        ),
        documents: rows("文件.csv", vec![document("D-1", DocumentStatus::InForce)]),
        goods: rows(
            "品类.csv",
            vec![goods("snack", "小吃"), goods("bbq", "烧烤")],
        ),
        places: rows("地点.csv", vec![first, place("Z-2", Grade::Strict)]),
        rules: rows("规则.csv", rules),
        calendar: rows("日历.csv", calendar().into()),
        duties: rows("履职事项.csv", vec![duty()]),
        requirements: rows("工作要求.csv", vec![requirement()]),
        corrections: rows("纠偏.csv", vec![correction()]),
        updates: rows("动态.csv", vec![update()]),
        services: rows("诉求类别.csv", vec![service()]),
        cases: rows("诉求案例.csv", vec![case()]),
        ..Sources::default()
    };
    let steps = [2, 3].map(|row| Location {
        file: "要求层级.csv".to_owned(),
        row,
        column: String::new(),
    });
    sources.step_locations.insert("T-1".into(), steps.to_vec());
    sources
}
