//! The rows that drafts of notices export are read back to the same steps.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use check::columns::{files, steps};
use civic::Text;
use civic::documents::{Source, SourceKind};
use civic::duties::{DutyCategory, DutyList, Level, Requirement, Step};
use notices::draft::{
    ChainHead, Draft, FieldName, STEP_HEADINGS, StepHead, fields, requirement, steps_csv, value,
};
use notices::{Kind, read};
use sheets::{Files, city};

/// Every sentence of the corpus, as notices of eight sentences each.
fn notices() -> Vec<String> {
    let corpus = include_str!("../../notices/tests/corpus/sentences.tsv");
    let sentences: Vec<&str> = corpus
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').nth(2))
        .collect();
    sentences
        .chunks(8)
        .map(|chunk| {
            let body = chunk.join("\n");
            format!("关于做好有关工作的通知\n各街道：\n{body}\n区政府\n2026年3月1日\n")
        })
        .collect()
}

fn chain(id: usize, notices: &[String]) -> Requirement {
    let drafts: Vec<Draft> = notices
        .iter()
        .enumerate()
        .map(|(at, notice)| {
            let level = if at == 0 { Level::City } else { Level::County };
            let head = StepHead {
                id: format!("N-{id}.{}", at + 1).as_str().into(),
                level,
                unit: "630104".into(),
                unit_name: Text::new("城西区", "Chengxi District"),
                document: "D-1".into(),
            };
            Draft::new(&read(notice).expect("text"), head)
        })
        .collect();
    let head = ChainHead {
        id: format!("N-{id}").as_str().into(),
        title: Text::new("有关工作", "Work"),
        category: DutyCategory::General,
        list: DutyList::Core,
        duties: Vec::new(),
        source: Source {
            kind: SourceKind::Official,
            reference: "粘贴的通知".to_owned(),
        },
    };
    requirement(&head, &drafts.iter().collect::<Vec<_>>())
}

#[test]
fn the_headings_are_those_of_the_sheet() {
    let columns: Vec<&str> = steps::SHEET.columns().map(|column| column.zh).collect();
    assert_eq!(STEP_HEADINGS.to_vec(), columns);
}

/// The findings about the steps, and the steps as they are read back.
fn read_back(requirement: &Requirement) -> (Vec<String>, Vec<Step>) {
    let id = &requirement.id;
    let requirements = format!(
        "要求编号,标题,类别,所属清单,状态,来源类型\n{id},有关工作,综合政务,基本履职,待核实,官方文本\n"
    );
    let mut folder = Files::default();
    folder.insert(files::REQUIREMENTS, requirements.into_bytes());
    folder.insert(files::STEPS, steps_csv(requirement).into_bytes());
    let imported = city::read(&folder);
    let refused = imported
        .findings
        .iter()
        .filter(|finding| finding.location.file == files::STEPS)
        .filter(|finding| finding.severity != check::Severity::Info)
        .map(|finding| format!("{} {} {}", finding.code, finding.value, finding.what.en))
        .collect();
    (
        refused,
        imported.sources.requirements[0].value.steps.clone(),
    )
}

#[test]
fn exported_rows_are_read_back_to_the_same_steps() {
    let notices = notices();
    let mut asked = 0;
    for (at, pair) in notices.chunks(2).enumerate() {
        let requirement = chain(at + 1, pair);
        let (refused, read) = read_back(&requirement);
        assert_eq!(refused, Vec::<String>::new());
        assert_eq!(read, requirement.steps);
        let of = |step: &Step| step.targets.len() + step.deliverables.len() + step.tools.len();
        asked += read.iter().map(of).sum::<usize>();
    }
    // The notices do ask for something.
    assert!(asked > 150, "{asked}");
}

/// What a person writes into the fields is read back, whatever marks are in it; what nobody has said
/// yet is read as it stands, for the check to ask.
#[test]
fn what_was_written_by_hand_is_read_back() {
    let mut draft = Draft::new(
        &read("各街道认真办理。").expect("text"),
        StepHead {
            id: "N-1.1".into(),
            level: Level::County,
            unit: "000000".into(),
            unit_name: Text::default(),
            document: "DT-N-1.1".into(),
        },
    );
    let odd = "=；（周）“报,表\"\n不少于";
    for kind in Kind::ALL {
        let written = value(kind, None, &|name| match name {
            FieldName::Day => "2026-10-15".to_owned(),
            FieldName::Span | FieldName::Times | FieldName::Count => "3".to_owned(),
            FieldName::Amount => "98.5".to_owned(),
            FieldName::Measure | FieldName::Name | FieldName::Covered => odd.to_owned(),
            FieldName::Unit => "千米".to_owned(),
            FieldName::Counted => "户".to_owned(),
            FieldName::Clock => String::new(),
            choice => fields(kind, None)
                .into_iter()
                .find(|field| field.name == choice)
                .map_or_else(String::new, |field| field.given),
        });
        draft.add(written.expect("every field is filled in"));
    }
    let head = ChainHead {
        id: "N-1".into(),
        title: Text::default(),
        category: DutyCategory::General,
        list: DutyList::Core,
        duties: Vec::new(),
        source: Source {
            kind: SourceKind::Official,
            reference: "粘贴的文字，程序按规则读出，待核对".to_owned(),
        },
    };
    let requirement = requirement(&head, &[&draft]);
    let (refused, read) = read_back(&requirement);
    assert_eq!(refused, Vec::<String>::new());
    assert_eq!(read, requirement.steps);
    let step = &read[0];
    assert!(step.due_on.is_some() && step.frequency.is_some() && step.assessment.ranking);
    assert_eq!(
        (
            step.targets.len(),
            step.deliverables.len(),
            step.tools.len()
        ),
        (1, 1, 1)
    );
}

/// Pseudorandom numbers, the same in every run (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let z = z ^ (z >> 31);
        usize::try_from(z % n as u64).unwrap_or(0)
    }
}

#[test]
fn whatever_is_pasted_is_exported_so_that_it_can_be_read() {
    const PIECES: [&str; 44] = [
        "每周",
        "不少于",
        "2次",
        "报送",
        "自查报告",
        "，",
        "、",
        "；",
        "（",
        "）",
        "(",
        ")",
        "“",
        "”",
        "\"",
        ",",
        "=",
        "+",
        "-",
        "@",
        "％",
        "100%",
        "1.2万",
        "1,200",
        "5千米",
        "3万元",
        "率",
        "台账",
        "建立",
        "照片",
        "上传",
        "APP",
        "通过",
        "使用",
        "打卡",
        "全覆盖",
        "对18处",
        "10月15日前",
        "最多",
        "≥",
        "Ａ",
        "　",
        "召开会议",
        "10月底前",
    ];
    let mut random = Random(7);
    for at in 0..400 {
        let count = 3 + random.below(30);
        let mut text = String::from("各街道");
        for _ in 0..count {
            text.push_str(PIECES[random.below(PIECES.len())]);
        }
        text.push_str("\n区政府\n2026年3月1日\n");
        let requirement = chain(at + 1, &[text.clone()]);
        let (refused, read) = read_back(&requirement);
        assert_eq!(refused, Vec::<String>::new(), "{text}");
        assert_eq!(read, requirement.steps, "{text}");
    }
}
