//! Detects added demands 加码 by comparing the steps of a requirement level by level 逐级比对.
//!
//! Each step is compared with the nearest step above it that specifies the value, and its deadline
//! also with the origin's, as small changes on the way may add up. A step that only passes on a
//! demand adds nothing. A finding is *to be checked*: only a named unit decides. How often the
//! comparison is right is in `docs/comparison.md`.
//!
//! [`compare`] is the entry point; it runs one method of `Pair` per [`Flag`]. The `in_words`
//! methods at the end put values into words. What units decide about an addition is in the module
//! `review`.

use std::fmt::Write as _;

use serde::Serialize;

use crate::duties::{
    Basis, Bound, Coverage, DutyList, Frequency, Level, Milli, Period, Requirement, Role, Step,
    Target,
};
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{StepId, Text};

open_enum! {
    /// What a step adds 加码类型.
    Flag {
        /// It is due earlier, by more than the buffer.
        DeadlineEarlier = "deadline_earlier", "时限提前", "Due earlier";
        /// The target for the same measure is stricter: higher for "at least", lower for "at most".
        TargetRaised = "target_raised", "指标抬高", "Target raised";
        /// It is demanded more often.
        FrequencyRaised = "frequency_raised", "频次增加", "Asked more often";
        /// More reports, forms, photos, ledgers or meetings.
        DeliverableAdded = "deliverable_added", "材料增加", "More to hand in";
        /// An app, a check-in, a group relay or a screenshot.
        AppAdded = "app_added", "指尖负担", "Phone tool added";
        /// It covers more of the same unit of count, or all instead of some.
        ScopeWidened = "scope_widened", "范围扩大", "Scope widened";
        /// A ranking, a veto or a pledge.
        AssessmentAdded = "assessment_added", "考核加码", "Assessment added";
        /// A street or community is given a duty that was taken back or barred, or the lead of one
        /// in which it only assists.
        DutyPushedDown = "duty_pushed_down", "责任下移", "Duty pushed down";
    }
}

open_enum! {
    /// The state of an addition. [`compare`] knows the first two; the others are decided by a unit.
    AdditionState {
        /// To be checked.
        ToBeChecked = "to_be_checked", "待核实", "To be checked";
        /// It has a basis of an equal or higher level, or an emergency.
        Justified = "justified", "有依据", "Has a basis";
        /// A unit is reviewing it.
        UnderReview = "under_review", "复核中", "Under review";
        /// A unit has confirmed that it is an added demand.
        Confirmed = "confirmed", "已认定", "Confirmed";
        /// A unit has corrected it.
        Corrected = "corrected", "已纠正", "Corrected";
    }
}

/// A demand that a step adds, with both values, so that a reader can check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Addition {
    /// What kind.
    pub flag: Flag,
    /// Whether it is justified by a basis, and what was decided about it.
    pub state: AdditionState,
    /// The step that adds.
    pub step: StepId,
    /// The step it was compared with.
    pub against: StepId,
    /// The value in that step, in words.
    pub before: Text,
    /// The value in the step that adds, in words.
    pub after: Text,
    /// The basis that the step names.
    pub basis: Option<Basis>,
}

/// The flags that are raised and not justified, each once, in the order of [`Flag::ALL`].
pub fn open_flags(requirement: &Requirement, deadline_buffer_days: u32) -> Vec<Flag> {
    let additions = compare(requirement, deadline_buffer_days);
    Flag::ALL
        .iter()
        .filter(|flag| {
            additions
                .iter()
                .any(|a| a.flag == **flag && a.state == AdditionState::ToBeChecked)
        })
        .cloned()
        .collect()
}

/// Compares every step with its parent and with the origin. `deadline_buffer_days` is the number of
/// days by which a deadline may be earlier.
pub fn compare(requirement: &Requirement, deadline_buffer_days: u32) -> Vec<Addition> {
    let mut additions = Vec::new();
    for step in &requirement.steps {
        let Some(parent) = parent_of(requirement, step) else {
            continue;
        };
        let origin = origin_of(requirement, parent);
        let justified = step
            .basis
            .as_ref()
            .is_some_and(|b| b.emergency || b.level.is_at_least(&parent.level));
        let pair = Pair {
            requirement,
            step,
            parent,
            origin,
        };
        for (flag, against, before, after) in pair.additions(i64::from(deadline_buffer_days)) {
            additions.push(Addition {
                flag,
                state: if justified {
                    AdditionState::Justified
                } else {
                    AdditionState::ToBeChecked
                },
                step: step.id.clone(),
                against: against.id.clone(),
                before,
                after,
                basis: step.basis.clone(),
            });
        }
    }
    additions
}

