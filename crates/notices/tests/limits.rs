//! A draft notice is held against the limits, the level above and the duty lists.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::Text;
use civic::documents::{Limit, LimitKind, Source, SourceKind};
use civic::duties::added_demands::Flag;
use civic::duties::{DutyCategory, DutyItem, DutyList, Level, Step};
use civic::time::Date;
use notices::draft::{Draft, StepHead};
use notices::limits::{Above, Breach, Checked, DraftFinding, check_draft};
use notices::read;

const NOTICE: &str = "关于做好燃气安全检查的通知
各街道：
一、各街道对辖区燃气设施安全检查和处罚工作负总责，每周检查不少于2次。
二、每月5日前报送贯彻落实情况，并上传检查照片。
三、检查结果每月排名通报，与社区签订责任状，未完成的一票否决。
四、检查人员通过“燃气通”APP打卡。
五、每月20日前报送燃气检查统计表。
六、每月28日前报送燃气检查统计表电子版。
七、不得要求社区每日报送材料，不签责任状。
区住建局
2026年3月1日
";

fn source() -> Source {
    Source {
        kind: SourceKind::Sample,
        reference: String::new(),
    }
}

fn limit(kind: LimitKind, threshold: Option<u32>) -> Limit {
    Limit {
        id: kind.code().into(),
        kind,
        threshold,
        article: Text::new("一、2", "1, 2"),
        document: "D-LIMITS".into(),
        advice: Text::new("改一改", "Put it otherwise"),
        source: source(),
    }
}

fn draft(text: &str) -> Draft {
    let head = StepHead {
        id: "N-1.2".into(),
        level: Level::County,
        unit: "630104".into(),
        unit_name: Text::default(),
        document: "draft".into(),
    };
    Draft::new(&read(text).expect("text"), head)
}

fn check(
    text: &str,
    above: Option<&Step>,
    duties: &[DutyItem],
    limits: &[Limit],
) -> Vec<DraftFinding> {
    let reading = read(text).expect("text");
    let draft = draft(text);
    let notice = Checked {
        text,
        reading: &reading,
        draft: &draft,
    };
    let above = above.map(|step| Above {
        step,
        deadline_buffer_days: 7,
    });
    check_draft(notice, above.as_ref(), duties, limits)
}

fn words(findings: &[DraftFinding]) -> Vec<&str> {
    findings
        .iter()
        .map(|finding| finding.words.map_or("", |span| span.of(NOTICE)))
        .collect()
}

#[test]
fn each_limit_finds_its_words() {
    for (kind, threshold, expected) in [
        (LimitKind::FollowUp, None, vec!["情况"]),
        (LimitKind::Ranking, None, vec!["排名"]),
        (LimitKind::Veto, None, vec!["一票否决"]),
        (LimitKind::Pledge, None, vec!["责任状"]),
        (LimitKind::App, None, vec!["APP", "打卡"]),
        (LimitKind::App, Some(2), vec![]),
        (LimitKind::PhotoProof, None, vec!["照片"]),
        (LimitKind::SameMaterial, Some(1), vec!["统计表"]),
        (LimitKind::Length, Some(100), vec![""]),
        (LimitKind::Length, Some(4000), vec![]),
    ] {
        let limits = [limit(kind.clone(), threshold)];
        let findings = check(NOTICE, None, &[], &limits);
        assert_eq!(words(&findings), expected, "{kind:?}");
        for finding in &findings {
            assert_eq!(finding.breach, Breach::Limit(kind.clone()));
            assert_eq!(finding.document.as_str(), "D-LIMITS");
            let sentence = finding.sentence.map(|span| span.of(NOTICE));
            // What the last sentence forbids is not found.
            assert!(sentence.is_none_or(|sentence| !sentence.contains("不得要求")));
        }
    }
}

#[test]
fn what_is_added_to_the_level_above_is_found_with_its_sentence() {
    let above = draft("各区每月检查不少于1次，每月20日前报送燃气检查统计表。").step(None);
    let findings = check(NOTICE, Some(&above), &[], &[]);
    let flags: Vec<&Flag> = findings
        .iter()
        .filter_map(|finding| match &finding.breach {
            Breach::Added(flag) => Some(flag),
            _ => None,
        })
        .collect();
    assert!(flags.contains(&&Flag::FrequencyRaised) && flags.contains(&&Flag::AssessmentAdded));
    assert!(findings.iter().all(|finding| finding.sentence.is_some()));
    // The same notice adds nothing to itself.
    assert_eq!(check(NOTICE, Some(&draft(NOTICE).step(None)), &[], &[]), []);
}

#[test]
fn a_duty_that_was_taken_back_is_found() {
    let duty = |id: &str, list: DutyList, title: &str| DutyItem {
        id: id.into(),
        unit: "630104001".into(),
        list,
        category: DutyCategory::Emergency,
        title: Text::new(title, ""),
        lead: Text::new("区住房和城乡建设局", ""),
        lead_duty: Text::default(),
        unit_duty: Text::default(),
        document: "D-LIST".into(),
        since: Date::new(2025, 1, 1).expect("a day"),
        note: Text::default(),
        source: source(),
    };
    let duties = [
        duty("R-1", DutyList::TakenBack, "燃气设施安全检查和处罚"),
        duty("R-2", DutyList::TakenBack, "特种设备日常监管"),
        duty("C-1", DutyList::Core, "燃气安全检查宣传"),
    ];
    let findings = check(NOTICE, None, &duties, &[]);
    let found: Vec<_> = findings
        .iter()
        .map(|finding| {
            (
                &finding.breach,
                finding
                    .sentence
                    .map(|span| span.of(NOTICE).chars().take(6).collect::<String>()),
            )
        })
        .collect();
    let breach = Breach::Duty {
        duty: "R-1".into(),
        list: DutyList::TakenBack,
    };
    assert_eq!(found, [(&breach, Some("一、各街道对".to_owned()))]);
    assert!(findings[0].advice.zh.contains("区住房和城乡建设局"));
    // A sentence that forbids it is not found.
    assert_eq!(
        check(
            "不得要求街道承担燃气设施安全检查和处罚，不得下达每周2次的任务。",
            None,
            &duties,
            &[]
        ),
        []
    );
}
