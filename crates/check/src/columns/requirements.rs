//! 工作要求.csv: what is asked of the grassroots.

use super::column::Kind;
use super::declare::sheet;
use super::files;
use super::terms::{CATEGORIES, DUTY_LISTS};

sheet! {
    files::REQUIREMENTS, "requirements", missing: Error;
    Column ID = Required, "要求编号", "id", Kind::Id, "";
    ColumnPair TITLE = Required, "标题", "title", Kind::Text, "";
    Column CATEGORY = Required, "类别", "category", Kind::Term(CATEGORIES), "";
    Column LIST = Required, "所属清单", "list", Kind::Term(DUTY_LISTS), "";
    Column DUTIES = Optional, "事项编号", "duties", Kind::References(files::DUTIES), "";
    Column LEGAL_BASIS = Optional, "法律依据", "legal_basis", Kind::References(files::DOCUMENTS), "";
    Column STATUS = Required, "状态", "status", Kind::Term(&[("未见加码", "clean"), ("待核实", "open"), ("复核中", "under_review"), ("已认定", "confirmed"), ("合理调整", "justified"), ("已纠正", "corrected")]), "";
    ColumnPair NOTE = Optional, "备注", "note", Kind::Text, "";
}
