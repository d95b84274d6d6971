//! Terms that columns of several sheets take.

use super::column::Term;

/// Levels of government; short forms such as 乡 are read, too.
pub(super) const LEVELS: &[Term] = &[
    ("中央", "central"),
    ("省", "province"),
    ("市", "city"),
    ("区县", "county"),
    ("街道", "street"),
    ("社区", "community"),
];

/// The lists a duty may be on.
pub(super) const DUTY_LISTS: &[Term] = &[
    ("基本履职", "core"),
    ("配合履职", "assist"),
    ("上级部门收回", "taken_back"),
    ("不得要求基层", "barred"),
    ("拟准入", "proposed"),
];

/// The categories of duties and requirements.
pub(super) const CATEGORIES: &[Term] = &[
    ("党的建设", "party"),
    ("经济发展", "economy"),
    ("民生服务", "livelihood"),
    ("平安法治", "law"),
    ("城乡建设", "urban"),
    ("生态环保", "eco"),
    ("应急管理及消防", "emergency"),
    ("市场监管", "market"),
    ("文化和旅游", "culture"),
    ("卫生健康", "health"),
    ("综合政务", "general"),
];
