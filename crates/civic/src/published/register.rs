//! The files of the public register of cases.

use serde::{Deserialize, Serialize};

use crate::cases::register::{CaseEntry, Cell};
use crate::cases::{Case, MeansDefinition, Month};
use crate::documents::{Correction, Document};
use crate::published::Subject;
use crate::{ServiceCode, Text, UnitCode};

/// `register`: how many cases there are of each kind, class and stage, month by month. What counts and
/// filters show is worked out from it alone, however many cases there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterFile {
    /// The months in which cases were opened, the latest first.
    pub months: Vec<MonthOfCases>,
    /// The names of the kinds that have cases.
    pub kinds: Vec<(ServiceCode, Text)>,
    /// What the classes of the 721 method mean; `None` where the city has not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<MeansDefinition>,
    /// What they meant before, the latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<MeansDefinition>,
    /// How many files the index of what older cases say has; 0 where there are no older ones.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub word_files: u32,
    /// The last year in it: it covers whole years, so that it changes as they do and not with the latest cases.
    /// The months after it are few enough to be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words_until: Option<i32>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl RegisterFile {
    /// Every definition of the classes, the latest first.
    pub fn definitions(&self) -> Vec<&MeansDefinition> {
        self.definition.iter().chain(&self.earlier).collect()
    }
}

/// A month of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthOfCases {
    /// The month in which they were opened.
    pub month: Month,
    /// Their counts.
    pub cells: Vec<Cell>,
}

/// `register/<month>`: the cases of a month, the latest first; `cases-about/<identifier>`: those that name
/// something, the latest first. A list of more than [`MAX_LISTED`] goes on in further files of the same shape
/// and without `pages`: `register/2026-11/1` and on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseList {
    /// The counts of each file of a list that has several, this one first, so that a choice reads no
    /// file without a case of it. The months of these cells are not told apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<Vec<Cell>>,
    /// What all of them name, in the first file of a list by what they name; empty where it has no name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subject>,
    /// The cases.
    pub cases: Vec<CaseEntry>,
}

/// How many cases a file of a [`CaseList`] holds.
pub const MAX_LISTED: usize = 128;

/// `cases/<first case>`: some cases with all that is published of them, by identifier. Before, one file
/// `cases` held all cases, the latest first, and nothing beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasesFile {
    /// The cases.
    pub cases: Vec<Case>,
    /// What they name, as far as it has a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subject>,
    /// The corrections that they led to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// The documents that they and these corrections cite.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
    /// The names of the units that answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<(UnitCode, Text)>,
}
