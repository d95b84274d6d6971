//! The files of a city's folder.

/// Units 单位.
pub const UNITS: &str = "单位.csv";
/// Documents 文件.
pub const DOCUMENTS: &str = "文件.csv";
/// Kinds of goods 品类.
pub const GOODS: &str = "品类.csv";
/// Places 地点.
pub const PLACES: &str = "地点.csv";
/// Where the places lie.
pub const GEOMETRY: &str = "地点.geojson";
/// What is drawn below the places on the map, which a city may leave out.
pub const BASE: &str = "底图.geojson";
/// What a finding names instead of a column where it is about the shape of a feature.
pub const GEOMETRY_MEMBER: &str = "geometry";
/// Rules 规则.
pub const RULES: &str = "规则.csv";
/// Temporary changes of rules 临时调整.
pub const CHANGES: &str = "临时调整.csv";
/// Days off and make-up workdays 日历.
pub const CALENDAR: &str = "日历.csv";
/// Limits on official documents 公文规范.
pub const LIMITS: &str = "公文规范.csv";
/// Duty items 履职事项.
pub const DUTIES: &str = "履职事项.csv";
/// The admission log 职责准入.
pub const ADMISSIONS: &str = "职责准入.csv";
/// Requirements 工作要求.
pub const REQUIREMENTS: &str = "工作要求.csv";
/// The steps that hand a requirement down 要求层级.
pub const STEPS: &str = "要求层级.csv";
/// Corrections 纠偏.
pub const CORRECTIONS: &str = "纠偏.csv";
/// Updates 动态.
pub const UPDATES: &str = "动态.csv";
/// Kinds of feedback 诉求类别.
pub const SERVICES: &str = "诉求类别.csv";
/// What kinds of feedback ask 诉求问题.
pub const QUESTIONS: &str = "诉求问题.csv";
/// Published cases 诉求案例.
pub const CASES: &str = "诉求案例.csv";
/// Words for the same 同义词.
pub const SYNONYMS: &str = "同义词.csv";
/// The settings of the city.
pub const SETTINGS: &str = "portal.toml";
