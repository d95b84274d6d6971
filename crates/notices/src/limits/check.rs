//! Checking a draft notice.

use civic::documents::Limit;
use civic::duties::DutyItem;

use super::above::{Above, added};
use super::checked::Checked;
use super::duties::taken_back;
use super::finding::DraftFinding;
use super::papers::against;

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
