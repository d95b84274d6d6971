//! Against the duty lists: does a sentence give what was taken back or may not be asked?

use std::collections::BTreeSet;

use civic::Text;
use civic::duties::{DutyItem, DutyList};

use super::checked::Checked;
use super::finding::{Breach, DraftFinding};
use crate::reading::{Look, Part, Sentence};
use crate::text::Span;

/// How much of a duty's title a sentence has to say, in hundredths of its pairs of characters.
const SHARE: usize = 60;

/// The fewest pairs that a title must have in common with a sentence.
const FEWEST: usize = 3;

/// Pairs that many titles have and that tell none from another.
const COMMON: &[&str] = &["工作", "管理", "有关", "开展", "进行", "相关", "情况"];

type Pair = (char, char);

fn pairs(text: &str) -> BTreeSet<Pair> {
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let common: Vec<Pair> = COMMON
        .iter()
        .filter_map(|word| {
            let mut chars = word.chars();
            chars.next().zip(chars.next())
        })
        .collect();
    chars
        .windows(2)
        .filter_map(|pair| pair.first().copied().zip(pair.last().copied()))
        .filter(|pair| !common.contains(pair))
        .collect()
}

/// Returns `true` if a duty may not be given to a subdistrict or a community: it was taken back, or
/// may not be asked.
pub fn is_off(duty: &DutyItem) -> bool {
    matches!(duty.list, DutyList::TakenBack | DutyList::Barred)
}

/// The sentences that demand something of a duty on the lists `taken_back` and `barred`. Each
/// sentence names the duty that it says most of.
pub(super) fn taken_back(notice: Checked<'_>, duties: &[DutyItem]) -> Vec<DraftFinding> {
    let off: Vec<(&DutyItem, BTreeSet<Pair>)> = duties
        .iter()
        .filter(|duty| is_off(duty))
        .map(|duty| (duty, pairs(&duty.title.zh)))
        .filter(|(_, pairs)| pairs.len() >= FEWEST)
        .collect();
    let found: Vec<Span> = notice.draft.found().map(|at| at.sentence).collect();
    let mut findings = Vec::new();
    for sentence in &notice.reading.sentences {
        if !asks(sentence, &found) {
            continue;
        }
        let said = pairs(sentence.span.of(notice.text));
        let best = off
            .iter()
            .map(|(duty, title)| (duty, title, title.intersection(&said).count()))
            .filter(|(_, title, common)| *common >= FEWEST && common * 100 >= title.len() * SHARE)
            .max_by_key(|(_, title, common)| common * 1000 / title.len());
        if let Some((duty, ..)) = best {
            findings.push(finding(sentence, duty));
        }
    }
    findings
}

/// Returns `true` if a sentence demands something: read, found in it by a person, or not read.
fn asks(sentence: &Sentence, found: &[Span]) -> bool {
    let duty = |look: Look| matches!(look, Look::Duty);
    let is_read = !sentence.demands.is_empty()
        || sentence.set_aside.is_empty() && sentence.unread.iter().any(|unread| duty(unread.look));
    sentence.part == Part::Body && is_read || found.contains(&sentence.span)
}

fn finding(sentence: &Sentence, duty: &DutyItem) -> DraftFinding {
    let (list_zh, list_en) = (duty.list.zh(), duty.list.en());
    let title_en = if duty.title.en.is_empty() {
        &duty.title.zh
    } else {
        &duty.title.en
    };
    let lead = &duty.lead;
    let advice = if lead.is_empty() {
        Text::new(
            "不交给街道、社区办理",
            "Do not give it to the subdistrict or the community",
        )
    } else {
        let lead_en = if lead.en.is_empty() {
            &lead.zh
        } else {
            &lead.en
        };
        Text::new(
            format!("写明由{}办理，不交给街道、社区", lead.zh),
            format!(
                "Say that it is done by {lead_en}, and do not give it to the subdistrict or the community"
            ),
        )
    };
    DraftFinding {
        sentence: Some(sentence.span),
        words: None,
        entry: None,
        above: Vec::new(),
        breach: Breach::Duty {
            duty: duty.id.clone(),
            list: duty.list.clone(),
        },
        what: Text::new(
            format!("可能是清单“{list_zh}”上的事项：{}", duty.title.zh),
            format!("It may be on the list “{list_en}”: {title_en}"),
        ),
        article: Text::default(),
        document: duty.document.clone(),
        advice,
    }
}
