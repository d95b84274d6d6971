//! A text as the public would see it, with what may be personal data left out; and the text without
//! it, for a writer who takes it out.

use super::personal_data::{Suspect, scan};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text that is shown.
    Shown(&'a str),
    /// A part that may be personal data.
    LeftOut(Suspect),
}

/// A text in pieces, in order; those of text are never empty.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for suspect in scan(text) {
        pieces.extend(shown(text, end, suspect.start));
        end = suspect.end;
        pieces.push(Piece::LeftOut(suspect));
    }
    pieces.extend(shown(text, end, text.len()));
    pieces
}

/// The text without what may be personal data.
pub fn without_personal_data(text: &str) -> String {
    pieces(text)
        .iter()
        .map(|piece| match piece {
            Piece::Shown(text) => *text,
            Piece::LeftOut(_) => "",
        })
        .collect()
}

fn shown(text: &str, start: usize, end: usize) -> Option<Piece<'_>> {
    let text = text.get(start..end)?;
    (!text.is_empty()).then_some(Piece::Shown(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_personal_is_left_out_and_the_rest_is_kept() {
        let text = "电话 13800138000，车 青A12345。";
        let kinds: Vec<Option<&str>> = pieces(text)
            .iter()
            .map(|piece| match piece {
                Piece::Shown(text) => Some(*text),
                Piece::LeftOut(_) => None,
            })
            .collect();
        let [before, first, between, second, after] = kinds[..] else {
            panic!("{kinds:?}")
        };
        assert_eq!((first, second), (None, None));
        assert_eq!((before, after), (Some("电话 "), Some("。")));
        assert_eq!(between, Some("，车 "));
        assert_eq!(without_personal_data(text), "电话 ，车 。");
        assert_eq!(scan(&without_personal_data(text)), []);
    }

    #[test]
    fn a_text_without_any_is_one_piece_and_an_empty_one_none() {
        assert_eq!(pieces("路灯坏了"), [Piece::Shown("路灯坏了")]);
        assert_eq!(pieces(""), []);
    }
}
