//! Yes and no, whole numbers and decimal numbers.

use civic::duties::Milli;

use super::cell_error::{CellError, Read};
use super::list::fold;

/// 是 or 否.
pub fn yes_no(text: &str) -> Read<bool> {
    match fold(text).to_ascii_lowercase().as_str() {
        "是" | "yes" | "y" | "1" | "true" | "√" => Ok(true),
        "否" | "no" | "n" | "0" | "false" | "" => Ok(false),
        _ => Err(CellError::new(
            "这里只能填“是”或“否”",
            "This takes yes or no only",
            "是",
        )),
    }
}

/// A whole number.
pub fn number(text: &str) -> Read<u32> {
    fold(text)
        .parse()
        .map_err(|_| CellError::new("这里应填一个整数", "This should be a whole number", "100"))
}

/// A decimal number in thousandths.
pub fn milli(text: &str) -> Option<Milli> {
    let text = fold(text);
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.as_str()),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || part.len() > 3 || !digits(whole) || !digits(part) {
        return None;
    }
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    Some(Milli(sign * (whole.parse::<i64>().ok()? * 1000 + part)))
}
