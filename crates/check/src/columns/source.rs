//! Where a row comes from: the two columns in which every sheet ends.

use super::column::{Column, Kind, Presence};

/// What the row rests on.
pub const KIND: Column = Column {
    zh: "来源类型",
    en: "source_kind",
    presence: Presence::Required,
    kind: Kind::Term(&[
        ("官方文本", "official"),
        ("新闻报道", "news"),
        ("示例", "sample"),
    ]),
    meaning: "an official text, a news report or a made-up example",
};

/// Which text or report.
pub const REFERENCE: Column = Column {
    zh: "来源说明",
    en: "source_ref",
    presence: Presence::Optional,
    kind: Kind::Text,
    meaning: "which text or report",
};
