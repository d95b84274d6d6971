//! Where sentences begin and end.
//!
//! `。`, `；`, `！`, `？` and a line's end do it. A line's end inside a wrapped paragraph does not:
//! the line is long, breaks off without a mark, and what follows is neither indented nor numbered.

use super::span::Span;

/// The longest sentence, in characters: a longer one is cut, at a comma where there is one, so that
/// the work a sentence makes is bounded.
const MAX_SENTENCE: usize = 400;

/// The shortest line that may be a wrapped one.
const WRAPPED: usize = 24;

/// Words in which a title or heading ends; a line that ends so is not wrapped.
const TITLE_ENDS: &[&str] = &[
    "通知", "意见", "方案", "办法", "规定", "函", "决定", "通报", "公告", "细则", "要点", "规则",
];

/// The sentences of a text, in order; what lies between them is white space.
pub(crate) fn sentences(text: &str) -> Vec<Span> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut spans = Vec::new();
    let mut start = 0;
    let mut line = 0;
    let mut at = 0;
    let mut comma = None;
    while let Some(&(_, c)) = chars.get(at) {
        let next = at + 1;
        match c {
            '。' | '；' | '！' | '？' | ';' | '!' | '?' => {
                let mut end = next;
                while chars
                    .get(end)
                    .is_some_and(|(_, c)| matches!(c, '”' | '’' | '）' | ')' | '》' | '」'))
                {
                    end += 1;
                }
                push(&chars, text, start, end, &mut spans);
                (start, at, comma) = (end, end, None);
                continue;
            }
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                let second = c == '\n'
                    && at
                        .checked_sub(1)
                        .and_then(|at| chars.get(at))
                        .is_some_and(|(_, c)| *c == '\r');
                if !second && !is_wrapped(&chars, line, at) {
                    push(&chars, text, start, at, &mut spans);
                    (start, comma) = (next, None);
                }
                line = next;
            }
            '，' | '、' | ',' => comma = Some(next),
            _ => {}
        }
        if next - start >= MAX_SENTENCE {
            let end = comma.unwrap_or(next);
            push(&chars, text, start, end, &mut spans);
            (start, comma) = (end, None);
        }
        at = next;
    }
    push(&chars, text, start, chars.len(), &mut spans);
    spans
}

/// Adds the span from `start` to `end`, in characters, without the white space around it.
fn push(chars: &[(usize, char)], text: &str, start: usize, end: usize, spans: &mut Vec<Span>) {
    let Some(range) = chars.get(start..end) else {
        return;
    };
    let Some(first) = range.iter().position(|(_, c)| !is_blank(*c)) else {
        return;
    };
    let Some(last) = range.iter().rposition(|(_, c)| !is_blank(*c)) else {
        return;
    };
    let byte = |at: usize| chars.get(at).map_or(text.len(), |(byte, _)| *byte);
    spans.push(Span {
        start: byte(start + first),
        end: byte(start + last + 1),
    });
}

/// White space, and the marks of width or order that paste brings along.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Returns `true` if the line from `line` to the end at `at` goes on in the next.
fn is_wrapped(chars: &[(usize, char)], line: usize, at: usize) -> bool {
    // A wrapped line has a bounded length, so a look at its end and the next one's start is enough.
    if at - line < WRAPPED {
        return false;
    }
    let Some(last) = at.checked_sub(1).and_then(|at| chars.get(at)) else {
        return false;
    };
    if !(last.1.is_alphanumeric() || matches!(last.1, '，' | '、' | ',')) {
        return false;
    }
    let tail: String = chars
        .get(at.saturating_sub(2)..at)
        .unwrap_or_default()
        .iter()
        .map(|(_, c)| *c)
        .collect();
    if TITLE_ENDS.iter().any(|end| tail.ends_with(end)) {
        return false;
    }
    let mut next = at + 1;
    if chars.get(at).is_some_and(|(_, c)| *c == '\r')
        && chars.get(next).is_some_and(|(_, c)| *c == '\n')
    {
        next += 1;
    }
    let after = |offset: usize| chars.get(next + offset).map(|(_, c)| *c);
    // Neither indented nor numbered.
    let goes_on = |c: char| c != '第' && (c.is_alphanumeric() || matches!(c, '“' | '《'));
    match after(0) {
        Some(c) if c.is_ascii_digit() => !matches!(after(1), Some('.' | '．' | '、')),
        Some(c) => goes_on(c) && after(1) != Some('、'),
        None => false,
    }
}
