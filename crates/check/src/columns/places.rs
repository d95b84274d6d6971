//! 地点.csv: streets, or sides of them, and zones.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::PLACES, "places", missing: Error;
    Column ID = Required, "地点编号", "id", Kind::Id, "";
    ColumnPair NAME = Required, "名称", "name", Kind::Text, "";
    ColumnPair SECTION = Optional, "路段", "section", Kind::Text, "which stretch of the street";
    Column KIND = Required, "类型", "kind", Kind::Term(&[("街道路段", "street"), ("片区", "zone")]), "";
    Column SIDE = Required, "侧", "side", Kind::Term(&[("两侧", "both"), ("东侧", "east"), ("西侧", "west"), ("南侧", "south"), ("北侧", "north")]), "";
    Column GRADE = Required, "等级", "grade", Kind::Term(&[("严禁", "strict"), ("严控", "controlled"), ("疏导", "guided"), ("自治", "open"), ("未分级", "ungraded")]), "";
    Column UNIT = Required, "单位代码", "unit", Kind::Reference(files::UNITS), "the unit in charge";
    Column PINYIN = Optional, "拼音", "pinyin", Kind::Text, "the syllables of the name, `mo jia jie`";
    Column ALIASES = Optional, "别名", "aliases", Kind::Names, "other names by which it is found";
    Column CAPACITY = Optional, "摊位数", "capacity", Kind::Number, "how many stalls";
    ColumnPair NOTE = Optional, "备注", "note", Kind::Text, "";
}
