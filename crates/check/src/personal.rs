//! Suspected personal data in anything that would be published.

use civic::Text;
use civic::cases::personal_data::{SuspectKind, scan};

use super::checker::{Check, column_of, message};
use crate::columns::{self, Column, ColumnPair};
use crate::{Location, Severity};

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
        t.both(columns::units::NAME, &unit.name);
    });
    each!(check, &sources.documents, false, |t, document| {
        t.both(columns::documents::TITLE, &document.title);
        t.both(columns::documents::ARTICLE, &document.article);
        t.both(columns::documents::TEXT, &document.text);
        t.both(columns::documents::ISSUER, &document.issuer);
        t.one(columns::source::REFERENCE, &document.source.reference);
    });
    each!(check, &sources.goods, false, |t, goods| {
        t.both(columns::goods::NAME, &goods.name);
        t.one(columns::goods::ALIASES, &goods.aliases.join("；"));
    });
    each!(check, &sources.places, false, |t, place| {
        t.both(columns::places::NAME, &place.name);
        t.both(columns::places::SECTION, &place.section);
        t.both(columns::places::NOTE, &place.note);
        t.one(columns::places::ALIASES, &place.aliases.join("；"));
        t.one(columns::source::REFERENCE, &place.source.reference);
    });
    let own_rules = sources.rules.iter().filter(|r| !r.value.outside_times);
    each!(check, own_rules, false, |t, rule| {
        for condition in &rule.conditions {
            t.both(columns::rules::CONDITIONS, condition);
        }
        t.both(columns::rules::FIRST_BREACH, &rule.first_breach);
        t.both(columns::rules::NOTE, &rule.note);
        if let Some(change) = &rule.overrides {
            t.both(columns::changes::REASON, &change.reason);
            t.both(columns::changes::INSTEAD, &change.instead);
        }
        t.one(columns::source::REFERENCE, &rule.source.reference);
    });
    each!(check, &sources.calendar, false, |t, year| {
        for day in &year.days {
            t.both(columns::calendar::NAME, &day.name);
        }
    });
    each!(check, &sources.updates, false, |t, update| {
        t.both(columns::updates::TITLE, &update.title);
        t.both(columns::updates::BODY, &update.body);
        t.one(columns::source::REFERENCE, &update.source.reference);
    });
    each!(check, &sources.services, false, |t, service| {
        t.both(columns::services::NAME, &service.name);
        t.both(columns::services::DESCRIPTION, &service.description);
    });
}

fn levels(check: &mut Check<'_>) {
    let sources = check.sources;
    each!(check, &sources.duties, false, |t, duty| {
        t.both(columns::duties::TITLE, &duty.title);
        t.both(columns::duties::LEAD, &duty.lead);
        t.both(columns::duties::LEAD_DUTY, &duty.lead_duty);
        t.both(columns::duties::UNIT_DUTY, &duty.unit_duty);
        t.both(columns::duties::NOTE, &duty.note);
        t.one(columns::source::REFERENCE, &duty.source.reference);
    });
    each!(check, &sources.requirements, false, |t, requirement| {
        t.both(columns::requirements::TITLE, &requirement.title);
        t.both(columns::requirements::NOTE, &requirement.note);
        t.one(columns::source::REFERENCE, &requirement.source.reference);
        let own = t.location;
        let locations = sources.step_locations.get(&requirement.id);
        for (i, step) in requirement.steps.iter().enumerate() {
            t.location = locations.and_then(|l| l.get(i)).unwrap_or(own);
            t.both(columns::steps::UNIT_NAME, &step.unit_name);
            for target in &step.targets {
                t.both(columns::steps::TARGETS, &target.measure);
            }
            for deliverable in &step.deliverables {
                t.both(columns::steps::DELIVERABLES, &deliverable.name);
            }
            for tool in &step.tools {
                t.both(columns::steps::TOOLS, &tool.name);
            }
            if let Some(coverage) = &step.coverage {
                t.both(columns::steps::COVERAGE, &coverage.text);
            }
            if let Some(basis) = &step.basis {
                t.both(columns::steps::BASIS, &basis.text);
            }
            t.both(columns::steps::NOTE, &step.note);
        }
    });
    each!(check, &sources.corrections, false, |t, correction| {
        t.both(columns::corrections::DECIDED_BY, &correction.decided_by);
        t.both(columns::corrections::BEFORE, &correction.before);
        t.both(columns::corrections::AFTER, &correction.after);
        t.both(columns::corrections::REASON, &correction.reason);
        t.one(columns::source::REFERENCE, &correction.source.reference);
    });
}

fn public(check: &mut Check<'_>) {
    let sources = check.sources;
    each!(check, &sources.cases, true, |t, case| {
        t.both(columns::cases::TITLE, &case.title);
        for event in &case.events {
            t.both(columns::cases::EVENTS, &event.text);
        }
        t.both(columns::cases::ANSWER, &case.answer);
        t.one(columns::source::REFERENCE, &case.source.reference);
    });
}

impl Texts<'_, '_> {
    fn both(&mut self, columns: ColumnPair, text: &Text) {
        self.one(columns.zh, &text.zh);
        self.one(columns.en, &text.en);
    }

    fn one(&mut self, column: Column, text: &str) {
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
                message(
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
