//! 单位.csv: the units of the city, from the ministry down to the community.

use super::column::Kind;
use super::declare::sheet;
use super::files;
use super::terms::LEVELS;

sheet! {
    files::UNITS, "units", missing: Error;
    Column CODE = Required, "单位代码", "code", Kind::Id, "the administrative code, which begins with that of the unit above";
    ColumnPair NAME = Required, "名称", "name", Kind::Text, "";
    Column LEVEL = Required, "层级", "level", Kind::Term(LEVELS), "";
    Column PARENT = Optional, "上级代码", "parent", Kind::Reference(files::UNITS), "the unit above";
}
