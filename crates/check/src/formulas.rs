//! Texts that a spreadsheet would not show but work out: what is published is opened in one.

use crate::checker::{Check, message};
use crate::columns::files;
use crate::texts;

/// What a spreadsheet makes of a cell that begins so, in Chinese and English; `None` where it
/// shows the words as they are.
fn taken_for(text: &str) -> Option<(&'static str, &'static str)> {
    let mut characters = text.chars();
    let first = characters.next()?;
    // A sign alone is shown as it is.
    characters.find(|c| !c.is_whitespace())?;
    match first {
        '=' | '＝' => Some((
            "把后面的字当公式计算，显示结果或“#NAME?”，还可能访问公式里的网址",
            "work out what follows as a formula: it shows a result or #NAME?, and may fetch the addresses in it",
        )),
        '+' | '-' | '＋' | '－' => Some((
            "当作公式或数字，显示“#NAME?”，或者丢掉开头的符号",
            "take it for a formula or a number: it shows #NAME?, or loses the sign",
        )),
        '@' | '＠' => Some((
            "当作函数，显示“#NAME?”",
            "take it for a function and show #NAME?",
        )),
        '\t' | '\r' | '\n' => Some((
            "丢掉开头看不见的字符，后面的字可能当公式计算",
            "drop the invisible character, and may work out what follows as a formula",
        )),
        _ => None,
    }
}

pub(crate) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    texts::each(sources, &mut |cell| {
        // The settings are published as JSON alone.
        if cell.location.file == files::SETTINGS {
            return;
        }
        let Some((zh, en)) = taken_for(cell.text) else {
            return;
        };
        let shown: String = cell.text.chars().take(40).collect();
        check.warn(
            "formula_like",
            cell.at(),
            &shown,
            message(
                format!("开头的符号会让表格软件{zh}"),
                format!("It begins so that a spreadsheet would {en}"),
                "让这一格以文字开头，例如“每日2次”，不写“=2次”；列举用“1.”或“（一）”，不用“-”",
                "Let the cell begin with a word, such as \"twice a day\" instead of \"=2\"; number a list with 1. instead of -",
            ),
        );
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_begins_as_a_formula_is_told_from_words() {
        for text in [
            "=HYPERLINK(\"https://a\")",
            "+8697112345",
            "-1",
            "- 第一项",
            "@SUM(A1)",
            "＝1",
            "\t=1",
            "\r=1",
        ] {
            assert!(taken_for(text).is_some(), "{text:?}");
        }
        for text in ["", "-", "—", "a=b", "18:00-22:00", "（-）", "－", "≥60"] {
            assert!(taken_for(text).is_none(), "{text:?}");
        }
    }
}
