//! 公文规范.csv: what a notice may not be, or not ask.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::LIMITS, "limits on documents", missing: Info;
    Column ID = Required, "规范编号", "id", Kind::Id, "";
    Column KIND = Required, "类型", "kind", Kind::Term(&[("篇幅", "length"), ("报送落实情况", "follow_up"), ("排名", "ranking"), ("一票否决", "veto"), ("责任状", "pledge"), ("政务应用", "app"), ("拍照留痕", "photo_proof"), ("材料重复", "same_material")]), "what a draft notice is held against";
    Column THRESHOLD = Optional, "限值", "threshold", Kind::Number, "the most there may be: characters of `篇幅`, which needs it; times of anything else, none where it is empty and once for `材料重复`";
    ColumnPair ARTICLE = Required, "条款", "article", Kind::Text, "the article; the heading where its number is not known";
    Column DOCUMENT = Required, "文件", "document", Kind::Reference(files::DOCUMENTS), "";
    ColumnPair ADVICE = Required, "怎么改", "advice", Kind::Text, "how to put it instead";
}
