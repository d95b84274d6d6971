//! The grammar of `use` trees: nested lists, globs, `as`, `self` at the end of a list.

use super::tokens::Token;

/// One name that a `use` brings into scope, or one glob.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The segments as written. The first is empty in `::name`, which always names a crate.
    pub(super) path: Vec<String>,
    /// The name in scope; `_` for `as _`, `*` for a glob.
    pub(super) name: String,
    pub(super) line: usize,
}

impl Leaf {
    pub(super) fn is_glob(&self) -> bool {
        self.name == "*"
    }
}

/// Parses the tree that starts at `at`, after `use`, and returns the index at which it ends.
pub(super) fn read(tokens: &[Token<'_>], at: usize) -> (Vec<Leaf>, usize) {
    let mut reader = Reader {
        tokens,
        at,
        leaves: Vec::new(),
    };
    reader.tree(&[]);
    (reader.leaves, reader.at)
}

struct Reader<'t, 's> {
    tokens: &'t [Token<'s>],
    at: usize,
    leaves: Vec<Leaf>,
}

impl Reader<'_, '_> {
    fn eat(&mut self, text: &str) -> bool {
        let found = self.tokens.get(self.at).is_some_and(|t| t.is(text));
        self.at += usize::from(found);
        found
    }

    fn tree(&mut self, prefix: &[String]) {
        let mut path = prefix.to_vec();
        if self.eat("::") && prefix.is_empty() {
            path.push(String::new());
        }
        while let Some(token) = self.tokens.get(self.at) {
            if self.eat("{") {
                return self.list(&path);
            }
            if self.eat("*") {
                return self.leaf(path, "*", token.line);
            }
            if !token.is_word() {
                return;
            }
            self.at += 1;
            path.push(token.name().to_owned());
            if self.eat("::") {
                continue;
            }
            // `a::{self}` is `a` itself, unlike `self::b`, which does not end with `self`.
            if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
                path.pop();
            }
            let name = if self.eat("as") {
                self.at += 1;
                self.tokens.get(self.at - 1).map(Token::name)
            } else {
                path.last().map(String::as_str)
            };
            let name = name.unwrap_or_default().to_owned();
            return self.leaf(path, &name, token.line);
        }
    }

    fn list(&mut self, path: &[String]) {
        while self.at < self.tokens.len() && !self.eat("}") {
            let before = self.at;
            self.tree(path);
            // Skips a stray token, so that a syntax error cannot cause an endless loop.
            if !self.eat(",") && self.at == before {
                self.at += 1;
            }
        }
    }

    fn leaf(&mut self, path: Vec<String>, name: &str, line: usize) {
        self.leaves.push(Leaf {
            path,
            name: name.to_owned(),
            line,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn leaves(source: &str) -> Vec<String> {
        let (leaves, _) = read(&tokens(source), 0);
        leaves
            .iter()
            .map(|leaf| format!("{} as {}", leaf.path.join("::"), leaf.name))
            .collect()
    }

    #[test]
    fn a_nested_tree() {
        let source =
            "crate::{\n  a::{self, b::{C, D as E}, f as _},\n  g::*, // h\n  super::i,\n};";
        assert_eq!(
            leaves(source),
            [
                "crate::a as a",
                "crate::a::b::C as C",
                "crate::a::b::D as E",
                "crate::a::f as _",
                "crate::g as *",
                "crate::super::i as i",
            ]
        );
    }

    #[test]
    fn short_forms() {
        assert_eq!(leaves("a;"), ["a as a"]);
        assert_eq!(leaves("{a, b::c};"), ["a as a", "b::c as c"]);
        assert_eq!(leaves("::std::fs;"), ["::std::fs as fs"]);
        assert_eq!(leaves("super::super::a as b;"), ["super::super::a as b"]);
        assert_eq!(leaves("a::{self as b};"), ["a as b"]);
        assert_eq!(leaves("r#type::r#use;"), ["type::use as use"]);
    }

    #[test]
    fn a_syntax_error_does_not_hang() {
        assert_eq!(leaves("a::{b, ; c"), ["a::b as b", "a::c as c"]);
    }
}
