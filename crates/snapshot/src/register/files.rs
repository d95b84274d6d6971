//! The files of the register.

use std::collections::{BTreeMap, BTreeSet};

use check::{CitySettings, Sources};
use civic::cases::register::{CaseEntry, cells};
use civic::cases::{Case, Month};
use civic::documents::Correction;
use civic::published::{
    CaseList, CasesFile, MAX_LISTED, MonthOfCases, RegisterFile, Subject, name,
};
use civic::{DocumentId, Text, UnitCode};

use super::Register;
use super::words::words;
use crate::documents::{Documents, cited};
use crate::file_set::{Sink, put};
use crate::subjects::named_subjects;

/// A file of details holds some 16 cases, and never more than this.
const MAX_DETAILS: usize = 48;
/// One identifier in so many begins a file.
const ONE_IN: u64 = 16;

impl Register {
    /// Makes the lists, the counts and the details, and hands them over. A city without cases has no
    /// register.
    pub(crate) fn make<S: Sink>(
        &self,
        files: &mut S,
        sources: &Sources,
        settings: &CitySettings,
        documents: &Documents<'_>,
    ) -> Result<(), S::Error> {
        if self.cases.is_empty() {
            return Ok(());
        }
        let mut months: BTreeMap<Month, Vec<&CaseEntry>> = BTreeMap::new();
        for entry in &self.entries {
            months.entry(entry.month()).or_default().push(entry);
        }
        let kinds: BTreeSet<_> = self.cases.iter().map(|case| &case.service).collect();
        let services = sources.services.iter().map(|row| &row.value);
        let words = words(files, &months)?;
        let index = RegisterFile {
            months: months
                .iter()
                .rev()
                .map(|(month, entries)| MonthOfCases {
                    month: *month,
                    cells: cells(entries.iter().copied()),
                })
                .collect(),
            kinds: services
                .filter(|service| kinds.contains(&service.code))
                .map(|service| (service.code.clone(), service.name.clone()))
                .collect(),
            definition: settings.means.first().cloned(),
            word_files: words.map_or(0, |index| index.files),
            words_until: words.map(|index| index.until),
            earlier: settings.means.iter().skip(1).cloned().collect(),
        };
        put(files, name::REGISTER, &index)?;
        for (month, entries) in months {
            let logical = format!("{}{month}", name::REGISTER_DIR);
            list(files, &logical, &entries, &[])?;
        }
        let subjects = self.subjects(sources);
        for (id, places) in &self.naming {
            let entries = places.iter().filter_map(|n| self.entries.get(*n));
            let entries: Vec<&CaseEntry> = entries.collect();
            let about = subjects.get(id).map_or(&[][..], Vec::as_slice);
            list(
                files,
                &format!("{}{id}", name::CASES_ABOUT_DIR),
                &entries,
                about,
            )?;
        }
        self.details(files, sources, documents, &subjects)
    }

    /// What each identifier that the cases name is about.
    fn subjects(&self, sources: &Sources) -> BTreeMap<String, Vec<Subject>> {
        let mut subjects: BTreeMap<String, Vec<Subject>> = BTreeMap::new();
        let merged = self
            .cases
            .iter()
            .filter_map(|case| case.merged_into.as_ref());
        let named = self.cases.iter().flat_map(Case::named);
        let named = named.chain(self.naming.keys().map(String::as_str));
        let named = named.chain(merged.map(civic::CaseId::as_str));
        for subject in named_subjects(sources, named) {
            let of = subjects.entry(subject.named.clone()).or_default();
            of.push(subject);
        }
        subjects
    }

    fn details<S: Sink>(
        &self,
        files: &mut S,
        sources: &Sources,
        documents: &Documents<'_>,
        subjects: &BTreeMap<String, Vec<Subject>>,
    ) -> Result<(), S::Error> {
        let corrections = sources.corrections.iter().map(|row| &row.value);
        let corrections: BTreeMap<&str, &Correction> =
            corrections.map(|c| (c.id.as_str(), c)).collect();
        let units = sources.units.iter().map(|row| &row.value);
        let units: BTreeMap<&UnitCode, &Text> = units.map(|u| (&u.code, &u.name)).collect();
        let mut by_id: Vec<&Case> = self.cases.iter().collect();
        by_id.sort_by(|a, b| a.id.cmp(&b.id));
        for cases in parts(&by_id) {
            let merged = cases.iter().filter_map(|case| case.merged_into.as_ref());
            let named = cases.iter().flat_map(|case| case.named());
            let named: BTreeSet<&str> = named.chain(merged.map(civic::CaseId::as_str)).collect();
            let led_to = cases.iter().flat_map(|case| &case.led_to);
            let led_to: BTreeSet<&str> = led_to.map(String::as_str).collect();
            let led_to = led_to.into_iter().filter_map(|id| corrections.get(id));
            let led_to: Vec<Correction> = led_to.map(|c| (*c).clone()).collect();
            let basis = cases.iter().flat_map(|case| &case.basis);
            let basis: Vec<DocumentId> = basis.map(|id| id.as_str().into()).collect();
            let decisions = led_to.iter().filter_map(|c| c.document.as_ref());
            let answering: BTreeSet<&UnitCode> =
                cases.iter().filter_map(|c| c.unit.as_ref()).collect();
            let file = CasesFile {
                documents: cited(documents, basis.iter().chain(decisions)),
                subjects: named
                    .into_iter()
                    .filter_map(|id| subjects.get(id))
                    .flatten()
                    .cloned()
                    .collect(),
                units: answering
                    .into_iter()
                    .filter_map(|unit| Some((unit.clone(), (*units.get(unit)?).clone())))
                    .collect(),
                cases: cases.iter().map(|case| (*case).clone()).collect(),
                corrections: led_to,
            };
            let Some(first) = cases.first() else {
                continue;
            };
            put(files, format!("{}{}", name::CASES_DIR, first.id), &file)?;
        }
        Ok(())
    }
}

/// A list in as many files as it needs.
fn list<S: Sink>(
    files: &mut S,
    logical: &str,
    entries: &[&CaseEntry],
    about: &[Subject],
) -> Result<(), S::Error> {
    let pages: Vec<&[&CaseEntry]> = entries.chunks(MAX_LISTED).collect();
    for (n, page) in pages.iter().enumerate() {
        let counted = (n == 0 && pages.len() > 1)
            .then(|| pages.iter().map(|page| cells(page.iter().copied())));
        let file = CaseList {
            pages: counted.into_iter().flatten().collect(),
            subjects: if n == 0 { about.to_vec() } else { Vec::new() },
            cases: page.iter().map(|entry| (*entry).clone()).collect(),
        };
        let logical = match n {
            0 => logical.to_owned(),
            _ => format!("{logical}/{n}"),
        };
        put(files, logical, &file)?;
    }
    Ok(())
}

/// Cuts cases, sorted by identifier, where their identifiers say so: a case that is added then changes one
/// file and moves nothing in the others.
fn parts<'a, 'b>(cases: &'b [&'a Case]) -> Vec<&'b [&'a Case]> {
    let mut parts = Vec::new();
    let mut rest = cases;
    while !rest.is_empty() {
        let begins = |case: &&&Case| fnv(case.id.as_str()).is_multiple_of(ONE_IN);
        let next = rest.iter().skip(1).position(|case| begins(&case));
        let end = next.map_or(rest.len(), |at| at + 1).min(MAX_DETAILS);
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
}

/// FNV-1a, 64 bits.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
