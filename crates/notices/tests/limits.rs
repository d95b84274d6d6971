//! A draft notice is held against the limits, the level above and the duty lists.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::Text;
use civic::documents::{Limit, LimitKind, Source, SourceKind};
use civic::duties::added_demands::Flag;
use civic::duties::{DutyCategory, DutyItem, DutyList, Level, Step};
use civic::time::Date;
use notices::draft::{Draft, StepHead};
use notices::limits::{Above, Beside, Breach, Checked, DraftFinding, check_draft};
use notices::{Kind, read};

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
        draft: None,
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
        takeover: Text::default(),
        legal_basis: Vec::new(),
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

#[test]
fn an_addition_quotes_the_sentence_above_that_it_is_measured_against() {
    let text_above = "市里要求：每月检查不少于1次。每月20日前报送燃气检查统计表。";
    let above = draft(text_above);
    let step = above.step(None);
    let reading = read(NOTICE).expect("text");
    let draft = draft(NOTICE);
    let notice = Checked {
        text: NOTICE,
        reading: &reading,
        draft: &draft,
    };
    let above = Above {
        step: &step,
        draft: Some(&above),
        deadline_buffer_days: 7,
    };
    let findings = check_draft(notice, Some(&above), &[], &[]);
    let quoted = |wanted: &Flag| {
        let added = findings
            .iter()
            .filter(|f| f.breach == Breach::Added(wanted.clone()));
        let mut quoted: Vec<&str> = Vec::new();
        for finding in added {
            assert!(finding.entry.is_some());
            quoted.extend(finding.above.iter().map(|span| span.of(text_above)));
        }
        quoted.dedup();
        quoted
    };
    assert_eq!(
        quoted(&Flag::FrequencyRaised),
        ["市里要求：每月检查不少于1次。"]
    );
    assert_eq!(
        quoted(&Flag::DeliverableAdded),
        ["每月20日前报送燃气检查统计表。"]
    );
    // Of what nobody above asked for there is nothing to quote.
    assert_eq!(quoted(&Flag::AssessmentAdded), [""; 0]);

    let rows = Beside::of(Some(&above), &draft, &findings);
    let kinds: Vec<Kind> = rows.iter().map(|row| row.kind).collect();
    let expected = [
        Kind::Frequency,
        Kind::Deliverable,
        Kind::Tool,
        Kind::Assessment,
    ];
    assert_eq!(kinds, expected);
    let often = &rows[0];
    assert_eq!(often.above[0].words.zh, "每月不少于1次");
    assert_eq!(often.here[0].flag, Some(Flag::FrequencyRaised));
    // Being named in a notice has no column of its own: it is shown, and said not to be compared.
    let assessed = rows.last().expect("the last row");
    let left: Vec<&str> = assessed
        .here
        .iter()
        .filter(|demanded| !demanded.is_compared)
        .map(|demanded| demanded.entry.read_at.expect("read").span.of(NOTICE))
        .collect();
    assert_eq!(left, ["通报"]);
}

#[test]
fn a_published_level_is_said_in_words() {
    let step = draft("各区于2026年10月15日前完成，每周检查不少于2次，对餐饮单位全覆盖排查，报送周报表，每月排名通报。").step(None);
    let above = Above {
        step: &step,
        draft: None,
        deadline_buffer_days: 7,
    };
    let silent = draft("好。各区认真办理。");
    let rows = Beside::of(Some(&above), &silent, &[]);
    let said: Vec<(Kind, &str)> = rows
        .iter()
        .flat_map(|row| {
            row.above
                .iter()
                .map(|said| (row.kind, said.words.zh.as_str()))
        })
        .collect();
    assert!(
        said.contains(&(Kind::Deadline, "2026年10月15日前")),
        "{said:?}"
    );
    assert!(said.contains(&(Kind::Frequency, "每周2次")), "{said:?}");
    assert!(said.contains(&(Kind::Assessment, "排名")), "{said:?}");
    assert!(
        said.iter().any(|(kind, _)| *kind == Kind::Deliverable),
        "{said:?}"
    );
    assert!(rows.iter().all(|row| row.here.is_empty()));
}

#[test]
fn the_most_that_is_read_is_checked_without_a_pause() {
    // Each of the demands is of the same kind, so that a check that looked at each pair would show.
    for sentence in [
        "报送检查统计表。",
        "整改率98%。",
        "下载燃气通APP。",
        "每月排名。",
    ] {
        let each = read(sentence).expect("text").demands().count();
        assert!(each > 0, "{sentence}");
        let times = notices::MAX_DEMANDS / each;
        let text = sentence.repeat(times);
        let here = draft(&text);
        let reading = read(&text).expect("text");
        let notice = Checked {
            text: &text,
            reading: &reading,
            draft: &here,
        };
        let step = draft(sentence).step(None);
        let above = Above {
            step: &step,
            draft: None,
            deadline_buffer_days: 7,
        };
        let limits = [limit(LimitKind::SameMaterial, Some(1))];
        let findings = check_draft(notice, Some(&above), &[], &limits);
        assert!(findings.len() <= 2 * notices::MAX_DEMANDS, "{sentence}");
        let said: usize = findings.iter().map(|f| f.what.zh.len()).sum();
        assert!(said <= findings.len() * 1_000, "{sentence}: {said} bytes");
        assert_eq!(
            read(&sentence.repeat(times + 1)).err(),
            Some(notices::Refused::TooMany)
        );
    }
}
