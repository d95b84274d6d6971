//! A chain of drafts: a requirement that is compared as a published one is, and its rows of
//! 要求层级.csv.

use civic::documents::Source;
use civic::duties::{
    DutyCategory, DutyList, Frequency, Period, Requirement, RequirementStatus, Step,
};
use civic::{DutyId, RequirementId, Text};
use serde::{Deserialize, Serialize};

use super::entries::Draft;
use super::step::{chained, one_line};

/// What a chain is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainHead {
    /// The requirement's identifier.
    pub id: RequirementId,
    /// Its title.
    pub title: Text,
    /// Its category.
    pub category: DutyCategory,
    /// The list its duty is on.
    pub list: DutyList,
    /// The duty items it belongs to.
    pub duties: Vec<DutyId>,
    /// Where it comes from.
    pub source: Source,
}

/// The requirement of drafts from the highest level down, each the parent of the next, for
/// [`civic::duties::added_demands::compare`]. It is open: nobody has looked at it.
pub fn requirement(head: &ChainHead, drafts: &[&Draft]) -> Requirement {
    Requirement {
        id: head.id.clone(),
        title: head.title.clone(),
        category: head.category.clone(),
        list: head.list.clone(),
        duties: head.duties.clone(),
        legal_basis: Vec::new(),
        status: RequirementStatus::Open,
        steps: chained(drafts),
        note: Text::default(),
        source: head.source.clone(),
    }
}

/// The identifier that a person wrote: ASCII letters, digits, `-`, `_` and `.`, as the sheets take it;
/// `None` for anything else.
pub fn identifier(written: &str) -> Option<&str> {
    let written = written.trim();
    let is_one = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (!written.is_empty() && written.chars().all(is_one)).then_some(written)
}

/// The headings of 要求层级.csv, in its order.
pub const STEP_HEADINGS: [&str; 32] = [
    "层级编号",
    "要求编号",
    "上一层级",
    "层级",
    "单位代码",
    "单位名称",
    "英文单位名称",
    "文件",
    "完成时限",
    "频次",
    "指标",
    "英文指标",
    "材料",
    "英文材料",
    "工具",
    "英文工具",
    "范围",
    "英文范围",
    "范围数量",
    "范围单位",
    "是否全部",
    "考核",
    "角色",
    "依据",
    "英文依据",
    "依据层级",
    "应急",
    "依据文件",
    "备注",
    "英文备注",
    "来源类型",
    "来源说明",
];

/// The steps of a requirement as 要求层级.csv has them, headings first. The sheets crate reads them
/// back to the same steps.
pub fn steps_csv(requirement: &Requirement) -> String {
    let mut csv = String::new();
    line(&mut csv, &STEP_HEADINGS.map(str::to_owned));
    for step in &requirement.steps {
        line(&mut csv, &row(requirement, step));
    }
    csv
}

fn row(requirement: &Requirement, step: &Step) -> [String; 32] {
    let yes = |yes: bool| if yes { "是".to_owned() } else { String::new() };
    let english = |names: Vec<&str>| {
        // Each of the Chinese has one, or none has.
        if names.iter().any(|name| name.is_empty()) {
            String::new()
        } else {
            names.join("；")
        }
    };
    let coverage = step.coverage.as_ref();
    let basis = step.basis.as_ref();
    let assessment = [
        (step.assessment.ranking, "排名"),
        (step.assessment.veto, "一票否决"),
        (step.assessment.pledge, "责任状"),
    ];
    let assessed: Vec<&str> = assessment
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, word)| *word)
        .collect();
    let targets: Vec<String> = step.targets.iter().map(|t| t.in_words().zh).collect();
    let deliverables = step
        .deliverables
        .iter()
        .map(|d| asked(&d.name.zh, d.kind.zh(), &d.frequency));
    let tools = step
        .tools
        .iter()
        .map(|t| asked(&t.name.zh, t.kind.zh(), &t.frequency));
    [
        step.id.to_string(),
        requirement.id.to_string(),
        step.parent
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        step.level.zh().to_owned(),
        step.unit.to_string(),
        step.unit_name.zh.clone(),
        step.unit_name.en.clone(),
        step.document.to_string(),
        step.due_on.map(|date| date.to_string()).unwrap_or_default(),
        step.frequency.as_ref().map(frequency).unwrap_or_default(),
        targets.join("；"),
        english(step.targets.iter().map(|t| t.measure.en.as_str()).collect()),
        deliverables.collect::<Vec<_>>().join("；"),
        english(
            step.deliverables
                .iter()
                .map(|d| d.name.en.as_str())
                .collect(),
        ),
        tools.collect::<Vec<_>>().join("；"),
        english(step.tools.iter().map(|t| t.name.en.as_str()).collect()),
        coverage.map(|c| c.text.zh.clone()).unwrap_or_default(),
        coverage.map(|c| c.text.en.clone()).unwrap_or_default(),
        coverage
            .and_then(|c| c.count)
            .map(|count| count.to_string())
            .unwrap_or_default(),
        coverage.map(|c| c.unit.clone()).unwrap_or_default(),
        yes(coverage.is_some_and(|c| c.all)),
        assessed.join("；"),
        step.role
            .as_ref()
            .map(|role| role.zh().to_owned())
            .unwrap_or_default(),
        basis.map(|b| b.text.zh.clone()).unwrap_or_default(),
        basis.map(|b| b.text.en.clone()).unwrap_or_default(),
        basis.map(|b| b.level.zh().to_owned()).unwrap_or_default(),
        yes(basis.is_some_and(|b| b.emergency)),
        basis
            .and_then(|b| b.document.as_ref())
            .map(ToString::to_string)
            .unwrap_or_default(),
        one_line(&step.note.zh),
        one_line(&step.note.en),
        requirement.source.kind.zh().to_owned(),
        one_line(&requirement.source.reference),
    ]
}

/// `每周2次`, `3次`.
fn frequency(frequency: &Frequency) -> String {
    match frequency.per {
        Period::Once => format!("{}次", frequency.times),
        _ => format!("{}{}次", frequency.per.zh(), frequency.times),
    }
}

fn asked(name: &str, kind: &str, often: &Frequency) -> String {
    format!("{name}（{kind}，{}）", frequency(often))
}

/// A line of CSV; a cell with a comma, a quotation mark or a line's end is quoted.
fn line(csv: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            csv.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            csv.push('"');
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(cell);
        }
    }
    csv.push('\n');
}
