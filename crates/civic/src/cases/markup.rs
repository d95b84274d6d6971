//! Whether a text has tags of HTML, which GeoReport does not allow in what a person writes.

/// True where a text has a tag or a comment of HTML, such as `<b>`, `</p>` or `<a href="…">`. Signs such as
/// `<3`, `a < b` and addresses in angle brackets are none.
pub fn has_markup(text: &str) -> bool {
    let mut parts = text.split('<');
    // What is before the first bracket is in none.
    let _ = parts.next();
    parts.any(is_tag)
}

/// True where what follows an opening bracket, up to the next one, is the rest of a tag.
fn is_tag(rest: &str) -> bool {
    if rest.starts_with("!--") || rest.to_ascii_lowercase().starts_with("!doctype") {
        return true;
    }
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let after = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && after.starts_with(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace())
        && after.contains('>')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_tag_or_a_comment_is_markup() {
        for text in [
            "<b>路灯</b>",
            "看这里<br>",
            "<br/>",
            "</p>",
            "<a href=\"https://example.org\">x</a>",
            "<SCRIPT>alert(1)</SCRIPT>",
            "<x-element>",
            "a < b <i>c</i>",
            "<!-- x",
            "<!DOCTYPE html>",
            "<img\nsrc=x>",
        ] {
            assert!(has_markup(text), "{text}");
        }
    }

    #[test]
    fn a_sign_or_an_address_is_none() {
        for text in [
            "",
            "路灯不亮",
            "我 <3 莫家街",
            "a<b",
            "a < b > c",
            "1<2>1",
            "《规定》<第三条>",
            "<me@example.org>",
            "<https://example.org/a>",
            "<",
            "<>",
            "</",
        ] {
            assert!(!has_markup(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_without_an_opening_bracket_is_markup(text in "[^<]*") {
            prop_assert!(!has_markup(&text));
        }
    }
}
