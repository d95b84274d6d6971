//! What became of what: two lists of which the values are paired.

use super::value::Value;

/// A value before and after; on one side there may be none.
pub(super) type Pair<'a> = (Option<Value<'a>>, Option<Value<'a>>);

/// The values that differ. Equal ones are taken out first, wherever they stand; of what is left, those
/// that `became` finds to be the same thing are one change, and the rest was added or removed. Where
/// only the order differs, the whole lists are one pair.
pub(super) fn differing<'a>(
    before: Vec<Value<'a>>,
    after: Vec<Value<'a>>,
    became: impl Fn(&Value<'_>, &Value<'_>) -> bool,
) -> Vec<Pair<'a>> {
    if before == after {
        return Vec::new();
    }
    let (mut old, mut new) = (before.clone(), after.clone());
    taken(&mut old, &mut new, |a, b| a == b);
    if old.is_empty() && new.is_empty() {
        return vec![(Some(Value::List(before)), Some(Value::List(after)))];
    }
    let changed = taken(&mut old, &mut new, became).into_iter();
    let changed = changed.map(|(old, new)| (Some(old), Some(new)));
    let removed = old.into_iter().map(|old| (Some(old), None));
    let added = new.into_iter().map(|new| (None, Some(new)));
    changed.chain(removed).chain(added).collect()
}

/// Takes out of both lists what belongs together, the first of each with the first.
pub(super) fn taken<T>(
    old: &mut Vec<T>,
    new: &mut Vec<T>,
    together: impl Fn(&T, &T) -> bool,
) -> Vec<(T, T)> {
    let mut pairs = Vec::new();
    for one in std::mem::take(old) {
        match new.iter().position(|other| together(&one, other)) {
            Some(at) => pairs.push((one, new.remove(at))),
            None => old.push(one),
        }
    }
    pairs
}

/// Whether two values of a field are the same thing with other particulars: a target by its measure,
/// what is handed in and phone tools by kind and name. Of any other field there is one value.
pub(super) fn is_same_thing(one: &Value<'_>, other: &Value<'_>) -> bool {
    match (one, other) {
        (Value::Target(one), Value::Target(other)) => one.measure.zh == other.measure.zh,
        (Value::Deliverable(one), Value::Deliverable(other)) => {
            (&one.kind, &one.name) == (&other.kind, &other.name)
        }
        (Value::Tool(one), Value::Tool(other)) => {
            (&one.kind, &one.name) == (&other.kind, &other.name)
        }
        _ => true,
    }
}
