//! What every cell shares: its characters folded to one width, and the items of a list.
//!
//! `；`, `;` and a line end part every list. `、`, `，` and `,` do so where no item can hold them:
//! names, identifiers, terms, times and dates; not sentences.

/// Full-width letters, digits and punctuation as their ASCII forms, trimmed. Chinese commas and
/// stops that separate words are kept.
pub fn fold(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' | '\u{a0}' | '\u{feff}' => ' ',
            _ => c,
        })
        .collect();
    folded.trim().to_owned()
}

fn parted(text: &str, marks: &[char]) -> Vec<String> {
    text.split(marks)
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The items of a list of sentences.
pub fn list(text: &str) -> Vec<String> {
    parted(text, &['；', ';', '\n', '\r'])
}

/// The items of a list of names.
pub fn names(text: &str) -> Vec<String> {
    parted(text, &['；', ';', '\n', '\r', '、', '，', ','])
}

/// True for an identifier: ASCII letters, digits, `-`, `_` and `.`, at least one.
pub fn is_id(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    !text.is_empty() && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_marks_part_every_list() {
        let items = ["大十字", "西门口", "莫家街"];
        for mark in ["；", ";", "、", "，", ",", "\n", "\r\n", "； "] {
            assert_eq!(names(&items.join(mark)), items, "{mark:?}");
        }
        for mark in ["；", ";", "\n"] {
            let sentences = ["先登记，后摆放", "不占盲道、消防通道"];
            assert_eq!(list(&sentences.join(mark)), sentences, "{mark:?}");
        }
    }
}
