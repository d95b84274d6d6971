//! What lies on the desk while two notices are compared: the texts as they are written, as they were
//! read and corrected, and what they are held against.

use std::sync::Arc;

use civic::duties::Level;
use civic::published::{DutyFile, LimitsFile, RequirementFile, name};
use civic::{Bilingual, Text};
use leptos::prelude::*;
use notices::draft::{Draft, StepHead};
use notices::{Reading, Span, Value, read};
use routes::query::Compare;
use web::dom::{focus, keep_focus};
use web::i18n::lang;
use web::published::{File, use_file};
use web::reactive::follow;

use crate::messages::{compare, frame};
use crate::state::comparison::{self, KeptComparison, RowHead};

/// One of the two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// That of the level above.
    Above,
    /// The one that is to go out.
    Here,
}

impl Side {
    /// Begins the identifiers of what belongs to it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Here => "here",
        }
    }

    /// The identifier of its text in the form.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Above => "c-above",
            Self::Here => "c-here",
        }
    }
}

/// Which level above a draft is held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LevelAbove {
    /// That of a text that was pasted; none if nothing was.
    #[default]
    Pasted,
    /// A step of a published requirement.
    Published,
    /// None.
    Nothing,
}

impl LevelAbove {
    pub(super) const ALL: [Self; 3] = [Self::Pasted, Self::Published, Self::Nothing];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Pasted => "pasted",
            Self::Published => "published",
            Self::Nothing => "none",
        }
    }

    fn from_code(code: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|level| level.code() == code).unwrap_or_default()
    }
}

/// A text as it was read, and what a person made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) text: Arc<str>,
    pub(super) reading: Arc<Reading>,
    pub(super) draft: Draft,
}

impl Read {
    /// The place of a sentence among the sentences.
    pub(super) fn place_of(&self, sentence: Span) -> Option<usize> {
        let sentences = &self.reading.sentences;
        sentences
            .binary_search_by_key(&sentence.start, |s| s.span.start)
            .ok()
    }
}

/// What is being changed by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Editing {
    /// An entry, by its number.
    Entry(Side, u32),
    /// A demand that was not read, to be added.
    Added(Side),
    /// A demand that a person finds in a sentence, by its place; in one of its pieces or in the whole.
    In(Side, usize, Piece),
}

/// What of a sentence a person makes a demand of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Whole,
    /// One that was set aside, by its number.
    Aside(usize),
    /// One that was not read, by its number.
    Unread(usize),
}

impl Editing {
    /// The identifier of the button that opens it.
    pub(super) fn opener(self) -> String {
        match self {
            Self::Entry(side, id) => format!("{}-e{id}", side.code()),
            Self::Added(side) => format!("{}-add", side.code()),
            Self::In(side, place, piece) => {
                let side = side.code();
                match piece {
                    Piece::Whole => format!("{side}-s{place}-w"),
                    Piece::Aside(n) => format!("{side}-s{place}-a{n}"),
                    Piece::Unread(n) => format!("{side}-s{place}-u{n}"),
                }
            }
        }
    }
}

/// How many sentences are shown at first, and with each further request.
pub(super) const SENTENCES: usize = 100;

/// The problems of the form, each with the identifier of its field.
pub(super) type Problems = Vec<(&'static str, String)>;

/// The signals of the page.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// The texts as they are being written; nothing follows them at each key.
    above_text: StoredValue<String>,
    here_text: StoredValue<String>,
    /// Counts how often the texts of the form were set by the program.
    pub(super) renewed: RwSignal<u32>,
    pub(super) level: RwSignal<LevelAbove>,
    pub(super) requirement: RwSignal<String>,
    pub(super) step: RwSignal<String>,
    pub(super) unit: RwSignal<String>,
    pub(super) rows: RwSignal<RowHead>,
    pub(super) above: RwSignal<Option<Arc<Read>>>,
    pub(super) here: RwSignal<Option<Arc<Read>>>,
    pub(super) problems: RwSignal<Problems>,
    pub(super) editing: RwSignal<Option<Editing>>,
    shown: [RwSignal<usize>; 2],
    /// What is announced.
    pub(super) said: RwSignal<String>,
    /// What was done last, said before what follows from it.
    pub(super) done: StoredValue<String>,
    /// How many corrections did not fit the text that was read last.
    pub(super) lost: RwSignal<usize>,
    /// Whether what is written is on this phone.
    pub(super) is_kept: RwSignal<bool>,
    pub(super) limits: File<LimitsFile>,
    pub(super) requirement_file: RwSignal<Option<File<RequirementFile>>>,
    pub(super) duty_file: RwSignal<Option<File<DutyFile>>>,
}

