//! Times in words, and the times that can be chosen.

use civic::cases::{Month, Period};
use web::format;
use web::i18n::lang;

use crate::messages::cases;

/// A month in words.
pub(super) fn month(month: Month) -> String {
    let day = month.first_day();
    day.map_or_else(|| month.to_string(), |day| format::month(lang(), day))
}

/// A time in words.
pub(super) fn period(period: Period) -> String {
    match period {
        Period::Month(of) => month(of),
        Period::Quarter(year, n) => {
            let text = cases::QUARTER.text().replace("{year}", &year.to_string());
            text.replace("{n}", &n.to_string())
        }
        Period::Year(year) => cases::YEAR.text().replace("{year}", &year.to_string()),
    }
}

/// The times to choose from among these months, the latest first: the years, and within the chosen year its
/// quarters and months.
pub(super) fn offered(months: &[Month], chosen: Option<Period>) -> Vec<Period> {
    let mut offered: Vec<Period> = Vec::new();
    let mut offer = |period: Period| {
        if !offered.contains(&period) {
            offered.push(period);
        }
    };
    for month in months {
        offer(Period::Year(month.year()));
    }
    let year = chosen.map(|chosen| match chosen {
        Period::Year(year) | Period::Quarter(year, _) => year,
        Period::Month(month) => month.year(),
    });
    let within = || months.iter().filter(|month| Some(month.year()) == year);
    for month in within() {
        offer(Period::Quarter(month.year(), month.quarter()));
    }
    for month in within() {
        offer(Period::Month(*month));
    }
    chosen.into_iter().for_each(offer);
    offered
}
