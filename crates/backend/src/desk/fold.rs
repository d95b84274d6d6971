//! Floods 重复诉求 among the cases that nobody has screened yet: a line each in a list.

use std::collections::BTreeMap;

use civic::cases::handling::{Slot, State};
use civic::cases::{Sent, Stage, floods};
use civic::search::folded;

use super::context::{Desk, DeskError};
use super::log::state;
use crate::store::{CaseFilter, CaseKey, CaseNumber};

/// How many rows are read at once.
const PAGE: u32 = 500;

/// Which cases a list shows under others.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The first of each flood, with the others.
    floods: BTreeMap<i64, Vec<i64>>,
    /// The first of the flood of each of the others.
    firsts: BTreeMap<i64, i64>,
}

impl Folded {
    /// The first of the flood that a case is one of the others of.
    pub(super) fn first(&self, number: CaseNumber) -> Option<i64> {
        self.firsts.get(&number.0).copied()
    }

    /// The others of the flood that a case is the first of.
    pub(super) fn under(&self, number: CaseNumber) -> Vec<i64> {
        self.floods.get(&number.0).cloned().unwrap_or_default()
    }
}

impl Desk<'_> {
    /// The floods among the cases that are received and not screened.
    pub(super) async fn folded(&self) -> Result<Folded, DeskError> {
        let filter = CaseFilter {
            stages: vec![Stage::Received],
            ..CaseFilter::default()
        };
        let mut waiting: Vec<(i64, State)> = Vec::new();
        let mut after = CaseNumber(0);
        loop {
            let rows = self.store.list(filter.clone(), after, PAGE).await?;
            for row in &rows {
                after = row.number;
                if let Some(found) = self.store.find(CaseKey::Number(row.number)).await? {
                    waiting.push((row.number.0, state(&found)?));
                }
            }
            if rows.len() < PAGE as usize {
                break;
            }
        }
        let sent: Vec<Sent<'_, i64>> = waiting
            .iter()
            .filter_map(|(case, state)| sent(*case, state))
            .collect();
        let floods: BTreeMap<i64, Vec<i64>> = floods(&sent)
            .into_iter()
            .map(|flood| (flood.first, flood.others))
            .collect();
        let firsts = floods.iter();
        let firsts = firsts.flat_map(|(first, others)| others.iter().map(|other| (*other, *first)));
        Ok(Folded {
            firsts: firsts.collect(),
            floods,
        })
    }
}

/// What a case says, and about what; `None` where its text was deleted: of that nobody knows whether it said
/// the same. What was chosen as answers tells matters apart as well.
fn sent(case: i64, state: &State) -> Option<Sent<'_, i64>> {
    let said = |slot: Slot| state.said(&slot)?.text();
    let part = |slot: Slot| said(slot).unwrap_or_default();
    let chosen = state.received.choices.iter();
    let chosen: Vec<String> = chosen
        .map(|answer| format!("{} {}", answer.question, answer.values.join(" ")))
        .collect();
    Some(Sent {
        case,
        service: &state.received.service,
        place: [
            part(Slot::About).to_owned(),
            folded(part(Slot::Address)),
            coarse(part(Slot::Point)),
            chosen.join("\n"),
        ]
        .join("\n"),
        text: said(Slot::Description)?,
        at: state.received_at,
    })
}

/// A point to three decimals, some hundred metres.
fn coarse(point: &str) -> String {
    let degrees = point.split(',').map(|degrees| {
        let end = degrees.find('.').map_or(degrees.len(), |dot| dot + 4);
        degrees.get(..end).unwrap_or(degrees)
    });
    degrees.collect::<Vec<_>>().join(",")
}
