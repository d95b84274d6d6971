//! Reads the items of a file: modules, imports and definitions. Test-only items are skipped.

use super::attributes::attribute;
use super::extent::Tokens;
use super::syntax::{Definition, Syntax, Use};
use super::tokens::{Token, tokens};
use super::{code, use_tree};

/// Reads the items of a file.
pub(super) fn read(source: &str) -> Syntax {
    let tokens = tokens(source);
    let mut syntax = Syntax::default();
    items(Tokens(&tokens), 0, tokens.len(), &mut syntax);
    syntax
}

/// The items of a module, from `at` to `end`.
fn items(tokens: Tokens<'_, '_>, mut at: usize, end: usize, into: &mut Syntax) {
    while at < end {
        let start = at;
        let mut test_only = false;
        while let Some(attribute) = attribute(tokens.0, at) {
            if attribute.is_test_only() {
                // `#![cfg(test)]` applies to the whole module.
                if tokens.is(at + 1, "!") {
                    return;
                }
                test_only = true;
            }
            at = attribute.end;
        }
        let item_end = tokens.item_end(at, end);
        if !test_only {
            code::read(tokens, start, at, into);
            item(tokens, at, item_end, into);
        }
        at = item_end.max(start + 1);
    }
}

fn item(tokens: Tokens<'_, '_>, at: usize, end: usize, into: &mut Syntax) {
    let start = tokens.after_visibility(at);
    let Some(first) = tokens.0.get(start).filter(|_| start < end) else {
        return;
    };
    if first.is("use") {
        let public = start > at;
        let (leaves, _) = use_tree::read(tokens.0, start + 1);
        into.uses
            .extend(leaves.into_iter().map(|leaf| Use { leaf, public }));
        return;
    }
    if first.is("mod")
        && let Some(name) = tokens.name(start + 1)
    {
        if tokens.is(start + 2, "{") {
            let mut inner = Syntax::default();
            items(tokens, start + 3, end.saturating_sub(1), &mut inner);
            into.inline.push((name, first.line, inner));
        } else {
            into.declared.push((name, first.line));
        }
        return;
    }
    if first.is("extern") && tokens.is(start + 1, "crate") {
        return;
    }
    if first.is(";") || first.is("}") {
        return;
    }
    let called = (start..end).find(|index| tokens.is(*index, "!"));
    let is_call = called.is_some_and(|mark| {
        mark > start
            && (start..mark).all(|index| {
                tokens.is(index, "::") || tokens.0.get(index).is_some_and(Token::is_word)
            })
    });
    if let Some(mark) = called.filter(|_| is_call) {
        macro_call(tokens, start, mark, end, into);
    } else {
        definition(tokens, start, end, into);
    }
    code::read(tokens, start, end, into);
}

fn macro_call(tokens: Tokens<'_, '_>, start: usize, mark: usize, end: usize, into: &mut Syntax) {
    if tokens.is(start, "macro_rules") {
        let name = tokens.name(mark + 1).unwrap_or_default();
        into.code
            .push((format!("macro_rules! {name}"), tokens.line(start)));
        into.definitions.insert(name, Definition::Value);
        return;
    }
    let name = tokens.name(mark - 1).unwrap_or_default();
    into.code.push((format!("{name}!"), tokens.line(start)));
    let words = (mark..end).filter_map(|index| tokens.name(index));
    into.generated.extend(words);
}

fn definition(tokens: Tokens<'_, '_>, start: usize, end: usize, into: &mut Syntax) {
    let keyword = tokens.keyword(start);
    let kind = match keyword.as_str() {
        "struct" | "enum" | "union" | "type" => Some(Definition::Type),
        "trait" => Some(Definition::Trait),
        "fn" | "const" | "static" => Some(Definition::Value),
        _ => None,
    };
    let at = (start..end).find(|index| tokens.is(*index, &keyword));
    let name_at = at.map(|at| at + 1 + usize::from(tokens.is(at + 1, "mut")));
    let name = name_at.and_then(|at| tokens.name(at));
    let label = match (&name, kind) {
        (Some(name), Some(_)) => format!("{keyword} {name}"),
        _ => tokens.name(start).unwrap_or_default(),
    };
    into.code.push((label, tokens.line(start)));
    if let (Some(name), Some(kind)) = (name, kind) {
        into.definitions.insert(name, kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_and_definitions() {
        let source = "
            pub mod a; mod b { pub(super) mod c; pub enum D { E } }
            pub(crate) async fn f() {} pub const fn g() {} const H: u8 = 1; static mut I: u8 = 1;
            pub unsafe extern \"C\" fn j() {} union K { l: u8 } pub trait M {} type N = u8;
            ids! { /// Doc.
                PlaceId; }
            macro_rules! o { () => {} }
        ";
        let syntax = read(source);
        assert_eq!(syntax.declared, [("a".to_owned(), 2)]);
        let (name, _, inline) = &syntax.inline[0];
        assert_eq!((name.as_str(), inline.declared.len()), ("b", 1));
        assert_eq!(inline.definitions["D"], Definition::Type);
        let names: Vec<&str> = syntax.definitions.keys().map(String::as_str).collect();
        assert_eq!(names, ["H", "I", "K", "M", "N", "f", "g", "j", "o"]);
        assert!(syntax.generated.contains("PlaceId"));
        let code: Vec<&str> = syntax
            .code
            .iter()
            .map(|(label, _)| label.as_str())
            .collect();
        assert_eq!(
            code,
            [
                "fn f",
                "fn g",
                "const H",
                "static I",
                "fn j",
                "union K",
                "trait M",
                "type N",
                "ids!",
                "macro_rules! o"
            ]
        );
    }
}
