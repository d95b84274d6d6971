//! What is indexed of a place, and how well a query matched it.

use crate::places::summary::PlaceSummary;

/// The names of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Called<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// Its name in Chinese.
    pub zh: &'a str,
    /// Its name in English.
    pub en: &'a str,
    /// The pinyin of its name, syllables separated by spaces.
    pub pinyin: &'a str,
    /// Its other names.
    pub aliases: &'a [String],
    /// The stretch 路段; empty for the whole street.
    pub section: &'a str,
}

impl<'a> From<&'a PlaceSummary> for Called<'a> {
    fn from(place: &'a PlaceSummary) -> Self {
        let own = Self {
            id: &place.id.0,
            zh: &place.name.zh,
            en: &place.name.en,
            pinyin: &place.pinyin,
            aliases: &place.aliases,
            section: &place.section.zh,
        };
        match place.folded.as_slice() {
            [zh, en, section, aliases @ ..] => Self {
                zh,
                en,
                aliases,
                section,
                ..own
            },
            _ => own,
        }
    }
}

/// Which of a place's names matched; names closer to its own come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Its name in Chinese, also with characters and pinyin mixed.
    Name,
    /// Pinyin 拼音.
    Pinyin,
    /// The first letters of the syllables 拼音首字母.
    Initials,
    /// An alias 别名.
    Alias,
    /// Its name in English.
    English,
    /// The stretch 路段, alone or after the name.
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
    /// Its index in the indexed list.
    pub place: usize,
    /// Which name matched.
    pub form: Form,
    /// How much of the name matched.
    pub fit: Fit,
    /// Whether it matches only with one typing error.
    pub typo: bool,
}