impl Desk {
    /// The desk as it was left on this phone, with the level that the address names.
    pub(super) fn open(query: &Compare) -> Self {
        let kept = comparison::kept();
        let named = query.requirement.as_ref();
        let (level, requirement, step) = match named {
            Some(requirement) => {
                let step = query.step.as_ref().map(ToString::to_string);
                let step = step.unwrap_or_default();
                (LevelAbove::Published, requirement.to_string(), step)
            }
            None => (
                LevelAbove::from_code(&kept.level),
                kept.requirement,
                kept.step,
            ),
        };
        let desk = Self {
            above_text: StoredValue::new(kept.above),
            here_text: StoredValue::new(kept.here),
            renewed: RwSignal::new(0),
            level: RwSignal::new(level),
            requirement: RwSignal::new(requirement),
            step: RwSignal::new(step),
            unit: RwSignal::new(kept.unit),
            rows: RwSignal::new(kept.rows),
            above: RwSignal::new(kept.read_above.and_then(reopened).map(Arc::new)),
            here: RwSignal::new(kept.read_here.and_then(reopened).map(Arc::new)),
            problems: RwSignal::new(Problems::new()),
            editing: RwSignal::new(None),
            shown: [RwSignal::new(SENTENCES), RwSignal::new(SENTENCES)],
            said: RwSignal::new(String::new()),
            done: StoredValue::new(String::new()),
            lost: RwSignal::new(0),
            is_kept: RwSignal::new(true),
            limits: use_file(name::LIMITS),
            requirement_file: RwSignal::new(None),
            duty_file: RwSignal::new(None),
        };
        follow(move || {
            let file = desk.requirement.with(|id| {
                (!id.is_empty()).then(|| use_file(format!("{}{id}", name::REQUIREMENTS_DIR)))
            });
            desk.requirement_file.set(file);
        });
        follow(move || {
            let file = desk.unit.with(|unit| {
                (!unit.is_empty()).then(|| use_file(format!("{}{unit}", name::DUTIES_DIR)))
            });
            desk.duty_file.set(file);
        });
        follow(move || desk.keep());
        desk
    }

    /// The text of a document in the form.
    pub(super) fn text(self, side: Side) -> StoredValue<String> {
        match side {
            Side::Above => self.above_text,
            Side::Here => self.here_text,
        }
    }

    /// A document as it was read.
    pub(super) fn read(self, side: Side) -> RwSignal<Option<Arc<Read>>> {
        match side {
            Side::Above => self.above,
            Side::Here => self.here,
        }
    }

    /// How many sentences of a document are shown.
    pub(super) fn shown(self, side: Side) -> RwSignal<usize> {
        self.shown[side as usize]
    }

    /// Keeps everything on this phone. Tracks what was chosen, read and corrected.
    pub(super) fn keep(self) {
        let of = |read: Option<Arc<Read>>| read.map(|r| (r.text.to_string(), r.draft.clone()));
        let kept = KeptComparison {
            above: self.above_text.get_value(),
            here: self.here_text.get_value(),
            level: self.level.get().code().to_owned(),
            requirement: self.requirement.get(),
            step: self.step.get(),
            unit: self.unit.get(),
            rows: self.rows.get(),
            read_above: of(self.above.get()),
            read_here: of(self.here.get()),
        };
        let is_empty = KeptComparison {
            level: LevelAbove::default().code().to_owned(),
            ..KeptComparison::default()
        } == kept;
        // Whoever only looks at the page leaves nothing behind.
        let is_kept = if is_empty {
            comparison::erase();
            true
        } else {
            comparison::keep(&kept)
        };
        self.is_kept.set(is_kept);
    }

    /// Erases everything, here and on this phone.
    pub(super) fn erase(self) {
        for side in [Side::Above, Side::Here] {
            self.text(side).set_value(String::new());
            self.read(side).set(None);
            self.shown(side).set(SENTENCES);
        }
        self.renewed.update(|times| *times += 1);
        self.level.set(LevelAbove::default());
        self.requirement.set(String::new());
        self.step.set(String::new());
        self.unit.set(String::new());
        self.rows.set(RowHead::default());
        self.problems.set(Problems::new());
        self.editing.set(None);
        self.lost.set(0);
        comparison::erase();
        self.said.set(compare::ERASED.text().to_owned());
        request_animation_frame(|| focus("#c-here"));
    }

