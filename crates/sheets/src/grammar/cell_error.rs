//! Why a cell could not be read.

use civic::{Bilingual, Text};
use thiserror::Error;

/// Why a cell could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}, for example {example}", what.en)]
pub struct CellError {
    /// What is wrong.
    pub what: Text,
    /// An example of what can be read.
    pub example: &'static str,
}

impl CellError {
    pub(super) fn new(zh: &str, en: &str, example: &'static str) -> Self {
        Self {
            what: Text::new(zh, en),
            example,
        }
    }
}

impl Bilingual for CellError {
    fn text(&self) -> Text {
        Text::new(
            format!("{}，例如 {}", self.what.zh, self.example),
            self.to_string(),
        )
    }
}

pub(crate) type Read<T> = Result<T, CellError>;
