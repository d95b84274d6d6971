//! 诉求案例.csv: the cases that are published.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::CASES, "published cases", missing: Info;
    Column ID = Required, "诉求编号", "id", Kind::Id, "";
    Column SERVICE = Required, "类别编号", "service", Kind::Reference(files::SERVICES), "";
    ColumnPair TITLE = Optional, "标题", "title", Kind::Text, "a row without one is an error, unless the case is withheld";
    Column GROUP = Optional, "件数", "group", Kind::Number, "how many cases the row is together, at least 5: of a kind that is published in groups, and of no other";
    Column PLACE = Optional, "地点编号", "place", Kind::Reference(files::PLACES), "";
    Column ABOUT = Optional, "涉及", "about", Kind::AnyReferences, "requirements, rules, duty items or kinds of goods";
    Column OPENED_ON = Required, "受理日期", "opened_on", Kind::Date, "of a group, the first day of the month. The day by which an answer is due is in no column: it is computed";
    Column CLOSED_ON = Optional, "办结日期", "closed_on", Kind::Date, "";
    Column STAGE = Required, "阶段", "stage", Kind::Term(&[("已收到", "received"), ("已审核", "screened"), ("已转办", "assigned"), ("办理中", "in_progress"), ("已答复", "answered"), ("已办结", "closed"), ("重新办理", "reopened"), ("已并单", "merged"), ("已引导到其他渠道", "referred"), ("已撤回", "withdrawn")]), "";
    Column CLOSE_REASON = Optional, "办结原因", "close_reason", Kind::Term(&[("已办成", "done"), ("已解释，规定不变", "explained"), ("已改规定", "changed"), ("超出职权", "beyond_powers"), ("无法核实", "not_verified")]), "";
    Column MEANS = Optional, "办理方式", "means", Kind::Term(&[("服务", "service"), ("管理", "management"), ("执法", "enforcement"), ("未分类", "unclassified")]), "";
    ColumnPair MEANS_GROUND = Optional, "方式理由", "means_ground", Kind::Text, "why it is of that class; where it went beyond service, why less was not enough";
    Column BASIS = Optional, "根据", "basis", Kind::AnyReferences, "documents, rules, requirements or duty items";
    ColumnPair PAUSES = Optional, "暂停", "pauses", Kind::Pauses, "`2026-08-13至2026-08-20 等配件；2026-09-01起 等另一单位答复`, the last day included";
    ColumnPair EVENTS = Optional, "经过", "events", Kind::Events, "`2025-05-06 告知附近可摆路段；2025-05-12 回访`";
    ColumnPair ANSWER = Optional, "答复", "answer", Kind::Text, "";
    Column UNIT = Optional, "答复单位", "unit", Kind::Reference(files::UNITS), "";
    ColumnPair REFERRED_TO = Optional, "引导到", "referred_to", Kind::Text, "whom it was referred to, and how they are reached";
    Column MERGED_INTO = Optional, "并入诉求", "merged_into", Kind::Reference(files::CASES), "";
    Column LED_TO = Optional, "带来的改动", "led_to", Kind::AnyReferences, "corrections, rules or requirements";
    Column WITHHELD = Optional, "不公开的原因", "withheld", Kind::Term(&[("会认出当事人", "personal"), ("涉及人身安全", "safety"), ("正在调查", "investigation"), ("涉及国家秘密或商业秘密", "secret"), ("法律不允许公开", "law"), ("没有可办的内容", "empty"), ("反映人要求不公开", "asked")]), "the row then says no more than its kind, days, stage and class";
    Column RATING = Optional, "评价", "rating", Kind::Number, "1 to 5";
}
