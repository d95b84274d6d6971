//! Lists of numbers as text: each number in digits of four bits, the lowest first, as the
//! characters from `0` to `?`, and from `@` to `O` where another digit follows. Most are small and
//! take one character, which no JSON escapes.

const FIRST: u8 = b'0';
const MORE: u8 = 16;

/// Appends a number.
pub(super) fn push(text: &mut String, mut number: u32) {
    loop {
        let digit = (number & 15) as u8;
        number >>= 4;
        let more = if number > 0 { MORE } else { 0 };
        text.push(char::from(FIRST + digit + more));
        if number == 0 {
            return;
        }
    }
}

/// The numbers of a text. It ends before the first that is damaged.
pub(super) struct Numbers<'a>(std::slice::Iter<'a, u8>);

impl<'a> Numbers<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self(text.as_bytes().iter())
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let mut number = 0;
        let mut shift = 0;
        loop {
            let digit = self.0.next()?.wrapping_sub(FIRST);
            if digit >= 2 * MORE || shift >= u32::BITS {
                return None;
            }
            number |= u32::from(digit & 15) << shift;
            if digit < MORE {
                return Some(number);
            }
            shift += 4;
        }
    }
}

/// The runs of ascending numbers, as pairs of how many are left out and how many follow.
pub(super) fn runs(numbers: &[u32]) -> String {
    let mut text = String::new();
    let mut end = 0;
    for run in numbers.chunk_by(|a, b| a + 1 == *b) {
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            push(&mut text, first - end);
            push(&mut text, last + 1 - first);
            end = last + 1;
        }
    }
    text
}

/// The spans of such runs, half-open.
pub(super) fn spans(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut numbers = Numbers::of(text);
    let mut end = 0_usize;
    std::iter::from_fn(move || {
        let start = end.saturating_add(numbers.next()? as usize);
        end = start.saturating_add(numbers.next()? as usize);
        Some(start..end)
    })
}

/// An entry, and how far a term is from saying what it is about.
pub(super) type Posting = (u32, u32);

/// A posting list, sorted by entry: for each distance how many entries there are, and the steps from
/// one to the next.
pub(super) fn write_postings(postings: &[Posting]) -> String {
    let mut text = String::new();
    let mut distances: Vec<u32> = postings.iter().map(|(_, distance)| *distance).collect();
    distances.sort_unstable();
    distances.dedup();
    for distance in distances {
        let of_distance = postings.iter().filter(|(_, other)| *other == distance);
        let count = of_distance.clone().count();
        push(&mut text, distance);
        push(&mut text, u32::try_from(count).unwrap_or(u32::MAX));
        let mut before = 0;
        for (entry, _) in of_distance {
            push(&mut text, entry - before);
            before = *entry;
        }
    }
    text
}

/// Reads a posting list, in the order in which it is written: each entry and its distance.
pub(super) fn read_postings(text: &str, mut found: impl FnMut(u32, u32)) {
    let mut numbers = Numbers::of(text);
    while let (Some(distance), Some(count)) = (numbers.next(), numbers.next()) {
        let mut entry = 0_u32;
        for step in numbers.by_ref().take(count as usize) {
            entry = entry.saturating_add(step);
            found(entry, distance);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_read_as_written(numbers: Vec<u32>) {
            let mut text = String::new();
            for n in &numbers {
                push(&mut text, *n);
            }
            prop_assert_eq!(Numbers::of(&text).collect::<Vec<_>>(), numbers);
        }

        #[test]
        fn runs_are_read_as_written(numbers in prop::collection::btree_set(0_u32..5000, 0..200)) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let read = |text: &str| -> Vec<u32> {
                spans(text).flatten().map(|n| u32::try_from(n).expect("small")).collect()
            };
            prop_assert_eq!(read(&runs(&numbers)), numbers);
        }

        #[test]
        fn postings_are_read_as_written(postings in prop::collection::btree_map(any::<u32>(), 0_u32..20, 0..200)) {
            let postings: Vec<Posting> = postings.into_iter().collect();
            let mut read = Vec::new();
            read_postings(&write_postings(&postings), |entry, distance| read.push((entry, distance)));
            read.sort_unstable();
            prop_assert_eq!(read, postings);
        }

        /// What a damaged file holds is read without a panic.
        #[test]
        fn any_text_is_read(text: String) {
            let mut read = Vec::new();
            read_postings(&text, |entry, _| read.push(entry));
            prop_assert!(spans(&text).take(100).all(|span| span.start <= span.end));
        }
    }

    #[test]
    fn small_numbers_take_one_character_that_json_does_not_escape() {
        let mut text = String::new();
        (0..16).for_each(|n| push(&mut text, n));
        assert_eq!(text, "0123456789:;<=>?");
        push(&mut text, 16);
        assert!(text.ends_with("@1"));
    }
}
