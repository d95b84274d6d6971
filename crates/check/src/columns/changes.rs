//! 临时调整.csv: dated changes that override rules while they hold.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::CHANGES, "temporary changes", missing: Info;
    Column ID = Required, "调整编号", "id", Kind::Id, "";
    Column KIND = Required, "类型", "kind", Kind::Term(&[("关闭", "close"), ("延长", "extend"), ("开放", "open")]), "";
    Column TARGETS = Optional, "被调整规则", "targets", Kind::References(files::RULES), "empty for all rules whose scope names the places";
    Column PLACES = Required, "适用地点", "places", Kind::References(files::PLACES), "";
    Column GOODS = Stated, "品类", "goods", Kind::Goods, "empty for `全部`";
    Column FROM = Required, "开始", "from", Kind::Moment, "the first moment";
    Column UNTIL = Required, "结束", "until", Kind::Moment, "the first moment at which it no longer holds; a day alone as `expiry_day` of portal.toml says";
    Column WINDOWS = Stated, "时段", "windows", Kind::Windows, "for `延长` and `开放`; empty for `全天`";
    ColumnPair CONDITIONS = Optional, "条件", "conditions", Kind::List, "";
    ColumnPair REASON = Required, "原因", "reason", Kind::Text, "";
    ColumnPair INSTEAD = Optional, "改到", "instead", Kind::Text, "where vendors may go meanwhile";
    Column DOCUMENTS = Required, "文件", "documents", Kind::References(files::DOCUMENTS), "";
}
