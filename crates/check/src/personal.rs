//! Suspected personal data in anything that would be published.

use super::checker::{Check, column_of, says};
use crate::{Location, Severity};
use civic::Text;
use civic::cases::personal_data::{SuspectKind, scan};

/// Collects the texts of a row.
struct Texts<'a, 'b> {
    check: &'a mut Check<'b>,
    location: &'a Location,
    /// True for words that came from the public: nothing there is an office's own number.
    from_public: bool,
}

pub(crate) fn check(check: &mut Check<'_>) {
    offices(check);
    levels(check);
    public(check);
}

macro_rules! each {
    ($check:ident, $rows:expr, $public:literal, |$texts:ident, $value:ident| $body:block) => {
        for row in $rows {
            let $value = &row.value;
            let mut $texts = Texts {
                check: $check,
                location: &row.location,
                from_public: $public,
            };
            $body
        }
    };
}

fn offices(check: &mut Check<'_>) {
    let sources = check.sources;
    each!(check, &sources.units, false, |t, unit| {
        t.both("名称", &unit.name);
    });
    each!(check, &sources.documents, false, |t, document| {
        t.both("标题", &document.title);
        t.both("条款", &document.article);
        t.both("原文", &document.text);
        t.both("发文单位", &document.issuer);
        t.one("来源说明", &document.source.reference);
    });
    each!(check, &sources.goods, false, |t, goods| {
        t.both("名称", &goods.name);
        t.one("别名", &goods.aliases.join("；"));
    });
    each!(check, &sources.places, false, |t, place| {
        t.both("名称", &place.name);
        t.both("路段", &place.section);
        t.both("备注", &place.note);
        t.one("别名", &place.aliases.join("；"));
        t.one("来源说明", &place.source.reference);
    });
    let own_rules = sources.rules.iter().filter(|r| !r.value.outside_times);
    each!(check, own_rules, false, |t, rule| {
        for condition in &rule.conditions {
            t.both("条件", condition);
        }
        t.both("首违", &rule.first_breach);
        t.both("备注", &rule.note);
        if let Some(change) = &rule.overrides {
            t.both("原因", &change.reason);
            t.both("改到", &change.instead);
        }
        t.one("来源说明", &rule.source.reference);
    });
    each!(check, &sources.calendar, false, |t, year| {
        for day in &year.days {
            t.both("名称", &day.name);
        }
    });
    each!(check, &sources.updates, false, |t, update| {
        t.both("标题", &update.title);
        t.both("内容", &update.body);
        t.one("来源说明", &update.source.reference);
    });
    each!(check, &sources.services, false, |t, service| {
        t.both("名称", &service.name);
        t.both("说明", &service.description);
    });
}

fn levels(check: &mut Check<'_>) {
    let sources = check.sources;
    each!(check, &sources.duties, false, |t, duty| {
        t.both("事项名称", &duty.title);
        t.both("牵头或承接部门", &duty.lead);
        t.both("部门职责", &duty.lead_duty);
        t.both("街道职责或承接方式", &duty.unit_duty);
        t.both("备注", &duty.note);
        t.one("来源说明", &duty.source.reference);
    });
    each!(check, &sources.requirements, false, |t, requirement| {
        t.both("标题", &requirement.title);
        t.both("备注", &requirement.note);
        t.one("来源说明", &requirement.source.reference);
        let own = t.location;
        let locations = sources.step_locations.get(&requirement.id);
        for (i, step) in requirement.steps.iter().enumerate() {
            t.location = locations.and_then(|l| l.get(i)).unwrap_or(own);
            t.both("单位名称", &step.unit_name);
            for target in &step.targets {
                t.both("指标", &target.measure);
            }
            for deliverable in &step.deliverables {
                t.both("材料", &deliverable.name);
            }
            for tool in &step.tools {
                t.both("工具", &tool.name);
            }
            if let Some(coverage) = &step.coverage {
                t.both("范围", &coverage.text);
            }
            if let Some(basis) = &step.basis {
                t.both("依据", &basis.text);
            }
            t.both("备注", &step.note);
        }
    });
    each!(check, &sources.corrections, false, |t, correction| {
        t.both("决定单位", &correction.decided_by);
        t.both("纠正前", &correction.before);
        t.both("纠正后", &correction.after);
        t.both("理由", &correction.reason);
        t.one("来源说明", &correction.source.reference);
    });
}

fn public(check: &mut Check<'_>) {
    let sources = check.sources;
    each!(check, &sources.cases, true, |t, case| {
        t.both("标题", &case.title);
        for event in &case.events {
            t.both("经过", &event.text);
        }
        t.both("答复", &case.answer);
        t.one("来源说明", &case.source.reference);
    });
}

impl Texts<'_, '_> {
    /// Both languages; the English column bears the Chinese one's name after 英文.
    fn both(&mut self, column: &str, text: &Text) {
        self.one(column, &text.zh);
        if text.en.chars().any(is_digit) {
            self.one(&format!("英文{column}"), &text.en);
        }
    }

    fn one(&mut self, column: &str, text: &str) {
        // Everything that is looked for has a digit; most texts have none.
        if !text.chars().any(is_digit) {
            return;
        }
        for suspect in scan(text) {
            let found = masked(text.get(suspect.start..suspect.end).unwrap_or_default());
            // An office may publish its own telephone and the plate of a bus; a person's number
            // in what the public wrote must go.
            let severity = match suspect.kind {
                SuspectKind::IdentityNumber => Severity::Error,
                _ if self.from_public => Severity::Error,
                _ => Severity::Warning,
            };
            let (zh, en) = (suspect.kind.zh(), suspect.kind.en());
            let article = if en.starts_with('i') { "an" } else { "a" };
            let at = column_of(self.location, column);
            self.check.add(
                "personal_data_suspected",
                severity,
                at,
                &found,
                says(
                    format!("这里像是有{zh}（{found}），公布后人人可见"),
                    format!("This seems to hold {article} {en} ({found}); once published, everyone sees it"),
                    "删去，或改成“电话略”；确是单位公开的电话可以保留",
                    "Take it out, or write \"telephone withheld\"; an office's own public number may stay",
                ),
            );
        }
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The first three and the last two characters: enough to find it, too little to use it.
fn masked(found: &str) -> String {
    let count = found.chars().count();
    found
        .chars()
        .enumerate()
        .map(|(i, c)| if i < 3 || i + 2 >= count { c } else { '*' })
        .collect()
}
