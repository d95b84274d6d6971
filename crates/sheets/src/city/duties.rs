//! Units, documents, duty items, requirements and their steps.

use std::collections::{BTreeMap, HashMap, HashSet};

use check::Severity;
use check::Sources;
use civic::documents::{Document, DocumentStatus};
use civic::duties::{
    Assessment, Basis, Coverage, Deliverable, DeliverableKind, Requirement, RequirementStatus,
    Role, Step, Target, Tool, ToolKind,
};
use civic::duties::{DutyCategory, DutyItem, DutyList};
use civic::duties::{Level, Unit};
use civic::{RequirementId, Text};

use super::folder::Folder;
use crate::grammar;
use crate::grammar::{AskedCell, CellError, fold};
use crate::table::{Column, RowReader, SOURCE_KIND, SOURCE_REF, may, need};

const LEVEL: Column = need("层级", "level");
const LEVELS: &str = "中央、省、市、区县、街道、社区";
const UNIT: Column = need("单位代码", "unit");
const TITLE: (Column, Column) = (need("标题", "title"), may("英文标题", "title_en"));
const CATEGORY: Column = need("类别", "category");
const CATEGORIES: &str = "党的建设、经济发展、民生服务、平安法治、城乡建设、生态环保、应急管理及消防、市场监管、文化和旅游、卫生健康、综合政务";
const LISTS: &str = "基本履职、配合履职、上级部门收回、不得要求基层、拟准入";
const DOCUMENT: Column = need("文件", "document");
const NOTE: (Column, Column) = (may("备注", "note"), may("英文备注", "note_en"));

/// A level as offices write it, short forms included.
fn level(term: &str) -> Option<Level> {
    Level::from_term(term).or(match term {
        "街道" | "乡镇" | "镇" | "乡" => Some(Level::Street),
        "社区" | "村" => Some(Level::Community),
        "区" | "县" => Some(Level::County),
        _ => None,
    })
}

fn link(text: &str) -> Result<String, CellError> {
    let text = fold(text);
    if text.starts_with("https://") && !text.contains(char::is_whitespace) {
        Ok(text)
    } else {
        Err(CellError {
            what: Text::new("链接应以 https:// 开头", "A link begins with https://"),
            example: "https://www.gov.cn/",
        })
    }
}

pub(crate) fn units(folder: &mut Folder<'_>, sources: &mut Sources) {
    const NAME: (Column, Column) = (need("名称", "name"), may("英文名称", "name_en"));
    const CODE: Column = need("单位代码", "code");
    const PARENT: Column = may("上级代码", "parent");
    let columns = [CODE, NAME.0, NAME.1, LEVEL, PARENT, SOURCE_KIND, SOURCE_REF];
    let sheet = folder.sheet("单位.csv", &columns, Severity::Error);
    sources.units = sheet.each(&mut folder.findings, |row| {
        row.source();
        let parent = fold(row.raw(PARENT));
        Some(Unit {
            code: row.id(CODE),
            name: row.bilingual(NAME.0, NAME.1),
            level: row.term(LEVEL, level, LEVELS)?,
            parent: (!parent.is_empty()).then(|| parent.as_str().into()),
        })
    });
}

pub(crate) fn documents(folder: &mut Folder<'_>, sources: &mut Sources) {
    const ID: Column = need("文件编号", "id");
    const NUMBER: Column = may("文号", "number");
    const ARTICLE: (Column, Column) = (may("条款", "article"), may("英文条款", "article_en"));
    const TEXT: (Column, Column) = (may("原文", "text"), may("英文原文", "text_en"));
    const ISSUER: (Column, Column) = (may("发文单位", "issuer"), may("英文发文单位", "issuer_en"));
    const ISSUED: Column = may("发文日期", "issued_on");
    const EXPIRES: Column = may("失效日期", "expires_on");
    const STATUS: Column = need("效力", "status");
    const LINK: Column = may("链接", "link");
    let columns = [
        ID,
        NUMBER,
        TITLE.0,
        TITLE.1,
        ARTICLE.0,
        ARTICLE.1,
        TEXT.0,
        TEXT.1,
        ISSUER.0,
        ISSUER.1,
        LEVEL,
        ISSUED,
        EXPIRES,
        STATUS,
        LINK,
        SOURCE_KIND,
        SOURCE_REF,
    ];
    let sheet = folder.sheet("文件.csv", &columns, Severity::Error);
    sources.documents = sheet.each(&mut folder.findings, |row| {
        Some(Document {
            id: row.id(ID),
            number: row.text(NUMBER),
            title: row.bilingual(TITLE.0, TITLE.1),
            article: row.bilingual(ARTICLE.0, ARTICLE.1),
            text: row.bilingual(TEXT.0, TEXT.1),
            issuer: row.bilingual(ISSUER.0, ISSUER.1),
            level: row.term(LEVEL, level, LEVELS)?,
            issued_on: row.read(ISSUED, grammar::date),
            expires_on: row.read(EXPIRES, grammar::date),
            status: row.term(STATUS, DocumentStatus::from_term, "有效、废止、被替代")?,
            link: row.read(LINK, link).unwrap_or_default(),
            source: row.source(),
        })
    });
}

