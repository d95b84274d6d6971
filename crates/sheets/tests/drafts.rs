//! The rows that drafts of notices export are read back to the same steps.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use check::columns::{files, steps};
use civic::Text;
use civic::documents::{Source, SourceKind};
use civic::duties::{DutyCategory, DutyList, Level, Requirement, Step};
use notices::draft::{ChainHead, Draft, STEP_HEADINGS, StepHead, requirement, steps_csv};
use notices::read;
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

#[test]
fn exported_rows_are_read_back_to_the_same_steps() {
    let notices = notices();
    let mut asked = 0;
    for (at, pair) in notices.chunks(2).enumerate() {
        let requirement = chain(at + 1, pair);
        let id = &requirement.id;
        let requirements = format!(
            "要求编号,标题,类别,所属清单,状态,来源类型\n{id},有关工作,综合政务,基本履职,待核实,官方文本\n"
        );
        let mut folder = Files::default();
        folder.insert(files::REQUIREMENTS, requirements.into_bytes());
        folder.insert(files::STEPS, steps_csv(&requirement).into_bytes());
        let imported = city::read(&folder);
        let refused: Vec<_> = imported
            .findings
            .iter()
            .filter(|finding| finding.location.file == files::STEPS)
            .filter(|finding| finding.severity != check::Severity::Info)
            .map(|finding| (&finding.code, &finding.value, &finding.what.en))
            .collect();
        assert_eq!(refused, [], "{id}");
        let read = &imported.sources.requirements[0].value.steps;
        assert_eq!(read, &requirement.steps, "{id}");
        let of = |step: &Step| step.targets.len() + step.deliverables.len() + step.tools.len();
        asked += read.iter().map(of).sum::<usize>();
    }
    // The notices do ask for something.
    assert!(asked > 150, "{asked}");
}
