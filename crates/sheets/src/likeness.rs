//! How like two short names are.

use std::collections::BTreeMap;

/// The share of neighbouring pairs of characters that two names have in common (Sørensen and
/// Dice): 1 for the same name, 0 for none. `strsim` counts bytes for the length, which makes
/// Chinese names unlike.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    let (of_a, of_b) = (pairs(a), pairs(b));
    let all: u32 = of_a.values().chain(of_b.values()).sum();
    if all == 0 {
        return if a == b { 1.0 } else { 0.0 };
    }
    let shared: u32 = of_a
        .iter()
        .filter_map(|(pair, count)| Some((*count).min(*of_b.get(pair)?)))
        .sum();
    f64::from(2 * shared) / f64::from(all)
}

fn pairs(text: &str) -> BTreeMap<(char, char), u32> {
    let mut pairs = BTreeMap::new();
    for pair in text.chars().zip(text.chars().skip(1)) {
        *pairs.entry(pair).or_default() += 1;
    }
    pairs
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_compared_character_by_character() {
        let near = |a, b, likeness: f64| (super::likeness(a, b) - likeness).abs() < 1e-9;
        assert!(near("时段", "时段", 1.0) && near("规", "规", 1.0));
        assert!(near("时段", "季节", 0.0) && near("", "季节", 0.0));
        assert!(near("日期的类型", "日期类型", 4.0 / 7.0));
        assert!(near("aaaa", "aa", 0.5));
    }
}
