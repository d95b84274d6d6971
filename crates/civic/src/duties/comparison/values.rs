//! What a comparison consists of.

use super::growth::with_unit;
use crate::Text;
use crate::duties::added_demands::{AdditionState, Flag};
use crate::duties::{Basis, Level, Milli, Step, Target, Unit};
use crate::time::Date;

/// A requirement, level by level.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The steps, a column for each depth of the tree, the origin first.
    pub columns: Vec<Vec<&'a Step>>,
    /// A row for every element that some step states.
    pub rows: Vec<Row<'a>>,
    /// Where one step divides a target among several.
    pub splits: Vec<Split<'a>>,
}

/// One element on every level.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The element, as what is raised where it grows.
    pub flag: Flag,
    /// What is measured, in the row of a target.
    pub measure: Option<&'a Text>,
    /// The unit of the amounts; empty if they cannot be compared.
    pub scale: Text,
    /// The largest total of a bar; zero if there is nothing to compare.
    pub longest: u64,
    /// What each column says, each value once with the steps that state it.
    pub cells: Vec<Vec<Entry<'a>>>,
}

/// What a value is, seen from the origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It is what the origin asked for, or no more than that.
    Original,
    /// It was added with a basis.
    Justified,
    /// It was added, and stands.
    Added,
    /// It was added, and corrected.
    Gone,
}

/// A value as it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// In words.
    Words(Text),
    /// A day.
    Day(Date),
}

/// A value that one or several steps of a column state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The steps.
    pub steps: Vec<&'a Step>,
    /// The step whose target they share, if this is their sum.
    pub sum_of: Option<&'a Step>,
    /// The values; none if the steps do not say.
    pub values: Vec<(Said, Part)>,
    /// Whether the level above says the same.
    pub as_above: bool,
    /// What it was before anything was added, if something was added here to one value.
    pub from: Option<Said>,
    /// How much was added here.
    pub grown: Vec<Text>,
    /// Less than an addition, but more than the level above.
    pub nearly: Option<Text>,
    /// What became of what was added here.
    pub state: Option<AdditionState>,
    /// The basis that is named for it.
    pub basis: Option<&'a Basis>,
    /// The bar, in the unit of the row; empty if amounts cannot be compared.
    pub bar: Vec<(Part, u64)>,
}

/// A target that one step divides among several.
#[derive(Clone, Debug)]
pub struct Split<'a> {
    /// The step that divides it.
    pub parent: &'a Step,
    /// What is divided.
    pub target: &'a Target,
    /// The shares.
    pub shares: Vec<(&'a Step, Milli)>,
    /// All shares together.
    pub sum: Milli,
    /// How much the sum is beyond the target; `None` if it is not.
    pub beyond: Option<Text>,
    /// What became of that.
    pub state: Option<AdditionState>,
}

/// What was added to one element, from first to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The element.
    pub flag: Flag,
    /// What is measured, if it is a target.
    pub measure: Option<&'a Text>,
    /// The value before anything was added; `None` if something was added beside what there was.
    pub from: Option<Said>,
    /// The value after, or what was added.
    pub to: Vec<Said>,
    /// What became of it.
    pub state: AdditionState,
}

impl Comparison<'_> {
    /// What was added on the way: a line for each element and for what became of it.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let mut changes: Vec<(Change<'_>, u64)> = Vec::new();
        for row in &self.rows {
            let added = row.cells.iter().flatten();
            for entry in added {
                let Some(state) = &entry.state else { continue };
                let size: u64 = entry.bar.iter().map(|(_, amount)| *amount).sum();
                let is_list = row.lists();
                let to: Vec<Said> = entry
                    .values
                    .iter()
                    .filter(|(_, part)| !is_list || *part == Part::of(state))
                    .map(|(said, _)| said.clone())
                    .collect();
                let same = changes.iter_mut().find(|(change, _)| {
                    change.flag == row.flag
                        && change.measure == row.measure
                        && change.state == *state
                });
                match same {
                    None => changes.push((
                        Change {
                            flag: row.flag.clone(),
                            measure: row.measure,
                            from: entry.from.clone(),
                            to,
                            state: state.clone(),
                        },
                        size,
                    )),
                    Some((change, _)) if is_list => {
                        for said in to {
                            if !change.to.contains(&said) {
                                change.to.push(said);
                            }
                        }
                    }
                    // Of two values the later one counts, unless it is less.
                    Some((change, largest)) if size >= *largest => {
                        change.from.clone_from(&entry.from);
                        change.to = to;
                        *largest = size;
                    }
                    Some(_) => {}
                }
            }
        }
        changes.into_iter().map(|(change, _)| change).collect()
    }

    /// Whether some bar has such a part.
    pub fn has(&self, part: Part) -> bool {
        let rows = self.rows.iter().filter(|row| row.longest > 0);
        let mut entries = rows.flat_map(|row| row.cells.iter().flatten());
        entries.any(|entry| {
            entry
                .bar
                .iter()
                .any(|(p, amount)| *p == part && *amount > 0)
        })
    }
}

impl Row<'_> {
    /// Whether the values of a cell stand beside each other, so that one is added to others.
    pub(super) fn lists(&self) -> bool {
        matches!(
            self.flag,
            Flag::DeliverableAdded | Flag::AppAdded | Flag::AssessmentAdded
        )
    }
}

impl Split<'_> {
    /// An amount of what is divided, in words: 12处.
    pub fn amount(&self, value: Milli) -> Text {
        with_unit(value, &self.target.unit)
    }

    /// The units of the level that is shared among of which nothing is published. `units` are those
    /// of the city; below their lowest level nothing is known.
    pub fn silent<'u>(&self, units: &'u [Unit]) -> Vec<&'u Unit> {
        let below = |unit: &&Unit| unit.parent.as_ref() == Some(&self.parent.unit);
        let has = |unit: &Unit| self.shares.iter().any(|(step, _)| step.unit == unit.code);
        if !units.iter().filter(below).any(has) {
            return Vec::new();
        }
        units
            .iter()
            .filter(below)
            .filter(|unit| !has(unit))
            .collect()
    }
}

impl Part {
    pub(super) fn of(state: &AdditionState) -> Self {
        match state {
            AdditionState::Justified => Self::Justified,
            AdditionState::Corrected => Self::Gone,
            _ => Self::Added,
        }
    }
}

/// What a level is called at the head of a column: 市, 区县.
pub fn short_level(level: &Level) -> Text {
    let (zh, en) = match level {
        Level::County => ("区县", "District"),
        Level::Street => ("街道", "Subdistrict"),
        Level::Community => ("社区", "Community"),
        other => (other.zh(), other.en()),
    };
    Text::new(zh, en)
}
