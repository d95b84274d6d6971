//! Two notices become a requirement, and what the lower one adds is found by the comparison that
//! published requirements have, each addition with the sentence it came from.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::Text;
use civic::documents::{Source, SourceKind};
use civic::duties::added_demands::{Flag, compare};
use civic::duties::{DutyCategory, DutyList, Level};
use notices::draft::{
    ByHand, ChainHead, Draft, FieldName, StepHead, fields, identifier, requirement, steps_csv,
    value,
};
use notices::{AssessmentKind, Kind, Value, read};

const CITY: &str = "关于开展油烟治理的通知\n各区：\n一、各区于12月20日前报送工作总结。\n二、对重点路段餐饮单位每月检查不少于1次，油烟净化设施安装率不低于90%。\n三、发现问题3日内整改。\n市城管局\n2026年9月1日\n";
const DISTRICT: &str = "关于进一步做好油烟治理的通知\n各街道：\n一、各街道于11月30日前报送工作总结，每周五前报送油烟治理周报表。\n二、每周检查不少于2次，油烟净化设施安装率不低于98%，对餐饮单位全覆盖排查。\n三、检查人员通过“油烟通”APP打卡，每月排名通报。\n四、不要求社区建立专门台账。\n区城管局\n2026年9月10日\n";

fn head(id: &str, level: Level) -> StepHead {
    StepHead {
        id: id.into(),
        level,
        unit: "630104".into(),
        unit_name: Text::new("某单位", ""),
        document: "D-1".into(),
    }
}

fn chain() -> ChainHead {
    ChainHead {
        id: "N-1".into(),
        title: Text::new("油烟治理", ""),
        category: DutyCategory::Urban,
        list: DutyList::Core,
        duties: Vec::new(),
        source: Source {
            kind: SourceKind::Official,
            reference: "粘贴的通知".to_owned(),
        },
    }
}

fn drafts() -> (Draft, Draft) {
    let city = Draft::new(&read(CITY).expect("text"), head("N-1.1", Level::City));
    let district = Draft::new(&read(DISTRICT).expect("text"), head("N-1.2", Level::County));
    (city, district)
}

#[test]
fn what_the_lower_notice_adds_is_flagged_with_its_sentence() {
    let (city, district) = drafts();
    let requirement = requirement(&chain(), &[&city, &district]);
    let additions = compare(&requirement, 7);
    let flags: Vec<&Flag> = additions.iter().map(|addition| &addition.flag).collect();
    assert_eq!(
        flags,
        [
            &Flag::DeadlineEarlier,
            &Flag::TargetRaised,
            &Flag::FrequencyRaised,
            &Flag::DeliverableAdded,
            &Flag::AppAdded,
            &Flag::AppAdded,
            &Flag::AssessmentAdded,
        ]
    );
    let words: Vec<Vec<&str>> = additions
        .iter()
        .map(|addition| {
            let behind = district.behind(addition);
            let at = behind.iter().filter_map(|entry| entry.read_at);
            at.map(|at| at.span.of(DISTRICT)).collect()
        })
        .collect();
    assert_eq!(
        words,
        [
            vec!["11月30日前"],
            vec!["不低于98%"],
            vec!["每周检查不少于2次"],
            vec!["周报表"],
            vec!["APP"],
            vec!["打卡"],
            vec!["排名"],
        ]
    );
    // A sentence that forbids a ledger adds none.
    assert!(
        requirement.steps[1]
            .deliverables
            .iter()
            .all(|d| d.kind.code() != "ledger")
    );
}

#[test]
fn what_a_step_cannot_hold_is_in_its_note() {
    let (city, district) = drafts();
    let step = city.step(None);
    assert_eq!(step.note.zh, "另有：3天内");
    assert_eq!(
        step.due_on.map(|d| d.to_string()).as_deref(),
        Some("2026-12-20")
    );
    let left: Vec<Kind> = district
        .left_out()
        .map(|entry| entry.value.kind())
        .collect();
    assert_eq!(left, [Kind::Frequency, Kind::Assessment]);
}

