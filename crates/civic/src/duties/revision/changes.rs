//! The comparison of two versions.

use super::elements::{self, Elements};
use super::pairs::{differing, is_same_thing, taken};
use super::value::{Field, Value};
use crate::documents::Correction;
use crate::duties::{DutyItem, Requirement, Step};

/// The part of a requirement that a change is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// The record itself.
    Whole,
    /// A step, as it is after the change, or as it was where it is gone.
    Step(&'a Step),
    /// A correction, likewise.
    Correction(&'a Correction),
}

/// A value that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// Whose value it is.
    pub part: Part<'a>,
    /// The field.
    pub field: Field,
    /// What it was; `None` if nothing was stated, or it was added.
    pub before: Option<Value<'a>>,
    /// What it is; `None` if nothing is stated any more, or it was removed.
    pub after: Option<Value<'a>>,
}

/// A requirement as a snapshot has it.
#[derive(Clone, Copy, Debug)]
pub struct RequirementVersion<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// Its corrections.
    pub corrections: &'a [Correction],
}

impl<'a> Change<'a> {
    /// The value that came or went; `None` if one became another.
    pub fn one(&self) -> Option<&Value<'a>> {
        match (&self.before, &self.after) {
            (Some(one), None) | (None, Some(one)) => Some(one),
            _ => None,
        }
    }
}

/// What became of a duty item from one version to another; nothing only if they are equal. The text of
/// the documents is not part of an item.
pub fn duty_changes<'a>(before: &'a DutyItem, after: &'a DutyItem) -> Vec<Change<'a>> {
    let mut found = Vec::new();
    let (old, new) = (elements::duty(before), elements::duty(after));
    compare(Part::Whole, &old, &new, &mut found);
    found
}

impl<'a> RequirementVersion<'a> {
    /// What became of the requirement until a later version; nothing only if the requirements and their
    /// corrections are equal. Of a step or a correction that came or went, each value is a change too.
    pub fn changes_until(self, later: RequirementVersion<'a>) -> Vec<Change<'a>> {
        let (old, new) = (self.requirement, later.requirement);
        let mut found = Vec::new();
        let whole = elements::requirement;
        compare(Part::Whole, &whole(old), &whole(new), &mut found);
        of_parts(
            &PartKind {
                part: Part::Step,
                value: Value::Step,
                field: Field::Step,
                elements: elements::step,
                is_same: |one, other| one.id == other.id,
            },
            (&old.steps, &new.steps),
            &mut found,
        );
        of_parts(
            &PartKind {
                part: Part::Correction,
                value: Value::Correction,
                field: Field::Correction,
                elements: elements::correction,
                is_same: |one, other| one.id == other.id,
            },
            (self.corrections, later.corrections),
            &mut found,
        );
        found
    }
}

/// How the steps or the corrections of a requirement are compared.
struct PartKind<'a, T> {
    part: fn(&'a T) -> Part<'a>,
    value: fn(&'a T) -> Value<'a>,
    field: Field,
    elements: fn(&'a T) -> Elements<'a>,
    is_same: fn(&T, &T) -> bool,
}

fn of_parts<'a, T: PartialEq>(
    kind: &PartKind<'a, T>,
    (before, after): (&'a [T], &'a [T]),
    found: &mut Vec<Change<'a>>,
) {
    let before_all = found.len();
    let (mut old, mut new) = (Vec::from_iter(before), Vec::from_iter(after));
    for (old, new) in taken(&mut old, &mut new, |one, other| (kind.is_same)(one, other)) {
        let (was, is) = ((kind.elements)(old), (kind.elements)(new));
        compare((kind.part)(new), &was, &is, found);
    }
    let value = |one| Some((kind.value)(one));
    for gone in old {
        found.push(Change {
            part: (kind.part)(gone),
            field: kind.field,
            before: value(gone),
            after: None,
        });
        compare((kind.part)(gone), &(kind.elements)(gone), &[], found);
    }
    for added in new {
        found.push(Change {
            part: (kind.part)(added),
            field: kind.field,
            before: None,
            after: value(added),
        });
        compare((kind.part)(added), &[], &(kind.elements)(added), found);
    }
    if found.len() == before_all && before != after {
        let list = |all: &'a [T]| Some(Value::List(all.iter().map(kind.value).collect()));
        found.push(Change {
            part: Part::Whole,
            field: kind.field,
            before: list(before),
            after: list(after),
        });
    }
}

/// The changes of one record, in the order in which its fields are shown.
fn compare<'a>(
    part: Part<'a>,
    before: &[(Field, Value<'a>)],
    after: &[(Field, Value<'a>)],
    found: &mut Vec<Change<'a>>,
) {
    let mut fields: Vec<Field> = Vec::new();
    for (field, _) in before.iter().chain(after) {
        if !fields.contains(field) {
            fields.push(*field);
        }
    }
    let of = |all: &[(Field, Value<'a>)], field: Field| -> Vec<Value<'a>> {
        let own = all.iter().filter(|(other, _)| *other == field);
        own.map(|(_, value)| value.clone()).collect()
    };
    for field in fields {
        let became =
            |one: &Value<'_>, other: &Value<'_>| !field.is_set() && is_same_thing(one, other);
        let pairs = differing(of(before, field), of(after, field), became);
        found.extend(pairs.into_iter().map(|(before, after)| Change {
            part,
            field,
            before,
            after,
        }));
    }
}
