//! Folds what is indexed: the same name in another case, width or form of a character is found.

use civic::places::PlaceSummary;
use civic::search;
use unicode_normalization::UnicodeNormalization as _;

/// A text in NFKC and without case, as the browser folds what is typed. Upper case comes first: it
/// unites letters such as ß and ss, which lower case keeps apart.
pub fn folded(text: &str) -> String {
    text.nfkc()
        .collect::<String>()
        .to_uppercase()
        .to_lowercase()
}

/// Adds the folded names, if the search would not find the place without them.
pub(crate) fn summary(mut summary: PlaceSummary) -> PlaceSummary {
    let own = [&summary.name.zh, &summary.name.en, &summary.section.zh];
    let names: Vec<&String> = own.into_iter().chain(&summary.aliases).collect();
    let all: Vec<String> = names.iter().map(|name| folded(name)).collect();
    let differs =
        |(name, folded): (&&String, &String)| search::folded(name) != search::folded(folded);
    if names.iter().zip(&all).any(differs) {
        summary.folded = all;
    }
    summary
}
