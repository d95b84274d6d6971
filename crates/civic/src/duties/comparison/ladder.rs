//! Lays the additions of a requirement beside the values they belong to.

use super::growth::{count_in, grown, more_demanded, with_unit};
use super::values::{Comparison, Entry, Part, Row, Said, Split};
use crate::Text;
use crate::documents::Document;
use crate::duties::added_demands::{
    Addition, Demand, Flag, deliverables_of, parent_of, raised_kinds, same_measure,
    sevenths_per_year, shared_with, tools_of,
};
use crate::duties::{Bound, DutyList, Milli, Period, Requirement, Step, Target};
use crate::time::Date;

/// Compares the levels of a requirement. `additions` are its reviewed additions, `documents` at
/// least that of its origin, `buffer_days` the days by which a deadline may be earlier.
pub fn comparison<'a>(
    requirement: &'a Requirement,
    additions: &'a [Addition],
    documents: &[Document],
    buffer_days: u32,
) -> Comparison<'a> {
    let ladder = Ladder {
        requirement,
        additions,
        start: start(requirement, documents),
        buffer_days: i64::from(buffer_days),
    };
    let columns = columns(requirement);
    let mut rows = Vec::new();
    for flag in [
        Flag::FrequencyRaised,
        Flag::TargetRaised,
        Flag::DeliverableAdded,
        Flag::AppAdded,
        Flag::ScopeWidened,
        Flag::DeadlineEarlier,
        Flag::AssessmentAdded,
        Flag::DutyPushedDown,
    ] {
        if flag == Flag::TargetRaised {
            for target in measures(requirement) {
                rows.extend(ladder.row(flag.clone(), Some(target), &columns));
            }
        } else {
            rows.extend(ladder.row(flag, None, &columns));
        }
    }
    Comparison {
        splits: ladder.splits(),
        columns,
        rows,
    }
}

/// The steps by their depth.
fn columns(requirement: &Requirement) -> Vec<Vec<&Step>> {
    let mut depths: Vec<(&Step, usize)> = Vec::new();
    let mut columns: Vec<Vec<&Step>> = Vec::new();
    for step in &requirement.steps {
        let above = parent_of(requirement, step)
            .and_then(|parent| depths.iter().find(|(s, _)| s.id == parent.id));
        let depth = above.map_or(0, |(_, depth)| depth + 1);
        depths.push((step, depth));
        if columns.len() <= depth {
            columns.resize(depth + 1, Vec::new());
        }
        if let Some(column) = columns.get_mut(depth) {
            column.push(step);
        }
    }
    columns
}

/// Every measure that some step has a target for, once.
fn measures(requirement: &Requirement) -> Vec<&Target> {
    let mut measures: Vec<&Target> = Vec::new();
    for target in requirement.steps.iter().flat_map(|step| &step.targets) {
        if !measures.iter().any(|other| other.is_same_measure(target)) {
            measures.push(target);
        }
    }
    measures
}

/// The day from which the days to a deadline are counted: when the first document that sets one was
/// issued.
fn start(requirement: &Requirement, documents: &[Document]) -> Option<Date> {
    let first = requirement
        .steps
        .iter()
        .find(|step| step.due_on.is_some())?;
    let document = documents.iter().find(|d| d.id == first.document)?;
    document.issued_on
}

struct Ladder<'a> {
    requirement: &'a Requirement,
    additions: &'a [Addition],
    start: Option<Date>,
    buffer_days: i64,
}

/// What one step says of one element.
struct Mine<'a> {
    step: &'a Step,
    entry: Entry<'a>,
}

