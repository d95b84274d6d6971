//! Finds the imports and paths in code. It does not parse expressions: it looks only for `use` and
//! for words separated by `::`.

use super::attributes::{attribute, group_end};
use super::extent::Tokens;
use super::syntax::{PathInCode, Syntax, Use};
use super::use_tree;

/// Reads the code from `at` to `end`, skipping test-only items.
pub(super) fn read(tokens: Tokens<'_, '_>, at: usize, end: usize, into: &mut Syntax) {
    let mut at = at;
    while at < end {
        at = next(tokens, at, end, into).max(at + 1);
    }
}

fn next(tokens: Tokens<'_, '_>, at: usize, end: usize, into: &mut Syntax) -> usize {
    if let Some(attribute) = attribute(tokens.0, at) {
        if attribute.is_test_only() {
            let item = tokens.after_attributes(attribute.end);
            return tokens.item_end(item, end);
        }
        let first = at + 2 + usize::from(tokens.is(at + 1, "!"));
        if !tokens.is(first, "cfg") && !tokens.is(first, "cfg_attr") {
            read(tokens, first, attribute.end - 1, into);
        }
        return attribute.end;
    }
    if tokens.is(at, "macro_rules") && tokens.is(at + 1, "!") {
        let body_end = group_end(tokens.0, at + 3);
        macro_body(tokens, at + 3, body_end, into);
        return body_end;
    }
    // `use<'a>` captures lifetimes.
    if tokens.is(at, "use") && !tokens.is(at + 1, "<") {
        let (leaves, end) = use_tree::read(tokens.0, at + 1);
        into.uses.extend(leaves.into_iter().map(|leaf| Use {
            leaf,
            public: false,
        }));
        return end;
    }
    match tokens.name(at) {
        Some(name) if !is_member(tokens, at) => word(tokens, at, name, into),
        _ => at + 1,
    }
}

/// Whether the word at `at` follows a dot, but not `..`.
fn is_member(tokens: Tokens<'_, '_>, at: usize) -> bool {
    let dot_before = |at: usize| at > 0 && tokens.is(at - 1, ".");
    dot_before(at) && !dot_before(at - 1)
}

/// A word in code: the path that starts with it, or the word alone.
fn word(tokens: Tokens<'_, '_>, at: usize, name: String, into: &mut Syntax) -> usize {
    let line = tokens.line(at);
    let qualified = at > 0 && tokens.is(at - 1, "::");
    let (mut segments, mut index) = (vec![name.clone()], at + 1);
    while tokens.is(index, "::") && !BEFORE_PATHS.contains(&name.as_str()) {
        let Some(segment) = tokens.name(index + 1) else {
            break;
        };
        segments.push(segment);
        index += 2;
    }
    if qualified {
        // `<T as Trait>::name` is resolved by type, not by path.
        if at > 1 && tokens.is(at - 2, ">") {
            return index;
        }
        segments.insert(0, String::new());
    }
    if segments.len() > 1 {
        into.paths.push(PathInCode { segments, line });
    } else if tokens.is(index, "(")
        && tokens.is(index + 1, ")")
        && !tokens.is(at.wrapping_sub(1), "fn")
    {
        into.bare_calls.entry(name.clone()).or_insert(line);
    }
    if !qualified && !tokens.is(at + 1, ":") {
        into.words.insert(name);
    }
    index
}

/// The body of a macro expands at its callers, but `$crate::…` names its own crate.
fn macro_body(tokens: Tokens<'_, '_>, at: usize, end: usize, into: &mut Syntax) {
    for index in at..end {
        if tokens.is(index, "$") && tokens.is(index + 1, "crate") && tokens.is(index + 2, "::") {
            word(tokens, index + 1, "crate".to_owned(), into);
        }
    }
}

/// Keywords that may precede `::name`, a path from a crate.
const BEFORE_PATHS: [&str; 12] = [
    "as", "dyn", "else", "for", "if", "impl", "in", "match", "mut", "return", "where", "while",
];

#[cfg(test)]
mod tests {
    use super::super::items::read;

    fn uses(source: &str) -> Vec<String> {
        let uses = read(source).uses;
        uses.iter().map(|u| u.leaf.path.join("::")).collect()
    }

    fn paths(source: &str) -> Vec<String> {
        let paths = read(source).paths;
        paths.iter().map(|path| path.segments.join("::")).collect()
    }

    #[test]
    fn strings_comments_and_macro_bodies_are_not_imports() {
        let source = r##"
            //! use crate::a::A;
            /* use crate::b::B; crate::b::go(); */
            const TEXT: &str = "use crate::c::C; crate::c::go()";
            const RAW: &str = r#"crate::d::go() " use crate::d::D;"#;
            macro_rules! make { ($x:ident) => { use crate::e::E; f::go(); $crate::g::go::<u8>(); } }
        "##;
        assert_eq!(uses(source), Vec::<String>::new());
        assert_eq!(paths(source), ["crate::g::go"]);
    }

    #[test]
    fn imports_in_function_bodies() {
        let source = "fn f() { use super::a; if true { use b::{c, d}; } } impl X { fn g() -> impl Y + use<> { use e::f; } }";
        assert_eq!(uses(source), ["super::a", "b::c", "b::d", "e::f"]);
    }

    #[test]
    fn paths_in_every_position() {
        let source = "
            #[derive(a::A)] pub struct S<T: b::B> { pub(crate) f: c::C<d::D>, }
            impl e::E for S { fn f(&self) -> f::F { vec![g::go()]; self.x::<h::H>(); <i::I as J>::no::no() } }
            static X: &[k::K] = &[k::K { l: m::N::<u8>::new() }];
            fn o() -> impl ::p::P { view! { <div on:click=q::go /> }; S { ..r::go() }; a.s::<t::T>() }
        ";
        let expected = [
            "a::A", "b::B", "c::C", "d::D", "e::E", "f::F", "g::go", "h::H", "i::I", "k::K",
            "k::K", "m::N", "::p::P", "q::go", "r::go", "t::T",
        ];
        assert_eq!(paths(source), expected);
    }

    #[test]
    fn test_only_code_is_skipped() {
        let source = "
            #[cfg(test)] use crate::a::A;
            #[cfg(test)] mod tests;
            #[cfg(test)] mod more { use crate::b::B; }
            #[cfg(all(test, unix))] #[derive(Debug)] pub(crate) const X: [u8; 2] = { crate::c::go(); [1, 2] };
            struct S { #[cfg(test)] a: crate::d::D, b: e::E }
            fn f() { #[cfg(test)] crate::g::go(); h::go(); }
            impl S { /// Doc.
                #[test] fn t<A, B>() { i::go() } fn u() { j::go() } }
        ";
        assert_eq!(uses(source), Vec::<String>::new());
        assert_eq!(paths(source), ["e::E", "h::go", "j::go"]);
        assert!(read(source).declared.is_empty());
        assert!(paths("#![cfg(test)] fn f() { a::b() }").is_empty());
    }

    #[test]
    fn bare_calls_are_neither_methods_nor_definitions() {
        let syntax =
            read("fn window() {} fn f() { a.document(); document(1); b::document(); go(); }");
        assert_eq!(syntax.bare_calls.keys().collect::<Vec<_>>(), ["go"]);
    }
}
