//! Text normalisation for search: folding, and splitting into terms.
//!
//! What a character alone decides is folded here, on both sides. Compatibility forms and the case
//! of every script need the tables of Unicode, which a browser has and this program does not carry:
//! the caller brings a text into NFKC, then into upper and into lower case, before it comes here.
//! The publisher does so with what it indexes (`snapshot::fold`), the browser with what is typed
//! (`web::text`).

pub(super) struct Run {
    pub(super) text: String,
    pub(super) chinese: bool,
}

/// Runs of Chinese characters and of Latin letters and digits, in lower case.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Run> {
    let mut all: Vec<Run> = Vec::new();
    let mut joined = false;
    for c in text.chars().map(fold) {
        let chinese = is_chinese(c);
        if !chinese && !c.is_alphanumeric() {
            joined = false;
            continue;
        }
        match all.last_mut() {
            Some(run) if joined && run.chinese == chinese => run.text.push(c),
            _ => all.push(Run {
                text: c.to_string(),
                chinese,
            }),
        }
        joined = true;
    }
    all.into_iter()
}

pub(crate) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The ideographs that the characters of the block CJK Radicals Supplement stand for, in order, by
/// Unicode's `EquivalentUnifiedIdeograph.txt`. A radical that stands for none is itself. Kangxi
/// radicals, from U+2F00 on, have compatibility decompositions instead.
const RADICALS: &str = "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示\
    礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞\
    食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

/// The ideograph that a radical of the block CJK Radicals Supplement stands for, as in text copied
/// from a PDF; any other character is itself.
pub fn ideograph(c: char) -> char {
    let mut block = ('\u{2e80}'..='\u{2ef3}').zip(RADICALS.chars());
    let is_radical = ('\u{2e80}'..='\u{2ef3}').contains(&c);
    let known = is_radical.then(|| block.find(|(radical, _)| *radical == c));
    known.flatten().map_or(c, |(_, ideograph)| ideograph)
}

/// Folds a character to half-width and lower case; a radical to its ideograph, `〇` to 零.
pub(crate) fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '〇' => '零',
        // At the end of a word, but what is typed may go on.
        'ς' => 'σ',
        _ => ideograph(c),
    }
    .to_ascii_lowercase()
}

/// A text with each character folded.
pub fn folded(text: &str) -> String {
    text.chars().map(fold).collect()
}

/// The terms of a text, sorted, without duplicates: bigrams of Chinese characters (a single
/// character if there is no pair) and Latin words.
pub fn terms(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for run in runs(text) {
        let chars: Vec<char> = run.text.chars().collect();
        if run.chinese && chars.len() > 1 {
            all.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else {
            all.push(run.text);
        }
    }
    all.sort();
    all.dedup();
    all
}

/// The initials of the syllables of pinyin: `mjj` for `mo jia jie`.
pub(crate) fn initials(pinyin: &str) -> String {
    pinyin
        .split_whitespace()
        .filter_map(|s| s.chars().next())
        .collect()
}
