//! 动态.csv: what is new.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::UPDATES, "updates", missing: Info;
    Column ID = Required, "动态编号", "id", Kind::Id, "";
    Column DATE = Required, "日期", "date", Kind::Date, "";
    Column KIND = Required, "类型", "kind", Kind::Term(&[("季节开放", "season_open"), ("规则调整", "zone_change"), ("临时关闭", "temporary_closure"), ("纠偏", "correction"), ("清单调整", "list_update"), ("月度通报", "monthly_report")]), "";
    ColumnPair TITLE = Required, "标题", "title", Kind::Text, "";
    ColumnPair BODY = Required, "内容", "body", Kind::Text, "";
    Column AFFECTS = Optional, "涉及编号", "affects", Kind::AnyReferences, "";
    Column EFFECTIVE_ON = Optional, "生效日期", "effective_on", Kind::Date, "";
    Column LAST_DAY = Optional, "截止日期", "until", Kind::Date, "the last day on which it holds";
}
