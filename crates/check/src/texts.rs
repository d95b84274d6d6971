//! Everything a city's sheets and settings say in words, each with its cell.
//!
//! Every type is taken apart field by field, so that a new field does not compile until somebody
//! has said whether it holds words.

use civic::Text;
use civic::cases::{Case, CaseEvent, MeansDefinition, Pause, Question, QuestionOption, Service};
use civic::documents::{Correction, CorrectionTarget, Document, Limit, Source, Update};
use civic::duties::{
    Admission, Basis, Coverage, Deliverable, DutyItem, Requirement, Step, Target, Tool, Unit,
};
use civic::places::{BaseFeature, Place};
use civic::rules::{Goods, GoodsSet, Override, Rule, Scope};
use civic::search::Synonyms;
use civic::time::CalendarYear;

use crate::checker::whole_file;
use crate::columns::{self, Column, ColumnPair, files};
use crate::{CitySettings, Location, Sources};

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// Words for readers.
    Prose,
    /// An identifier, the row's own or another's.
    Id,
    /// An address.
    Link,
}

/// A text, its row and the heading of its column.
#[derive(Clone, Copy)]
pub(crate) struct CellText<'a> {
    pub(crate) location: &'a Location,
    pub(crate) column: &'static str,
    pub(crate) kind: TextKind,
    pub(crate) text: &'a str,
}

impl CellText<'_> {
    /// The cell.
    pub(crate) fn at(&self) -> Location {
        Location {
            column: self.column.to_owned(),
            ..self.location.clone()
        }
    }
}

/// Calls `visit` for each text that is not empty.
pub(crate) fn each(sources: &Sources, visit: &mut dyn FnMut(CellText<'_>)) {
    let settings = whole_file(files::SETTINGS);
    let whole_base = whole_file(files::BASE);
    let mut walk = Walk {
        location: &settings,
        visit,
    };
    if let Some(settings) = &sources.settings {
        walk.settings(settings);
    }
    macro_rules! rows {
        ($($rows:ident: $read:ident,)+) => {$(
            for row in &sources.$rows {
                walk.location = &row.location;
                walk.$read(&row.value);
            }
        )+};
    }
    rows! {
        units: unit,
        documents: document,
        goods: goods,
        places: place,
        duties: duty,
        admissions: admission,
        limits: limit,
        corrections: correction,
        updates: update,
        cases: case,
        synonyms: synonyms,
    }
    if let Some(base) = &sources.base {
        walk.location = &whole_base;
        walk.base_text("note", &base.credit);
        for (feature, location) in base.features.iter().zip(&sources.base_locations) {
            walk.location = location;
            let BaseFeature {
                kind: _,
                name,
                shape: _,
                parts: _,
            } = feature;
            walk.base_text("名称", name);
        }
    }
    // What a rule for the time outside says, its own row says already.
    for row in sources.rules.iter().filter(|r| !r.value.outside_times) {
        walk.location = &row.location;
        walk.rule(&row.value);
    }
    for row in &sources.calendar {
        let days = sources.calendar_locations.get(&row.value.year);
        walk.calendar(&row.value, &row.location, days.map_or(&[], Vec::as_slice));
    }
    for row in &sources.services {
        walk.location = &row.location;
        let questions = sources.question_locations.get(&row.value.code);
        walk.service(&row.value, questions.map_or(&[], Vec::as_slice));
    }
    for row in &sources.requirements {
        let steps = sources.step_locations.get(&row.value.id);
        walk.requirement(&row.value, &row.location, steps.map_or(&[], Vec::as_slice));
    }
}

struct Walk<'a, 'v> {
    location: &'a Location,
    visit: &'v mut dyn FnMut(CellText<'_>),
}