pub(crate) fn duties_and_requirements(folder: &mut Folder<'_>, sources: &mut Sources) {
    const ID: Column = need("事项编号", "id");
    const LIST: Column = need("清单", "list");
    const NAME: (Column, Column) = (need("事项名称", "title"), may("英文名称", "title_en"));
    const LEAD: (Column, Column) = (
        may("牵头或承接部门", "lead"),
        may("英文牵头或承接部门", "lead_en"),
    );
    const LEAD_DUTY: (Column, Column) = (
        may("部门职责", "lead_duty"),
        may("英文部门职责", "lead_duty_en"),
    );
    const UNIT_DUTY: (Column, Column) = (
        may("街道职责或承接方式", "unit_duty"),
        may("英文街道职责或承接方式", "unit_duty_en"),
    );
    const SINCE: Column = need("列入日期", "since");
    let columns = [
        ID,
        UNIT,
        LIST,
        CATEGORY,
        NAME.0,
        NAME.1,
        LEAD.0,
        LEAD.1,
        LEAD_DUTY.0,
        LEAD_DUTY.1,
        UNIT_DUTY.0,
        UNIT_DUTY.1,
        DOCUMENT,
        SINCE,
        NOTE.0,
        NOTE.1,
        SOURCE_KIND,
        SOURCE_REF,
    ];
    let sheet = folder.sheet("履职事项.csv", &columns, Severity::Error);
    sources.duties = sheet.each(&mut folder.findings, |row| {
        let since = row.read(SINCE, grammar::date);
        Some(DutyItem {
            id: row.id(ID),
            unit: row.id(UNIT),
            list: row.term(LIST, DutyList::from_term, LISTS)?,
            category: row.term(CATEGORY, DutyCategory::from_term, CATEGORIES)?,
            title: row.bilingual(NAME.0, NAME.1),
            lead: row.bilingual(LEAD.0, LEAD.1),
            lead_duty: row.bilingual(LEAD_DUTY.0, LEAD_DUTY.1),
            unit_duty: row.bilingual(UNIT_DUTY.0, UNIT_DUTY.1),
            document: row.id(DOCUMENT),
            since: since?,
            note: row.bilingual(NOTE.0, NOTE.1),
            source: row.source(),
        })
    });
    requirements(folder, sources);
    steps(folder, sources);
}

fn requirements(folder: &mut Folder<'_>, sources: &mut Sources) {
    const ID: Column = need("要求编号", "id");
    const LIST: Column = need("所属清单", "list");
    const DUTIES: Column = may("事项编号", "duties");
    const BASIS: Column = may("法律依据", "legal_basis");
    const STATUS: Column = need("状态", "status");
    let columns = [
        ID,
        TITLE.0,
        TITLE.1,
        CATEGORY,
        LIST,
        DUTIES,
        BASIS,
        STATUS,
        NOTE.0,
        NOTE.1,
        SOURCE_KIND,
        SOURCE_REF,
    ];
    let sheet = folder.sheet("工作要求.csv", &columns, Severity::Error);
    sources.requirements = sheet.each(&mut folder.findings, |row| {
        Some(Requirement {
            id: row.id(ID),
            title: row.bilingual(TITLE.0, TITLE.1),
            category: row.term(CATEGORY, DutyCategory::from_term, CATEGORIES)?,
            list: row.term(LIST, DutyList::from_term, LISTS)?,
            duties: row.ids(DUTIES),
            legal_basis: row.ids(BASIS),
            status: row.term(
                STATUS,
                RequirementStatus::from_term,
                "未见加码、待核实、复核中、已认定、合理调整、已纠正",
            )?,
            steps: Vec::new(),
            note: row.bilingual(NOTE.0, NOTE.1),
            source: row.source(),
        })
    });
}

