//! What the command found, as types: printed as JSON, and put into words in `said.rs`.

use civic::documents::Document;
use civic::time::Date;
use civic::{Bilingual as _, Text};
use notices::draft::Entry;
use notices::limits::{Above, Beside, Breach, Checked, DraftFinding, check_draft};
use notices::{Kind, Look, NotDemanded, Part, Rule, Span};
use serde::Serialize;
use sheets::document::{Format, Left, Place, Why};

use super::against::Against;
use super::file::Notice;

/// Everything that was found.
#[derive(Serialize)]
pub(super) struct Report {
    /// The document above; `None` where none was given.
    pub(super) above: Option<NoticeRead>,
    pub(super) here: NoticeRead,
    pub(super) findings: Vec<Found>,
    pub(super) beside: Vec<Row>,
    pub(super) held_against: HeldAgainst,
}

/// A notice as it was read.
#[derive(Serialize)]
pub(super) struct NoticeRead {
    pub(super) file: String,
    pub(super) format: Format,
    pub(super) title: Option<String>,
    pub(super) number: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) sentences: Vec<SentenceRead>,
    pub(super) left: Vec<LeftOut>,
}

/// A sentence, and what was made of it.
#[derive(Serialize)]
pub(super) struct SentenceRead {
    /// From 1.
    pub(super) number: usize,
    pub(super) at: Option<At>,
    pub(super) part: Part,
    pub(super) text: String,
    pub(super) demands: Vec<DemandRead>,
    pub(super) set_aside: Vec<SetAsideRead>,
    pub(super) unread: Vec<UnreadRead>,
}

/// Where something stands, for programs and in words.
#[derive(Clone, Serialize)]
pub(super) struct At {
    place: Place,
    pub(super) name: Text,
}

