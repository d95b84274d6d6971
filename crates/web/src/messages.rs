//! The words in which dates and times are written.

use crate::i18n::Message;

crate::messages! {
    TOMORROW: "明天", "tomorrow";
    TODAY_AGO: "不到一天前", "less than a day ago";
    ONE_DAY_AGO: "1 天前", "1 day ago";
    DAYS_AGO: " 天前", " days ago";
}

const fn both(zh: &'static str, en: &'static str) -> Message {
    Message { zh, en }
}

/// The weekdays, Monday first.
pub(crate) static WEEKDAYS: [Message; 7] = [
    both("周一", "Mon"),
    both("周二", "Tue"),
    both("周三", "Wed"),
    both("周四", "Thu"),
    both("周五", "Fri"),
    both("周六", "Sat"),
    both("周日", "Sun"),
];

/// The Chinese suffix of a year.
pub(crate) const YEAR: &str = "年";
/// The Chinese suffix of a month.
pub(crate) const MONTH: &str = "月";
/// The Chinese suffix of a day.
pub(crate) const DAY: &str = "日";
