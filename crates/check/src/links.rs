//! Links: to a page of the web, and to nothing else.

use crate::Severity;
use crate::checker::{Check, message};
use crate::texts::{self, CellText, TextKind};

/// Schemes that run what follows them, or show it as a page of the portal's own.
const RUN: [&str; 3] = ["javascript", "vbscript", "data"];

/// Schemes that are links without `//` after them.
const PLAIN: [&str; 6] = ["mailto", "file", "blob", "about", "intent", "view-source"];

pub(crate) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    texts::each(sources, &mut |cell| match cell.kind {
        TextKind::Link if !is_page(cell.text) => report(check, cell, Severity::Error, cell.text),
        TextKind::Link | TextKind::Id => {}
        TextKind::Prose => {
            if let Some((scheme, link)) = other_link(cell.text) {
                let severity = if RUN.contains(&scheme.as_str()) {
                    Severity::Error
                } else {
                    Severity::Warning
                };
                report(check, cell, severity, &link);
            }
        }
    });
}

/// True for an address of a page: `http` or `https`, a server, and nothing that ends a link.
fn is_page(link: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        let head = link.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme)
            .then(|| &link[scheme.len()..])
    });
    let ends = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '`');
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') && !rest.contains(ends)
    })
}

/// The first link in words that is not to a page of the web, and its scheme. Full-width letters,
/// capitals and invisible characters do not hide one.
fn other_link(text: &str) -> Option<(String, String)> {
    let text: String = text
        .chars()
        .filter(|c| {
            !matches!(
                c,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
            )
        })
        .filter(|c| !c.is_control())
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .collect();
    text.match_indices(':').find_map(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let in_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| in_scheme(*c))
            .last()?
            .0;
        let scheme = before[start..].to_ascii_lowercase();
        let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
        let follows = after.starts_with(|c: char| !c.is_whitespace());
        let is_link = match scheme.as_str() {
            "http" | "https" => false,
            // `data: see below` is prose.
            "data" => {
                let kind = after.split([',', ';']).next().unwrap_or_default();
                kind.contains('/') && !kind.contains(char::is_whitespace)
                    || after.starts_with([',', ';'])
            }
            other if RUN.contains(&other) => true,
            other if PLAIN.contains(&other) => follows,
            _ => named && after.starts_with("//"),
        };
        is_link.then(|| {
            let end = after.find(char::is_whitespace).unwrap_or(after.len());
            let link: String = text[start..at + 1 + end].chars().take(60).collect();
            (scheme, link)
        })
    })
}

fn report(check: &mut Check<'_>, cell: CellText<'_>, severity: Severity, link: &str) {
    check.add(
        "link_not_web",
        severity,
        cell.at(),
        link,
        message(
            format!("“{link}”不是网页地址：公布的链接只能以 https:// 或 http:// 开头"),
            format!("{link} is not the address of a page: what is published links to https:// or http:// alone"),
            "换成网页地址，例如“https://www.gov.cn/”；没有网页就删去",
            "Give the address of a page, such as https://www.gov.cn/, or take it out",
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_a_page() {
        for link in [
            "https://www.gov.cn/",
            "HTTP://example.org",
            "https://t0.example.org/{z}/{x}/{y}.png",
            "https://[::1]:8080/",
            "https://中国政府网.政务/",
        ] {
            assert!(is_page(link), "{link}");
        }
        for link in [
            "javascript:alert(1)",
            "javascript: alert(1)",
            "data:text/html,x",
            "ftp://example.org/",
            "//example.org/",
            "www.gov.cn",
            "https://",
            "https:///a",
            "https://a b",
            "https://a\"onclick=",
            "见附件",
        ] {
            assert!(!is_page(link), "{link}");
        }
    }

    #[test]
    fn a_link_in_words_is_found_however_it_is_spelt() {
        for text in [
            "点击 javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "ｊａｖａｓｃｒｉｐｔ：alert(1)",
            "java\u{200b}script:alert(1)",
            "data:text/html;base64,AA",
            "data:,x",
            "见 ftp://example.org/a",
            "weixin://dl/chat?abc",
            "mailto:a@example.org",
            "file:///C:/a.xls",
        ] {
            assert!(other_link(text).is_some(), "{text:?}");
        }
        for text in [
            "见 https://www.gov.cn/",
            "18:00-22:00",
            "Note: keep clear",
            "data: see the annex",
            "数据data:见附件 a/b",
            "时间：每日",
            "open data:2025",
            "About: the market",
        ] {
            assert_eq!(other_link(text), None, "{text:?}");
        }
    }
}