impl At {
    fn of(place: &Place) -> Self {
        Self {
            place: place.clone(),
            name: place.text(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct DemandRead {
    pub(super) kind: Kind,
    pub(super) value: Text,
    pub(super) words: String,
    pub(super) rule: Rule,
    pub(super) why: Text,
    pub(super) in_principle: bool,
}

#[derive(Serialize)]
pub(super) struct SetAsideRead {
    pub(super) words: String,
    pub(super) reason: NotDemanded,
    pub(super) why: Text,
}

#[derive(Serialize)]
pub(super) struct UnreadRead {
    pub(super) words: String,
    pub(super) look: Look,
    pub(super) why: Text,
}

/// What is in the file and not in the text.
#[derive(Serialize)]
pub(super) struct LeftOut {
    pub(super) at: At,
    pub(super) why: Why,
    pub(super) name: Text,
    pub(super) words: String,
    /// Whether it was read all the same.
    pub(super) read: bool,
}

/// A finding.
#[derive(Serialize)]
pub(super) struct Found {
    /// `added`, `limit` or `duty`.
    pub(super) kind: &'static str,
    /// The flag, the kind of the limit, or the list.
    pub(super) code: String,
    pub(super) name: Text,
    pub(super) what: Text,
    /// The number of the sentence; `None` where it is about the whole.
    pub(super) sentence: Option<usize>,
    pub(super) words: Option<String>,
    /// The numbers of the sentences above that it is measured against.
    pub(super) above: Vec<usize>,
    pub(super) document: Option<Cited>,
    pub(super) article: Text,
    pub(super) advice: Text,
}

/// The document of a rule.
#[derive(Serialize)]
pub(super) struct Cited {
    id: String,
    pub(super) title: Text,
    pub(super) number: String,
}

/// A kind of demand, as both documents put it.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) kind: Kind,
    pub(super) name: Text,
    pub(super) above: Vec<Said>,
    pub(super) here: Vec<Said>,
}

/// A demand of one of them.
#[derive(Serialize)]
pub(super) struct Said {
    pub(super) value: Text,
    /// The number of its sentence.
    pub(super) sentence: Option<usize>,
    /// The flag of what it adds.
    pub(super) flag: Option<String>,
    pub(super) flag_name: Option<Text>,
    /// Whether the comparison has a place for it.
    pub(super) compared: bool,
}

/// What the document was held against.
#[derive(Serialize)]
pub(super) struct HeldAgainst {
    /// The title of the document above, or the name of its file.
    pub(super) above: Option<String>,
    /// How many limits; `None` without a city.
    pub(super) limits: Option<usize>,
    /// How many items that may not be handed down; `None` without a city.
    pub(super) duties: Option<usize>,
    /// The unit of the lists; `None` for all units.
    pub(super) unit: Option<Text>,
    /// By how many days a deadline may be earlier without being flagged.
    pub(super) deadline_buffer_days: u32,
    /// How many ERRORs the city's sheets have.
    pub(super) errors_in_sheets: usize,
}

impl Report {
    pub(super) fn of(above: Option<&Notice>, here: &Notice, against: &Against) -> Self {
        let step = above.map(|above| above.draft.step(None));
        let level = above.zip(step.as_ref()).map(|(above, step)| Above {
            step,
            draft: Some(&above.draft),
            deadline_buffer_days: against.buffer_days,
        });
        let checked = Checked {
            text: &here.document.text,
            reading: &here.reading,
            draft: &here.draft,
        };
        let found = check_draft(checked, level.as_ref(), &against.items, &against.limits);
        let beside = Beside::of(level.as_ref(), &here.draft, &found);
        Self {
            above: above.map(NoticeRead::of),
            here: NoticeRead::of(here),
            beside: beside.iter().map(|row| Row::of(row, above, here)).collect(),
            findings: found
                .iter()
                .map(|finding| Found::of(finding, above, here, against))
                .collect(),
            held_against: HeldAgainst {
                above: above.map(|above| above.title().to_owned()),
                limits: against.is_city.then_some(against.limits.len()),
                duties: against.is_city.then(|| against.off()),
                unit: against.unit.as_ref().map(|unit| unit.name.clone()),
                deadline_buffer_days: against.buffer_days,
                errors_in_sheets: against.errors,
            },
        }
    }
}

impl NoticeRead {
    fn of(notice: &Notice) -> Self {
        let head = &notice.reading.head;
        let sentences = notice.reading.sentences.iter().enumerate();
        Self {
            file: notice.file.clone(),
            format: notice.document.format,
            title: head.title.as_ref().map(|title| title.value.clone()),
            number: head.number.as_ref().map(|number| number.value.clone()),
            date: head.date.as_ref().map(|date| date.value),
            sentences: sentences
                .map(|(at, sentence)| {
                    let words = |span: Span| notice.words(span).to_owned();
                    SentenceRead {
                        number: at + 1,
                        at: notice.place(sentence.span).map(At::of),
                        part: sentence.part,
                        text: words(sentence.span),
                        demands: sentence
                            .demands
                            .iter()
                            .map(|demand| DemandRead {
                                kind: demand.value.kind(),
                                value: demand.value.in_words(),
                                words: words(demand.span),
                                rule: demand.rule,
                                why: demand.why(),
                                in_principle: demand.in_principle,
                            })
                            .collect(),
                        set_aside: sentence
                            .set_aside
                            .iter()
                            .map(|aside| SetAsideRead {
                                words: words(aside.span),
                                reason: aside.why,
                                why: aside.why.why(),
                            })
                            .collect(),
                        unread: sentence
                            .unread
                            .iter()
                            .map(|unread| UnreadRead {
                                words: words(unread.span),
                                look: unread.look,
                                why: unread.look.name(),
                            })
                            .collect(),
                    }
                })
                .collect(),
            left: notice.document.left.iter().map(LeftOut::of).collect(),
        }
    }

    /// The sentence of a number.
    pub(super) fn sentence(&self, number: usize) -> Option<&SentenceRead> {
        self.sentences.get(number.checked_sub(1)?)
    }
}

impl LeftOut {
    fn of(left: &Left) -> Self {
        Self {
            at: At::of(&left.place),
            why: left.why,
            name: left.why.name(),
            words: left.words.clone(),
            read: left.why.is_read(),
        }
    }
}

impl Found {
    fn of(
        finding: &DraftFinding,
        above: Option<&Notice>,
        here: &Notice,
        against: &Against,
    ) -> Self {
        let (kind, code, name) = match &finding.breach {
            Breach::Added(flag) => ("added", flag.code(), Text::new(flag.zh(), flag.en())),
            Breach::Limit(limit) => ("limit", limit.code(), Text::new(limit.zh(), limit.en())),
            Breach::Duty { list, .. } => ("duty", list.code(), Text::new(list.zh(), list.en())),
        };
        let number = |notice: Option<&Notice>, span: Span| notice?.number_of(span);
        let document = against.document(&finding.document);
        Self {
            kind,
            code: code.to_owned(),
            name,
            what: finding.what.clone(),
            sentence: finding.sentence.and_then(|span| number(Some(here), span)),
            words: finding.words.map(|span| here.words(span).to_owned()),
            above: finding
                .above
                .iter()
                .filter_map(|span| number(above, *span))
                .collect(),
            document: document.map(Cited::of),
            article: finding.article.clone(),
            advice: finding.advice.clone(),
        }
    }
}

impl Cited {
    fn of(document: &Document) -> Self {
        Self {
            id: document.id.to_string(),
            title: document.title.clone(),
            number: document.number.clone(),
        }
    }
}

impl Row {
    fn of(row: &Beside<'_>, above: Option<&Notice>, here: &Notice) -> Self {
        let sentence_of = |notice: &Notice, entry: &Entry| {
            entry.read_at.and_then(|at| notice.number_of(at.sentence))
        };
        Self {
            kind: row.kind,
            name: row.kind.name(),
            above: row
                .above
                .iter()
                .map(|said| {
                    let entry = above.zip(said.entry).and_then(|(above, id)| {
                        let mut entries = above.draft.entries().iter();
                        Some((above, entries.find(|entry| entry.id == id)?))
                    });
                    Said {
                        value: said.words.clone(),
                        sentence: entry.and_then(|(above, entry)| sentence_of(above, entry)),
                        flag: None,
                        flag_name: None,
                        compared: said.is_compared,
                    }
                })
                .collect(),
            here: row
                .here
                .iter()
                .map(|demanded| Said {
                    value: demanded.entry.value.in_words(),
                    sentence: sentence_of(here, demanded.entry),
                    flag: demanded.flag.as_ref().map(|flag| flag.code().to_owned()),
                    flag_name: demanded
                        .flag
                        .as_ref()
                        .map(|flag| Text::new(flag.zh(), flag.en())),
                    compared: demanded.is_compared,
                })
                .collect(),
        }
    }
}
