//! Why nothing was published.

use std::io;

use civic::{Bilingual, Text};
use snapshot::XlsxError;
use thiserror::Error;

/// Why nothing was published. Places and files are called by the target's own names for them.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The city has no settings.
    #[error("portal.toml could not be read: fix it first")]
    NoSettings,
    /// The target holds something that is not a tree of ours, or a damaged one.
    #[error("{0} holds no tree that can be continued ({1}): name an empty place, or restore it")]
    ForeignFolder(String, #[source] TreeDefect),
    /// Another publisher is at work; its lock is named.
    #[error("another publisher is at work: wait for it or, if none is, delete {0}")]
    Locked(String),
    /// Reading or writing failed.
    #[error("{0}: {1}")]
    Io(String, #[source] io::Error),
    /// A file could not be written as JSON, or read as what it should be.
    #[error("a file could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A file could not be written as a workbook.
    #[error("a file could not be written as XLSX: {0}")]
    Workbook(#[from] XlsxError),
}

/// What keeps a target from being a tree that can be continued.
#[derive(Debug, Error)]
pub enum TreeDefect {
    /// It holds files, and none of them is a manifest.
    #[error("it has other files and no manifest.json")]
    NotATree,
    /// There is no manifest.
    #[error("it has no manifest.json")]
    NoManifest,
    /// The manifest cannot be read.
    #[error("manifest.json: {0}")]
    Manifest(#[source] serde_json::Error),
    /// The manifest is of another format.
    #[error("its format is {0}")]
    Format(u32),
    /// The manifest does not lead to a file that every tree has.
    #[error("it has no {0}")]
    Lacks(String),
    /// A file is not the one its manifest names.
    #[error("{0} does not match its hash")]
    Altered(String),
    /// A compressed twin, or a copy under a fixed name, is not that of its file.
    #[error("{0} differs from the file that it repeats: build again with --force")]
    Differs(String),
}

impl Bilingual for PublishError {
    fn text(&self) -> Text {
        let zh = match self {
            Self::NoSettings => "portal.toml 没有读懂，请先改好它".to_owned(),
            Self::ForeignFolder(name, defect) => format!(
                "{name} 里没有可以接着发布的内容（{}）：请换一个空的地方，或恢复原来的内容",
                defect.text().zh
            ),
            Self::Locked(lock) => {
                format!("另一个发布正在进行：请等它结束；如果确实没有，删除 {lock}")
            }
            Self::Io(name, error) => format!("{name}：{error}"),
            Self::Json(error) => format!("文件不能写成或读作 JSON：{error}"),
            Self::Workbook(error) => format!("文件不能写成 XLSX：{error}"),
        };
        Text::new(zh, self.to_string())
    }
}

impl Bilingual for TreeDefect {
    fn text(&self) -> Text {
        let zh = match self {
            Self::NotATree => "里面有别的文件，没有 manifest.json".to_owned(),
            Self::NoManifest => "里面没有 manifest.json".to_owned(),
            Self::Manifest(error) => format!("manifest.json：{error}"),
            Self::Format(format) => format!("它的格式是 {format}"),
            Self::Lacks(file) => format!("里面没有 {file}"),
            Self::Altered(file) => format!("{file} 与清单里的哈希不符"),
            Self::Differs(file) => format!("{file} 与它所对应的文件不一致：请加 --force 重新发布"),
        };
        Text::new(zh, self.to_string())
    }
}
