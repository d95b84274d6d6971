//! Exports the routes as JSON for the service worker and the browser tests.
//!
//! `routes.json` next to the crate's `Cargo.toml` is the output of [`patterns_json`]; a test keeps
//! it up to date. A path is a page if its non-empty segments, without the language prefix, match a
//! pattern:
//!
//! ```js
//! const isPage = (path) => {
//!   const segments = path.split("/").filter(Boolean);
//!   if (routes.prefixes.includes(segments[0])) segments.shift();
//!   return routes.pages.some(
//!     ({ segments: shape }) =>
//!       shape.length === segments.length && shape.every((s, i) => s === "*" || s === segments[i]),
//!   );
//! };
//! ```

use crate::portal::{LANGUAGES, Page, prefix};
use crate::{api, files, tree};

/// The routes as a JSON object, with a trailing newline:
///
/// - `prefixes`: the first path segments of the languages that are not at the root;
/// - `pages`: `name` and `segments` of every page, `*` for any segment;
/// - `api`: the patterns of the server's handlers;
/// - `reserved`: the prefixes of paths that are never a page, whether or not a handler exists;
/// - `tree`: `root`, `manifest` and `hashed`, the prefix of files named by `hashDigits`
///   digits of their SHA-256;
/// - `files`: the portal's files with fixed names; `uncached`: those that the service worker does
///   not cache;
/// - `cacheList`: the URL at which the portal tells the service worker what to cache.
pub fn patterns_json() -> String {
    let pages = Page::PATTERNS.iter().map(|pattern| {
        let name = string(pattern.name);
        let segments = strings(pattern.segments);
        format!("\n    {{ \"name\": {name}, \"segments\": {segments} }}")
    });
    let prefixes: Vec<&str> = LANGUAGES.into_iter().filter_map(prefix).collect();
    let tree = [
        ("root", string(tree::ROOT)),
        ("manifest", string(&tree::url(tree::MANIFEST))),
        (
            "hashed",
            string(&tree::url(&format!("{}/", tree::HASHED_FOLDER))),
        ),
        ("hashDigits", tree::HASH_DIGITS.to_string()),
    ];
    let tree = tree.map(|(key, value)| format!("{}: {value}", string(key)));
    let members = [
        ("prefixes", strings(&prefixes)),
        (
            "pages",
            format!("[{}\n  ]", pages.collect::<Vec<_>>().join(",")),
        ),
        ("api", strings(&api::PATTERNS)),
        (
            "reserved",
            strings(&[tree::ROOT, api::OPEN311, api::HEALTH]),
        ),
        ("tree", format!("{{ {} }}", tree.join(", "))),
        ("files", strings(&files::FIXED)),
        ("uncached", strings(&files::UNCACHED)),
        ("cacheList", string(files::CACHE_LIST)),
    ];
    let members = members.map(|(key, value)| format!("\n  {}: {value}", string(key)));
    format!("{{{}\n}}\n", members.join(","))
}

fn strings(texts: &[&str]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| string(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A JSON string (RFC 8259 §7).
fn string(text: &str) -> String {
    let mut out = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            c if c.is_control() => out.extend(format!("\\u{:04x}", u32::from(c)).chars()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
