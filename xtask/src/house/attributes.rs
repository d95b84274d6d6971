//! Attributes, and which of them make code test-only.

use super::tokens::Token;

/// The index after the delimited group that opens at `at`.
pub(super) fn group_end(tokens: &[Token<'_>], at: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        if ["(", "[", "{"].iter().any(|open| token.is(open)) {
            depth += 1;
        } else if [")", "]", "}"].iter().any(|close| token.is(close)) {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return index + 1;
            }
        }
    }
    tokens.len()
}

/// One attribute, `#[…]` or `#![…]`.
pub(super) struct Attribute<'t, 's> {
    /// The tokens between its brackets.
    pub(super) content: &'t [Token<'s>],
    /// The index after its closing bracket.
    pub(super) end: usize,
}

/// The attribute that starts at `at`, if one does.
pub(super) fn attribute<'t, 's>(tokens: &'t [Token<'s>], at: usize) -> Option<Attribute<'t, 's>> {
    let is = |index: usize, text| tokens.get(index).is_some_and(|token| token.is(text));
    if !is(at, "#") {
        return None;
    }
    let open = at + 1 + usize::from(is(at + 1, "!"));
    is(open, "[").then(|| {
        let end = group_end(tokens, open);
        Attribute {
            content: tokens.get(open + 1..end - 1).unwrap_or_default(),
            end,
        }
    })
}

impl Attribute<'_, '_> {
    /// Whether an item with this attribute is compiled only for tests.
    pub(super) fn is_test_only(&self) -> bool {
        match self.content {
            [cfg, rest @ ..] if cfg.is("cfg") => implies_test(inside(rest)),
            // `#[test]`, `#[tokio::test]`.
            [.., last] => last.is("test"),
            [] => false,
        }
    }
}

fn inside<'t, 's>(group: &'t [Token<'s>]) -> &'t [Token<'s>] {
    group
        .get(1..group.len().saturating_sub(1))
        .unwrap_or_default()
}

/// Whether a `cfg` predicate implies `test`.
fn implies_test(predicate: &[Token<'_>]) -> bool {
    let Some((first, rest)) = predicate.split_first() else {
        return false;
    };
    let mut parts = split_at_commas(inside(rest));
    if first.is("all") {
        parts.any(implies_test)
    } else if first.is("any") {
        parts.all(implies_test)
    } else {
        first.is("test") && rest.is_empty()
    }
}

fn split_at_commas<'t, 's>(list: &'t [Token<'s>]) -> impl Iterator<Item = &'t [Token<'s>]> {
    let mut depth = 0_usize;
    list.split(move |token| {
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth = depth.saturating_sub(1);
        }
        depth == 0 && token.is(",")
    })
    .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn test_only(source: &str) -> bool {
        attribute(&tokens(source), 0)
            .expect("an attribute")
            .is_test_only()
    }

    #[test]
    fn test_only_attributes() {
        for source in [
            "#[cfg(test)]",
            "#![cfg(test)]",
            "#[cfg(all(unix, test))]",
            "#[cfg(any(test, all(test, unix)))]",
            "#[test]",
            "#[tokio::test]",
        ] {
            assert!(test_only(source), "{source}");
        }
    }

    #[test]
    fn other_attributes() {
        for source in [
            "#[cfg(not(test))]",
            "#[cfg(any(test, unix))]",
            "#[cfg(feature = \"test\")]",
            "#[cfg_attr(test, derive(Debug))]",
            "#[derive(Debug)]",
            "#[]",
        ] {
            assert!(!test_only(source), "{source}");
        }
        assert!(attribute(&tokens("# a"), 0).is_none());
    }
}