impl<'a> Ladder<'a> {
    fn row(
        &self,
        flag: Flag,
        measure: Option<&'a Target>,
        columns: &[Vec<&'a Step>],
    ) -> Option<Row<'a>> {
        let scale = self.scale(&flag, measure);
        let mut all: Vec<Mine<'a>> = Vec::new();
        for step in &self.requirement.steps {
            let entry = self.entry(&flag, measure, step, scale.is_some(), &all);
            all.push(Mine { step, entry });
        }
        if all.iter().all(|mine| mine.entry.values.is_empty()) {
            return None;
        }
        let cells: Vec<Vec<Entry<'a>>> = columns
            .iter()
            .map(|column| {
                let mut cell: Vec<Entry<'a>> = Vec::new();
                for mine in all
                    .iter()
                    .filter(|m| column.iter().any(|s| s.id == m.step.id))
                {
                    let entry = &mine.entry;
                    let like = |other: &&mut Entry<'a>| {
                        let mut alone = (**other).clone();
                        alone.steps.clone_from(&entry.steps);
                        alone == *entry
                    };
                    match cell.iter_mut().find(like) {
                        // A sum is stated once, by the first of those that share it.
                        Some(same) if same.sum_of.is_none() => same.steps.push(mine.step),
                        Some(_) => {}
                        None => cell.push(entry.clone()),
                    }
                }
                cell
            })
            .collect();
        let bars = cells.iter().flatten().map(|entry| &entry.bar);
        let bars: Vec<_> = bars.filter(|bar| !bar.is_empty()).collect();
        // Where all are the same there is nothing to compare.
        let differ = bars.windows(2).any(|pair| matches!(pair, [a, b] if a != b));
        let longest = bars
            .iter()
            .map(|bar| bar.iter().map(|(_, n)| n).sum())
            .max();
        let longest = longest.filter(|_| differ).unwrap_or_default();
        Some(Row {
            flag,
            measure: measure.map(|target| &target.measure),
            scale: scale.filter(|_| longest > 0).unwrap_or_default(),
            longest,
            cells,
        })
    }

    fn additions_to(&self, flag: &Flag, target: Option<&Target>, step: &Step) -> Vec<&'a Addition> {
        let words = target.map(Target::in_words);
        let additions = self.additions.iter();
        additions
            .filter(|a| a.flag == *flag && a.step == step.id)
            // An addition to a target says its measure and value, then perhaps the sum.
            .filter(|a| words.as_ref().is_none_or(|w| a.after.zh.starts_with(&w.zh)))
            .collect()
    }

    /// The unit in which the values of a row can be compared; `None` if some cannot.
    fn scale(&self, flag: &Flag, measure: Option<&Target>) -> Option<Text> {
        let steps = &self.requirement.steps;
        let scale = match flag {
            Flag::FrequencyRaised => {
                let mut all = steps.iter().filter_map(|step| step.frequency.as_ref());
                if !all.clone().all(|f| f.sevenths_a_year().is_some()) {
                    return None;
                }
                if all.all(|f| matches!(f.per, Period::Week | Period::Day)) {
                    Text::new("次/周", "times a week")
                } else {
                    Text::new("次/年", "times a year")
                }
            }
            Flag::TargetRaised => {
                let unit = &measure?.unit;
                count_in(unit)
            }
            Flag::DeliverableAdded | Flag::AppAdded => {
                let mut all = steps.iter().flat_map(|step| demands(flag, step));
                if !all.all(|demand| demand.frequency.sevenths_a_year().is_some()) {
                    return None;
                }
                match flag {
                    Flag::AppAdded => Text::new("次/年", "times a year"),
                    _ => Text::new("件/年", "pieces a year"),
                }
            }
            Flag::ScopeWidened => {
                let mut all = steps.iter().filter_map(|step| step.coverage.as_ref());
                let first = all.clone().find(|c| c.count.is_some())?;
                if !all.all(|c| c.count.is_some() && c.unit == first.unit) {
                    return None;
                }
                count_in(&first.unit)
            }
            Flag::DeadlineEarlier => {
                let start = self.start?;
                let mut all = steps.iter().filter_map(|step| step.due_on);
                if !all.all(|due| due >= start) {
                    return None;
                }
                Text::new("从发文起能用几天", "days from the first notice")
            }
            _ => return None,
        };
        Some(scale)
    }

    /// What a step says of an element. `above` holds all steps before it.
    fn entry(
        &self,
        flag: &Flag,
        measure: Option<&'a Target>,
        step: &'a Step,
        compares: bool,
        above: &[Mine<'a>],
    ) -> Entry<'a> {
        let target = measure.and_then(|measure| same_measure(step, measure));
        let additions = self.additions_to(flag, target, step);
        let state = additions.first().map(|a| a.state.clone());
        let parent = self.above(step, above, |_| true);
        let mut entry = Entry {
            steps: vec![step],
            sum_of: None,
            values: Vec::new(),
            as_above: false,
            from: None,
            grown: Vec::new(),
            nearly: None,
            basis: step.basis.as_ref().filter(|_| state.is_some()),
            state,
            bar: Vec::new(),
        };
        match flag {
            Flag::DeliverableAdded | Flag::AppAdded => {
                self.list(flag, step, &mut entry, parent, compares);
            }
            Flag::AssessmentAdded => assessment(step, &mut entry, parent),
            Flag::DutyPushedDown => self.duty(step, &mut entry),
            _ => self.amount(flag, target, step, &mut entry, above, compares),
        }
        entry.as_above = entry.state.is_none()
            && entry.sum_of.is_none()
            && !entry.values.is_empty()
            && parent.is_some_and(|parent| {
                let said = |entry: &Entry<'a>| -> Vec<Said> {
                    entry.values.iter().map(|(said, _)| said.clone()).collect()
                };
                said(parent) == said(&entry)
            });
        entry
    }

    fn above<'m>(
        &self,
        step: &Step,
        all: &'m [Mine<'a>],
        wanted: impl Fn(&Entry<'a>) -> bool,
    ) -> Option<&'m Entry<'a>> {
        let mut above = parent_of(self.requirement, step)?;
        for _ in all {
            let mine = all.iter().find(|mine| mine.step.id == above.id)?;
            if wanted(&mine.entry) {
                return Some(&mine.entry);
            }
            above = parent_of(self.requirement, above)?;
        }
        None
    }

    /// An element that is one amount.
    fn amount(
        &self,
        flag: &Flag,
        target: Option<&'a Target>,
        step: &'a Step,
        entry: &mut Entry<'a>,
        above: &[Mine<'a>],
        compares: bool,
    ) {
        let Some((mut said, mut amount)) = self.value(flag, target, step) else {
            return;
        };
        // The nearest level above that says something.
        let stated = self.above(step, above, |entry| !entry.values.is_empty());
        if let Some(target) = target {
            let shared = shared_with(self.requirement, step, target);
            if shared.len() > 1 {
                let sum: i64 = shared.iter().map(|(_, share)| share.value.0).sum();
                entry.sum_of = parent_of(self.requirement, step);
                entry.steps = shared.iter().map(|(step, _)| *step).collect();
                said = Said::Words(with_unit(Milli(sum), &target.unit));
                amount = sum.try_into().ok();
            }
        }
        let is_less = *flag == Flag::DeadlineEarlier
            || target.is_some_and(|target| target.bound == Bound::AtMost);
        let part = entry.state.as_ref().map_or(Part::Original, Part::of);
        // What it is compared with: what the comparison took, or the level above.
        let additions = self.additions_to(flag, target, step);
        let against = additions.first().and_then(|addition| {
            let mut steps = self.requirement.steps.iter();
            let step = steps.find(|s| s.id == addition.against)?;
            let target = target.and_then(|target| same_measure(step, target));
            let (said, amount) = self.value(flag, target, step)?;
            entry.from = Some(self.began(flag, target, step, is_less).unwrap_or(said));
            amount
        });
        let mut bar = Vec::new();
        let mut reached = part;
        if let Some(amount) = amount {
            // Of a level that shares a target, each has its own part to begin with.
            let share = stated.filter(|entry| entry.sum_of.is_some()).and(
                target
                    .zip(parent_of(self.requirement, step))
                    .and_then(|(target, parent)| {
                        let share = same_measure(parent, target)?.value.0;
                        Some([(Part::Original, share.try_into().ok()?)])
                    }),
            );
            let parts = match &share {
                Some(share) => &share[..],
                None => stated.map_or(&[][..], |entry| &entry.bar),
            };
            if is_less {
                bar.push((Part::Original, amount));
                let before: u64 = parts.first().map_or(0, |(_, n)| *n);
                if before == amount {
                    bar = parts.to_vec();
                    reached = parts.get(1).map_or(part, |(part, _)| *part);
                } else if entry.state.is_some() {
                    let from = against.unwrap_or(before);
                    bar.push((part, from.saturating_sub(amount)));
                    if from == before {
                        bar.extend(parts.iter().skip(1));
                    }
                }
            } else {
                (bar, reached) = filled(parts, amount, part);
            }
            if entry.state.is_some() {
                reached = part;
                let from = against.unwrap_or_default();
                entry.grown = vec![grown(flag, target, step, from, amount)];
            } else if *flag == Flag::DeadlineEarlier {
                let before = parts.first().map_or(amount, |(_, n)| *n);
                if amount < before {
                    entry.nearly = Some(self.nearly(before - amount));
                }
            }
        } else if entry.state.is_some() {
            entry.grown = vec![grown(flag, target, step, 0, 0)];
        }
        if entry.state.is_none()
            && let Some((_, above)) = stated.and_then(|e| e.values.iter().find(|(s, _)| *s == said))
        {
            // The same as above, so also with what became of it.
            reached = *above;
        }
        entry.values.push((said, reached));
        if compares {
            entry.bar = bar;
        }
    }

    /// Where a value began that became more and more: the topmost of those above that ask for no
    /// more each, itself included.
    fn began(
        &self,
        flag: &Flag,
        target: Option<&Target>,
        step: &'a Step,
        is_less: bool,
    ) -> Option<Said> {
        let value = |step: &'a Step| {
            let target = target.and_then(|target| same_measure(step, target));
            self.value(flag, target, step)
        };
        let (mut began, mut amount) = value(step)?;
        let mut step = step;
        for _ in &self.requirement.steps {
            let Some(parent) = parent_of(self.requirement, step) else {
                break;
            };
            step = parent;
            let Some((said, before)) = value(step) else {
                continue;
            };
            let asks_more = match (before, amount) {
                (Some(before), Some(now)) if is_less => before < now,
                (Some(before), Some(now)) => before > now,
                _ => false,
            };
            if asks_more {
                break;
            }
            (began, amount) = (said, before);
        }
        Some(began)
    }

    /// The value of an element that is one amount, and the amount: in sevenths of a time a year, in
    /// thousandths of a unit, in the unit of count, or in days from the start.
    fn value(
        &self,
        flag: &Flag,
        target: Option<&Target>,
        step: &Step,
    ) -> Option<(Said, Option<u64>)> {
        Some(match flag {
            Flag::FrequencyRaised => {
                let frequency = step.frequency.as_ref()?;
                let amount = frequency.sevenths_a_year();
                (Said::Words(frequency.in_words()), amount)
            }
            Flag::TargetRaised => {
                let target = target?;
                let words = with_unit(target.value, &target.unit);
                (Said::Words(words), target.value.0.try_into().ok())
            }
            Flag::ScopeWidened => {
                let coverage = step.coverage.as_ref()?;
                let words = Said::Words(coverage.in_words());
                (words, coverage.count.map(u64::from))
            }
            Flag::DeadlineEarlier => {
                let due = step.due_on?;
                // Without a start, days are still counted between deadlines.
                let start = self.start.map_or(0, Date::day_number);
                (Said::Day(due), (due.day_number() - start).try_into().ok())
            }
            _ => return None,
        })
    }

    fn nearly(&self, days: u64) -> Text {
        let (buffer, s) = (self.buffer_days, if days == 1 { "" } else { "s" });
        Text::new(
            format!("早 {days} 天，在 {buffer} 天以内"),
            format!("{days} day{s} earlier, within {buffer} days"),
        )
    }

    /// An element of which there are several: deliverables, tools.
    fn list(
        &self,
        flag: &Flag,
        step: &'a Step,
        entry: &mut Entry<'a>,
        parent: Option<&Entry<'a>>,
        compares: bool,
    ) {
        let after = demands(flag, step);
        let above = parent_of(self.requirement, step);
        let before = above.map_or_else(Vec::new, |parent| demands(flag, parent));
        let raised = if entry.state.is_some() {
            raised_kinds(&after, &before)
        } else {
            Vec::new()
        };
        let part = entry.state.as_ref().map_or(Part::Original, Part::of);
        for demand in &after {
            let said = Said::Words(demand.in_words());
            let inherited =
                parent.and_then(|parent| parent.values.iter().find(|(other, _)| *other == said));
            let reached = match inherited {
                Some((_, part)) => *part,
                None if raised.iter().any(|(kind, ..)| *kind == demand.kind) => part,
                None => Part::Original,
            };
            if compares {
                add(&mut entry.bar, reached, sevenths_per_year(&[*demand]));
            }
            entry.values.push((said, reached));
        }
        entry.bar.sort_by_key(|(part, _)| *part as u8);
        for (_, before, after) in raised {
            entry.grown.extend(more_demanded(flag, &before, &after));
        }
    }

    fn duty(&self, step: &'a Step, entry: &mut Entry<'a>) {
        let part = entry.state.as_ref().map_or(Part::Original, Part::of);
        if let Some(role) = &step.role {
            let words = Text::new(role.zh(), role.en());
            entry.values.push((Said::Words(words), part));
        } else if entry.state.is_some() {
            let words = Text::new("承担", "does it");
            entry.values.push((Said::Words(words), part));
        }
        if entry.state.is_some() {
            let list = &self.requirement.list;
            entry.from = Some(Said::Words(Text::new(
                format!("清单：{}", list.zh()),
                format!("List: {}", list.en()),
            )));
            entry.grown.push(match list {
                DutyList::Assist => {
                    Text::new("清单上只是配合", "the duty list only asks it to assist")
                }
                _ => Text::new(
                    format!("清单：{}", list.zh()),
                    format!("on the list “{}”", list.en()),
                ),
            });
        }
    }

    fn splits(&self) -> Vec<Split<'a>> {
        let mut splits: Vec<Split<'a>> = Vec::new();
        for step in &self.requirement.steps {
            let Some(parent) = parent_of(self.requirement, step) else {
                continue;
            };
            for target in &step.targets {
                let shared = shared_with(self.requirement, step, target);
                let is_first = shared.first().is_some_and(|(first, _)| first.id == step.id);
                let Some(whole) = same_measure(parent, target) else {
                    continue;
                };
                if shared.len() < 2 || !is_first {
                    continue;
                }
                let sum = shared.iter().map(|(_, share)| share.value.0).sum();
                let flag = Flag::TargetRaised;
                let addition = self
                    .additions_to(&flag, Some(target), step)
                    .into_iter()
                    .next();
                let amount = |value: i64| value.try_into().unwrap_or_default();
                splits.push(Split {
                    parent,
                    target: whole,
                    shares: shared
                        .iter()
                        .map(|(step, share)| (*step, share.value))
                        .collect(),
                    sum: Milli(sum),
                    beyond: addition.map(|_| {
                        grown(
                            &flag,
                            Some(target),
                            step,
                            amount(whole.value.0),
                            amount(sum),
                        )
                    }),
                    state: addition.map(|addition| addition.state.clone()),
                });
            }
        }
        splits
    }
}

