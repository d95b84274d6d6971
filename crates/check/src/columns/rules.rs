//! 规则.csv: what is permitted and prohibited, where and when.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::RULES, "rules", missing: Error;
    Column ID = Required, "规则编号", "id", Kind::Id, "";
    Column SCOPE = Required, "适用地点", "scope", Kind::Scope, "place ids; or `等级：严禁`; or `单位：630104`; or `全市`";
    Column EFFECT = Required, "效力", "effect", Kind::Term(&[("准许", "permit"), ("禁止", "prohibit")]), "";
    Column GOODS = Required, "品类", "goods", Kind::Goods, "names or ids; `全部`; `除外：烧烤；小吃` (all but these)";
    Column WINDOWS = Stated, "时段", "windows", Kind::Windows, "`06:00-08:30；18:30-22:00`; `全天`; past midnight `22:00-次日04:00`";
    Column WEEKDAYS = Stated, "星期", "weekdays", Kind::Weekdays, "`每日`, `周一至周五`, `周六、周日`";
    Column DAY_TYPES = Stated, "日期类型", "day_types", Kind::Terms(&[("工作日", "workday"), ("周末", "weekend"), ("节假日", "holiday"), ("调休上班日", "makeup_workday")]), "empty for all";
    Column SEASONS = Stated, "季节", "seasons", Kind::Seasons, "`4月25日至10月8日`, the last day included; may cross New Year; empty for all year";
    Column DATES = Optional, "仅限日期", "dates", Kind::DateSpans, "`2025-06-06至2025-06-09`, the last day included; empty for all";
    Column EXCEPT_DATES = Optional, "除外日期", "except_dates", Kind::DateSpans, "as above";
    Column OUTSIDE = Optional, "时段外", "outside", Kind::Term(&[("禁止", "prohibited"), ("季内禁止", "prohibited_in_season"), ("未规定", "not_published")]), "`禁止` (any other time), `季内禁止` (other times of the same season), `未规定` (nothing published); expected of a permission with windows, days or seasons; a sheet without the column is refused by the check";
    Column PRIORITY = Optional, "优先级", "priority", Kind::Number, "the lowest number wins; 100 where empty";
    Column IN_FORCE = Required, "生效", "in_force", Kind::Moment, "the first moment";
    Column EXPIRES = Stated, "失效", "expires", Kind::Moment, "the first moment at which it no longer holds; a day alone as `expiry_day` of portal.toml says; empty for an open end";
    ColumnPair CONDITIONS = Optional, "条件", "conditions", Kind::List, "";
    ColumnPair FIRST_BREACH = Optional, "首违", "first_breach", Kind::Text, "what happens at a first lapse";
    Column DOCUMENTS = Required, "文件", "documents", Kind::References(files::DOCUMENTS), "";
    ColumnPair NOTE = Optional, "备注", "note", Kind::Text, "";
}
