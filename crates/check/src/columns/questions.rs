//! 诉求问题.csv: what each kind of feedback asks.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::QUESTIONS, "questions of kinds of feedback", missing: Info;
    Column SERVICE = Required, "类别编号", "service", Kind::Reference(files::SERVICES), "the kind that asks it";
    Column CODE = Required, "问题编号", "code", Kind::Id, "unique within the kind";
    ColumnPair LABEL = Required, "问题", "question", Kind::Text, "";
    ColumnPair HINT = Optional, "提示", "hint", Kind::Text, "what helps to answer it";
    Column ANSWER = Required, "回答方式", "answer", Kind::Term(&[("一行文字", "string"), ("一段文字", "text"), ("数字", "number"), ("日期", "datetime"), ("单选", "singlevaluelist"), ("多选", "multivaluelist")]), "the names are GeoReport's";
    Column REQUIRED = Optional, "必答", "required", Kind::YesNo, "whether it has to be answered";
    ColumnPair OPTIONS = Optional, "选项", "options", Kind::Options, "`hours=时段；goods=品类`, for `单选` and `多选`. English: the names";
    Column ORDER = Optional, "顺序", "order", Kind::Number, "its place among the questions of its kind; where it is empty, after those that have one, as the rows stand";
}
