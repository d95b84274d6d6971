//! Drafts as the rows that a person takes away, with who issues what.

use civic::documents::{Source, SourceKind};
use civic::duties::{DutyCategory, DutyList, Unit};
use civic::{RequirementId, StepId, Text};

use super::chain::{ChainHead, requirement, steps_csv};
use super::entries::Draft;

/// The number of a requirement that has none yet.
const NEW: &str = "N-1";

/// The code of a unit that nobody has named.
const NOBODY: &str = "000000";

/// A draft, and who issues it.
#[derive(Clone, Copy, Debug)]
pub struct Issued<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// The unit; `None` while nobody has named it.
    pub unit: Option<&'a Unit>,
    /// The identifier of the document; `None` for one that stands for it.
    pub document: Option<&'a str>,
}

/// What the rows are about.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The number of the requirement, as [`super::identifier`] takes it; `None` for that of the
    /// published one, or a first one.
    pub number: Option<&'a str>,
    /// The published requirement and the step of it that the document is below.
    pub published: Option<(&'a RequirementId, Option<&'a StepId>)>,
    /// The document above, where its text was read.
    pub above: Option<Issued<'a>>,
    /// The document.
    pub here: Issued<'a>,
    /// Where the words come from.
    pub source: &'a str,
}

impl Export<'_> {
    /// The rows of 要求层级.csv, headings first. What nobody has said yet is in them as such, and the
    /// check of the sheets asks for it: a number that stands for the document, the unit 000000.
    pub fn rows(&self) -> String {
        let published = self.published.map(|(requirement, _)| requirement.as_str());
        let number = self.number.or(published).unwrap_or(NEW);
        let above = self
            .above
            .map(|above| headed(above, &format!("{number}.1")));
        // Below a published step the next number may be taken.
        let id = match published {
            Some(_) => format!("{number}.{NEW}"),
            None => format!("{number}.2"),
        };
        let here = headed(self.here, &id);
        let head = ChainHead {
            id: number.into(),
            title: Text::default(),
            category: DutyCategory::General,
            list: DutyList::Core,
            duties: Vec::new(),
            source: Source {
                kind: SourceKind::Official,
                reference: self.source.to_owned(),
            },
        };
        let drafts: Vec<&Draft> = above.iter().chain([&here]).collect();
        let mut chain = requirement(&head, &drafts);
        let parent = self.published.and_then(|(_, step)| step);
        if let (Some(parent), Some(first)) = (parent, chain.steps.first_mut()) {
            first.parent = Some(parent.clone());
        }
        steps_csv(&chain)
    }
}

/// A draft with the head of its step.
fn headed(issued: Issued<'_>, id: &str) -> Draft {
    let mut draft = issued.draft.clone();
    draft.head.id = id.into();
    draft.head.document = match issued.document {
        Some(document) => document.into(),
        None => format!("DT-{id}").as_str().into(),
    };
    draft.head.unit = NOBODY.into();
    if let Some(unit) = issued.unit {
        draft.head.unit = unit.code.clone();
        draft.head.unit_name = unit.name.clone();
        draft.head.level = unit.level.clone();
    }
    draft
}
