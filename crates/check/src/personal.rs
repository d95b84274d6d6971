//! Suspected personal data in anything that would be published.

use civic::Text;
use civic::cases::personal_data::{Suspect, SuspectKind, scan};

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
        t.names(columns::units::NAME, &unit.name);
    });
    each!(check, &sources.documents, false, |t, document| {
        t.both(columns::documents::TITLE, &document.title);
        t.both(columns::documents::ARTICLE, &document.article);
        t.both(columns::documents::TEXT, &document.text);
        t.both(columns::documents::ISSUER, &document.issuer);
        t.name(columns::source::REFERENCE, &document.source.reference);
    });
    each!(check, &sources.goods, false, |t, goods| {
        t.names(columns::goods::NAME, &goods.name);
        t.name(columns::goods::ALIASES, &goods.aliases.join("；"));
    });
    each!(check, &sources.places, false, |t, place| {
        t.names(columns::places::NAME, &place.name);
        t.names(columns::places::SECTION, &place.section);
        t.both(columns::places::NOTE, &place.note);
        t.name(columns::places::ALIASES, &place.aliases.join("；"));
        t.name(columns::source::REFERENCE, &place.source.reference);
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
        t.name(columns::source::REFERENCE, &rule.source.reference);
    });
    each!(check, &sources.calendar, false, |t, year| {
        for day in &year.days {
            t.both(columns::calendar::NAME, &day.name);
        }
    });
    each!(check, &sources.updates, false, |t, update| {
        t.both(columns::updates::TITLE, &update.title);
        t.both(columns::updates::BODY, &update.body);
        t.name(columns::source::REFERENCE, &update.source.reference);
    });
    each!(check, &sources.services, false, |t, service| {
        t.both(columns::services::NAME, &service.name);
        t.both(columns::services::DESCRIPTION, &service.description);
        let own = t.location;
        let locations = sources.question_locations.get(&service.code);
        for (i, question) in service.questions.iter().enumerate() {
            t.location = locations.and_then(|l| l.get(i)).unwrap_or(own);
            t.both(columns::questions::LABEL, &question.label);
            t.both(columns::questions::HINT, &question.hint);
            for option in &question.options {
                t.both(columns::questions::OPTIONS, &option.name);
            }
        }
    });
}

