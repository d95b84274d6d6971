//! 纠偏.csv: what was found wrong and put right.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::CORRECTIONS, "corrections", missing: Info;
    Column ID = Required, "纠偏编号", "id", Kind::Id, "";
    Column TARGET_KIND = Required, "对象类型", "target_kind", Kind::Term(&[("工作要求", "requirement"), ("地点", "place"), ("诉求", "case")]), "";
    Column TARGET = Required, "对象编号", "target", Kind::AnyReference, "";
    Column FLAGS = Optional, "加码类型", "flags", Kind::Terms(&[("时限提前", "deadline_earlier"), ("指标抬高", "target_raised"), ("频次增加", "frequency_raised"), ("材料增加", "deliverable_added"), ("指尖负担", "app_added"), ("范围扩大", "scope_widened"), ("考核加码", "assessment_added"), ("责任下移", "duty_pushed_down")]), "";
    Column FOUND_BY = Required, "发现途径", "found_by", Kind::Term(&[("逐级比对", "comparison"), ("基层反映", "staff_report"), ("群众反映", "public_feedback")]), "";
    Column FOUND_ON = Required, "发现日期", "found_on", Kind::Date, "";
    Column DECIDED_ON = Optional, "决定日期", "decided_on", Kind::Date, "empty while it is under review";
    Column EFFECTIVE_ON = Optional, "生效日期", "effective_on", Kind::Date, "";
    ColumnPair DECIDED_BY = Required, "决定单位", "decided_by", Kind::Text, "";
    ColumnPair BEFORE = Required, "纠正前", "before", Kind::Text, "";
    ColumnPair AFTER = Required, "纠正后", "after", Kind::Text, "";
    ColumnPair REASON = Required, "理由", "reason", Kind::Text, "";
    Column DOCUMENT = Optional, "文件", "document", Kind::Reference(files::DOCUMENTS), "";
}
