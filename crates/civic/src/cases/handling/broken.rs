//! How a log breaks.

use std::fmt;

use super::EventKind;
use crate::cases::Stage;
use crate::{Bilingual, Text};

/// A log that cannot be what happened. It is shown and not worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The entry at which it breaks, counted from 0.
    pub entry: usize,
    /// How.
    pub by: BrokenBy,
}

/// How a log breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BrokenBy {
    /// It has no entry.
    Empty,
    /// Its first entry is not the receipt.
    NotReceived,
    /// An event that is not possible in the stage.
    Impossible {
        /// The event.
        event: EventKind,
        /// The stage.
        stage: Stage,
    },
    /// An event that is not possible in the stage, as far as this version can tell: there is an event
    /// before that it does not know.
    NotUnderstood {
        /// The event.
        event: EventKind,
        /// The first event that is not known.
        unknown: String,
    },
    /// The clock was stopped while it stood, or started while it ran.
    Clock,
    /// It was answered or worked on, and was assigned to nobody.
    NotAssigned,
    /// It was published without having been cleared as it is.
    NotCleared,
    /// It was published under two identifiers.
    TwoIdentifiers,
    /// A case of a kind that is published in groups only was cleared or published by itself.
    Grouped,
    /// A rating that is none of 1 to 5.
    Rating(u8),
}

impl Bilingual for Broken {
    fn text(&self) -> Text {
        let number = self.entry + 1;
        let (zh, en) = match &self.by {
            BrokenBy::Empty => ("没有任何记录".to_owned(), "it has no entry".to_owned()),
            BrokenBy::NotReceived => (
                "第一条不是收件".to_owned(),
                "its first entry is not the receipt".to_owned(),
            ),
            BrokenBy::Impossible { event, stage } => (
                format!("“{}”不能发生在“{}”阶段", event.zh(), stage.zh()),
                format!(
                    "“{}” cannot follow in the stage “{}”",
                    event.en(),
                    stage.en()
                ),
            ),
            BrokenBy::NotUnderstood { event, unknown } => (
                format!(
                    "前面有这个版本看不懂的记录“{unknown}”，“{}”因此无法判断。请更新程序",
                    event.zh()
                ),
                format!(
                    "it has an entry “{unknown}” that this version does not know, so “{}” cannot be judged: update the program",
                    event.en()
                ),
            ),
            BrokenBy::Clock => (
                "停钟和续钟对不上".to_owned(),
                "its clock was stopped twice, or started while it ran".to_owned(),
            ),
            BrokenBy::NotAssigned => (
                "没有转办就办理了".to_owned(),
                "it was handled without having been assigned".to_owned(),
            ),
            BrokenBy::NotCleared => (
                "没有审核就公布了".to_owned(),
                "it was published without having been cleared".to_owned(),
            ),
            BrokenBy::TwoIdentifiers => (
                "用两个编号公布过".to_owned(),
                "it was published under two identifiers".to_owned(),
            ),
            BrokenBy::Grouped => (
                "只能成组公开的诉求被单独公开了".to_owned(),
                "it is published in groups only, and was to be published by itself".to_owned(),
            ),
            BrokenBy::Rating(score) => (
                format!("评价是 {score} 分，只能是 1 到 5"),
                format!("it is rated {score}, which is none of 1 to 5"),
            ),
        };
        Text::new(
            format!("办理记录第 {number} 条有误：{zh}。请从备份恢复这件诉求的记录"),
            format!(
                "The log of the case is broken at entry {number}: {en}. Restore its log from a backup"
            ),
        )
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for Broken {}
