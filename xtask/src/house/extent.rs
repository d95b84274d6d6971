//! The tokens of a file by index, and where items end.

use super::attributes::{attribute, group_end};
use super::tokens::Token;

/// The tokens of a file.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'t, 's>(pub(super) &'t [Token<'s>]);

impl Tokens<'_, '_> {
    pub(super) fn is(&self, at: usize, text: &str) -> bool {
        self.0.get(at).is_some_and(|token| token.is(text))
    }

    pub(super) fn name(&self, at: usize) -> Option<String> {
        let token = self.0.get(at).filter(|token| token.is_word())?;
        Some(token.name().to_owned())
    }

    pub(super) fn line(&self, at: usize) -> usize {
        self.0.get(at).map_or(0, |token| token.line)
    }

    pub(super) fn after_attributes(&self, mut at: usize) -> usize {
        while let Some(attribute) = attribute(self.0, at) {
            at = attribute.end;
        }
        at
    }

    /// The index after the visibility of the item at `at`.
    pub(super) fn after_visibility(&self, at: usize) -> usize {
        if !self.is(at, "pub") {
            return at;
        }
        if self.is(at + 1, "(") {
            group_end(self.0, at + 1)
        } else {
            at + 1
        }
    }

    /// The keyword of the item at `at`; empty if it is not an item.
    pub(super) fn keyword(&self, at: usize) -> String {
        let words: Vec<&str> = self.0[self.after_visibility(at).min(self.0.len())..]
            .iter()
            .take(5)
            .filter(|token| !token.text.starts_with('"'))
            .map_while(|token| token.is_word().then_some(token.text))
            .collect();
        let found = words.iter().enumerate().find(|(index, word)| match **word {
            "const" => !matches!(
                words.get(index + 1),
                Some(&("fn" | "unsafe" | "async" | "extern"))
            ),
            "extern" => !matches!(words.get(index + 1), Some(&"fn")),
            other => KEYWORDS.contains(&other),
        });
        found
            .map(|(_, word)| (*word).to_owned())
            .unwrap_or_default()
    }

    /// The index after the item at `at`, including its `;` or block; for a field or a variant, the
    /// index of the `,` that ends it.
    pub(super) fn item_end(&self, at: usize, end: usize) -> usize {
        let keyword = self.keyword(at);
        let ends_with_semicolon =
            ["const", "static", "type", "use", "let"].contains(&keyword.as_str());
        let mut index = at;
        while index < end {
            let stops = ["}", ")", "]"].iter().any(|close| self.is(index, close))
                || (keyword.is_empty() && self.is(index, ","));
            if stops {
                return index;
            }
            if self.is(index, ";") {
                return index + 1;
            }
            if self.is(index, "{") {
                index = group_end(self.0, index);
                if !ends_with_semicolon {
                    return index.min(end);
                }
            } else if self.is(index, "(") || self.is(index, "[") {
                index = group_end(self.0, index);
            } else {
                index += 1;
            }
        }
        end
    }
}

const KEYWORDS: [&str; 12] = [
    "fn",
    "struct",
    "enum",
    "union",
    "trait",
    "type",
    "static",
    "impl",
    "mod",
    "use",
    "let",
    "macro_rules",
];
