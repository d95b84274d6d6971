//! The words that say on which side of a value a demand holds.

/// At least.
pub(crate) const AT_LEAST: &[&str] = &[
    "不得少于",
    "不得低于",
    "不得小于",
    "不应低于",
    "不应少于",
    "不少于",
    "不低于",
    "不小于",
    "不能少于",
    "不能低于",
    "至少",
    "最少",
    "最低",
    "达到",
    "≥",
    ">=",
    "达",
];

/// At most.
pub(crate) const AT_MOST: &[&str] = &[
    "不得超过",
    "不得多于",
    "不得高于",
    "不得大于",
    "不应超过",
    "不能超过",
    "不超过",
    "不多于",
    "不高于",
    "不大于",
    "控制在",
    "压减至",
    "压降至",
    "下降至",
    "降至",
    "至多",
    "最多",
    "≤",
    "<=",
];

/// The value itself or nearly so.
pub(crate) const ABOUT: &[&str] = &["大约", "约为", "约", "大致"];