fn levels(check: &mut Check<'_>) {
    let sources = check.sources;
    each!(check, &sources.duties, false, |t, duty| {
        t.both(columns::duties::TITLE, &duty.title);
        t.both(columns::duties::LEAD, &duty.lead);
        t.both(columns::duties::LEAD_DUTY, &duty.lead_duty);
        t.both(columns::duties::UNIT_DUTY, &duty.unit_duty);
        t.both(columns::duties::TAKEOVER, &duty.takeover);
        t.both(columns::duties::NOTE, &duty.note);
        t.name(columns::source::REFERENCE, &duty.source.reference);
    });
    each!(check, &sources.admissions, false, |t, admission| {
        t.both(columns::admissions::TITLE, &admission.title);
        t.both(columns::admissions::PROPOSED_BY, &admission.proposed_by);
        t.both(columns::admissions::DECIDED_BY, &admission.decided_by);
        t.both(columns::admissions::REASON, &admission.reason);
        t.name(columns::source::REFERENCE, &admission.source.reference);
    });
    each!(check, &sources.requirements, false, |t, requirement| {
        t.both(columns::requirements::TITLE, &requirement.title);
        t.both(columns::requirements::NOTE, &requirement.note);
        t.name(columns::source::REFERENCE, &requirement.source.reference);
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
    each!(check, &sources.limits, false, |t, limit| {
        t.both(columns::limits::ARTICLE, &limit.article);
        t.both(columns::limits::ADVICE, &limit.advice);
        t.name(columns::source::REFERENCE, &limit.source.reference);
    });
    each!(check, &sources.corrections, false, |t, correction| {
        t.both(columns::corrections::DECIDED_BY, &correction.decided_by);
        t.both(columns::corrections::BEFORE, &correction.before);
        t.both(columns::corrections::AFTER, &correction.after);
        t.both(columns::corrections::REASON, &correction.reason);
        t.name(columns::source::REFERENCE, &correction.source.reference);
    });
}

/// Whom a case was referred to is an office with its number: what is sure in a name is sure there.
fn public(check: &mut Check<'_>) {
    let sources = check.sources;
    each!(check, &sources.cases, true, |t, case| {
        t.both(columns::cases::TITLE, &case.title);
        for event in &case.events {
            t.both(columns::cases::EVENTS, &event.text);
        }
        t.both(columns::cases::MEANS_GROUND, &case.means_ground);
        for pause in &case.pauses {
            t.both(columns::cases::PAUSES, &pause.reason);
        }
        t.both(columns::cases::ANSWER, &case.answer);
        t.one(columns::source::REFERENCE, &case.source.reference);
    });
    each!(check, &sources.cases, false, |t, case| {
        t.names(columns::cases::REFERRED_TO, &case.referred_to);
    });
}

impl Texts<'_, '_> {
    fn both(&mut self, columns: ColumnPair, text: &Text) {
        self.one(columns.zh, &text.zh);
        self.one(columns.en, &text.en);
    }

    fn names(&mut self, columns: ColumnPair, text: &Text) {
        self.name(columns.zh, &text.zh);
        self.name(columns.en, &text.en);
    }

    fn one(&mut self, column: Column, text: &str) {
        self.all(column, text, |_, _| true);
    }

    /// Names and references are full of the numbers of roads, houses and other people's data.
    fn name(&mut self, column: Column, text: &str) {
        self.all(column, text, is_sure_in_a_name);
    }

    fn all(&mut self, column: Column, text: &str, is_sure: impl Fn(&Suspect, &str) -> bool) {
        if !may_hold_any(text) {
            return;
        }
        for suspect in scan(text).iter().filter(|suspect| is_sure(suspect, text)) {
            let found = masked(text.get(suspect.start..suspect.end).unwrap_or_default());
            // An office may publish its own telephone and the plate of a bus; a person's number
            // in what the public wrote must go.
            let severity = match suspect.kind {
                SuspectKind::IdentityNumber => Severity::Error,
                _ if self.from_public => Severity::Error,
                _ => Severity::Warning,
            };
            let (zh, en) = (suspect.kind.zh(), suspect.kind.en());
            let article = if en.starts_with(['e', 'i']) {
                "an"
            } else {
                "a"
            };
            let (keep_zh, keep_en) = if severity == Severity::Error {
                ("", "")
            } else {
                (
                    "；确是单位公开的可以保留",
                    "; an office's own public one may stay",
                )
            };
            let at = column_of(self.location, column);
            self.check.add(
                "personal_data_suspected",
                severity,
                at,
                &found,
                message(
                    format!("这里像是有{zh}（{found}），公布后人人可见"),
                    format!("This seems to hold {article} {en} ({found}); once published, everyone sees it"),
                    format!("删去，或改成“{zh}略”{keep_zh}"),
                    format!("Take it out, or write \"{en} withheld\"{keep_en}"),
                ),
            );
        }
    }
}

/// False where nothing of what is looked for can be: no digit, no letter, and not as many Chinese
/// digits as a telephone number has.
fn may_hold_any(text: &str) -> bool {
    const LEAST: usize = 10;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ('！'..='～').contains(&c);
    let is_chinese = |c: &char| "〇○零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖".contains(*c);
    text.contains(is_plain) || text.chars().filter(is_chinese).take(LEAST).count() == LEAST
}

/// True where a name can hold nothing else: a mobile number in one piece in a Chinese name, or a
/// number beside the word for a telephone or a card.
fn is_sure_in_a_name(suspect: &Suspect, name: &str) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| name.to_lowercase().contains(word));
    let found = name.get(suspect.start..suspect.end).unwrap_or_default();
    match suspect.kind {
        SuspectKind::Telephone => {
            let in_one = found.starts_with('1') && found.chars().count() == 11;
            in_one && !name.contains(|c: char| c.is_ascii_alphabetic())
                || says(&["电话", "手机", "座机", "tel", "phone"])
        }
        SuspectKind::BankCard => says(&["卡", "card"]),
        _ => true,
    }
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
