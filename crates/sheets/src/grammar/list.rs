//! What every cell shares: its characters folded to one width, and the items of a list.

/// Full-width letters, digits and punctuation as their ASCII forms, trimmed. Chinese commas and
/// stops that separate words are kept.
pub fn fold(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' | '\u{a0}' | '\u{feff}' => ' ',
            _ => c,
        })
        .collect();
    folded.trim().to_owned()
}

/// The items of a list, separated by `；` or `;`.
pub fn list(text: &str) -> Vec<String> {
    text.split(['；', ';'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .map(str::to_owned)
        .collect()
}
