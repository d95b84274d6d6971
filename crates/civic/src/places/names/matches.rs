//! What is searched for, and how well it was met.

use crate::places::summary::PlaceSummary;

/// What a place is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Called<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// Its name in Chinese.
    pub zh: &'a str,
    /// Its name in English.
    pub en: &'a str,
    /// Pinyin of its name, syllables parted by spaces.
    pub pinyin: &'a str,
    /// Its other names.
    pub aliases: &'a [String],
    /// Which stretch 路段 it is.
    pub section: &'a str,
}

impl<'a> From<&'a PlaceSummary> for Called<'a> {
    fn from(place: &'a PlaceSummary) -> Self {
        Self {
            id: &place.id.0,
            zh: &place.name.zh,
            en: &place.name.en,
            pinyin: &place.pinyin,
            aliases: &place.aliases,
            section: &place.section.zh,
        }
    }
}

/// Which of a place's names matched, the nearest to its own name first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Its name in Chinese, or characters and pinyin of it mixed.
    Name,
    /// Pinyin 拼音.
    Pinyin,
    /// The first letters of the syllables 拼音首字母.
    Initials,
    /// Another name 别名.
    Alias,
    /// Its name in English.
    English,
    /// The stretch 路段, by itself or after the name.
    Section,
    /// Its identifier 地点编号, as a whole.
    Id,
}

/// How much of a name matched, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// All of it.
    Whole,
    /// Its beginning.
    Beginning,
    /// The beginning of a later word or character.
    Inside,
}

/// A place that a query may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its position in the list that was indexed.
    pub place: usize,
    /// Which name matched.
    pub form: Form,
    /// How much of it.
    pub fit: Fit,
    /// Whether only with one typing error.
    pub typo: bool,
}
