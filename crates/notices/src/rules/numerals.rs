//! Numbers: `1,200`, `1.2万`, `十五`, `两`.

use crate::text::Folded;

/// A number in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// In thousandths.
    pub(crate) milli: i64,
    /// One past its last character.
    pub(crate) end: usize,
    /// Whether it is written in Chinese numerals.
    pub(crate) han: bool,
}

impl Number {
    /// The value, if it is a whole number that fits.
    pub(crate) fn whole(self) -> Option<u32> {
        (self.milli % 1000 == 0)
            .then_some(self.milli / 1000)
            .and_then(|whole| u32::try_from(whole).ok())
    }
}

/// The longest run of digits that is taken for a number.
const MAX_DIGITS: usize = 15;

/// The number that begins at `at`.
pub(crate) fn number(f: &Folded, at: usize) -> Option<Number> {
    if f.get(at).is_ascii_digit() {
        // Not from the middle of a longer number.
        return (!f.before(at).is_ascii_digit()).then(|| digits(f, at))?;
    }
    chinese(f, at)
}

fn digits(f: &Folded, at: usize) -> Option<Number> {
    let mut value: i64 = 0;
    let mut end = at;
    while let Some(digit) = f.get(end).to_digit(10) {
        if end - at >= MAX_DIGITS {
            return None;
        }
        value = value.checked_mul(10)?.checked_add(i64::from(digit))?;
        end += 1;
        if f.get(end) == ',' && f.get(end + 1).is_ascii_digit() {
            end += 1;
        }
    }
    let mut milli = value.checked_mul(1000)?;
    if f.get(end) == '.' && f.get(end + 1).is_ascii_digit() {
        end += 1;
        let mut place = 100;
        while let Some(digit) = f.get(end).to_digit(10) {
            milli = milli.checked_add(i64::from(digit) * place)?;
            place /= 10;
            end += 1;
        }
    }
    let (times, end) = match f.get(end) {
        '百' => (100, end + 1),
        '千' if f.get(end + 1) != '克' && f.get(end + 1) != '米' => (1000, end + 1),
        '万' => (10_000, end + 1),
        '亿' => (100_000_000, end + 1),
        _ => (1, end),
    };
    Some(Number {
        milli: milli.checked_mul(times)?,
        end,
        han: false,
    })
}

/// The value of one Chinese digit.
pub(crate) fn digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn chinese(f: &Folded, at: usize) -> Option<Number> {
    let (mut total, mut section, mut last) = (0_i64, 0_i64, None);
    let mut end = at;
    loop {
        if end - at > MAX_DIGITS {
            return None;
        }
        let c = f.get(end);
        if let Some(value) = digit(c) {
            // 二〇二六 is a year, not a number.
            if last.is_some_and(|last| last != 0) {
                break;
            }
            last = Some(value);
        } else if let Some(unit) = match c {
            '十' => Some(10),
            '百' => Some(100),
            '千' => Some(1000),
            _ => None,
        } {
            section += last.unwrap_or(1) * unit;
            last = None;
        } else if c == '万' && end > at {
            total = (total + section + last.unwrap_or(0)) * 10_000;
            (section, last) = (0, None);
        } else {
            break;
        }
        end += 1;
    }
    let value = total + section + last.unwrap_or(0);
    (end > at && value < 1_000_000_000).then_some(Number {
        milli: value * 1000,
        end,
        han: true,
    })
}
