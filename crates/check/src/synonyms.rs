//! Synonyms: a row says two words or more, and no word is in two rows.

use std::collections::BTreeMap;

use super::checker::{Check, cell, message};
use crate::columns;

pub(crate) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    let mut rows: BTreeMap<&str, u32> = BTreeMap::new();
    for row in &sources.synonyms {
        let mut words: Vec<&str> = row.value.words.iter().map(String::as_str).collect();
        words.sort_unstable();
        words.dedup();
        if let [word] = words.as_slice() {
            check.warn(
                "synonym_alone",
                cell(row, columns::synonyms::WORDS),
                word,
                message(
                    format!("“{word}”没有别的说法，这一行不起作用"),
                    format!("{word} has no other word beside it, so the row does nothing"),
                    "写上同一件事的另一个说法，例如“噪音；噪声”，或者删去这一行",
                    "Add another word for the same, such as 噪音；噪声, or delete the row",
                ),
            );
        }
        for word in words {
            let here = row.location.row;
            let first = *rows.entry(word).or_insert(here);
            if first != here {
                check.warn(
                    "synonym_twice",
                    cell(row, columns::synonyms::WORDS),
                    word,
                    message(
                        format!("“{word}”在第 {first} 行也写了，两行的词不会互相找到"),
                        format!("{word} is in row {first}, too; the words of the two rows do not find each other"),
                        "意思相同就合成一行",
                        "Make one row of them if they mean the same",
                    ),
                );
            }
        }
    }
}
