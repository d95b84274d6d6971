//! Names of units and streets, made of syllables that mean landscape and are nobody's name.

use civic::Text;

use crate::digits::Shuffled;
use crate::random::Random;

/// A character, and how it is read.
const SYLLABLES: [(&str, &str); 40] = [
    ("岚", "lan"),
    ("溪", "xi"),
    ("枫", "feng"),
    ("桐", "tong"),
    ("榆", "yu"),
    ("芦", "lu"),
    ("苇", "wei"),
    ("澄", "cheng"),
    ("霁", "ji"),
    ("澜", "lan"),
    ("汐", "xi"),
    ("岫", "xiu"),
    ("峦", "luan"),
    ("坪", "ping"),
    ("垣", "yuan"),
    ("浦", "pu"),
    ("洲", "zhou"),
    ("渚", "zhu"),
    ("涧", "jian"),
    ("渡", "du"),
    ("磐", "pan"),
    ("砚", "yan"),
    ("瓦", "wa"),
    ("棉", "mian"),
    ("茶", "cha"),
    ("竹", "zhu"),
    ("禾", "he"),
    ("稻", "dao"),
    ("菱", "ling"),
    ("荻", "di"),
    ("蕉", "jiao"),
    ("橘", "ju"),
    ("柚", "you"),
    ("桑", "sang"),
    ("槐", "huai"),
    ("檀", "tan"),
    ("鹭", "lu"),
    ("雁", "yan"),
    ("鹤", "he"),
    ("鲤", "li"),
];

/// How many names of three syllables there are.
const NAMES: u64 = 40 * 40 * 40;

/// The names of a city. Of those of one kind none occurs twice up to 64,000.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    order: Shuffled,
    syllables: Vec<(&'static str, &'static str)>,
}

impl Names {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::of(seed, 2, 0);
        let mut syllables = SYLLABLES.to_vec();
        for last in (1..syllables.len()).rev() {
            let other = random.below(u32::try_from(last + 1).unwrap_or(1));
            syllables.swap(last, other as usize);
        }
        Self {
            order: Shuffled::new(NAMES, &mut random),
            syllables,
        }
    }

    /// The syllables of a name; few are needed for the first 1,600.
    fn parts(&self, number: u64) -> Vec<(&'static str, &'static str)> {
        let count = self.syllables.len() as u64;
        // Names of two syllables first, in an order of the seed's.
        let (mut rest, length) = if number < count * count {
            (number * 1_003 % (count * count), 2)
        } else {
            let mut at = self.order.at(number);
            // The order has more numbers than there are names: those beyond lead back among them.
            while at >= NAMES {
                at = self.order.at(at);
            }
            (at, 3)
        };
        let mut parts = Vec::with_capacity(length);
        for _ in 0..length {
            let at = usize::try_from(rest % count).unwrap_or_default();
            parts.extend(self.syllables.get(at).copied());
            rest /= count;
        }
        parts
    }

    /// A name followed by what it is, such as 路 Road.
    pub(crate) fn name(&self, number: u64, zh: &str, en: &str) -> Text {
        let parts = self.parts(number);
        let characters: String = parts.iter().map(|(zh, _)| *zh).collect();
        Text::new(
            format!("{characters}{zh}"),
            format!("{} {en}", latin(&parts)),
        )
    }

    /// How a name is read, syllable by syllable, with how its end is read.
    pub(crate) fn pinyin(&self, number: u64, end: &str) -> String {
        let mut read: Vec<&str> = self.parts(number).iter().map(|(_, read)| *read).collect();
        read.push(end);
        read.join(" ")
    }

    /// A name in Latin letters without anything else.
    pub(crate) fn slug(&self, number: u64) -> String {
        self.parts(number).iter().map(|(_, read)| *read).collect()
    }
}

/// `Lanxi`.
fn latin(parts: &[(&str, &str)]) -> String {
    let joined: String = parts.iter().map(|(_, read)| *read).collect();
    let mut letters = joined.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_name_occurs_twice() {
        for seed in 0..5 {
            let names = Names::new(seed);
            let all: BTreeSet<String> = (0..20_000)
                .map(|n| names.name(n, "路", "Road").zh)
                .collect();
            assert_eq!(all.len(), 20_000);
        }
        assert_ne!(Names::new(1).slug(0), Names::new(2).slug(0));
    }
}