    /// Reads both documents, as they are written now. What is wrong is said at its field.
    pub(super) fn read_both(self) {
        let mut problems = Problems::new();
        let mut lost = 0;
        let mut read_one = |side: Side, before: &'static web::i18n::Message| {
            let text = self.text(side).get_value();
            match reread(side, &text, self.read(side).get_untracked().as_deref()) {
                Ok((read, n)) => {
                    lost += n;
                    Some(Arc::new(read))
                }
                Err(why) => {
                    let why = lang().pick(&why).to_owned();
                    problems.push((side.field(), format!("{}{why}", before.text())));
                    None
                }
            }
        };
        let is_pasted = self.level.get_untracked() == LevelAbove::Pasted
            && self.above_text.with_value(|text| !text.trim().is_empty());
        let above = is_pasted
            .then(|| read_one(Side::Above, &compare::OF_ABOVE))
            .flatten();
        let here = read_one(Side::Here, &compare::OF_HERE);
        if self.level.get_untracked() == LevelAbove::Published {
            if self.requirement.with_untracked(String::is_empty) {
                problems.push(("c-requirement", compare::NO_REQUIREMENT.text().to_owned()));
            } else if self.step.with_untracked(String::is_empty) {
                problems.push(("c-step", compare::NO_STEP.text().to_owned()));
            }
        }
        self.said.set(String::new());
        self.done.set_value(String::new());
        self.lost.set(lost);
        self.editing.set(None);
        let is_good = problems.is_empty();
        self.problems.set(problems);
        if is_good {
            self.above.set(above);
            self.here.set(here);
            request_animation_frame(|| focus("#found"));
        }
    }

    /// Changes the draft of a document; everything that follows from it follows.
    pub(super) fn correct(self, side: Side, change: impl FnOnce(&mut Draft)) {
        let read = self.read(side);
        let Some(mut corrected) = read.get_untracked().map(|read| Read::clone(&read)) else {
            return;
        };
        change(&mut corrected.draft);
        self.done.set_value(String::new());
        // What was pressed is built again.
        keep_focus("found");
        self.editing.set(None);
        read.set(Some(Arc::new(corrected)));
    }

    /// Adds what a person reads in words of a sentence, says so, and moves the focus to it.
    pub(super) fn add_in(self, side: Side, sentence: Span, piece: Span, value: Value) {
        let said = lang().pick(&value.kind().name()).to_owned();
        let said = format!("{said}{}{}", frame::COMMA.text(), words(&value));
        let mut id = 0;
        self.correct(side, |draft| id = draft.add_at(value, sentence, piece));
        let added = compare::ADDED_SAID.text().replace("{demand}", &said);
        self.done.set_value(added);
        let added = format!("#{}", Editing::Entry(side, id).opener());
        request_animation_frame(move || focus(&added));
    }

    /// Shows the sentence of a place, and moves the focus to it.
    pub(super) fn go_to(self, side: Side, place: usize) {
        self.show_to(side, place);
        let id = format!("#{}-s{place}", side.code());
        request_animation_frame(move || focus(&id));
    }

    /// Opens an entry to be changed.
    pub(super) fn edit(self, side: Side, id: u32) {
        let entry = self.read(side).with_untracked(|read| {
            let read = read.as_ref()?;
            let at = read
                .draft
                .entries()
                .iter()
                .find(|entry| entry.id == id)?
                .read_at?;
            read.place_of(at.sentence)
        });
        if let Some(place) = entry {
            self.show_to(side, place);
        }
        self.open_editor(Editing::Entry(side, id));
    }

    /// Whether it is being changed or added.
    pub(super) fn is_editing(self, editing: Editing) -> Memo<bool> {
        Memo::new(move |_| self.editing.get() == Some(editing))
    }

    /// Opens fields, and moves the focus to them.
    pub(super) fn open_editor(self, editing: Editing) {
        self.editing.set(Some(editing));
        request_animation_frame(|| focus("#edit"));
    }

    fn show_to(self, side: Side, place: usize) {
        let shown = self.shown(side);
        if shown.get_untracked() <= place {
            shown.set(place + SENTENCES / 2);
        }
    }
}

/// The head of the step that a draft becomes; the export fills it in.
fn head(side: Side) -> StepHead {
    let level = match side {
        Side::Above => Level::City,
        Side::Here => Level::County,
    };
    StepHead {
        id: side.code().into(),
        level,
        unit: "".into(),
        unit_name: Text::default(),
        document: "".into(),
    }
}

/// Reads a text, and takes over what was corrected before; the number of corrections that did not fit.
fn reread(side: Side, text: &str, before: Option<&Read>) -> Result<(Read, usize), Text> {
    let reading = read(text).map_err(|refused| refused.text())?;
    let mut draft = Draft::new(&reading, head(side));
    let lost = before.map_or(0, |before| {
        draft.take_over(text, &reading, &before.draft, &before.text)
    });
    let read = Read {
        text: text.into(),
        reading: Arc::new(reading),
        draft,
    };
    Ok((read, lost))
}

/// What was kept, read again: the program may read more by now than the one that kept it.
fn reopened((text, draft): (String, Draft)) -> Option<Read> {
    let reading = read(&text).ok()?;
    let mut new = Draft::new(&reading, draft.head.clone());
    new.take_over(&text, &reading, &draft, &text);
    Some(Read {
        text: text.into(),
        reading: Arc::new(reading),
        draft: new,
    })
}

/// The words of a value in the language of the page.
pub(super) fn words(value: &Value) -> String {
    lang().pick(&value.in_words()).to_owned()
}
