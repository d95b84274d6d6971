//! What a reader of `open/datapackage.json` needs in order to list the sheets. The description says
//! more, for programs.

use serde::{Deserialize, Serialize};

/// The sheets for people and programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSheets {
    /// The files.
    pub resources: Vec<OpenSheet>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSheet {
    /// What it holds, in Chinese.
    pub title: String,
    /// What it holds, in English.
    pub title_en: String,
    /// The file, from the folder of the description: `sheets/duties.csv`.
    pub path: String,
    /// Its ending, such as `csv`.
    pub format: String,
    /// Its size.
    pub bytes: u64,
}
