//! Terms that columns of several sheets take.

/// Levels of government; short forms such as 乡 are read, too.
pub(super) const LEVELS: &[&str] = &["中央", "省", "市", "区县", "街道", "社区"];

/// The lists a duty may be on.
pub(super) const DUTY_LISTS: &[&str] = &[
    "基本履职",
    "配合履职",
    "上级部门收回",
    "不得要求基层",
    "拟准入",
];

/// The categories of duties and requirements.
pub(super) const CATEGORIES: &[&str] = &[
    "党的建设",
    "经济发展",
    "民生服务",
    "平安法治",
    "城乡建设",
    "生态环保",
    "应急管理及消防",
    "市场监管",
    "文化和旅游",
    "卫生健康",
    "综合政务",
];
