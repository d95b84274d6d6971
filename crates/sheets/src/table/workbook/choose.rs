//! Which worksheet of a workbook is read.

use super::refusal::Refusal;
use super::worksheet::Worksheet;
use crate::grammar::fold;

/// A workbook of either format.
pub(super) trait Workbook {
    fn entries(&self) -> Vec<Entry>;

    /// Reads one worksheet, by its place among the entries; once.
    fn worksheet(&mut self, index: usize) -> Result<Worksheet, Refusal>;
}

/// A worksheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) holds_something: bool,
}

/// The name that the worksheet of a file has, where there is more than one.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The worksheet that has the file's name, or the only one that a person sees something in.
pub(super) fn choose(file: &str, entries: &[Entry]) -> Result<usize, Refusal> {
    let stem = stem(file);
    let filled = || {
        entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.holds_something)
    };
    let is_named = |entry: &Entry| fold(&entry.name).to_lowercase() == fold(stem).to_lowercase();
    if let Some((index, _)) = filled().find(|(_, entry)| is_named(entry)) {
        return Ok(index);
    }
    let mut visible = filled().filter(|(_, entry)| !entry.hidden);
    let mut hidden = filled().filter(|(_, entry)| entry.hidden);
    // An empty worksheet of the right name makes it unclear where the rows went.
    let is_name_taken = entries.iter().any(is_named);
    match (visible.next(), visible.next(), hidden.next(), hidden.next()) {
        (None, _, None, _) => Err(Refusal::Empty),
        (Some((index, _)), None, _, _) | (None, _, Some((index, _)), None) if !is_name_taken => {
            Ok(index)
        }
        _ => Err(Refusal::Unclear {
            names: filled().map(|(_, entry)| entry.name.clone()).collect(),
            stem: stem.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, hidden: bool, holds_something: bool) -> Entry {
        Entry {
            name: name.to_owned(),
            hidden,
            holds_something,
        }
    }

    #[test]
    fn the_worksheet_with_the_files_name_is_read_or_the_only_one() {
        let choice = |entries: &[(&str, bool, bool)]| {
            let entries: Vec<Entry> = entries
                .iter()
                .map(|(name, hidden, filled)| entry(name, *hidden, *filled))
                .collect();
            choose("规则.xlsx", &entries)
        };
        let (shown, hidden) = (false, true);
        assert_eq!(choice(&[("Sheet1", shown, true)]), Ok(0));
        assert_eq!(
            choice(&[("Sheet1", shown, false), ("Sheet2", shown, true)]),
            Ok(1)
        );
        assert_eq!(
            choice(&[("旧", shown, true), (" 规则 ", shown, true)]),
            Ok(1)
        );
        assert_eq!(
            choice(&[("名单", hidden, true), ("Sheet1", shown, true)]),
            Ok(1)
        );
        assert_eq!(choice(&[("规则", hidden, true)]), Ok(0));
        assert_eq!(choice(&[("Sheet1", shown, false)]), Err(Refusal::Empty));
        assert_eq!(choice(&[]), Err(Refusal::Empty));
        let unclear = |names: &[&str]| {
            Err(Refusal::Unclear {
                names: names.iter().map(|n| (*n).to_owned()).collect(),
                stem: "规则".to_owned(),
            })
        };
        assert_eq!(
            choice(&[("甲", shown, true), ("乙", shown, true)]),
            unclear(&["甲", "乙"])
        );
        assert_eq!(
            choice(&[("规则", shown, false), ("乙", shown, true)]),
            unclear(&["乙"])
        );
    }
}
