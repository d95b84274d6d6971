//! 文件.csv: the documents that rules and requirements rest on.

use super::column::Kind;
use super::declare::sheet;
use super::files;
use super::terms::LEVELS;

sheet! {
    files::DOCUMENTS, "documents", missing: Error;
    Column ID = Required, "文件编号", "id", Kind::Id, "";
    Column NUMBER = Optional, "文号", "number", Kind::Text, "the number its issuer gave it";
    ColumnPair TITLE = Required, "标题", "title", Kind::Text, "";
    ColumnPair ARTICLE = Optional, "条款", "article", Kind::Text, "the article that is cited";
    ColumnPair TEXT = Optional, "原文", "text", Kind::Text, "the words of that article";
    ColumnPair ISSUER = Optional, "发文单位", "issuer", Kind::Text, "";
    Column LEVEL = Required, "层级", "level", Kind::Term(LEVELS), "the level of its issuer";
    Column ISSUED_ON = Optional, "发文日期", "issued_on", Kind::Date, "";
    Column EXPIRES_ON = Optional, "失效日期", "expires_on", Kind::Date, "the first day on which it no longer holds, or the last, as `expiry_day` of portal.toml says";
    Column STATUS = Required, "效力", "status", Kind::Term(&[("有效", "in_force"), ("废止", "revoked"), ("被替代", "superseded")]), "";
    Column LINK = Optional, "链接", "link", Kind::Link, "where it is published";
}
