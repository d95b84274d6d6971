//! Number formats: whether a number is shown as a date, a time or a percentage.

use std::collections::BTreeSet;

/// What kind of value a number is shown as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    #[default]
    Number,
    Percentage,
    Date,
    /// A date and a time of day.
    Moment,
    /// A time of day.
    Time,
    /// Hours, which may be more than 24.
    Hours,
}

/// What a number format says of its numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberFormat {
    pub(super) shown: Shown,
    /// Numbers shorter than this are shown with zeros before them; 0 where they are not.
    pub(super) width: usize,
    /// The letters and digits it adds to a number.
    pub(super) added: String,
}

impl NumberFormat {
    /// The format of this code (ECMA-376, 18.8.30 and 18.8.31), and its number where it has one.
    pub(super) fn new(code: &str, id: Option<u32>) -> Self {
        // East Asian formats that a file names by number alone.
        let shown = match id {
            Some(27..=31 | 36 | 50..=54 | 57 | 58) => Some(Shown::Date),
            Some(32..=35 | 55 | 56) => Some(Shown::Time),
            _ => None,
        };
        let read = Self::parse(code);
        match shown {
            Some(shown) if read.shown == Shown::Number => Self {
                shown,
                ..Self::default()
            },
            _ => read,
        }
    }

    fn parse(code: &str) -> Self {
        // The word is no format of a date, whatever its letters.
        let code = match code.to_ascii_lowercase().find("general") {
            Some(at) => format!("{}{}", &code[..at], &code[at + "general".len()..]),
            None => code.replace("G/通用格式", ""),
        };
        let mut seen = Seen::default();
        let mut characters = code.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                ';' => break,
                '"' => seen
                    .literal
                    .extend(characters.by_ref().take_while(|c| *c != '"')),
                '\\' | '!' => seen.literal.extend(characters.next()),
                '_' | '*' => {
                    characters.next();
                }
                '[' => {
                    let inner: String = characters.by_ref().take_while(|c| *c != ']').collect();
                    seen.bracket(&inner);
                }
                'E' | 'e' if matches!(characters.peek(), Some('+' | '-')) => {
                    characters.next();
                    seen.marks.insert(Mark::Exponent);
                }
                _ => seen.character(character),
            }
        }
        seen.format()
    }
}

/// A sign with a meaning in a format's code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Percent,
    Exponent,
    /// Hours that may be more than 24.
    Hours,
    Clock,
    Day,
    MonthOrMinute,
    Point,
    /// Digits are grouped, or the value is shown in thousands.
    Comma,
}

/// What was met in a format's first section.
#[derive(Default)]
struct Seen {
    marks: BTreeSet<Mark>,
    literal: String,
    /// The placeholders of the whole part.
    placeholders: String,
}

impl Seen {
    fn bracket(&mut self, inner: &str) {
        let is_all = |letter: char| {
            !inner.is_empty() && inner.chars().all(|c| c.eq_ignore_ascii_case(&letter))
        };
        if ['h', 'm', 's'].into_iter().any(is_all) {
            self.marks.insert(Mark::Hours);
        } else if let Some(currency) = inner.strip_prefix('$') {
            let sign = currency.split('-').next().unwrap_or(currency);
            self.literal.push_str(sign);
        }
    }

    fn character(&mut self, character: char) {
        let mark = match character.to_ascii_lowercase() {
            '%' => Mark::Percent,
            'y' | 'd' | 'e' | 'g' | 'b' => Mark::Day,
            'h' | 's' => Mark::Clock,
            'm' => Mark::MonthOrMinute,
            '.' => Mark::Point,
            ',' => Mark::Comma,
            '0' | '#' | '?' if !self.has(Mark::Point) => {
                return self.placeholders.push(character);
            }
            // The halves of a day, or days of the week.
            'a' | 'p' => return,
            other if other.is_alphabetic() => return self.literal.push(character),
            _ => return,
        };
        self.marks.insert(mark);
    }

    fn has(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    fn format(self) -> NumberFormat {
        let shown = if self.has(Mark::Hours) {
            Shown::Hours
        } else if self.has(Mark::Percent) {
            Shown::Percentage
        } else if self.has(Mark::Clock) {
            if self.has(Mark::Day) {
                Shown::Moment
            } else {
                Shown::Time
            }
        } else if self.has(Mark::Day) || self.has(Mark::MonthOrMinute) {
            Shown::Date
        } else {
            Shown::Number
        };
        let is_padded = self.placeholders.len() > 1
            && self.placeholders.chars().all(|c| c == '0')
            && !self.has(Mark::Exponent)
            && !self.has(Mark::Comma);
        let is_number = shown == Shown::Number;
        NumberFormat {
            shown,
            width: if is_number && is_padded {
                self.placeholders.len()
            } else {
                0
            },
            added: if is_number && self.literal.chars().any(char::is_alphanumeric) {
                self.literal
            } else {
                String::new()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_what_a_number_is_shown_as() {
        let shown = |code: &str| NumberFormat::new(code, None).shown;
        for code in [
            "General",
            "G/通用格式",
            "@",
            "0",
            "#,##0.00",
            "0.00E+00",
            "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
            "0\"天\"",
            "#,##0*y",
            "[Red]0",
            "[$¥-804]#,##0",
        ] {
            assert_eq!(shown(code), Shown::Number, "{code}");
        }
        for code in ["0%", "0.00%", "[Red]0.0%;0%"] {
            assert_eq!(shown(code), Shown::Percentage, "{code}");
        }
        for code in [
            "yyyy-mm-dd",
            "yyyy/m/d;@",
            "yyyy\"年\"m\"月\"d\"日\";@",
            "[$-804]yyyy年m月d日",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "m\"月\"d\"日\"",
            "[$-404]e\"年\"m\"月\"d\"日\"",
            "mm-dd-yy",
        ] {
            assert_eq!(shown(code), Shown::Date, "{code}");
        }
        for code in ["yyyy/m/d\\ h:mm", "m/d/yy h:mm", "yyyy-mm-dd hh:mm:ss"] {
            assert_eq!(shown(code), Shown::Moment, "{code}");
        }
        for code in [
            "h:mm",
            "h:mm AM/PM",
            "mm:ss",
            "[$-F400]h:mm:ss\\ AM/PM",
            "上午/下午h\"时\"mm\"分\"",
        ] {
            assert_eq!(shown(code), Shown::Time, "{code}");
        }
        for code in ["[h]:mm", "[hh]:mm:ss", "[mm]:ss"] {
            assert_eq!(shown(code), Shown::Hours, "{code}");
        }
        assert_eq!(NumberFormat::new("General", Some(31)).shown, Shown::Date);
        assert_eq!(NumberFormat::new("General", Some(32)).shown, Shown::Time);
    }

    #[test]
    fn a_code_may_add_zeros_and_words() {
        let of = |code: &str| {
            let format = NumberFormat::new(code, None);
            (format.width, format.added)
        };
        assert_eq!(of("000"), (3, String::new()));
        assert_eq!(of("\"Z-\"000"), (3, "Z-".to_owned()));
        assert_eq!(of("0\"处\""), (0, "处".to_owned()));
        assert_eq!(of("0!.0,\"万\""), (0, ".万".to_owned()));
        assert_eq!(of("General\"元\""), (0, "元".to_owned()));
        assert_eq!(of("#,##0.00"), (0, String::new()));
        assert_eq!(of("00.00"), (2, String::new()));
    }
}
