//! 日历.csv: the days off and make-up workdays of each year.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::CALENDAR, "calendar", missing: Error;
    Column DATE = Required, "日期", "date", Kind::Date, "";
    ColumnPair NAME = Required, "名称", "name", Kind::Text, "";
    Column KIND = Required, "类型", "kind", Kind::Term(&[("放假", "off"), ("上班", "work")]), "a day off, or a make-up workday";
    Column YEAR = Required, "年份", "year", Kind::Number, "the year whose calendar it belongs to";
}
