//! How Chinese characters are read, so that a browser needs no table of them.

use ::pinyin::{ToPinyin as _, ToPinyinMulti as _};

/// The most readings of a character that are indexed; the rest are those of dictionaries alone.
const MAX_READINGS: usize = 4;

/// The readings of a character in letters without tones, the usual one first; none of what is not
/// Chinese. Which one a word has is not told apart: a title is found by each, so that 调解 is found by
/// `tiaojie` and 调查 by `diaocha`, and by `diaojie` and `tiaocha`, too. ü is written `v`.
pub(crate) fn readings(c: char) -> Vec<String> {
    let usual = c.to_pinyin().map(::pinyin::Pinyin::plain);
    let all = c.to_pinyin_multi();
    let all = all.into_iter().flatten().map(::pinyin::Pinyin::plain);
    let mut readings: Vec<String> = Vec::new();
    for reading in usual.into_iter().chain(all) {
        let typed: String = reading
            .chars()
            .map(|c| if c == 'ü' { 'v' } else { c })
            .collect();
        if typed.bytes().all(|b| b.is_ascii_lowercase()) && !readings.contains(&typed) {
            readings.push(typed);
        }
    }
    readings.truncate(MAX_READINGS);
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters of duty lists that are read in more than one way.
    #[test]
    fn each_reading_of_a_character_is_there() {
        for (c, expected) in [
            ('调', ["diao", "tiao"]),
            ('行', ["xing", "hang"]),
            ('重', ["zhong", "chong"]),
            ('长', ["chang", "zhang"]),
            ('乐', ["le", "yue"]),
            ('车', ["che", "ju"]),
            ('率', ["lv", "shuai"]),
        ] {
            let readings = readings(c);
            let missing = expected
                .iter()
                .filter(|one| !readings.iter().any(|r| r == *one));
            assert_eq!(missing.count(), 0, "{c}: {readings:?}");
        }
    }

    #[test]
    fn the_usual_reading_comes_first_and_others_are_few() {
        for (c, usual) in [('摊', "tan"), ('点', "dian"), ('处', "chu"), ('绿', "lv")] {
            let readings = readings(c);
            assert_eq!(readings.first().map(String::as_str), Some(usual));
            assert!(readings.len() <= MAX_READINGS);
        }
        assert_eq!(readings('a'), [] as [&str; 0]);
        assert_eq!(readings('，'), [] as [&str; 0]);
    }
}
