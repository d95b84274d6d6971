//! What parts the two ends of a span.

pub(super) const DASHES: &[char] = &['-', '~', '～', '–', '—', '至', '到'];

/// Splits `a-b`, `a～b`, `a至b` once.
pub(super) fn span_of<'a>(text: &'a str, marks: &[char]) -> Option<(&'a str, &'a str)> {
    let at = text.find(|c| marks.contains(&c))?;
    let mark = text[at..].chars().next()?;
    Some((text[..at].trim(), text[at + mark.len_utf8()..].trim()))
}
