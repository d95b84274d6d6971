//! Times of day.

use civic::time::parse_minute;

pub(super) fn clock_minute(text: &str) -> Option<u16> {
    let text = text.trim().replace(['时', '点'], ":");
    let text = text.trim_end_matches('分');
    let (hour, minute) = text.split_once(':')?;
    let minute = if minute.is_empty() { "00" } else { minute };
    parse_minute(&format!("{hour:0>2}:{minute:0>2}"))
}
