//! Public cases that may be about the same as what somebody is writing 相似诉求.

use std::collections::{BTreeMap, BTreeSet};

use super::Submission;
use super::register::CaseEntry;
use crate::CaseId;
use crate::search::terms;

/// The most cases that are shown to a person before they send.
const MOST: usize = 3;
/// How many terms a title has to share with the description; one is enough where the place is the same.
const LEAST_SHARED: usize = 2;
/// What a term counts that only one case has. One that many have says little.
const RARE: usize = 60;
/// What the same place counts, and the same kind.
const SAME_PLACE: usize = RARE;
const SAME_KIND: usize = RARE / 6;

/// The public cases that may be about the same as a submission, the likeliest first, at most three. `there`
/// are those that name the place that the submission is about.
///
/// Words decide, a pair of Chinese characters or a Latin word each; the same place and kind only tell
/// which of several is likelier. The description has to be in the form that a search takes: NFKC, in
/// lower case.
pub fn similar<'a>(
    cases: &'a [CaseEntry],
    there: &BTreeSet<CaseId>,
    submission: &Submission,
) -> Vec<&'a CaseEntry> {
    let wanted: BTreeSet<String> = terms(&submission.description).into_iter().collect();
    let titles: Vec<BTreeSet<String>> = cases
        .iter()
        .map(|case| {
            let said = [&case.title.zh, &case.title.en, &case.outcome.zh];
            said.into_iter().flat_map(|text| terms(text)).collect()
        })
        .collect();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for term in titles.iter().flatten() {
        *known.entry(term).or_default() += 1;
    }
    let mut found: Vec<(usize, &CaseEntry)> = Vec::new();
    for (case, title) in cases.iter().zip(&titles) {
        let shared: Vec<usize> = wanted
            .intersection(title)
            .filter_map(|term| known.get(term.as_str()).copied())
            .collect();
        let is_there = there.contains(&case.id);
        let enough = if is_there { 1 } else { LEAST_SHARED };
        if shared.len() < enough {
            continue;
        }
        let words: usize = shared.iter().map(|cases| RARE / cases).sum();
        let same_kind = case.service == submission.service_code;
        let score = words + usize::from(is_there) * SAME_PLACE + usize::from(same_kind) * SAME_KIND;
        found.push((score, case));
    }
    // Of equals the latest first, as the cases are.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.truncate(MOST);
    found.into_iter().map(|(_, case)| case).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Text;
    use crate::cases::{Means, Stage};
    use crate::time::Date;

    fn case(id: &str, service: &str, title: &str) -> CaseEntry {
        CaseEntry {
            id: id.into(),
            service: service.into(),
            title: Text::new(title, ""),
            group: None,
            place: Text::default(),
            opened_on: Date::new(2026, 1, 5).expect("a day"),
            stage: Stage::Closed,
            means: Means::Service,
            outcome: Text::default(),
            withheld: None,
            rating: None,
        }
    }

    fn cases() -> Vec<CaseEntry> {
        vec![
            case("C-1", "ask", "冬天几点可以摆早餐"),
            case("C-2", "enforcement", "首次超时摆摊被罚两百元"),
            case("C-3", "vendor_rule", "公示牌的收摊时间和网上不一样"),
            case("C-4", "service", "门前积雪没人扫"),
        ]
    }

    fn found(about: &str, description: &str) -> Vec<CaseId> {
        let submission = Submission {
            service_code: "vendor_rule".into(),
            description: description.to_owned(),
            about: about.to_owned(),
            ..Submission::default()
        };
        let cases = cases();
        // The second and the third are about the same place.
        let there = if about.starts_with("Z-001") {
            [CaseId::from("C-2"), "C-3".into()].into()
        } else {
            BTreeSet::new()
        };
        let found = similar(&cases, &there, &submission);
        found.into_iter().map(|case| case.id.clone()).collect()
    }

    #[test]
    fn a_case_that_says_the_same_words_is_similar() {
        assert_eq!(found("", "学校门前的积雪没有人扫"), ["C-4".into()]);
        assert_eq!(found("", "公示牌写的收摊时间不对"), ["C-3".into()]);
    }

    #[test]
    fn the_same_place_or_kind_alone_is_not_similar() {
        assert!(found("Z-001", "路灯坏了").is_empty());
        assert!(found("", "").is_empty());
    }

    #[test]
    fn at_the_same_place_less_of_the_same_is_enough() {
        assert!(found("", "收摊").is_empty());
        assert_eq!(found("Z-001/snack", "几点收摊"), ["C-3".into()]);
    }

    #[test]
    fn the_likeliest_comes_first_and_no_more_than_three_are_shown() {
        let many: Vec<CaseEntry> = (0..9)
            .map(|n| case(&format!("C-{n}"), "ask", "夜市出口没有路灯"))
            .chain([case("C-X", "ask", "夜市出口没有路灯，晚上很黑")])
            .collect();
        let submission = Submission {
            description: "夜市出口没有路灯，晚上很黑，看不见路".to_owned(),
            ..Submission::default()
        };
        let found = similar(&many, &BTreeSet::new(), &submission);
        assert_eq!(found.len(), MOST);
        assert_eq!(found[0].id, "C-X".into());
    }
}
