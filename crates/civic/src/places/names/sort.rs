//! Sorts word starts by the text that follows them.
//!
//! A radix sort over eight bytes at a time: the browser program is optimised for size, which makes
//! the standard library's sort too slow to index 20,000 names during a key press. Short runs use an
//! insertion sort, and equal keys are sorted recursively by the next eight bytes.

/// The start of a word in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Start {
    /// Its byte offset in the text.
    pub(crate) at: u32,
    /// The spelling it belongs to.
    pub(crate) spelling: u32,
}

/// A position in the text or among the spellings as `u32`; larger ones saturate.
pub(crate) fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Terminates each spelling in the text.
pub(crate) const END: u8 = 0;

#[derive(Clone, Copy, Default)]
struct Keyed {
    key: u64,
    start: Start,
}

/// Up to this length, insertion sort is faster than radix sort.
const MAX_INSERTION_SORT: usize = 32;
/// From this length on, 16-bit digits are faster than 8-bit ones: half as many passes outweigh the
/// larger counters.
const MIN_WIDE_DIGITS: usize = 1 << 16;
const KEY_BYTES: usize = 8;

/// The starts, sorted by the text from each to the end of its spelling. The sort is stable.
pub(crate) fn sorted(text: &[u8], starts: &[Start]) -> Vec<Start> {
    let mut keyed: Vec<Keyed> = starts
        .iter()
        .map(|start| Keyed {
            key: 0,
            start: *start,
        })
        .collect();
    let mut spare = vec![Keyed::default(); keyed.len()];
    sort_from(text, 0, &mut keyed, &mut spare);
    keyed.into_iter().map(|k| k.start).collect()
}

fn sort_from(text: &[u8], depth: usize, keyed: &mut [Keyed], spare: &mut [Keyed]) {
    for one in keyed.iter_mut() {
        one.key = key(text
            .get(one.start.at as usize + depth..)
            .unwrap_or_default());
    }
    if keyed.len() <= MAX_INSERTION_SORT {
        insertion_sort(keyed);
    } else {
        radix_sort(keyed, spare);
    }
    let mut from = 0;
    while let Some(first) = keyed.get(from) {
        let key = first.key;
        let run = keyed[from..].iter().take_while(|k| k.key == key).count();
        // The last byte is zero if the spelling has ended.
        if run > 1 && key & 0xff != 0 {
            let (run, spare) = (&mut keyed[from..from + run], &mut spare[..run]);
            sort_from(text, depth + KEY_BYTES, run, spare);
        }
        from += run;
    }
}

fn key(text: &[u8]) -> u64 {
    let mut key = 0;
    let mut ended = false;
    for i in 0..KEY_BYTES {
        let byte = text.get(i).copied().unwrap_or(END);
        ended |= byte == END;
        key = key << 8 | if ended { 0 } else { u64::from(byte) };
    }
    key
}

fn insertion_sort(keyed: &mut [Keyed]) {
    for i in 1..keyed.len() {
        let mut at = i;
        while at > 0 && keyed[at - 1].key > keyed[at].key {
            keyed.swap(at - 1, at);
            at -= 1;
        }
    }
}

fn radix_sort(keyed: &mut [Keyed], spare: &mut [Keyed]) {
    let bits = if keyed.len() < MIN_WIDE_DIGITS { 8 } else { 16 };
    let digit = |key: u64, pass: u32| {
        usize::try_from(key >> (pass * bits) & ((1 << bits) - 1)).unwrap_or_default()
    };
    let passes = u64::BITS / bits;
    let count = small(keyed.len());
    let mut counts = vec![vec![0_u32; 1 << bits]; passes as usize];
    for k in keyed.iter() {
        for (pass, counts) in (0..).zip(&mut counts) {
            counts[digit(k.key, pass)] += 1;
        }
    }
    let (mut from, mut to) = (&mut *keyed, &mut *spare);
    let mut in_spare = false;
    for (pass, places) in (0..).zip(&mut counts) {
        // A pass in which all keys have the same digit moves nothing.
        if places.contains(&count) {
            continue;
        }
        let mut before = 0;
        for place in places.iter_mut() {
            (*place, before) = (before, before + *place);
        }
        for k in from.iter() {
            let place = &mut places[digit(k.key, pass)];
            to[*place as usize] = *k;
            *place += 1;
        }
        (from, to) = (to, from);
        in_spare = !in_spare;
    }
    if in_spare {
        keyed.copy_from_slice(spare);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Compares the order of all suffixes of the words with the standard library's sort.
    fn assert_sorted_like_std(words: &[String]) {
        let mut text = String::new();
        let mut starts = Vec::new();
        for (spelling, word) in words.iter().enumerate() {
            for (at, _) in word.char_indices() {
                let at = small(text.len() + at);
                let spelling = small(spelling);
                starts.push(Start { at, spelling });
            }
            text.push_str(word);
            text.push(char::from(END));
        }
        let mut expected = starts.clone();
        expected.sort_by_key(|s| text[s.at as usize..].split('\0').next().unwrap());
        assert!(sorted(text.as_bytes(), &starts) == expected, "{words:?}");
    }

    proptest! {
        #[test]
        fn suffixes_are_sorted_stably(
            words in prop::collection::vec("[ab]{0,20}|[a-c路街]{0,5}", 0..120),
        ) {
            assert_sorted_like_std(&words);
        }
    }

    #[test]
    fn the_names_of_a_large_city_are_sorted() {
        let word = |n: usize| {
            let letters = "abcdefg路街大小";
            let letter = |i: usize| letters.chars().nth((n >> i).wrapping_mul(n + i) % 11);
            (0..7).filter_map(letter).collect::<String>()
        };
        assert_sorted_like_std(&(0..MIN_WIDE_DIGITS / 5).map(word).collect::<Vec<_>>());
    }
}