impl<'a> Walk<'a, '_> {
    fn say(&mut self, column: &'static str, kind: TextKind, text: &str) {
        if !text.is_empty() {
            (self.visit)(CellText {
                location: self.location,
                column,
                kind,
                text,
            });
        }
    }

    fn base_text(&mut self, column: &'static str, text: &Text) {
        self.say(column, TextKind::Prose, &text.zh);
        self.say(column, TextKind::Prose, &text.en);
    }

    fn prose(&mut self, column: Column, text: &str) {
        self.say(column.zh, TextKind::Prose, text);
    }

    fn both(&mut self, columns: ColumnPair, text: &Text) {
        self.prose(columns.zh, &text.zh);
        self.prose(columns.en, &text.en);
    }

    fn id(&mut self, column: Column, id: &str) {
        self.say(column.zh, TextKind::Id, id);
    }

    fn source(&mut self, source: &Source) {
        let Source { kind: _, reference } = source;
        self.prose(columns::source::REFERENCE, reference);
    }

    fn settings(&mut self, settings: &CitySettings) {
        let CitySettings {
            id,
            name,
            sample: _,
            zone: _,
            site,
            licence,
            licence_url,
            bounds: _,
            deadline_buffer_days: _,
            hotline,
            emergency,
            notice,
            tiles,
            expiry_day: _,
            feedback: _,
            means,
        } = settings;
        self.say("id", TextKind::Id, id);
        let attribution = tiles.as_ref().map(|t| &t.attribution);
        let texts = [
            ("name", Some(name)),
            ("licence", Some(licence)),
            ("notice", Some(notice)),
            ("map.attribution", attribution),
        ];
        for (key, text) in texts {
            for said in text.iter().flat_map(|t| [&t.zh, &t.en]) {
                self.say(key, TextKind::Prose, said);
            }
        }
        for means in means {
            let MeansDefinition {
                version,
                since: _,
                service,
                management,
                enforcement,
            } = means;
            self.say("means.version", TextKind::Prose, version);
            self.base_text("means.service", service);
            self.base_text("means.management", management);
            self.base_text("means.enforcement", enforcement);
        }
        self.say("hotline", TextKind::Prose, hotline);
        for number in emergency {
            self.say("emergency", TextKind::Prose, number);
        }
        self.say("licence.url", TextKind::Link, licence_url);
        self.say("site", TextKind::Link, site.as_deref().unwrap_or_default());
        let template = tiles.as_ref().map_or("", |t| t.template.as_str());
        self.say("map.tiles", TextKind::Link, template);
    }

    fn unit(&mut self, unit: &Unit) {
        let Unit {
            code,
            name,
            level: _,
            parent,
        } = unit;
        self.id(columns::units::CODE, code.as_str());
        self.both(columns::units::NAME, name);
        if let Some(parent) = parent {
            self.id(columns::units::PARENT, parent.as_str());
        }
    }

    fn document(&mut self, document: &Document) {
        let Document {
            id,
            number,
            title,
            article,
            text,
            issuer,
            level: _,
            issued_on: _,
            expires_on: _,
            status: _,
            link,
            source,
        } = document;
        self.id(columns::documents::ID, id.as_str());
        self.prose(columns::documents::NUMBER, number);
        self.both(columns::documents::TITLE, title);
        self.both(columns::documents::ARTICLE, article);
        self.both(columns::documents::TEXT, text);
        self.both(columns::documents::ISSUER, issuer);
        self.say(columns::documents::LINK.zh, TextKind::Link, link);
        self.source(source);
    }

    fn goods(&mut self, goods: &Goods) {
        let Goods {
            id,
            name,
            food: _,
            registration: _,
            aliases,
        } = goods;
        self.id(columns::goods::ID, id.as_str());
        self.both(columns::goods::NAME, name);
        for alias in aliases {
            self.prose(columns::goods::ALIASES, alias);
        }
    }

    fn place(&mut self, place: &Place) {
        let Place {
            id,
            name,
            section,
            kind: _,
            side: _,
            grade: _,
            unit,
            pinyin,
            aliases,
            capacity: _,
            geometry: _,
            note,
            source,
        } = place;
        self.id(columns::places::ID, id.as_str());
        self.both(columns::places::NAME, name);
        self.both(columns::places::SECTION, section);
        self.id(columns::places::UNIT, unit.as_str());
        self.prose(columns::places::PINYIN, pinyin);
        for alias in aliases {
            self.prose(columns::places::ALIASES, alias);
        }
        self.both(columns::places::NOTE, note);
        self.source(source);
    }

    fn rule(&mut self, rule: &Rule) {
        let Rule {
            id,
            effect: _,
            scope,
            goods,
            schedule: _,
            in_force: _,
            expires: _,
            priority: _,
            overrides,
            outside_times: _,
            conditions,
            documents,
            first_breach,
            note,
            source,
        } = rule;
        self.id(columns::rules::ID, id.as_str());
        match scope {
            Scope::Places(places) => {
                for place in places {
                    self.id(columns::rules::SCOPE, place.as_str());
                }
            }
            Scope::Unit(unit) => self.id(columns::rules::SCOPE, unit.as_str()),
            Scope::Grade(_) | Scope::City => {}
        }
        match goods {
            GoodsSet::Only(goods) | GoodsSet::Except(goods) => {
                for goods in goods {
                    self.id(columns::rules::GOODS, goods.as_str());
                }
            }
            GoodsSet::All => {}
        }
        if let Some(Override {
            targets,
            reason,
            instead,
        }) = overrides
        {
            for target in targets {
                self.id(columns::changes::TARGETS, target.as_str());
            }
            self.both(columns::changes::REASON, reason);
            self.both(columns::changes::INSTEAD, instead);
        }
        for condition in conditions {
            self.both(columns::rules::CONDITIONS, condition);
        }
        for document in documents {
            self.id(columns::rules::DOCUMENTS, document.as_str());
        }
        self.both(columns::rules::FIRST_BREACH, first_breach);
        self.both(columns::rules::NOTE, note);
        self.source(source);
    }

    fn calendar(&mut self, calendar: &CalendarYear, row: &'a Location, days_at: &'a [Location]) {
        let CalendarYear {
            year: _,
            days,
            source,
        } = calendar;
        for (i, day) in days.iter().enumerate() {
            self.location = days_at.get(i).unwrap_or(row);
            self.both(columns::calendar::NAME, &day.name);
        }
        self.location = row;
        self.source(source);
    }

    fn duty(&mut self, duty: &DutyItem) {
        let DutyItem {
            id,
            unit,
            list: _,
            category: _,
            title,
            lead,
            lead_duty,
            unit_duty,
            takeover,
            legal_basis,
            document,
            since: _,
            note,
            source,
        } = duty;
        self.id(columns::duties::ID, id.as_str());
        self.id(columns::duties::UNIT, unit.as_str());
        self.both(columns::duties::TITLE, title);
        self.both(columns::duties::LEAD, lead);
        self.both(columns::duties::LEAD_DUTY, lead_duty);
        self.both(columns::duties::UNIT_DUTY, unit_duty);
        self.both(columns::duties::TAKEOVER, takeover);
        for document in legal_basis {
            self.id(columns::duties::LEGAL_BASIS, document.as_str());
        }
        self.id(columns::duties::DOCUMENT, document.as_str());
        self.both(columns::duties::NOTE, note);
        self.source(source);
    }

    fn admission(&mut self, admission: &Admission) {
        let Admission {
            id,
            title,
            category: _,
            units,
            duties,
            proposed_by,
            proposed_on: _,
            decision: _,
            decided_by,
            decided_on: _,
            document,
            reason,
            source,
        } = admission;
        self.id(columns::admissions::ID, id.as_str());
        self.both(columns::admissions::TITLE, title);
        for unit in units {
            self.id(columns::admissions::UNITS, unit.as_str());
        }
        for duty in duties {
            self.id(columns::admissions::DUTIES, duty.as_str());
        }
        self.both(columns::admissions::PROPOSED_BY, proposed_by);
        self.both(columns::admissions::DECIDED_BY, decided_by);
        if let Some(document) = document {
            self.id(columns::admissions::DOCUMENT, document.as_str());
        }
        self.both(columns::admissions::REASON, reason);
        self.source(source);
    }

    fn requirement(
        &mut self,
        requirement: &Requirement,
        row: &'a Location,
        steps_at: &'a [Location],
    ) {
        let Requirement {
            id,
            title,
            category: _,
            list: _,
            duties,
            legal_basis,
            status: _,
            steps,
            note,
            source,
        } = requirement;
        self.location = row;
        self.id(columns::requirements::ID, id.as_str());
        self.both(columns::requirements::TITLE, title);
        for duty in duties {
            self.id(columns::requirements::DUTIES, duty.as_str());
        }
        for document in legal_basis {
            self.id(columns::requirements::LEGAL_BASIS, document.as_str());
        }
        self.both(columns::requirements::NOTE, note);
        self.source(source);
        for (i, step) in steps.iter().enumerate() {
            self.location = steps_at.get(i).unwrap_or(row);
            self.step(step);
        }
    }

    fn step(&mut self, step: &Step) {
        let Step {
            id,
            parent,
            level: _,
            unit,
            unit_name,
            document,
            due_on: _,
            frequency: _,
            targets,
            deliverables,
            tools,
            coverage,
            assessment: _,
            role: _,
            basis,
            note,
        } = step;
        self.id(columns::steps::ID, id.as_str());
        if let Some(parent) = parent {
            self.id(columns::steps::PARENT, parent.as_str());
        }
        self.id(columns::steps::UNIT, unit.as_str());
        self.both(columns::steps::UNIT_NAME, unit_name);
        self.id(columns::steps::DOCUMENT, document.as_str());
        for target in targets {
            let Target {
                measure,
                unit,
                rate: _,
                bound: _,
                value: _,
            } = target;
            self.both(columns::steps::TARGETS, measure);
            self.prose(columns::steps::TARGETS.zh, unit);
        }
        for deliverable in deliverables {
            let Deliverable {
                kind: _,
                name,
                frequency: _,
            } = deliverable;
            self.both(columns::steps::DELIVERABLES, name);
        }
        for tool in tools {
            let Tool {
                kind: _,
                name,
                frequency: _,
            } = tool;
            self.both(columns::steps::TOOLS, name);
        }
        if let Some(Coverage {
            text,
            count: _,
            unit,
            all: _,
        }) = coverage
        {
            self.both(columns::steps::COVERAGE, text);
            self.prose(columns::steps::COVERAGE_UNIT, unit);
        }
        if let Some(Basis {
            text,
            level: _,
            emergency: _,
            document,
        }) = basis
        {
            self.both(columns::steps::BASIS, text);
            if let Some(document) = document {
                self.id(columns::steps::BASIS_DOCUMENT, document.as_str());
            }
        }
        self.both(columns::steps::NOTE, note);
    }

    fn synonyms(&mut self, synonyms: &Synonyms) {
        let Synonyms { words, source } = synonyms;
        for word in words {
            self.prose(columns::synonyms::WORDS, word);
        }
        self.source(source);
    }

    fn limit(&mut self, limit: &Limit) {
        let Limit {
            id,
            kind: _,
            threshold: _,
            article,
            document,
            advice,
            source,
        } = limit;
        self.id(columns::limits::ID, id.as_str());
        self.both(columns::limits::ARTICLE, article);
        self.id(columns::limits::DOCUMENT, document.as_str());
        self.both(columns::limits::ADVICE, advice);
        self.source(source);
    }

    fn correction(&mut self, correction: &Correction) {
        let Correction {
            id,
            target,
            flags: _,
            found_by: _,
            found_on: _,
            decided_on: _,
            effective_on: _,
            decided_by,
            before,
            after,
            reason,
            document,
            source,
        } = correction;
        self.id(columns::corrections::ID, id.as_str());
        let target = match target {
            CorrectionTarget::Requirement(id) => id.as_str(),
            CorrectionTarget::Place(id) => id.as_str(),
            CorrectionTarget::Case(id) => id.as_str(),
        };
        self.id(columns::corrections::TARGET, target);
        self.both(columns::corrections::DECIDED_BY, decided_by);
        self.both(columns::corrections::BEFORE, before);
        self.both(columns::corrections::AFTER, after);
        self.both(columns::corrections::REASON, reason);
        if let Some(document) = document {
            self.id(columns::corrections::DOCUMENT, document.as_str());
        }
        self.source(source);
    }

    fn update(&mut self, update: &Update) {
        let Update {
            id,
            date: _,
            kind: _,
            title,
            body,
            affects,
            effective_on: _,
            until: _,
            source,
        } = update;
        self.id(columns::updates::ID, id.as_str());
        self.both(columns::updates::TITLE, title);
        self.both(columns::updates::BODY, body);
        for id in affects {
            self.id(columns::updates::AFFECTS, id);
        }
        self.source(source);
    }

    fn service(&mut self, service: &'a Service, locations: &'a [Location]) {
        let Service {
            code,
            name,
            description,
            reply_working_days: _,
            redirect: _,
            anonymous: _,
            publication: _,
            questions,
        } = service;
        self.id(columns::services::CODE, code.as_str());
        self.both(columns::services::NAME, name);
        self.both(columns::services::DESCRIPTION, description);
        let own = self.location;
        for (i, question) in questions.iter().enumerate() {
            self.location = locations.get(i).unwrap_or(own);
            let Question {
                code,
                kind: _,
                required: _,
                label,
                hint,
                options,
            } = question;
            self.id(columns::questions::CODE, code.as_str());
            self.both(columns::questions::LABEL, label);
            self.both(columns::questions::HINT, hint);
            for QuestionOption { key, name } in options {
                self.id(columns::questions::OPTIONS.zh, key);
                self.both(columns::questions::OPTIONS, name);
            }
        }
        self.location = own;
    }

    fn case(&mut self, case: &Case) {
        let Case {
            id,
            service,
            title,
            group: _,
            place,
            about,
            opened_on: _,
            due_on: _,
            closed_on: _,
            stage: _,
            close_reason: _,
            means: _,
            means_ground,
            basis,
            pauses,
            events,
            answer,
            unit,
            referred_to,
            merged_into,
            led_to,
            withheld: _,
            rating: _,
            source,
        } = case;
        self.id(columns::cases::ID, id.as_str());
        self.id(columns::cases::SERVICE, service.as_str());
        self.both(columns::cases::TITLE, title);
        if let Some(place) = place {
            self.id(columns::cases::PLACE, place.as_str());
        }
        let named = [
            (columns::cases::ABOUT, about),
            (columns::cases::BASIS, basis),
            (columns::cases::LED_TO, led_to),
        ];
        for (column, ids) in named {
            for id in ids {
                self.id(column, id);
            }
        }
        self.both(columns::cases::MEANS_GROUND, means_ground);
        for pause in pauses {
            let Pause {
                from: _,
                until: _,
                reason,
            } = pause;
            self.both(columns::cases::PAUSES, reason);
        }
        for event in events {
            let CaseEvent { on: _, text } = event;
            self.both(columns::cases::EVENTS, text);
        }
        self.both(columns::cases::ANSWER, answer);
        if let Some(unit) = unit {
            self.id(columns::cases::UNIT, unit.as_str());
        }
        self.both(columns::cases::REFERRED_TO, referred_to);
        if let Some(case) = merged_into {
            self.id(columns::cases::MERGED_INTO, case.as_str());
        }
        self.source(source);
    }
}
