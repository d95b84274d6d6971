//! Reading the register: no more of it than what is chosen needs.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use civic::cases::Month;
use civic::cases::register::{
    CaseEntry, Cell, Selection, cells, file_of, needed_parts, retain_with,
};
use civic::published::{CaseList, RegisterFile, Subject, name};
use routes::query::CaseFilter;
use web::published::{DataError, Tree};
use web::reactive::join_all;
use web::text::folded;

/// How many entries a page of the list has.
const SHOWN: u32 = 20;
/// How many months a search by words reads where there is no index of what is said in them.
const MAX_MONTHS: usize = 36;
/// How many months of the index it reads beyond these.
const MAX_OLDER: usize = 12;

/// The counts of a month.
pub(super) type Counted = (Month, Vec<Cell>);

/// What was found.
pub(super) struct Found {
    pub(super) filter: CaseFilter,
    pub(super) register: Arc<RegisterFile>,
    /// What all filters together choose from, counted: the cases that say the words and name the thing that is asked
    /// for.
    pub(super) counted: Vec<Counted>,
    /// What all of them name, where that is asked for.
    pub(super) subjects: Vec<Subject>,
    /// The entries of the page.
    pub(super) shown: Vec<CaseEntry>,
    /// The number of the page, from 1, and of all pages.
    pub(super) page: (u32, u32),
    /// What a search for words looked at.
    pub(super) searched: Option<Searched>,
}

/// How far a search for words has looked.
pub(super) struct Searched {
    /// The latest month and the earliest that were looked through.
    pub(super) latest: Month,
    pub(super) earliest: Month,
    /// The years with earlier months that may say the words, or all of them where that is not known; the latest
    /// first.
    pub(super) beyond: Vec<i32>,
}

impl Found {
    /// How many cases a choice among them leaves.
    pub(super) fn count(&self, selection: &Selection) -> u32 {
        let counts = self.counted.iter();
        let counts = counts.map(|(month, cells)| selection.count(*month, cells));
        counts.fold(0, u32::saturating_add)
    }
}

type Reading<T> = Pin<Box<dyn Future<Output = Result<T, DataError>>>>;

/// The entries of a list, without those of its files that have none of the chosen.
fn list(tree: Tree, logical: String, chosen: Selection) -> Reading<(Vec<CaseEntry>, Vec<Subject>)> {
    Box::pin(async move {
        let first: Arc<CaseList> = tree.file(&logical).await?;
        let mut entries = first.cases.clone();
        for (n, cells) in first.pages.iter().enumerate().skip(1) {
            if cells.iter().any(|cell| chosen.takes(cell)) {
                let page: Arc<CaseList> = tree.file(&format!("{logical}/{n}")).await?;
                entries.extend(page.cases.iter().cloned());
            }
        }
        Ok((entries, first.subjects.clone()))
    })
}

async fn of_months(
    tree: Tree,
    months: &[Month],
    chosen: &Selection,
) -> Result<Vec<CaseEntry>, DataError> {
    let of = |month: &Month| {
        let logical = format!("{}{month}", name::REGISTER_DIR);
        list(tree, logical, chosen.clone())
    };
    let lists = join_all(months.iter().map(of).collect()).await;
    let mut entries = Vec::new();
    for list in lists {
        entries.extend(list?.0);
    }
    Ok(entries)
}

/// Which of these months a search for words reads, and how far it has looked then.
async fn months_to_read(
    tree: Tree,
    register: &RegisterFile,
    months: &[Month],
    words: &[String],
) -> Result<(Vec<Month>, Option<Searched>), DataError> {
    let mut left = months.to_vec();
    let (mut read, most) = match register.words_until {
        Some(until) => {
            left.retain(|month| month.year() <= until);
            let latest = months.iter().filter(|month| month.year() > until);
            (latest.copied().collect(), MAX_OLDER)
        }
        // What has no index is read as far as that is not too much.
        None => (Vec::new(), MAX_MONTHS),
    };
    if register.words_until.is_some() && !left.is_empty() {
        for part in needed_parts(words) {
            let file = file_of(&part, register.word_files);
            let lines: Arc<String> = tree
                .file(&format!("{}{file}", name::CASE_WORDS_DIR))
                .await?;
            retain_with(&mut left, &part, &lines);
        }
    }
    read.extend(left.drain(..left.len().min(most)));
    let mut beyond: Vec<i32> = left.iter().map(|month| month.year()).collect();
    beyond.dedup();
    // With nothing left, what is not read does not say them either.
    let earliest = if left.is_empty() {
        months.last()
    } else {
        read.last()
    };
    let searched = months
        .first()
        .zip(earliest)
        .map(|(latest, earliest)| Searched {
            latest: *latest,
            earliest: *earliest,
            beyond,
        });
    Ok((read, searched))
}

