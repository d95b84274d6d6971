//! What a query may also be: the same with a word of the city's synonyms in place of another.

/// The most other wordings of a query that are searched for.
const MAX_OTHERS: usize = 16;

/// A folded query and its other wordings, by the rows of words that mean the same.
pub fn wordings(query: &str, synonyms: &[Vec<String>]) -> Vec<String> {
    let mut all = vec![query.to_owned()];
    all.extend(others(query, synonyms));
    all
}

/// The other wordings of a folded query, by the rows of words that mean the same.
pub(super) fn others(query: &str, synonyms: &[Vec<String>]) -> Vec<String> {
    let mut others: Vec<String> = Vec::new();
    for row in synonyms {
        for word in row {
            let Some((before, after)) = around(query, word) else {
                continue;
            };
            for other in row.iter().filter(|other| *other != word) {
                // A space keeps the words of two languages apart.
                let wording = format!("{before} {other} {after}");
                let joined = format!("{before}{other}{after}");
                let is_latin = other.is_ascii() || word.is_ascii();
                let wording = if is_latin { wording } else { joined };
                // What it already says in full is not said again.
                let is_said = other.contains(word.as_str()) && query.contains(other.as_str());
                if !is_said && !others.contains(&wording) {
                    others.push(wording);
                }
            }
        }
    }
    others.truncate(MAX_OTHERS);
    others
}

/// What stands before and after a word in a query; `None` if it is not there, or is a part of another
/// Latin word.
fn around<'a>(query: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let (before, after) = query.split_once(word)?;
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let cut_before = joins(before.chars().last()) && joins(word.chars().next());
    let cut_after = joins(after.chars().next()) && joins(word.chars().last());
    (!word.is_empty() && !cut_before && !cut_after).then_some((before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        let row = |row: &&[&str]| row.iter().map(|word| (*word).to_owned()).collect();
        rows.iter().map(row).collect()
    }

    #[test]
    fn a_word_is_replaced_by_each_of_its_synonyms() {
        let synonyms = rows(&[&["噪音", "噪声", "noise"], &["油烟", "餐饮油烟"]]);
        assert_eq!(others("噪音扰民", &synonyms), ["噪声扰民", " noise 扰民"]);
        assert_eq!(
            others("night noise", &synonyms),
            ["night  噪音 ", "night  噪声 "]
        );
        assert_eq!(others("餐饮油烟治理", &synonyms), ["油烟治理"]);
        assert_eq!(others("巡查", &synonyms), [] as [&str; 0]);
    }

    #[test]
    fn a_part_of_a_latin_word_is_not_the_word() {
        let synonyms = rows(&[&["art", "艺术"], &["", "空"]]);
        assert_eq!(others("party", &synonyms), [] as [&str; 0]);
        assert_eq!(others("art", &synonyms), [" 艺术 "]);
    }

    #[test]
    fn there_are_never_too_many() {
        let row: Vec<String> = (0..100).map(|n| format!("词{n}")).collect();
        assert_eq!(others("词7 词8", &[row]).len(), MAX_OTHERS);
    }
}