#[test]
fn every_reading_can_be_corrected_and_says_so() {
    let (_, mut district) = drafts();
    let id = |draft: &Draft, kind: Kind| {
        let mut entries = draft.entries().iter();
        entries.find(|e| e.value.kind() == kind).expect("one").id
    };
    assert_eq!(district.touched().count(), 0);
    let ranking = id(&district, Kind::Assessment);
    let read = district
        .entries()
        .iter()
        .find(|e| e.id == ranking)
        .expect("it")
        .value
        .clone();
    assert!(district.change(ranking, Value::Assessment(AssessmentKind::Veto)));
    assert!(district.step(None).assessment.veto);
    assert_eq!(
        district.touched().map(|e| e.by_hand).collect::<Vec<_>>(),
        [ByHand::Changed]
    );
    assert!(district.change(ranking, read));
    assert_eq!(district.touched().count(), 0);
    let tool = id(&district, Kind::Tool);
    assert!(district.remove(tool));
    assert_eq!(district.step(None).tools.len(), 1);
    assert!(district.restore(tool));
    assert_eq!(district.step(None).tools.len(), 2);
    let added = district.add(Value::Assessment(AssessmentKind::Pledge));
    assert!(district.step(None).assessment.pledge);
    assert_eq!(
        district.touched().map(|e| e.id).collect::<Vec<_>>(),
        [added]
    );
    assert!(!district.change(999, Value::Assessment(AssessmentKind::Pledge)));
}

#[test]
fn what_a_person_types_stays_in_its_cell() {
    let (city, _) = drafts();
    let mut chain = chain();
    chain.source.reference = "=1+1\n\"x\",y".to_owned();
    let csv = steps_csv(&requirement(&chain, &[&city]));
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[1].ends_with("官方文本,\"1+1 \"\"x\"\",y\""),
        "{}",
        lines[1]
    );
}

#[test]
fn every_demand_can_be_put_into_fields_and_back() {
    let text = "各街道于10月31日17:00前完成，当日18:00前上报，3个工作日内整改。2026年9月1日前报送周报表。\
                每周检查不少于2次，新增车位约20个，整改率98.5%，控制在5起以内，对120户全面排查，全覆盖检查。\
                通过企业微信打卡。每月排名通报，一票否决，签订责任状，纳入考核，严肃追责问责。";
    let reading = read(text).expect("text");
    let mut kinds = std::collections::BTreeSet::new();
    for (_, demand) in reading.demands() {
        let kind = demand.value.kind();
        let filled = fields(kind, Some(&demand.value));
        let given = |name: FieldName| {
            let field = filled.iter().find(|field| field.name == name);
            field.map_or_else(String::new, |field| field.given.clone())
        };
        for field in &filled {
            let is_choice = field.choices.iter().any(|(code, _)| *code == field.given);
            assert!(field.choices.is_empty() || is_choice, "{field:?}");
            assert!(!field.name.label().en.is_empty() && !field.name.wrong().en.is_empty());
        }
        let back = value(kind, Some(&demand.value), &given);
        assert_eq!(back.as_ref(), Ok(&demand.value));
        kinds.insert(kind);
    }
    assert_eq!(kinds.len(), Kind::ALL.len(), "{kinds:?}");
}