/// The parent of a step; `None` for the origin.
pub fn parent_of<'a>(requirement: &'a Requirement, step: &Step) -> Option<&'a Step> {
    let parent = step.parent.as_ref()?;
    requirement
        .steps
        .iter()
        .find(|s| s.id == *parent && s.id != step.id)
}

fn origin_of<'a>(requirement: &'a Requirement, step: &'a Step) -> &'a Step {
    let mut origin = step;
    // The loop is bounded, as a cycle of parents (an error at publication) would not end.
    for _ in &requirement.steps {
        match parent_of(requirement, origin) {
            Some(parent) => origin = parent,
            None => break,
        }
    }
    origin
}

type Found<'a> = (Flag, &'a Step, Text, Text);

struct Pair<'a> {
    requirement: &'a Requirement,
    step: &'a Step,
    parent: &'a Step,
    origin: &'a Step,
}

impl<'a> Pair<'a> {
    fn additions(&self, buffer_days: i64) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        found.extend(self.deadline(buffer_days));
        found.extend(self.targets());
        found.extend(self.frequency());
        found.extend(self.deliverables());
        found.extend(self.tools());
        found.extend(self.coverage());
        found.extend(self.assessment());
        found.extend(self.duty());
        found
    }

    /// The value in the parent or, if it has none, in the nearest step above that has one, with the
    /// step it comes from.
    fn inherited<T>(&self, value: impl Fn(&'a Step) -> Option<T>) -> Option<(&'a Step, T)> {
        let mut above = self.parent;
        // Bounded, as in `origin_of`.
        for _ in &self.requirement.steps {
            if let Some(value) = value(above) {
                return Some((above, value));
            }
            above = parent_of(self.requirement, above)?;
        }
        None
    }

    fn deadline(&self, buffer_days: i64) -> Option<Found<'a>> {
        let due = self.step.due_on?;
        let is_earlier_than = |day: Date| day.day_number() - due.day_number() > buffer_days;
        let (above, day) = self.inherited(|step| step.due_on)?;
        let passes_on = due >= day;
        let (against, before) = if is_earlier_than(day) {
            (above, day)
        } else {
            let first = self.origin.due_on.filter(|first| is_earlier_than(*first));
            (self.origin, first.filter(|_| !passes_on)?)
        };
        Some((
            Flag::DeadlineEarlier,
            against,
            before.in_words(),
            due.in_words(),
        ))
    }

    fn targets(&self) -> Vec<Found<'a>> {
        self.step
            .targets
            .iter()
            .filter_map(|target| self.target(target))
            .collect()
    }

    fn target(&self, target: &Target) -> Option<Found<'a>> {
        let (against, before) = self.inherited(|step| same_measure(step, target))?;
        let shared = shared_with(self.requirement, self.step, target);
        let sum = shared.iter().map(|(_, share)| share.value.0).sum();
        let raised = match target.bound {
            Bound::AtLeast => sum > before.value.0,
            Bound::AtMost => sum < before.value.0,
            Bound::Unknown(_) => false,
        };
        if !raised {
            return None;
        }
        let mut after = target.in_words();
        if shared.len() > 1 {
            let total = format!("{}{}", Milli(sum), target.unit);
            let _ = write!(after.zh, "（同级合计 {total}）");
            let _ = write!(after.en, " (units of this level together: {total})");
        }
        Some((Flag::TargetRaised, against, before.in_words(), after))
    }

    fn frequency(&self) -> Option<Found<'a>> {
        let after = self.step.frequency.as_ref()?;
        let (against, before) = self.inherited(|step| step.frequency.as_ref())?;
        (after.sevenths_a_year()? > before.sevenths_a_year()?).then(|| {
            (
                Flag::FrequencyRaised,
                against,
                before.in_words(),
                after.in_words(),
            )
        })
    }

    fn deliverables(&self) -> Vec<Found<'a>> {
        self.more_demanded(&Flag::DeliverableAdded, deliverables_of)
    }

    fn tools(&self) -> Vec<Found<'a>> {
        self.more_demanded(&Flag::AppAdded, tools_of)
    }

    /// One finding per kind of which more is demanded per year than by the parent.
    fn more_demanded(
        &self,
        flag: &Flag,
        items: impl Fn(&'a Step) -> Vec<Demand<'a>>,
    ) -> Vec<Found<'a>> {
        raised_kinds(&items(self.step), &items(self.parent))
            .into_iter()
            .map(|(kind, before, after)| {
                let (before, after) = (list_demands(&before, kind), list_demands(&after, kind));
                (flag.clone(), self.parent, before, after)
            })
            .collect()
    }

    fn coverage(&self) -> Option<Found<'a>> {
        let after = self.step.coverage.as_ref()?;
        let found = |(against, before): (&'a Step, &'a Coverage)| {
            (
                Flag::ScopeWidened,
                against,
                before.in_words(),
                after.in_words(),
            )
        };
        let above = self.inherited(|step| step.coverage.as_ref())?;
        if after.all && !above.1.all {
            return Some(found(above));
        }
        // A level that counts in another unit says nothing of this one.
        let counted = self.inherited(|step| {
            let coverage = step.coverage.as_ref()?;
            let is_same = coverage.count.is_some() && coverage.unit == after.unit;
            is_same.then_some(coverage)
        });
        counted
            .filter(|(_, before)| !after.unit.is_empty() && after.count > before.count)
            .map(found)
    }

    fn assessment(&self) -> Option<Found<'a>> {
        let (before, after) = (self.parent.assessment, self.step.assessment);
        let added = after.ranking && !before.ranking
            || after.veto && !before.veto
            || after.pledge && !before.pledge;
        added.then(|| {
            (
                Flag::AssessmentAdded,
                self.parent,
                before.in_words(),
                after.in_words(),
            )
        })
    }

    fn duty(&self) -> Option<Found<'a>> {
        let low = |step: &Step| matches!(step.level, Level::Street | Level::Community);
        if !low(self.step) {
            return None;
        }
        let list = &self.requirement.list;
        // A low unit passes on what it was given, and gives what it was not given.
        let is_given = !low(self.parent) || self.parent.parent.is_none();
        let given_unlisted = matches!(list, DutyList::TakenBack | DutyList::Barred) && is_given;
        let given_lead = *list == DutyList::Assist
            && self.step.role == Some(Role::Lead)
            && !(low(self.parent) && self.parent.role == Some(Role::Lead));
        (given_unlisted || given_lead).then(|| {
            let unit = &self.step.unit_name;
            let (part_zh, part_en) = if given_lead {
                ("牵头", "to lead")
            } else {
                ("承担", "to do")
            };
            (
                Flag::DutyPushedDown,
                self.parent,
                Text::new(
                    format!("清单：{}", list.zh()),
                    format!("List: {}", list.en()),
                ),
                Text::new(
                    format!("由{}{part_zh}", unit.zh),
                    format!(
                        "Given to {} {part_en}",
                        if unit.en.is_empty() {
                            &unit.zh
                        } else {
                            &unit.en
                        }
                    ),
                ),
            )
        })
    }
}