/// Entries counted month by month, the latest first.
fn by_month(entries: &[CaseEntry]) -> Vec<Counted> {
    let mut months: BTreeMap<Month, Vec<&CaseEntry>> = BTreeMap::new();
    for entry in entries {
        months.entry(entry.month()).or_default().push(entry);
    }
    let months = months.into_iter().rev();
    months.map(|(month, of)| (month, cells(of))).collect()
}

pub(super) async fn find(tree: Tree, filter: CaseFilter) -> Result<Found, DataError> {
    let register: Arc<RegisterFile> = tree.file(name::REGISTER).await?;
    let words: Vec<String> = filter.words.split_whitespace().map(folded).collect();
    let selection = filter.selection();
    let mut found = Found {
        counted: Vec::new(),
        subjects: Vec::new(),
        shown: Vec::new(),
        page: (1, 1),
        searched: None,
        register,
        filter,
    };
    let all = || {
        let months = found.register.months.iter();
        months
            .map(|month| (month.month, month.cells.clone()))
            .collect::<Vec<Counted>>()
    };
    // Everything that is chosen from; `None` where the counts of the register say enough.
    let entries = if let Some(about) = &found.filter.about {
        let logical = format!("{}{about}", name::CASES_ABOUT_DIR);
        let (entries, subjects) = match list(tree, logical, Selection::default()).await {
            Ok(read) => read,
            // Nothing names it, or there is no such thing.
            Err(DataError::Absent) => (Vec::new(), Vec::new()),
            Err(error) => return Err(error),
        };
        found.subjects = subjects;
        Some(entries)
    } else if words.is_empty() {
        None
    } else {
        // A time that is chosen is looked through whatever else is: what was counted beside it would not
        // be what it opens.
        let period = Selection {
            period: selection.period,
            ..Selection::default()
        };
        let months: Vec<Month> = all().iter().map(|(month, _)| *month).collect();
        let months: Vec<Month> = months.into_iter().filter(|m| period.covers(*m)).collect();
        let (read, searched) = months_to_read(tree, &found.register, &months, &words).await?;
        found.searched = searched;
        Some(of_months(tree, &read, &Selection::default()).await?)
    };
    let said = entries.map(|mut entries| {
        entries.retain(|entry| entry.says(&words, folded));
        entries
    });
    found.counted = said.as_deref().map_or_else(all, by_month);
    let chosen = |(month, cells): &Counted| selection.entries(*month, cells);
    let total = found
        .counted
        .iter()
        .map(chosen)
        .fold(0, u32::saturating_add);
    let pages = total.div_ceil(SHOWN).max(1);
    let wanted = found.filter.page.value().copied().unwrap_or(1);
    let page = u32::try_from(wanted).unwrap_or(u32::MAX).clamp(1, pages);
    found.page = (page, pages);
    let first = (page - 1) * SHOWN;
    let (mut entries, skipped) = if let Some(entries) = said {
        (entries, first)
    } else {
        let (mut before, mut months, mut skipped) = (0, Vec::new(), first);
        for month in &found.counted {
            let after = before + chosen(month);
            if after > before && after > first && before < first + SHOWN {
                if months.is_empty() {
                    skipped = first - before;
                }
                months.push(month.0);
            }
            before = after;
        }
        (of_months(tree, &months, &selection).await?, skipped)
    };
    entries.retain(|entry| selection.has(entry));
    let shown = entries.into_iter().skip(skipped as usize);
    found.shown = shown.take(SHOWN as usize).collect();
    Ok(found)
}