const ID: Column = need("层级编号", "id");
const REQUIREMENT: Column = need("要求编号", "requirement");
const PARENT: Column = may("上一层级", "parent");
const UNIT_NAME: (Column, Column) = (
    may("单位名称", "unit_name"),
    may("英文单位名称", "unit_name_en"),
);
const DUE: Column = may("完成时限", "due_on");
const FREQUENCY: Column = may("频次", "frequency");
const TARGETS: (Column, Column) = (may("指标", "targets"), may("英文指标", "targets_en"));
const DELIVERABLES: (Column, Column) = (
    may("材料", "deliverables"),
    may("英文材料", "deliverables_en"),
);
const TOOLS: (Column, Column) = (may("工具", "tools"), may("英文工具", "tools_en"));
const COVERAGE: (Column, Column) = (may("范围", "coverage"), may("英文范围", "coverage_en"));
const COUNT: Column = may("范围数量", "coverage_count");
const COUNTED_IN: Column = may("范围单位", "coverage_unit");
const ALL: Column = may("是否全部", "coverage_all");
const ASSESSMENT: Column = may("考核", "assessment");
const ROLE: Column = may("角色", "role");
const BASIS: (Column, Column) = (may("依据", "basis"), may("英文依据", "basis_en"));
const BASIS_LEVEL: Column = may("依据层级", "basis_level");
const EMERGENCY: Column = may("应急", "basis_emergency");
const BASIS_DOCUMENT: Column = may("依据文件", "basis_document");

fn steps(folder: &mut Folder<'_>, sources: &mut Sources) {
    let columns = [
        ID,
        REQUIREMENT,
        PARENT,
        LEVEL,
        UNIT,
        UNIT_NAME.0,
        UNIT_NAME.1,
        DOCUMENT,
        DUE,
        FREQUENCY,
        TARGETS.0,
        TARGETS.1,
        DELIVERABLES.0,
        DELIVERABLES.1,
        TOOLS.0,
        TOOLS.1,
        COVERAGE.0,
        COVERAGE.1,
        COUNT,
        COUNTED_IN,
        ALL,
        ASSESSMENT,
        ROLE,
        BASIS.0,
        BASIS.1,
        BASIS_LEVEL,
        EMERGENCY,
        BASIS_DOCUMENT,
        NOTE.0,
        NOTE.1,
        SOURCE_KIND,
        SOURCE_REF,
    ];
    let sheet = folder.sheet("要求层级.csv", &columns, Severity::Error);
    let units = &sources.units;
    let units: HashMap<&str, &Text> = units
        .iter()
        .map(|u| (u.value.code.as_str(), &u.value.name))
        .collect();
    let known: HashSet<RequirementId> = sources
        .requirements
        .iter()
        .map(|r| r.value.id.clone())
        .collect();
    let rows = sheet.each(&mut folder.findings, |row| {
        let requirement: RequirementId = row.id(REQUIREMENT);
        if !known.contains(&requirement) {
            row.refuse(
                REQUIREMENT,
                &CellError {
                    what: Text::new(
                        "工作要求.csv 里没有这个编号",
                        "工作要求.csv has no such identifier",
                    ),
                    example: "T-001",
                },
            );
        }
        let mut step = step(row)?;
        if step.unit_name.is_empty() {
            let name = units.get(step.unit.as_str()).copied();
            step.unit_name = name.cloned().unwrap_or_default();
        }
        Some((requirement, step))
    });
    let mut by_requirement: BTreeMap<RequirementId, Vec<Step>> = BTreeMap::new();
    for row in rows {
        let (requirement, step) = row.value;
        sources
            .step_locations
            .entry(requirement.clone())
            .or_default()
            .push(row.location);
        by_requirement.entry(requirement).or_default().push(step);
    }
    for requirement in &mut sources.requirements {
        requirement.value.steps = by_requirement
            .remove(&requirement.value.id)
            .unwrap_or_default();
    }
}

fn step(row: &mut RowReader<'_>) -> Option<Step> {
    row.source();
    let parent = fold(row.raw(PARENT));
    let deliverables = things(
        row,
        DELIVERABLES,
        DeliverableKind::from_term,
        "报告、报表、照片、会议、台账",
    );
    let tools = things(
        row,
        TOOLS,
        ToolKind::from_term,
        "政务应用、打卡、群接龙、截图",
    );
    let level = row.term(LEVEL, level, LEVELS);
    Some(Step {
        id: row.id(ID),
        parent: (!parent.is_empty()).then(|| parent.as_str().into()),
        level: level?,
        unit: row.id(UNIT),
        unit_name: row.bilingual(UNIT_NAME.0, UNIT_NAME.1),
        document: row.id(DOCUMENT),
        due_on: row.read(DUE, grammar::date),
        frequency: row.read(FREQUENCY, grammar::frequency),
        targets: targets(row),
        deliverables: deliverables
            .into_iter()
            .map(|(kind, name, frequency)| Deliverable {
                kind,
                name,
                frequency,
            })
            .collect(),
        tools: tools
            .into_iter()
            .map(|(kind, name, frequency)| Tool {
                kind,
                name,
                frequency,
            })
            .collect(),
        coverage: coverage(row),
        assessment: assessment(row),
        role: row.term(ROLE, Role::from_term, "牵头、配合"),
        basis: basis(row),
        note: row.bilingual(NOTE.0, NOTE.1),
    })
}