pub(super) fn same_measure<'s>(step: &'s Step, target: &Target) -> Option<&'s Target> {
    step.targets.iter().find(|t| t.is_same_measure(target))
}

/// The steps that share a target of their parent, each with its share; of a rate, the step alone.
pub(super) fn shared_with<'a>(
    requirement: &'a Requirement,
    step: &'a Step,
    target: &'a Target,
) -> Vec<(&'a Step, &'a Target)> {
    if target.rate {
        return vec![(step, target)];
    }
    let siblings = requirement.steps.iter().filter(|s| s.parent == step.parent);
    siblings
        .filter_map(|s| Some((s, same_measure(s, target)?)))
        .collect()
}

/// Something that a step demands: a deliverable or the use of a phone tool.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Demand<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) name: &'a Text,
    pub(super) frequency: &'a Frequency,
}

/// The code of a kind, and what it is called.
type Kind<'a> = (&'a str, &'a str, &'a str);

pub(super) fn deliverables_of(step: &Step) -> Vec<Demand<'_>> {
    let items = step.deliverables.iter();
    items
        .map(|d| Demand {
            kind: (d.kind.code(), d.kind.zh(), d.kind.en()),
            name: &d.name,
            frequency: &d.frequency,
        })
        .collect()
}

pub(super) fn tools_of(step: &Step) -> Vec<Demand<'_>> {
    let items = step.tools.iter();
    items
        .map(|t| Demand {
            kind: (t.kind.code(), t.kind.zh(), t.kind.en()),
            name: &t.name,
            frequency: &t.frequency,
        })
        .collect()
}

