//! 同义词.csv: words for the same, by which the search finds what is written in other words.

use super::column::Kind;
use super::declare::sheet;
use super::files;

sheet! {
    files::SYNONYMS, "synonyms", missing: Info;
    Column WORDS = Required, "同义词", "words", Kind::Names, "two or more words for the same, in any language; a search for one finds the others, too, after what says the word itself";
}