/// Units of which no unit below takes a share: each is asked for the whole. Two streets that are
/// each given three days have not been given six.
const UNITS_NOT_SHARED_OUT: [&str; 13] = [
    "%",
    "‰",
    "分钟",
    "小时",
    "天",
    "日",
    "工作日",
    "个工作日",
    "周",
    "月",
    "个月",
    "年",
    "字",
];

fn targets(row: &mut RowReader<'_>) -> Vec<Target> {
    let english = grammar::list(row.raw(TARGETS.1));
    let cells = row.read(TARGETS.0, grammar::targets).unwrap_or_default();
    cells
        .into_iter()
        .zip(english.into_iter().chain(std::iter::repeat(String::new())))
        .map(|(cell, en)| Target {
            rate: cell.measure.ends_with('率')
                || UNITS_NOT_SHARED_OUT.contains(&cell.unit.as_str()),
            measure: Text {
                zh: cell.measure,
                en,
            },
            unit: cell.unit,
            bound: cell.bound,
            value: cell.value,
        })
        .collect()
}

type Thing<K> = (K, Text, civic::duties::Frequency);

fn things<K: Clone>(
    row: &mut RowReader<'_>,
    (zh, en): (Column, Column),
    kind: fn(&str) -> Option<K>,
    kinds: &'static str,
) -> Vec<Thing<K>> {
    let english = grammar::list(row.raw(en));
    let cells: Vec<AskedCell> = row.read(zh, grammar::asked).unwrap_or_default();
    let mut things = Vec::new();
    for (cell, en) in cells
        .into_iter()
        .zip(english.into_iter().chain(std::iter::repeat(String::new())))
    {
        match kind(&cell.kind) {
            Some(kind) => things.push((kind, Text { zh: cell.name, en }, cell.frequency)),
            None => row.refuse(
                zh,
                &CellError {
                    what: Text::new(
                        format!("“{}”不是其中一类：{kinds}", cell.kind),
                        format!("{} is not one of: {kinds}", cell.kind),
                    ),
                    example: "月度小结（报告，每月1）",
                },
            ),
        }
    }
    things
}

fn coverage(row: &mut RowReader<'_>) -> Option<Coverage> {
    let text = row.bilingual(COVERAGE.0, COVERAGE.1);
    let coverage = Coverage {
        count: row.read(COUNT, grammar::number),
        unit: row.text(COUNTED_IN),
        all: row.read(ALL, grammar::yes_no).unwrap_or_default(),
        text,
    };
    (!coverage.text.is_empty()).then_some(coverage)
}

fn assessment(row: &mut RowReader<'_>) -> Assessment {
    let mut assessment = Assessment::default();
    let known = |t: &str| match t {
        "排名" | "ranking" => Some(0),
        "一票否决" | "veto" => Some(1),
        "责任状" | "pledge" => Some(2),
        _ => None,
    };
    for part in row.terms(ASSESSMENT, known, "排名、一票否决、责任状") {
        match part {
            0 => assessment.ranking = true,
            1 => assessment.veto = true,
            _ => assessment.pledge = true,
        }
    }
    assessment
}

fn basis(row: &mut RowReader<'_>) -> Option<Basis> {
    let text = row.bilingual(BASIS.0, BASIS.1);
    if text.is_empty() {
        return None;
    }
    let document = fold(row.raw(BASIS_DOCUMENT));
    let level = row.term(BASIS_LEVEL, level, LEVELS);
    if level.is_none() {
        row.refuse(
            BASIS_LEVEL,
            &CellError {
                what: Text::new("写了依据，就要写依据的层级", "A basis needs its level"),
                example: "市",
            },
        );
    }
    Some(Basis {
        text,
        level: level?,
        emergency: row.read(EMERGENCY, grammar::yes_no).unwrap_or_default(),
        document: (!document.is_empty()).then(|| document.as_str().into()),
    })
}
