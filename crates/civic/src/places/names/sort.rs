//! Sorting the beginnings of words by the text that follows them: by eight bytes at a time, so
//! that 20,000 names are sorted while a finger is still on the key, without the standard
//! library's sort, which is built for size here.

/// A word's beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Start {
    /// The byte of the text at which it stands.
    pub(crate) at: u32,
    /// The spelling it belongs to.
    pub(crate) spelling: u32,
}

/// A position in the text or among the spellings, of which there are fewer than four thousand
/// million.
pub(crate) fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// What ends each spelling in the text.
pub(crate) const END: u8 = 0;

#[derive(Clone, Copy, Default)]
struct Keyed {
    key: u64,
    start: Start,
}

/// Below this, moving one by one takes fewer steps than counting.
const FEW: usize = 32;
/// From here on, half as many moves are worth counting into so many more.
const MANY: usize = 1 << 16;
const KEY_BYTES: usize = 8;

/// The beginnings in the order of the text that follows each, up to the end of its spelling;
/// equals stay in their order.
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
    if keyed.len() <= FEW {
        move_one_by_one(keyed);
    } else {
        count_and_move(keyed, spare);
    }
    let mut from = 0;
    while let Some(first) = keyed.get(from) {
        let key = first.key;
        let run = keyed[from..].iter().take_while(|k| k.key == key).count();
        // The last byte says whether the spelling has ended.
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

fn move_one_by_one(keyed: &mut [Keyed]) {
    for i in 1..keyed.len() {
        let mut at = i;
        while at > 0 && keyed[at - 1].key > keyed[at].key {
            keyed.swap(at - 1, at);
            at -= 1;
        }
    }
}

fn count_and_move(keyed: &mut [Keyed], spare: &mut [Keyed]) {
    let bits = if keyed.len() < MANY { 8 } else { 16 };
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
        // A digit that is the same everywhere moves nothing.
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
    use super::*;
    use proptest::prelude::*;

    /// Sorts every suffix of the words, and holds the order against the standard library's.
    fn hold(words: &[String]) {
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
        fn the_order_is_that_of_the_texts_and_equals_stay(
            words in prop::collection::vec("[ab]{0,20}|[a-c路街]{0,5}", 0..120),
        ) {
            hold(&words);
        }
    }

    #[test]
    fn as_many_as_a_great_city_has_are_sorted_too() {
        let word = |n: usize| {
            let letters = "abcdefg路街大小";
            let letter = |i: usize| letters.chars().nth((n >> i).wrapping_mul(n + i) % 11);
            (0..7).filter_map(letter).collect::<String>()
        };
        hold(&(0..MANY / 5).map(word).collect::<Vec<_>>());
    }
}
