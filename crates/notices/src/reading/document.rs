//! What a reading holds.

use civic::Text;
use civic::time::Date;
use serde::{Deserialize, Serialize};

use super::demand::Value;
use super::rule::{NotDemanded, Rule};
use crate::text::Span;

/// A demand, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// Its words; they lie within its sentence.
    pub span: Span,
    /// What is demanded.
    pub value: Value,
    /// The sentence says 原则上 or 一般 of it: exceptions are allowed.
    pub in_principle: bool,
    /// By which rule it was read.
    pub rule: Rule,
}

impl Demand {
    /// Why it was read so, in a few words.
    pub fn why(&self) -> Text {
        self.rule.why()
    }
}

/// What looks like a demand, was understood, and is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// Its words.
    pub span: Span,
    /// Why it is none.
    pub why: NotDemanded,
}

/// What a piece that was not read looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// A number.
    Number,
    /// 必须, 应, 须, 要, 确保, 要求 and a clause of which nothing was read.
    Duty,
    /// 不得, 严禁.
    Ban,
    /// 每.
    Every,
    /// 前.
    Before,
    /// It may go on with a negation before it; which it is cannot be told.
    Unclear,
}

impl Look {
    /// In a few words.
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Self::Number => ("数字", "a number"),
            Self::Duty => ("必须、应、确保一类", "a word of duty"),
            Self::Ban => ("不得、严禁一类", "a ban"),
            Self::Every => ("“每”", "“every”"),
            Self::Before => ("“前”", "“before”"),
            Self::Unclear => (
                "前句有否定，说不准是否要求",
                "after a negation: it cannot be told whether it is demanded",
            ),
        };
        Text::new(zh, en)
    }
}

/// A piece of a sentence that looks demanding and was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Its words.
    pub span: Span,
    /// What it looks like.
    pub look: Look,
}

/// What a sentence is in its notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The title.
    Title,
    /// The document number 文号.
    Number,
    /// To whom it goes.
    Addressee,
    /// Who signs.
    Issuer,
    /// The day it was signed.
    Dated,
    /// Attachments and whom to ask.
    Apart,
    /// The text.
    #[default]
    Body,
}

/// A sentence and what was read in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its bytes in the text.
    pub span: Span,
    /// What it is in the notice.
    pub part: Part,
    /// The demands, in the order of their words.
    pub demands: Vec<Demand>,
    /// What was understood to be no demand.
    pub set_aside: Vec<SetAside>,
    /// What looks demanding and was not read.
    pub unread: Vec<Unread>,
}

/// Something of the head of a notice, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated<T> {
    /// What it says.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// The head of a notice, as far as it has one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The title.
    pub title: Option<Stated<String>>,
    /// The document number 文号.
    pub number: Option<Stated<String>>,
    /// The day it was signed: it gives a year to days without one.
    pub date: Option<Stated<Date>>,
    /// The unit that signed it.
    pub issuer: Option<Stated<String>>,
}

/// A text as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Its head.
    pub head: Head,
    /// Its sentences, in order; what lies between them is white space.
    pub sentences: Vec<Sentence>,
    /// How many characters it has, white space not counted: what a limit of length is about.
    pub chars: usize,
}

impl Reading {
    /// Every demand with its sentence, in the order of the text.
    pub fn demands(&self) -> impl Iterator<Item = (&Sentence, &Demand)> {
        self.sentences.iter().flat_map(|sentence| {
            sentence
                .demands
                .iter()
                .map(move |demand| (sentence, demand))
        })
    }
}
