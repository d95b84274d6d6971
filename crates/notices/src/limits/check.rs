//! Checking a draft notice.

use civic::documents::Limit;
use civic::duties::DutyItem;

use super::above::{Above, added};
use super::duties::taken_back;
use super::finding::DraftFinding;
use super::papers::against;
use crate::draft::Draft;
use crate::reading::Reading;

/// A draft notice: its text, as it was read, and as it was corrected by hand.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The text.
    pub text: &'a str,
    /// What was read in it.
    pub reading: &'a Reading,
    /// What a person made of it.
    pub draft: &'a Draft,
}

/// What in a draft notice goes against the limits, adds to the level above, or gives a duty that
/// was taken back or barred; those about the whole first, then in the order of its sentences.
pub fn check_draft(
    notice: Checked<'_>,
    above: Option<&Above<'_>>,
    duties: &[DutyItem],
    limits: &[Limit],
) -> Vec<DraftFinding> {
    let mut findings = Vec::new();
    for limit in limits {
        findings.extend(against(notice, limit));
    }
    if let Some(above) = above {
        findings.extend(added(notice, above));
    }
    findings.extend(taken_back(notice, duties));
    findings.sort_by_key(|finding| (finding.sentence, finding.words));
    findings
}
