//! What a query is made of: where its words stand in a title, and looser queries.

use crate::search::entry::Entry;
use crate::search::text::{fold, folded, runs};

/// The most characters of a run of which looser queries are made.
const MAX_RUN: usize = 12;

/// Whether an entry says one of these wordings with every run of Chinese characters in one piece: an
/// index finds what has the pairs, which may stand apart.
pub fn says(entry: &Entry, wordings: &[String]) -> bool {
    let texts = [&entry.title, &entry.lead, &entry.unit_duty];
    let texts = texts.map(|text| folded(&text.zh));
    let mut wordings = wordings.iter();
    wordings.any(|wording| {
        let mut phrases = runs(wording).filter(|run| run.chinese);
        phrases.all(|phrase| texts.iter().any(|text| text.contains(&phrase.text)))
    })
}

/// A title in pieces, those that the query named marked.
pub fn marked<'a>(title: &'a str, query: &str) -> Vec<(&'a str, bool)> {
    let starts: Vec<(usize, char)> = title.char_indices().map(|(at, c)| (at, fold(c))).collect();
    let mut named = vec![false; starts.len()];
    for run in runs(query) {
        let wanted: Vec<char> = run.text.chars().map(fold).collect();
        for (at, window) in starts.windows(wanted.len().max(1)).enumerate() {
            if window.iter().map(|(_, c)| c).eq(&wanted) {
                let found = named.iter_mut().skip(at).take(wanted.len());
                found.for_each(|named| *named = true);
            }
        }
    }
    let mut pieces = Vec::new();
    let mut from = 0;
    for (i, is_named) in named.iter().enumerate() {
        if named.get(i + 1) == Some(is_named) {
            continue;
        }
        let until = starts.get(i + 1).map_or(title.len(), |(at, _)| *at);
        if let Some(piece) = title.get(from..until) {
            pieces.push((piece, *is_named));
        }
        from = until;
    }
    pieces
}

/// Queries that ask for less than this one, the most alike first: each of its words; of a single run
/// of characters its beginnings and its ends.
pub fn looser(query: &str) -> Vec<String> {
    let runs: Vec<_> = runs(query).collect();
    let mut looser: Vec<String> = Vec::new();
    match runs.as_slice() {
        [run] if run.chinese => {
            let chars: Vec<char> = run.text.chars().take(MAX_RUN).collect();
            for length in (2..chars.len()).rev() {
                for part in [chars.get(..length), chars.get(chars.len() - length..)] {
                    looser.extend(part.map(|part| part.iter().collect::<String>()));
                }
            }
        }
        [_] => {}
        several => looser.extend(several.iter().map(|run| run.text.clone())),
    }
    looser.dedup();
    looser
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_is_marked_as_it_is_written() {
        assert_eq!(
            marked("主干道占道经营巡查", "巡查"),
            [("主干道占道经营", false), ("巡查", true)]
        );
        assert_eq!(
            marked("Keeping Fire lanes", "ｆire lane"),
            [
                ("Keeping ", false),
                ("Fire", true),
                (" ", false),
                ("lane", true),
                ("s", false)
            ]
        );
        assert_eq!(marked("巡查巡查", "巡查"), [("巡查巡查", true)]);
        assert_eq!(marked("巡", "巡查"), [("巡", false)]);
        assert_eq!(marked("巡", " "), [("巡", false)]);
        assert_eq!(marked("", "巡查"), []);
    }

    #[test]
    fn looser_queries_ask_for_a_part() {
        assert_eq!(looser("摊贩打分"), ["摊贩打", "贩打分", "摊贩", "打分"]);
        assert_eq!(looser("巡查 报表"), ["巡查", "报表"]);
        assert_eq!(looser("巡查"), [] as [&str; 0]);
        assert_eq!(looser("patrol"), [] as [&str; 0]);
        assert!(looser(&"字".repeat(500)).len() <= 2 * MAX_RUN);
    }
}
