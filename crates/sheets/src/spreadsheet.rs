//! CSV that people open in a spreadsheet, which reads UTF-8 by its mark alone and runs what begins as
//! a formula. Data for programs is JSON, and stays as it is.

use std::borrow::Cow;

/// The mark by which spreadsheets know UTF-8, at the start of the file.
pub const UTF8_MARK: &str = "\u{feff}";

/// A cell that a spreadsheet shows and does not run: what begins as a formula gets a leading `'`.
pub fn inert(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_cell_begins_as_a_formula() {
        for cell in [
            "=HYPERLINK(\"https://example.org\")",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
        ] {
            assert_eq!(inert(cell), format!("'{cell}"));
        }
        for cell in ["", "西大街", "1-2", "a=b", "'=1"] {
            assert_eq!(inert(cell), cell);
        }
    }
}
