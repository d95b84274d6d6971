//! Windows of the day.

use civic::time::{Window, WindowError};

use super::cell_error::{CellError, Read};
use super::clock::clock_minute;
use super::list::{fold, list};
use super::span::{DASHES, span_of};

/// `06:00-08:30；18:30-22:00`, `全天`, `22:00-次日04:00`. The whole day is no window at all.
pub fn windows(text: &str) -> Read<Vec<Window>> {
    const EXAMPLE: &str = "06:00-08:30；22:00-次日04:00";
    let unreadable = || CellError::new("时段无法读懂", "The times cannot be read", EXAMPLE);
    let text = fold(text);
    if text.is_empty() || text == "全天" || text.eq_ignore_ascii_case("all day") {
        return Ok(Vec::new());
    }
    list(&text.replace(['，', '、', ','], ";"))
        .iter()
        .map(|part| {
            let (from, until) = span_of(part, DASHES).ok_or_else(unreadable)?;
            let next = ["次日", "翌日", "+1"]
                .iter()
                .any(|mark| until.contains(mark));
            let until = until
                .replace("次日", "")
                .replace("翌日", "")
                .replace("+1", "");
            let start = clock_minute(from).ok_or_else(unreadable)?;
            let end = clock_minute(&until).ok_or_else(unreadable)?;
            Window::new(start, end, next).map_err(|error| match error {
                WindowError::BeyondDay => unreadable(),
                WindowError::Empty => CellError::new(
                    "开始和结束是同一时刻；全天请写“全天”",
                    "The start and the end are the same; for the whole day write 全天",
                    EXAMPLE,
                ),
                WindowError::NeedsEndsNextDay => CellError::new(
                    "结束早于开始；跨零点请在结束时间前写“次日”",
                    "The end is before the start; past midnight write 次日 before the end",
                    EXAMPLE,
                ),
                WindowError::LongerThanDay => CellError::new(
                    "时段超过 24 小时",
                    "The times last longer than 24 hours",
                    EXAMPLE,
                ),
            })
        })
        .collect()
}

/// True where some window has only one of its two ends: `18:00-`, `18:00以后`, `22:00前`.
pub fn is_open_ended(text: &str) -> bool {
    const ONE_SIDED: [&str; 7] = ["起", "以后", "之后", "后", "前", "以前", "之前"];
    let one_end = |part: &str| {
        let part = part.trim().trim_matches(DASHES).trim();
        let bare = ONE_SIDED.iter().find_map(|end| part.strip_suffix(end));
        clock_minute(bare.unwrap_or(part)).is_some()
    };
    let text = fold(text).replace(['，', '、', ','], ";");
    list(&text).iter().any(|part| one_end(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<T: ToString>(values: &[T]) -> Vec<String> {
        values.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn windows_are_read_as_offices_write_them() {
        let read = |t: &str| windows(t).map(|w| shown(&w));
        assert_eq!(read("18：00～22：00"), Ok(vec!["18:00-22:00".to_owned()]));
        assert_eq!(
            read("6:00-8:30；18时30分至22时"),
            Ok(vec!["06:00-08:30".to_owned(), "18:30-22:00".to_owned()])
        );
        assert_eq!(
            read("22:00-次日04:00"),
            Ok(vec!["22:00-04:00+1".to_owned()])
        );
        assert_eq!(read("20:00-24:00"), Ok(vec!["20:00-24:00".to_owned()]));
        assert_eq!(read("全天"), Ok(vec![]));
        for text in ["18:00-", "18:00以后", "至22时", "9:00-11:00；18：00起"] {
            assert!(is_open_ended(text) && windows(text).is_err(), "{text}");
        }
        assert!(!is_open_ended("18:00-22:00") && !is_open_ended("全天"));
        for text in [
            "22:00-04:00",
            "08:00-08:00",
            "08:00-20:00+1",
            "25:00-26:00",
            "晚上",
            "19:00以后",
        ] {
            assert!(windows(text).is_err(), "{text}");
        }
    }
}
