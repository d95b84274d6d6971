//! A lexer for Rust, with just enough of the grammar that comments, strings and characters are
//! never taken for code.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An identifier or keyword; a raw identifier keeps its `r#`.
    Word,
    /// One punctuation character, or `::`.
    Punctuation,
    /// A string, a character or a number.
    Literal,
    Lifetime,
}

/// One token, with the line it starts on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) line: usize,
}

impl Token<'_> {
    /// Whether this is the given word or punctuation. A literal with the same text is neither.
    pub(super) fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Word | Kind::Punctuation) && self.text == text
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// The name of an identifier, without `r#`.
    pub(super) fn name(&self) -> &str {
        self.text.strip_prefix("r#").unwrap_or(self.text)
    }
}

/// The tokens of a source text, without its comments.
pub(super) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = next(rest);
        let text = rest.get(..length).unwrap_or(rest);
        if let Some(kind) = kind {
            tokens.push(Token { kind, text, line });
        }
        line += text.matches('\n').count();
        at += text.len();
    }
    tokens
}

/// The kind and length in bytes of the first token; no kind for whitespace and comments.
fn next(rest: &str) -> (Option<Kind>, usize) {
    if rest.starts_with("//") {
        return (None, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (None, block_comment(rest));
    }
    if let Some(length) = string(rest) {
        return (Some(Kind::Literal), length);
    }
    if rest.starts_with("::") {
        return (Some(Kind::Punctuation), 2);
    }
    let first = rest.chars().next().unwrap_or(' ');
    match first {
        _ if first.is_whitespace() => (None, first.len_utf8()),
        '\'' => quote(rest),
        'r' if rest.starts_with("r#") => (Some(Kind::Word), 2 + word(&rest[2..])),
        _ if first.is_alphabetic() || first == '_' => (Some(Kind::Word), word(rest)),
        _ if first.is_ascii_digit() => (Some(Kind::Literal), number(rest)),
        _ => (Some(Kind::Punctuation), first.len_utf8()),
    }
}

fn word(rest: &str) -> usize {
    rest.find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len())
}

/// `1.5` is one number; `1..5` and `pair.0.len()` are not.
fn number(rest: &str) -> usize {
    let whole = word(rest);
    let fraction = rest[whole..]
        .strip_prefix('.')
        .filter(|after| after.starts_with(|c: char| c.is_ascii_digit()));
    fraction.map_or(whole, |digits| whole + 1 + word(digits))
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) {
        if tail.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if tail.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += tail.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a string including its prefix, or `None` if no string starts here.
fn string(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| {
        rest.strip_prefix(prefix)
            .is_some_and(|tail| tail.trim_start_matches('#').starts_with('"'))
    })?;
    let tail = &rest[prefix.len()..];
    let hashes = tail.len() - tail.trim_start_matches('#').len();
    let body = prefix.len() + hashes + 1;
    if prefix.ends_with('r') {
        let close = format!("\"{}", "#".repeat(hashes));
        let end = rest[body..].find(&close).map(|at| body + at + close.len());
        return Some(end.unwrap_or(rest.len()));
    }
    // `#"…"` without an `r` is punctuation before a string.
    (hashes == 0).then(|| body + escaped(&rest[body..], '"'))
}

/// A character or a lifetime.
fn quote(rest: &str) -> (Option<Kind>, usize) {
    let mut after = rest.chars().skip(1);
    let (first, second) = (after.next(), after.next());
    if first == Some('\\') || second == Some('\'') {
        (Some(Kind::Literal), 1 + escaped(&rest[1..], '\''))
    } else {
        (Some(Kind::Lifetime), 1 + word(&rest[1..]))
    }
}

/// The length up to and including the closing quote, skipping escapes.
fn escaped(body: &str, close: char) -> usize {
    let mut characters = body.char_indices();
    while let Some((at, character)) = characters.next() {
        if character == '\\' {
            characters.next();
        } else if character == close {
            return at + close.len_utf8();
        }
    }
    body.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        tokens(source).iter().map(|token| token.text).collect()
    }

    #[test]
    fn comments_are_skipped() {
        assert_eq!(texts("a // use b;\n/* x /* y */ z */ c /// d"), ["a", "c"]);
    }

    #[test]
    fn strings_are_one_token_each() {
        let source =
            r##"x("use a; \" //", r#"use "b";"#, b"c", br"\", c"d", '"', b'\'', '\u{1F}')"##;
        let literals = tokens(source)
            .iter()
            .filter(|token| token.kind == Kind::Literal)
            .count();
        assert_eq!(literals, 8);
        assert!(!tokens(source).iter().any(|token| token.is("use")));
    }

    #[test]
    fn a_lifetime_is_not_a_character() {
        let kinds: Vec<Kind> = tokens("&'a str 'b' 'static 明 '明'")
            .iter()
            .map(|token| token.kind)
            .collect();
        assert_eq!(
            kinds,
            [
                Kind::Punctuation,
                Kind::Lifetime,
                Kind::Word,
                Kind::Literal,
                Kind::Lifetime,
                Kind::Word,
                Kind::Literal
            ]
        );
    }

    #[test]
    fn numbers_paths_and_raw_identifiers() {
        assert_eq!(
            texts("1.5..2 a::b r#use"),
            ["1.5", ".", ".", "2", "a", "::", "b", "r#use"]
        );
        assert_eq!(tokens("r#type")[0].name(), "type");
        assert!(!tokens("r#use")[0].is("use"));
    }

    #[test]
    fn lines_are_counted_through_strings_and_comments() {
        let lines: Vec<usize> = tokens("a\n/*\n*/ b \"\n\" c")
            .iter()
            .map(|token| token.line)
            .collect();
        assert_eq!(lines, [1, 3, 3, 4]);
    }
}
