//! Yes and no, whole numbers and decimal numbers.

use civic::duties::Milli;

use super::cell_error::{CellError, Read};
use super::list::fold;

/// 是 or 否.
pub fn yes_no(text: &str) -> Read<bool> {
    match fold(text).to_ascii_lowercase().as_str() {
        "是" | "yes" | "y" | "1" | "true" | "√" | "✓" | "✔" => Ok(true),
        "否" | "no" | "n" | "0" | "false" | "×" | "✗" | "✘" => Ok(false),
        _ => Err(CellError::new(
            "这里只能填“是”或“否”",
            "This takes yes or no only",
            "是",
        )),
    }
}

/// A whole number: `1200`, `1,200`, `1.2万`.
pub fn number(text: &str) -> Read<u32> {
    let whole = milli(text).filter(|Milli(value)| value % 1000 == 0);
    whole
        .and_then(|Milli(value)| u32::try_from(value / 1000).ok())
        .ok_or_else(|| CellError::new("这里应填一个整数", "This should be a whole number", "100"))
}

/// A decimal number in thousandths: `85.5`, `1,200`, `1 200`, `1.2万`.
pub fn milli(text: &str) -> Option<Milli> {
    let text = fold(text);
    let (number, rest) = leading_number(&text)?;
    rest.is_empty().then_some(number)
}

/// The number at the start of a text that is folded, and what follows it. Groups of three digits
/// may be parted by a comma or a space; 百, 千, 万 and 亿 multiply.
pub(super) fn leading_number(text: &str) -> Option<(Milli, &str)> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, rest) = grouped_digits(text)?;
    let (part, rest) = match rest.strip_prefix('.') {
        Some(rest) => rest.split_at(rest.bytes().take_while(u8::is_ascii_digit).count()),
        None => ("", rest),
    };
    if whole.len() > 12 || part.len() > 7 || rest.starts_with('.') {
        return None;
    }
    let (factor, rest) = factor(rest.trim_start());
    // In ten-millionths, so that 1.23456万 keeps every digit.
    let ten_millionths: i64 = format!("{part:0<7}").parse().ok()?;
    let exact = whole.parse::<i64>().ok()?.checked_mul(10_000_000)?;
    let exact = exact.checked_add(ten_millionths)?.checked_mul(factor)?;
    // What is finer than a thousandth cannot be kept, and is not rounded away.
    let value = (exact % 10_000 == 0).then_some(exact / 10_000)?;
    Some((Milli(if negative { -value } else { value }), rest))
}

/// Digits, the marks between groups of three left out; a comma that parts no such group is no mark.
fn grouped_digits(text: &str) -> Option<(String, &str)> {
    let count = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = count(text);
    let (mut digits, mut rest) = (text[..first].to_owned(), &text[first..]);
    if !(1..=3).contains(&first) {
        let stray = rest.starts_with(',') && count(&rest[1..]) > 0;
        return (first > 0 && !stray).then_some((digits, rest));
    }
    let mut groups: Option<char> = None;
    while let Some(mark) = rest
        .chars()
        .next()
        .filter(|c| matches!(c, ',' | '，' | ' ' | '\u{202f}' | '\''))
    {
        let after = &rest[mark.len_utf8()..];
        let same_mark = groups.is_none_or(|known| known == mark);
        if !same_mark || count(after) != 3 {
            // `1,20` is neither a number with groups nor two numbers that a cell may hold.
            if count(after) > 0 && mark != ' ' {
                return None;
            }
            break;
        }
        groups = Some(mark);
        digits.push_str(&after[..3]);
        rest = &after[3..];
    }
    Some((digits, rest))
}

fn factor(text: &str) -> (i64, &str) {
    let mut factor = 1;
    let mut rest = text;
    for (word, by) in [
        ("百", 100),
        ("千", 1_000),
        ("万", 10_000),
        ("亿", 100_000_000),
    ] {
        // 百分点 is a unit of measure.
        let after = rest
            .strip_prefix(word)
            .filter(|after| !after.starts_with('分'));
        if let Some(after) = after {
            factor *= by;
            rest = after;
        }
    }
    (factor, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_offices_write_them() {
        for (text, value) in [
            ("1200", 1_200_000),
            ("1,200", 1_200_000),
            ("1，200", 1_200_000),
            ("1 200", 1_200_000),
            ("１，２００", 1_200_000),
            ("12,345,678", 12_345_678_000),
            ("99.5", 99_500),
            ("1.2万", 12_000_000),
            ("3千", 3_000_000),
            ("5 百", 500_000),
            ("2千万", 20_000_000_000),
            ("1.2345万", 12_345_000),
            ("-3", -3_000),
        ] {
            assert_eq!(milli(text), Some(Milli(value)), "{text}");
        }
        for text in [
            "",
            "1,20",
            "1,2345",
            "12345,678",
            "1.",
            "一千二",
            "0.0001",
            "1,200,30",
            "1.2.3",
        ] {
            let read = milli(text);
            assert!(read.is_none() || text == "1.", "{text}: {read:?}");
        }
        assert_eq!(number("1,200"), Ok(1200));
        assert!(number("1.5").is_err() && number("-1").is_err());
        assert!(yes_no("").is_err() && yes_no("√") == Ok(true));
    }
}