#[test]
fn what_cannot_be_read_in_a_field_names_the_field() {
    use FieldName as F;

    let bad = |kind: Kind, filled: &[(FieldName, &str)]| {
        let given = |name: FieldName| {
            let written = filled.iter().find(|(field, _)| *field == name);
            let empty = fields(kind, None)
                .into_iter()
                .find(|field| field.name == name);
            written.map_or_else(
                || empty.map_or_else(String::new, |f| f.given),
                |(_, text)| (*text).to_owned(),
            )
        };
        value(kind, None, &given)
    };
    for (kind, filled, wrong) in [
        (Kind::Deadline, vec![], F::Day),
        (Kind::Deadline, vec![(F::Day, "13-01")], F::Day),
        (Kind::Deadline, vec![(F::Day, "2026-02-30")], F::Day),
        (
            Kind::Deadline,
            vec![(F::Day, "10-15"), (F::Clock, "25:00")],
            F::Clock,
        ),
        (
            Kind::Deadline,
            vec![(F::Form, "within"), (F::Span, "三")],
            F::Span,
        ),
        (Kind::Frequency, vec![(F::Times, "-1")], F::Times),
        (Kind::Quantity, vec![(F::Amount, "1.2345")], F::Amount),
        (Kind::Quantity, vec![(F::Amount, "九十")], F::Amount),
        (
            Kind::Quantity,
            vec![(F::Amount, "99999999999999999999")],
            F::Amount,
        ),
        (Kind::Deliverable, vec![(F::Times, "两")], F::Times),
        (Kind::Scope, vec![], F::Covered),
        (
            Kind::Scope,
            vec![(F::Covered, "沿街商户"), (F::Count, "x")],
            F::Count,
        ),
        (Kind::Assessment, vec![(F::Assessed, "")], F::Assessed),
    ] {
        assert_eq!(bad(kind, &filled), Err(wrong), "{kind:?} {filled:?}");
    }
    // As people type: in full width, with other marks between.
    let day = bad(
        Kind::Deadline,
        &[(F::Day, " ２０２６/10/5 "), (F::Clock, "１７：００")],
    );
    assert_eq!(day.expect("a day").in_words().zh, "2026年10月5日17:00前");
    let amount = bad(Kind::Quantity, &[(F::Amount, "98.5"), (F::Unit, "%")]);
    assert_eq!(amount.expect("a number").in_words().zh, "不少于98.5%");
}

#[test]
fn what_was_corrected_is_taken_over_when_the_text_is_read_again() {
    let (_, mut before) = drafts();
    let id = |draft: &Draft, words: &str, text: &str| {
        let mut entries = draft.entries().iter();
        entries
            .find(|e| e.read_at.is_some_and(|at| at.span.of(text) == words))
            .expect("it")
            .id
    };
    before.remove(id(&before, "排名", DISTRICT));
    let rate = id(&before, "不低于98%", DISTRICT);
    let lower = value(Kind::Quantity, None, &|name| match name {
        FieldName::Measure => "油烟净化设施安装率".to_owned(),
        FieldName::Bound => "at_least".to_owned(),
        FieldName::Amount => "90".to_owned(),
        _ => "%".to_owned(),
    });
    before.change(rate, lower.expect("a quantity"));
    before.add(Value::Assessment(AssessmentKind::Pledge));
    before.change(
        id(&before, "11月30日前", DISTRICT),
        Value::Assessment(AssessmentKind::Veto),
    );

    // A sentence was put before the others, and the first was rewritten.
    let text = DISTRICT
        .replace("各街道：\n", "各街道：\n请认真落实。\n")
        .replace("11月30日", "12月30日");
    let reading = read(&text).expect("text");
    let mut again = Draft::new(&reading, head("N-1.2", Level::County));
    assert_eq!(
        again.take_over(&text, &reading, &before, DISTRICT),
        1,
        "the first is gone"
    );
    let done: Vec<(ByHand, String)> = again
        .touched()
        .map(|entry| (entry.by_hand, entry.value.in_words().zh))
        .collect();
    assert_eq!(
        done,
        [
            (ByHand::Changed, "油烟净化设施安装率不少于90%".to_owned()),
            (ByHand::Removed, "排名".to_owned()),
            (ByHand::Added, "责任状".to_owned()),
        ]
    );
    // The same text takes everything.
    let reading = read(DISTRICT).expect("text");
    let mut same = Draft::new(&reading, head("N-1.2", Level::County));
    assert_eq!(same.take_over(DISTRICT, &reading, &before, DISTRICT), 0);
    assert_eq!(same, before);
}

