//! Lists in both languages: the English items in the order of the Chinese.

use check::columns::ColumnPair;
use civic::Text;

use crate::grammar::CellError;
use crate::table::RowReader;

/// The items of a list, each with its English; empty where the English cell is. An English cell
/// with another number of items is refused: which of them belongs to which is not known.
pub(crate) fn paired<T>(
    row: &mut RowReader<'_>,
    columns: ColumnPair,
    grammar: impl Fn(&str) -> Result<Vec<T>, CellError>,
) -> Vec<(T, String)> {
    let items = row.read(columns.zh, grammar);
    if items.is_none() && !row.raw(columns.zh).is_empty() {
        // It was refused, so that there is nothing to pair.
        return Vec::new();
    }
    let items = items.unwrap_or_default();
    let english = row.list(columns.en);
    let (wanted, found) = (items.len(), english.len());
    if found != 0 && found != wanted {
        let zh = columns.zh.zh;
        let error = CellError {
            what: Text::new(
                format!(
                    "“{zh}”有 {wanted} 项，英文有 {found} 项，对不上；每项写一条英文，或者整格留空"
                ),
                format!(
                    "{zh} has {wanted} items and its English {found}, so that they do not pair; write one for each, or leave the cell empty"
                ),
            ),
            example: "甲；乙 → A; B",
        };
        row.refuse_as("list_unpaired", columns.en, &error);
    }
    let english = english.into_iter().chain(std::iter::repeat(String::new()));
    items.into_iter().zip(english).collect()
}
