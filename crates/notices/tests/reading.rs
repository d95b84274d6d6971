//! What reading gives beside demands: the head, the year of a day, what was not read.

use civic::time::Date;
use notices::{Day, Deadline, Kind, Look, NotDemanded, Part, Reading, Value, YearFrom, read};

const NOTICE: &str = "区安全生产委员会办公室文件

区安办〔2026〕18号

关于开展冬季安全生产大检查的通知

各街道办事处，区直各部门：
　　为切实做好冬季安全生产工作，现就有关事项通知如下。
　　一、各街道于12月15日前报送自查报告，每周检查不少于2次。
　　二、明年1月10日前报送工作总结。联席单位于1月20日前完成整改。
　　三、要加强值班值守，值班电话24小时畅通。
　　附件：1.检查情况统计表
　　联系人：综合科，电话：0000-12345678

区安全生产委员会办公室
2026年11月20日
";

fn days(reading: &Reading) -> Vec<Day> {
    reading
        .demands()
        .filter_map(|(_, demand)| match demand.value {
            Value::Deadline(Deadline::On { day, .. }) => Some(day),
            _ => None,
        })
        .collect()
}

#[test]
fn the_head_of_a_notice_is_read() {
    let reading = read(NOTICE).expect("a notice");
    let head = &reading.head;
    assert_eq!(
        head.title.as_ref().map(|t| t.value.as_str()),
        Some("关于开展冬季安全生产大检查的通知")
    );
    assert_eq!(
        head.number.as_ref().map(|n| n.value.as_str()),
        Some("区安办〔2026〕18号")
    );
    assert_eq!(head.date.as_ref().map(|d| d.value), Date::new(2026, 11, 20));
    assert_eq!(
        head.issuer.as_ref().map(|i| i.value.as_str()),
        Some("区安全生产委员会办公室")
    );
    let parts: Vec<Part> = reading.sentences.iter().map(|s| s.part).collect();
    assert!(parts.contains(&Part::Addressee) && parts.contains(&Part::Apart));
    // Nothing of the head or the attachments is a demand.
    assert!(
        reading
            .demands()
            .all(|(sentence, _)| sentence.part == Part::Body)
    );
}

#[test]
fn a_day_without_a_year_has_that_of_the_notice_or_none() {
    let reading = read(NOTICE).expect("a notice");
    let dates: Vec<_> = days(&reading).iter().map(|day| day.date()).collect();
    assert_eq!(
        dates,
        [
            Date::new(2026, 12, 15),
            Date::new(2027, 1, 10),
            Date::new(2027, 1, 20)
        ]
    );
    let reading = read("各街道于12月15日前完成整改。2027年1月10日前报送总结。").expect("text");
    let days = days(&reading);
    assert_eq!((days[0].year, days[0].year_from), (None, YearFrom::Nowhere));
    assert_eq!(
        (days[1].year, days[1].year_from),
        (Some(2027), YearFrom::Sentence)
    );
}

#[test]
fn what_looks_demanding_and_is_not_read_is_shown() {
    let text = "各单位必须强化责任担当。值班电话24小时畅通。每4个小区设一处。";
    let reading = read(text).expect("text");
    let unread: Vec<(&str, Look)> = reading
        .sentences
        .iter()
        .flat_map(|s| s.unread.iter().map(|u| (u.span.of(text), u.look)))
        .collect();
    assert_eq!(unread[0], ("必须", Look::Duty));
    assert_eq!(unread[1], ("24小", Look::Number));
    assert_eq!(unread[2].1, Look::Every);
}

#[test]
fn what_is_no_demand_says_why() {
    for (text, why) in [
        ("不再报送周报。", NotDemanded::Negated),
        ("鼓励每月开展1次活动。", NotDemanded::Permitted),
        ("去年共开展检查每月2次。", NotDemanded::Background),
        ("市里规定“每周检查2次”。", NotDemanded::Quoted),
        ("会议于10月16日召开。", NotDemanded::OnlyDate),
        ("由每日一报改为不定期报告。", NotDemanded::Replaced),
        ("每月少于2次的，重新安排。", NotDemanded::Condition),
    ] {
        let reading = read(text).expect("text");
        assert_eq!(reading.demands().count(), 0, "{text}");
        assert_eq!(reading.sentences[0].set_aside[0].why, why, "{text}");
    }
}

#[test]
fn every_demand_says_where_and_why() {
    let text = "１．各街道于 10 月 15 日前完成整改，整改率≥９８％。";
    let reading = read(text).expect("text");
    let found: Vec<(Kind, &str)> = reading
        .demands()
        .map(|(_, d)| (d.value.kind(), d.span.of(text)))
        .collect();
    assert_eq!(
        found,
        [
            (Kind::Deadline, "10 月 15 日前"),
            (Kind::Quantity, "≥９８％")
        ]
    );
    assert!(
        reading
            .demands()
            .all(|(_, d)| !d.why().zh.is_empty() && !d.why().en.is_empty())
    );
}

#[test]
fn numbers_in_two_columns_are_two() {
    // As a table is pasted from a sheet, or typed with tabs.
    let words = |text: &str| -> Vec<String> {
        let reading = read(text).expect("text");
        reading
            .demands()
            .map(|(_, demand)| demand.value.in_words().zh)
            .collect()
    };
    assert_eq!(words("各街道\t每周\t巡查不少于2\t3次"), ["每周1次"]);
    assert_eq!(
        words("各街道\t每周\t巡查不少于2\u{3000}3次"),
        words("各街道每周巡查不少于23次")
    );
    assert_eq!(
        words("各街道每周\t巡查不少于\t3次"),
        words("各街道每周巡查不少于3次")
    );
}

#[test]
fn a_wrapped_paragraph_is_one_sentence_and_a_line_is_one_too() {
    let text = "各街道要对辖区内所有餐饮单位开展油烟净化设施排查整治工作并\n于10月15日前报送自查报告。\n一、总体要求\n二、工作安排";
    let reading = read(text).expect("text");
    assert_eq!(reading.sentences.len(), 3);
    assert_eq!(reading.sentences[0].demands.len(), 3);
}
