//! What became of each input row.

use std::collections::{BTreeMap, BTreeSet};

use check::columns::files;
use check::{Finding, Severity};

use super::run::{At, Engine};
use crate::foreign::report;
use crate::foreign::report::{InputCount, Report, RowOutcome};

impl Engine<'_> {
    pub(crate) fn findings(&self) -> (Vec<Finding>, Vec<bool>) {
        let explained = self.outcomes.iter().flatten().filter_map(|f| match f {
            RowOutcome::Explained(finding) => Some((finding.as_ref(), false)),
            RowOutcome::Taken => None,
        });
        let files: BTreeMap<(&str, u32), At> = self
            .inputs
            .iter()
            .enumerate()
            .flat_map(|(i, (_, _, t))| {
                t.records
                    .iter()
                    .enumerate()
                    .map(move |(r, record)| ((t.file.as_str(), record.row), (i, r)))
            })
            .collect();
        let still = |f: &&Finding| {
            let row = (f.location.file.as_str(), f.location.row);
            f.location.row == 0 || files.get(&row).is_some_and(|at| self.is_taken(*at))
        };
        let noted = self.notes.iter().filter(still).map(|f| (f, true));
        let mut all: Vec<(Finding, bool)> = explained
            .chain(noted)
            .map(|(f, n)| (f.clone(), n))
            .collect();
        all.sort_by(|a, b| (&a.0.location, &a.0.code).cmp(&(&b.0.location, &b.0.code)));
        all.into_iter().unzip()
    }

    pub(crate) fn report(&self) -> Report {
        let (all, noted) = self.findings();
        let marked: Vec<(bool, &Finding)> = noted.into_iter().zip(&all).collect();
        let rules = self.output.rules.iter();
        let inputs_with: BTreeSet<usize> = rules.filter_map(|(at, _)| Some((*at)?.0)).collect();
        let inputs = self.inputs.iter().zip(&self.outcomes).enumerate().map(
            |(i, ((name, input, table), outcomes))| {
                let taken = outcomes
                    .iter()
                    .filter(|f| matches!(f, RowOutcome::Taken))
                    .count();
                let left_out = outcomes.iter().filter(|f| match f {
                    RowOutcome::Explained(finding) => finding.severity == Severity::Info,
                    RowOutcome::Taken => false,
                });
                InputCount {
                    input: (*name).to_owned(),
                    file: table.file.clone(),
                    rows: outcomes.len(),
                    taken,
                    explained: outcomes.len() - taken,
                    left_out: left_out.count(),
                    without_rules: input.rule.is_some() && !inputs_with.contains(&i),
                }
            },
        );
        let sheets = [
            (files::PLACES, self.output.places.len()),
            (files::RULES, self.output.rules.len()),
            (files::CHANGES, self.output.changes.len()),
        ];
        Report {
            inputs: inputs.collect(),
            reasons: report::reasons(&marked),
            sheets: sheets.map(|(file, n)| (file.to_owned(), n)).into(),
            findings: Vec::new(),
            written: false,
        }
    }
}
