//! The index of what older cases say.

use std::collections::{BTreeMap, BTreeSet};

use civic::cases::Month;
use civic::cases::register::{CaseEntry, file_of, line, parts};
use civic::published::name;

use crate::file_set::{Sink, put};
use crate::fold::folded;

/// The cases of the latest year and of so many before it are searched in their lists: 36 months at the most.
const YEARS_READ: i32 = 2;
/// About how many bytes of JSON a file of the index has.
const FILE_BYTES: usize = 48_000;

/// What the index covers, and in how many files.
#[derive(Clone, Copy)]
pub(super) struct Index {
    /// The last year in it.
    pub(super) until: i32,
    pub(super) files: u32,
}

/// Makes the index of all whole years whose lists a search does not read; `None` where there are none.
pub(super) fn words<S: Sink>(
    files: &mut S,
    months: &BTreeMap<Month, Vec<&CaseEntry>>,
) -> Result<Option<Index>, S::Error> {
    let Some((latest, _)) = months.last_key_value() else {
        return Ok(None);
    };
    let until = latest.year() - YEARS_READ - 1;
    let indexed: Vec<(&Month, &Vec<&CaseEntry>)> = months
        .iter()
        .take_while(|(month, _)| month.year() <= until)
        .collect();
    if indexed.is_empty() {
        return Ok(None);
    }
    let mut all: BTreeMap<String, BTreeSet<Month>> = BTreeMap::new();
    for (month, entries) in indexed {
        let texts = entries.iter().flat_map(|entry| entry.texts());
        for part in texts.flat_map(|text| parts(&folded(&text))) {
            all.entry(part).or_default().insert(*month);
        }
    }
    let lines: Vec<(String, String)> = all
        .into_iter()
        .map(|(part, months)| {
            let line = line(&part, months);
            (part, line)
        })
        .collect();
    let bytes: usize = lines.iter().map(|(_, line)| line.len()).sum();
    let count = bytes.div_ceil(FILE_BYTES).next_power_of_two();
    let count = u32::try_from(count).unwrap_or(1);
    let mut made: BTreeMap<u32, Vec<String>> = (0..count).map(|n| (n, Vec::new())).collect();
    for (part, line) in lines {
        made.entry(file_of(&part, count)).or_default().push(line);
    }
    for (n, lines) in made {
        put(
            files,
            format!("{}{n}", name::CASE_WORDS_DIR),
            &lines.join("\n"),
        )?;
    }
    Ok(Some(Index {
        until,
        files: count,
    }))
}