/// The kinds of which more is demanded per year than before, each with its demands before and after.
pub(super) fn raised_kinds<'a>(
    after: &[Demand<'a>],
    before: &[Demand<'a>],
) -> Vec<(Kind<'a>, Vec<Demand<'a>>, Vec<Demand<'a>>)> {
    let of = |items: &[Demand<'a>], code: &str| -> Vec<Demand<'a>> {
        items.iter().filter(|i| i.kind.0 == code).copied().collect()
    };
    let mut seen: Vec<&str> = Vec::new();
    let mut raised = Vec::new();
    for Demand { kind, .. } in after {
        if seen.contains(&kind.0) {
            continue;
        }
        seen.push(kind.0);
        let (before, after) = (of(before, kind.0), of(after, kind.0));
        if sevenths_per_year(&after) > sevenths_per_year(&before) {
            raised.push((*kind, before, after));
        }
    }
    raised
}

/// The total frequency per year, in sevenths; an unknown period counts as zero.
pub(super) fn sevenths_per_year(items: &[Demand<'_>]) -> u64 {
    items
        .iter()
        .filter_map(|i| i.frequency.sevenths_a_year())
        .sum()
}

fn list_demands(items: &[Demand<'_>], kind: (&str, &str, &str)) -> Text {
    if items.is_empty() {
        return Text::new(format!("{}：无", kind.1), format!("{}: none", kind.2));
    }
    let mut text = Text::default();
    for item in items {
        if !text.is_empty() {
            text.zh.push('；');
            text.en.push_str("; ");
        }
        let one = item.in_words();
        text.zh.push_str(&one.zh);
        text.en.push_str(&one.en);
    }
    text
}

impl Demand<'_> {
    /// In words: 日报表（每天1次）.
    pub(super) fn in_words(&self) -> Text {
        let often = self.frequency.in_words();
        let or = |name: &str, kind: &str| if name.is_empty() { kind } else { name }.to_owned();
        Text::new(
            format!("{}（{}）", or(&self.name.zh, self.kind.1), often.zh),
            format!("{} ({})", or(&self.name.en, self.kind.2), often.en),
        )
    }
}

impl Frequency {
    /// Times per year, in sevenths so that weeks divide evenly: daily is 365 times a year, weekly
    /// 365 ÷ 7. A single time counts as once a year. `None` if the period is unknown.
    pub fn sevenths_a_year(&self) -> Option<u64> {
        let sevenths = match self.per {
            Period::Once | Period::Year => 7,
            Period::Quarter => 28,
            Period::Month => 84,
            Period::Week => 365,
            Period::Day => 2555,
            Period::Unknown(_) => return None,
        };
        Some(u64::from(self.times) * sevenths)
    }

    /// In words: 每周2次 / 2 times a week.
    pub fn in_words(&self) -> Text {
        let times = self.times;
        match (&self.per, times) {
            (Period::Once, 1) => Text::new("一次", "once"),
            (Period::Once, _) => Text::new(format!("{times}次"), format!("{times} times")),
            (per, 1) => Text::new(format!("{}1次", per.zh()), format!("once {}", per.en())),
            (per, _) => Text::new(
                format!("{}{times}次", per.zh()),
                format!("{times} times {}", per.en()),
            ),
        }
    }
}

impl std::fmt::Display for Milli {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{part:03}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

impl Target {
    /// Returns `true` if both have the same measure, unit and direction.
    pub fn is_same_measure(&self, other: &Self) -> bool {
        self.measure.zh == other.measure.zh && self.unit == other.unit && self.bound == other.bound
    }

    /// In words: 签订率不少于85% / Signing rate at least 85%.
    pub fn in_words(&self) -> Text {
        let (value, unit) = (self.value, &self.unit);
        let measure_en = if self.measure.en.is_empty() {
            &self.measure.zh
        } else {
            &self.measure.en
        };
        Text::new(
            format!("{}{}{value}{unit}", self.measure.zh, self.bound.zh()),
            format!("{measure_en} {} {value}{}", self.bound.en(), unit_en(unit)),
        )
    }
}

/// A unit of measure in English. Measure words 量词 are omitted; an unknown unit is returned
/// unchanged.
pub(super) fn unit_en(unit: &str) -> &str {
    match unit {
        "工作日" | "个工作日" => " working days",
        "天" | "日" | "个自然日" | "自然日" => " days",
        "小时" => " hours",
        "学时" => " class hours",
        "分钟" => " minutes",
        "字" => " characters",
        "人" => " people",
        "个" | "处" | "项" | "场" | "条" | "家" | "件" | "座" | "块" | "次" | "户" | "份" => {
            ""
        }
        other => other,
    }
}

impl Coverage {
    /// In words: 主干道（18条）.
    pub fn in_words(&self) -> Text {
        let mut text = self.text.clone();
        if let Some(count) = self.count {
            let _ = write!(text.zh, "（{count}{}）", self.unit);
            let _ = write!(text.en, " ({count})");
        } else if self.all && !self.text.zh.contains('全') {
            text.zh.push_str("（全部）");
            text.en.push_str(" (all)");
        }
        text
    }
}

impl crate::duties::Assessment {
    /// In words: 排名、一票否决, or 无.
    pub fn in_words(self) -> Text {
        let parts = [
            (self.ranking, "排名", "ranking"),
            (self.veto, "一票否决", "single-item veto"),
            (self.pledge, "责任状", "signed pledge"),
        ];
        let mut text = Text::default();
        for (_, zh, en) in parts.iter().filter(|(holds, ..)| *holds) {
            if !text.is_empty() {
                text.zh.push('、');
                text.en.push_str(", ");
            }
            text.zh.push_str(zh);
            text.en.push_str(en);
        }
        if text.is_empty() {
            Text::new("无", "none")
        } else {
            text
        }
    }
}
