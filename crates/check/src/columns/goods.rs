//! 品类.csv: the kinds of goods.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::GOODS, "goods", missing: Error;
    Column ID = Required, "品类编号", "id", Kind::Id, "";
    ColumnPair NAME = Required, "名称", "name", Kind::Text, "";
    Column FOOD = Required, "食品", "food", Kind::YesNo, "";
    Column REGISTRATION = Required, "登记要求", "registration", Kind::Term(&[("免登记", "exempt"), ("登记卡", "card"), ("许可", "permit")]), "what a vendor needs";
    Column ALIASES = Optional, "别名", "aliases", Kind::Names, "other names by which it is found";
}
