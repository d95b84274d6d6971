//! 诉求案例.csv: the cases that are published.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::CASES, "published cases", missing: Info;
    Column ID = Required, "诉求编号", "id", Kind::Id, "";
    Column SERVICE = Required, "类别编号", "service", Kind::Reference(files::SERVICES), "";
    ColumnPair TITLE = Required, "标题", "title", Kind::Text, "";
    Column PLACE = Optional, "地点编号", "place", Kind::Reference(files::PLACES), "";
    Column OPENED_ON = Required, "受理日期", "opened_on", Kind::Date, "";
    Column CLOSED_ON = Optional, "办结日期", "closed_on", Kind::Date, "";
    Column STAGE = Required, "阶段", "stage", Kind::Term(&[("已收到", "received"), ("已审核", "screened"), ("已转办", "assigned"), ("办理中", "in_progress"), ("已答复", "answered"), ("已办结", "closed"), ("重新办理", "reopened"), ("已并单", "merged"), ("已引导到其他渠道", "referred"), ("已撤回", "withdrawn")]), "";
    Column MEANS = Optional, "办理方式", "means", Kind::Term(&[("服务", "service"), ("管理", "management"), ("执法", "enforcement"), ("未分类", "unclassified")]), "";
    ColumnPair EVENTS = Optional, "经过", "events", Kind::Events, "`2025-05-06 告知附近可摆路段；2025-05-12 回访`";
    ColumnPair ANSWER = Optional, "答复", "answer", Kind::Text, "";
    Column RATING = Optional, "评价", "rating", Kind::Number, "1 to 5";
}