pub(super) fn demands<'a>(flag: &Flag, step: &'a Step) -> Vec<Demand<'a>> {
    match flag {
        Flag::AppAdded => tools_of(step),
        _ => deliverables_of(step),
    }
}

/// The parts from above as far as they reach, and what goes beyond them.
fn filled(parts: &[(Part, u64)], amount: u64, beyond: Part) -> (Vec<(Part, u64)>, Part) {
    let mut bar = Vec::new();
    let mut left = amount;
    let mut reached = Part::Original;
    for (part, length) in parts {
        let taken = left.min(*length);
        if taken > 0 {
            add(&mut bar, *part, taken);
            reached = *part;
        }
        left -= taken;
    }
    if left > 0 {
        add(&mut bar, beyond, left);
        reached = beyond;
    }
    (bar, reached)
}

fn add(bar: &mut Vec<(Part, u64)>, part: Part, amount: u64) {
    match bar.iter_mut().find(|(other, _)| *other == part) {
        Some((_, total)) => *total += amount,
        None => bar.push((part, amount)),
    }
}

fn assessment<'a>(step: &'a Step, entry: &mut Entry<'a>, parent: Option<&Entry<'a>>) {
    let part = entry.state.as_ref().map_or(Part::Original, Part::of);
    for (holds, zh, en) in [
        (step.assessment.ranking, "排名", "ranking"),
        // A struck 一 vanishes under its line.
        (step.assessment.veto, "“一票否决”", "single-item veto"),
        (step.assessment.pledge, "责任状", "signed pledge"),
    ] {
        if !holds {
            continue;
        }
        let said = Said::Words(Text::new(zh, en));
        let inherited =
            parent.and_then(|parent| parent.values.iter().find(|(other, _)| *other == said));
        if inherited.is_none() && entry.state.is_some() {
            entry.grown.push(Text::new(zh, en));
        }
        let reached = inherited.map_or(part, |(_, part)| *part);
        entry.values.push((said, reached));
    }
    if entry.state.is_some() && entry.grown.len() == entry.values.len() {
        entry.grown = vec![Text::new("新增", "new")];
    }
}
