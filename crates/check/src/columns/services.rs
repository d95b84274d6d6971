//! 诉求类别.csv: the kinds of feedback.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::SERVICES, "kinds of feedback", missing: Error;
    Column CODE = Required, "类别编号", "code", Kind::Id, "";
    ColumnPair NAME = Required, "名称", "name", Kind::Text, "";
    ColumnPair DESCRIPTION = Optional, "说明", "description", Kind::Text, "";
    Column REPLY_WORKING_DAYS = Optional, "答复工作日", "reply_working_days", Kind::Number, "how many working days a reply takes at most";
    Column REDIRECT = Optional, "引导到其他渠道", "redirect", Kind::YesNo, "whether it is taken elsewhere, not here";
    Column ANONYMOUS = Optional, "默认匿名", "anonymous", Kind::YesNo, "";
    Column PUBLICATION = Optional, "公开方式", "publication", Kind::Term(&[("逐件公开", "each"), ("成组公开", "grouped")]), "each case by itself, or only in groups of at least five by month; each where the cell is empty";
}
