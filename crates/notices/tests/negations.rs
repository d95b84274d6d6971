//! A demand is never the opposite of what was meant.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use notices::{Look, read};

fn demands(text: &str) -> Vec<String> {
    let reading = read(text).expect("text");
    reading
        .demands()
        .map(|(_, demand)| demand.value.short())
        .collect()
}

#[test]
fn what_is_forbidden_dropped_or_permitted_is_no_demand() {
    let sentences = [
        "不得要求每日报送。",
        "不再报送周报。",
        "无需建立台账。",
        "取消日报告制度。",
        "原则上不开展排名。",
        "原则上不要求每周报送一次。",
        "各部门不得以任何形式要求社区每天打卡、上传照片。",
        "坚决杜绝以签订责任状、一票否决等方式转嫁责任。",
        "日报告制度自即日起停止执行。",
        "街道不再承担每月2次的检查任务。",
        "每日18时前不得占道经营。",
        "可以每月报送一次。",
        "社区可自行决定是否每周召开一次例会。",
        "严禁要求基层重复填报报表、截图打卡。",
        "从未要求各街道每周上报台账。",
        "不把是否拍照留痕、制作台账作为评判标准。",
        "免除社区每月25日前报送统计表的任务。",
        "叫停各类微信群接龙、打卡。",
        "不搞全覆盖检查，不要求逐户签字。",
        "停止使用“随手报”APP报送数据。",
        "不另行要求报送工作总结。",
        "未经批准，不得开展年度考核排名。",
        "别再要求居民每天打卡。",
        "拒绝层层签订责任书。",
        "不应将转发朋友圈纳入考核。",
        "没有必要每周召开例会。",
        "并非要求每日报告。",
        "禁止各单位自行增加填报频次，不得每日一报。",
        "不需要每家每户签订承诺书。",
        "据基层反映，有的部门每天要求报送3次数据。",
        "区里通报了某街道要求社区每日打卡的问题。",
        "上级文件规定“每月5日前报送一次报表”。",
        "《关于建立日报告制度的通知》（区办〔2025〕8号）同时废止。",
        "此前要求报送的周报、月报，今后不用再报。",
        "对每周一报、每日打卡等做法予以纠正。",
        "避免出现每天报表、逐户拍照的现象。",
        "该报表已由系统自动生成，社区免填免报。",
        "巡查中无须截图上传，更不得排名。",
        "检查每月不超过1次的，不纳入统计。",
        "不以签到次数考核干部。",
        "非必要不召开会议，确需召开的尽量合并。",
        "能不报的材料一律不报。",
        "是否每周报送，由各街道自行确定。",
        "能通过系统提取的数据，不再要求基层报送。",
        "已经录入平台的检查记录，一律不再报送纸质台账。",
    ];
    let read: Vec<_> = sentences
        .iter()
        .map(|text| (*text, demands(text)))
        .filter(|(_, demands)| !demands.is_empty())
        .collect();
    assert_eq!(read, []);
}

#[test]
fn a_bound_is_no_negation() {
    assert_eq!(demands("每周巡查不得少于2次。"), ["frequency >=2/week"]);
    assert_eq!(demands("整改率不得低于95%。"), ["quantity >=95%"]);
    assert_eq!(demands("最迟不得晚于10月15日完成。"), ["deadline 10-15"]);
    let reading = read("文件一般不超过4000字。").expect("text");
    let (_, demand) = reading.demands().next().expect("a bound");
    assert_eq!(demand.value.short(), "quantity <=4000字");
    assert!(demand.in_principle);
}

#[test]
fn what_may_go_on_with_a_negation_is_shown_as_unread() {
    let reading = read("不得要求社区每日报送数据，每周召开例会。").expect("text");
    assert_eq!(reading.demands().count(), 0);
    assert!(
        reading.sentences[0]
            .unread
            .iter()
            .any(|unread| unread.look == Look::Unclear)
    );
}

#[test]
fn what_replaces_is_demanded_and_what_is_replaced_is_not() {
    assert_eq!(
        demands("由每天2次巡查调整为每周3次巡查。"),
        ["frequency 3/week"]
    );
}