#[test]
fn a_piece_that_was_not_read_becomes_a_demand_of_its_sentence() {
    let text = "关于整治的通知\n各街道：\n一、各街道必须高度重视第3类问题。\n二、各街道必须高度重视第3类问题。\n区城管局\n2026年9月10日\n";
    let reading = read(text).expect("text");
    let sentence = &reading.sentences[3];
    let unread: Vec<&str> = sentence.unread.iter().map(|u| u.span.of(text)).collect();
    assert_eq!(unread, ["必须", "3类"]);
    let mut draft = Draft::new(&reading, head("N-1.2", Level::County));
    let ranked = Value::Assessment(AssessmentKind::Ranking);
    let piece = sentence.unread[1].span;
    let id = draft.add_at(ranked.clone(), sentence.span, piece);
    let left = |draft: &Draft| {
        draft
            .unread(sentence)
            .map(|u| u.span.of(text))
            .collect::<Vec<_>>()
    };
    assert_eq!(left(&draft), ["必须"], "what is taken up is read");
    let entry = draft.entries().last().expect("it");
    assert_eq!(
        (entry.by_hand, entry.marked()),
        (ByHand::Added, Some(piece))
    );
    assert!(entry.is_written());
    assert!(draft.step(None).assessment.ranking, "it is compared");
    // Changed it is still one that was added, and there is nothing that was read to go back to.
    draft.change(id, Value::Assessment(AssessmentKind::Veto));
    let entry = draft.entries().last().expect("it");
    assert_eq!((entry.by_hand, &entry.read), (ByHand::Added, &None));
    // Undone, the piece is unread again; and back.
    draft.remove(id);
    let marked = draft
        .entries()
        .last()
        .and_then(notices::draft::Entry::marked);
    assert_eq!(marked, None);
    assert_eq!(left(&draft), ["必须", "3类"]);
    draft.restore(id);
    assert_eq!(
        draft.entries().last().map(|e| e.by_hand),
        Some(ByHand::Added)
    );
    // Of the whole sentence no words are marked, and its pieces stay unread.
    let whole = draft.add_at(ranked, sentence.span, sentence.span);
    assert_eq!(
        draft
            .entries()
            .last()
            .and_then(notices::draft::Entry::marked),
        None
    );
    assert_eq!(left(&draft), ["必须"]);
    // Kept and read again, it stands in the same of two equal sentences.
    let mut again = Draft::new(&reading, head("N-1.2", Level::County));
    assert_eq!(again.take_over(text, &reading, &draft, text), 0);
    assert_eq!(again, draft);
    // With its sentence gone it is gone, and counted.
    let other = text.replace("重视", "警惕");
    let reading = read(&other).expect("text");
    let mut moved = Draft::new(&reading, head("N-1.2", Level::County));
    assert_eq!(moved.take_over(&other, &reading, &draft, text), 2);
    // With other sentences before it, it moves along.
    let other = text.replace("各街道：\n", "各街道：\n请认真落实。\n");
    let reading = read(&other).expect("text");
    let mut moved = Draft::new(&reading, head("N-1.2", Level::County));
    draft.remove(whole);
    assert_eq!(moved.take_over(&other, &reading, &draft, text), 0);
    let spans: Vec<&str> = moved
        .entries()
        .iter()
        .filter_map(|e| Some(e.read_at?.span.of(&other)))
        .collect();
    assert_eq!(spans, ["3类", "二、各街道必须高度重视第3类问题。"]);
    assert_eq!(
        moved.entries().last().map(|e| e.by_hand),
        Some(ByHand::Removed)
    );
}

#[test]
fn words_outside_of_a_sentence_stand_for_the_whole_of_it() {
    let reading = read(DISTRICT).expect("text");
    let mut draft = Draft::new(&reading, head("N-1.2", Level::County));
    let (first, third) = (reading.sentences[2].span, reading.sentences[3].span);
    draft.add_at(Value::Assessment(AssessmentKind::Pledge), third, first);
    let at = draft
        .entries()
        .last()
        .and_then(|entry| entry.read_at)
        .expect("a place");
    assert_eq!((at.span, at.sentence), (third, third));
}

#[test]
fn only_what_the_sheets_take_is_an_identifier() {
    assert_eq!(identifier(" YY-7.1_a "), Some("YY-7.1_a"));
    for other in ["", " ", "油烟-7", "a b", "=1", "a,b", "“a”"] {
        assert_eq!(identifier(other), None, "{other}");
    }
}
