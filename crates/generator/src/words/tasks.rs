//! What is done and asked: titles of duty items and requirements, each with its category.

use civic::Text;
use civic::duties::DutyCategory;

use crate::random::Random;

/// What is worked on: its name, its category by its place in [`DutyCategory::ALL`], what it is
/// counted in, and of what.
struct Subject {
    zh: &'static str,
    en: &'static str,
    category: usize,
}

const fn on(zh: &'static str, en: &'static str, category: usize) -> Subject {
    Subject { zh, en, category }
}

const SUBJECTS: [Subject; 33] = [
    on("支部活动", "branch activities", 0),
    on("党员学习", "members’ study", 0),
    on("流动党员", "members who moved", 0),
    on("沿街店铺", "shops on the street", 1),
    on("小微企业", "small businesses", 1),
    on("乡土作坊", "village workshops", 1),
    on("老年食堂", "canteens for the elderly", 2),
    on("困难家庭", "families in need", 2),
    on("托育点位", "day nurseries", 2),
    on("邻里纠纷", "disputes between neighbours", 3),
    on("法律讲堂", "law classes", 3),
    on("出租房屋", "rented homes", 3),
    on("背街小道", "back lanes", 4),
    on("老旧楼院", "old courtyards", 4),
    on("村道路灯", "village lamps", 4),
    on("河道岸线", "river banks", 5),
    on("垃圾投放点", "rubbish points", 5),
    on("秸秆堆放", "straw stores", 5),
    on("楼道堆物", "things left in stairways", 6),
    on("消防水源", "water for fire engines", 6),
    on("防汛点位", "flood points", 6),
    on("集市摊位", "market stalls", 7),
    on("计量器具", "scales", 7),
    on("食品小作坊", "small food makers", 7),
    on("文化站室", "culture rooms", 8),
    on("民间手艺", "local crafts", 8),
    on("农家书屋", "village reading rooms", 8),
    on("健康档案", "health records", 9),
    on("慢病随访", "visits to the chronically ill", 9),
    on("病媒防制", "pest control", 9),
    on("档案整理", "filing", 10),
    on("便民窗口", "service counters", 10),
    on("热线件", "hotline requests", 10),
];

const ACTIONS: [(&str, &str); 12] = [
    ("走访登记", "Visiting and listing"),
    ("隐患排查", "Checking for dangers in"),
    ("集中整治", "Putting in order"),
    ("台账更新", "Keeping the ledger of"),
    ("宣传引导", "Informing about"),
    ("日常巡看", "Looking after"),
    ("提质改造", "Improving"),
    ("信息核对", "Checking the data of"),
    ("帮扶联系", "Helping with"),
    ("分类管理", "Sorting"),
    ("示范建设", "Models of"),
    ("问题清零", "Clearing up the faults of"),
];

/// What a requirement is about.
pub(crate) struct Task {
    pub(crate) title: Text,
    pub(crate) category: DutyCategory,
}

/// A category by its place.
fn category(number: usize) -> DutyCategory {
    let all = DutyCategory::ALL;
    all.get(number % all.len().max(1))
        .cloned()
        .unwrap_or(DutyCategory::General)
}

/// A task somewhere.
pub(crate) fn task(random: &mut Random, place: &Text) -> Task {
    let subject = random.one_of(&SUBJECTS).unwrap_or(&SUBJECTS[0]);
    let (zh, en) = random.one_of(&ACTIONS).copied().unwrap_or(ACTIONS[0]);
    Task {
        title: Text::new(
            format!("{}{}{zh}", place.zh, subject.zh),
            format!("{en} {} in {}", subject.en, place.en),
        ),
        category: category(subject.category),
    }
}

/// The title of the so-manieth item of a duty list, and its category. None occurs twice in the first
/// 2,376 of a list.
pub(crate) fn duty_title(number: u32) -> (Text, DutyCategory) {
    const SCOPES: [(&str, &str); 6] = [
        ("", ""),
        ("（沿街部分）", " (along the street)"),
        ("（村居部分）", " (in villages)"),
        ("（汛期）", " (in the flood season)"),
        ("（冬季）", " (in winter)"),
        ("（节日前后）", " (around holidays)"),
    ];
    let number = number as usize;
    let subject = &SUBJECTS[number % SUBJECTS.len()];
    let rest = number / SUBJECTS.len();
    let (zh, en) = ACTIONS[rest % ACTIONS.len()];
    let (scope_zh, scope_en) = SCOPES[rest / ACTIONS.len() % SCOPES.len()];
    let title = Text::new(
        format!("{}{zh}{scope_zh}", subject.zh),
        format!("{en} {}{scope_en}", subject.en),
    );
    (title, category(subject.category))
}
