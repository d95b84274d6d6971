//! 履职事项.csv: what a unit does, helps with, or may not be asked.

use super::column::Kind;
use super::declare::sheet;
use super::files;
use super::terms::{CATEGORIES, DUTY_LISTS};

sheet! {
    files::DUTIES, "duty items", missing: Error;
    Column ID = Required, "事项编号", "id", Kind::Id, "";
    Column UNIT = Required, "单位代码", "unit", Kind::Reference(files::UNITS), "";
    Column LIST = Required, "清单", "list", Kind::Term(DUTY_LISTS), "";
    Column CATEGORY = Required, "类别", "category", Kind::Term(CATEGORIES), "";
    ColumnPair TITLE = Required, "事项名称", "title", Kind::Text, "", english: "英文名称";
    ColumnPair LEAD = Optional, "牵头或承接部门", "lead", Kind::Text, "the department that leads, or that took the item back";
    ColumnPair LEAD_DUTY = Optional, "部门职责", "lead_duty", Kind::Text, "what that department does";
    ColumnPair UNIT_DUTY = Optional, "街道职责", "own_duty", Kind::Text, "what the unit does; not of `上级部门收回`";
    ColumnPair TAKEOVER = Optional, "承接方式", "takeover", Kind::Text, "of `上级部门收回`: how the department handles it from now on";
    Column LEGAL_BASIS = Optional, "法律依据", "legal_basis", Kind::References(files::DOCUMENTS), "what in law it rests on; the article is that of the document";
    Column DOCUMENT = Required, "文件", "document", Kind::Reference(files::DOCUMENTS), "";
    Column SINCE = Required, "列入日期", "since", Kind::Date, "";
    ColumnPair NOTE = Optional, "备注", "note", Kind::Text, "";
    [former]
    ColumnPair UNIT_DUTY_OR_TAKEOVER = Optional, "街道职责或承接方式", "unit_duty", Kind::Text, "of `上级部门收回` `承接方式`, of every other list `街道职责`";
}
